"""The nouns of a dossier as frozen records that cannot hold a wrong value; no reading, writing or geometry.

A record is checked when it is made: a field that its column may not hold raises `FieldError`. What needs more
than one record to be seen (references, duplicates, wholes and parts) is for `geostrike.checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from geostrike import fields
from geostrike import vocabulary as v
from geostrike.errors import FieldError
from geostrike.fields import nearest


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
        fields.need(self, "id", "name", "kind", "layer", "source")
        fields.within("lon", self.lon, -180, 180)
        fields.within("lat", self.lat, -90, 90)
        fields.within("radius_m", self.radius_m, 1, 20_037_508)


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
        fields.need(self, "id", "publisher", "kind")
        fields.identifier("id", self.id)
        fields.one_of("kind", self.kind, v.KIND_OF_SOURCE)
        fields.date("published", self.published)
        fields.date("accessed", self.accessed)
        fields.url("url", self.url)
        fields.url("archive", self.archive)


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
        fields.need(self, "id", "event", "source", "kind", "words")
        fields.identifier("id", self.id)
        fields.one_of("kind", self.kind, v.KIND_OF_CLAIM)
        fields.one_of("stance", self.stance, v.STANCE)
        for name, known in (("who", v.WHO), ("hedge", v.HEDGE), ("unit", v.UNIT)):
            fields.one_of(name, getattr(self, name), known, optional=True)
        fields.date("as_of", self.as_of)
        self._check_numbers()

    def _check_numbers(self) -> None:
        for name in ("low", "high"):
            fields.count(name, getattr(self, name))
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
    def ends(self) -> tuple[float | None, float | None]:
        """Lowest and highest number that is stated; None only where the hedge leaves that end open.

        One number alone stands for both ends: "16" is neither "at least 16" nor "up to 16".
        """
        low = self.high if self.low is None and self.hedge not in v.OPEN_BELOW else self.low
        high = self.low if self.high is None and self.hedge not in v.OPEN_ABOVE else self.high
        return low, high

    @property
    def closed(self) -> Claim:
        """The claim with both of its ends filled, but for one that its hedge leaves open."""
        low, high = self.ends
        return replace(self, low=low, high=high)

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
    publish_reason: str = ""
    summary: str = ""

    def __post_init__(self) -> None:
        fields.need(self, "id", "title", "kind", "date")
        fields.identifier("id", self.id)
        fields.one_of("kind", self.kind, v.KIND_OF_EVENT)
        for name, known in (("date_how", v.DATE_HOW), ("place_how", v.PLACE_HOW)):
            fields.one_of(name, getattr(self, name), known, optional=True)
        fields.one_of("status", self.status, v.STATUS)
        fields.one_of("publish", self.publish, v.PUBLISH)
        fields.span("date", self.date)
        fields.clock("time", self.time)
        fields.zone("zone", self.zone)
        if self.radius_m is not None:
            fields.within("radius_m", self.radius_m, 1, 20_037_508)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One correction of a published dossier: when, of which event (empty for the whole), what and why."""

    date: str
    change: str
    event: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        fields.need(self, "date", "change")
        fields.date("date", self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the author says around the events: each text may be empty."""

    title: str = ""
    standfirst: str = ""
    not_known: str = ""
    edition: str = ""
    contact: str = ""
    address: str = ""
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        fields.date("edition", self.edition)
        fields.url("address", self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Events, claims and sources that belong together, in the order in which they were typed."""

    title: str
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    folder: str = ""
    about: About = field(default_factory=About)


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


__all__ = [
    "About",
    "Claim",
    "Correction",
    "Dossier",
    "Event",
    "Finding",
    "Measure",
    "Place",
    "Source",
    "nearest",
]
