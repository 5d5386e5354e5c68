import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import distance_m, nearest_m

from geostrike.errors import CoordinateError
from geostrike.geodesy import destination, inverse, nearest, segments

LINES = {
    "plain": [(40.9, 34.3, 41.0, 34.5), (41.0, 34.5, 41.2, 34.5), (41.2, 34.5, 41.21, 34.9)],
    "long": [(-70.0, -30.0, 60.0, 55.0)],
    "antimeridian": [(179.5, 65.0, -179.5, 66.0), (-179.5, 66.0, -178.0, 66.0)],
    "over the pole": [(20.0, 89.0, -150.0, 88.0)],
    "at the pole": [(0.0, 90.0, 10.0, 85.0)],
    "meridian": [(30.0, -60.0, 30.0, 60.0)],
    "equator": [(-20.0, 0.0, 60.0, 0.0)],
    "a point": [(12.5, 41.9, 12.5, 41.9)],
}


def _prepared(name):
    return segments(*np.array(LINES[name]).T)


@pytest.mark.parametrize("name", LINES)
@settings(max_examples=40)
@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90))
def test_distance_is_the_oracle_s_to_a_millimetre(name, lon, lat):
    found = nearest(lon, lat, _prepared(name))
    assert found.distance_m.item() == pytest.approx(nearest_m(lon, lat, LINES[name]), abs=1e-3)


@pytest.mark.parametrize("name", LINES)
@settings(max_examples=15)
@given(lon=st.floats(-0.3, 0.3), lat=st.floats(-0.3, 0.3))
def test_distance_near_the_antipode(name, lon, lat):
    lon0, lat0, _, _ = LINES[name][0]
    point = (lon0 + 180 + lon, np.clip(lat - lat0, -90, 90))
    found = nearest(*point, _prepared(name))
    assert found.distance_m.item() == pytest.approx(nearest_m(*point, LINES[name]), abs=1e-3)


@pytest.mark.parametrize("name", LINES)
@settings(max_examples=25)
@given(offset_m=st.floats(9_900_000, 10_100_000), azimuth=st.floats(0, 360))
def test_distance_about_a_quarter_of_the_globe(name, offset_m, azimuth):

    lon, lat = destination(LINES[name][0][0], LINES[name][0][1], azimuth, offset_m)
    found = nearest(lon, lat, _prepared(name))
    assert found.distance_m.item() == pytest.approx(nearest_m(float(lon), float(lat), LINES[name]), abs=1e-3)


@given(st.floats(40.85, 41.25), st.floats(34.25, 34.95))
def test_foot_azimuth_and_distance_belong_together(lon, lat):
    found = nearest(lon, lat, _prepared("plain"))
    foot = found.lon.item(), found.lat.item()
    assert distance_m(lon, lat, *foot) == pytest.approx(found.distance_m.item(), abs=1e-6)
    if found.distance_m.item() > 1:
        assert inverse(lon, lat, *foot)[1] == pytest.approx(found.azimuth_deg.item())


def test_nearest_lies_between_vertices():
    found = nearest(40.9, 34.4, _prepared("plain"))
    to_vertices = inverse(40.9, 34.4, [40.9, 41.0], [34.3, 34.5])[0]
    assert found.distance_m.item() < to_vertices.min() - 1000
    assert found.segment.item() == 0


def test_a_point_on_the_line_has_no_azimuth():
    found = nearest([41.0], [34.5], _prepared("plain"))
    assert found.distance_m.item() == 0
    assert np.isnan(found.azimuth_deg).all()


def test_points_that_are_not_finite_get_nan_and_no_segment():
    found = nearest([np.nan, 41.0, np.inf], [34.0, 34.4, 34.0], _prepared("plain"))
    assert np.isnan(found.distance_m).tolist() == [True, False, True]
    assert found.segment.tolist()[::2] == [-1, -1]


def test_many_points_give_what_each_gives_alone(monkeypatch):
    monkeypatch.setattr("geostrike.geodesy.prune._PAIRS", 8)
    monkeypatch.setattr("geostrike.geodesy.lines._POINTS", 15)
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(30, 50, 40), rng.uniform(28, 40, 40)
    line = _prepared("plain")
    alone = [nearest(x, y, line).distance_m.item() for x, y in zip(lon, lat, strict=True)]
    assert nearest(lon, lat, line).distance_m.tolist() == pytest.approx(alone, abs=1e-9)


@pytest.mark.parametrize("ends", [([], [], [], []), ([0], [91], [1], [1]), ([np.nan], [0], [1], [1])])
def test_lines_that_cannot_be_are_refused(ends):
    with pytest.raises(CoordinateError):
        segments(*ends)
