"""Checks of rows of a dossier against each other: one event or claim twice, one agency as two speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from geostrike import coordinates, geodesy
from geostrike.checks.texts import alike, folded
from geostrike.errors import CoordinateError
from geostrike.model import Claim, Event, Finding
from geostrike.tables.dossier import Tables

_DAYS = 1
_NEAR_M = 3_000.0
_ALIKE = 0.8
_CROWD = 10  # events at one point as typed


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on what stands twice.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    whole = {event.part_of for event in tables.dossier.events}
    single = [event for event in tables.dossier.events if event.kind != "series" and event.id not in whole]
    told: set[str] = set()
    for one, other in combinations(single, 2):
        if other.id not in told and _is_one(one, other):
            told.add(other.id)
            message = (
                f"event {one.id!r} is of {one.date} at the same place, with nearly the same title; is this "
                "one event twice? Then keep one, with the claims of both."
            )
            yield tables.finding("duplicate", "question", other, "id", message, one.id)
    yield from _crowds(tables)
    yield from _claims(tables)
    yield from _agencies(tables)


def _is_one(one: Event, other: Event) -> bool:
    if other.id in {one.part_of, one.answers} or one.id in {other.part_of, other.answers}:
        return False
    days = [event.date.partition("/")[0] for event in (one, other)]
    if not all(len(day) == 10 for day in days):
        return False
    first, second = (date.fromisoformat(day) for day in days)
    close = abs((first - second).days) <= _DAYS
    return close and alike(one.title, other.title) >= _ALIKE and _is_near(one, other)


def _is_near(one: Event, other: Event) -> bool:
    points = [_point(event) for event in (one, other)]
    if points[0] and points[1]:
        return float(geodesy.inverse(*points[0], *points[1])[0]) <= _NEAR_M
    return bool(one.place) and folded(one.place) == folded(other.place) and one.country == other.country


def _point(event: Event) -> tuple[float, float] | None:
    try:
        found = coordinates.parse(event.at) if event.at else None
    except CoordinateError:
        return None
    return (found.lon, found.lat) if found else None


def _crowds(tables: Tables) -> Iterator[Finding]:
    held = Counter(event.at for event in tables.dossier.events if event.at)
    for event in tables.dossier.events:
        if held[event.at] > _CROWD:
            message = (
                f"{held.pop(event.at)} events lie at this one point; is it where they happened, or where a "
                "town is? Then write the town in place and empty at."
            )
            yield tables.finding("point-crowded", "question", event, "at", message)


def _claims(tables: Tables) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in tables.dossier.claims:
        who = (claim.event, claim.source, claim.said_by, claim.stance, claim.kind, claim.who, claim.unit)
        key = (*who, *claim.ends, claim.value, claim.as_of, claim.within, folded(claim.words))
        first = seen.setdefault(key, claim)
        if first is not claim:
            message = f"the claim says what claim {first.id!r} says, by the same source; keep one."
            yield tables.finding("claim-twice", "warning", claim, "id", message, first.id)


def _agencies(tables: Tables) -> Iterator[Finding]:
    """Claims with one figure whose sources repeat one another, without a word on who says it."""
    copies = {source.id: source.repeats for source in tables.dossier.sources}
    for one, other in combinations(tables.dossier.claims, 2):
        same = (one.event, one.kind, one.who, one.ends, one.value) == (
            *(other.event, other.kind, other.who, other.ends, other.value),
        )
        if same and one.source != other.source and one.speaker != other.speaker:
            roots = _roots(one.source, copies) & _roots(other.source, copies)
            if roots and not (one.said_by and other.said_by):
                message = (
                    f"source {other.source!r} and source {one.source!r} of claim {one.id!r} repeat "
                    f"{min(roots)!r}: one speaker; write the same said_by in both, or keep one claim."
                )
                yield tables.finding("agency-twice", "warning", other, "source", message)


def _roots(source: str, copies: dict[str, str]) -> set[str]:
    """A source and all that it repeats."""
    found: set[str] = set()
    while source and source not in found:
        found.add(source)
        source = copies.get(source, "")
    return found
