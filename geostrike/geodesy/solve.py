"""The inverse and the direct geodesic problem on WGS 84, on arrays of degrees; knows no line and no Place."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pyproj import Geod

Array = npt.NDArray[np.float64]

A_M, FLATTENING = 6_378_137.0, 1 / 298.257223563  # what defines the ellipsoid of WGS 84
B_M = A_M * (1 - FLATTENING)


@cache
def geod() -> Geod:
    """The solver of PROJ, loaded when first asked for: what needs no distance starts sooner."""
    solver: Geod = import_module("pyproj").Geod(ellps="WGS84")
    return solver


def inverse(lon0: Any, lat0: Any, lon1: Any, lat1: Any) -> tuple[Array, Array]:
    """Geodesic distance and azimuth from the first points to the second.

    Parameters
    ----------
    lon0, lat0, lon1, lat1 : array_like of float
        Degrees; shapes that broadcast.

    Returns
    -------
    distance_m, azimuth_deg : ndarray of float64
        Metres; degrees clockwise from north at the first point, from 0 to 360.

    Notes
    -----
    Karney, C. F. F. (2013), Algorithms for geodesics, J. Geodesy 87, 43-55, through PROJ.

    Examples
    --------
    >>> distance_m, azimuth_deg = inverse(36.2765, 33.5138, 44.4009, 33.3406)  # Damascus to Baghdad
    >>> round(float(distance_m)), round(float(azimuth_deg))
    (755622, 89)
    """
    first_lon, first_lat, last_lon, last_lat = np.broadcast_arrays(
        *(np.asarray(degrees, np.float64) for degrees in (lon0, lat0, lon1, lat1))
    )
    azimuth_deg, _, distance_m = geod().inv(first_lon, first_lat, last_lon, last_lat)
    return np.asarray(distance_m), np.asarray(azimuth_deg) % 360


def destination(lon: Any, lat: Any, azimuth_deg: Any, distance_m: Any) -> tuple[Array, Array]:
    """Where a geodesic from a point ends.

    Parameters
    ----------
    lon, lat, azimuth_deg : array_like of float
        Degrees.
    distance_m : array_like of float
        Metres.

    Returns
    -------
    lon, lat : ndarray of float64
        Degrees.

    Examples
    --------
    >>> lon, lat = destination(41.0, 34.4, 90, 1000)
    >>> f"{lon:.5f} {lat:.5f}"
    '41.01088 34.40000'
    """
    start_lon, start_lat, start_deg, along_m = np.broadcast_arrays(
        *(np.asarray(numbers, np.float64) for numbers in (lon, lat, azimuth_deg, distance_m))
    )
    end_lon, end_lat, _ = geod().fwd(start_lon, start_lat, start_deg, along_m)
    return np.asarray(end_lon), np.asarray(end_lat)


def disc(lon: float, lat: float, radius_m: float, corners: int = 72) -> Array:
    """Corners of a disc of a radius on the ground, as an open ring.

    Parameters
    ----------
    lon, lat : float
        Centre in degrees.
    radius_m : float
        Metres.
    corners : int
        How many.

    Returns
    -------
    ndarray of float64, shape (corners, 2)
        Longitude and latitude, clockwise from north.

    Examples
    --------
    >>> disc(41.0, 34.4, 1000, 4).round(4).tolist()
    [[41.0, 34.409], [41.0109, 34.4], [41.0, 34.391], [40.9891, 34.4]]
    """
    azimuths = np.arange(corners) * (360.0 / corners)
    return np.column_stack(destination(lon, lat, azimuths, radius_m))
