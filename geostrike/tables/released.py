"""The events of a dossier as an events table, as far as its author releases them; it locates nothing.

Counts are the outermost ends of what its claims say, never a sum and never an average.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from shapely.geometry.base import BaseGeometry

from geostrike import precision
from geostrike.model import Claim, Dossier, Event
from geostrike.tables import columns
from geostrike.tables.cells import Cells, Floats, texts
from geostrike.tables.columns import Columns, Draft

_COUNTS = {
    "killed": ("killed", {"", "all"}),
    "killed_civilian": ("killed", {"civilian"}),
    "injured": ("injured", {"", "all"}),
}
_TEXTS = ("id", "title", "time", "zone", "date_how", "place", "place_how", "kind", "status", "summary")


class Where(Protocol):
    """What is needed of where an event lies; see `geostrike.locate.Located`."""

    @property
    def event(self) -> Event: ...  # noqa: D102
    @property
    def shape(self) -> str: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def radius_m(self) -> float | None: ...  # noqa: D102
    @property
    def geometry(self) -> BaseGeometry | None: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def protected(self) -> str: ...  # noqa: D102


def from_dossier(dossier: Dossier, located: Sequence[Where]) -> Columns:
    """Events that the author releases, where they lie, and what is said of the dead and injured.

    Parameters
    ----------
    dossier : Dossier
        The claims and sources.
    located : sequence of Located
        Where each event lies, in the order of the events.
    """
    kept = [where for where in located if where.event.publish != "no"]
    events = [where.event for where in kept]
    cells = Cells(dossier.title, {"id": texts(event.id for event in events)}, np.arange(1, len(kept) + 1))
    regions = [where.geometry if where.shape == "region" else None for where in kept]
    lon, lat = (
        _numbers(None if where.shape == "region" else getattr(where, name) for where in kept)
        for name in ("lon", "lat")
    )
    draft = Draft(cells, "dossier", lon, lat)
    if any(regions):
        draft.shapes = np.array([None, *regions], dtype=object)[1:]
    draft.values = {name: texts(getattr(event, name) for event in events) for name in _TEXTS}
    days = [event.date.partition("/") for event in events]
    draft.values |= {
        "date": texts(first for first, _, _ in days),
        "date_end": texts(last for _, _, last in days),
        "country": texts(where.country for where in kept),
        "radius_m": _numbers(where.radius_m for where in kept),
        "precision": texts(precision.of_radius(where.radius_m or np.nan) for where in kept),
    }
    _add_claims(draft, dossier, events)
    draft.notes += _notes(dossier, kept)
    return columns.finish(draft)


def _numbers(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _notes(dossier: Dossier, kept: Sequence[Where]) -> list[str]:
    hidden, coarse = len(dossier.events) - len(kept), sum(bool(where.protected) for where in kept)
    notes = ["Counts are the lowest and the highest that a source says; the claims stay in the dossier."]
    if hidden:
        notes.append(f"{hidden} events that are not to be published are left out.")
    if coarse:
        notes.append(f"{coarse} places are shown as areas, to protect people.")
    return notes


def _add_claims(draft: Draft, dossier: Dossier, events: Sequence[Event]) -> None:
    replaced = {claim.replaces for claim in dossier.claims if claim.replaces}
    current: dict[str, list[Claim]] = {event.id: [] for event in events}
    for claim in dossier.claims:
        if claim.event in current and claim.id not in replaced:
            current[claim.event].append(claim)
    for name, (kind, who) in _COUNTS.items():
        ends = [_ends(claim for claim in current[event.id] if _counts(claim, kind, who)) for event in events]
        draft.values[f"{name}_low"] = _numbers(low for low, _ in ends)
        draft.values[f"{name}_high"] = _numbers(high for _, high in ends)
    published = {source.id: source for source in dossier.sources}
    cited = [dict.fromkeys(claim.source for claim in current[event.id]) for event in events]
    draft.values["source"] = texts(
        " | ".join(dict.fromkeys(published[key].publisher for key in keys if key in published))
        for keys in cited
    )
    draft.values["source_url"] = texts(
        next((published[key].url for key in keys if key in published and published[key].url), "")
        for keys in cited
    )


def _counts(claim: Claim, kind: str, who: set[str]) -> bool:
    said = claim.kind == kind and claim.who in who and claim.stance in {"says", "concedes"}
    return said and claim.unit in {"", "person"} and not claim.within and claim.hedge != "vague"


def _ends(claims: Iterable[Claim]) -> tuple[float | None, float | None]:
    """Lowest and highest number; None where a claim leaves that end open."""
    ends = [claim.ends for claim in claims]
    lows = [low for low, _ in ends if low is not None]
    highs = [high for _, high in ends]
    closed = [high for high in highs if high is not None]
    return min(lows, default=None), max(closed) if closed and len(closed) == len(highs) else None
