"""The quiet map under the events: land, water, borders and provinces, clipped, thinned and packed; no event.

Lines are kept whole near the events, where a reader zooms in to see on which side a place lies. Rivers and
lakes come from small-scale data (rivers run up to 1 km beside their bed): whoever draws them leaves them out
from zoom `RIVER_ZOOM` and `LAKE_ZOOM` on, before a place seems to lie on the wrong bank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import borders
from geostrike.borders import BorderSet, Lines, admin
from geostrike.maps import basefile, waters
from geostrike.maps.countrynames import sides
from geostrike.maps.thinning import (
    GRID,
    Box,
    Floats,
    clipped,
    outline,
    pack,
    rings_of,
    simple,
    thin,
    tiers,
    unpack,
    valid,
)

__all__ = [
    "GRID",
    "LAKE_ZOOM",
    "RIVER_ZOOM",
    "WORLD",
    "Basemap",
    "Box",
    "basemap",
    "outline",
    "pack",
    "sides",
    "unpack",
    "window",
    "within",
]

RIVER_ZOOM, LAKE_ZOOM = 9.25, 10.5
WORLD: Box = (-180.0, -80.0, 180.0, 82.0)
_FLATTEST = 2.5
_TOLERANCE_DEG = (0.0, 0.001, 0.004)
_SHORE_TOLERANCE_DEG = (0.0001, 0.001, 0.006)
_WATER_TOLERANCE_DEG = 0.0015
_AROUND_DEG = 1.0
_COARSE_FROM_DEG, _COARSE_TOLERANCE_DEG, _COARSE_GRID_DEG = 60.0, 0.008, 0.01
_SNAP_DEG = 1e-7
_PROVINCES_TO_DEG, _PROVINCE_TOLERANCE_DEG = 45.0, 0.004

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Basemap:
    """What lies under the events, packed for the page (see `pack`), and the data that it was drawn from.

    Attributes
    ----------
    limits : (float, float, float, float)
        The box that all of it is clipped to, in degrees.
    land, lakes : list
        Polygons, each a list of packed rings, the shell first.
    lines : list of dict
        Borders of countries: `pair`, `kind` ("land", "disputed", "indefinite") and the packed vertices `at`.
    rivers, admin : list
        Packed lines of rivers and of provinces.
    waters : list of dict
        Names of rivers: `name`, `ar` and the spots `at` beside which they can stand, [lon, lat].
    datasets : tuple of str
        Names of the border data sets that were used.
    """

    limits: Box
    land: list[list[list[int]]]
    lines: list[dict[str, Any]]
    lakes: list[list[list[int]]]
    rivers: list[list[int]]
    waters: list[dict[str, Any]]
    admin: list[list[int]]
    datasets: tuple[str, ...]

    @property
    def layers(self) -> tuple[str, ...]:
        """What is drawn beside land and borders and has a source of its own: "water", "provinces"."""
        drawn = {"water": self.lakes or self.rivers, "provinces": self.admin}
        return tuple(name for name, features in drawn.items() if features)

    def as_dict(self) -> dict[str, Any]:
        """The drawn layers as a page carries them, coordinates packed."""
        return {
            "land": self.land,
            "lakes": self.lakes,
            "rivers": self.rivers,
            "waters": self.waters,
            "admin": self.admin,
            "borders": self.lines,
            "lake_zoom": LAKE_ZOOM,
            "river_zoom": RIVER_ZOOM,
        }


def window(bounds: Box) -> Box:
    """The box that a reader may move in: that of the events and as much again around it.

    It is so wide that a flat window of the screen shows nothing beyond it when the events fill its height.
    """
    west, south, east, north = bounds
    wide, high = max(east - west, 8.0), max(north - south, 6.0)
    bottom, top = np.degrees(np.arctanh(np.sin(np.radians(np.clip([south, north], *WORLD[1::2])))))
    flat = (float(top - bottom) * _FLATTEST - (east - west)) / 2
    beside = max(0.9 * wide, round(flat, 3))
    return within((west - beside, south - 0.8 * high, east + beside, north + 0.8 * high), WORLD)


def within(box: Box, limits: Box) -> Box:
    """The part of a box that lies in another."""
    return (
        max(box[0], limits[0]),
        max(box[1], limits[1]),
        min(box[2], limits[2]),
        min(box[3], limits[3]),
    )


def basemap(bounds: Box, points: Points, *, limits: Box | None = None, dataset: str = "osm") -> Basemap:
    """Draw the map under some events.

    Parameters
    ----------
    bounds : (float, float, float, float)
        West, south, east, north of the events in degrees; the map reaches farther, see `window`.
    points : sequence of (lon, lat)
        Where lines are kept whole, within some 30 km; none for a map whose events are many. Without any,
        a map wider than 60 degrees is drawn from coarse lines.
    limits : (float, float, float, float), optional
        What the map covers, inside `WORLD`; the window of `bounds` where it is missing.
    dataset : str
        The border set that distances rest on; what it does not hold comes from the other.

    Examples
    --------
    >>> drawn = basemap((40.5, 34.0, 41.5, 35.0), [(40.97, 34.4)])
    >>> "Euphrates" in {water["name"] for water in drawn.waters}
    True
    """
    limits = limits or window(bounds)
    wide = limits[2] - limits[0]
    scale = max(1.0, wide / 40)
    near = np.unique(np.round(np.array(list(points), float).reshape(-1, 2), 2), axis=0)
    sources = [
        borders.load(name) for name in (dataset, *(name for name in borders.names() if name != dataset))
    ]
    if wide > _COARSE_FROM_DEG and not len(near):
        lines, used = _coarse_lines(limits, scale), ["naturalearth"]
        land = _coarse_land(limits, scale)
    else:
        lines, used = _fine_lines(sources, limits, near, scale)
        whole, under = (
            _mixed_land(sources, limits, near) if wide > _COARSE_FROM_DEG else _land(sources, limits)
        )
        land = _thin_polygons(whole, near, scale)
        used += under
    rank, tolerance = waters.rank(wide), _WATER_TOLERANCE_DEG * scale
    lakes = waters.polygons("lakes", limits, tolerance, most=rank)
    rivers, named = waters.rivers(limits, tolerance, rank)
    return Basemap(
        limits=limits,
        land=[outline(polygon) for polygon in land],
        lines=lines,
        lakes=[outline(polygon) for polygon in lakes],
        rivers=rivers,
        waters=named,
        admin=_provinces(limits) if wide <= _PROVINCES_TO_DEG else [],
        datasets=tuple(dict.fromkeys([dataset, *used])),
    )


def _provinces(limits: Box) -> list[list[int]]:
    found = admin.lines(*limits)
    runs = [np.column_stack([found.lon[a:b], found.lat[a:b]]) for a, b in pairwise(found.starts)]
    return [
        pack(simple(part, _PROVINCE_TOLERANCE_DEG).round(4)) for run in runs for part in clipped(run, limits)
    ]


def _fine_lines(
    sources: Sequence[BorderSet], limits: Box, near: Floats, scale: float
) -> tuple[list[dict[str, Any]], list[str]]:
    """Borders in the window, each pair from the first set that holds it, and the sets that were used."""
    drawn, used, held = [], [], set[str]()
    for source in sources:
        own = list(_lines(source.lines("all"), held, limits, near, scale))
        drawn += own
        held |= set(source.pairs())
        used += [source.name] if own else []
    return drawn, used


def _lines(
    lines: Lines, skip: Iterable[str], limits: Box, near: Floats, scale: float
) -> Iterator[dict[str, Any]]:
    skipped = frozenset(skip)
    for at, pair in enumerate(lines.pair):
        if pair in skipped:
            continue
        span = slice(lines.starts[at], lines.starts[at + 1])
        for part in clipped(np.column_stack([lines.lon[span], lines.lat[span]]), limits):
            at_scale = thin(part, near, scale, _TOLERANCE_DEG)
            yield {"pair": pair, "kind": lines.kind[at], "at": pack(at_scale)}


def _coarse_land(limits: Box, scale: float) -> list[BaseGeometry]:
    smallest = (_COARSE_TOLERANCE_DEG * scale) ** 2 * 4
    land = waters.polygons("land", limits, _COARSE_TOLERANCE_DEG * scale, least=smallest)
    rounded = [part for one in land if one.area > smallest for part in valid(rings_of(one), _COARSE_GRID_DEG)]
    return [part for part in rounded if part.area > smallest]


def _coarse_lines(limits: Box, scale: float) -> list[dict[str, Any]]:
    layer = basefile.layer("borders")
    return [
        {**layer.facts[at], "at": pack(simple(part, _COARSE_TOLERANCE_DEG * scale).round(2))}
        for at in layer.touching(limits)
        for part in clipped(layer.run(at), limits)
    ]


def _mixed_land(sources: Sequence[BorderSet], limits: Box, near: Floats) -> tuple[BaseGeometry, list[str]]:
    """Coarse land of a wide window with sharp land around the events, and the sets that were used."""
    around = shapely.union_all(shapely.box(*(near - _AROUND_DEG).T, *(near + _AROUND_DEG).T))
    far = shapely.union_all(waters.polygons("land", limits, _COARSE_TOLERANCE_DEG))
    pieces, used = [shapely.difference(far, around)], ["naturalearth"]
    for part in shapely.get_parts(around):
        box = shapely.bounds(shapely.clip_by_rect(part, *limits)).tolist()
        sharp, under = _land(sources, (box[0], box[1], box[2], box[3]))
        pieces.append(shapely.intersection(sharp, part))
        used += under
    return shapely.union_all(pieces, grid_size=_SNAP_DEG), used


def _land(sources: Sequence[BorderSet], limits: Box) -> tuple[BaseGeometry, list[str]]:
    """Land of the first set where it reaches, of the next ones beyond it; and the sets that were used."""
    window_box = shapely.box(*limits)
    found, used, left = [], [], window_box
    for source in sources:
        codes = _countries_in(source, limits)
        own = shapely.union_all([shapely.clip_by_rect(source.polygon(code), *limits) for code in codes])
        part = own if left is window_box else shapely.intersection(own, left)
        found.append(part)
        used += [] if shapely.is_empty(part) else [source.name]
        reach = None if source.world else _reach(source.name)
        done = window_box if reach is None else shapely.clip_by_rect(reach, *limits)
        left = shapely.difference(left, done)
        if shapely.is_empty(left):
            break
    return shapely.union_all(found, grid_size=_SNAP_DEG), used


@cache
def _reach(name: str) -> BaseGeometry | None:
    """What a border set covers, its countries and their waters; None where that is the whole world."""
    source = borders.load(name)
    arcs = source.arcs
    covered = np.array([face in {"", *source.covered} for face in arcs.faces])
    rim = np.flatnonzero(covered[arcs.left] != covered[arcs.right])
    if not rim.size:
        return None
    xy = np.column_stack([arcs.lon, arcs.lat]) / 1e7
    runs = [shapely.linestrings(xy[arcs.starts[at] : arcs.starts[at + 1]]) for at in rim]
    return shapely.build_area(shapely.multilinestrings(runs))


def _thin_polygons(land: BaseGeometry, near: Floats, scale: float) -> list[BaseGeometry]:
    smallest = (_SHORE_TOLERANCE_DEG[2] * scale) ** 2 * 4
    out: list[BaseGeometry] = []
    for part in shapely.get_parts(land):
        close = bool(len(near)) and tiers(shapely.get_coordinates(part), near).min() == 0
        if part.area > smallest or close:
            rings = [
                thin(shapely.get_coordinates(ring), near, scale, _SHORE_TOLERANCE_DEG)
                for ring in shapely.get_rings(part)
            ]
            out += valid([ring for ring in rings if len(ring) > 3])
    return out


def _countries_in(source: BorderSet, limits: Box) -> list[str]:
    """Countries with a stretch of border or coast in the window; the one around it where there is none."""
    arcs = source.arcs
    west, south, east, north = (round(edge * 1e7) for edge in limits)
    low = [np.minimum.reduceat(values, arcs.starts[:-1]) for values in (arcs.lon, arcs.lat)]
    high = [np.maximum.reduceat(values, arcs.starts[:-1]) for values in (arcs.lon, arcs.lat)]
    on = (low[0] < east) & (high[0] > west) & (low[1] < north) & (high[1] > south)
    found = {arcs.faces[face] for face in np.union1d(arcs.left[on], arcs.right[on])}
    middle = source.country((limits[0] + limits[2]) / 2, (limits[1] + limits[3]) / 2)
    return sorted((found | {middle or ""}) & set(source.covered))
