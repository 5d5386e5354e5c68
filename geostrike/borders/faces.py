"""The face of a point: which of the areas that arcs bound holds it; knows no file and no data set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike.borders import store


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Arcs, the countries that they bound, and what lies in no face: "" (sea) or None (unknown)."""

    arcs: store.Arcs
    covered: tuple[str, ...]
    rest: str | None


def countries(part: Part, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.object_]:
    """Face of each point: a country, or what the part says of all else."""
    found = np.full(lon.shape, part.rest, object)
    open_ = np.ones(lon.shape, bool)
    for face, box in boxes(part):
        west, south, east, north = box
        boxed = (lon >= west) & (lat >= south) & (lon <= east) & (lat <= north)
        near = np.flatnonzero(open_ & boxed)
        if near.size:
            inside = near[shapely.intersects_xy(area(part, face), lon[near], lat[near])]
            found[inside] = None if face == store.OUTSIDE else face
            open_[inside] = False
    return found


@cache
def boxes(part: Part) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Faces that can hold a point with their bounding boxes in degrees, the smallest box first.

    Parameters
    ----------
    part : Part
        Arcs and the countries that they bound.
    """
    arcs = part.arcs
    west, south = (np.minimum.reduceat(v, arcs.starts[:-1]) for v in (arcs.lon, arcs.lat))
    east, north = (np.maximum.reduceat(v, arcs.starts[:-1]) for v in (arcs.lon, arcs.lat))
    found = []
    for face in (*part.covered, "" if part.rest is None else store.OUTSIDE):
        on = _around(part, face)
        if on.size:
            box = (west[on].min(), south[on].min(), east[on].max(), north[on].max())
            found.append((face, tuple(float(edge) / store.GRID for edge in box)))
    return tuple(sorted(found, key=lambda item: (item[1][2] - item[1][0]) * (item[1][3] - item[1][1])))


def _around(part: Part, face: str) -> NDArray[np.intp]:
    """Arcs that bound a face."""
    number = part.arcs.faces.index(face) if face in part.arcs.faces else -1
    return np.flatnonzero((part.arcs.left == number) != (part.arcs.right == number))


@cache
def area(part: Part, face: str) -> BaseGeometry:
    """Polygon of a face, prepared; edges drawn straight in lon/lat lie within 0.3 m of geodesics."""
    arcs, on = part.arcs, _around(part, face)
    spans = [slice(arcs.starts[i], arcs.starts[i + 1]) for i in on]
    xy = np.concatenate([np.stack([arcs.lon[s], arcs.lat[s]], axis=1) for s in spans]) / store.GRID
    which = np.repeat(np.arange(len(on)), [s.stop - s.start for s in spans])
    area = shapely.build_area(shapely.multilinestrings(shapely.linestrings(xy, indices=which)))
    shapely.prepare(area)
    return area
