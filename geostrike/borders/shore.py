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
    near, _ = _shore(world).query(points, predicate="dwithin", distance=NEAR_DEG)
    sea = ~shapely.intersects(_nobodys(world), points)
    sea[near] = False
    return np.asarray(sea, bool)


@cache
def _shore(world: Arcs) -> shapely.STRtree:
    """Edges of the coast."""
    edges = [_vertices(world, int(at)) for at in np.flatnonzero(world.kind == _COAST)]
    pairs = np.concatenate([np.stack([xy[:-1], xy[1:]], axis=1) for xy in edges])
    return shapely.STRtree(shapely.linestrings(pairs))


@cache
def _nobodys(world: Arcs) -> BaseGeometry:
    """Land that the data set gives to nobody."""
    none = world.faces.index("")
    rims = np.flatnonzero((world.kind == _DISPUTED) & ((world.left == none) | (world.right == none)))
    return shapely.build_area(shapely.multilinestrings([_vertices(world, int(at)) for at in rims]))


def _vertices(arcs: Arcs, at: int) -> NDArray[np.float64]:
    on = slice(arcs.starts[at], arcs.starts[at + 1])
    vertices: NDArray[np.float64] = np.stack([arcs.lon[on], arcs.lat[on]], axis=1) / GRID
    return vertices
