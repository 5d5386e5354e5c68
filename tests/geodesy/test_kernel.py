"""The kernel against the reference and the oracle; compiled, and as plain Python, which coverage can see."""

import importlib
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import nearest_m

from geostrike.geodesy import destination, inverse, kernel, lines, segments

numba = pytest.importorskip("numba")

LINES = {
    "plain": [(40.9, 34.3, 41.0, 34.5), (41.0, 34.5, 41.2, 34.5), (41.2, 34.5, 41.21, 34.9)],
    "long": [(-70.0, -30.0, 60.0, 55.0)],
    "antimeridian": [(179.5, 65.0, -179.5, 66.0), (-179.5, 66.0, -178.0, 66.0)],
    "over the pole": [(20.0, 89.0, -150.0, 88.0)],
    "at the pole": [(0.0, 90.0, 10.0, 85.0)],
    "equator": [(-20.0, 0.0, 60.0, 0.0)],
    "a point": [(12.5, 41.9, 12.5, 41.9)],
    "a point and an edge": [(12.5, 41.9, 12.5, 41.9), (13.0, 41.9, 13.0, 42.4)],
}


def _prepared(name):
    return segments(*np.array(LINES[name]).T)


def _winding(size, seed=3):
    """A closed line of many short segments about (43, 33)."""
    rng = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, size + 1)
    reach = 3 + np.cumsum(rng.normal(0, 0.02, size + 1))
    lon, lat = 43 + reach * np.cos(turn), 33 + reach * np.sin(turn)
    return segments(lon[:-1], lat[:-1], lon[1:], lat[1:])


PREPARED = {name: _prepared(name) for name in LINES} | {"winding": _winding(2000)}
_RNG = np.random.default_rng(11)
_M = 1500
POINTS = {
    "box": (_RNG.uniform(35, 50, _M), _RNG.uniform(29, 38, _M)),
    "world": (_RNG.uniform(-180, 180, _M), np.degrees(np.arcsin(_RNG.uniform(-1, 1, _M)))),
    "high north": (_RNG.uniform(-180, 180, _M), _RNG.uniform(85, 90, _M)),
    "high south": (_RNG.uniform(-180, 180, _M), _RNG.uniform(-90, -85, _M)),
    "antimeridian": (180 + _RNG.uniform(-2, 2, _M), _RNG.uniform(60, 70, _M)),
    "a quarter of the globe": destination(43, 33, _RNG.uniform(0, 360, _M), _RNG.uniform(9.5e6, 10.5e6, _M)),
    "far": destination(43, 33, _RNG.uniform(0, 360, _M), _RNG.uniform(10.5e6, 19.6e6, _M)),
    "about the antipode": destination(43, 33, _RNG.uniform(0, 360, 300), _RNG.uniform(19.4e6, 20.0e6, 300)),
}


def _same(found, expected, lon, lat):
    assert found.distance_m == pytest.approx(expected.distance_m, abs=1e-4)
    to_foot_m, azimuth_deg = inverse(lon, lat, found.lon, found.lat)
    assert to_foot_m == pytest.approx(found.distance_m, abs=1e-4)
    across = np.radians((found.azimuth_deg - azimuth_deg + 180) % 360 - 180)
    assert np.nanmax(np.abs(across) * np.minimum(to_foot_m, 1e6), initial=0) < 2e-3
    assert ((found.segment >= 0) == (expected.segment >= 0)).all()


@pytest.mark.parametrize("where", POINTS)
@pytest.mark.parametrize("name", PREPARED)
def test_many_points_are_answered_as_by_the_reference(name, where):
    lon, lat = POINTS[where]
    _same(kernel.nearest(lon, lat, PREPARED[name]), lines.nearest(lon, lat, PREPARED[name]), lon, lat)


@pytest.mark.parametrize("name", LINES)
@settings(max_examples=40)
@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90))
def test_each_point_is_answered_as_by_the_reference(name, lon, lat):
    found, expected = (engine.nearest([lon], [lat], PREPARED[name]) for engine in (kernel, lines))
    assert found.distance_m.item() == pytest.approx(expected.distance_m.item(), abs=1e-4)


@settings(max_examples=60)
@given(lon=st.floats(34, 52), lat=st.floats(27, 40))
def test_near_a_line_of_many_segments(lon, lat):
    found, expected = (engine.nearest([lon], [lat], PREPARED["winding"]) for engine in (kernel, lines))
    _same(found, expected, lon, lat)


@pytest.mark.parametrize("where", ["box", "world", "high north", "far"])
def test_a_sample_is_the_oracle_s_to_a_millimetre(where):
    lon, lat = (x[:25] for x in POINTS[where])
    for name in ("plain", "long", "antimeridian", "over the pole"):
        found = kernel.nearest(lon, lat, PREPARED[name])
        expected = [nearest_m(x, y, LINES[name]) for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]
        assert found.distance_m.tolist() == pytest.approx(expected, abs=1e-3)


def test_points_that_are_nowhere_get_nan_and_no_segment():
    lon, lat = np.array([np.nan, 41.0, np.inf, 41.0, 41.0]), np.array([34.0, 34.4, 34.0, 91.0, -np.inf])
    for engine in (kernel, lines):
        found = engine.nearest(lon, lat, PREPARED["plain"])
        assert np.isnan(found.distance_m).tolist() == [True, False, True, True, True]
        assert (found.segment >= 0).tolist() == [False, True, False, False, False]


@pytest.mark.parametrize("lon", [[], [np.nan]])
def test_no_point_at_all(lon):
    assert np.isnan(kernel.nearest(np.array(lon), np.array(lon), PREPARED["plain"]).distance_m).all()


def test_a_point_on_a_vertex_is_on_the_line():
    found = kernel.nearest(np.array([41.0, 12.5]), np.array([34.5, 41.9]), PREPARED["plain"])
    assert found.distance_m[0] == 0
    assert np.isnan(found.azimuth_deg).tolist() == [True, False]
    assert (found.lon[0], found.lat[0]) == (41.0, 34.5)


def test_longitudes_may_be_counted_on_past_the_antimeridian():
    lon, lat = POINTS["antimeridian"]
    found = [kernel.nearest(lon + turn, lat, PREPARED["antimeridian"]).distance_m for turn in (0, 360, -360)]
    assert found[0] == pytest.approx(found[1], abs=1e-6)
    assert found[0] == pytest.approx(found[2], abs=1e-6)


def test_equal_distances_go_to_the_first_segment_even_drawn_backwards():
    line = PREPARED["winding"]
    twice = segments(
        *(np.concatenate(x) for x in ((line.lon1, line.lon0), (line.lat1, line.lat0))),
        *(np.concatenate(x) for x in ((line.lon0, line.lon1), (line.lat0, line.lat1))),
    )
    found, once = (kernel.nearest(*POINTS["box"], x) for x in (twice, line))
    assert found.segment.tolist() == once.segment.tolist()
    assert found.distance_m.tolist() == once.distance_m.tolist()


def test_threads_batches_and_neighbours_change_no_bit(monkeypatch):
    lon, lat = (np.concatenate([POINTS[where][i] for where in POINTS]) for i in (0, 1))
    found = [kernel.nearest(lon, lat, PREPARED["winding"], threads) for threads in (1, 2, 5)]
    monkeypatch.setattr("geostrike.geodesy.kernel.run._BATCH", 97)
    found.append(kernel.nearest(lon, lat, PREPARED["winding"], 3))
    for other in found[1:]:
        for field in ("distance_m", "azimuth_deg", "lon", "lat", "segment"):
            assert getattr(found[0], field).tobytes() == getattr(other, field).tobytes()


@pytest.mark.parametrize("size", [1, 7, 8, 9, 64, 65, 513])
def test_trees_of_every_shape(size):
    lon, lat = (x[:200] for x in POINTS["box"])
    line = _winding(size)
    _same(kernel.nearest(lon, lat, line), lines.nearest(lon, lat, line), lon, lat)


@pytest.fixture
def interpreted(monkeypatch):
    """The kernel as plain Python, imported afresh."""
    monkeypatch.setattr(numba.config, "DISABLE_JIT", True)
    for name in [name for name in sys.modules if name.startswith("geostrike.geodesy.kernel")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys.modules["geostrike.geodesy"], "kernel", None)
    return importlib.import_module("geostrike.geodesy.kernel")


def test_the_kernel_is_plain_python_too(interpreted):
    assert interpreted is not kernel
    for name in PREPARED:
        for points in POINTS.values():
            lon, lat = (x[:4] for x in points)
            found = interpreted.nearest(lon, lat, PREPARED[name])
            _same(found, lines.nearest(lon, lat, PREPARED[name]), lon, lat)
    for lon, lat, name in ((41.0, 34.5, "plain"), (0.0, 90.0, "at the pole"), (192.5, -41.9, "a point")):
        found = interpreted.nearest(np.array([lon, np.nan]), np.array([lat, 0.0]), PREPARED[name])
        assert np.isnan(found.distance_m).tolist() == [False, True]
