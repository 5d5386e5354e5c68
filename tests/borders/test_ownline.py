import json
import os
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
from oracle import nearest_m
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    Point,
    Polygon,
    box,
    mapping,
)

from geostrike import borders, geodesy
from geostrike.errors import BorderError, CoordinateError, InputError

LINE = LineString([(40.9, 34.3), (41.0, 34.5)])


def _write(path, geometry, *, properties=None, **members):
    feature = {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature], **members}), encoding="utf-8"
    )
    return path


def test_an_exported_border_measures_as_the_data_set_does(tmp_path):
    path = tmp_path / "line.geojson"
    path.write_text(json.dumps(borders.export("IRQ-SYR")), encoding="utf-8")
    own = borders.distance(40.97452, 34.39841, to=borders.read_border(path))
    same = borders.distance(40.97452, 34.39841, to="IRQ-SYR")
    assert own.distance_m == same.distance_m
    assert (own.border, own.dataset, own.country) == ("IRQ-SYR", "line.geojson", "SY")
    assert own.high_m == own.distance_m
    assert [each["dataset"] for each in own.sensitivity] == list(borders.names())
    assert {each["distance_m"] for each in own.sensitivity} == {None}
    assert "SY by osm, IQ by naturalearth" in borders.disagreement(own)


def test_arrays_and_frames_take_a_line_too(tmp_path):
    line = borders.read_border(_write(tmp_path / "a.geojson", LINE))
    single = borders.distance(41.2, 34.4, to=line)
    assert borders.distances([41.2], [34.4], to=line).distance_m[0] == single.distance_m
    points = gpd.GeoSeries([Point(41.2, 34.4)], crs=4326)
    assert borders.distance(points, to=line)["distance_m"][0] == single.distance_m


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (LINE, 1),
        (MultiLineString([LINE, [(0, 0), (1, 1), (2, 1)]]), 3),
        (box(40, 34, 41, 35), 4),
        (Polygon(box(40, 34, 41, 35).exterior, [box(40.2, 34.2, 40.4, 34.4).exterior]), 8),
        (Point(41, 34), 1),
    ],
)
def test_lines_polygons_and_points_are_targets(geometry, expected, tmp_path):
    line = borders.read_border(_write(tmp_path / "mine.geojson", geometry))
    assert len(line.segments) == expected
    assert set(line.border) == {"mine"}


def test_inside_a_polygon_the_distance_is_to_its_rim(tmp_path):
    line = borders.read_border(_write(tmp_path / "mine.geojson", box(40, 34, 41, 35)))
    expected, _ = geodesy.inverse(40.1, 34.5, 40.0, 34.5)
    assert borders.distance(40.1, 34.5, to=line).distance_m == pytest.approx(float(expected), rel=1e-3)


@pytest.mark.parametrize(
    ("properties", "label"),
    [({"border": "A-B", "name": "n"}, "A-B"), ({"name": "n"}, "n"), ({"border": ""}, "x")],
)
def test_a_line_is_named_by_its_properties_or_its_file(properties, label, tmp_path):
    assert borders.read_border(_write(tmp_path / "x.geojson", LINE, properties=properties)).border[0] == label


@pytest.mark.parametrize(
    ("members", "error_m"), [({}, 1.9), ({"edge_model": "geodesic"}, 0.0), ({"edge_model": "planar"}, 1.9)]
)
def test_the_error_is_how_differently_its_edges_can_be_read(members, error_m, tmp_path):
    """An edge along a parallel bends from the geodesic by its length squared times tan(lat) / 8R."""
    path = _write(tmp_path / "x.geojson", LineString([(41.0, 34.0), (41.1, 34.0)]), **members)
    radius_m, length_m = 6_371_000, 9_234
    assert borders.read_border(path).error_m[0] == pytest.approx(
        length_m**2 * np.tan(np.radians(34)) / (8 * radius_m) if error_m else 0.0, rel=0.02
    )


def test_an_edge_over_the_antimeridian_is_a_geodesic(tmp_path):
    line = borders.read_border(_write(tmp_path / "x.geojson", LineString([(179.5, 10), (-179.5, 10)])))
    assert line.error_m[0] == 0
    assert borders.distance(180, 10.01, to=line).distance_m < 2_000


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "fgb"])
@pytest.mark.parametrize("crs", [4326, 32637])
def test_other_formats_and_crs_give_the_same_line(suffix, crs, tmp_path):
    frame = gpd.GeoDataFrame({"name": ["wadi"]}, geometry=[LINE], crs=4326)
    frame.to_crs(crs).to_file(tmp_path / f"line.{suffix}")
    found = borders.distance(41.2, 34.4, to=borders.read_border(tmp_path / f"line.{suffix}"))
    same = borders.distance(41.2, 34.4, to=borders.read_border(_write(tmp_path / "same.geojson", LINE)))
    assert found.distance_m == pytest.approx(same.distance_m, abs=1e-3)
    assert found.border == "wadi"


def test_a_crs_that_geojson_names_is_heeded(tmp_path):
    there = gpd.GeoSeries([LINE], crs=4326).to_crs(32637)[0]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    found = borders.read_border(_write(tmp_path / "a.geojson", there, crs=crs)).segments
    assert (found.lon0[0], found.lat1[0]) == pytest.approx((40.9, 34.5), abs=1e-9)


def test_a_file_that_changed_is_read_again(tmp_path):
    path = _write(tmp_path / "a.geojson", LINE)
    assert len(borders.read_border(path).segments) == 1
    _write(path, box(40, 34, 41, 35))
    os.utime(path, ns=(1, 1))
    assert len(borders.read_border(path).segments) == 4


@pytest.mark.parametrize(
    ("name", "text", "error", "words"),
    [
        ("a.geojson", "{", InputError, "is not GeoJSON"),
        ("a.geojson", '{"type": "Point"}', InputError, "is not GeoJSON"),
        ("a.geojson", "[]", InputError, "is not GeoJSON"),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', BorderError, "holds no line"),
        ("a.geojson", '{"type": "Feature", "properties": null, "geometry": null}', BorderError, "no line"),
        (
            "a.geojson",
            '{"type": "LineString", "coordinates": [[34, 141], [35, 141]]}',
            CoordinateError,
            "globe",
        ),
        ("a.gpkg", "nothing", InputError, "no file of lines"),
    ],
)
def test_what_is_no_line_is_one_sentence(name, text, error, words, tmp_path):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=words):
        borders.read_border(path)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        borders.read_border(tmp_path / "none.geojson")


def test_an_unknown_crs_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match="CRS"):
        borders.read_border(_write(tmp_path / "a.geojson", LINE, crs={"properties": {"name": "EPSG:1"}}))


def test_two_layers_are_one_too_many(tmp_path):
    frame = gpd.GeoDataFrame(geometry=[LINE], crs=4326)
    for layer in "ab":
        frame.to_file(tmp_path / "two.gpkg", layer=layer)
    with pytest.raises(InputError, match="layers a, b"):
        borders.read_border(tmp_path / "two.gpkg")


def test_a_format_that_should_name_its_crs_and_does_not_is_refused(tmp_path):
    frame = gpd.GeoDataFrame(geometry=[LINE], crs=4326)
    frame.to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    with pytest.raises(InputError, match="names no CRS"):
        borders.read_border(tmp_path / "a.shp")


RIVER = MultiLineString([[(40.9, 34.3), (41.0, 34.5)], [(42.0, 34.0), (42.5, 34.5)]])
CAMP = Polygon([(40, 34), (41, 34), (41, 35), (40, 35)], [[(40.4, 34.4), (40.6, 34.4), (40.5, 34.6)]])


@pytest.mark.parametrize("shape", [RIVER, CAMP, Point(41, 34), GeometryCollection([RIVER, Point(45, 33)])])
def test_distance_to_any_geometry_is_the_oracle_s(shape):
    lon, lat = np.random.default_rng(5).uniform((38, 32), (44, 37), (12, 2)).T
    found = borders.distance_to(lon, lat, shape)
    parts = [part for each in getattr(shape, "geoms", [shape]) for part in getattr(each, "geoms", [each])]
    rings = [ring for part in parts for ring in (
        [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part])]  # fmt: skip
    for x, y, far_m in zip(lon.tolist(), lat.tolist(), found, strict=True):
        runs = [ring.coords[:] * (2 if ring.geom_type == "Point" else 1) for ring in rings]
        expected = min(nearest_m(x, y, [(*a, *b) for a, b in pairwise(run)]) for run in runs)
        assert far_m == pytest.approx(0 if shape.contains(Point(x, y)) else expected, abs=1e-3)


def test_distance_to_a_hole_s_middle_is_that_to_its_rim():
    assert borders.distance_to(40.5, 34.45, CAMP) > 1000
    assert borders.distance_to([40.1, np.nan], [34.1, 34.0], CAMP).tolist()[0] == 0
    assert np.isnan(borders.distance_to(np.nan, 34.0, CAMP)).all()


def test_a_geometry_that_is_nothing_or_nowhere_is_refused():
    with pytest.raises(BorderError, match="holds no line"):
        borders.distance_to(41, 34, Point())
    with pytest.raises(CoordinateError, match="line has a vertex outside of the globe"):
        borders.distance_to(41, 34, Point(34, 141))
