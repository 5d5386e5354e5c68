"""The nouns of a dossier as frozen records that cannot hold a wrong value; no reading, writing or geometry.

A record is checked when it is made: a field that its column may not hold raises `FieldError`. What needs more
than one record to be seen (references, duplicates, wholes and parts) is for `geostrike.checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from geostrike import vocabulary as v
from geostrike.errors import FieldError

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place of a gazetteer: a point with a radius in metres, or a region when `region` is true."""

    id: str
    name: str
    kind: str
    country: str
    lon: float
    lat: float
    radius_m: float
    layer: str
    source: str
    licence: str = ""
    names: tuple[str, ...] = ()
    names_ar: tuple[str, ...] = ()
    note: str = ""
    region: bool = False
    population: int = 0

    def __post_init__(self) -> None:
        _need(self, "id", "name", "kind", "layer", "source")
        _range("lon", self.lon, -180, 180)
        _range("lat", self.lat, -90, 90)
        _range("radius_m", self.radius_m, 1, 20_037_508)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication that claims rest on."""

    id: str
    publisher: str
    kind: str
    title: str = ""
    published: str = ""
    lang: str = ""
    url: str = ""
    archive: str = ""
    accessed: str = ""
    repeats: str = ""

    def __post_init__(self) -> None:
        _need(self, "id", "publisher", "kind")
        _id("id", self.id)
        _one_of("kind", self.kind, v.KIND_OF_SOURCE)
        _date("published", self.published)
        _date("accessed", self.accessed)
        _url("url", self.url)
        _url("archive", self.archive)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one speaker says of one event in one source: interval or value, and a few words as printed."""

    id: str
    event: str
    source: str
    kind: str
    words: str
    said_by: str = ""
    stance: str = "says"
    who: str = ""
    hedge: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    value: str = ""
    as_of: str = ""
    within: str = ""
    replaces: str = ""

    def __post_init__(self) -> None:
        _need(self, "id", "event", "source", "kind", "words")
        _id("id", self.id)
        _one_of("kind", self.kind, v.KIND_OF_CLAIM)
        _one_of("stance", self.stance, v.STANCE)
        for name, known in (("who", v.WHO), ("hedge", v.HEDGE), ("unit", v.UNIT)):
            _one_of(name, getattr(self, name), known, optional=True)
        _date("as_of", self.as_of)
        self._check_numbers()

    def _check_numbers(self) -> None:
        for name in ("low", "high"):
            _count(name, getattr(self, name))
        if self.low is not None and self.high is not None and self.low > self.high:
            raise FieldError(
                f"low {self.low:g} is greater than high {self.high:g}; swap them or correct one.",
                field="low",
                value=self.low,
                rule="low-above-high",
            )
        if self.hedge == "vague" and (self.low is not None or self.high is not None):
            raise FieldError(
                "hedge is 'vague' but low or high holds a number; empty them, a vague wording has none.",
                field="hedge",
                value=self.hedge,
                rule="vague-with-number",
            )

    @property
    def speaker(self) -> str:
        """Who says it; the source's id where the source itself is the speaker."""
        return self.said_by or self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One reported event, or a parent whose parts are events."""

    id: str
    title: str
    kind: str
    date: str
    part_of: str = ""
    answers: str = ""
    time: str = ""
    zone: str = ""
    date_how: str = ""
    place: str = ""
    country: str = ""
    at: str = ""
    area: str = ""
    radius_m: float | None = None
    place_how: str = ""
    status: str = "reported"
    publish: str = "yes"
    summary: str = ""

    def __post_init__(self) -> None:
        _need(self, "id", "title", "kind", "date")
        _id("id", self.id)
        _one_of("kind", self.kind, v.KIND_OF_EVENT)
        for name, known in (("date_how", v.DATE_HOW), ("place_how", v.PLACE_HOW)):
            _one_of(name, getattr(self, name), known, optional=True)
        _one_of("status", self.status, v.STATUS)
        _one_of("publish", self.publish, v.PUBLISH)
        _span("date", self.date)
        _clock("time", self.time)
        _zone("zone", self.zone)
        if self.radius_m is not None:
            _range("radius_m", self.radius_m, 1, 20_037_508)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Events, claims and sources that belong together, in the order in which they were typed."""

    title: str
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A geodesic distance in metres: its interval, its foot on the border, the data set it rests on."""

    distance_m: float
    low_m: float
    high_m: float
    azimuth_deg: float
    border: str
    border_lon: float
    border_lat: float
    country: str | None
    dataset: str
    dataset_date: str
    sensitivity: tuple[Mapping[str, Any], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in one cell or row of a dossier, and what to write instead.

    `row` counts the rows below the header from 1; it is 0 where the whole table is meant.
    """

    rule: str
    severity: str
    table: str
    row: int
    field: str
    value: str
    message: str
    suggestion: str = ""


def _need(record: object, *names: str) -> None:
    for name in names:
        if not str(getattr(record, name)).strip():
            raise FieldError(f"{name} is empty; it is required.", field=name, value="", rule="required")


def _id(name: str, value: str) -> None:
    if not _ID.fullmatch(value):
        raise FieldError(
            f"{name} is {value!r}; use Latin letters, digits and . _ : - only.",
            field=name,
            value=value,
            rule="id-form",
        )


def _one_of(name: str, value: str, known: Mapping[str, str], *, optional: bool = False) -> None:
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


def _range(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise FieldError(
            f"{name} is {value:g}; it must lie between {low:g} and {high:g}.",
            field=name,
            value=value,
            rule="range",
        )


def _count(name: str, value: float | None) -> None:
    if value is not None and not 0 <= value < float("inf"):
        raise FieldError(
            f"{name} is {value:g}; write a number from 0 up.", field=name, value=value, rule="range"
        )


def _date(name: str, value: str) -> None:
    if not value:
        return
    try:
        if not _DAY.fullmatch(value):
            raise ValueError
        date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
    except ValueError:
        raise FieldError(
            f"{name} is {value!r}; write an ISO date such as 2024-02-03, or 2024-02.",
            field=name,
            value=value,
            rule="date-form",
        ) from None


def _span(name: str, value: str) -> None:
    first, slash, last = value.partition("/")
    _date(name, first if _DAY.fullmatch(first) else value)
    if slash and not (first and last):
        _date(name, value)
    _date(name, last)
    if last and last < first[: len(last)]:
        raise FieldError(
            f"{name} is {value!r}, which ends before it begins; swap the two dates.",
            field=name,
            value=value,
            rule="date-order",
        )


def _clock(name: str, value: str) -> None:
    if any(sign.isdigit() for sign in value) and not _CLOCK.fullmatch(value):
        raise FieldError(
            f"{name} is {value!r}; write HH:MM in 24 hours, or words such as dawn.",
            field=name,
            value=value,
            rule="time-form",
        )


def _zone(name: str, value: str) -> None:
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


def _url(name: str, value: str) -> None:
    if value and not re.match(r"https?://[^\s<>\"']+\Z", value):
        raise FieldError(
            f"{name} is {value!r}; write a full address that begins with https:// or http://.",
            field=name,
            value=value,
            rule="url",
        )


__all__ = ["Claim", "Dossier", "Event", "Finding", "Measure", "Place", "Source", "nearest"]
