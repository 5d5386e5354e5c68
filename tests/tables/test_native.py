import sys

import numpy as np
import pytest

from geostrike import tables
from geostrike.errors import GeostrikeError, InputError, TableError
from geostrike.tables import columns, csvfile, detect

HEADER = "id,title,date,lon,lat"
ROW = "a,Strike,2024-02-03,40.97,34.39"


def _read(tmp_path, text, name="events.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return tables.read_columns(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_reads_any_common_csv(tmp_path, encoding, sign):
    text = f"{HEADER},place\n{ROW},القائم\n".replace(",", sign)
    found = _read(tmp_path, text, encoding=encoding)
    assert (found.values["id"][0], found.values["place"][0]) == ("a", "القائم")
    assert (found.lon[0], found.lat[0]) == (40.97, 34.39)
    assert not found.aside


def test_a_letter_that_breaks_off_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEADER}\n{ROW}\n".encode("utf-16")[:-1])
    with pytest.raises(TableError, match="breaks off within a letter"):
        tables.read_columns(path)


def test_another_encoding_is_said(tmp_path):
    found = _read(tmp_path, f"{HEADER},place\n{ROW},Café\n", encoding="cp1252")
    assert found.values["place"][0] == "Café"
    assert "not UTF-8" in found.notes[0]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Strike,2024-02-03,40,34", "id is empty"),
        ("b,,2024-02-03,40,34", "title is empty"),
        ("b,Strike,03/04/2021,40,34", "date is '03/04/2021'"),
        ("b,Strike,2024-13-03,40,34", "date is '2024-13-03'"),
        ("b,Strike,2024-02-03,,34", "lon is empty"),
        ("b,Strike,2024-02-03,4239.00416,34.3", "out of range: lon 4239.00416"),
        ("b,Strike,2024-02-03,34,140", "look swapped"),
        ('b,Strike,2024-02-03,"40,5",34', "write a point before the decimals, as in 40.5"),
        ("b,Strike,2024-02-03,x,34", "lon is 'x', not a number"),
        ("a,Strike,2024-02-03,40,34", "id a stands in row 1 already"),
        ("b,Strike,2024-02-03,40", "has 4 cells where the header has 5"),
        ("b,Strike,2024-02-03,40,34,7", "has 6 cells where the header has 5"),
        ("b,Strike,2024-02-03,inf,34", "lon is 'inf', not a number"),
    ],
)
def test_bad_rows_are_set_aside(tmp_path, row, reason):
    found = _read(tmp_path, f"{HEADER}\n{ROW}\n{row}\n")
    assert len(found) == 1
    assert found.aside[0].row == 2
    assert reason in found.aside[0].reason
    assert found.aside[0].cells["title"] == row.split(",")[1]


@pytest.mark.parametrize(
    ("more", "row", "name", "value"),
    [
        ("country", "SYR", "country", "SY"),
        ("country", "Syria", "country", "SY"),
        ("country", "Atlantis", "country", ""),
        ("precision", "Village", "radius_m", 2000.0),
        ("precision", "", "precision", "unknown"),
        ("radius_m", "90", "precision", "exact"),
        ("killed_low", "3", "killed_low", 3.0),
        ("killed_low", '"1,200"', "killed_low", 1200.0),
        ("injured_high", "2.0", "injured_high", 2.0),
        ("DATE_END", "2024-02-04", "date_end", "2024-02-04"),
    ],
)
def test_known_columns(tmp_path, more, row, name, value):
    found = _read(tmp_path, f"{HEADER},{more}\n{ROW},{row}\n")
    assert found.values[name][0] == value


@pytest.mark.parametrize(
    ("more", "cell", "reason"),
    [
        ("killed_low", "-1", "killed_low is -1, below 0"),
        ("killed_low", "1.2", "killed_low is '1.2', not a number of people: they are counted whole"),
        ("killed_low", '"1,20"', "killed_low is '1,20', not a number of people: they are counted whole"),
        ("killed_low", "1.200", "killed_low is '1.200', not a number of people; write 1200 if that is meant"),
        ("killed_low", "1.000", "killed_low is '1.000', not a number of people; write 1000 if that is meant"),
        ("radius_m", '"1,200"', "radius_m is '1,200', which can be read two ways: write 1200 or 1.2"),
        ("killed_low", "dozens", "killed_low is 'dozens', not a number"),
        ("precision", "vilage", "did you mean village"),
        ("precision", "qqq", "use one of exact, site"),
        ("date_end", "2024-02-02", "is before its date"),
        ("date_end", "soon", "date_end is 'soon'"),
    ],
)
def test_cells_that_no_column_may_hold(tmp_path, more, cell, reason):
    found = _read(tmp_path, f"{HEADER},{more}\n{ROW},{cell}\n")
    assert reason in found.aside[0].reason


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("2024-02", ("2024-02", "", "", "")),
        ("2024-02-02/2024-02-03", ("2024-02-02", "2024-02-03", "", "")),
        ("2024-02-03T01:30:00Z", ("2024-02-03", "", "01:30", "UTC")),
        ("2024-02-03 00:00", ("2024-02-03", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_dates(tmp_path, date, parts):
    found = _read(tmp_path, f"{HEADER}\n{ROW.replace('2024-02-03', date)}\n")
    assert tuple(found.values[name][0] for name in ("date", "date_end", "time", "zone")) == parts


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        (["03/02/2024", "13/02/24"], ["2024-02-03", "2024-02-13"]),
        (["13 February 2024", "2024-2-3"], ["2024-02-13", "2024-02-03"]),
        (["03/02/2024 04:30", "13/02/2024"], ["2024-02-03", "2024-02-13"]),
    ],
)
def test_dates_as_people_write_them(tmp_path, dates, found):
    rows = "".join(f"{at},Strike,{day},40,34\n" for at, day in enumerate(dates))
    held = _read(tmp_path, f"{HEADER}\n{rows}")
    assert held.values["date"].tolist() == found
    assert held.values["time"][0] == ("04:30" if "04:30" in dates[0] else "")


def test_geometry_as_text(tmp_path):
    rows = 'a,A,2024,POINT (40 34)\nb,B,2024,"POLYGON ((0 0, 1 0, 1 1, 0 0))"\nc,C,2024,\nd,D,2024,POINT (4\n'
    found = _read(tmp_path, f"id,title,date,geometry\n{rows}")
    assert found.lon.tolist()[0] == 40
    assert np.isnan(found.lon[1])
    assert found.shapes[1].geom_type == "Polygon"
    assert "no WKT" in found.aside[0].reason
    table = tables.events.from_columns(found) if hasattr(tables, "events") else None
    assert table is None or len(table.events) == 3


def test_private_columns_end_here(tmp_path):
    found = _read(tmp_path, f"{HEADER},_who,other\n{ROW},secret,kept\nb,,2024,1,1,secret,x\n")
    assert list(found.extra) == ["other"]
    assert "secret" not in repr(found.aside)


@pytest.mark.parametrize("large", [False, True])
def test_columns_without_a_name_are_said(tmp_path, monkeypatch, large):
    monkeypatch.setattr(csvfile, "LARGE", 0 if large else 1 << 20)
    found = _read(tmp_path, f"{HEADER},,\n{ROW},,x\n")
    assert (found.notes, dict(found.extra)) == (
        ("events.csv has 1 columns that have cells and no name; they are left out.",),
        {},
    )
    assert _read(tmp_path, f"{HEADER},\n{ROW},\n").notes == ()


@pytest.mark.parametrize(
    "row", ["b,Strike,2024,inf,34", "b,Strike,2024,1_0,34", 'b,"x" y,2024,40,34', "b,Strike,2024,40"]
)
def test_large_files_with_odd_rows_read_the_same(tmp_path, monkeypatch, row):
    text = f"{HEADER}\n{ROW}\n{row}\n"
    small = _read(tmp_path, text)
    monkeypatch.setattr(csvfile, "LARGE", 0)
    large = _read(tmp_path, text)
    assert [each.reason for each in large.aside] == [each.reason for each in small.aside]
    assert large.values["title"].tolist() == small.values["title"].tolist()


def test_large_files_without_pyarrow(tmp_path, monkeypatch):
    monkeypatch.setattr(csvfile, "LARGE", 0)
    monkeypatch.setitem(sys.modules, "geostrike.tables.arrowcells", None)
    assert _read(tmp_path, f"{HEADER}\n{ROW}\n").lon.tolist() == [40.97]


def test_bytes_of_no_encoding(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(f"{HEADER},place\n{ROW},".encode() + b"a\x81b\n")
    assert "latin-1" in tables.read_columns(path).notes[0]


def test_spreadsheet_habits(tmp_path):
    text = f'sep=,\n{HEADER},source\n{ROW},\'@newsdesk\n,,,,,\n\nb,Two\r\n,2024,1,1,"x\ry"\n'.replace(
        "Two\r\n", '"Two\r\nlines"'
    )
    found = _read(tmp_path, text)
    assert found.values["source"].tolist() == ["@newsdesk", "x\ny"]
    assert found.values["title"][1] == "Two\nlines"


def test_large_files_read_the_same(tmp_path, monkeypatch):
    lines = [
        f'n{i},"Strike, {i}",2024-01-{i % 28 + 1:02d},{i % 90}.5,{i % 45},"two\r\nlines",\'@x'
        for i in range(300)
    ]
    path = tmp_path / "many.csv"
    path.write_text(f"{HEADER},summary,source\n" + "\n".join(lines) + "\n", encoding="utf-8", newline="")
    small = tables.read_columns(path)
    monkeypatch.setattr(csvfile, "LARGE", 0)
    large = tables.read_columns(path)
    for name in columns.KNOWN:
        np.testing.assert_array_equal(small.values[name], large.values[name])
    np.testing.assert_array_equal(small.lon, large.lon)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("a\x00b", "is no text"),
        (f'{HEADER}\n"a,b\n', "quotation mark"),
        ("a,b\n1,2\n", "no column that geostrike takes for places"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, text, message):
    with pytest.raises(GeostrikeError, match=message):
        _read(tmp_path, text)


def test_missing_files_and_formats(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        tables.read_columns(tmp_path / "x.csv")
    (tmp_path / "x.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(TableError, match="did you mean events"):
        detect.read_columns(tmp_path / "x.csv", layout="event")


def test_frames(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text(f"{HEADER},more\n{ROW},x\nb,B,2024,,,y\nc,,2024,1,1,z\n", encoding="utf-8")
    table = tables.read_events(path)
    assert list(table.events.columns) == [*columns.KNOWN, "geometry"]
    assert table.events.geometry.iloc[0].x == 40.97
    assert table.events.geometry.iloc[1] is None
    assert table.events.crs == "EPSG:4326"
    assert table.extra["more"].tolist() == ["x", "y"]
    assert table.rejected[["row", "reason", "more"]].to_numpy().tolist() == [[3, "title is empty", "z"]]


def test_columns_beside_ours_are_guessed_and_said(tmp_path):
    text = f"{HEADER},dead,killed min,Wounded,casualties,Victim name\n{ROW},5,3,2-4,9,W\n"
    found = _read(tmp_path, text)
    held = {name: found.values[name][0] for name in columns.NUMBERS}
    assert (held["killed_low"], held["killed_high"]) == (3, 5)
    assert (held["injured_low"], held["injured_high"]) == (2, 4)
    assert "killed_low from killed min, killed_high from dead" in found.notes[0]
    assert "counts of people: casualties;" in found.notes[1]
    assert (list(found.extra), found.withheld) == (["casualties", "Victim name"], ("Victim name",))


def test_one_column_beside_ours_fills_both_ends_or_none(tmp_path):
    both = _read(tmp_path, f"{HEADER},dead,Land\n{ROW},5,Syria\n")
    assert (both.values["killed_low"][0], both.values["killed_high"][0]) == (5, 5)
    assert both.values["country"][0] == "SY"
    for more, cells in (("killed_low,dead", "2,5"), ("killed", "yes")):
        none = _read(tmp_path, f"{HEADER},{more}\n{ROW},{cells}\n")
        assert np.isnan(none.values["killed_high"][0])
        assert "Not used" in none.notes[0]
