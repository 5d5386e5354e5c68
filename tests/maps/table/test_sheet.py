from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon

from geostrike.errors import TableError
from geostrike.maps.table import sheet as sheets
from geostrike.tables.cells import SetAside


def test_a_table_without_events_is_refused(columns):
    with pytest.raises(TableError, match="no sound event"):
        sheets.prepare(columns({"date": "yesterday"}), title="T")


def test_drafts_are_refused_unless_asked_for(sheet):
    with pytest.raises(TableError, match="1 events have status draft, the first is e1"):
        sheet({}, {"status": "draft"})
    assert sheet({}, {"status": "draft"}, draft=True).counts("status") == {"": 1, "draft": 1}


def test_events_with_a_place_come_first_and_neighbours_beside_each_other(sheet):
    found = sheet(
        {"lon": "", "lat": ""},
        {"lon": "44.4", "lat": "33.3"},
        {"lon": "40.1", "lat": "34.1"},
        {"lon": "44.4", "lat": "33.3001"},
    )
    assert found.columns["id"] in (["e2", "e1", "e3", "e0"], ["e1", "e3", "e2", "e0"])
    assert (found.placed, len(found)) == (3, 4)
    assert found.bounds == (39.95, 33.15, 44.55, 34.25)


def test_without_any_place_the_map_shows_the_world_about_europe(sheet):
    assert sheet({"lon": "", "lat": ""}).bounds == (-30, -25, 60, 60)


def test_only_columns_of_the_list_reach_the_page(sheet):
    found = sheet({"_private": "s3cret", "note": "inner", "time": "04:00", "grid": "38S", "admin1": "x"})
    assert list(found.columns) == ["id", "title", "date", "precision"]


def test_a_radius_that_the_class_says_is_not_said_twice(sheet):
    found = sheet({"precision": "town", "radius_m": "4000"}, {"precision": "town", "radius_m": "900"})
    assert found.counts("radius_m") == {"": 1, "900": 1}


def test_areas_become_a_point_inside_and_a_radius_that_reaches_all(columns):
    found = columns({"lon": "", "lat": ""}, {}, {"lon": "", "lat": ""})
    area = Polygon([(40, 34), (41, 34), (41, 35), (40, 35)])
    line = LineString([(40, 34), (42, 34)])
    drawn = sheets.prepare(replace(found, shapes=np.array([area, None, line], object)), title="T")
    by_id = dict(zip(drawn.columns["id"], map(drawn.row, range(3)), strict=True))
    assert drawn.placed == 3
    assert 71_000 < float(by_id["e0"]["radius_m"]) < 73_000
    assert 92_000 <= float(by_id["e2"]["radius_m"]) < 185_000
    assert by_id["e1"]["radius_m"] == ""


def test_texts_of_several_lines_and_signs_that_turn_text_are_made_plain(sheet):
    found = sheet({"title": "two\nlines", "place": "a\u202eb\nc", "summary": "x\ny"})
    assert found.row(0)["title"] == "two lines"
    assert found.row(0)["summary"] == "x y"
    assert "\u202e" not in found.row(0)["place"]


def test_values_that_become_alike_are_one(sheet):
    found = sheet({"place": "Erbil"}, {"place": "Erbil\x00"}, {"place": "Erbil\x00"})
    assert len(set(found.columns["place"].distinct)) == len(found.columns["place"].distinct)


def test_columns_of_many_values_are_not_coded(sheet):
    found = sheet(*({"place": f"place {at}"} for at in range(sheets._MOST_VALUES + 10)))
    assert isinstance(found.columns["place"], list)
    assert found.counts("place") == {}
    assert sheets.facets(found) == []


def test_a_table_without_dates_has_an_empty_column_of_them(sheet):
    assert sheet({"date": ""}).counts("date") == {"": 1}


@pytest.mark.parametrize(
    ("events", "styled", "styles"),
    [
        ([{"category": "a"}, {"category": "b"}, {"category": "b"}], "category", {"b": 0, "a": 1}),
        ([{"kind": "a"}, {"kind": ""}, {"kind": ""}], "kind", {"a": 0, "": 1}),
        ([{"kind": "a"}, {"kind": "a"}], "", {}),
        ([{"kind": sign} for sign in "abcdefgh"], "kind", {s: min(at, 5) for at, s in enumerate("abcdefgh")}),
    ],
)
def test_marks_are_told_apart_by_the_first_column_of_several_values(sheet, events, styled, styles):
    found = sheet(*events)
    assert (found.styled, found.styles) == (styled, styles)


def test_facets_are_columns_of_few_values(sheet):
    events = [{"status": "reported", "country": "SY", "kind": sign} for sign in "aabb"]
    assert sheets.facets(sheet(*events)) == ["kind"]


def test_rows_set_aside_are_told_without_what_they_hold(columns):
    found = columns(
        {}, {"lat": "134.4"}, {"id": "e0"}, {"killed_low": "-3"}, {"date": "tomorrow"}, {"title": ""}
    )
    told = sheets.prepare(found, title="T").aside
    assert sum(map(len, told.values())) == 5
    assert told["title is empty"] == [6]
    assert told["id … stands in row … already"] == [3]
    for value in ("134", "e0", "tomorrow", "-3"):
        assert not any(value in reason for reason in told), value


@given(st.text(max_size=30))
def test_no_value_in_quotation_marks_stays(text):
    cells = SetAside(4, f"date is {text!r}; write a date", {})
    (reason,) = sheets.aside([cells])
    assert reason == "date is …; write a date"


def test_numbers_are_printed_as_they_are(sheet):
    found = sheet({"killed_low": "2", "killed_high": "25"}, {"killed_low": "", "killed_high": "1200"})
    assert found.row(0)["killed_high"] == "25"
    assert found.counts("killed_high") == {"25": 1, "1200": 1}
    assert found.counts("killed_low") == {"2": 1, "": 1}
