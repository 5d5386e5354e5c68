"""Checks of printed names against the default gazetteer and the typed point; chooses no place."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike import borders, coordinates, gazetteer, geodesy, sheltered
from geostrike.errors import CoordinateError
from geostrike.gazetteer import Answer
from geostrike.model import Event, Finding, Place
from geostrike.tables.dossier import Tables

FAR_M = 25_000.0
COARSE_M = 5_000.0
_MILITARY = {"base", "outpost", "airbase", "airport"}  # as in `locate`: "Camp X" is no camp of people


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on the names of a dossier: those no gazetteer knows, far from their point, or to protect.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    places = gazetteer.load()
    for event in tables.dossier.events:
        answer = places.resolve(event.place, country=event.country)
        if event.place and answer.place is None and not (event.at or event.area or event.place_how == "none"):
            message = f"{_unplaced(event, answer)}; it will be listed, not drawn."
            yield tables.finding("place-unplaced", "warning", event, "place", message)
        position = _position(event)
        if position:
            yield from _far(tables, event, position, answer.place)
            yield from _protected(tables, event, position, answer.place or places.resolve(event.place).place)


def swap_hint(event: Event, lon: float, lat: float, place: Place | None = None) -> str:
    """A question whether a point was typed LON,LAT, where the swapped one fits the country or the place."""
    if abs(lon) > 90 or abs(lat) > 180:
        return ""
    fits = event.country and event.country in _countries(lat, lon)
    near = place is not None and _away_m(lat, lon, place) <= _reach_m(place)
    return f" (did you mean {lon:g},{lat:g}, LAT,LON swapped?)" if fits or near else ""


def _unplaced(event: Event, answer: Answer) -> str:
    if answer.status != "ambiguous":
        where = f" for {event.country}" if event.country else ""
        return f"{event.place!r} is in no gazetteer{where}"
    named = [
        f"{one.name} ({one.kind}, {one.country})" for one in (each.place for each in answer.candidates[:3])
    ]
    return f"{event.place!r} may mean {' or '.join(named)}; write country, or the point in at"


def _position(event: Event) -> coordinates.Position | None:
    try:
        return coordinates.parse(event.at) if event.at else None
    except CoordinateError:
        return None


def _far(
    tables: Tables, event: Event, position: coordinates.Position, place: Place | None
) -> Iterator[Finding]:
    """A point in another country than the one given is left to the rule on countries."""
    countries = _countries(position.lon, position.lat)
    if event.country and countries and event.country not in countries:
        return
    away_m = _away_m(position.lon, position.lat, place) if place else 0.0
    if place and away_m > _reach_m(place):
        said = f"lies {away_m / 1000:.0f} km from {place.name} ({place.kind}, {place.country})"
    elif not place and countries == {""}:
        said = "lies at sea"
    else:
        return
    hint = swap_hint(event, position.lon, position.lat, place) or "; correct at or place if one is wrong"
    yield tables.finding("at-far", "warning", event, "at", f"the point {said}{hint}.")


def _protected(
    tables: Tables, event: Event, position: coordinates.Position, place: Place | None
) -> Iterator[Finding]:
    kind = place.kind if place and place.kind in sheltered.KINDS else ""
    if not kind and not (place and place.kind in _MILITARY):
        kind = sheltered.kind_of(f"{event.place} {event.title}")
    finer = max(position.radius_m, event.radius_m or 0.0) < COARSE_M
    if kind and finer and event.publish == "yes" and not event.publish_reason:
        message = (
            f"place or title names a {kind}; it will be drawn as an area of 5 km, without a distance, unless "
            "publish_reason says why its point may be shown."
        )
        yield tables.finding("protected-place", "warning", event, "at", message)


def _countries(lon: float, lat: float) -> set[str]:
    """Countries that the border data sets put a point in; an empty text is the sea."""
    found = {borders.load(name).country(lon, lat) for name in borders.names()}
    return {country for country in found if country is not None}


def _away_m(lon: float, lat: float, place: Place) -> float:
    return float(geodesy.inverse(lon, lat, place.lon, place.lat)[0])


def _reach_m(place: Place) -> float:
    return max(FAR_M, 3 * place.radius_m)
