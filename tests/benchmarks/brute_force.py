"""A brute-force oracle for many points, and the same for one with geographiclib; knows no engine.

A segment of length L with ends at s0 and s1 holds no point nearer than (s0 + s1 - L) / 2, by the triangle
inequality; the segments that this cannot rule out are searched end to end by golden section.
"""

from __future__ import annotations

import numpy as np
from geographiclib.geodesic import Geodesic
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
GOLDEN = (5**0.5 - 1) / 2


def oracle(lon, lat, ends):
    """Exact distances by exhaustion: ends first, then golden section on what the triangle leaves."""
    lon0, lat0, lon1, lat1 = ends
    azimuth_deg, _, length_m = GEOD.inv(lon0, lat0, lon1, lat1)
    vertices = np.column_stack([np.concatenate([lon0, lon1]), np.concatenate([lat0, lat1])])
    (at_lon, at_lat), rank = (np.unique(vertices, axis=0, return_inverse=True)[i].T for i in (0, 1))
    best = np.empty(lon.size)
    for i in range(lon.size):
        to_vertex = GEOD.inv(np.full(at_lon.size, lon[i]), np.full(at_lon.size, lat[i]), at_lon, at_lat)[2]
        s0, s1 = to_vertex[rank[: lon0.size]], to_vertex[rank[lon0.size :]]
        best[i] = min(s0.min(), s1.min())
        left = np.flatnonzero((s0 + s1 - length_m) / 2 <= best[i])
        best[i] = min(
            best[i], _searched(lon[i], lat[i], lon0[left], lat0[left], azimuth_deg[left], length_m[left])
        )
    return best


def _searched(lon, lat, lon0, lat0, azimuth_deg, length_m, samples=8):
    def at(along_m):
        there = GEOD.fwd(lon0, lat0, azimuth_deg, along_m)
        return GEOD.inv(np.full(lon0.size, lon), np.full(lon0.size, lat), there[0], there[1])[2]

    steps = np.linspace(0, 1, samples + 1)
    values = np.array([at(length_m * step) for step in steps])
    best = values.argmin(axis=0)
    low, high = length_m * steps[np.maximum(best - 1, 0)], length_m * steps[np.minimum(best + 1, samples)]
    while (high - low).max() > 1e-2:
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        nearer = at(left) <= at(right)
        low, high = np.where(nearer, low, left), np.where(nearer, right, high)
    return min(values.min(), at((low + high) / 2).min())


def by_geographiclib(lon, lat, ends):
    """The same for one point, with geographiclib alone."""

    def to(x, y):
        return Geodesic.WGS84.Inverse(lat, lon, y, x, Geodesic.DISTANCE)["s12"]

    best, left = np.inf, []
    for lon0, lat0, lon1, lat1 in zip(*(end.tolist() for end in ends), strict=True):
        line = Geodesic.WGS84.InverseLine(lat0, lon0, lat1, lon1)
        s0, s1 = to(lon0, lat0), to(lon1, lat1)
        best = min(best, s0, s1)
        left.append(((s0 + s1 - line.s13) / 2, line))
    for bound, line in left:
        if bound <= best:
            best = min(
                best, _golden(lambda along_m, line=line: to(*_lon_lat(line.Position(along_m))), line.s13)
            )
    return best


def _lon_lat(position):
    return position["lon2"], position["lat2"]


def _golden(function, high, low=0.0):
    while high - low > 1e-2:
        left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, right) if function(left) <= function(right) else (left, high)
    return function((low + high) / 2)
