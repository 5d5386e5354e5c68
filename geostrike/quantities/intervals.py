"""A number, a hedge and a unit as an interval of metres, and whether two intervals agree; reads no prose."""

from __future__ import annotations

from math import floor, inf, isfinite, log10

from geostrike.vocabulary import METRES_PER_UNIT

# How far a hedge may stretch a number, as factors; written down so that a reader can disagree.
HEDGES = {
    "about": (0.9, 1.1),
    "nearly": (0.9, 1.0),
    "just_over": (1.0, 1.1),
    "at_least": (1.0, inf),
    "more_than": (1.0, inf),
    "up_to": (0.0, 1.0),
    "less_than": (0.0, 1.0),
}
METRES = {**METRES_PER_UNIT, "ft": 0.3048, "nmi": 1852.0}
CONSISTENT, INCONSISTENT, CANNOT_TELL = "consistent", "inconsistent", "cannot tell"


def stated_interval_m(
    low: float | None, high: float | None, unit: str, hedge: str = ""
) -> tuple[float, float]:
    """Interval in metres that a stated length covers.

    A number covers half its last significant digit, of which it has at least two: 10 km is 9.5 to 10.5 km and
    370 yards is 365 to 375 yards. A hedge stretches it by the factors of `HEDGES`.

    Parameters
    ----------
    low, high : float or None
        The number or range as stated; where one is missing the other stands for both.
    unit : str
        One of `METRES`: ``m``, ``km``, ``mi``, ``yd``, ``ft``, ``nmi``.
    hedge : str
        One of `HEDGES`, or empty.

    Returns
    -------
    tuple of float
        Lowest and highest length in metres; the highest may be infinite.

    Examples
    --------
    >>> [round(metres, 1) for metres in stated_interval_m(370, None, "yd")]
    [333.8, 342.9]
    """
    first = low if low is not None else high
    last = high if high is not None else low
    if first is None or last is None:
        return 0.0, inf
    factors = HEDGES.get(hedge, (1.0, 1.0))
    return stretched((first, half_digit(first)), (last, half_digit(last)), unit, factors)


def stretched(
    first: tuple[float, float], last: tuple[float, float], unit: str, factors: tuple[float, float]
) -> tuple[float, float]:
    """Interval in metres of two numbers, each with what it covers on either side, under hedges.

    Parameters
    ----------
    first, last : tuple of float
        Number and half width, in the unit.
    unit : str
        One of `METRES`.
    factors : tuple of float
        How far the hedges stretch, as in `HEDGES`.
    """
    metres = METRES[unit]
    lowest = (first[0] * factors[0] - first[1]) * metres
    highest = (last[0] * factors[1] + last[1]) * metres
    return max(0.0, lowest), highest


def half_digit(number: float) -> float:
    """Half the last significant digit of a number as it would be written, two digits at least."""
    decimals = len(f"{number:.10g}".partition(".")[2])
    if decimals or not number:
        return 0.5 * 10.0**-decimals
    zeros = len(f"{number:.0f}") - len(f"{number:.0f}".rstrip("0"))
    return 0.5 * 10.0 ** max(0, min(zeros, floor(log10(number)) - 1))


def verdict(stated: tuple[float, float], measured: tuple[float, float]) -> str:
    """Whether a stated length and a measured one can both be right.

    Parameters
    ----------
    stated, measured : tuple of float
        Lowest and highest length in metres.

    Returns
    -------
    str
        ``inconsistent`` where the intervals are disjoint; ``consistent`` where they overlap and the measured
        one is tight (no wider than its middle); ``cannot tell`` otherwise.

    Examples
    --------
    >>> verdict((9500, 10500), (9800, 9900)), verdict((9500, 10500), (0, 30000))
    ('consistent', 'cannot tell')
    """
    low_m, high_m = measured
    if low_m > stated[1] or high_m < stated[0]:
        return INCONSISTENT
    tight = isfinite(high_m) and high_m - low_m <= (high_m + low_m) / 2
    return CONSISTENT if tight else CANNOT_TELL
