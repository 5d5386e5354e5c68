"""Distances from arrays of points to a land border, with intervals; loads no pandas and reads no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geostrike import geodesy
from geostrike.borders import interval
from geostrike.borders.data import load
from geostrike.borders.interval import Nearest
from geostrike.borders.target import Target, target
from geostrike.errors import CoordinateError

Floats = NDArray[np.float64]
One = TypeVar("One")
Other = TypeVar("Other")

_SIDE_BY_SIDE = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """Answers for n points: arrays of shape (n,), NaN and empty texts where a point is not finite.

    Attributes
    ----------
    distance_m, low_m, high_m : ndarray of float64
        Geodesic distance and its interval in metres.
    azimuth_deg : ndarray of float64
        Azimuth from the point to the foot; NaN on the line.
    border_lon, border_lat : ndarray of float64
        The foot, in degrees.
    border : ndarray of str
        Id of the border that the foot lies on.
    country : ndarray of object
        Alpha-2 code of the point's country, "" at sea, None where the data set does not cover the point.
    """

    distance_m: Floats
    low_m: Floats
    high_m: Floats
    azimuth_deg: Floats
    border_lon: Floats
    border_lat: Floats
    border: NDArray[np.str_]
    country: NDArray[np.object_]

    def columns(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Name and values of each, in the order of tables."""
        return ((name, getattr(self, name)) for name in COLUMNS)


COLUMNS = tuple(field.name for field in fields(Distances))


def distances(
    lon: ArrayLike,
    lat: ArrayLike,
    *,
    to: str | Target,
    dataset: str = "osm",
    radius_m: ArrayLike = 0.0,
    nearest: Nearest = geodesy.nearest,
) -> Distances:
    """Geodesic distance from each point to the nearest point of a land border, with its interval.

    Parameters
    ----------
    lon, lat : array_like of float, shape (n,)
        Points in degrees, WGS 84; one that is not finite gets NaN.
    to : str or Target
        A pair such as ``IRQ-SYR``, a country such as ``IRQ`` (with all its neighbours), ``all``, or lines.
    dataset : str
        The border data set that the answer (for lines of one's own: the country) rests on.
    radius_m : array_like of float, shape (n,) or ()
        Radius of each point's place in metres; NaN is none.
    nearest : callable
        What finds the nearest points, in place of `geodesy.nearest`.

    Raises
    ------
    BorderError
        If the data set or the border is not there.
    CoordinateError
        If a point is out of range or a radius negative.

    Examples
    --------
    >>> found = distances([40.97452, 44.4], [34.39841, 33.3], to="IRQ")
    >>> found.distance_m.round().astype(int).tolist(), found.border.tolist(), found.country.tolist()
    ([139, 119525], ['IRQ-SYR', 'IRN-IRQ'], ['SY', 'IQ'])
    """
    lines = to if isinstance(to, Target) else target(to, dataset)
    arrays = (np.asarray(numbers, np.float64) for numbers in (lon, lat, radius_m))
    lon, lat, radius_m = (np.ravel(each) for each in np.broadcast_arrays(*arrays))
    finite = np.isfinite(lon) & np.isfinite(lat)
    radius_m = np.where(np.isnan(radius_m), 0.0, radius_m)
    check_points(lon[finite], lat[finite], radius_m[finite])
    found, countries = _both(
        lambda: nearest(lon, lat, lines.segments), lambda: load(dataset).countries(lon, lat), lon.size
    )
    known = found.segment >= 0
    low_m, high_m = interval.bounds(lon, lat, found, lines, nearest)
    countries[~known] = None
    border = lines.border[found.segment]
    border[~known] = ""
    return Distances(
        distance_m=found.distance_m,
        low_m=np.maximum(low_m - radius_m, 0.0),
        high_m=high_m + radius_m,
        azimuth_deg=found.azimuth_deg,
        border_lon=found.lon,
        border_lat=found.lat,
        border=border,
        country=countries,
    )


def _both(one: Callable[[], One], other: Callable[[], Other], size: int) -> tuple[One, Other]:
    """Two answers, side by side where that is worth a thread."""
    if size < _SIDE_BY_SIDE:
        return one(), other()
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(other)
        return one(), second.result()


def check_points(lon: Floats, lat: Floats, radius_m: Floats) -> None:
    """Raise a CoordinateError that names the first point that is no place, or whose radius is none.

    Parameters
    ----------
    lon, lat, radius_m : ndarray of float64, shape (n,)
        Degrees and metres.

    Raises
    ------
    CoordinateError
        If a number is not finite or out of range.
    """
    for good, what in (
        (
            np.abs(lat) <= 90,
            "latitude is out of range; they lie in -90..90, swap lon and lat if need be",
        ),
        (np.abs(lon) <= 180, "longitude is out of range; they lie in -180..180"),
        ((radius_m >= 0) & np.isfinite(radius_m), "radius is no length; give metres from 0 up"),
    ):
        if not good.all():
            at = int(np.flatnonzero(~good)[0])
            raise CoordinateError(f"Point {at} (lon {lon[at]:g}, lat {lat[at]:g}): its {what}.", index=at)
