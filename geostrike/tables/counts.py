"""Counts as tables write them, as low and high ends; what is hedged both ways is no number."""

from __future__ import annotations

import re

from geostrike.tables import missing

_NUMBER = r"(\d{1,9}|\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,2}|\d{1,9}\.0+)"
_BOTH = re.compile(rf"{_NUMBER}")
_RANGE = re.compile(
    rf"(?:between\s+|from\s+|entre\s+|de\s+|بين\s+|من\s+)?{_NUMBER}\s*(?:[-–—/]|to|and|à|et|و|إلى)\s*{_NUMBER}"
)
_LEAST = re.compile(
    r"(?:at least|no (?:fewer|less) than|minimum|min\.?|>=|≥|au moins|pas moins de|au minimum|على الأقل|"
    rf"(?:ما )?لا يقل عن)\s*{_NUMBER}|"
    rf"{_NUMBER}\s*(?:\+|or more|ou plus|au moins|au minimum|على الأقل|أو أكثر)"
)
_MORE = re.compile(rf"(?:more than|over|>|plus de|plus d['’]|أكثر من)\s*{_NUMBER}")
_MOST = re.compile(
    r"(?:up to|at most|no more than|maximum|max\.?|<=|≤|jusqu['’]à|au plus|au maximum|pas plus de|"
    rf"ما يصل إلى|على الأكثر|لا يزيد عن)\s*{_NUMBER}|{_NUMBER}\s*(?:au plus|au maximum|على الأكثر)"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.000")
_NAN = float("nan")


def ends(text: str) -> tuple[float, float] | None:
    """Low and high end of a count, NaN for an open one; None for what is no count.

    Parameters
    ----------
    text : str
        A cell.

    Hedges are read in English, French and Arabic.

    Examples
    --------
    >>> ends("au moins 2"), ends("jusqu'à 7"), ends("plus de 5"), ends("environ 25")
    ((2.0, nan), (nan, 7.0), (6.0, nan), None)
    >>> ends("3 - 7"), ends("1,200"), ends("at least 5"), ends("about 5"), ends("1,5")
    ((3.0, 7.0), (1200.0, 1200.0), (5.0, nan), None, None)
    """
    said = text.strip().casefold()
    if missing.unsaid(said):
        return _NAN, _NAN
    if match := _BOTH.fullmatch(said):
        return None if may_be_thousands(said) else (_value(match), _value(match))
    if (match := _RANGE.fullmatch(said)) and _number(match[1]) <= _number(match[2]):
        return _number(match[1]), _number(match[2])
    if match := _LEAST.fullmatch(said):
        return _value(match), _NAN
    if match := _MORE.fullmatch(said):
        return _value(match) + 1, _NAN
    match = _MOST.fullmatch(said)
    return (_NAN, _value(match)) if match else None


def whole(text: str) -> float:
    """The one number that a cell states; NaN where it states none or two.

    Examples
    --------
    >>> whole("1,200"), whole("3 - 7"), whole("1.2")
    (1200.0, nan, nan)
    """
    match = None if may_be_thousands(text) else _BOTH.fullmatch(text.strip())
    return _value(match) if match else _NAN


def may_be_thousands(text: str) -> bool:
    """Whether a whole number with three zeros behind its point can also be read as thousands.

    Examples
    --------
    >>> may_be_thousands("1.000"), may_be_thousands("0.000"), may_be_thousands("2.0")
    (True, False, False)
    """
    return _THOUSANDS.fullmatch(text.strip()) is not None


def _value(match: re.Match[str]) -> float:
    return _number(next(filter(None, match.groups())))


def _number(text: str) -> float:
    return float(re.sub(r"[^\d.]", "", text))
