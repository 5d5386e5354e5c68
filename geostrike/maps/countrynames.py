"""Where the names of countries can stand on a map of events; draws no line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geostrike import borders
from geostrike.borders import BorderSet

_SCALES = (
    *((1.2, 0.0, 8.2), (0.3, 8.2, 10.2), (0.07, 10.2, 11.6)),
    *((0.03, 11.6, 13.0), (0.014, 13.0, 14.8), (0.003, 14.8, 99.0)),
)
_REACH = 4
_SPOTS, _SPOT_GAP = 3, 3


def sides(points: Sequence[tuple[float, float]], dataset: str = "osm") -> Mapping[str, list[list[float]]]:
    """Where a country's name can stand near some points: code -> [lon, lat, from zoom, to zoom]."""
    out: dict[str, list[list[float]]] = {}
    for step, low, high in _SCALES:
        for lon, lat in _apart(points, step):
            for code, east, north in _sides_of(lon, lat, step, dataset):
                out.setdefault(code, []).append([round(east, 4), round(north, 4), low, high])
    return dict(sorted(out.items()))


def _apart(points: Sequence[tuple[float, float]], step: float) -> list[tuple[float, float]]:
    kept: dict[tuple[int, int], tuple[float, float]] = {}
    for lon, lat in points:
        kept.setdefault((round(lon / step / 2), round(lat / step / 2)), (lon, lat))
    return list(kept.values())


def _sides_of(lon: float, lat: float, step: float, dataset: str) -> list[tuple[str, float, float]]:
    """Spots around a point whose neighbours lie in the same country: a few a country, near ones first."""
    span = np.arange(-_REACH - 1, _REACH + 2)
    lons, lats = np.meshgrid(lon + span * step / np.cos(np.radians(lat)), lat + span * step)
    grid = _surveyor(lon, lat, dataset).countries(lons.ravel(), lats.ravel()).reshape(lons.shape)
    cells = [(row, column) for row in range(len(span)) for column in range(1, len(span) - 1)]
    kept: list[tuple[int, int]] = []
    for row, column in sorted(cells, key=lambda cell: (span[cell[0]] ** 2 + span[cell[1]] ** 2, cell)):
        code = grid[row, column]
        same = [cell for cell in kept if grid[cell] == code]
        crowded = any(max(abs(row - r), abs(column - c)) < _SPOT_GAP for r, c in same)
        roomy = set(grid[row, column - 1 : column + 2]) == {code}
        if code and roomy and not crowded and len(same) < _SPOTS:
            kept.append((row, column))
    return [(grid[cell], float(lons[cell]), float(lats[cell])) for cell in kept]


def _surveyor(lon: float, lat: float, dataset: str) -> BorderSet:
    """The border set if it covers a point, else the one that covers the world."""
    first = borders.load(dataset)
    if first.country(lon, lat) is not None:
        return first
    return next(source for source in map(borders.load, borders.names()) if source.world)
