"""Two editions: the same are equal, the inverse is symmetric, no protected point is exact."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geostrike import diff
from geostrike.diff import matching
from geostrike.errors import GeostrikeError
from geostrike.locate import cleaned, locate
from geostrike.model import Claim, Dossier, Event, Source
from geostrike.tables import columns
from geostrike.tables.cells import Cells, texts
from geostrike.tables.columns import KNOWN, NUMBERS, Draft

OPPOSITE = {"added": "removed", "removed": "added"}
EVENT = {"id": "a", "title": "Strike", "date": "2024-02-03", "place": "al-Qaim", "lon": 40.97, "lat": 34.39}


def _table(*rows, shapes=None, extra=()):
    rows = [{**EVENT, **row} for row in rows]
    column = lambda name, nothing="": [row.get(name, nothing) for row in rows]  # noqa: E731
    cells = Cells("t", {}, np.arange(1, len(rows) + 1))
    draft = Draft(cells, "events", *(np.array(column(name, np.nan), float) for name in ("lon", "lat")))
    for name in KNOWN:
        draft.values[name] = np.array(column(name, np.nan), float) if name in NUMBERS else texts(column(name))
    draft.extra = {name: texts(column(name)) for name in extra}
    if shapes:
        draft.shapes = texts(shapes)
    return columns.finish(draft)


def _changes(old, new, **how):
    return [change.as_dict() for change in diff.of_tables(old, new, **how)[0]]


def _found(changes):
    return [(each["change"], each["id"], each["field"], each["old"], each["new"]) for each in changes]


ROW = st.fixed_dictionaries(
    {
        "id": st.sampled_from("abcdef"),
        "title": st.sampled_from(["Strike", "Attack", "Strike at al-Qaim"]),
        "date": st.sampled_from(["2024-02-03", "2024-02-04", "2024-02", ""]),
        "place": st.sampled_from(["", "al-Qaim", "Al Qaim", "Akashat"]),
        "lon": st.one_of(st.sampled_from([40.97, 40.98, np.nan]), st.floats(-180, 180)),
        "lat": st.sampled_from([34.39, 34.4, 33.7]),
        "killed_low": st.sampled_from([np.nan, 0.0, 3.0]),
        "precision": st.sampled_from(["town", "exact", "unknown"]),
    }
).map(lambda row: row if row["lon"] == row["lon"] else {**row, "lat": np.nan})
TABLE = st.lists(ROW, min_size=1, max_size=6, unique_by=lambda row: row["id"]).map(lambda rows: _table(*rows))


@given(TABLE)
def test_an_edition_equals_itself(table):
    assert _changes(table, table) == []


@given(TABLE, TABLE, st.booleans())
def test_the_inverse_is_symmetric(old, new, renamed):
    if renamed:
        new.values["id"][:] = [f"{name}2" for name in new.values["id"]]
    there, back = _changes(old, new), _changes(new, old)
    ids = {each["old"]: each["new"] for each in there if each["field"] == "id"}
    turned = [
        (OPPOSITE.get(kind, kind), ids.get(name, name), field, after, before)
        for kind, name, field, before, after in _found(back)
    ]
    key = repr
    assert sorted(map(key, turned)) == sorted(map(key, _found(there)))
    metres = [sorted(each["moved_m"] or 0.0 for each in found) for found in (there, back)]
    np.testing.assert_allclose(*metres, atol=0.002)


@given(st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179), st.floats(-89, 89))
def test_a_move_is_the_geodesic(lon, lat, lon2, lat2):
    (metres,) = [
        each["moved_m"]
        for each in _changes(_table({"lon": lon, "lat": lat}), _table({"lon": lon2, "lat": lat2}))
    ] or [0.0]
    assert metres == pytest.approx(Geod(ellps="WGS84").inv(lon, lat, lon2, lat2)[2], abs=0.011)


def test_each_kind_of_change():
    old = _table({}, {"id": "gone", "title": "Old", "date": "2020-01-01", "lon": 1, "lat": 1, "place": "x"})
    new = _table(
        {"date": "2024-02-04", "killed_low": 3.0, "lat": 34.4, "summary": "More"},
        {"id": "b", "title": "New", "date": "2021-01-01", "place": "y", "lon": 9, "lat": 9},
    )
    assert _found(_changes(old, new)) == [
        ("added", "b", "", None, "New"),
        ("removed", "gone", "", "Old", None),
        ("moved", "a", "at", "34.39,40.97", "34.4,40.97"),
        ("recounted", "a", "killed_low", None, 3),
        ("redated", "a", "date", "2024-02-03", "2024-02-04"),
        ("edited", "a", "summary", None, "More"),
    ]


@pytest.mark.parametrize(
    ("change", "pairs"),
    [
        ({}, 1),
        ({"title": "Reported strike"}, 1),
        ({"date": "2024-02-09"}, 1),
        ({"lat": 34.42, "place": "Al-Qaim town", "title": "x"}, 1),
        ({"lat": 34.42, "place": "Akashat", "title": "x"}, 0),
        ({"lat": 36.0, "place": "Qaim town", "title": "x"}, 0),
        ({"lat": 36.0, "title": "x"}, 1),
    ],
)
def test_events_with_other_ids_are_paired_by_space_time_and_name(change, pairs):
    found = matching.match(_table({}), _table({"id": "z", **change}))
    assert found.new.size == pairs
    assert found.added.size == found.removed.size == 1 - pairs


def test_nothing_is_guessed_among_twins():
    found = matching.match(_table({}, {"id": "b"}), _table({"id": "y"}, {"id": "z"}))
    assert found.new.size == 0


def test_numbers_of_rows_are_no_ids():
    old = _table({"id": "row-1"}, {"id": "row-2", "date": "2020-01-01", "place": "Akashat", "lat": 1})
    new = _table({"id": "row-1", "date": "2020-01-01", "place": "Akashat", "lat": 1}, {"id": "row-2"})
    assert matching.match(old, new).old.tolist() == [1, 0]


def test_days_with_too_many_events_are_said(monkeypatch):
    monkeypatch.setattr(matching, "_MOST", 0)
    rows = [{"id": name, "place": name, "title": name, "lat": 34 + at / 100} for at, name in enumerate("bc")]
    found, notes = diff.of_tables(_table({"place": "d", "title": "d"}), _table(*rows))
    assert "share their day" in notes[0]
    assert {change.change for change in found} == {"added", "removed"}


def test_places_that_come_and_go_and_areas():
    nowhere = {"lon": np.nan, "lat": np.nan}
    (change,) = _changes(_table(nowhere), _table({}))
    assert (change["old"], change["new"], change["moved_m"]) == (None, "34.39,40.97", None)
    box, other = shapely.box(0, 0, 2, 2), shapely.box(0, 0, 2, 2.5)
    (change,) = _changes(_table(nowhere, shapes=[box]), _table(nowhere, shapes=[other]))
    assert (change["change"], change["old"]) == ("moved", "Polygon")
    assert change["moved_m"] == pytest.approx(27_644, abs=5)
    ring = shapely.box(0, 0, 2, 2).difference(shapely.box(0.5, 0.5, 1.5, 1.5))
    (change,) = _changes(_table(nowhere, shapes=[box]), _table(nowhere, shapes=[ring]))
    assert change["moved_m"] == 0
    told = diff.corrections(
        diff.of_tables(_table(nowhere, shapes=[box]), _table(nowhere, shapes=[ring]))[0], "2024"
    )
    assert told[0].change == "The area of the place is drawn anew."
    assert _changes(_table(nowhere, shapes=[box]), _table(nowhere, shapes=[box.reverse()])) == []
    assert _changes(_table({}), _table({"lat": 34.39 + 1e-9})) == []


CAMP = {"id": "c", "place": "Rukban camp", "title": "Strike on Rukban camp", "lon": 38.70412, "lat": 33.31873}


@pytest.mark.parametrize("shift", [0.0, 0.00123, 0.3])
def test_places_to_protect_are_never_exact(shift):
    printed = repr(
        diff.of_tables(_table(CAMP), _table({**CAMP, "lat": CAMP["lat"] + shift, "summary": "x"}))[0]
    )
    assert "33.31873" not in printed
    assert "38.70412" not in printed
    assert ("change='moved'" in printed) == (shift > 0.1)


def test_what_is_coarse_once_is_coarse_in_both():
    old = _table({"id": "p", "place": "Somewhere small", "lat": 34.39871})
    new = _table(
        {"id": "p", "place": "Somewhere small", "lat": 34.40312, "publish": "coarse"}, extra=("publish",)
    )
    for first, last in ((old, new), (new, old)):
        printed = repr(diff.of_tables(first, last)[0])
        assert "34.39871" not in printed
        assert "34.40312" not in printed
        assert "Somewhere small" not in printed


def test_all_can_be_made_coarse():
    printed = repr(diff.of_tables(_table({}), _table({"lat": 34.9}), coarsen="admin1")[0])
    assert "34.9" not in printed
    with pytest.raises(GeostrikeError):
        diff.of_tables(_table({}), _table({}), coarsen="7km")


EVENTS = (
    Event(id="e1", title="Strike", kind="strike", date="2024-02-03", place="al-Qaim", at="34.39871,40.97452"),
    Event(id="e2", title="Second", kind="strike", date="2024-02-04", place="Akashat", at="33.70123,40.03321"),
)
CLAIM = Claim(
    id="c1", event="e1", source="s1", kind="killed", words="16 killed", low=16.0, high=16.0, said_by="X"
)
SOURCE = Source(id="s1", publisher="A newspaper", kind="newspaper", title="T")


def _dossier(events=EVENTS, claims=(CLAIM,), sources=(SOURCE,)):
    return Dossier(title="t", events=events, claims=claims, sources=sources)


def _between(old, new):
    return diff.of_dossiers(old, new, locate=locate, cleaned=cleaned)[0]


def test_a_dossier_equals_itself():
    assert _between(_dossier(), _dossier()) == ()


def test_claims_and_sources():
    claims = (replace(CLAIM, high=18.0, stance="concedes"), replace(CLAIM, id="c2", kind="injured"))
    new = _dossier(claims=claims, sources=(replace(SOURCE, published="2024-02-04"),))
    assert _found(change.as_dict() for change in _between(_dossier(), new)) == [
        ("added", "c2", "", None, "16 killed"),
        ("recounted", "c1", "high", 16, 18),
        ("edited", "c1", "stance", "says", "concedes"),
        ("redated", "s1", "published", None, "2024-02-04"),
    ]


def test_a_number_with_one_end_is_read_as_the_page_reads_it():
    half = replace(CLAIM, high=None)
    assert _between(_dossier(claims=(half,)), _dossier()) == ()
    more = _between(_dossier(claims=(half,)), _dossier(claims=(replace(half, low=18.0),)))
    assert _told(*more) == [("e1", "Killed, according to X: now 18, before 16.")]


@pytest.mark.parametrize(
    "change",
    [{"source": "s2"}, {"words": "16 dead"}, {"said_by": "Y"}, {"words": "17", "low": 17.0, "high": 17.0}],
)
def test_claims_with_other_ids_are_paired(change):
    new = _dossier(claims=(replace(CLAIM, id="c9", **change),), sources=(SOURCE, replace(SOURCE, id="s2")))
    found = [each for each in _between(_dossier(), new) if each.table == "claims"]
    assert {each.field for each in found} == {"id", *change}


def test_claims_go_and_events_get_other_ids():
    events = (replace(EVENTS[0], id="z"), replace(EVENTS[1], part_of="z"))
    old = _dossier(events=(EVENTS[0], replace(EVENTS[1], part_of="e1")))
    new = _dossier(events=events, claims=(replace(CLAIM, event="z"),))
    assert _found(change.as_dict() for change in _between(old, new)) == [("edited", "z", "id", "e1", "z")]
    gone = _between(_dossier(), _dossier(claims=(), sources=()))
    assert [(each.change, each.table) for each in gone] == [("removed", "claims"), ("removed", "sources")]


def test_what_is_not_published_is_in_no_change():
    hidden = (EVENTS[0], replace(EVENTS[1], publish="no"))
    new = (EVENTS[0], replace(EVENTS[1], publish="no", title="Changed"))
    secret = Claim(id="c7", event="e2", source="s7", kind="killed", words="secret words")
    source = Source(id="s7", publisher="Secret", kind="newspaper")
    both = (_dossier(hidden), _dossier(new, (CLAIM, secret), (SOURCE, source)))
    assert _between(*both) == ()
    assert [each.change for each in _between(_dossier(), both[1])] == ["removed"]


@pytest.mark.parametrize("other_id", [False, True])
def test_an_event_that_becomes_coarse_gives_no_point_away(other_id):
    coarse = replace(EVENTS[0], publish="coarse", title="Strike at al-Qaim", id="q" if other_id else "e1")
    claims = (
        CLAIM,
        Claim(id="d", event="e1", source="s1", kind="distance", words="338 m", low=338.0, unit="m"),
    )
    moved = tuple(replace(claim, event=coarse.id) for claim in claims)
    for old, new in ((_dossier(claims=claims), _dossier((coarse, EVENTS[1]), moved)),):
        for first, last in ((old, new), (new, old)):
            printed = repr(_between(first, last))
            assert "34.39871" not in printed
            assert "338" not in printed


def _told(*changes, **how):
    return [(one.event, one.change) for one in diff.corrections(changes, "2024-03-01", **how)]


def test_corrections_are_sentences():
    old = _table({}, {"id": "gone", "title": "Old", "date": "2020-01-01", "lon": 1, "lat": 1, "place": "x"})
    new = _table(
        {"date": "2024-02-04", "killed_low": 3000.0, "lat": 34.41, "summary": "More " * 20, "title": "Raid"},
        {"id": "b", "title": "New", "date": "2021-01-01", "place": "y", "lon": 9, "lat": 9},
    )
    assert _told(*diff.of_tables(old, new)[0]) == [
        ("b", "Added: New."),
        ("", "Removed: Old (gone)."),
        ("a", "The place is moved by 2.2 km."),
        ("a", "Killed, lowest figure is now 3,000, before it was not given."),
        ("a", "Date is now 2024-02-04, before it was 2024-02-03."),
        ("a", "Title is now Raid, before it was Strike."),
        ("a", "Summary is reworded."),
    ]
    nowhere = _table({"lon": np.nan, "lat": np.nan})
    assert _told(*diff.of_tables(nowhere, _table({}))[0]) == [("a", "A place is shown now.")]
    assert _told(*diff.of_tables(_table({}), nowhere)[0]) == [("a", "The place is no longer shown.")]
    assert _told(*diff.of_tables(_table({}), _table({"lat": 34.3905}))[0]) == [
        ("a", "The place is moved by 55 m.")
    ]


def test_corrections_of_claims_and_earlier_ones():
    new = _dossier(claims=(replace(CLAIM, high=18.0, replaces="x"),))
    changes = _between(_dossier(), new)
    words = "Killed, according to X: highest figure is now 18, before it was 16."
    assert _told(*changes) == [("e1", words)]
    assert _told(*changes, drafts=["e1"]) == []
    before = diff.corrections(changes, "2024-03-01")
    kept = (replace(before[0], reason="A typing error."), replace(before[0], event="gone", change="Old."))
    again = diff.corrections(changes, "2024-03-01", before=kept, known={"e1", "e2"})
    assert again == (kept[0], replace(kept[1], event=""))
    gone = _between(_dossier(), _dossier(claims=(), sources=()))
    assert _told(*gone) == [("e1", "Removed: Killed, according to X.")]
    with pytest.raises(GeostrikeError):
        diff.corrections(changes, "March")
    assert diff.as_csv(before).startswith("\ufeffdate,event,change,reason\n2024-03-01,e1,")


def test_corrections_are_fit_for_readers():
    moved = {"lat": 34.3905, "radius_m": 771.8718690269608, "precision": "neighbourhood"}
    (told,) = _told(*diff.of_tables(_table({"radius_m": 2000.0}), _table(moved))[0])
    assert told == ("a", "The place is moved by 55 m; its radius is now 772 m, before 2.0 km.")
    assert _told(*diff.of_tables(_table({}), _table({"precision": "village", "grid": "x"}))[0]) == []
    for low, high, words in ((25.0, 25.0, "25"), (3.0, np.nan, "at least 3"), (np.nan, 4.0, "up to 4")):
        new = _table({"killed_low": low, "killed_high": high})
        (told,) = _told(*diff.of_tables(_table({"killed_low": 16.0, "killed_high": 18.0}), new)[0])
        assert told == ("a", f"Killed: now {words}, before 16 to 18.")


def test_one_toll_of_a_claim_is_one_correction():
    new = _dossier(claims=(replace(CLAIM, low=25.0, high=25.0, hedge="about", words="about 25 killed"),))
    ((event, text),) = _told(*_between(_dossier(), new))
    assert event == "e1"
    assert text.startswith("Killed, according to X: now 25, before ")
    words = _dossier(claims=(replace(CLAIM, words="sixteen people were killed"),))
    assert _told(*_between(_dossier(), words)) == [("e1", "Killed, according to X is reworded.")]


def test_the_page_is_inert(monkeypatch):
    bad = "<script>alert(1)</script>"
    old, new = _table({}), _table({"title": bad, "lat": 34.5}, {"id": bad, "date": "", "place": "", "lat": 1})
    found = diff.of_tables(old, new)[0]
    page = diff.as_html(found, bad)
    assert "<script" not in page
    assert "default-src &#39;none&#39;" in page
    assert "12,2" in page
    assert diff.counted(found) == "1 added, 1 moved, 1 edited."
    monkeypatch.setattr("geostrike.diff.page.MOST", 0)
    assert "--format json has all" in diff.as_html(found, "t")
