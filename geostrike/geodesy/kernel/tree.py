"""The tree over the pieces of lines: cut, ordered, boxed; nothing is searched here."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from geostrike.geodesy.kernel.geodesics import LONG_R, SHORT_R, A, B, in_space
from geostrike.geodesy.kernel.pieces import WIDTH
from geostrike.geodesy.kernel.search import Tree
from geostrike.geodesy.kernel.sorting import arrange
from geostrike.geodesy.lines import Segments
from geostrike.geodesy.solve import Array, geod

PIECE_M = 2_000.0
_NOWHERE_M = 1e9
_EMPTY = np.float32(3e9)


def build(line: Segments) -> Tree:
    """Tree over the segments of a line, cut into pieces of at most `PIECE_M` metres."""
    ends, owner = _cut(line)
    first, last = _in_space(ends[:, 0], ends[:, 1]), _in_space(ends[:, 2], ends[:, 3])
    squared = np.square(last - first).sum(axis=1)
    sagitta = float(squared.max()) / (8 * SHORT_R) + 1e-6
    order = np.arange(owner.size)
    arrange((first + last) / 2, order, WIDTH)
    slots = _padded(order, WIDTH, order[0])
    real = np.arange(slots.size) < owner.size
    inverse = np.divide(1, squared, out=np.zeros_like(squared), where=squared > 1e-12)
    table = np.column_stack([first, last, inverse])[slots]
    table[~real] = [_NOWHERE_M] * 6 + [0]
    leaves = np.ascontiguousarray(table.reshape(-1, WIDTH, 7).transpose(0, 2, 1))
    low = np.where(real[:, None], np.minimum(first, last)[slots] - sagitta, np.inf)
    high = np.where(real[:, None], np.maximum(first, last)[slots] + sagitta, -np.inf)
    boxes, children, balls = _levels(low, high)
    owners = np.where(real, owner[slots], np.iinfo(np.int32).max).astype(np.int32)
    return Tree(boxes, children, balls, leaves, ends[slots], owners, sagitta)


def _cut(line: Segments) -> tuple[Array, npt.NDArray[np.intp]]:
    """Ends of the pieces (lon, lat, lon, lat), and their segments, each from its lesser end.

    The same stretch drawn both ways so gives the same pieces to the bit, and its distances tie exactly.
    """
    backward = (line.lon1 < line.lon0) | ((line.lon1 == line.lon0) & (line.lat1 < line.lat0))
    ends = np.column_stack([line.lon0, line.lat0, line.lon1, line.lat1])
    ends[backward] = ends[backward][:, [2, 3, 0, 1]]
    count = np.maximum(np.ceil(line.length_m / PIECE_M), 1).astype(np.intp)
    owner = np.repeat(np.arange(count.size), count)
    rank = np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count)
    pieces, inside = ends[owner], np.flatnonzero(rank)
    segment = owner[inside]
    azimuth_deg, _, length_m = geod().inv(*ends[segment].T)
    lon, lat, _ = geod().fwd(
        ends[segment, 0], ends[segment, 1], azimuth_deg, length_m * rank[inside] / count[segment]
    )
    pieces[inside, 0], pieces[inside, 1] = lon, lat
    pieces[inside - 1, 2], pieces[inside - 1, 3] = lon, lat
    return pieces, owner


def _in_space(lon: Array, lat: Array) -> Array:
    xyz = np.empty((lon.size, 3))
    in_space(np.ascontiguousarray(lon), np.ascontiguousarray(lat), xyz)
    return xyz


def _padded(array: npt.NDArray[Any], width: int, fill: Any) -> npt.NDArray[Any]:
    """The array with rows of `fill` appended up to a multiple of `width`."""
    room = -array.shape[0] % width
    return np.concatenate([array, np.full((room, *array.shape[1:]), fill, array.dtype)])


def _levels(low: Array, high: Array) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64], Array]:
    """Boxes of children, first children and balls of the nodes, root first, from the boxes of the pieces."""
    levels: list[tuple[Array, Array]] = []
    while not levels or len(levels[-1][0]) > 1 or len(levels) < 2:
        low = _padded(low, WIDTH, np.inf).reshape(-1, WIDTH, 3).min(axis=1)
        high = _padded(high, WIDTH, -np.inf).reshape(-1, WIDTH, 3).max(axis=1)
        levels.append((low, high))
    levels.reverse()
    starts = np.cumsum([0] + [len(level[0]) for level in levels])
    children = np.concatenate(
        [starts[i + 1] + WIDTH * np.arange(len(levels[i][0])) for i in range(len(levels) - 1)]
    )
    boxes = np.concatenate([_boxes(*level) for level in levels[1:]])
    balls = np.concatenate([_balls(*level) for level in levels])
    return boxes, children, balls


def _boxes(low: Array, high: Array) -> npt.NDArray[np.float32]:
    """Boxes, rounded outwards, in groups of `WIDTH`: shape (groups, 6, WIDTH)."""
    least = np.nextafter(low.astype(np.float32), np.float32(-np.inf))
    most = np.nextafter(high.astype(np.float32), np.float32(np.inf))
    both = _padded(np.column_stack([least, most]), WIDTH, _EMPTY)
    return np.ascontiguousarray(both.reshape(-1, WIDTH, 6).transpose(0, 2, 1))


def _balls(low: Array, high: Array) -> Array:
    """A point of the ellipsoid for each box, and how far along it the points of the box can be from there."""
    middle = (low + high) / 2
    middle[np.linalg.norm(middle, axis=1) < 1] = [A, 0, 0]
    onto = 1 / np.sqrt(np.square(middle / [A, A, B]).sum(axis=1))
    centre = middle * onto[:, None]
    chord_m = np.linalg.norm(np.maximum(high - centre, centre - low), axis=1)
    half = np.minimum(chord_m / (2 * SHORT_R), 1)
    radius_m = np.where(half < 1, 2 * SHORT_R * np.arcsin(half), np.pi * LONG_R)
    return np.column_stack([centre, radius_m + 1])
