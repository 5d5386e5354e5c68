"""Files of points: what is read, set aside and refused, format by format."""

import json
import sys

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from geostrike.errors import InputError, MissingExtraError, TableError
from geostrike.scale import measure_file
from geostrike.tables.points import is_points, open_points, reasons, rows, text
from geostrike.tables.points.rows import Batch

LINE = LineString([(1, 2), (3, 4)])


def _open(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_points(path)


def _read(path, content):
    batches = list(_open(path, content).batches())
    lon, lat = (np.concatenate([getattr(batch, name) for batch in batches]) for name in ("lon", "lat"))
    return lon.tolist(), lat.tolist(), [reason for batch in batches for reason in reasons(batch)]


def _features(*features, **members):
    return json.dumps({"type": "FeatureCollection", **members, "features": features})


def _feature(lon, lat, **properties):
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.mark.parametrize(("name", "known"), [("a.csv", True), ("A.PARQUET", True), ("Tower 22", False)])
def test_a_table_is_told_by_its_ending(name, known):
    assert is_points(name) is known


@pytest.mark.parametrize(
    "content",
    [
        "lon,lat\n41,34\n",
        "LAT;note;Lon\n34;x;41\n",
        "\ufefflon\tlat\n41\t34\n",
        "Longitude,Latitude\r\n41,34\r\n",
        "lon,lat\n\n41,34",
        '"lon","lat"\n" 41 ","34"\n',
        "id,geometry\n1,POINT (41 34)\n",
        "wkt\nPOINT Z (41 34 7)\n",
    ],
)
def test_csv_is_read_as_spreadsheets_write_it(content, tmp_path):
    assert _read(tmp_path / "a.csv", content) == ([41], [34], [""])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nan,34,", "lon is empty or not a number"),
        ("41,,", "lat is empty or not a number"),
        ("41,inf,", "not finite: lon 41, lat inf"),
        ("34,141.2,", "lon 34 and lat 141.2 look swapped: lat is out of range"),
        ("4239.00416,34,", "out of range: lon 4239.004, lat 34"),
        ("200,34,", "out of range: lon 200, lat 34"),
        ("x,34,", "lon is 'x', not a number"),
        ('"41,5",34,', "lon is '41,5', not a number"),
        ("4_1,34,", "lon is '4_1', not a number"),
        ("41,34,-1", "radius_m is -1, no length"),
        ("41,34,inf", "radius_m is inf, no length"),
        ("41,34,wide", "radius_m is 'wide', not a number"),
        ("41,34", "has 2 cells where the header has 3"),
        ("41,34,5,6", "has 4 cells where the header has 3"),
        ("41,34,", ""),
        ("180,-90,0", ""),
    ],
)
def test_a_row_that_holds_no_place_has_a_reason(row, reason, tmp_path):
    _, _, (found,) = _read(tmp_path / "a.csv", f"lon,lat,radius_m\n{row}\n")
    assert found == reason


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "has no geometry that can be read"),
        ("POINT (", "has no geometry that can be read"),
        ("POINT EMPTY", "has no geometry that can be read"),
        ('"LINESTRING (1 2, 3 4)"', "its geometry is a LineString, not a point"),
    ],
)
@pytest.mark.filterwarnings("ignore:Invalid WKT")
def test_a_geometry_that_is_no_point_has_a_reason(cell, reason, tmp_path):
    _, _, found = _read(tmp_path / "a.csv", f"id,geometry\n1,{cell}\n2,POINT (41 34)\n")
    assert found == [reason, ""]


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.csv", "", TableError, "is empty"),
        (
            "a.csv",
            "a,b\n1,2\n",
            TableError,
            "or a geometry; its columns are a, b",
        ),
        ("a.csv", "lon,b\n1,2\n", TableError, "needs the columns"),
        ("a.csv", "lon,lat,longitude\n1,2,3\n", TableError, "lon and longitude, which may mean the same"),
        ("a.csv", "lon,lat,country,COUNTRY_given\n1,2,3,4\n", TableError, "already holds country, "),
        ("a.csv", "lon,lat\n1,2\n".encode("utf-16"), TableError, "not UTF-8"),
        ("a.geojson", "{", TableError, "no GeoJSON near character"),
        ("a.geojson", "[1, 2]", TableError, "no GeoJSON near character 0"),
        ("a.geojson", '{"features": [1]}', TableError, "no GeoJSON"),
        ("a.geojson", '{"type": "Point"}', TableError, "no FeatureCollection"),
        ("a.geojson", "{}", TableError, "no FeatureCollection"),
        ("a.geojson", "{1: 2}", TableError, "no GeoJSON"),
        ("a.geojson", b'{"type": "\xff"}', TableError, "not UTF-8"),
        ("a.parquet", "text", InputError, "no Parquet file"),
        ("a.gpkg", "text", InputError, "no GeoPackage"),
        ("a.doc", "text", TableError, "no table of points"),
    ],
)
def test_what_is_no_table_of_points_is_one_sentence(name, content, error, words, tmp_path):
    with pytest.raises(error, match=words):
        _open(tmp_path / name, content)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        open_points(tmp_path / "none.csv")


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in [each for each in sys.modules if each.startswith("geostrike.tables.points.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtraError, match=r"package pyarrow; install it: .*geostrike\[dask\]"):
        _open(tmp_path / "a.parquet", b"")


@pytest.mark.parametrize("body", ['1,2\n"3,4\n5,6\n', '"1', '1,"2\n3,4\n', f'"{"x" * 140_000},2\n'])
def test_a_quotation_mark_that_is_not_closed_swallows_no_row(body, tmp_path):
    with pytest.raises(TableError, match="quotation"):
        list(_open(tmp_path / "a.csv", f"lon,lat\n{body}").batches())


@pytest.mark.parametrize("row", ['41,34,5" wide', '41,34,"a\nb"', '41,34,"a" b', '"41",34,x'])
def test_quotation_marks_inside_are_text(row, tmp_path):
    assert _read(tmp_path / "a.csv", f"lon,lat,note\n{row}") == ([41], [34], [""])


@given(st.lists(st.floats(allow_nan=False), min_size=2, max_size=2))
def test_a_row_is_sound_or_has_a_reason(point):
    lon, lat = (np.array([number]) for number in point)
    (reason,) = reasons(Batch(1, lon, lat, np.array([np.nan]), None, 1))
    assert (reason == "") == (abs(point[0]) <= 180 and abs(point[1]) <= 90)


@pytest.mark.parametrize(
    ("feature", "reason"),
    [
        ({"type": "Feature", "geometry": None}, "has no geometry that can be read"),
        ({"geometry": 7}, "has no geometry that can be read"),
        ({"geometry": {"type": "Polygon", "coordinates": []}}, "its geometry is a Polygon, not a point"),
        ({"geometry": {"type": "Point", "coordinates": [1]}}, "its coordinates are no two numbers"),
        ({"geometry": {"type": "Point", "coordinates": ["x", 1]}}, "its coordinates are no two numbers"),
        ({"geometry": {"type": "Point", "coordinates": [True, 1]}}, "its coordinates are no two numbers"),
        ({"geometry": {"type": "Point"}}, "its coordinates are no two numbers"),
        (_feature(34, 141), "lon 34 and lat 141 look swapped: lat is out of range"),
        (_feature(41, 34, radius_m="wide"), "radius_m is 'wide', not a number"),
        (_feature(41, 34, radius_m=[1]), "radius_m is '[1]', not a number"),
        (_feature(41, 34, radius_m=""), ""),
        (_feature(41, 34, radius_m="7"), ""),
    ],
)
def test_a_feature_that_holds_no_place_has_a_reason(feature, reason, tmp_path):
    _, _, found = _read(tmp_path / "a.geojson", _features(feature, _feature(41, 34)))
    assert found == [reason, ""]


def test_geojson_is_read_whatever_its_layout(tmp_path, monkeypatch):
    monkeypatch.setattr("geostrike.tables.points.stream._CHUNK", 7)
    content = "\ufeff " + json.dumps(
        json.loads(_features(*[_feature(41, i) for i in range(9)], n=1)), indent=3
    )
    lon, lat, found = _read(tmp_path / "a.geojson", content)
    assert (lon, lat, found) == ([41] * 9, list(range(9)), [""] * 9)


def test_empty_geojson_is_no_row(tmp_path):
    assert list(_open(tmp_path / "a.geojson", _features()).batches()) == []


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "EPSG:32637"])
def test_geojson_in_the_crs_that_it_names(crs, tmp_path):
    point = gpd.GeoSeries([Point(41, 34)], crs=4326).to_crs(crs)[0]
    content = _features(_feature(point.x, point.y), crs={"type": "name", "properties": {"name": crs}})
    lon, lat, _ = _read(tmp_path / "a.geojson", content)
    assert (*lon, *lat) == pytest.approx((41, 34), abs=1e-9)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_features(_feature(41, 34), crs={"properties": {"name": "EPSG:1"}}), "CRS that is not known"),
        (_features(_feature(41, 34), crs=None), "CRS that is not known"),
        (_features(_feature(41, 34))[:-1] + ', "crs": {"properties": {"name": "EPSG:3857"}}}', "behind its"),
        (_features(_feature(41, 34, country="SY", country_given="")), "already holds country"),
        (_features(_feature(41, 34))[:-3], "no GeoJSON"),
    ],
)
def test_geojson_that_cannot_be_measured_is_refused(content, words, tmp_path):
    with pytest.raises(TableError, match=words):
        list(_open(tmp_path / "a.geojson", content).batches())


def test_a_feature_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("geostrike.tables.points.stream._LONGEST", 100)
    with pytest.raises(TableError, match="no GeoJSON"):
        _open(tmp_path / "a.geojson", '{"features": [{"a": "' + "x" * (1 << 21))


def _parquet(path, columns, metadata=None):
    table = pa.table(columns)
    pq.write_table(table.replace_schema_metadata(metadata), path)
    return open_points(path)


@pytest.mark.parametrize(
    ("columns", "expected", "found"),
    [
        ({"lon": [41.0], "lat": [34.0]}, [41], [""]),
        ({"lon": pa.array([41], pa.int8()), "lat": pa.array([34], pa.float32())}, [41], [""]),
        (
            {"lon": ["41", None, "x"], "lat": ["34", "34", "34"]},
            [41, np.nan, np.nan],
            ["", *["lon is"] * 2],
        ),
        ({"lon": [41.0], "lat": [34.0], "radius_m": [None]}, [41], [""]),
        ({"lon": [41.0], "lat": [34.0], "radius_m": [-3]}, [41], ["radius_m is -3"]),
        ({"geometry": ["POINT (41 34)", None]}, [41, np.nan], ["", "has no geometry"]),
        (
            {"geometry": [Point(41, 34).wkb, LineString([(1, 2), (3, 4)]).wkb]},
            [41, np.nan],
            ["", "its geometry"],
        ),
    ],
)
def test_parquet_of_any_type_is_read(columns, expected, found, tmp_path):
    (batch,) = _parquet(tmp_path / "a.parquet", columns).batches()
    assert batch.lon == pytest.approx(expected, nan_ok=True)
    assert [reason[: len(start)] for reason, start in zip(reasons(batch), found, strict=True)] == found
    assert all(bool(reason) == bool(start) for reason, start in zip(reasons(batch), found, strict=True))


def _geo(**column):
    return {"geo": json.dumps({"primary_column": "g", "columns": {"g": {"encoding": "WKB", **column}}})}


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        (_geo(crs=None), "names no CRS"),
        (_geo(encoding="point"), "holds its points as point"),
        (_geo(crs="EPSG:1"), "CRS that is not known"),
        ({"geo": "{"}, "cannot be read"),
    ],
)
def test_geoparquet_that_cannot_be_measured_is_refused(metadata, words, tmp_path):
    with pytest.raises(TableError, match=words):
        _parquet(tmp_path / "a.parquet", {"g": [Point(41, 34).wkb]}, metadata)


def test_geometries_of_an_odd_type_are_refused(tmp_path):
    points = _parquet(tmp_path / "a.parquet", {"geometry": [1, 2]})
    with pytest.raises(TableError, match="of type int64"):
        list(points.batches())


def test_geoparquet_names_its_own_column(tmp_path):
    metadata = _geo()
    (batch,) = _parquet(tmp_path / "a.parquet", {"lon": [1.0], "g": [Point(41, 34).wkb]}, metadata).batches()
    assert (batch.lon[0], batch.lat[0]) == (41, 34)


@pytest.mark.parametrize(
    ("layers", "crs", "words"), [(["a", "b"], 4326, "the layers a, b"), (["a"], None, "names no CRS")]
)
@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_geopackage_has_one_layer_and_a_crs(layers, crs, words, tmp_path):
    for layer in layers:
        gpd.GeoDataFrame(geometry=[Point(41, 34)], crs=crs).to_file(tmp_path / "a.gpkg", layer=layer)
    with pytest.raises(TableError, match=words):
        open_points(tmp_path / "a.gpkg")


def test_a_rejected_row_is_text_that_no_spreadsheet_runs(tmp_path):
    points = _parquet(tmp_path / "a.parquet", {"n": ["=1+1"], "geometry": [Point(41, 34).wkb], "x": [None]})
    (batch,) = points.batches()
    assert list(points.cells(batch, 0)) == ["'=1+1", "POINT (41 34)", ""]
    points = _parquet(tmp_path / "a.parquet", {"geometry": [b"x"]})
    assert list(points.cells(next(points.batches()), 0)) == [""]
    points = _open(tmp_path / "a.geojson", _features(_feature(41, 34, n="=1+1", m=None), _feature(1, 2, k=1)))
    (batch,) = points.batches()
    assert points.columns == ("n", "m", "k", "other_properties", "geometry")
    assert points.cells(batch, 0)[:4] == ["'=1+1", "", "", ""]


def test_a_property_that_comes_late_is_kept_apart(tmp_path, monkeypatch):
    monkeypatch.setattr("geostrike.tables.points.geojson.ROWS", 1)
    points = _open(tmp_path / "a.geojson", _features(_feature(41, 34, a=1), _feature(1, 2, a=2, late="x")))
    _, batch = points.batches()
    assert points.cells(batch, 0)[:2] == ["2", '{"late": "x"}']


def test_batches_count_rows_on(tmp_path, monkeypatch):
    monkeypatch.setattr(text, "ROWS", 2)
    points = _open(tmp_path / "a.csv", "lon,lat\n" + "41,34\n" * 5)
    batches = list(points.batches())
    assert [(batch.first, len(batch)) for batch in batches] == [(1, 2), (3, 2), (5, 1)]
    assert batches[-1].done <= points.size
    assert rows.ROWS > 2


def test_columns_that_make_way_keep_their_name_in_the_metadata(tmp_path):
    frame = gpd.GeoDataFrame(
        {"country": ["SY"], "low_m": pd.Categorical(["a"])}, geometry=[Point(41, 34)], crs="OGC:CRS84"
    )
    frame.to_parquet(tmp_path / "a.parquet")
    frame.to_file(tmp_path / "a.gpkg")
    for name in ("a.parquet", "a.gpkg"):
        out = tmp_path / f"out.{name}"
        measure_file(tmp_path / name, out, to="IRQ")
        found = gpd.read_parquet(out) if name == "a.parquet" else gpd.read_file(out)
        assert found.loc[0, ["country_given", "low_m_given", "country"]].tolist() == ["SY", "a", "IQ"]
        assert found["low_m"].dtype == float


def test_properties_and_foreign_metadata_make_way(tmp_path):
    source, out = tmp_path / "a.geojson", tmp_path / "o.geojson"
    source.write_text(_features(_feature(41, 34, Country="SY", name="A")), encoding="utf-8")
    measure_file(source, out, to="IRQ")
    held = json.loads(out.read_text(encoding="utf-8"))["features"][0]["properties"]
    assert (held["Country_given"], held["name"], held["country"]) == ("SY", "A", "IQ")
    table = pa.table({"lon": [41.0], "lat": [34.0], "country": ["SY"]}).replace_schema_metadata(
        {"by": "hand"}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    measure_file(tmp_path / "a.parquet", tmp_path / "o.parquet", to="IRQ")
    schema = pq.read_schema(tmp_path / "o.parquet")
    assert schema.metadata[b"by"] == b"hand"
    assert "country_given" in schema.names
