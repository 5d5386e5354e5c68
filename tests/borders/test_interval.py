"""The interval over several borders with errors of their own, held against brute force over all of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geostrike import borders, geodesy
from geostrike.borders import Target

METRES_PER_DEG = 111_319.49  # of longitude, on the equator


def _target(*lines):
    """Meridians from 1 S to 1 N: longitude, border id, error in metres."""
    lon, border, error_m = zip(*lines, strict=True)
    flat = np.full(len(lon), 1.0)
    segments = geodesy.segments(lon, -flat, lon, flat)
    return Target(segments, np.array(border), np.array(error_m, float), "drawn", "", "", "")


def _by_hand(lon, lines, radius_m):
    far = [(abs(lon - at) * METRES_PER_DEG, error_m) for at, _, error_m in lines]
    return max(0.0, min(d - e for d, e in far) - radius_m), min(d + e for d, e in far) + radius_m


def test_a_line_farther_off_with_a_greater_error_may_be_the_nearer_one():
    lines = [(40.00, "A-B", 10.0), (40.03, "B-C", 4000.0)]
    found = borders.distance(40.01, 0.0, to=_target(*lines))
    assert found.border == "A-B"
    assert found.low_m == 0.0  # 2,226 m from B-C, which may be off by 4 km
    assert found.high_m == pytest.approx(0.01 * METRES_PER_DEG + 10, abs=0.1)


def test_a_line_farther_off_with_a_smaller_error_lowers_the_upper_end():
    lines = [(40.00, "A-B", 5000.0), (40.03, "B-C", 10.0)]
    found = borders.distance(40.01, 0.0, to=_target(*lines), radius_m=100)
    assert found.border == "A-B"
    assert found.high_m == pytest.approx(0.02 * METRES_PER_DEG + 110, abs=0.1)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(38, 42), st.sampled_from(["A-B", "B-C", "C-D"]), st.floats(0, 90_000)),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.floats(38, 42), min_size=1, max_size=4),
    st.floats(0, 5_000),
)
def test_the_interval_is_that_over_all_lines(lines, lon, radius_m):
    found = borders.distances(lon, np.zeros(len(lon)), to=_target(*lines), radius_m=radius_m)
    one_each = len({(border, error_m) for _, border, error_m in lines}) == len({b for _, b, _ in lines})
    slack_m = 0.5 if one_each else 0.5 + max(error_m for *_, error_m in lines) / 16
    for at, low_m, high_m in zip(lon, found.low_m, found.high_m, strict=True):
        expected_low_m, expected_high_m = _by_hand(at, lines, radius_m)
        assert expected_low_m - slack_m <= low_m <= expected_low_m + 0.5
        assert expected_high_m - 0.5 <= high_m <= expected_high_m + slack_m


@pytest.mark.parametrize("to", ["IRQ", "TUR"])
def test_natural_earth_s_intervals_are_those_over_all_its_borders(to):
    lon, lat = np.random.default_rng(4).uniform((35, 29), (50, 38), (20, 2)).T
    found = borders.distances(lon, lat, to=to, dataset="naturalearth")
    data = borders.load("naturalearth")
    pairs = sorted(set(data.lines(to).pair))
    each = np.array(
        [borders.distances(lon, lat, to=pair, dataset="naturalearth").distance_m for pair in pairs]
    )
    error_m = np.array([[data.errors.get(pair, data.error_m)] for pair in pairs])
    np.testing.assert_allclose(found.low_m, np.maximum((each - error_m).min(axis=0), 0), atol=2e-3)
    np.testing.assert_allclose(found.high_m, (each + error_m).min(axis=0), atol=2e-3)
