"""Clips lines to a box, thins them far from the events and packs them for the page; knows no data set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

GRID = 1_000_000
_NEAR_DEG, _MIDDLE_DEG = 0.3, 1.5

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


def pack(xy: Floats) -> list[int]:
    """Vertices as differences of longitude and latitude in millionths of a degree, the first from zero.

    Examples
    --------
    >>> pack(np.array([[40.5, 34.0], [40.6, 34.0]]))
    [40500000, 34000000, 100000, 0]
    """
    whole = np.round(np.asarray(xy, float) * GRID).astype(np.int64)
    steps: list[int] = np.diff(whole, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel().tolist()
    return steps


def unpack(packed: Sequence[int]) -> Floats:
    """Vertices of a packed line, (n, 2) longitude and latitude in degrees.

    Examples
    --------
    >>> unpack([40500000, 34000000, 100000, 0]).tolist()
    [[40.5, 34.0], [40.6, 34.0]]
    """
    return np.asarray(np.cumsum(np.reshape(np.asarray(packed, np.int64), (-1, 2)), axis=0) / GRID)


def outline(geometry: BaseGeometry) -> list[list[int]]:
    """Rings of a polygon or of several, packed."""
    rings = [ring for part in shapely.get_parts(geometry) for ring in shapely.get_rings(part)]
    return [pack(shapely.get_coordinates(ring)) for ring in rings]


def rings_of(polygon: BaseGeometry) -> list[Floats]:
    """Vertices of a polygon's rings, the shell first."""
    return [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]


def clipped(xy: Floats, limits: Box) -> list[Floats]:
    """The parts of a line inside a box."""
    inside = (xy >= limits[:2]).all() and (xy <= limits[2:]).all()
    if inside:
        return [xy]
    if (xy.max(axis=0) < limits[:2]).any() or (xy.min(axis=0) > limits[2:]).any():
        return []
    parts = shapely.get_parts(shapely.clip_by_rect(shapely.linestrings(xy), *limits))
    return [shapely.get_coordinates(part) for part in parts]


def simple(xy: Floats, tolerance: float) -> Floats:
    """A line with few vertices that keep it within a tolerance in degrees; 0 keeps all.

    An open line may then cross itself within the tolerance, which no map shows; a ring keeps its shape.
    """
    if not tolerance or len(xy) < 3:
        return xy
    is_ring = bool((xy[0] == xy[-1]).all())
    line = shapely.simplify(shapely.linestrings(xy), tolerance, preserve_topology=is_ring)
    return np.asarray(shapely.get_coordinates(line))


def thin(xy: Floats, near: Floats, scale: float, tolerances: Sequence[float]) -> Floats:
    """A line with fewer vertices the farther they are from the events; its ends stay."""
    tier = tiers(xy, near)
    turns = np.flatnonzero(np.diff(tier)) + 1
    out: list[Floats] = []
    for first, last in zip([0, *turns], [*turns, len(xy) - 1], strict=True):
        factor = scale if tier[first] else 1.0
        run = simple(xy[first : last + 1], tolerances[tier[first]] * factor)
        out.append(run if not out else run[1:])
    return np.concatenate(out)


def tiers(xy: Floats, near: Floats) -> NDArray[np.intp]:
    """How far vertices are from the events: 0 near, 1 around, 2 beyond."""
    nearest = np.full(len(xy), np.inf)
    for lon, lat in near:
        east = (xy[:, 0] - lon) * np.cos(np.radians(lat))
        nearest = np.minimum(nearest, np.hypot(east, xy[:, 1] - lat))
    tiers: NDArray[np.intp] = np.digitize(nearest, [_NEAR_DEG, _MIDDLE_DEG])
    return tiers


def valid(rings: Sequence[Floats], grid_deg: float = 1 / GRID) -> list[BaseGeometry]:
    """Polygons that the rings bound, on a grid; a shell that vanished bounds none."""
    if not rings:
        return []
    shape = shapely.polygons(rings[0], [shapely.linearrings(ring) for ring in rings[1:]] or None)
    whole = shapely.set_precision(shapely.make_valid(shape), grid_deg)
    return [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon" and not part.is_empty]
