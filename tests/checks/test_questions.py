"""Rows of real exports that are sound: what they hold is not questioned, or once for a column."""

from datetime import date

import pytest

from geostrike.checks import check
from geostrike.checks.tabular import frame, named

TODAY = date(2026, 1, 1)


def checked(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [one for one in check(path, TODAY) if one.rule != "radius-missing"]


def test_a_name_that_is_only_like_that_of_a_place_far_away_is_not_questioned(tmp_path):
    rows = "id,title,date,place,country,lat,lon\n1,A,2015-01-01,Bagachra,BD,22.95,88.96\n"
    assert checked(tmp_path, rows, "events.csv") == []
    assert [one.rule for one in checked(tmp_path, rows.replace("Bagachra", "Bogra"), "events.csv")] == [
        "at-far"
    ]


def test_a_column_of_other_words_is_asked_about_once(tmp_path):
    rows = "".join(f"{at},2023-10-0{at},31.3{at},34.3,Yes\n" for at in (1, 5))
    (finding,) = checked(tmp_path, f"Incident ID,Date,Latitude,Longitude,Verified\n{rows}")
    assert (finding.rule, finding.severity, finding.field) == ("vocabulary", "question", "Verified")
    assert "'Yes'" in finding.message


def test_sources_that_ged_did_not_count_are_no_fault(tmp_path):
    header = "id,type_of_violence,where_prec,date_start,latitude,longitude,low,high,number_of_sources"
    rows = "1,1,1,1994-01-01,33.31,44.36,1,2,-1\n2,1,1,2014-01-01,33.31,44.36,1,2,-2\n"
    assert [(one.rule, one.row) for one in checked(tmp_path, f"{header}\n{rows}")] == [("range", 2)]


def test_midnight_of_a_format_that_demands_a_time_needs_no_zone(tmp_path):
    text = (
        '[{"id": "A", "date": "11/25/2022", "time": "%s", "location": "Kherson", "latitude": "46.64",'
        ' "longitude": "32.51", "description": "Damage.", "sources": [], "associations": []}]'
    )
    assert checked(tmp_path, text % "00:00", "events.json") == []
    assert [one.rule for one in checked(tmp_path, text % "13:00", "events.json")] == ["zone-missing"]


def test_two_days_at_one_place_of_which_nothing_is_said_are_no_duplicate(tmp_path):
    rows = "date,lat,lon\n2023-10-01,31.31,34.3\n2023-10-02,31.32,34.3\n"
    assert checked(tmp_path, rows) == []
    same = rows.replace("10-02,31.32", "10-01,31.31")
    assert [one.rule for one in checked(tmp_path, same)] == ["duplicate"]


@pytest.mark.parametrize("value", ["1,501", "3,1338"])
def test_a_decimal_comma_is_a_matter_of_the_number(tmp_path, value):
    (finding,) = checked(tmp_path, f'id,title,date,lat,lon\n1,A,2015-01-01,"{value}",3\n', "events.csv")
    assert (finding.rule, finding.field) == ("number-form", "lat")


def test_very_many_rows_far_from_their_place_are_said_once_for_the_name(tmp_path):
    rows = "".join(f"r{at},Strike {at},2020-01-01,Mosul,{30 + at / 500},46\n" for at in range(150))
    found = checked(tmp_path, f"id,title,date,place,lat,lon\n{rows}", "events.csv")
    (finding,) = [one for one in found if one.rule == "at-far"]
    assert (finding.severity, finding.row) == ("question", 1)
    assert "150 rows of that name" in finding.message


def test_names_beyond_those_that_are_asked_with_their_points_are_said_once(tmp_path, monkeypatch):
    monkeypatch.setattr(named, "_MOST_ASKED", 1)
    rows = "".join(f"r{at},Strike {at},2020-0{at}-01,Mosul,30.{at},46\n" for at in range(1, 4))
    found = checked(tmp_path, f"id,title,date,place,lat,lon\n{rows}", "events.csv")
    assert [(one.severity, one.row) for one in found if one.rule == "at-far"] == [("question", 1)]


def test_columns_of_a_large_file_hold_each_text_once(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("geostrike.tables.csvfile.LARGE", 0)
    path = tmp_path / "events.csv"
    rows = "1,A,2015-01-01,,, x\n2,B,2015-01-01,,,x \n3,C,,,,y\n"
    path.write_text(f"id,title,date,lon,lat,note\n{rows}", encoding="utf-8")
    held = frame.read(path, TODAY).column_coded("note")
    assert (held.code.tolist(), held.texts, held.at(2)) == ([0, 0, 1], ["x", "y"], "y")
