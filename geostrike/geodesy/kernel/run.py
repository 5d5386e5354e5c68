"""Bulk search on threads: batches of points through the compiled search, its leavings to the reference."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from geostrike.geodesy import lines
from geostrike.geodesy.kernel.search import UNSOLVED, Tree, search
from geostrike.geodesy.kernel.sorting import morton
from geostrike.geodesy.kernel.tree import build
from geostrike.geodesy.lines import Nearest, Segments
from geostrike.geodesy.solve import Array

_BATCH = 1 << 16
_TREES: WeakKeyDictionary[Segments, Tree] = WeakKeyDictionary()


def nearest(lon: Array, lat: Array, line: Segments, threads: int = 0) -> Nearest:
    """Nearest point of geodesic segments to each point; see `geostrike.geodesy.nearest`."""
    tree = _tree(line)
    lon, lat = (np.ascontiguousarray(x, np.float64) for x in (lon, lat))
    floats = [np.full(lon.size, np.nan) for _ in range(4)]
    segment = np.full(lon.size, -1, np.intp)

    def batch(start: int) -> None:
        some = slice(start, start + _BATCH)
        _again(
            search,
            lon[some],
            lat[some],
            _again(morton, lon[some], lat[some]),
            tree,
            *(x[some] for x in floats),
            segment[some],
        )

    with ThreadPoolExecutor(threads or _processors()) as pool:
        list(pool.map(batch, range(0, lon.size, _BATCH)))
    far = np.flatnonzero(segment == UNSOLVED)
    if far.size:
        found = lines.nearest(lon[far], lat[far], line)
        for into, values in zip(
            floats, (found.distance_m, found.azimuth_deg, found.lon, found.lat), strict=True
        ):
            into[far] = values
        segment[far] = found.segment
    return Nearest(floats[0], floats[1], floats[2], floats[3], segment)


def _processors() -> int:
    mine = getattr(os, "sched_getaffinity", None)
    return len(mine(0)) if mine else os.cpu_count() or 1


def _tree(line: Segments) -> Tree:
    if line not in _TREES:
        _TREES[line] = _again(build, line)
    return _TREES[line]


def _again(function: Any, *arguments: Any) -> Any:
    """Call once more where numba has compiled but could not write its cache."""
    try:
        return function(*arguments)
    except OSError:
        return function(*arguments)
