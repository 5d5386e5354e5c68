"""Which pieces of lines can hold the nearest point: bounds that rule the others out; measures no distance.

Two pairs of bounds, between a distance `d` on the ellipsoid (semi-axes a > b) and what is cheap to compute:

- With reduced latitudes and true longitudes on a unit sphere the central angle s between the same points
  obeys ``b s <= d <= a s``, since the metric ``(a2 sin2 + b2 cos2) d_beta2 + a2 cos2 d_lambda2`` lies between
  b2 and a2 times the sphere's.
- With the straight chord c through the earth ``c <= d <= 2 R asin(c / 2 R)``, since no geodesic bends more
  than the meridian at the equator, R = b2/a (Schur's comparison theorem). A piece of length L strays from its
  own chord by at most ``L2 / 8 R``.

Points are halved into blocks until block times pieces left is small; what a block rules out is never looked
at again. A piece whose lower bound exceeds another's upper bound cannot hold the nearest point, and only such
pieces are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geostrike.geodesy.solve import A_M, B_M, FLATTENING, Array

Index = npt.NDArray[np.intp]

_PAIRS = 100_000  # pairs of a point and a piece that a block may have
_AT_ONCE = 500_000  # pairs that are handed over together
_SLACK_M = 1.0  # above the rounding of a cosine near 1, which is 0.1 m
_NEAR_M = 1_500_000.0  # up to here the chord tells more
_CURVE_M = B_M**2 / A_M
_AXES = np.array([A_M, A_M, B_M])


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Stretches of segments: whose they are, where they begin and how long they are, and their middles."""

    owner: Index
    from_m: Array
    length_m: Array
    lon: Array
    lat: Array
    unit: Array


def unit_vectors(lon: Array, lat: Array) -> Array:
    """Points of the unit sphere at reduced latitude and true longitude, shape (n, 3)."""
    reduced = np.arctan2((1 - FLATTENING) * np.sin(np.radians(lat)), np.cos(np.radians(lat)))
    turn = np.radians(lon)
    return np.column_stack([np.cos(reduced) * np.cos(turn), np.cos(reduced) * np.sin(turn), np.sin(reduced)])


def candidates(unit: Array, pieces: Pieces) -> Iterator[tuple[Index, Index]]:
    """Pairs of a point and a piece that the bounds of middles cannot rule out, all those of a point at once.

    Parameters
    ----------
    unit : ndarray of float64, shape (n, 3)
        Points, from `unit_vectors`.
    pieces : Pieces
        Pieces of lines.
    """
    held: list[tuple[Index, Index]] = []
    for some, left in _blocks(unit, pieces):
        held.append(_of_block(unit[some], left, pieces, some))
        if sum(point.size for point, _ in held) > _AT_ONCE:
            yield _joined(held)
            held = []
    if held:
        yield _joined(held)


def _joined(held: list[tuple[Index, Index]]) -> tuple[Index, Index]:
    points, pieces = zip(*held, strict=True)
    return np.concatenate(points), np.concatenate(pieces)


def by_chord(
    unit: Array, point: Index, piece: Index, ends: tuple[Array, Array], length_m: Array
) -> npt.NDArray[np.bool_]:
    """Which of these pairs the chords of the pieces cannot rule out.

    Parameters
    ----------
    unit : ndarray of float64, shape (n, 3)
        Points.
    point, piece : ndarray of int, shape (m,)
        Pairs; `piece` indexes the ends.
    ends : pair of ndarray of float64, shape (k, 3)
        Unit vectors of the first and last points of pieces.
    length_m : ndarray of float64, shape (k,)
        Lengths of pieces.
    """
    first, along = ends[0] * _AXES, (ends[1] - ends[0]) * _AXES
    square = np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
    from_first = (unit * _AXES)[point] - first[piece]
    share = np.einsum("ij,ij->i", from_first, along[piece]) / square[piece]
    off = from_first - np.clip(share, 0, 1)[:, None] * along[piece]
    chord_m = np.sqrt(np.einsum("ij,ij->i", off, off))
    stray_m = (length_m**2 / (8 * _CURVE_M))[piece] + 1e-6
    highest_m = np.full(len(unit), np.inf)
    np.minimum.at(highest_m, point, _longest(chord_m + stray_m))
    return np.asarray(chord_m - stray_m <= highest_m[point])


def _blocks(unit: Array, pieces: Pieces) -> Iterator[tuple[Index, Index]]:
    """Points close together, and the pieces that can be nearest to any of them."""
    todo = [(np.arange(len(unit)), np.arange(pieces.owner.size))]
    while todo:
        some, left = todo.pop()
        left = left[_in_reach(unit[some], left, pieces)]
        if some.size == 1 or some.size * left.size <= _PAIRS:
            yield some, left
        else:
            axis = np.ptp(unit[some], axis=0).argmax()
            order = np.argpartition(unit[some, axis], some.size // 2)
            todo += [(some[half], left) for half in np.split(order, [some.size // 2])]


def _in_reach(unit: Array, left: Index, pieces: Pieces) -> npt.NDArray[np.bool_]:
    """Which pieces can be nearest to a point of the disc that holds these points."""
    middle = unit.mean(axis=0)
    length = np.linalg.norm(middle)
    middle = middle / length if length > 0.1 else unit[0]
    reach = _angles(unit @ middle).max()
    angle = _angles(pieces.unit[left] @ middle)
    highest_m = A_M * (angle.min() + reach) + _SLACK_M
    return np.asarray(B_M * (angle - reach) - pieces.length_m[left] / 2 <= highest_m + _SLACK_M)


def _of_block(unit: Array, left: Index, pieces: Pieces, some: Index) -> tuple[Index, Index]:
    half_m = pieces.length_m[left] / 2
    points, middles = unit * _AXES, pieces.unit[left] * _AXES
    points, middles = points - middles[0], middles - middles[0]  # small numbers, small rounding
    square = (points**2).sum(axis=1)[:, None] + (middles**2).sum(axis=1) - 2 * points @ middles.T
    lowest_m = np.sqrt(np.maximum(square, 0))
    highest_m = _longest(lowest_m.min(axis=1))
    if highest_m.max() > _NEAR_M:
        angle = _angles(unit @ pieces.unit[left].T)
        lowest_m, highest_m = B_M * angle, A_M * angle.min(axis=1)
    point, piece = np.nonzero(lowest_m - half_m <= highest_m[:, None] + 2 * _SLACK_M)
    return some[point], left[piece]


def _angles(cosine: Array) -> Array:
    return np.arccos(np.clip(cosine, -1, 1))


def _longest(chord_m: Array) -> Array:
    """No geodesic with such a chord is longer."""
    share = chord_m / (2 * _CURVE_M)
    return np.where(share < 1, 2 * _CURVE_M * np.arcsin(np.minimum(share, 1)), np.inf)
