"""The compiled search for the nearest piece of each point; no making of trees and no threads here.

The bounds. On the quadric X'AX = 1 a geodesic X(s) from P has u = |X - P|^2 with u'' = 2 - k u, where k is
the product of its normal curvature and (X - P)'A(X - P) / (u |AX|), and lies between 1/LONG_R^2 and
1/SHORT_R^2 (LONG_R = a^2/b, SHORT_R = b^2/a). By Sturm's comparison its chord is at most
2 LONG_R sin(s / 2 LONG_R), so a box farther than that from P in space holds no point within s of P.
Beyond LINEAR_M chords say little. There the distance to the middle of a node is measured, and a point of the
node at r from it is at least ``-r``, or its first-order change less the curvature of the distance, nearer.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geostrike.geodesy.kernel.compiling import called, entry, inline
from geostrike.geodesy.kernel.geodesics import (
    DEGREE,
    E2,
    LONG_R,
    SHORT_R,
    Point,
    far_distance,
    onward,
    place,
)
from geostrike.geodesy.kernel.pieces import WIDTH, chord, finish, foot
from geostrike.geodesy.solve import Array

Single = np.float32
Indices = npt.NDArray[np.signedinteger[Any]]
Singles = npt.NDArray[Single]

UNSOLVED = -2
LINEAR_M = 3_000_000.0
BALL_M = 6_000_000.0
LIMIT_M = 19_700_000.0  # beyond, near the antipode, the iteration settles slowly or not
_SLACK_M = 1e-3
_BLOCK = 256
_BIT = np.array([0] + [(i & -i).bit_length() - 1 for i in range(1, 1 << WIDTH)], np.int64)


class Tree(NamedTuple):
    """Pieces of lines under boxes: node i has the children children[i]..+7; leaves follow the inner nodes."""

    boxes: Singles  # (inner, 6, WIDTH) float32: least and greatest x, y, z of each child
    children: Indices  # (inner,)
    balls: Array  # (inner + leaves, 4): a point of the ellipsoid, and a radius along it that holds the node
    leaves: Array  # (leaves, 7, WIDTH): x, y, z of both ends, inverse squared length
    ends: Array  # (leaves * WIDTH, 4): lon, lat of both ends
    owners: Indices  # (leaves * WIDTH,): segments
    sagitta: float  # of the longest piece


@inline
def within(p: Point, leaves: Array, leaf: int, widest: float) -> int:
    """Bits of the pieces of a leaf whose chords come this near (squared)."""
    bits = 0
    for k in range(leaves.shape[2]):  # a literal would be unrolled before it is made a vector
        cc, _ = chord(p, leaves, leaf, k)
        bits |= (1 << k) if cc <= widest else 0
    return bits


@inline
def gap(fx: Single, fy: Single, fz: Single, boxes: Singles, box: int, k: int) -> Single:
    """Squared distance to a child's box, in single precision."""
    zero = Single(0)
    x0, x1 = boxes[box, 0, k] - fx, fx - boxes[box, 3, k]
    y0, y1 = boxes[box, 1, k] - fy, fy - boxes[box, 4, k]
    z0, z1 = boxes[box, 2, k] - fz, fz - boxes[box, 5, k]
    x, y, z = x0 if x0 > x1 else x1, y0 if y0 > y1 else y1, z0 if z0 > z1 else z1  # noqa: FURB136
    x, y, z = x if x > zero else zero, y if y > zero else zero, z if z > zero else zero  # noqa: FURB136
    squared: Single = x * x + y * y + z * z
    return squared


@inline
def children_within(fx: Single, fy: Single, fz: Single, boxes: Singles, box: int, reach: Single) -> np.int32:
    """Bits of the children whose boxes come this near (squared)."""
    bits = np.int32(0)
    for k in range(boxes.shape[2]):
        bits |= np.int32(1 << k) if gap(fx, fy, fz, boxes, box, k) <= reach else np.int32(0)
    return bits


@inline
def reach_of(s: float) -> tuple[float, Single]:
    """Longest chord of a geodesic of length s, and its square with room for single precision."""
    half = min(s / (2 * LONG_R), math.pi / 2)
    w = half * half
    sine = half * (1 - w / 6 * (1 - w / 20 * (1 - w / 42))) if half < 0.05 else math.sin(half)
    chord_m = 2 * LONG_R * sine + _SLACK_M
    return chord_m, Single((chord_m * 1.000001 + 2.0) ** 2)


@called
def far_bits(p: Point, tree: Tree, node: int, best: float, bits: int) -> int:
    """Of the pieces of a far leaf (or all or none of a far node), those that may come within `best`."""
    x, y, z, r = tree.balls[node, 0], tree.balls[node, 1], tree.balls[node, 2], tree.balls[node, 3]
    s, _, _, sine, cosine = far_distance(p, x, y, z)
    if math.isfinite(s) and s - r > best + _SLACK_M:
        return 0
    leaf = node - tree.children.size
    if leaf < 0 or s + r > LIMIT_M:
        return bits
    ux, uy, uz = onward(x, y, z, sine, cosine)
    bend = max(0.0, -1 / (SHORT_R * math.tan((s + r) / SHORT_R)))
    error_m = bend * r * r / 2 + r * r * r / (3 * SHORT_R * SHORT_R) + 0.01
    kept = 0
    for k in range(WIDTH):
        first = (
            ux * (tree.leaves[leaf, 0, k] - x)
            + uy * (tree.leaves[leaf, 1, k] - y)
            + uz * (tree.leaves[leaf, 2, k] - z)
        )
        last = (
            ux * (tree.leaves[leaf, 3, k] - x)
            + uy * (tree.leaves[leaf, 4, k] - y)
            + uz * (tree.leaves[leaf, 5, k] - z)
        )
        kept |= (1 << k) if s + min(first, last) - error_m <= best else 0
    return bits & kept


@inline
def push_children(
    fx: Single,
    fy: Single,
    fz: Single,
    tree: Tree,
    node: int,
    reach: Single,
    stack: Indices,
    bounds: Singles,
    top: int,
) -> int:
    """Put the children within reach on the stack, the nearer of the last two on top; the new top."""
    bits, lowest = children_within(fx, fy, fz, tree.boxes, node, reach), top + 1
    while bits:
        k = _BIT[bits]
        bits &= bits - 1
        top += 1
        stack[top], bounds[top] = tree.children[node] + k, gap(fx, fy, fz, tree.boxes, node, k)
        if top > lowest and bounds[top] > bounds[top - 1]:
            stack[top], stack[top - 1] = stack[top - 1], stack[top]
            bounds[top], bounds[top - 1] = bounds[top - 1], bounds[top]
    return top


@inline
def nearest_piece(
    p: Point, tree: Tree, warm: int, stack: Indices, bounds: Singles
) -> tuple[int, float, float]:
    """Slot of the nearest piece, where on it, and the distance; `warm` is a slot to begin with, or -1.

    Equal distances go to the lowest segment, whatever the order of the search.
    """
    inner = tree.children.size
    fx, fy, fz = Single(p.x), Single(p.y), Single(p.z)
    best, best_t, best_slot = math.inf, 0.0, -1
    chord_m, reach = 3 * LONG_R, Single(1e15)
    if warm >= 0:
        best, best_t = foot(p, tree.leaves, warm)
        best_slot = warm
        chord_m, reach = reach_of(best)
    top = 0
    stack[0], bounds[0] = 0, Single(0)
    while top >= 0:
        node, bound = stack[top], bounds[top]
        top -= 1
        if bound > reach or (
            node < inner and BALL_M < best < math.inf and not far_bits(p, tree, node, best, 1)
        ):
            continue
        if node < inner:
            top = push_children(fx, fy, fz, tree, node, reach, stack, bounds, top)
            continue
        widest = (chord_m + tree.sagitta) ** 2
        bits = within(p, tree.leaves, node - inner, widest)
        if LINEAR_M < best < math.inf:
            bits = far_bits(p, tree, node, best, bits)
        while bits:
            k = _BIT[bits]
            bits &= bits - 1
            slot = (node - inner) * WIDTH + k
            cc, _ = chord(p, tree.leaves, node - inner, k)
            if slot == best_slot or cc > widest:
                continue
            s, t = foot(p, tree.leaves, slot)
            if s < best or (s == best and tree.owners[slot] < tree.owners[best_slot]):
                best, best_t, best_slot = s, t, slot
                chord_m, reach = reach_of(s)
                widest = (chord_m + tree.sagitta) ** 2
    return best_slot, best_t, best


@inline
def answer(p: Point, tree: Tree, slot: int, t: float, s: float, row: Array) -> None:
    """Write distance, azimuth, longitude and latitude of the foot, and the segment of one point."""
    s, azimuth, t, x, y, z = finish(p, tree.leaves, slot, t, s)
    row[0] = s
    row[1] = (azimuth / DEGREE) % 360 if s >= 1e-6 else math.nan
    if 0 < t < 1:
        row[2] = math.atan2(y, x) / DEGREE
        row[3] = math.atan2(z, (1 - E2) * math.sqrt(x * x + y * y)) / DEGREE
    else:
        end = 0 if t <= 0 else 2
        row[2], row[3] = tree.ends[slot, end], tree.ends[slot, end + 1]
    row[4] = tree.owners[slot]


@entry
def search(
    lon: Array,
    lat: Array,
    order: Indices,
    tree: Tree,
    distance_m: Array,
    azimuth_deg: Array,
    foot_lon: Array,
    foot_lat: Array,
    segment: Indices,
) -> None:
    """Answer the points of `order`, each begun from its neighbour's answer; the rest keep what they hold."""
    stack, bounds = np.empty(16 * WIDTH, np.int64), np.empty(16 * WIDTH, Single)
    points, rows, rank = np.empty((_BLOCK, 8)), np.empty((order.size, 5)), np.full(lon.size, -1, np.int32)
    warm = -1
    for start in range(0, order.size, _BLOCK):
        count = min(_BLOCK, order.size - start)
        for j in range(count):
            points[j, 0], points[j, 1] = lon[order[start + j]], lat[order[start + j]]
            rank[order[start + j]] = start + j
        for j in range(count):
            x, y, z, n, clon, slon, clat, slat = place(points[j, 0], points[j, 1])
            points[j, 0], points[j, 1], points[j, 2], points[j, 3] = x, y, z, n
            points[j, 4], points[j, 5], points[j, 6], points[j, 7] = clon, slon, clat, slat
        for j in range(count):
            p = Point(
                points[j, 0],
                points[j, 1],
                points[j, 2],
                points[j, 3],
                points[j, 4],
                points[j, 5],
                points[j, 6],
                points[j, 7],
            )
            slot, t, s = nearest_piece(p, tree, warm, stack, bounds)
            warm = slot
            rows[start + j, 4] = UNSOLVED
            if s <= LIMIT_M:
                answer(p, tree, slot, t, s, rows[start + j])
    for i in range(lon.size):
        if rank[i] >= 0:
            row = rows[rank[i]]
            distance_m[i], azimuth_deg[i], foot_lon[i], foot_lat[i] = row[0], row[1], row[2], row[3]
            segment[i] = int(row[4])
