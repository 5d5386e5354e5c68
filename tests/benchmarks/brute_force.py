"""A brute-force oracle for many points, and the same for one with geographiclib; knows no engine.

No geodesic is shorter than the straight line through the earth, so a segment of length L whose first end is
farther off by it than L and the distance to any vertex is out. Of the others, one with ends at s0 and s1
holds no point nearer than (s0 + s1 - L) / 2, by the triangle inequality; what is left is searched end to end
by golden section.
"""

from __future__ import annotations

import numpy as np
from geographiclib.geodesic import Geodesic
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
GOLDEN = (5**0.5 - 1) / 2
RUN = 256


def oracle(lon, lat, ends):
    """Exact distances by exhaustion: ends first, then golden section on what the triangle leaves."""
    sight = Sight(ends)
    best = np.empty(lon.size)
    for i in range(lon.size):
        some = sight.within(lon[i], lat[i])
        lon0, lat0, lon1, lat1 = (end[some] for end in ends)
        azimuth_deg, length_m = sight.azimuth_deg[some], sight.length_m[some]
        x, y = np.full(lon0.size, lon[i]), np.full(lon0.size, lat[i])
        s0, s1 = GEOD.inv(x, y, lon0, lat0)[2], GEOD.inv(x, y, lon1, lat1)[2]
        best[i] = min(s0.min(), s1.min())
        left = np.flatnonzero((s0 + s1 - length_m) / 2 <= best[i])
        best[i] = min(
            best[i], _searched(lon[i], lat[i], lon0[left], lat0[left], azimuth_deg[left], length_m[left])
        )
    return best


class Sight:
    """Straight lines through the earth from points to the first ends of segments."""

    def __init__(self, ends):
        self.ends = ends
        self.azimuth_deg, _, self.length_m = GEOD.inv(*ends)
        self.first = _in_space(ends[0], ends[1])
        self.start = np.arange(0, self.length_m.size, RUN)  # runs of segments, each with a ball about it
        run = np.arange(self.length_m.size) // RUN
        self.middle = np.add.reduceat(self.first, self.start) / np.bincount(run)[:, None]
        far_m = np.linalg.norm(self.first - self.middle[run], axis=1) + self.length_m
        self.radius_m = np.maximum.reduceat(far_m, self.start)

    def within(self, lon, lat):
        """Which segments the straight lines cannot rule out."""
        point = _in_space(lon, lat)
        to_middle_m = np.linalg.norm(self.middle - point, axis=1)
        at = self.start[to_middle_m.argmin()]
        reach_m = GEOD.inv(lon, lat, self.ends[0][at], self.ends[1][at])[2]
        runs = np.flatnonzero(to_middle_m - self.radius_m <= reach_m + 1e-3)
        some = (self.start[runs][:, None] + np.arange(RUN)).ravel()
        some = some[some < self.length_m.size]
        straight_m = np.linalg.norm(self.first[some] - point, axis=1)
        at = some[straight_m.argmin()]
        reach_m = GEOD.inv(lon, lat, self.ends[0][at], self.ends[1][at])[2]
        return some[straight_m - self.length_m[some] <= reach_m + 1e-3]


def _in_space(lon, lat):
    """Metres from the earth's centre, on the ellipsoid."""
    lon, lat = np.radians(lon), np.radians(lat)
    normal_m = GEOD.a / np.sqrt(1 - GEOD.es * np.sin(lat) ** 2)
    flat_m = normal_m * np.cos(lat)
    return np.stack([flat_m * np.cos(lon), flat_m * np.sin(lon), normal_m * (1 - GEOD.es) * np.sin(lat)], -1)


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
    """The same for one point, with geographiclib alone on what straight lines leave."""
    some = Sight(ends).within(lon, lat)
    ends = [end[some] for end in ends]

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
