"""Lengths as sources state them, as intervals: a number, a hedge and a unit; reads no files and no prose."""

from __future__ import annotations

from math import floor, inf, log10

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
        One of ``m``, ``km``, ``mi``, ``yd``.
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
    shrink, stretch = HEDGES.get(hedge, (1.0, 1.0))
    metres = METRES_PER_UNIT[unit]
    lowest = (first * shrink - _half_digit(first)) * metres
    highest = (last * stretch + _half_digit(last)) * metres
    return max(0.0, lowest), highest


def _half_digit(number: float) -> float:
    """Half the last significant digit of a number as it would be written, two digits at least."""
    decimals = len(f"{number:.10g}".partition(".")[2])
    if decimals or not number:
        return 0.5 * 10.0**-decimals
    zeros = len(f"{number:.0f}") - len(f"{number:.0f}".rstrip("0"))
    return 0.5 * 10.0 ** max(0, min(zeros, floor(log10(number)) - 1))
