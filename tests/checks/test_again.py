from datetime import date

import pytest

from geostrike.checks import check
from geostrike.checks.tabular import again
from geostrike.errors import TableError

TODAY = date(2026, 1, 1)
HEADER = "id,title,date,lon,lat,place,country,precision,killed_low,killed_high,source_url,summary,time,zone"
SOUND = "a1,Strike in Mosul,2017-03-01,43.13,36.34,Mosul,IQ,city,1,3,https://example.org/1,,,"


def rules(tmp_path, *rows):
    path = tmp_path / "events.csv"
    path.write_text("\n".join([HEADER, SOUND, *rows]) + "\n", encoding="utf-8")
    return {(one.row, one.rule, one.field) for one in check(path, TODAY) if one.severity != "question"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "a2,Strike,2017-13-01,43.13,96.34,Mosul,IQ,vilage,9,3,htp:/x,call +964 770 123 4567,,",
            {
                *{("date-form", "date"), ("range", "lon"), ("vocabulary", "precision")},
                *{("low-above-high", "killed_low"), ("url", "source_url"), ("contact", "summary")},
            },
        ),
        ("a2,Strike,2017-01-03,14.62,121.03,,PH,city,1,3,,,,", {("swapped", "lon")}),
        ("a2,Strike,2017-01-03,14.62,121.03,,,city,1,3,,,,", {("swapped", "lon")}),
        (
            "a1,Strike,2031-04-05,36.72,34.73,Homs,SY,city,5,-1,,,25:10,Asia/Damascus",
            {("id-twice", "id"), ("range", "killed_high"), ("date-future", "date"), ("time-form", "time")},
        ),
        (
            'a3,,2019-01-01,36.72,,Homs,SY,city,"2,5",1,,,03:00,local',
            {("point-half", "lat"), ("required", "title"), ("number-form", "killed_low"), ("zone", "zone")},
        ),
        (
            "a4,Strike,2019-03-04/2019-03-01,430.1,36.34,Basra,IQ,city,1,3,,,,",
            {("date-order", "date_end"), ("range", "lon")},
        ),
        (
            "a5,Strike,2019-02-30,36.72,34.73,Mosul,IQ,city,1,3,,,,",
            {("date-form", "date"), ("country-point", "country")},
        ),
    ],
)
def test_a_row_set_aside_has_all_its_faults_said(tmp_path, row, expected):
    assert rules(tmp_path, row) == {(2, *each) for each in expected}


def test_dates_beside_a_row_set_aside_decide_which_of_its_numbers_is_the_day(tmp_path):
    rows = [SOUND.replace("a1", f"b{at}").replace("2017-03-01", f"{at}/04/2021") for at in range(13, 28)]
    assert rules(tmp_path, *rows, "a2,,03/04/2021,43.13,36.34,Mosul,IQ,city,9,3,,,,") >= {
        (17, "required", "title"),
        (17, "low-above-high", "killed_low"),
    }


def test_shapes_of_rows_set_aside_are_emptied_too(tmp_path):
    path = tmp_path / "events.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "a",'
        '"title": "t", "date": "2031-01-01", "killed_low": 9, "killed_high": 3},'
        '"geometry": {"type": "Point", "coordinates": [43, 99]}}]}',
        encoding="utf-8",
    )
    found = {one.rule for one in check(path, TODAY)}
    assert {"date-future", "low-above-high"} <= found


def test_a_row_without_a_cell_at_fault_is_said_once(tmp_path):
    assert rules(tmp_path, HEADER) == {(2, "row-unsound", "")}


def test_a_table_that_cannot_be_read_again_keeps_its_first_faults(tmp_path, monkeypatch):
    def refuse(*_):
        raise TableError("no")

    monkeypatch.setattr(again, "of_cells", refuse)
    assert rules(tmp_path, "a2,,2031-01-01,43.13,36.34,Mosul,IQ,city,1,3,,,,") == {(2, "required", "title")}


def test_of_very_many_rows_set_aside_only_the_first_fault_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(again, "_MOST_ROWS", 1)
    rows = [f"a{at},,2031-01-01,43.13,36.34,Mosul,IQ,city,1,3,,,," for at in (2, 3)]
    assert rules(tmp_path, *rows) == {(2, "required", "title"), (3, "required", "title")}
