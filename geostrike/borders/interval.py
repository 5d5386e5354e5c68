"""How near and how far the true border may be, over all lines that could hold it; knows no place and no name.

A line drawn at `d` metres that is off by at most `e` puts the true one between ``d - e`` and ``d + e``. Of
several, the nearest true one lies no nearer than the least ``d - e`` and no farther than the least ``d + e``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geostrike import geodesy
from geostrike.borders.target import Target
from geostrike.geodesy.lines import subset
from geostrike.geodesy.prune import Pieces, unit_vectors
from geostrike.geodesy.solve import A_M, B_M

Floats = NDArray[np.float64]
Nearest = Callable[[Floats, Floats, geodesy.Segments], geodesy.Nearest]

_STEPS = 16
_SLACK_M = 1.0
_ROUNDING = 1e-12


def bounds(
    lon: Floats, lat: Floats, found: geodesy.Nearest, lines: Target, nearest: Nearest = geodesy.nearest
) -> tuple[Floats, Floats]:
    """Lower (it may be negative) and upper bound of the distance to the true border, for points of no radius.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        Points in degrees.
    found : Nearest
        The nearest point of the lines.
    lines : Target
        Lines with the error of each segment.
    nearest : callable
        What finds the nearest points.

    Returns
    -------
    low_m, high_m : ndarray of float64, shape (n,)
        NaN where nothing was found.
    """
    known = found.segment >= 0
    own_m = np.where(known, lines.error_m[found.segment], np.nan)
    low_m, high_m = found.distance_m - own_m, found.distance_m + own_m
    groups = _groups(lines)
    unit = unit_vectors(lon, lat) if groups else np.empty((0, 3))
    for group in groups:
        other = np.flatnonzero(own_m != group.error_m)  # the nearest of equal errors is known
        may = other[_in_reach(unit[other], found.distance_m[other], group, lines.error_m)]
        if may.size:
            far_m = nearest(lon[may], lat[may], _segments(lines, group)).distance_m
            low_m[may] = np.minimum(low_m[may], far_m - group.error_m)
            high_m[may] = np.minimum(high_m[may], far_m + group.error_m)
    return low_m, high_m


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Segments of one error, and a disc that holds them: a unit vector and a radius in metres."""

    error_m: float
    some: NDArray[np.bool_]
    middle: Floats
    radius_m: float


@lru_cache(maxsize=64)
def _groups(lines: Target) -> tuple[_Group, ...]:
    """Segments by border, or by error where one border has several; none where all errors are equal."""
    if np.ptp(lines.error_m) == 0:
        return ()
    _, which = np.unique(lines.border, return_inverse=True)
    if any(np.ptp(lines.error_m[which == at]) > 0 for at in range(which.max() + 1)):
        step_m = lines.error_m.max() / _STEPS
        _, which = np.unique(np.ceil(lines.error_m / step_m), return_inverse=True)
    middles, radii_m = _discs(lines.segments.pieces, which)
    return tuple(
        _Group(float(lines.error_m[which == at].max()), which == at, middles[at], radii_m[at].item())
        for at in range(which.max() + 1)
    )


def _discs(pieces: Pieces, which: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Middle and radius of the disc about the pieces of each group."""
    group = which[pieces.owner]
    sums: Floats = np.stack([np.bincount(group, axis) for axis in pieces.unit.T], axis=1).astype(np.float64)
    middles = sums / np.linalg.norm(sums, axis=1)[:, None]
    angle = np.arccos(np.clip((pieces.unit * middles[group]).sum(axis=1), -1, 1))
    radii_m = np.zeros(len(middles))
    np.maximum.at(radii_m, group, A_M * angle + pieces.length_m / 2 + _SLACK_M)
    return middles, radii_m


@lru_cache(maxsize=512)
def _segments(lines: Target, group: _Group) -> geodesy.Segments:
    return subset(lines.segments, group.some)


def _in_reach(unit: Floats, distance_m: Floats, group: _Group, errors_m: Floats) -> NDArray[np.bool_]:
    """Where a group may change a bound: it is no farther than the nearest line and the difference of errors.

    On the sphere of reduced latitudes, as in `geodesy.lines`: ``distance >= b angle``.
    """
    gain_m = max(group.error_m - errors_m.min(), errors_m.max() - group.error_m)
    limit = (distance_m + gain_m + group.radius_m + _SLACK_M) / B_M
    return np.asarray(unit @ group.middle >= np.cos(np.minimum(limit, np.pi)) - _ROUNDING)
