"""Batches of rows with a point each, which column holds what, and why a row is set aside; reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geostrike.borders import COLUMNS, Distances
from geostrike.errors import TableError

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]

ROWS = 131_072  # rows of a batch, so that memory stays the same for any file
_LON = ("lon", "longitude", "lng", "long")
_LAT = ("lat", "latitude")
_GEOMETRY = ("geometry", "geom", "wkt", "wkb_geometry")
RADIUS = "radius_m"
_GIVEN = "_given"


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Consecutive rows of a file.

    Attributes
    ----------
    first : int
        Number of the first row below the header, from 1.
    lon, lat, radius_m : ndarray of float64, shape (n,)
        NaN where the cell is empty or cannot be read.
    unread : mapping of int to str
        Why a row cannot be read, by its place in the batch.
    payload : object
        The rows as the format holds them.
    done : int
        How much of the file is behind, in the units of `Points.size`.
    """

    first: int
    lon: Floats
    lat: Floats
    radius_m: Floats
    payload: Any
    done: int
    unread: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.lon.size


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The rows of a batch that could be measured, by their place in it, and the answers for them."""

    batch: Batch
    kept: NDArray[np.intp]
    found: Distances


class Points(Protocol):
    """A file of points."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of its format."""

    @property
    def columns(self) -> Sequence[str]:
        """Names of the columns of a rejected row."""

    @property
    def size(self) -> int:
        """How long it is, in the units of `Batch.done`."""

    def batches(self) -> Iterator[Batch]:
        """The rows, in order."""

    def cells(self, batch: Batch, at: int) -> Sequence[str]:
        """One row as text, under `columns`."""

    def write(self, path: Path, measured: Iterable[Measured]) -> None:
        """Write the measured rows in the format of the file."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which columns hold the points: `lon` and `lat`, or `geometry`; and `radius`, or -1."""

    lon: int
    lat: int
    geometry: int
    radius: int


def find_columns(path: Path, names: Sequence[str], geometry: str | None = None) -> Where:
    """Columns that hold the points.

    Parameters
    ----------
    path : pathlib.Path
        The file, for messages.
    names : sequence of str
        Its columns.
    geometry : str, optional
        The geometry column, where the format names one.

    Raises
    ------
    TableError
        If there are none, or one stands twice, or `refuse_collisions` does.
    """
    plain = list(map(plain_name, names))
    refuse_collisions(path, plain, None if geometry is None else plain_name(geometry))
    radius = _one(path, plain, (RADIUS,))
    if geometry is not None:
        return Where(-1, -1, names.index(geometry), radius)
    lon, lat = _one(path, plain, _LON), _one(path, plain, _LAT)
    if lon >= 0 and lat >= 0:
        return Where(lon, lat, -1, radius)
    found = _one(path, plain, _GEOMETRY)
    if found < 0 or lon >= 0 or lat >= 0:
        there = ", ".join(name for name in plain if name) or "none"
        raise TableError(
            f"{path.name} needs the columns lon and lat, or a geometry; its columns are {there}.",
            columns=plain,
        )
    return Where(-1, -1, found, radius)


def given_names(names: Iterable[str]) -> dict[str, str]:
    """New names of those columns that bear the name of one that is to be added.

    Parameters
    ----------
    names : iterable of str
        Columns of a file.

    Examples
    --------
    >>> given_names(["lon", "Country", "low_m"])
    {'Country': 'Country_given', 'low_m': 'low_m_given'}
    """
    return {name: f"{name.strip()}{_GIVEN}" for name in names if plain_name(name) in COLUMNS}


def refuse_collisions(path: Path, names: Iterable[str], geometry: str | None = None) -> None:
    """Raise a TableError where a column has the name of one that is to be added and cannot be renamed."""
    held = list(names)
    same = set(COLUMNS).intersection(held)
    lost = {name for name in same if f"{name}{_GIVEN}" in held or held.count(name) > 1 or name == geometry}
    taken = sorted(lost, key=COLUMNS.index)
    if taken:
        raise TableError(
            f"{path.name} already holds {', '.join(taken)}, which would be added, and no name is left to "
            "keep it under; rename or drop it first.",
            columns=taken,
        )


@lru_cache(4096)
def plain_name(name: str) -> str:
    """A name of a column without the space around it and in small letters, as names are compared."""
    return name.strip().lstrip("\ufeff").strip().casefold()


def _one(path: Path, names: Sequence[str], known: Sequence[str]) -> int:
    found = [place for place, name in enumerate(names) if name in known]
    if len(found) > 1:
        twice = " and ".join(names[place] for place in found)
        raise TableError(f"{path.name} has the columns {twice}, which may mean the same; keep one of them.")
    return found[0] if found else -1


def point_columns(points: ArrayLike, unread: dict[int, str]) -> tuple[Floats, Floats]:
    """Longitudes and latitudes of geometries; what is no point goes to `unread`.

    Parameters
    ----------
    points : array_like of shapely geometry or None
        Geometries.
    unread : dict of int to str
        Takes the reason by place.
    """
    held: Texts = np.asarray(points, object)
    missing = shapely.is_missing(held) | shapely.is_empty(held)
    unread |= dict.fromkeys(np.flatnonzero(missing).tolist(), "has no geometry that can be read")
    for at in np.flatnonzero(~missing & (shapely.get_type_id(held) != 0)).tolist():
        unread[at] = f"its geometry is a {held[at].geom_type}, not a point"
    sound = held.copy()
    sound[missing] = None
    return shapely.get_x(sound), shapely.get_y(sound)


def reasons(batch: Batch) -> Texts:
    """Why each row is set aside; empty texts where it is sound.

    Parameters
    ----------
    batch : Batch
        Rows.
    """
    lon, lat, radius_m = batch.lon, batch.lat, batch.radius_m
    found: Texts = np.full(lon.size, "", object)
    wide = (np.abs(lat) > 90) | (np.abs(lon) > 180)
    swapped = wide & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    for bad, words in (
        ((radius_m < 0) | np.isinf(radius_m), "radius_m is {radius:g}, no length"),
        (wide, "out of range: lon {lon:.7g}, lat {lat:.7g}"),
        (swapped, "lon {lon:.7g} and lat {lat:.7g} look swapped: lat is out of range"),
        (np.isinf(lon) | np.isinf(lat), "not finite: lon {lon:g}, lat {lat:g}"),
        (np.isnan(lat), "lat is empty or not a number"),
        (np.isnan(lon), "lon is empty or not a number"),
    ):
        for i in np.flatnonzero(bad).tolist():
            found[i] = words.format(lon=lon[i], lat=lat[i], radius=radius_m[i])
    for i, reason in batch.unread.items():
        found[i] = reason
    return found
