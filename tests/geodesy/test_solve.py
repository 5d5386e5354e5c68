import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geostrike.geodesy import destination, disc, inverse

LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)


@given(LON, LAT, LON, LAT)
def test_inverse_agrees_with_geographiclib(lon0, lat0, lon1, lat1):
    expected = Geodesic.WGS84.Inverse(lat0, lon0, lat1, lon1)
    assert inverse(lon0, lat0, lon1, lat1)[0] == pytest.approx(expected["s12"], abs=1e-6)


@given(LON, LAT, LON, LAT)
def test_distance_is_symmetric(lon0, lat0, lon1, lat1):
    assert inverse(lon0, lat0, lon1, lat1)[0] == pytest.approx(inverse(lon1, lat1, lon0, lat0)[0], abs=1e-6)


@given(LON, st.floats(-89, 89), st.floats(0, 359.9), st.floats(1, 9_000_000))
def test_destination_lies_where_it_was_sent(lon, lat, azimuth_deg, distance_m):
    found_m, found_deg = inverse(lon, lat, *destination(lon, lat, azimuth_deg, distance_m))
    assert found_m == pytest.approx(distance_m, abs=1e-5)
    turn = (found_deg - azimuth_deg + 180) % 360 - 180
    assert abs(np.radians(turn)) * min(distance_m, 6e6) < 1e-3


def test_azimuth_runs_from_0_to_360():
    _, azimuth_deg = inverse(41, 34, 40, 34)
    assert 269 < azimuth_deg < 271


@pytest.mark.parametrize("lat", [0, 34.4, 89.9])
def test_each_corner_of_a_disc_lies_on_its_radius(lat):
    ring = disc(179.99, lat, 5000, 12)
    assert ring.shape == (12, 2)
    assert inverse(179.99, lat, ring[:, 0], ring[:, 1])[0] == pytest.approx(5000, abs=1e-6)
