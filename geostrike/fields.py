"""What a single field of a record may hold: each function raises a FieldError; knows no record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from geostrike.errors import FieldError

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def need(record: object, *names: str) -> None:
    """Refuse a record in which one of these fields is empty."""
    for name in names:
        if not str(getattr(record, name)).strip():
            raise FieldError(f"{name} is empty; it is required.", field=name, value="", rule="required")


def identifier(name: str, value: str) -> None:
    """Refuse an id with other signs than Latin letters, digits and a few marks."""
    if not _ID.fullmatch(value):
        raise FieldError(
            f"{name} is {value!r}; use Latin letters, digits and . _ : - only.",
            field=name,
            value=value,
            rule="id-form",
        )


def one_of(name: str, value: str, known: Mapping[str, str], *, optional: bool = False) -> None:
    """Refuse a value that is no word of a closed vocabulary."""
    if value in known or (optional and not value):
        return
    raise FieldError(
        f"{name} is {value!r}; use one of {', '.join(known)}.",
        field=name,
        value=value,
        rule="vocabulary",
        suggestion=nearest(value, known),
    )


def nearest(value: str, known: Iterable[str]) -> str:
    """The known word that is spelt most like a value; empty where none is near.

    Parameters
    ----------
    value : str
        What was found.
    known : iterable of str
        What may stand there.

    Examples
    --------
    >>> nearest("strikess", ("strike", "strikes", "attack"))
    'strikes'
    """
    return next(iter(get_close_matches(value.strip().lower(), tuple(known), 1)), "")


def within(name: str, value: float, low: float, high: float) -> None:
    """Refuse a number outside a range."""
    if not low <= value <= high:
        raise FieldError(
            f"{name} is {value:g}; it must lie between {low:g} and {high:g}.",
            field=name,
            value=value,
            rule="range",
        )


def count(name: str, value: float | None) -> None:
    """Refuse a count below 0 or without end."""
    if value is not None and not 0 <= value < float("inf"):
        raise FieldError(
            f"{name} is {value:g}; write a number from 0 up.", field=name, value=value, rule="range"
        )


def date(name: str, value: str) -> None:
    """Refuse a date that is not ISO; empty is fine."""
    if not value:
        return
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        dt.date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
    except ValueError:
        raise FieldError(
            f"{name} is {value!r}; write an ISO date such as 2024-02-03, or 2024-02.",
            field=name,
            value=value,
            rule="date-form",
        ) from None


def span(name: str, value: str) -> None:
    """Refuse a span of dates that is not ISO or ends before it begins."""
    first, slash, last = value.partition("/")
    date(name, first if _DAY.fullmatch(first) else value)
    if slash and not (first and last):
        date(name, value)
    date(name, last)
    if last and last < first[: len(last)]:
        raise FieldError(
            f"{name} is {value!r}, which ends before it begins; swap the two dates.",
            field=name,
            value=value,
            rule="date-order",
        )


def clock(name: str, value: str) -> None:
    """Refuse a time that is neither HH:MM nor words."""
    if any(sign.isdigit() for sign in value) and not _CLOCK.fullmatch(value):
        raise FieldError(
            f"{name} is {value!r}; write HH:MM in 24 hours, or words such as dawn.",
            field=name,
            value=value,
            rule="time-form",
        )


def zone(name: str, value: str) -> None:
    """Refuse a name of no time zone."""
    if value and value not in _zones():
        raise FieldError(
            f"{name} is {value!r}; write the IANA name of a time zone, such as Asia/Baghdad, never 'local'.",
            field=name,
            value=value,
            rule="zone",
        )


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def url(name: str, value: str) -> None:
    """Refuse what is no full web address; empty is fine."""
    if value and not re.match(r"https?://[^\s<>\"']+\Z", value):
        raise FieldError(
            f"{name} is {value!r}; write a full address that begins with https:// or http://.",
            field=name,
            value=value,
            rule="url",
        )


__all__ = [
    "clock",
    "count",
    "date",
    "identifier",
    "nearest",
    "need",
    "one_of",
    "span",
    "url",
    "within",
    "zone",
]
