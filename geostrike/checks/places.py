"""Checks of where events are said to lie: coordinates and areas that can be read, and their country."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike import borders, coordinates
from geostrike.borders.codes import country_name
from geostrike.checks.names import swap_hint
from geostrike.errors import CoordinateError, FieldError, InputError
from geostrike.model import Event, Finding
from geostrike.tables.area import read_area
from geostrike.tables.dossier import Tables


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on the places of a dossier.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    for event in tables.dossier.events:
        try:
            points = list(_points(tables, event))
        except CoordinateError as error:
            yield tables.finding("at-form", "error", event, "at", f"at cannot be read: {error}")
        except (FieldError, InputError) as error:
            yield tables.finding("area-form", "error", event, "area", str(error))
        else:
            for field, lon, lat in points:
                yield from _country(tables, event, field, lon, lat)


def _points(tables: Tables, event: Event) -> Iterator[tuple[str, float, float]]:
    if event.at:
        position = coordinates.parse(event.at)
        yield "at", position.lon, position.lat
    if event.area:
        inside = read_area(event.area, tables.dossier.folder).representative_point()
        yield "area", inside.x, inside.y


def _country(tables: Tables, event: Event, field: str, lon: float, lat: float) -> Iterator[Finding]:
    """A country that no data set puts the point in is an error; one that only some do, a warning."""
    found = {name: borders.load(name).country(lon, lat) for name in borders.names()}
    known = {name: country for name, country in found.items() if country is not None}
    others = {name: country for name, country in known.items() if country != event.country}
    if not event.country or not others:
        return
    said = " and ".join(
        f"in {_called(country)} according to {borders.load(name).title}" for name, country in others.items()
    )
    where = {"at": "the point", "area": "the area"}[field]
    if len(others) == len(known):
        hint = swap_hint(event, lon, lat) if field == "at" else ""
        message = f"country is {event.country} but {where} is {said}; correct one of them{hint}."
        near = next(iter(others.values())) if len(set(others.values())) == 1 else ""
        yield tables.finding("country-point", "error", event, "country", message, near)
    else:
        here = _called(event.country)
        message = f"the border data disagree: {where} is {said}; be sure that a source says {here}."
        yield tables.finding("country-point", "warning", event, "country", message)


def _called(country: str) -> str:
    return country_name(country) if country else "the sea"
