"""Checks of a dossier's points against its numbers: digits, stated distances and ways, places claimed."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geostrike import borders, coordinates, gazetteer, geodesy
from geostrike import vocabulary as v
from geostrike.checks import ways
from geostrike.errors import BorderError, CoordinateError
from geostrike.gazetteer.elsewhere import elsewhere
from geostrike.model import Claim, Event, Finding, Place
from geostrike.quantities import INCONSISTENT, stated_interval_m, verdict
from geostrike.tables.dossier import Tables

_FINE = 200.0  # times finer than the radius
_SLACK_M = 1_000.0


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on points.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    events = {event.id: event for event in tables.dossier.events}
    for event in tables.dossier.events:
        spot = _spot(event)
        if spot is None:
            continue
        yield from _digits(tables, event)
        for field in ("title", "place", "summary"):
            for way in ways.ways(getattr(event, field)):
                rule, said = ways.misfit(way, *spot, event.country)
                if rule:
                    message = f"{field} says {way.words!r} but {said}; correct the point or the words."
                    severity = "question" if way.length_m is None else "warning"
                    yield tables.finding(rule, severity, event, field, message)
    for claim in tables.dossier.claims:
        told = events.get(claim.event)
        spot = _spot(told) if told else None
        if told and spot:
            yield from _claim(tables, claim, told, spot)


def _spot(event: Event) -> tuple[float, float, float] | None:
    """Longitude, latitude and radius of an event that is a point; None for regions and unplaced ones."""
    if event.area or event.place_how in {"none", "described"}:
        return None
    if event.at:
        try:
            found = coordinates.parse(event.at)
        except CoordinateError:
            return None
        return found.lon, found.lat, max(found.radius_m, event.radius_m or 0.0)
    place = _place(event.place, event.country)
    return (place.lon, place.lat, max(place.radius_m, event.radius_m or 0.0)) if place else None


def _place(name: str, country: str = "") -> Place | None:
    place = gazetteer.load().resolve(name, country=country).place if name else None
    return None if place is None or place.region else place


def _digits(tables: Tables, event: Event) -> Iterator[Finding]:
    if not event.at or not event.radius_m:
        return
    found = coordinates.parse(event.at)
    if found.form in {"decimal", "dms", "mgrs"} and event.radius_m > _FINE * found.radius_m:
        message = (
            f"at says a point to {found.radius_m:.0f} m, but radius_m is {event.radius_m:g}; round the "
            "point, or state how well it is known."
        )
        decimals = max(0, math.floor(math.log10(111_195.0 / event.radius_m)) + 1)
        hint = f"{found.lat:.{decimals}f},{found.lon:.{decimals}f}" if found.form == "decimal" else ""
        yield tables.finding("digits", "question", event, "at", message, hint)


def _claim(tables: Tables, claim: Claim, event: Event, spot: tuple[float, float, float]) -> Iterator[Finding]:
    if claim.kind == "distance" and claim.unit in v.METRES_PER_UNIT and claim.value:
        yield from _distance(tables, claim, spot)
    if claim.kind == "place":
        yield from _elsewhere(tables, claim, event, spot)
        for way in ways.ways(claim.words):
            rule, said = ways.misfit(way, *spot, event.country)
            if rule:
                message = f"words say {way.words!r} but {said}; is the point wrong, or the status disputed?"
                yield tables.finding(rule, "question", claim, "words", message)


def _distance(tables: Tables, claim: Claim, spot: tuple[float, float, float]) -> Iterator[Finding]:
    stated = stated_interval_m(claim.low, claim.high, claim.unit, claim.hedge)
    measured = _measured(claim.value, spot)
    if measured and verdict(stated, measured) == INCONSISTENT:
        message = (
            f"the stated distance to {claim.value} is {stated[0] / 1000:.3g} to {stated[1] / 1000:.3g} km, "
            f"the measured one {measured[0] / 1000:.3g} to {measured[1] / 1000:.3g} km; is the point right?"
        )
        yield tables.finding("stated-distance", "question", claim, "low", message)


def _measured(value: str, spot: tuple[float, float, float]) -> tuple[float, float] | None:
    lon, lat, radius_m = spot
    try:
        borders.load().lines(value)
    except BorderError:
        place = _place(value)
        if place is None:
            return None
        away_m = float(geodesy.inverse(lon, lat, place.lon, place.lat)[0])
        return max(0.0, away_m - radius_m - place.radius_m), away_m + radius_m + place.radius_m
    found = borders.distance(lon, lat, to=value, radius_m=radius_m)
    return found.low_m, found.high_m


def _elsewhere(
    tables: Tables, claim: Claim, event: Event, spot: tuple[float, float, float]
) -> Iterator[Finding]:
    """A place claimed that lies elsewhere stays a claim, and makes the event disputed."""
    if event.status == "disputed":
        return
    if not coordinates.looks_like(claim.value):
        yield from _named_elsewhere(tables, claim, event, spot)
        return
    try:
        found = coordinates.parse(claim.value)
    except CoordinateError as error:
        message = f"value is {claim.value!r}: {error}"
        yield tables.finding("at-form", "warning", claim, "value", message)
        return
    away_m = float(geodesy.inverse(spot[0], spot[1], found.lon, found.lat)[0])
    if away_m > spot[2] + found.radius_m + _SLACK_M:
        message = (
            f"the place claimed lies {away_m / 1000:.1f} km from that of event {event.id!r}; write disputed "
            "in its status, so that readers see both."
        )
        yield tables.finding("place-contradicted", "warning", claim, "value", message)


def _named_elsewhere(
    tables: Tables, claim: Claim, event: Event, spot: tuple[float, float, float]
) -> Iterator[Finding]:
    """The same of a place that is named, as far as the gazetteer knows it."""
    stands = claim.stance in {"says", "concedes"} and not coordinates.looks_like(claim.words)
    if not claim.value or not stands:
        return
    found = elsewhere(claim.value, spot, gazetteer.load(), printed=event.place, country=event.country)
    if found:
        away = f"{found.low_m / 1000:.3g} to {found.high_m / 1000:.3g} km"
        message = (
            f"{found.place.name}, the place claimed, lies {away} from that of event {event.id!r}; write "
            "disputed in its status, so that readers see both."
        )
        yield tables.finding("place-contradicted", "warning", claim, "value", message)
