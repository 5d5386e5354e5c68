import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import LineString, Point

from geostrike import borders
from geostrike.errors import CoordinateError

POINTS = gpd.GeoSeries(
    [Point(40.97452, 34.39841), None, Point(44.4, 33.3), Point()], index=["b", "a", 7, "c"], crs=4326
)


def test_the_answer_has_the_index_of_the_points():
    found = borders.distance(POINTS, to="IRQ", radius_m=100)
    assert found.index.equals(POINTS.index)
    assert tuple(found.columns) == borders.COLUMNS
    single = borders.distance(40.97452, 34.39841, to="IRQ", radius_m=100)
    assert found.loc["b", "high_m"] == pytest.approx(single.high_m)
    assert found.loc["b", "country"] == "SY"
    assert np.isnan(found.loc[["a", "c"], "distance_m"]).all()


@pytest.mark.parametrize("crs", [32637, 3857, "OGC:CRS84"])
def test_another_crs_is_reprojected(crs):
    found = borders.distance(POINTS.to_crs(crs), to="IRQ")
    same = borders.distance(POINTS, to="IRQ")
    assert found["distance_m"].to_numpy() == pytest.approx(
        same["distance_m"].to_numpy(), abs=1e-3, nan_ok=True
    )


def test_a_frame_stands_for_its_geometry():
    frame = gpd.GeoDataFrame({"n": range(4)}, geometry=POINTS.array, index=POINTS.index)
    assert borders.distance(frame, to="IRQ").equals(borders.distance(POINTS, to="IRQ"))


def test_points_without_crs_are_refused():
    with pytest.raises(CoordinateError, match="set_crs"):
        borders.distance(POINTS.set_crs(None, allow_override=True), to="IRQ")


def test_other_geometries_are_refused():
    lines = gpd.GeoSeries([Point(41, 34), LineString([(41, 34), (42, 34)])], crs=4326)
    with pytest.raises(CoordinateError, match="Geometry 1 is a LineString"):
        borders.distance(lines, to="IRQ")
