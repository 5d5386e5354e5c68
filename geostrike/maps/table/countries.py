"""Where the names of countries can stand on the map under many events, whatever the events; draws no line.

Close up the border data say where a cell lies. On a wide map a cell is in a country where all its places of
the gazetteer are, or those around it: that is quick, and names keep away from borders.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike import borders, gazetteer
from geostrike.errors import BorderError
from geostrike.files import data_path
from geostrike.maps.strings import country
from geostrike.maps.thinning import Box

_CELLS = 64
_WIDEST_DEG = 2.5
_SPOTS, _GAP = 8, 3
_LETTER_PX = 9.2  # of a name in capitals
_EMPTY, _MIXED = -1, -2
_REACH = 8  # cells
_CLOSE_DEG = 3.0
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
    codes = (_measured if east - west < _CLOSE_DEG else _settled)(lon, lat, step)
    for code in sorted({*codes.ravel()} - {"", None}):
        if name := _name(code):
            yield name, _spots(codes == code, lon, lat, _least(name) / step)


def _measured(lon: Grid, lat: Grid, _: float) -> Grid:
    """The country of each cell's middle by a border set: a quarter of a second, so only close up."""
    lons, lats = np.meshgrid(lon, lat)
    source = next(one for one in map(borders.load, borders.names()) if one.world)
    return np.asarray(source.countries(lons.ravel(), lats.ravel()), object).reshape(lons.shape)


def _settled(lon: Grid, lat: Grid, step: float) -> Grid:
    """The country of each cell's places in the gazetteer, or of those around it; "" where they differ."""
    ((layer,),) = gazetteer.load(data_path("geonames", "world.gaz")).groups
    column = np.floor((np.asarray(layer.lon7) / 1e7 - lon[0]) / step + 0.5).astype(int)
    row = np.floor((np.asarray(layer.lat7) / 1e7 - lat[0]) / step + 0.5).astype(int)
    near = (column >= 0) & (column < lon.size) & (row >= 0) & (row < lat.size)
    held = _held(row[near] * lon.size + column[near], np.asarray(layer.country)[near], lat.size * lon.size)
    filled = _filled(held.reshape(lat.size, lon.size))
    return np.array([*layer.countries, ""], object)[np.maximum(filled, -1)]


def _held(cell: Grid, country: Grid, size: int) -> Grid:
    """The country of all places of each cell; `_MIXED` where they are of several, `_EMPTY` without any."""
    least, most = np.full(size, np.iinfo(np.int64).max), np.full(size, _EMPTY)
    np.minimum.at(least, cell, country)
    np.maximum.at(most, cell, country)
    return np.where((most >= 0) & (least != most), _MIXED, most)


def _filled(held: Grid) -> Grid:
    """Cells without places too, where the nearest ones on three or four sides are of one country."""
    sides = np.stack([_nearest(held), _nearest(held[:, ::-1])[:, ::-1], _nearest(held.T).T])
    sides = np.concatenate([sides, _nearest(held[::-1].T).T[::-1][None]])
    code = sides.max(axis=0)
    agreed = ((sides == code) | (sides == _EMPTY)).all(axis=0) & ((sides == code).sum(axis=0) > 2)
    return np.where((held == _EMPTY) & agreed, code, held)


def _nearest(held: Grid) -> Grid:
    """What the nearest cell to the left holds that is not empty, no farther than `_REACH` cells."""
    at = np.arange(held.shape[1])
    last = np.maximum.accumulate(np.where(held == _EMPTY, -1, at), axis=1)
    found = np.take_along_axis(held, np.maximum(last, 0), axis=1)
    return np.where((last >= 0) & (at - last <= _REACH), found, _EMPTY)


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
