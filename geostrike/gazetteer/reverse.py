"""The places nearest to a point, by geodesic distance; regions have no point and are left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.errors import CoordinateError
from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Layer
from geostrike.geodesy import inverse
from geostrike.model import Place

_GRID = 1e-7  # degrees
# Metres on WGS 84 that a radian of a step on a sphere with the same latitudes stands for: the least is the
# meridian's radius of curvature at the equator, a(1 - e2), the most that at a pole, a / sqrt(1 - e2).
_LEAST_M, _MOST_M = 6_335_439.0, 6_399_594.0
_ROUNDING = 1e-8  # radians, far above what the arithmetic loses


@dataclass(frozen=True, slots=True)
class Nearby:
    """A place, how far it is from the point asked about, and in which direction from there."""

    place: Place
    distance_m: float
    azimuth_deg: float

    def as_dict(self) -> dict[str, Any]:
        """Members of the JSON form."""
        names = ("id", "name", "kind", "country", "lon", "lat", "radius_m", "layer", "source")
        place = {name: getattr(self.place, name) for name in names}
        return {**place, "distance_m": self.distance_m, "azimuth_deg": self.azimuth_deg}


def nearest(groups: Sequence[Sequence[Layer]], lon: float, lat: float, limit: int) -> tuple[Nearby, ...]:
    """Places nearest to a point, each measured on the ellipsoid.

    Angles on a sphere choose whom to measure: no place that is left out can be nearer than the last that is
    listed, for a radian is between 6,335,439 and 6,399,594 m on WGS 84.

    Parameters
    ----------
    groups : sequence of sequence of Layer
        In the order in which they win; of equal distances the earlier is listed first.
    lon, lat : float
        Degrees.
    limit : int
        The most places that are listed.

    Raises
    ------
    CoordinateError
        If the point is not on Earth.
    """
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise CoordinateError(
            f"The point lon {lon}, lat {lat} is not on Earth; give at most 180 and 90 degrees."
        )
    layers = [layer for group in groups for layer in group]
    rows = [_with_point(layer) for layer in layers]
    angles = [_angles(layer, some, lon, lat) for layer, some in zip(layers, rows, strict=True)]
    joined = np.concatenate([np.zeros(0), *angles])
    count = min(limit, len(joined))
    if count <= 0:
        return ()
    reach = np.partition(joined, count - 1)[count - 1] * (_MOST_M / _LEAST_M) + _ROUNDING
    measured = [
        (*found, layer)
        for layer, some, angle in zip(layers, rows, angles, strict=True)
        for found in _measured(layer, some[angle <= reach], lon, lat)
    ]
    measured.sort(key=lambda found: found[0])
    return tuple(
        Nearby(layer.place(row), metres, azimuth) for metres, azimuth, row, layer in measured[:count]
    )


def _with_point(layer: Layer) -> NDArray[np.intp]:
    regions = np.array([kind in kinds.REGIONS for kind in layer.kinds], np.bool_)
    return np.flatnonzero(~regions[layer.kind])


def _angles(layer: Layer, rows: NDArray[np.intp], lon: float, lat: float) -> NDArray[np.float64]:
    """Angles of places from a point on a sphere, by the haversine formula, in radians."""
    north = np.radians(layer.lat7[rows] * _GRID)
    east = np.radians(layer.lon7[rows] * _GRID - lon)
    here = math.radians(lat)
    square = np.sin((north - here) / 2) ** 2 + math.cos(here) * np.cos(north) * np.sin(east / 2) ** 2
    return np.asarray(2 * np.arcsin(np.sqrt(np.minimum(square, 1.0))))


def _measured(layer: Layer, rows: NDArray[np.intp], lon: float, lat: float) -> list[tuple[float, float, int]]:
    distance_m, azimuth_deg = inverse(lon, lat, layer.lon7[rows] * _GRID, layer.lat7[rows] * _GRID)
    return list(zip(distance_m.tolist(), azimuth_deg.tolist(), rows.tolist(), strict=True))
