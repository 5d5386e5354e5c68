"""Compiled: a point and one piece of a line, and the foot of the geodesic between them; no tree here.

Pieces are kept as chords in space, ``leaves[leaf, row, k]``; slot ``leaf * WIDTH + k`` names one.
"""

from __future__ import annotations

import math

from geostrike.geodesy.kernel.compiling import called, inline
from geostrike.geodesy.kernel.geodesics import (
    EP2,
    LONG_R,
    NEAR_M,
    RANK_M,
    A,
    Point,
    far_distance,
    near_distance,
    normal,
    onward,
    twist,
)
from geostrike.geodesy.solve import Array

WIDTH = 8
CONVEX_M = 9_900_000.0  # the distance along a geodesic is convex up to a quarter of the way round


@inline
def spot(leaves: Array, slot: int, t: float) -> tuple[float, float, float]:
    """Place on a piece at t in 0..1: the ends exactly, between them lifted from chord to ellipsoid."""
    leaf, k = slot // WIDTH, slot % WIDTH
    ax, ay, az = leaves[leaf, 0, k], leaves[leaf, 1, k], leaves[leaf, 2, k]
    bx, by, bz = leaves[leaf, 3, k], leaves[leaf, 4, k], leaves[leaf, 5, k]
    if t <= 0:
        return ax, ay, az
    if t >= 1:
        return bx, by, bz
    dx, dy, dz = bx - ax, by - ay, bz - az
    x, y, z = ax + t * dx, ay + t * dy, az + t * dz
    nx, ny, nz, n = normal(x, y, z)
    lift = (dx * dx + dy * dy + dz * dz + EP2 * dz * dz) / (2 * n) * t * (1 - t)
    return x + lift * nx, y + lift * ny, z + lift * nz


@inline
def tangent(leaves: Array, slot: int, nx: float, ny: float, nz: float) -> tuple[float, float, float, float]:
    """Unit tangent of a piece where this is the normal, and the length of its chord."""
    leaf, k = slot // WIDTH, slot % WIDTH
    tx, ty = leaves[leaf, 3, k] - leaves[leaf, 0, k], leaves[leaf, 4, k] - leaves[leaf, 1, k]
    tz = leaves[leaf, 5, k] - leaves[leaf, 2, k]
    up = tx * nx + ty * ny + tz * nz
    tx, ty, tz = tx - up * nx, ty - up * ny, tz - up * nz
    length = math.sqrt(tx * tx + ty * ty + tz * tz)
    return (tx / length, ty / length, tz / length, length) if length > 1e-6 else (0.0, 0.0, 0.0, 1.0)


@inline
def near_step(p: Point, leaves: Array, slot: int, t: float, s: float) -> tuple[float, float]:
    """How far t is from the foot of the geodesic, for s < NEAR_M; the length of the piece."""
    x, y, z = spot(leaves, slot, t)
    nx, ny, nz, n = normal(x, y, z)
    tx, ty, tz, length = tangent(leaves, slot, nx, ny, nz)
    ux, uy, uz = p.x - x, p.y - y, p.z - z
    up = ux * nx + uy * ny + uz * nz
    ux, uy, uz = ux - up * nx, uy - up * ny, uz - up * nz
    h = max(math.sqrt(ux * ux + uy * uy + uz * uz), 1e-9)
    ux, uy, uz = ux / h, uy / h, uz / h
    eta = twist(s, uz - 0.25 * (s / A) * nz, nx * uy - ny * ux, n)
    along = tx * ux + ty * uy + tz * uz
    across = tx * (uy * nz - uz * ny) + ty * (uz * nx - ux * nz) + tz * (ux * ny - uy * nx)
    return (along + eta * across) * s * (1 + (s / A) ** 2 / 3) / length, length


@called
def far_slope(p: Point, leaves: Array, slot: int, t: float) -> tuple[float, float, float]:
    """Distance to a spot of a piece, how fast it falls along the piece (a cosine), the piece's length."""
    x, y, z = spot(leaves, slot, t)
    s, _, _, sine, cosine = far_distance(p, x, y, z)
    nx, ny, nz, _ = normal(x, y, z)
    tx, ty, tz, length = tangent(leaves, slot, nx, ny, nz)
    ux, uy, uz = onward(x, y, z, sine, cosine)
    return s, -(tx * ux + ty * uy + tz * uz), length


@called
def far_foot(p: Point, leaves: Array, slot: int, t: float) -> tuple[float, float]:
    """Distance to a piece beyond NEAR_M, and where on it: Newton from t, or ends and what they bracket."""
    s, c, length = far_slope(p, leaves, slot, t)
    if s < CONVEX_M:
        for _ in range(20):
            moved = min(1.0, max(0.0, t + c * LONG_R * math.tan(s / LONG_R) / length))
            if abs(moved - t) * length < 1e-4:
                break
            t = moved
            s, c, length = far_slope(p, leaves, slot, t)
        return s, t
    low, high = 0.0, 1.0
    s0, c0, length = far_slope(p, leaves, slot, low)
    s1, c1, length = far_slope(p, leaves, slot, high)
    s, t = (s0, low) if s0 <= s1 else (s1, high)
    while c0 > 1e-11 and c1 < -1e-11 and (high - low) * length > 1e-3:
        middle = low + (high - low) * min(0.9, max(0.1, c0 / (c0 - c1)))
        s1, c, length = far_slope(p, leaves, slot, middle)
        s, t = (s1, middle) if s1 < s else (s, t)
        low, high, c0, c1 = (middle, high, c, c1) if c > 0 else (low, middle, c0, c)
    return s, t


@inline
def chord(p: Point, leaves: Array, leaf: int, k: int) -> tuple[float, float]:
    """Squared distance in space to the chord of a piece, and where on it."""
    ax, ay, az = leaves[leaf, 0, k], leaves[leaf, 1, k], leaves[leaf, 2, k]
    dx, dy, dz = leaves[leaf, 3, k] - ax, leaves[leaf, 4, k] - ay, leaves[leaf, 5, k] - az
    rx, ry, rz = p.x - ax, p.y - ay, p.z - az
    t = (rx * dx + ry * dy + rz * dz) * leaves[leaf, 6, k]
    t = t if t > 0.0 else 0.0  # noqa: FURB136 - min and max heed NaN and make no vector
    t = t if t < 1.0 else 1.0  # noqa: FURB136
    rx, ry, rz = rx - t * dx, ry - t * dy, rz - t * dz
    return rx * rx + ry * ry + rz * rz, t


@inline
def foot(p: Point, leaves: Array, slot: int) -> tuple[float, float]:
    """Distance to a piece, exact to the micrometre where it is below NEAR_M, and where on it."""
    leaf, k = slot // WIDTH, slot % WIDTH
    _, t = chord(p, leaves, leaf, k)
    if 0 < t < 1:  # from the foot on the chord to the foot on the arc
        ax, ay, az = leaves[leaf, 0, k], leaves[leaf, 1, k], leaves[leaf, 2, k]
        x, y = ax + t * (leaves[leaf, 3, k] - ax), ay + t * (leaves[leaf, 4, k] - ay)
        z = az + t * (leaves[leaf, 5, k] - az)
        nx, ny, nz, n = normal(x, y, z)
        depth = max(-0.9, ((p.x - x) * nx + (p.y - y) * ny + (p.z - z) * nz) / n)
        t = min(1.0, max(0.0, t + 0.5 * (1 - 2 * t) * depth / (1 + depth)))
    x, y, z = spot(leaves, slot, t)
    if (x - p.x) ** 2 + (y - p.y) ** 2 + (z - p.z) ** 2 > RANK_M * RANK_M:
        return far_foot(p, leaves, slot, t)
    return near_distance(p, x, y, z), t


@inline
def finish(
    p: Point, leaves: Array, slot: int, t: float, s: float
) -> tuple[float, float, float, float, float, float]:
    """Distance, azimuth, and the foot in space, t made exact."""
    if s > 0.999 * NEAR_M:
        if s < 1.001 * RANK_M:  # chosen by the series
            s, t = far_foot(p, leaves, slot, t)
        x, y, z = spot(leaves, slot, t)
        s, east, north, _, _ = far_distance(p, x, y, z)
        return s, math.atan2(east, north), t, x, y, z
    if 0 < t < 1 or s > 20_000:
        step, length = near_step(p, leaves, slot, t, s)
        moved = min(1.0, max(0.0, t + step))
        if abs(moved - t) * length > 1e-5:
            t = moved
            x, y, z = spot(leaves, slot, t)
            s = near_distance(p, x, y, z)
    x, y, z = spot(leaves, slot, t)
    out = p.clon * (x - p.x) + p.slon * (y - p.y)
    east = p.clon * (y - p.y) - p.slon * (x - p.x)
    north = p.clat * (z - p.z) - p.slat * out
    h = max(math.sqrt(east * east + north * north), 1e-9)
    eta = twist(s, p.clat * north / h - 0.25 * (s / A) * p.slat, p.clat * east / h, p.n)
    return s, math.atan2(east, north) + eta, t, x, y, z
