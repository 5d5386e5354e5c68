"""The shape of an event from the sharpest column that is filled: area, typed coordinate, printed name."""

from __future__ import annotations

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geostrike import coordinates
from geostrike.gazetteer import Answer, Gazetteer
from geostrike.gazetteer.context import BEGINS
from geostrike.locate.records import Located
from geostrike.model import Event
from geostrike.tables.area import read_area

POINT_M = 100.0
_FORMS = {
    "decimal": "coordinates",
    "dms": "coordinates",
    "mgrs": "a military grid cell",
    "link": "a map link",
}


def find_spot(event: Event, folder: str, places: Gazetteer, answer: Answer | None = None) -> Located:
    """Shape of an event, from the sharpest column that is filled; `answer` is that of its name, if asked."""
    if event.area:
        return _region(event, read_area(event.area, folder))
    if event.at:
        return _typed(event, coordinates.parse(event.at))
    if event.place_how == "none":
        said = f"Reported as {event.place!r}" if event.place else "No place is reported"
        return Located(event=event, how=f"{said}; where it lies is not published, so nothing is drawn.")
    if event.place:
        return _named(event, answer or places.resolve(event.place, country=event.country))
    return Located(event=event, how="No place is reported, so nothing is drawn.")


def _region(event: Event, region: BaseGeometry) -> Located:
    lon, lat = region.representative_point().coords[0]
    how = "A region drawn from what the sources describe; the exact point is not known."
    return Located(event=event, shape="region", lon=lon, lat=lat, geometry=region, how=how)


def _typed(event: Event, position: coordinates.Position) -> Located:
    radius_m = max(event.radius_m or 0.0, position.radius_m)
    if position.cell and radius_m == position.radius_m:
        shape, cell = "cell", Polygon(position.cell)
    else:
        shape, cell = ("point" if radius_m <= POINT_M else "disc"), None
    how = f"Given as {_FORMS[position.form]}."
    return Located(
        event=event,
        shape=shape,
        lon=position.lon,
        lat=position.lat,
        radius_m=radius_m,
        geometry=cell,
        how=how,
    )


_FORMS = {
    "decimal": "coordinates",
    "dms": "coordinates",
    "mgrs": "a military grid cell",
    "link": "a map link",
}


def _named(event: Event, answer: Answer) -> Located:
    place = answer.place
    if place is None:
        return Located(event=event, how=_unresolved(answer))
    if place.region:
        how = f"Reported only as {place.name}, which is a {place.kind}; no point is drawn."
        return Located(event=event, place=place, how=how)
    radius_m = max(event.radius_m or 0.0, place.radius_m)
    how = f"The gazetteer's point of {place.name} ({place.kind}): {place.source}."
    if answer.why.startswith(BEGINS):
        how += f" {answer.why.partition(').')[0]}), which tells it from others of its name."
    return Located(
        event=event,
        shape="point" if radius_m <= POINT_M else "disc",
        lon=place.lon,
        lat=place.lat,
        radius_m=radius_m,
        place=place,
        how=how,
    )


def _unresolved(answer: Answer) -> str:
    named = ", ".join(
        f"{each.place.name} ({each.place.kind}, {each.place.country})" for each in answer.candidates[:3]
    )
    if answer.status == "ambiguous":
        return f"The name {answer.query} may mean {named}; no point is drawn."
    return f"The gazetteer does not know {answer.query}; no point is drawn."
