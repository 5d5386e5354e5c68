"""Files of geographic tools and packed files: what they hold, their traps, what is refused."""

import gzip
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
from geostrike.tables import geofiles


def _book(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def _frame(crs="EPSG:4326", **columns):
    held = {"id": ["a", "b"], "title": ["A", "B"], "date": ["2024-02-03", ""], "killed_low": [3.0, np.nan]}
    held |= columns
    shapes = geopandas.GeoSeries([shapely.Point(40.97, 34.39), shapely.Point(41.5, 34)], crs="EPSG:4326")
    return geopandas.GeoDataFrame(held, geometry=shapes.to_crs(crs), crs=crs)


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
