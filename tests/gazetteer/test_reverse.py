"""The nearest places: held against the geodesic distance of every place, all over the Earth."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike import gazetteer
from geostrike.errors import CoordinateError
from geostrike.gazetteer.layer import Record, compile_layer
from geostrike.gazetteer.resolver import Gazetteer


def _layer(points, name="spread", kind="town"):
    records = [
        Record(id=str(i), name=f"Place {i}", names=(), kind=kind, country="", lon=lon, lat=lat, radius_m=1)
        for i, (lon, lat) in enumerate(points)
    ]
    return compile_layer(records, name=name, prefix=name, source="made up", licence="")


def _points():
    rng = np.random.default_rng(7)
    spread = np.column_stack([rng.uniform(-180, 180, 150), np.degrees(np.arcsin(rng.uniform(-1, 1, 150)))])
    seam = np.column_stack([rng.choice([-180, 180], 40), rng.uniform(-80, 80, 40)])
    poles = [(0, 90), (90, 90), (10, -90), (0, 89.9), (180, 89.9), (-90, -89.99)]
    return [*map(tuple, spread.round(7)), *map(tuple, seam.round(7)), *poles]


POINTS = _points()
SPREAD = Gazetteer(((_layer(POINTS[:100]), _layer(POINTS[100:], "more")),))


def _brute(lon, lat):
    found = [Geodesic.WGS84.Inverse(lat, lon, y, x)["s12"] for x, y in POINTS]
    return sorted(found)


@settings(max_examples=60, deadline=None)
@given(st.floats(-180, 180), st.floats(-90, 90), st.integers(1, 8))
def test_as_near_as_brute_force(lon, lat, limit):
    found = SPREAD.reverse(lon, lat, limit)
    assert [near.distance_m for near in found] == pytest.approx(_brute(lon, lat)[:limit], abs=1e-6)


@pytest.mark.parametrize(
    "point",
    [(180, 0), (-180, 0), (180, 12.3), (0, 90), (77, 90), (0, -90), (-90, -89.9), (179.99, 66), (0, 0)],
)
def test_the_seam_and_the_poles(point):
    found = SPREAD.reverse(*point, limit=len(POINTS))
    assert [near.distance_m for near in found] == pytest.approx(_brute(*point), abs=1e-6)


def test_regions_are_left_out_and_few_places_are_all():
    both = Gazetteer(((_layer([(40, 34)], "a", "governorate"), _layer([(41, 34)], "b")),))
    assert [near.place.id for near in both.reverse(40, 34)] == ["b:0"]
    assert both.reverse(40, 34, limit=0) == ()
    assert Gazetteer(((_layer([(40, 34)], "a", "river"),),)).reverse(40, 34) == ()


def test_of_equal_distances_the_earlier_layer_is_first():
    both = Gazetteer(((_layer([(40, 34)], "a"),), (_layer([(40, 34)], "b"),)))
    assert [near.place.layer for near in both.reverse(40, 33)] == ["a", "b"]


@pytest.mark.parametrize("point", [(181, 0), (0, 91), (float("nan"), 0), (0, float("inf"))])
def test_a_point_that_is_not_on_earth(point):
    with pytest.raises(CoordinateError, match="not on Earth"):
        SPREAD.reverse(*point)


def test_the_embedded_gazetteer_and_the_form():
    near = gazetteer.load().reverse(38.7, 33.31, limit=1)[0].as_dict()
    assert near["id"] == "geostrike:tower-22"
    assert near["distance_m"] < 5_000
    assert 0 <= near["azimuth_deg"] < 360


def test_a_place_nearer_on_the_ellipsoid_is_first_though_farther_on_a_sphere():
    two = Gazetteer(((_layer([(1.0, 0.0), (0.0, 1.003)]),),))
    (near,) = two.reverse(0, 0, limit=1)
    assert (near.place.id, round(near.distance_m)) == ("spread:1", 110_906)
