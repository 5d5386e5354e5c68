"""The quiet map under the events: land and borders, clipped, thinned and packed; draws no event.

Lines are kept whole near the events, where a reader zooms in to see on which side a place lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike import borders
from geostrike.borders import BorderSet, Lines

GRID = 1_000_000
_NEAR_DEG, _MIDDLE_DEG = 0.25, 1.5
_TOLERANCE_DEG = (0.0, 0.001, 0.004)
_LAND_TOLERANCE_DEG = 0.006

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies under the events, packed for the page, and the border sets that it was drawn from."""

    limits: Box
    land: list[list[list[int]]]
    lines: list[dict[str, Any]]
    datasets: tuple[str, ...]


def window(bounds: Box) -> Box:
    """The box that a reader may move in: that of the events and as much again around it."""
    west, south, east, north = bounds
    wide, high = max(east - west, 8.0), max(north - south, 6.0)
    return (
        max(west - 0.9 * wide, -180.0),
        max(south - 0.8 * high, -80.0),
        min(east + 0.9 * wide, 180.0),
        min(north + 0.8 * high, 82.0),
    )


def basemap(bounds: Box, points: Sequence[tuple[float, float]], *, dataset: str = "osm") -> Basemap:
    """Draw the map under some events.

    Parameters
    ----------
    bounds : (float, float, float, float)
        West, south, east, north of the events in degrees.
    points : sequence of (lon, lat)
        Where lines are kept whole.
    dataset : str
        The border set that distances rest on; what it does not hold comes from the other.
    """
    limits = window(bounds)
    first = borders.load(dataset)
    others = [borders.load(name) for name in borders.names() if name != dataset]
    scale = max(1.0, (limits[2] - limits[0]) / 40)
    lines, held = [], set[str]()
    used = []
    for source in (first, *others):
        drawn = list(_lines(source.lines("all"), held, limits, points, scale))
        lines += drawn
        held |= set(source.pairs())
        used += [source.name] if drawn else []
    world = next(source for source in (first, *others) if source.world)
    land = _land(world, limits, scale)
    datasets = tuple(dict.fromkeys([dataset, *used, world.name]))
    return Basemap(limits, land, lines, datasets)


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


def outline(geometry: BaseGeometry) -> list[list[int]]:
    """Rings of a polygon or of several, packed."""
    rings = [ring for part in shapely.get_parts(geometry) for ring in shapely.get_rings(part)]
    return [pack(shapely.get_coordinates(ring)) for ring in rings]


def _lines(
    lines: Lines, skip: Iterable[str], limits: Box, points: Sequence[tuple[float, float]], scale: float
) -> Iterable[dict[str, Any]]:
    skipped = frozenset(skip)
    for at, pair in enumerate(lines.pair):
        if pair in skipped:
            continue
        span = slice(lines.starts[at], lines.starts[at + 1])
        line = shapely.linestrings(np.column_stack([lines.lon[span], lines.lat[span]]))
        for part in shapely.get_parts(shapely.clip_by_rect(line, *limits)):
            thin = _thin(shapely.get_coordinates(part), points, scale)
            yield {"pair": pair, "kind": lines.kind[at], "at": pack(thin)}


def _thin(xy: Floats, points: Sequence[tuple[float, float]], scale: float) -> Floats:
    """A line with fewer vertices the farther they are from the events; its ends stay."""
    tier = _tiers(xy, points)
    turns = np.flatnonzero(np.diff(tier)) + 1
    out: list[Floats] = []
    for first, last in zip([0, *turns], [*turns, len(xy) - 1], strict=True):
        run = xy[first : last + 1]
        tolerance = _TOLERANCE_DEG[tier[first]] * scale
        if tolerance and len(run) > 2:
            run = shapely.get_coordinates(shapely.simplify(shapely.linestrings(run), tolerance))
        out.append(run if not out else run[1:])
    return np.concatenate(out)


def _tiers(xy: Floats, points: Sequence[tuple[float, float]]) -> NDArray[np.intp]:
    nearest = np.full(len(xy), np.inf)
    for lon, lat in points:
        east = (xy[:, 0] - lon) * np.cos(np.radians(lat))
        nearest = np.minimum(nearest, np.hypot(east, xy[:, 1] - lat))
    tiers: NDArray[np.intp] = np.digitize(nearest, [_NEAR_DEG, _MIDDLE_DEG])
    return tiers


def _land(world: BorderSet, limits: Box, scale: float) -> list[list[list[int]]]:
    parts = [shapely.clip_by_rect(world.polygon(code), *limits) for code in _countries_in(world, limits)]
    whole = shapely.simplify(shapely.union_all(parts), _LAND_TOLERANCE_DEG * scale)
    smallest = (_LAND_TOLERANCE_DEG * scale) ** 2 * 4
    polygons = [part for part in shapely.get_parts(whole) if part.area > smallest]
    return [outline(part) for part in polygons]


def _countries_in(world: BorderSet, limits: Box) -> list[str]:
    """Countries with a stretch of border or coast in the window; the one around it where there is none."""
    arcs = world.arcs
    west, south, east, north = (round(edge * 1e7) for edge in limits)
    low = [np.minimum.reduceat(values, arcs.starts[:-1]) for values in (arcs.lon, arcs.lat)]
    high = [np.maximum.reduceat(values, arcs.starts[:-1]) for values in (arcs.lon, arcs.lat)]
    on = (low[0] < east) & (high[0] > west) & (low[1] < north) & (high[1] > south)
    found = {arcs.faces[face] for face in np.union1d(arcs.left[on], arcs.right[on])}
    middle = world.country((limits[0] + limits[2]) / 2, (limits[1] + limits[3]) / 2)
    return sorted((found | {middle or ""}) & set(world.covered))


def sides(points: Sequence[tuple[float, float]], dataset: str = "osm") -> Mapping[str, list[list[float]]]:
    """Where a country's name can stand near some points: code -> [lon, lat, from zoom, to zoom]."""
    out: dict[str, list[list[float]]] = {}
    for step, low, high in _SCALES:
        for lon, lat in _apart(points, step):
            for code, east, north in _sides_of(lon, lat, step, dataset):
                out.setdefault(code, []).append([round(east, 4), round(north, 4), low, high])
    return dict(sorted(out.items()))


_SCALES = ((1.2, 0.0, 8.2), (0.3, 8.2, 10.2), (0.07, 10.2, 12.6), (0.014, 12.6, 14.8), (0.003, 14.8, 99.0))
_REACH = 4
_SPOTS, _SPOT_GAP = 3, 3


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
