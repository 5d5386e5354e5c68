from dataclasses import replace

import pytest
from shapely.geometry import box

from geostrike.locate import Located, cleaned, locate
from geostrike.locate.coarse import coarsened
from geostrike.model import About, Claim, Correction, Dossier, Event, Source
from geostrike.protect import HOW

AT = "33.4191,41.3431"


def _event(**cells):
    return Event(**{"id": "e", "title": "A strike", "kind": "strike", "date": "2020-01-01"} | cells)


def _dossier(*events, claims=(), **around):
    source = Source(id="s", publisher="P", kind="agency", title="Husaybah burns", url="https://example.org/a")
    return Dossier(title="d", events=events, claims=claims, sources=(source,), **around)


@pytest.mark.parametrize(("how", "shape"), [("5km", "disc"), ("admin1", "region"), ("grid", "cell")])
def test_each_way_gives_its_shape_and_nothing_measured(how, shape):
    (found,) = locate(_dossier(_event(at=AT, place="Husaybah")), coarsen=how)
    assert (found.shape, found.measure, found.line, found.stated, found.place) == (
        shape,
        None,
        None,
        (),
        None,
    )
    assert (found.event.at, found.event.place, found.country) == ("", "Al Anbar governorate", "IQ")
    assert (found.geometry is None) is (shape == "disc")


@pytest.mark.parametrize("how", HOW)
def test_what_is_wider_than_a_cell_is_a_disc_that_holds_it(how):
    (found,) = locate(_dossier(_event(at=AT, radius_m=900_000)), coarsen=how)
    assert found.shape == "disc"
    assert found.radius_m >= 904_000


def test_an_area_counts_by_its_reach():
    spot = Located(
        event=_event(), shape="region", lon=41.35, lat=33.42, geometry=box(41.34, 33.41, 41.36, 33.43)
    )
    assert coarsened(spot, "5km", "why").radius_m == 5_000
    wide = replace(spot, geometry=box(41, 33, 42, 34))
    assert coarsened(wide, "5km", "why").radius_m > 60_000


@pytest.mark.parametrize(
    ("cells", "how"),
    [
        ({"place": "house in Nowheria"}, "Its place is not shown."),
        ({}, "No place is reported, so nothing is drawn."),
    ],
)
def test_events_without_a_place_lose_its_name_too(cells, how):
    (found,) = locate(_dossier(_event(**cells)), coarsen="5km")
    assert (found.shape, found.how, found.event.place) == ("none", how, "")


def test_at_sea_there_is_no_province():
    (found,) = locate(_dossier(_event(at="34.5,30.5", title="Strike on 34.5123,30.5123")), coarsen="admin1")
    assert (found.shape, found.event.title, found.how) == ("none", "Strike", "Its place is not shown.")


@pytest.mark.parametrize("country", ["IQ", "XX"])
def test_a_title_that_tells_becomes_kind_and_country(country):
    spot = Located(
        event=_event(title="Strike at 34.39841", country=country), shape="point", lon=30.5, lat=34.5
    )
    assert coarsened(spot, "5km", "why").event.title == ("Strike in Iraq" if country == "IQ" else "Strike")


def test_claims_sources_and_texts_lose_what_tells():
    facts = {"event": "e", "source": "s"}
    claims = (
        Claim(id="c1", kind="distance", words="2 km", low=2, unit="km", **facts),
        Claim(
            id="c2", kind="killed", words="two in Husaybah. Two died", said_by="mayor of Husaybah", **facts
        ),
        Claim(id="c3", kind="killed", words="at Husaybah", value="men in Husaybah", **facts),
        Claim(id="c4", kind="killed", words="at Husaybah", event="f", source="s"),
    )
    corrections = (
        Correction(date="2020-02-01", event="e", change="Husaybah, not al-Qaim", reason="It said Husaybah."),
        Correction(date="2020-02-01", event="f", change="Husaybah it is"),
    )
    about = About(standfirst="Two strikes. One hit Husaybah. One lay 2 km off.", corrections=corrections)
    dossier = _dossier(
        _event(place="house in Husaybah", at=AT), _event(id="f", at=AT), claims=claims, about=about
    )
    located = locate(dossier)
    found = cleaned(dossier, located)
    assert [one.id for one in found.claims] == ["c2", "c3", "c4"]
    assert [(one.words, one.value, one.said_by) for one in found.claims] == [
        ("Two died", "", "[…]"),
        ("[…]", "", ""),
        ("at Husaybah", "", ""),
    ]
    assert (found.sources[0].title, found.sources[0].url) == ("", "https://example.org/a")
    assert found.about.standfirst == "Two strikes. One lay 2 km off."
    assert [one.change for one in found.about.corrections] == ["[…]", "Husaybah it is"]
    assert [event.at for event in found.events] == ["", AT]


def test_a_dossier_without_coarse_events_stays_as_it_is():
    dossier = _dossier(_event(at=AT))
    assert cleaned(dossier, locate(dossier)) is dossier


def test_a_town_that_bears_the_name_of_its_province_is_not_named():
    event = _event(at="35.336, 40.141", place="Deir ez-Zor", title="Strikes in Deir ez-Zor", country="SY")
    (found,) = locate(_dossier(event), coarsen="admin1")
    assert found.event.title.endswith(" in Deir ez-Zor governorate")
    assert found.event.place == "Deir ez-Zor governorate"
