from dataclasses import replace
from itertools import product

import pytest

from geostrike import geodesy
from geostrike.errors import TableError
from geostrike.locate import Located
from geostrike.maps import legend, panel, payload
from geostrike.maps.report import prepare
from geostrike.model import Dossier, Event, Place

CAMP = Place(
    id="x:camp", name="A camp", kind="displacement camp", country="SY", lon=38.7127, lat=33.3142,
    radius_m=400, layer="x", source="x",
)  # fmt: skip


def event(name, *, date="2024-02-03", **columns):
    return Event(id=name, title=name, kind="strike", date=date, **columns)


def report_of(*located, **options):
    dossier = Dossier(title="d", events=tuple(one.event for one in located), claims=(), sources=())
    return prepare(dossier, located, **options)


def test_what_is_not_published_leaves_no_trace(report):
    assert "secret" not in [item.id for item in report.items]
    assert report.item("night").answered_by == ()
    assert "hidden" not in report.sources


def test_parts_stand_under_their_whole_and_relations_go_both_ways(report):
    assert [(item.id, item.depth) for item in report.items[:6]] == [
        ("rockets", 0),
        ("night", 0),
        ("border", 1),
        ("square", 1),
        ("strip", 1),
        ("lost", 1),
    ]
    assert report.item("night").parts == ("border", "square", "strip", "lost")
    assert report.item("rockets").answered_by == ("night",)
    assert [item.id for item in report.without_place] == ["lost"]


def test_a_draft_is_refused_unless_asked_for(dossier, located):
    drafts = [replace(one, event=replace(one.event, status="draft")) for one in located]
    with pytest.raises(TableError, match=r"rockets.*--draft"):
        prepare(dossier, drafts)
    assert prepare(dossier, drafts, draft=True).draft


def test_a_hidden_draft_stops_nothing(dossier, located):
    hidden = [
        replace(one, event=replace(one.event, status="draft")) if one.event.id == "secret" else one
        for one in located
    ]
    assert not prepare(dossier, hidden).draft


def test_nothing_to_show_is_an_error():
    with pytest.raises(TableError, match="publish"):
        report_of(Located(event=event("a", publish="no")))


@pytest.mark.parametrize(
    "spot",
    [
        Located(
            event=event("a", publish="coarse", at="33.1,36.2"), shape="point", lon=36.2, lat=33.1, radius_m=20
        ),
        Located(
            event=event("a", place="A camp"),
            shape="disc",
            lon=CAMP.lon,
            lat=CAMP.lat,
            radius_m=400,
            place=CAMP,
        ),
    ],
)
def test_protected_places_are_coarse_even_if_made_by_hand(spot):
    where = report_of(spot).items[0].where
    assert (where.shape, where.radius_m, where.measure, where.draw_line, where.place) == (
        "disc",
        5000,
        None,
        False,
        None,
    )
    assert where.event.at == ""
    distance_m, _ = geodesy.inverse(where.lon, where.lat, spot.lon, spot.lat)
    assert 0 < distance_m < 5000


def test_all_points_of_a_cell_become_one_and_lie_in_the_disc():
    points = [(36.201 + 0.001 * i, 33.101 + 0.001 * j) for i, j in product(range(30), range(30))]
    middles = set()
    for lon, lat in points:
        spot = Located(event=event("a", publish="coarse"), shape="point", lon=lon, lat=lat, radius_m=1000)
        where = report_of(spot).items[0].where
        middles.add((where.lon, where.lat))
        assert geodesy.inverse(where.lon, where.lat, lon, lat)[0] < 4000
    assert len(middles) <= 4


def test_a_wide_place_gets_no_sharper_and_a_lost_one_stays_lost():
    wide = Located(event=event("a", publish="coarse"), shape="disc", lon=36.2, lat=33.1, radius_m=12_300)
    lost = Located(event=event("b", publish="coarse", at="33,36"), how="not known")
    items = report_of(wide, lost).items
    assert items[0].where.radius_m == 17_000
    assert (items[1].where.shape, items[1].event.at) == ("none", "")


def test_marks_go_to_episodes_of_several_events_when_there_are_too_many():
    singles = [
        Located(event=event(f"s{i}"), shape="point", lon=40 + i, lat=33, radius_m=10) for i in range(8)
    ]
    pair = [
        Located(event=event("whole"), shape="none"),
        Located(event=event("part", part_of="whole"), shape="point", lon=41.5, lat=34, radius_m=10),
    ]
    items = report_of(*singles, *pair).items
    styles = {item.id: item.style for item in items}
    assert styles["whole"] == styles["part"] == 0
    assert {styles[f"s{i}"] for i in range(8)} == {1}


def test_events_that_are_parts_of_each_other_still_come_out_once():
    ring = [
        Located(event=event("a", part_of="b")),
        Located(event=event("b", part_of="a")),
        Located(event=event("c", part_of="c")),
    ]
    assert sorted(item.id for item in report_of(*ring).items) == ["a", "b", "c"]


def placed(name, date, lon, **columns):
    one = event(name, date=date, publish="yes", publish_reason="old", **columns)
    return Located(event=one, shape="disc", lon=lon, lat=34.0, radius_m=500)


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (("2024-02-03", "2024-03-03"), ["February 2024", "March 2024"]),
        (("2024-02-03", "2024-02-09"), ["3 February 2024", "9 February 2024"]),
        (("2024-02-03", "2024-02-03"), ["one, 3 February 2024", "two, 3 February 2024"]),
    ],
)
def test_signs_in_the_legend_are_told_apart(days, names):
    first, second = (
        placed(name, day, lon) for name, day, lon in zip(("one", "two"), days, (40, 41), strict=True)
    )
    found = legend.episodes(report_of(first, second))
    assert [words for _, words in found] == names
    assert legend.episodes(report_of(first)) == ()


def test_of_events_without_claims_no_number_is_said():
    summary = panel.summary(report_of(placed("one", "2024-02-03", 40)))
    assert summary == "1 event, 3 February 2024. No claim is listed."


def test_names_of_countries_stand_where_the_map_is_drawn(report):
    data = payload.page_data(report, payload.events(report))
    west, south, east, north = data["limits"]
    spots = [spot for country in data["base"]["countries"] for spot in country["at"]]
    assert spots
    assert all(west < lon < east and south < lat < north for lon, lat, *_ in spots)
