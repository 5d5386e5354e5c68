"""The part of a border that is ready sooner holds whatever could be nearest, errors counted."""

import numpy as np
import pytest
import shapely

from geostrike import borders, geodesy
from geostrike.borders.target import border_bounds, target_about

PLACES = [
    (40.97452, 34.39841),
    (38.706, 33.309),
    (2.35, 48.85),
    (179.9, 68.5),
    (-179.9, 51.0),
    (-150.0, 5.0),
    (0.0, -89.9),
    (25.0, 89.5),
    (-134.5, -30.0),
    (74.9, 34.6),
]


@pytest.fixture(scope="module", params=borders.names())
def world(request):
    return borders.target("all", request.param)


def test_a_part_answers_what_the_whole_answers(world):
    lon, lat = np.transpose(PLACES)
    whole = borders.distances(lon, lat, to=world, radius_m=50)
    for i, (x, y) in enumerate(PLACES):
        one = borders.distance(x, y, to="all", dataset=world.dataset, radius_m=50)
        assert one.distance_m == pytest.approx(whole.distance_m[i], abs=1e-3)
        assert (one.low_m, one.high_m) == pytest.approx((whole.low_m[i], whole.high_m[i]), abs=1e-3)
        assert one.border == whole.border[i]


@pytest.mark.parametrize("reach_m", [0.0, 300_000.0])
def test_a_part_does_for_all_of_its_disc(world, reach_m):
    rng = np.random.default_rng(3)
    for x, y in PLACES:
        part = target_about(x, y, "all", world.dataset, reach_m=reach_m)
        assert len(part.segments) < len(world.segments)
        far_m = reach_m * np.sqrt(rng.random(20))
        lon, lat = geodesy.destination(np.full(20, x), np.full(20, y), rng.uniform(0, 360, 20), far_m)
        expected_m = geodesy.nearest(lon, lat, world.segments).distance_m
        assert geodesy.nearest(lon, lat, part.segments).distance_m == pytest.approx(expected_m, abs=1e-3)


def test_bounds_of_borders_hold_their_distances():
    pairs, lowest_m, highest_m = border_bounds(40.97452, 34.39841)
    for pair in ("IRQ-SYR", "JOR-SYR", "FRA-ITA", "ARG-CHL"):
        at = pairs.tolist().index(pair)
        assert lowest_m[at] <= borders.distance(40.97452, 34.39841, to=pair).distance_m <= highest_m[at]


def test_a_region_is_measured_to_all_that_it_reaches():
    region = shapely.box(35.0, 32.0, 43.0, 36.0)
    found = borders.region_distance(region, to="all")
    rim = shapely.get_coordinates(shapely.segmentize(region, 0.005))
    whole = geodesy.nearest(*rim.T, borders.target("all").segments)
    assert found.low_m == 0
    assert found.high_m == pytest.approx(max(whole.distance_m.max(), found.distance_m) + 6, abs=1e-3)
