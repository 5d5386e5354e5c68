"""What `locate` answers, as records: where an event lies, and how a stated distance fits; no logic."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from geostrike.model import Event, Measure, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A distance that a source states, held against the interval that was measured."""

    claim_id: str
    verdict: str
    low_m: float
    high_m: float
    measured_low_m: float
    measured_high_m: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A place that a source names and that cannot be the event's, with the distance between the two."""

    claim_id: str
    place: Place
    low_m: float
    high_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Where an event lies and how that is known.

    `shape` is ``point`` (radius up to 100 m), ``disc``, ``cell``, ``region`` or ``none``; `lon` and `lat`
    are its centre, for a region a point inside that is never drawn; `geometry` is that of a cell or region.
    `measure` is the distance to the nearest land border of its country, `named` that to the border which its
    claims name, where that is another one; `line` is the one along which a line may be drawn, if any;
    `elsewhere` holds the places of its claims that it cannot be.
    """

    event: Event
    shape: str = "none"
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    geometry: BaseGeometry | None = None
    place: Place | None = None
    country: str = ""
    how: str = ""
    measure: Measure | None = None
    named: Measure | None = None
    line: Measure | None = None
    stated: tuple[Stated, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    protected: str = ""

    @property
    def draw_line(self) -> bool:
        """Whether a line to a border may be drawn."""
        return self.line is not None
