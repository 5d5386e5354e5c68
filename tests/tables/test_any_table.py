"""Any table: guessed and saved mappings, cells as people type them."""

import numpy as np
import pytest

from geostrike import tables
from geostrike.errors import TableError
from geostrike.tables import dates, guessing
from geostrike.tables.cells import texts
from geostrike.tables.guessing import Assignment

POINT = {"type": "Point", "coordinates": [40.97, 34.39]}


def _row(found, at=0):
    return {name: column[at] for name, column in found.values.items()}


def _table(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return tables.read_columns(tmp_path / "a.csv")


def test_lines_above_the_names(tmp_path):
    table = "id,title,date,lon,lat\na,A,2024,40,34\n"
    (tmp_path / "a.csv").write_text(f"Our list\nMade in 2024,,,,\n{table}", encoding="utf-8")
    found = tables.read_columns(tmp_path / "a.csv")
    assert (found.lon.tolist(), found.notes[0]) == (
        [40],
        "a.csv has 2 lines above the names of its columns; they are left out.",
    )
    for text in ('Our list\n"x', "Our list\na\nb\n", "Our list\na,b\n"):
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        with pytest.raises(TableError):
            tables.read_columns(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("header", "cell", "name", "value"),
    [
        ("Grid", "37SFU8140407174", "grid", "37SFU8140407174"),
        ("Coordinates", "34°23'24\"N 40°58'12\"E", "radius_m", None),
        ("Link", "https://www.openstreetmap.org/#map=15/34.39/40.97", "place", ""),
        ("Position", "", "id", "row-1"),
    ],
)
def test_coordinates_in_one_cell(tmp_path, header, cell, name, value):
    mapping = Assignment({"at": header, "date": "day", "title": "what"})
    path = tmp_path / "a.csv"
    path.write_text(f'{header};day;what\n"{cell.replace(chr(34), chr(34) * 2)}";2024;A\n', encoding="utf-8")
    found = tables.read_columns(path, mapping=mapping)
    assert len(found) == 1, found.aside
    assert value is None or found.values[name][0] == value
    assert np.isnan(found.lat[0]) == (not cell)
    assert not cell or abs(found.lat[0] - 34.39) < 0.001


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-02-03,34.39 x,3,Village", "where"),
        ('03/04/2021,"34.39, 40.97",3,Village', "3 April or 4 March"),
        ('2024-02-03,"34.39, 40.97",many,Village', "dead is 'many', not a number"),
    ],
)
def test_rows_of_any_table_that_are_set_aside(tmp_path, row, reason):
    (tmp_path / "a.csv").write_text(f"day,where,dead,accuracy\n{row}\n", encoding="utf-8")
    mapping = Assignment({"date": "day", "at": "where", "killed_low": "dead", "killed_high": "dead"})
    found = tables.read_columns(tmp_path / "a.csv", mapping=mapping)
    assert reason in found.aside[0].reason


def test_any_table(tmp_path):
    text = (
        "Ref,Start date,End date,Lat,Long,Radius,Accuracy,Killed min,Killed max,Wounded,"
        "Victim name,Name,Age\n"
        ",13/02/2024,14/02/2024,34,40,70,Village,1,2,3-5,WITHHELD,WITHHELD,4\n"
        "b,03/02/2024,,34,40,,close,,,n/a,,,\n"
    )
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    found = tables.read_columns(tmp_path / "a.csv")
    row = _row(found)
    assert (row["id"], row["date"], row["date_end"]) == ("row-1", "2024-02-13", "2024-02-14")
    assert (row["radius_m"], row["precision"], row["killed_high"]) == (70, "village", 2)
    assert (row["injured_low"], row["injured_high"], row["title"]) == (3, 5, "Event")
    assert found.withheld == ("Victim name", "Name", "Age")
    assert any("no class of precision: close" in note for note in found.notes)
    assert _row(found, 1)["date"] == "2024-02-03"


@pytest.mark.parametrize(
    "cell",
    ["37SFU8140407174 37SFV0499408511", "37SFU8140407174 or 37S FV 04994 08511", "'37SFU81400717,37SFV0408"],
)
def test_two_grids_are_two_candidates_and_no_point(tmp_path, cell):
    found = _table(tmp_path, f'Ref,Date,Coordinates\n1,2024-02-03,"{cell}"\n')
    assert np.isnan(found.lon[0])
    assert found.values["grid"][0].count("; ") == 1
    assert any("candidates" in note for note in found.notes)


def test_grids_beside_degrees(tmp_path):
    text = (
        "Ref,Date,Lat,Lon,MGRS\n1,2024,,,37SFU8140407174\n2,2024,34.1,40.1,37SFU8140407174\n3,2024,,,near\n"
    )
    found = _table(tmp_path, text)
    assert found.lat.round(2).tolist()[:2] == [34.39, 34.1]
    assert found.values["place_how"].tolist() == ["official_grid", "", ""]
    assert found.values["grid"][2] == "near"
    assert any("no MGRS square" in note for note in found.notes)


def test_degrees_with_signs_and_letters(tmp_path):
    found = _table(
        tmp_path,
        "Ref,Date,Lat,Lon\n1,2024,34°23'24\"N,40°58'12\"E\n2,2024,34.39N,40.97E\n3,2024,33.5,44.5\n"
        '4,2024,"34,39","40,97"\n5,2024,34.39S,40.97S\n',
    )
    assert found.lat.round(2).tolist() == [34.39, 34.39, 33.5]
    assert found.lon.round(2).tolist() == [40.97, 40.97, 44.5]
    assert [each.row for each in found.aside] == [4, 5]


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("3 - 7", 3, 7),
        ("between 3 and 7", 3, 7),
        ("1,200", 1200, 1200),
        ("at least 5", 5, np.nan),
        ("5+", 5, np.nan),
        ("more than 5", 6, np.nan),
        ("up to 5", np.nan, 5),
        ("unknown", np.nan, np.nan),
        ("2.0", 2, 2),
    ],
)
def test_counts_in_words(tmp_path, cell, low, high):
    found = _table(tmp_path, f'Ref,Date,Lat,Lon,Deaths\n1,2024,34,40,"{cell}"\n')
    np.testing.assert_array_equal(found.values["killed_low"], [low])
    np.testing.assert_array_equal(found.values["killed_high"], [high])


@pytest.mark.parametrize("cell", ["about 5", "1,5", "dozens", "7 - 3", "-1", "1,20", "٣ or so"])
def test_counts_that_are_none(tmp_path, cell):
    found = _table(tmp_path, f'Ref,Date,Lat,Lon,Deaths\n1,2024,34,40,"{cell}"\n')
    assert "Deaths is" in found.aside[0].reason


def test_names_of_columns_as_people_write_them(tmp_path):
    header = "Incident No.,Date (UTC),Location name,Lat (N),Long (E),No. killed (min),No. killed (max)"
    found = _table(tmp_path, f"{header}\n7,2024-02-03,القائم,34.1,40.1,1,2\n")
    row = _row(found)
    assert (row["date"], row["place"], found.lat[0]) == ("2024-02-03", "القائم", 34.1)
    assert (row["killed_low"], row["killed_high"]) == (1, 2)


def test_shapes_as_text_in_any_table(tmp_path):
    found = _table(
        tmp_path,
        'WKT,name,description\nPOINT (40.1 34.2),A,x\n"POLYGON ((0 0, 1 0, 1 1, 0 0))",B,\nPOINT (x),C,\n',
    )
    assert (found.lon[0], found.lat[0], found.shapes[1].geom_type) == (40.1, 34.2, "Polygon")
    assert found.aside[0].reason == "WKT is 'POINT (x)', no WKT"


def test_a_first_row_of_data_is_said(tmp_path):
    with pytest.raises(TableError, match="begins with a row of data"):
        _table(tmp_path, "1,2024-02-03,34.1,40.1\n2,2024-02-03,34.2,40.2\n")


def test_a_mapping_is_saved_and_read(tmp_path):
    mapping = Assignment({"date": "When", "lat": "Y", "lon": "X"}, "dmy")
    (tmp_path / "m.json").write_text(guessing.as_json(mapping), encoding="utf-8")
    assert guessing.read_mapping(tmp_path / "m.json") == mapping
    (tmp_path / "a.csv").write_text("When,X,Z\n", encoding="utf-8")
    with pytest.raises(TableError, match="no column 'Y' for lat"):
        tables.read_columns(tmp_path / "a.csv", mapping=mapping)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is no mapping"),
        ('{"columns": {"date": 3}}', "is no mapping"),
        ('{"columns": {"dat": "x"}}', "did you mean date"),
        ('{"columns": {"zzzz": "x"}}', "they are id"),
        ('{"columns": {}, "date_order": "ymd"}', "write dmy or mdy"),
    ],
)
def test_mappings_that_are_refused(tmp_path, text, message):
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        guessing.read_mapping(tmp_path / "m.json")


def test_a_layout_must_fit(tmp_path):
    (tmp_path / "a.csv").write_text("id,title\n", encoding="utf-8")
    with pytest.raises(TableError, match="has not the columns of acled"):
        tables.read_columns(tmp_path / "a.csv", layout="acled")
    with pytest.raises(TableError, match="the formats are events"):
        tables.read_columns(tmp_path / "a.csv", layout="qqqqqq")


@pytest.mark.parametrize(
    ("text", "iso", "time"),
    [
        ("20240203", "2024-02-03", ""),
        ("3 Feb 2024 1:30 pm", "2024-02-03", "13:30"),
        ("February 3, 2024", "2024-02-03", ""),
        ("2/13/24", "2024-02-13", ""),
        ("3.2.70", "1970-02-03", ""),
        ("Sept 2024", "2024-09", ""),
        ("2024-02-03 24:10", "2024-02-03", ""),
        ("45325", "", ""),
        ("31/02/2024", "", ""),
        ("3 Foo 2024", "", ""),
    ],
)
def test_dates_as_typed(text, iso, time):
    found = dates.read(texts([text]))
    assert (found.iso[0], found.time[0], bool(found.wrong)) == (iso, time, not iso)


def test_headers_as_a_notebook_has_them(tmp_path):
    for day in ("When it happened", "event day", "When"):
        found = _table(tmp_path, f"Incident no,What,{day},Where,Lat,Lon\n7,Raid,3 Feb 2024,Town,34,40\n")
        row = _row(found)
        assert (row["id"], row["title"], row["date"], row["place"]) == ("7", "Raid", "2024-02-03", "Town")


def test_a_table_without_dates_says_so(tmp_path):
    found = _table(tmp_path, "Ref,Moment,Lat,Lon,Casualties,Victim name\n1,2024-02-03,34,40,9,W\n")
    assert "There is no column of dates that could be read; the columns left are Moment, Casualties: " in str(
        found.notes
    )
    assert "counts of people: Casualties;" in found.notes[-1]


def test_a_saved_mapping_names_what_was_not_found(tmp_path):
    text = guessing.as_json(Assignment({"date": "When"}))
    assert '"killed_low": ""' in text
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    assert guessing.read_mapping(tmp_path / "m.json").columns == {"date": "When"}
