"""Compiled orders: points along a Morton curve, pieces so that runs of them are compact; no geodesy here."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from geostrike.geodesy.kernel.compiling import entry, inline
from geostrike.geodesy.solve import Array

Indices = npt.NDArray[np.signedinteger[Any]]

_AXIS = 11  # bits


@inline
def spread(cell: int) -> int:
    """Put a zero between each two bits."""
    cell = (cell | (cell << 8)) & 0x00FF00FF
    cell = (cell | (cell << 4)) & 0x0F0F0F0F
    cell = (cell | (cell << 2)) & 0x33333333
    return (cell | (cell << 1)) & 0x55555555


@entry
def morton(lon: Array, lat: Array) -> Indices:
    """Indices of the points that are finite and in range, neighbours beside each other."""
    low_x, high_x, low_y, high_y = np.inf, -np.inf, np.inf, -np.inf
    good = np.empty(lon.size, np.int32)
    count = 0
    for i in range(lon.size):
        if abs(lon[i]) < np.inf and abs(lat[i]) <= 90:
            good[count] = i
            count += 1
            low_x, high_x = min(low_x, lon[i]), max(high_x, lon[i])
            low_y, high_y = min(low_y, lat[i]), max(high_y, lat[i])
    top = (1 << _AXIS) - 1
    scale_x, scale_y = top / max(high_x - low_x, 1e-9), top / max(high_y - low_y, 1e-9)
    keys = np.empty(count, np.int32)
    for j in range(count):
        x, y = int((lon[good[j]] - low_x) * scale_x), int((lat[good[j]] - low_y) * scale_y)
        keys[j] = spread(x) | (spread(y) << 1)
    order, spare, spare_keys = good[:count].copy(), np.empty(count, np.int32), np.empty(count, np.int32)
    for shift in (0, _AXIS):
        heads = np.zeros(top + 2, np.int64)
        for j in range(count):
            heads[((keys[j] >> shift) & top) + 1] += 1
        for cell in range(top + 1):
            heads[cell + 1] += heads[cell]
        for j in range(count):
            cell = (keys[j] >> shift) & top
            spare[heads[cell]], spare_keys[heads[cell]] = order[j], keys[j]
            heads[cell] += 1
        order, spare, keys, spare_keys = spare, order, spare_keys, keys
    return order


@inline
def widest_axis(middle: Array, rank: Indices, low: int, high: int) -> int:
    """The axis along which these middles spread most."""
    axis, widest = 0, -1.0
    for a in range(middle.shape[1]):
        least = most = middle[rank[low], a]
        for j in range(low + 1, high):
            least, most = min(least, middle[rank[j], a]), max(most, middle[rank[j], a])
        if most - least > widest:
            axis, widest = a, most - least
    return axis


@inline
def part(middle: Array, rank: Indices, axis: int, low: int, high: int, cut: int) -> None:
    """Reorder rank[low:high] so that nothing before `cut` lies beyond what stands after it (quickselect)."""
    left, right = low, high - 1
    while left < right:
        pivot = middle[rank[(left + right) // 2], axis]
        i, j = left, right
        while i <= j:
            while middle[rank[i], axis] < pivot:
                i += 1
            while middle[rank[j], axis] > pivot:
                j -= 1
            if i <= j:
                rank[i], rank[j] = rank[j], rank[i]
                i, j = i + 1, j - 1
        if cut <= j:
            right = j
        elif cut >= i:
            left = i
        else:
            break


@entry
def arrange(middle: Array, rank: Indices, width: int) -> None:
    """Reorder rank in place so that runs of width, width squared, ... entries lie close together."""
    lows, highs = np.empty(128, np.int64), np.empty(128, np.int64)
    lows[0], highs[0] = 0, rank.size
    top = 0
    while top >= 0:
        low, high = lows[top], highs[top]
        top -= 1
        leaves = (high - low + width - 1) // width
        if leaves <= 1:
            continue
        unit = 1
        while unit * width < leaves:
            unit *= width
        cut = low + (leaves + unit - 1) // unit // 2 * unit * width
        part(middle, rank, widest_axis(middle, rank, low, high), low, high, cut)
        lows[top + 1], highs[top + 1], lows[top + 2], highs[top + 2] = low, cut, cut, high
        top += 2
