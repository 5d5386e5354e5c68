from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geostrike.quantities import HEDGES, stated_interval_m
from geostrike.vocabulary import METRES_PER_UNIT


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


@given(st.integers(1, 10**6), st.sampled_from(sorted(METRES_PER_UNIT)), st.sampled_from(["", *HEDGES]))
def test_the_interval_holds_the_number_itself(number, unit, hedge):
    low_m, high_m = stated_interval_m(number, None, unit, hedge)
    assert low_m <= number * METRES_PER_UNIT[unit] <= high_m
