"""Points to cells of fixed grids: 5 km discs, squares of a tenth of a degree, provinces; knows no event.

Two points of one cell cannot be told apart afterwards, whatever is printed: all that is given is the cell's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders import admin
from geostrike.errors import GeostrikeError

HOW = ("5km", "admin1", "grid")
DISC_M = 5_000.0
_ROW_DEG = 0.05  # a cell of at most 5.6 km by 5.6 km: no point of it is farther than 4 km from its middle
_SQUARE_DEG = 0.1
_AREAS = frozenset(
    {"canton", "county", "department", "district", "governorate", "krai", "oblast", "prefecture", "province"}
    | {"region", "republic", "state", "territory"}
)
_NOTES = {
    "5km": "Places are coarsened: each is a 5 km circle around the middle of a fixed cell, never the point.",
    "admin1": "Places are coarsened: each is only its province or governorate (Natural Earth 1:10m).",
    "grid": "Places are coarsened: each is only a square of 0.1 by 0.1 degrees.",
    "some": "Some places are coarsened, to protect people: a 5 km circle around the middle of a fixed cell.",
}

_SENTENCES = {
    "5km": "Shown only as a circle of 5 km or more that holds the place, as all places here.",
    "admin1": "Shown only as the province or governorate that holds the place, as all places here.",
    "grid": "Shown only as the square of 0.1 by 0.1 degrees that holds the place, as all places here.",
}

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Coarse:
    """Cells of points.

    Attributes
    ----------
    lon, lat : ndarray of float64
        Middle of each cell in degrees; NaN where there is none.
    radius_m : ndarray of float64
        Metres from the middle that reach all of the cell.
    region : ndarray of object
        Code of the first-order region that holds the cell, "" where several do or none.
    """

    lon: Floats
    lat: Floats
    radius_m: Floats
    region: NDArray[np.object_]


def note(how: str) -> str:
    """The sentence that an output carries, so that a reader knows how its places were coarsened.

    Parameters
    ----------
    how : str
        One of `HOW`, or ``some`` where only the protected ones are.

    Examples
    --------
    >>> note("grid")
    'Places are coarsened: each is only a square of 0.1 by 0.1 degrees.'
    """
    return _NOTES[how]


def sentence(how: str) -> str:
    """What a card says of a place that is coarse because all are.

    Parameters
    ----------
    how : str
        One of `HOW`.
    """
    return _SENTENCES[how]


def known(how: str) -> str:
    """The same word, if it is one of `HOW`.

    Raises
    ------
    GeostrikeError
        If it is not.
    """
    if how not in HOW:
        raise GeostrikeError(f"There is no way {how!r} to coarsen places; use one of {', '.join(HOW)}.")
    return how


def cells(how: str, lon: ArrayLike, lat: ArrayLike) -> Coarse:
    """The cells of points.

    Parameters
    ----------
    how : str
        One of `HOW`.
    lon, lat : array_like, shape (n,)
        Degrees; NaN for no point.

    Raises
    ------
    GeostrikeError
        If there is no such way.

    Examples
    --------
    >>> found = cells("grid", [40.97452], [34.39841])
    >>> found.lon, found.lat, found.region
    (array([40.95]), array([34.35]), array([''], dtype=object))
    """
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    if known(how) == "admin1":
        return _provinces(lon, lat)
    edges = _squares(lon, lat) if how == "grid" else _discs(lon, lat)
    middle_lon, middle_lat = _middle(*edges, how)
    far_m = np.ceil(reach(middle_lon, middle_lat, edges) / 100) * 100 if how == "grid" else DISC_M
    radius_m = np.where(np.isnan(middle_lon), np.nan, far_m)
    return Coarse(middle_lon, middle_lat, radius_m, _holding(*edges))


def reach(lon: ArrayLike, lat: ArrayLike, bounds: tuple[ArrayLike, ...]) -> Floats:
    """Metres from points to the farthest corner of boxes.

    Parameters
    ----------
    lon, lat : array_like, shape (n,)
        Degrees.
    bounds : tuple of array_like
        West, south, east, north of the boxes in degrees.
    """
    west, south, east, north = (np.asarray(edge, float) for edge in bounds)
    corners = [geodesy.inverse(lon, lat, x, y)[0] for x in (west, east) for y in (south, north)]
    return np.asarray(np.max(corners, axis=0), float)


def outline(how: str, lon: float, lat: float, region: str) -> BaseGeometry | None:
    """What is drawn of a cell: a square or a province; None for a disc.

    Parameters
    ----------
    how : str
        One of `HOW`.
    lon, lat : float
        Middle of the cell in degrees.
    region : str
        Code of its region.
    """
    if how == "admin1":
        return admin.polygon(region)
    half = _SQUARE_DEG / 2
    square = [round(edge, 2) for edge in (lon - half, lat - half, lon + half, lat + half)]
    return shapely.box(*square) if how == "grid" else None


def _discs(lon: Floats, lat: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Edges of cells that are nearly as wide as high, in rows of a twentieth of a degree."""
    south = np.floor(lat / _ROW_DEG) * _ROW_DEG
    width = _ROW_DEG / np.maximum(np.cos(np.radians(south + _ROW_DEG / 2)), 0.02)
    west = np.floor(lon / width) * width
    return west, south, west + width, south + _ROW_DEG


def _squares(lon: Floats, lat: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    west, south = np.floor(lon / _SQUARE_DEG), np.floor(lat / _SQUARE_DEG)
    return west * _SQUARE_DEG, south * _SQUARE_DEG, (west + 1) * _SQUARE_DEG, (south + 1) * _SQUARE_DEG


def _middle(west: Floats, south: Floats, east: Floats, north: Floats, how: str) -> tuple[Floats, Floats]:
    digits = 2 if how == "grid" else 3
    lon, lat = np.clip((west + east) / 2, -180, 180), np.clip((south + north) / 2, -90, 90)
    return lon.round(digits), lat.round(digits)


def _holding(west: Floats, south: Floats, east: Floats, north: Floats) -> NDArray[np.object_]:
    """Region of all four corners of each cell, asked once a cell."""
    edges = np.column_stack([west, south, east, north])
    unique, at = np.unique(edges, axis=0, return_inverse=True)
    low_x, low_y, high_x, high_y = unique.T
    corners = [admin.containing(x, y) for x in (low_x, high_x) for y in (low_y, high_y)]
    same = np.all([corner == corners[0] for corner in corners[1:]], axis=0)
    held: NDArray[np.object_] = np.where(same, corners[0], "")[at.reshape(-1)]
    return held


def _provinces(lon: Floats, lat: Floats) -> Coarse:
    region = admin.containing(lon, lat)
    facts = np.array([_province(code) for code in region.tolist()]).reshape(-1, 3)
    return Coarse(facts[:, 0], facts[:, 1], facts[:, 2], region)


@cache
def _province(code: str) -> tuple[float, float, float]:
    """A point inside a region, and the metres that reach all of it."""
    if not code:
        return np.nan, np.nan, np.nan
    area = admin.polygon(code)
    inside = area.representative_point()
    lon, lat = round(inside.x, 2), round(inside.y, 2)
    rim = shapely.get_coordinates(area)
    reach = geodesy.inverse(np.full(len(rim), lon), np.full(len(rim), lat), rim[:, 0], rim[:, 1])[0]
    return lon, lat, float(np.ceil(reach.max() / 1000) * 1000)


def region_name(code: str) -> str:
    """Name of a region by its code, "" for none.

    Examples
    --------
    >>> region_name("IQ-AN"), region_name("")
    ('Al Anbar', '')
    """
    return admin.region(code).name if code else ""


def label(code: str) -> str:
    """Name of a region with what it is, so that nobody takes it for the town of that name; "" for none.

    Examples
    --------
    >>> label("SY-DY"), label("AE-DU"), label("")
    ('Deir ez-Zor governorate', 'Emirate of Dubai', '')
    """
    if not code:
        return ""
    found = admin.region(code)
    known = {*_AREAS, found.type.casefold()}
    if known & set(re.findall(r"[^\W\d]+", found.name.casefold())):
        return found.name
    return f"{found.name} {found.type.partition(' (')[0] or 'province'}"


def names_of(codes: Iterable[str]) -> list[str]:
    """Names of regions by their codes."""
    return [region_name(code) for code in codes]


def labels_of(codes: Iterable[str]) -> list[str]:
    """Names of regions with what they are, by their codes."""
    known = {code: label(code) for code in set(codes)}
    return [known[code] for code in codes]


def widened(radius_m: Floats, cell_m: Floats, spread_m: float = 4_000.0) -> Floats:
    """Radii that hold a place of some radius whose middle has moved to that of its cell.

    Parameters
    ----------
    radius_m : ndarray of float64
        Of the places, NaN for none.
    cell_m : ndarray of float64
        Of the cells, see `Coarse`.
    spread_m : float
        How far the middle may have moved, in metres.

    Examples
    --------
    >>> widened(np.array([np.nan, 400.0, 12_300.0]), np.full(3, 5_000.0)).tolist()
    [5000.0, 5000.0, 17000.0]
    """
    wide = np.ceil((radius_m + spread_m) / 1000) * 1000
    return np.where(np.nan_to_num(radius_m) > cell_m, wide, cell_m)
