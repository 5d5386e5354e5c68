"""Workbooks, JSON, KML and files of geographic tools: what they hold, their traps, what is refused."""

import datetime as dt
import gzip
import json
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import openpyxl
import pyarrow as pa
import pytest
import shapely
from pyarrow import parquet

from geostrike import tables
from geostrike.errors import GeostrikeError, MissingExtraError, TableError
from geostrike.tables import bookguard, dates, dossierfiles, geofiles, guessing
from geostrike.tables.cells import texts
from geostrike.tables.guessing import Assignment

POINT = {"type": "Point", "coordinates": [40.97, 34.39]}
ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
MARK = """<Placemark><name>Strike</name><description>{text}</description>
<TimeSpan><begin>2024-02-02</begin><end>2024-02-03</end></TimeSpan>{inside}</Placemark>"""
MIDNIGHT = dt.datetime.fromisoformat("2024-02-03")
AT_NIGHT = dt.datetime.fromisoformat("2024-02-03 01:30")
SQUARE = "0,0 1,0 1,1 0,1 0,0"


def _row(found, at=0):
    return {name: column[at] for name, column in found.values.items()}


def _book(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _kml(path, *inside, text="A"):
    marks = "".join(MARK.format(text=text, inside=each) for each in inside)
    path.write_text(
        f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>',
        encoding="utf-8",
    )
    return path


def _json(path, held):
    path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
    return path


def _frame(crs="EPSG:4326", **columns):
    held = {"id": ["a", "b"], "title": ["A", "B"], "date": ["2024-02-03", ""], "killed_low": [3.0, np.nan]}
    held |= columns
    shapes = geopandas.GeoSeries([shapely.Point(40.97, 34.39), shapely.Point(41.5, 34)], crs="EPSG:4326")
    return geopandas.GeoDataFrame(held, geometry=shapes.to_crs(crs), crs=crs)


def test_workbooks(tmp_path):
    header = ["Ref", "When", "Where", "Lat", "Long", "Deaths", "Checked", "Hour", "_who"]
    first = [
        7,
        dt.datetime.fromisoformat("2024-02-03"),
        "القائم",
        34.39,
        40.97,
        "3 - 7",
        True,
        dt.time(4, 30),
        "secret",
    ]
    second = ["x8", dt.date(2024, 2, 4), None, 34, 41.5, 2, False, None, "secret"]
    path = _book(
        tmp_path / "a.xlsx", Notes=[], Sheet1=[["Our list"], [], header, first, second], More=[["x"]]
    )
    found = tables.read_columns(path)
    row = _row(found)
    assert (row["id"], row["date"], row["place"], row["time"]) == ("7", "2024-02-03", "القائم", "04:30")
    assert (row["killed_low"], row["killed_high"], found.lat.tolist()) == (3, 7, [34.39, 34])
    assert found.extra["Checked"].tolist() == ["TRUE", "FALSE"]
    assert any("also has More" in note for note in found.notes)
    assert "secret" not in repr(found)


def test_moments_in_workbooks(tmp_path):
    rows = [
        ["id", "title", "date", "lon", "lat"],
        ["a", "A", AT_NIGHT, 40, 34],
    ]
    row = _row(tables.read_columns(_book(tmp_path / "a.xlsx", events=rows)))
    assert (row["date"], row["time"]) == ("2024-02-03", "01:30")


def test_open_document_sheets(tmp_path):
    def cell(text):
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = [["id", "title", "date", "lon", "lat"], ["a", "A", "2024-02-03", "40.97", "34.39"]]
    made = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=made))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    found = tables.read_columns(tmp_path / "a.ods")
    assert (found.format, found.lon.tolist(), found.values["date"].tolist()) == (
        "events",
        [40.97],
        ["2024-02-03"],
    )


def test_timemap_sheets(tmp_path):
    events = [
        ["description", "date", "time", "location", "latitude", "longitude", "association1", "association2"],
        ["Strike on a depot", "02/13/2024", "4:30", "al-Qaim", "34.39", "40.97", "Airstrike", "Depot"],
        ["x" * 130, "02/03/2024", "", "Akashat", "33.7", "40.0", "Airstrike", ""],
    ]
    for row, key in zip(events, ["source1", "s1", "s2"], strict=True):
        row.append(key)
    sources = [["id", "title", "path1"], ["s1", "A newspaper", "https://example.org/a"], ["s2", "", "file"]]
    path = _book(tmp_path / "t.xlsx", EXPORT_EVENTS=events, EXPORT_SOURCES=sources)
    found = tables.read_columns(path)
    first, second = _row(found), _row(found, 1)
    assert found.format == "timemap"
    assert (first["title"], first["date"], first["time"]) == ("Strike on a depot", "2024-02-13", "04:30")
    assert (first["source"], first["source_url"]) == ("A newspaper", "https://example.org/a")
    assert (first["category"], second["date"]) == ("Airstrike | Depot", "2024-02-03")
    assert (second["title"], second["source"], second["source_url"]) == ("Event, Akashat", "s2", "")
    assert second["summary"] == "x" * 130
    without = tables.read_columns(_book(tmp_path / "u.xlsx", EXPORT_EVENTS=events))
    assert without.values["source"][0] == "s1"


def test_timemap_json(tmp_path):
    event = {
        "id": "e1",
        "description": "Strike",
        "date": "2/13/2024",
        "time": "04:30",
        "location": "al-Qaim",
        "latitude": "34.39",
        "longitude": "40.97",
        "associations": ["Airstrike"],
        "sources": ["s1", "s2"],
        "graphic": "FALSE",
        "killed_low": "2",
        "precision": "town",
    }
    found = tables.read_columns(_json(tmp_path / "e.json", [event, {**event, "id": "e2", "sources": []}]))
    row = _row(found)
    assert (found.format, row["source"], row["category"]) == ("timemap", "s1 | s2", "Airstrike")
    assert (row["killed_low"], row["radius_m"], found.lon[0]) == (2, 4000, 40.97)


def test_timemap_without_sources(tmp_path):
    text = "description,date,latitude,longitude,graphic\nStrike,13/02/2024,34,40,FALSE\n"
    (tmp_path / "e.csv").write_text(text, encoding="utf-8")
    row = _row(tables.read_columns(tmp_path / "e.csv"))
    assert (row["date"], row["source"], row["id"]) == ("2024-02-13", "", "row-1")


@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_geojson_with_time(tmp_path, mark):
    when = {"timespans": [{"start": {"earliest": "2024-02-02"}, "end": {"in": "2024-02-03~"}}]}
    features = [
        {
            "type": "Feature",
            "id": 7,
            "geometry": POINT,
            "properties": {"title": "A", "killed_low": 2.0},
            "when": when,
        },
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"id": "b", "title": "B", "date": "2024", "tags": ["x", "y"]},
        },
        {"type": "Feature", "geometry": {"type": "Point"}, "properties": {"id": "c", "title": "C"}},
        {"type": "Feature", "geometry": {"type": "Circle"}, "properties": {"id": "d", "odd": {"a": [1]}}},
    ]
    text = (
        "\n".join(mark + json.dumps(each) for each in features)
        if mark
        else {"type": "FeatureCollection", "features": features}
    )
    found = tables.read_columns(_json(tmp_path / "a.geojson", text))
    row = _row(found)
    assert (row["id"], row["date"], row["date_end"], row["killed_low"]) == (
        "7",
        "2024-02-02",
        "2024-02-03",
        2,
    )
    assert np.isnan(found.lon[1])
    assert found.extra["tags2"].tolist() == ["", "y"]
    assert [each.reason for each in found.aside] == [
        "its geometry has coordinates that cannot be read",
        "its geometry is no GeoJSON geometry",
    ]


def test_lists_of_objects(tmp_path):
    held = {
        "data": [{"ref": 1, "when": "2024-02-03", "coordinates": "34.39, 40.97", "ok": True, "none": None}]
    }
    found = tables.read_columns(_json(tmp_path / "a.json", held))
    assert (found.format, found.lon.tolist(), found.extra["ok"].tolist()) == ("generic", [40.97], ["TRUE"])
    feature = {"type": "Feature", "geometry": POINT, "properties": {"n": 1.0, "f": 1.5, "what": {"a": 1}}}
    assert tables.read_columns(_json(tmp_path / "b.json", feature)).lat.tolist() == [34.39]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no JSON near line 1"),
        ("[1, 2]", "no list of objects"),
        ("{}", "no list of objects"),
        ("[" * 100_000, "nested too deep|no JSON"),
        ('{"crs": {"name": "EPSG:3857"}, "features": [{"type": "Feature"}]}', "crs other than"),
    ],
)
def test_json_that_is_refused(tmp_path, text, message):
    with pytest.raises(TableError, match=message):
        tables.read_columns(_json(tmp_path / "a.json", text))


def test_kml(tmp_path):
    extended = (
        '<ExtendedData><Data name="id"><value>a</value></Data><SchemaData><SimpleData name="place">al-Qaim'
        "</SimpleData></SchemaData></ExtendedData>"
    )
    ring = f"<LinearRing><coordinates>{SQUARE}</coordinates></LinearRing>"
    path = _kml(
        tmp_path / "a.kml",
        f"{extended}<Point><coordinates>40.97,34.39,0</coordinates></Point>",
        f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>",
        "<MultiGeometry><LineString><coordinates>0,0 1,1</coordinates></LineString><LineString><coordinates>"
        "2,2 3,3</coordinates></LineString></MultiGeometry>",
        "<Point><coordinates>x</coordinates></Point>",
    )
    found = tables.read_columns(path)
    row = _row(found)
    assert (row["id"], row["title"], row["date"]) == ("a", "Strike", "2024-02-02")
    assert (row["date_end"], row["place"]) == ("2024-02-03", "al-Qaim")
    kinds = [None if shape is None else shape.geom_type for shape in found.shapes]
    assert kinds == [None, "Polygon", "MultiLineString", None]
    with zipfile.ZipFile(tmp_path / "a.kmz", "w") as archive:
        archive.write(path, "doc.kml")
    assert tables.read_columns(tmp_path / "a.kmz").lon[0] == 40.97


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<kml>", "is no KML"),
        ("<kml/>", "holds no placemark"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><kml/>', "declares entities"),
    ],
)
def test_kml_that_is_refused(tmp_path, text, message):
    (tmp_path / "a.kml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        tables.read_columns(tmp_path / "a.kml")


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32637"])
@pytest.mark.parametrize("name", ["a.gpkg", "a.fgb", "a.shp", "a.parquet"])
def test_files_of_geographic_tools(tmp_path, name, crs):
    frame, path = _frame(crs), tmp_path / name
    if name.endswith("parquet"):
        frame.to_parquet(path)
    else:
        options = {"SPATIAL_INDEX": "NO"} if name.endswith("fgb") else {}
        frame.to_file(path, **options)
    found = tables.read_columns(path)
    assert found.values["id"].tolist() == ["a", "b"]
    np.testing.assert_allclose(found.lon, [40.97, 41.5], atol=1e-9)
    np.testing.assert_allclose(found.lat, [34.39, 34], atol=1e-9)
    np.testing.assert_array_equal(found.values["killed_low"], [3, np.nan])


def test_short_names_of_a_shapefile(tmp_path):
    _frame().rename(columns={"killed_low": "killed_lo"}).to_file(tmp_path / "a.shp")
    beside = tmp_path / "a.fields.json"
    beside.write_text('{"killed_lo": "killed_low"}', encoding="utf-8")
    assert tables.read_columns(tmp_path / "a.shp").values["killed_low"][0] == 3
    for text in ("[]", "{"):
        beside.write_text(text, encoding="utf-8")
        assert np.isnan(tables.read_columns(tmp_path / "a.shp").values["killed_low"][0])


def test_days_and_numbers_of_geographic_tools(tmp_path):
    days = np.array(["2024-02-03T00:00", "2024-02-04T04:30"], "datetime64[ms]")
    _frame(date=days, count=np.array([1, 2]), mixed=[None, "x"]).to_file(tmp_path / "a.gpkg")
    found = tables.read_columns(tmp_path / "a.gpkg")
    assert found.values["date"].tolist() == ["2024-02-03", "2024-02-04"]
    assert found.values["time"].tolist() == ["", "04:30"]
    assert found.extra["count"].tolist() == ["1", "2"]
    assert found.extra["mixed"].tolist() == ["", "x"]


def test_no_coordinate_system_is_refused(tmp_path):
    _frame().to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(TableError, match="says no coordinate system"):
        tables.read_columns(tmp_path / "a.shp")
    with pytest.raises(TableError, match="not known"):
        geofiles._in_degrees(Path("a.gpkg"), np.array([shapely.Point(0, 0)]), "EPSG:999999")


def test_parquet_without_shapes_and_without_pyarrow(tmp_path, monkeypatch):
    frame = _frame(lon=[40.0, 41.0], lat=[34.0, 35.0], killed=["x", None])
    frame.drop(columns="geometry").to_parquet(tmp_path / "a.parquet")
    assert tables.read_columns(tmp_path / "a.parquet").lon.tolist() == [40, 41]
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="pyarrow"):
        geofiles.read_parquet(tmp_path / "a.parquet")


def test_zipped_tables(tmp_path):
    _frame().to_file(tmp_path / "a.shp")
    with zipfile.ZipFile(tmp_path / "shape.zip", "w") as archive:
        for part in sorted(tmp_path.glob("a.*")):
            archive.write(part, f"folder/{part.name}")
    assert tables.read_columns(tmp_path / "shape.zip").values["id"].tolist() == ["a", "b"]
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")
    with pytest.raises(TableError, match="holds 2 tables"):
        tables.read_columns(tmp_path / "two.zip")


def test_packed_tables_beside_other_files(tmp_path):
    with zipfile.ZipFile(tmp_path / "ged.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
        archive.writestr("codebook.xlsx", "x")
        archive.writestr("data/events.csv", "id,title,date,lon,lat\na,A,2024,40,34\n")
    found = tables.read_columns(tmp_path / "ged.zip")
    assert found.lon.tolist() == [40]
    assert found.notes[0] == "data/events.csv of ged.zip is read."
    book = _book(
        tmp_path / "a.xlsx", events=[["id", "title", "date", "lon", "lat"], ["a", "A", "2024", 40, 34]]
    )
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as archive:
        archive.write(book, "a.xlsx")
    assert tables.read_columns(tmp_path / "book.zip").lat.tolist() == [34]


def test_gzip(tmp_path, monkeypatch):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"id,title,date,lon,lat\na,A,2024,40,34\n"))
    assert tables.read_columns(path).lon.tolist() == [40]
    monkeypatch.setattr("geostrike.tables.detect._LARGEST", 3)
    with pytest.raises(TableError, match="too large"):
        tables.read_columns(path)
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(GeostrikeError, match=r"cannot be (unpacked|read)"):
        tables.read_columns(path)


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


@pytest.mark.parametrize("text", ["a < b", "x <3 y"])
def test_descriptions_that_are_no_html_stay(tmp_path, text):
    path = _kml(tmp_path / "a.kml", "", text=text.replace("<", "&lt;"))
    assert tables.read_columns(path).values["summary"].tolist() == [text]


def test_text_that_is_no_utf8_in_parquet_is_refused(tmp_path):
    offsets, data = pa.array([0, 2], pa.int32()).buffers()[1], pa.py_buffer(b"\xff\xfe")
    column = pa.StringArray.from_buffers(1, offsets, data)
    parquet.write_table(pa.table({"id": column, "title": pa.array(["A"])}), tmp_path / "a.parquet")
    with pytest.raises(TableError, match="cannot be opened"):
        tables.read_columns(tmp_path / "a.parquet")


def test_other_layers_are_said(tmp_path):
    _frame().to_file(tmp_path / "a.gpkg", layer="one")
    _frame().to_file(tmp_path / "a.gpkg", layer="two")
    assert any("also has two" in note for note in tables.read_columns(tmp_path / "a.gpkg").notes)


@pytest.mark.parametrize("name", ["a.xlsx", "a.gpkg", "a.fgb", "a.parquet", "a.zip", "a.kmz", "a.xls"])
def test_broken_files_are_refused(tmp_path, name):
    heads = {
        "a.gpkg": b"SQLite format 3\x00",
        "a.fgb": b"fgb\x03fgb\x00",
        "a.parquet": b"PAR1",
        "a.xls": b"\xd0\xcf\x11\xe0",
    }
    (tmp_path / name).write_bytes(heads.get(name, b"PK\x03\x04") + b"broken" * 50)
    with pytest.raises(GeostrikeError, match=r"cannot be (opened|unpacked)"):
        tables.read_columns(tmp_path / name)


@pytest.mark.parametrize("name", ["a.kml", "a.csv"])
def test_an_archive_whose_list_points_before_its_begin_is_refused(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "<kml/>")
    held = path.read_bytes()
    path.write_bytes(held[:4] + held[9:])
    with pytest.raises(GeostrikeError, match=r"cannot be (unpacked|read)"):
        tables.read_columns(path)


@pytest.mark.parametrize(
    ("far", "sound"), [("XFD1048576", False), ("A99999999999", False), ("AAB70000", True), ("B300000", True)]
)
def test_a_stray_cell_does_not_take_all_memory(tmp_path, monkeypatch, far, sound):
    monkeypatch.setattr(bookguard, "_CHUNK", 100)
    rows = [["id", "title", "date", "lon", "lat"], ["a", "A", "2024", 40, 34]]
    book = _book(tmp_path / "a.xlsx", events=rows)
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(tmp_path / "far.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b'r="E2"', f'r="{far}"'.encode())
            new.writestr(name, content)
    if sound:
        bookguard.check(tmp_path / "far.xlsx")
        return
    for read in (tables.read_columns, dossierfiles._sheets):
        with pytest.raises(TableError, match=f"has a cell at {far[:12]}, far from the others"):
            read(tmp_path / "far.xlsx")


def test_workbooks_that_unpack_to_too_much_are_refused(tmp_path, monkeypatch):
    book = _book(tmp_path / "a.xlsx", events=[["id"]])
    monkeypatch.setattr(bookguard, "_LARGEST", 100)
    with pytest.raises(TableError, match="more than 4 GB"):
        tables.read_columns(book)


def test_binary_workbooks_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    with pytest.raises(TableError, match="binary workbook"):
        tables.read_columns(tmp_path / "a.xlsb")


def test_an_empty_workbook_is_refused(tmp_path):
    with pytest.raises(TableError, match="holds no table"):
        tables.read_columns(_book(tmp_path / "a.xlsx", events=[]))


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


def _table(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    return tables.read_columns(tmp_path / "a.csv")


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


def test_objects_inside_objects(tmp_path):
    event = {
        "code": "CI1",
        "date": "2014-08-08",
        "country": {"name": "Iraq", "slug": "iraq"},
        "latitude": 35.7,
        "longitude": 43.5,
        "geolocation_accuracy": "Village",
        "strike_type": "Airstrike",
        "civilians_killed_min": 1,
        "more": {"deep": {"a": 1}},
    }
    found = tables.read_columns(_json(tmp_path / "a.json", [event]))
    assert (found.format, found.values["country"][0], found.extra["more"][0]) == (
        "airwars",
        "IQ",
        '{"deep": {"a": 1}}',
    )


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
