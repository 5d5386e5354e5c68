"""Which points in a country's waters are at sea, by the shores of a set of the world; knows no country."""

from __future__ import annotations

from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike.borders.store import CLASSES, GRID, Arcs

NEAR_DEG = 0.03
_COAST, _DISPUTED = CLASSES.index("coast"), CLASSES.index("disputed")


def at_sea(lon: NDArray[np.float64], lat: NDArray[np.float64], world: Arcs) -> NDArray[np.bool_]:
    """Whether points of no country lie off shore: farther than `NEAR_DEG` from it, and on no nobody's land.

    Parameters
    ----------
    lon, lat : ndarray of float64, shape (n,)
        Points in degrees that the data set puts in no country.
    world : Arcs
        The data set.
    """
    points = shapely.points(lon, lat)
    sea = np.asarray(~shapely.intersects(_nobodys(world), points), bool)
    shore = _shore(world)
    west, south, east, north = lon.min(), lat.min(), lon.max(), lat.max()
    low, high = shore.min(axis=1) - NEAR_DEG, shore.max(axis=1) + NEAR_DEG
    about = (low <= (east, north)).all(axis=1) & (high >= (west, south)).all(axis=1)
    tree = shapely.STRtree(shapely.linestrings(shore[about]))
    near, _ = tree.query(points, predicate="dwithin", distance=NEAR_DEG)
    sea[near] = False
    return sea


@cache
def _shore(world: Arcs) -> NDArray[np.float64]:
    """Edges of the coast, shape (n, 2, 2)."""
    coasts = [_vertices(world, int(at)) for at in np.flatnonzero(world.kind == _COAST)]
    return np.concatenate([np.stack([xy[:-1], xy[1:]], axis=1) for xy in coasts])


@cache
def _nobodys(world: Arcs) -> BaseGeometry:
    """Land that the data set gives to nobody."""
    none = world.faces.index("")
    rims = np.flatnonzero((world.kind == _DISPUTED) & ((world.left == none) | (world.right == none)))
    lines = [shapely.linestrings(_vertices(world, int(at))) for at in rims]
    area = shapely.build_area(shapely.multilinestrings(lines))
    shapely.prepare(area)
    return area


def _vertices(arcs: Arcs, at: int) -> NDArray[np.float64]:
    on = slice(arcs.starts[at], arcs.starts[at + 1])
    vertices: NDArray[np.float64] = np.stack([arcs.lon[on], arcs.lat[on]], axis=1) / GRID
    return vertices
