"""Extents and outlines of the regions that a gazetteer names, joined to Natural Earth; no region has a point.

A country is joined by its code, a province or governorate by its country and name; a larger region is the
union of those that it is made of. Rivers, deserts and districts have no outline here, and so no extent.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike import borders
from geostrike.borders import admin
from geostrike.errors import BorderError
from geostrike.gazetteer import larger
from geostrike.gazetteer.regionwords import bare
from geostrike.model import Place
from geostrike.names import read

SOURCE = "naturalearth"
_OVERSEAS_DEG = 40.0  # between a country and a part of it that no extent of the country is stretched to
_FIRST_ORDER = frozenset({"governorate", "province", "state"})


def extent(kind: str, country: str, place_id: str, name: str) -> list[float] | None:
    """Return the extent of a place that is a region: west, south, east, north in degrees.

    Parameters
    ----------
    kind, country, place_id, name : str
        As a place has them.

    Returns
    -------
    list of float, shape (4,), or None
        None where the place is no region, or no source in hand has its outline; west > east across
        180 degrees.

    Examples
    --------
    >>> extent("governorate", "IQ", "geostrike:anbar", "Anbar")
    [38.7745, 30.551, 44.2873, 35.1589]
    >>> extent("river", "SY", "geostrike:euphrates", "Euphrates") is None
    True
    """
    parts = _parts(place_id)
    area = shapely.GeometryCollection(parts) if parts else _area(kind, country, place_id, name)
    return [round(edge, 4) for edge in admin.box_of(area)] if area is not None else None


def outline(place: Place) -> BaseGeometry | None:
    """Return the outline of a place that is a region, in longitude and latitude, None where no source has it.

    Natural Earth's outlines are generalised, by tens of kilometres in places: to draw, not to measure to.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> outline(gazetteer.load().resolve("Anbar").place).geom_type
    'Polygon'
    """
    parts = _parts(place.id)
    return _union(parts) if parts else _area(place.kind, place.country, place.id, place.name)


def code_of(kind: str, country: str, place_id: str, name: str) -> str:
    """Return the code that `geostrike.borders.admin` has for a place, "" where it is no first-order region.

    Parameters
    ----------
    kind, country, place_id, name : str
        As a place has them.

    Examples
    --------
    >>> code_of("governorate", "SY", "geostrike:homs-governorate", "Homs Governorate")
    'SY-HI'
    """
    source, _, code = place_id.partition(":")
    if source == SOURCE:
        return code
    return _code(country, bare(name)[0]) if kind in _FIRST_ORDER and country else ""


def _parts(place_id: str) -> tuple[BaseGeometry, ...]:
    """Outlines of what a larger region is made of."""
    source, _, name = place_id.partition(":")
    members = larger.members(name) if source == larger.NAME else ()
    areas = (admin.polygon(code) if "-" in code else outline_of_country(code) for code in members)
    return tuple(shapely.get_parts([area for area in areas if area is not None]))


@lru_cache(maxsize=64)
def _union(parts: tuple[BaseGeometry, ...]) -> BaseGeometry:
    return shapely.union_all(parts)


def _area(kind: str, country: str, place_id: str, name: str) -> BaseGeometry | None:
    if kind == "country":
        return outline_of_country(country)
    code = code_of(kind, country, place_id, name)
    return admin.polygon(code) if code else None


@cache
def outline_of_country(code: str) -> BaseGeometry | None:
    """Return the outline of a country without parts far over sea (French Guiana, Réunion), or None.

    Parameters
    ----------
    code : str
        Alpha-2.

    Examples
    --------
    >>> [round(edge) for edge in outline_of_country("FR").bounds]
    [-5, 41, 10, 51]
    """
    try:
        area = borders.load(SOURCE).polygon(code)
    except BorderError:
        return None
    parts = shapely.get_parts(area)
    near, boxes = _seed(parts), shapely.bounds(parts)
    while True:  # a chain of islands belongs to the country as far as none lies apart
        reached = np.zeros(len(parts), np.bool_)
        for box in boxes[near]:
            reached |= _apart_deg(boxes, box) <= _OVERSEAS_DEG
        if (reached == near).all():
            return shapely.union_all(parts[near]) if not near.all() else area
        near = reached


def _seed(parts: NDArray[Any]) -> NDArray[np.bool_]:
    areas = shapely.area(parts)
    return np.asarray(areas == areas.max())


def _apart_deg(boxes: NDArray[np.float64], box: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees of longitude or latitude, whichever is more, between boxes and another one."""
    west, south, east, north = boxes.T
    lat = np.maximum(0, np.maximum(south - box[3], box[1] - north))
    lon = np.minimum((west - box[2]) % 360, (box[0] - east) % 360)
    overlap = (west <= box[2]) & (box[0] <= east)
    return np.asarray(np.maximum(lat, np.where(overlap, 0, lon)))


@cache
def _code(country: str, name: str) -> str:
    """Code of the one region of a country that bears a name, its own before its variants, or ""."""
    asked = {read(name).key, read(name).core}
    own = [region.code for region in admin.regions(country) if _keys(region.name) & asked]
    found = own or [
        region.code
        for region in admin.regions(country)
        if any(_keys(variant) & asked for variant in (region.name_ar, *region.names))
    ]
    return found[0] if len(found) == 1 else ""


def _keys(name: str) -> set[str]:
    spelling = read(bare(name)[0])
    return {spelling.key, spelling.core} - {""}
