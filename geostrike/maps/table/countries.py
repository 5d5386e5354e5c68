"""Where the names of countries can stand on the map under many events, whatever the events; draws no line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike import borders
from geostrike.errors import BorderError
from geostrike.maps.strings import country
from geostrike.maps.thinning import Box

_CELLS = 64
_WIDEST_DEG = 2.5
_SPOTS, _GAP = 8, 3
_LETTER_PX = 9.2  # of a name in capitals
_WITHIN = 0.6  # what of a name must stand inside its country

Grid = NDArray[Any]


def countries(limits: Box, bounds: Box) -> list[dict[str, Any]]:
    """Names of the countries in a window, each with spots as [lon, lat, from zoom], the roomiest first.

    Parameters
    ----------
    limits : (float, float, float, float)
        West, south, east, north in degrees.
    bounds : (float, float, float, float)
        Those of the events: there are spots in smaller countries there.
    """
    spots: dict[str, list[list[float]]] = {}
    for box in (limits, bounds):
        for name, found in _in(box):
            spots.setdefault(name, []).extend(found)
    return [
        {"name": name, "at": sorted(found, key=lambda spot: spot[2])}
        for name, found in spots.items()
        if found
    ]


def _in(box: Box) -> Iterator[tuple[str, list[list[float]]]]:
    """Names with their spots on a grid of so many cells across a box."""
    west, south, east, north = box
    step = min((east - west) / _CELLS, _WIDEST_DEG)
    lon, lat = np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step)
    lons, lats = np.meshgrid(lon, lat)
    source = next(one for one in map(borders.load, borders.names()) if one.world)
    codes = np.asarray(source.countries(lons.ravel(), lats.ravel()), object).reshape(lons.shape)
    for code in sorted({*codes.ravel()} - {"", None}):
        if name := _name(code):
            yield name, _spots(codes == code, lon, lat, _least(name) / step)


def _name(code: str) -> str:
    try:
        return country(code).upper()
    except BorderError:
        return ""


def _least(name: str) -> float:
    """Degrees beside its middle that a name needs at zoom 0."""
    return _WITHIN * _LETTER_PX / 2 * len(name) * 360 / 256


def _spots(inside: Grid, lon: Grid, lat: Grid, cells: float) -> list[list[float]]:
    """Some cells of a country that have the most of it on both sides, apart from each other."""
    room = np.minimum(_run(inside), _run(inside[:, ::-1])[:, ::-1])
    room[1:] = np.minimum(room[1:], np.where(inside[:-1], room[1:], 0))
    room[:-1] = np.minimum(room[:-1], np.where(inside[1:], room[:-1], 0))
    rows, columns = np.nonzero(room > 1)
    order = np.argsort(-room[rows, columns], kind="stable")
    kept: list[tuple[int, int]] = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if len(kept) < _SPOTS and all(max(abs(row - r), abs(column - c)) >= _GAP for r, c in kept):
            kept.append((row, column))
    return [
        [round(float(lon[c]), 3), round(float(lat[r]), 3), round(float(np.log2(cells / room[r, c])), 2)]
        for r, c in kept
    ]


def _run(inside: Grid) -> Grid:
    """How many cells on end lie inside up to and with each one of its row."""
    at = np.arange(inside.shape[1])
    last = np.maximum.accumulate(np.where(inside, -1, at), axis=1)
    return np.where(inside, at - last, 0)
