"""The borders about a point: which side it lies on, the k nearest borders, all within a distance."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geostrike.borders import codes
from geostrike.borders.bulk import check_points, distances
from geostrike.borders.measure import distance
from geostrike.borders.target import border_bounds
from geostrike.errors import CoordinateError
from geostrike.model import Measure


def signed_distances(
    lon: ArrayLike, lat: ArrayLike, *, country: str, dataset: str = "osm"
) -> NDArray[np.float64]:
    """Distance from the land border of a country: negative inside the country, positive outside.

    Parameters
    ----------
    lon, lat : array_like of float, shape (n,)
        Points in degrees.
    country : str
        Alpha-2 or alpha-3 code.
    dataset : str
        One of `names`.

    Returns
    -------
    ndarray of float64, shape (n,)
        Metres; NaN where the point is not finite or the data set does not cover it.

    Raises
    ------
    BorderError
        If the data set or the country is not there.

    Examples
    --------
    >>> signed_distances([40.97452, 44.4], [34.39841, 33.3], country="IRQ").round().tolist()
    [139.0, -119525.0]
    """
    found = distances(lon, lat, to=country, dataset=dataset)
    covered = np.array([code is not None for code in found.country], bool)
    signed = np.where(found.country == codes.alpha2(country), -found.distance_m, found.distance_m)
    return np.where(covered, signed, np.nan)


def nearest_borders(lon: float, lat: float, *, k: int = 3, dataset: str = "osm") -> tuple[Measure, ...]:
    """The k land borders nearest to a point, each a pair of countries, the nearest first.

    Parameters
    ----------
    lon, lat : float
        The point in degrees.
    k : int
        How many; fewer where the data set holds fewer.
    dataset : str
        One of `names`.

    Raises
    ------
    BorderError
        If the data set is not there.
    CoordinateError
        If the point is not finite or out of range.

    Examples
    --------
    >>> [found.border for found in nearest_borders(38.706, 33.309, k=3)]
    ['JOR-SYR', 'IRQ-JOR', 'IRQ-SYR']
    """
    pairs, lowest_m, highest_m = _bounds(lon, lat, dataset)
    limit_m = np.sort(highest_m)[: max(k, 0)].max(initial=-1.0)
    return _measured(lon, lat, pairs[lowest_m <= limit_m], dataset)[: max(k, 0)]


def borders_within(lon: float, lat: float, *, within_m: float, dataset: str = "osm") -> tuple[Measure, ...]:
    """All land borders within a distance of a point, each a pair of countries, the nearest first.

    Parameters
    ----------
    lon, lat : float
        The point in degrees.
    within_m : float
        Metres.
    dataset : str
        One of `names`.

    Raises
    ------
    BorderError
        If the data set is not there.
    CoordinateError
        If the point is not finite or out of range.

    Examples
    --------
    >>> [found.border for found in borders_within(38.706, 33.309, within_m=10_000)]
    ['JOR-SYR', 'IRQ-JOR']
    """
    pairs, lowest_m, _ = _bounds(lon, lat, dataset)
    found = _measured(lon, lat, pairs[lowest_m <= within_m], dataset)
    return tuple(each for each in found if each.distance_m <= within_m)


def _bounds(
    lon: float, lat: float, dataset: str
) -> tuple[NDArray[np.str_], NDArray[np.float64], NDArray[np.float64]]:
    if not (np.isfinite(lon) and np.isfinite(lat)):
        raise CoordinateError(f"The point (lon {lon}, lat {lat}) is not finite; give degrees.")
    check_points(*(np.array([number], np.float64) for number in (lon, lat, 0.0)))
    return border_bounds(lon, lat, dataset)


def _measured(lon: float, lat: float, pairs: Iterable[str], dataset: str) -> tuple[Measure, ...]:
    found = (distance(lon, lat, to=str(pair), dataset=dataset) for pair in pairs)
    return tuple(sorted(found, key=lambda each: (each.distance_m, each.border)))
