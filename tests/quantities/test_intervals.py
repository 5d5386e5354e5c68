from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.quantities import HEDGES, METRES, stated_interval_m, verdict


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ((10, None, "km"), (9500, 10500)),
        ((370, None, "yd"), (333.756, 342.9)),
        ((400, None, "km"), (395_000, 405_000)),
        ((0.3333, None, "km", "just_over"), (333.25, 366.68)),
        ((6, None, "mi"), (8851.392, 10460.736)),
        ((10, 12, "m"), (9.5, 12.5)),
        ((None, 5, "m", "up_to"), (0, 5.5)),
        ((5, None, "m", "at_least"), (4.5, inf)),
        ((0, None, "m"), (0, 0.5)),
        ((None, None, "km", "vague"), (0, inf)),
    ],
)
def test_a_stated_length_covers_an_interval(stated, expected):
    assert stated_interval_m(*stated) == pytest.approx(expected)


@given(st.integers(1, 10**6), st.sampled_from(sorted(METRES)), st.sampled_from(["", *HEDGES]))
def test_the_interval_holds_the_number_itself(number, unit, hedge):
    low_m, high_m = stated_interval_m(number, None, unit, hedge)
    assert low_m <= number * METRES[unit] <= high_m


@pytest.mark.parametrize(
    ("stated", "measured", "expected"),
    [
        ((9500, 10500), (9800, 9900), "consistent"),
        ((9500, 10500), (10500, 10600), "consistent"),
        ((9500, 10500), (10501, 10600), "inconsistent"),
        ((9500, 10500), (100, 9499), "inconsistent"),
        ((9500, 10500), (0, 30000), "cannot tell"),
        ((9500, inf), (0, inf), "cannot tell"),
        ((0, 500), (0, 300), "cannot tell"),
    ],
)
def test_a_verdict_never_says_more_than_the_intervals(stated, measured, expected):
    assert verdict(stated, measured) == expected
