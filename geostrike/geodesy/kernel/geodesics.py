"""Compiled geodesics between two places: near by a series in space, far on the auxiliary sphere; no lines."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from geostrike.geodesy.kernel.compiling import called, entry, inline
from geostrike.geodesy.solve import A_M, B_M, Array

NEAR_M = 400_000.0  # up to here the series gives distances to 3 micrometres and azimuths to 1 mm across
RANK_M = 800_000.0  # up to here the series gives distances to 0.2 mm: enough to choose between pieces

A, B = float(A_M), float(B_M)
F = (A - B) / A
N = (A - B) / (A + B)
E2 = F * (2 - F)
EP2 = E2 / (1 - E2)
LONG_R, SHORT_R = A * A / B, B * B / A
DEGREE = math.pi / 180


class Point(NamedTuple):
    """A point of the ellipsoid in space, its normal radius, and what its directions need."""

    x: float
    y: float
    z: float
    n: float
    clon: float
    slon: float
    clat: float
    slat: float


@inline
def sine_cosine(degrees: float) -> tuple[float, float]:
    """Sine and cosine without a branch, exact at quarter turns (polynomials of fdlibm)."""
    turns = np.rint(degrees / 90)
    r = (degrees - turns * 90) * DEGREE
    w = r * r
    s = 2.75573137070700676789e-06 + w * (-2.50507602534068634195e-08 + w * 1.58969099521155010221e-10)
    s = -1.66666666666666324348e-01 + w * (
        8.33333333332248946124e-03 + w * (-1.98412698298579493134e-04 + w * s)
    )
    s = r + r * w * s
    c = -2.75573143513906633035e-07 + w * (2.08757232129817482790e-09 + w * -1.13596475577881948265e-11)
    c = 4.16666666666666019037e-02 + w * (
        -1.38888888888741095749e-03 + w * (2.48015872894767294178e-05 + w * c)
    )
    c = 1 - 0.5 * w + w * w * c
    quarter = turns - 4 * np.floor(turns * 0.25)
    odd = (quarter == 1) | (quarter == 3)
    sine, cosine = c if odd else s, s if odd else c
    return sine if quarter < 2 else -sine, -cosine if (quarter == 1) | (quarter == 2) else cosine


@inline
def place(lon: float, lat: float) -> tuple[float, float, float, float, float, float, float, float]:
    """The point at these degrees."""
    slon, clon = sine_cosine(lon)
    slat, clat = sine_cosine(lat)
    n = A / math.sqrt(1 - E2 * slat * slat)
    return n * clat * clon, n * clat * slon, n * (1 - E2) * slat, n, clon, slon, clat, slat


@entry
def in_space(lon: Array, lat: Array, xyz: Array) -> None:
    """Earth-centred coordinates, by the same operations as those of points."""
    for i in range(lon.size):
        xyz[i, 0], xyz[i, 1], xyz[i, 2], _, _, _, _, _ = place(lon[i], lat[i])


@inline
def normal(x: float, y: float, z: float) -> tuple[float, float, float, float]:
    """Outward unit normal, and the normal radius."""
    zn = z * (A * A / (B * B))
    n = math.sqrt(x * x + y * y + zn * zn)
    return x / n, y / n, zn / n, n


@inline
def near_distance(p: Point, x: float, y: float, z: float) -> float:
    """Geodesic distance, below RANK_M, from the chord c and its mean angle d to the horizons of both ends.

    A circle gives c d / sin d; the second derivative of the curvature along the way adds the last term.
    """
    dx, dy, dz = x - p.x, y - p.y, z - p.z
    xy, zz = dx * dx + dy * dy, dz * dz
    cc = xy + zz
    if cc < 1e-18:
        return math.sqrt(cc)
    _, _, _, n = normal(x, y, z)
    depth = (xy + zz * (A * A / (B * B))) * (p.n + n) / (p.n * n)
    dd = depth * depth / (16 * cc)
    h, middle = cc / (A * A), (z + p.z) / (2 * A)
    series = 1 + dd * (1 / 6 + dd * (3 / 40 + dd * (15 / 336)))
    return math.sqrt(cc) * (series + E2 / 240 * h * h * (zz / cc - middle * middle))


@inline
def twist(s: float, rise: float, sweep: float, n: float) -> float:
    """Azimuth of a geodesic of length s < NEAR_M less that of the normal section: curvature torsion s^2 / 6.

    `rise` is the z of its unit tangent a quarter of the way, `sweep` is cos(latitude) sin(azimuth).
    """
    return -EP2 * (1 + EP2 * rise * rise) * rise * sweep * s * s / (6 * n * n)


@called
def far_distance(p: Point, x: float, y: float, z: float) -> tuple[float, float, float, float, float]:
    """Geodesic distance, and sine and cosine of the azimuths at both ends; infinite near the antipode.

    The auxiliary sphere with Karney's series to the third order (J. Geodesy 87, 2013): to 1 micrometre.
    """
    cb0, sb0 = p.n * p.clat / A, p.z / B
    r = math.sqrt(x * x + y * y)
    cb1, sb1 = r / A, z / B
    cl, sl = 1.0, 0.0
    if r > 1e-9:
        cl, sl = (p.clon * x + p.slon * y) / r, (p.clon * y - p.slon * x) / r
    so, co, delta, step, last = sl, cl, 0.0, 0.0, 0.0
    for turn in range(50):
        east, north = cb1 * so, cb0 * sb1 - sb0 * cb1 * co
        ss, cs = math.sqrt(east * east + north * north), sb0 * sb1 + cb0 * cb1 * co
        sigma = math.atan2(ss, cs)
        if ss < 1e-12:
            return (0.0 if cs > 0 else math.inf), 0.0, 1.0, 0.0, 1.0
        sa = cb0 * cb1 * so / ss
        caa = max(0.0, 1 - sa * sa)
        c2m = cs - 2 * sb0 * sb1 / caa if caa > 1e-14 else 0.0
        c4m, s2 = 2 * c2m * c2m - 1, 2 * ss * cs
        kk = EP2 * caa
        eps = kk / (2 * (1 + math.sqrt(1 + kk)) + kk)
        a3 = 1 - eps * (0.5 - N / 2 + eps * (0.25 + N / 8 + eps / 16))
        c31 = eps * (0.25 - N / 4 + eps * (0.125 + eps * (3 / 64)))
        c32 = eps * eps * (1 / 16 - 3 * N / 32 + eps * (3 / 64))
        change = F * sa * a3 * (sigma + 2 * (c31 * ss * c2m + c32 * s2 * c4m)) - delta
        if abs(change) < 3e-11:
            break
        step = step * change / (last - change) if turn else change  # secant
        last = change
        delta += step
        dd = delta * delta
        sd, cd = delta * (1 - dd / 6 * (1 - dd / 20)), 1 - dd / 2 * (1 - dd / 12)
        so, co = sl * cd + cl * sd, cl * cd - sl * sd
    else:
        return math.inf, 0.0, 1.0, 0.0, 1.0
    ee = eps * eps
    c11, c12, c13 = eps * (-0.5 + ee * (3 / 16)), ee * (-1 / 16 + ee / 32), -ee * eps / 48
    s3, c6m = s2 * cs + (cs * cs - ss * ss) * ss, c2m * (2 * c4m - 1)
    arc = sigma + sa * change + 2 * (c11 * ss * c2m + c12 * s2 * c4m + c13 * s3 * c6m)
    distance_m = B * (1 + ee / 4 + ee * ee / 64) / (1 - eps) * arc
    return distance_m, east / ss, north / ss, cb0 * so / ss, (cb0 * sb1 * co - sb0 * cb1) / ss


@inline
def onward(x: float, y: float, z: float, sine: float, cosine: float) -> tuple[float, float, float]:
    """Unit tangent at a place for an azimuth."""
    nx, ny, nz, _ = normal(x, y, z)
    r = math.sqrt(nx * nx + ny * ny)
    cl, sl = (nx / r, ny / r) if r > 1e-15 else (1.0, 0.0)
    out = -nz * cosine
    return cl * out - sl * sine, sl * out + cl * sine, r * cosine
