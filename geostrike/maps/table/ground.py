"""The map under many events: land, water, borders and names of large places, in few lines; knows no event.

The page of a report draws a finer one from the same data (`geostrike.maps.basemap`), around a few events.
Here the shore comes from small-scale data: the script blurs it as soon as its error shows. Borders are
thinned so little that the lines stay within `tolerance` of those that distances rest on.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike import borders, gazetteer
from geostrike.borders import Lines
from geostrike.files import data_path
from geostrike.gazetteer.layer import Layer, Record
from geostrike.gazetteer.sources import places_csv
from geostrike.maps import basefile, waters
from geostrike.maps.basemap import LAKE_ZOOM, RIVER_ZOOM, window
from geostrike.maps.placenames import arabic_of, plain
from geostrike.maps.strings import spoken
from geostrike.maps.table.countries import countries
from geostrike.maps.thinning import Box, clipped, pack, rings_of, simple
from geostrike.names import read

COARSE_FROM_DEG = 60.0
SHORE_ERROR_M = 1000
_NAMES = 90
_APART = 26.0  # a map's width holds no more names than this beside each other
_SHOWN = frozenset({"city", "town", "village"})
_LATIN = frozenset({"TR", "AZ", "CY"})  # whose own spelling has marks
_SAME_DEG = 0.07
_ZOOMS = ((3_000_000, 3.0), (1_000_000, 4.5), (300_000, 6.0), (100_000, 7.0), (40_000, 8.0), (0, 9.0))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the script draws under the events, the box it is clipped to, and the border sets used."""

    drawn: dict[str, Any]
    limits: Box
    datasets: tuple[str, ...]

    @property
    def attributions(self) -> list[str]:
        """Whom the borders are by."""
        return [borders.credit(name).attribution for name in self.datasets]


def ground(bounds: Box) -> Ground:
    """Draw the map under some events.

    Parameters
    ----------
    bounds : (float, float, float, float)
        West, south, east, north of the events in degrees.
    """
    limits = window(bounds)
    wide = limits[2] - limits[0]
    coarse = wide > COARSE_FROM_DEG
    rank = waters.rank(wide)
    tolerance = 0.00007 * wide
    digits, least = (2 if coarse else 4), tolerance**2 * 25
    rivers, _ = waters.rivers(limits, tolerance, rank)
    drawn = {
        "land": _rings(waters.polygons("land", limits, tolerance, least=least), tolerance, digits),
        "lakes": _rings(waters.polygons("lakes", limits, tolerance, most=rank), tolerance, digits),
        "rivers": rivers,
        "borders": list(_coarse_borders(limits, tolerance) if coarse else _borders(bounds, limits)),
        "countries": countries(limits, bounds),
        "places": _places(limits),
        "lake_zoom": LAKE_ZOOM,
        "river_zoom": RIVER_ZOOM,
        "shore_m": SHORE_ERROR_M,
    }
    return Ground(drawn, limits, ("naturalearth",) if coarse else ("osm", "naturalearth"))


def _rings(polygons: Iterable[BaseGeometry], tolerance: float, digits: int) -> list[list[list[int]]]:
    """Rings of polygons, thinned and rounded."""
    return [[pack(simple(ring, tolerance).round(digits)) for ring in rings_of(one)] for one in polygons]


def _coarse_borders(limits: Box, tolerance: float, held: Container[str] = ()) -> Iterator[dict[str, Any]]:
    layer = basefile.layer("borders")
    for at in layer.touching(limits):
        if layer.facts[at].get("pair") not in held:
            for part in clipped(layer.run(at), limits):
                yield {"kind": layer.facts[at]["kind"], "at": pack(simple(part, tolerance).round(3))}


def _borders(bounds: Box, limits: Box) -> Iterator[dict[str, Any]]:
    """Lines of the finest set, and coarse ones where it has none."""
    tolerance = max(0.0001, 0.00002 * (limits[2] - limits[0]))
    held: set[str] = set()
    for lines in _finest(bounds):
        xy = np.column_stack([lines.lon, lines.lat])
        fresh = set(lines.pair) - held
        for at in _touching(xy, lines.starts, limits):
            if lines.pair[at] in fresh:
                for part in clipped(xy[lines.starts[at] : lines.starts[at + 1]], limits):
                    yield {"kind": lines.kind[at], "at": pack(simple(part, tolerance).round(5))}
        held |= fresh
    yield from _coarse_borders(limits, tolerance, held)


def _finest(bounds: Box) -> Iterator[Lines]:
    """Lines of the finest border set; only those at hand, where the events lie among them."""
    found = borders.load()
    arcs = found.arcs
    extent = np.array([arcs.lon.min(), arcs.lat.min(), arcs.lon.max(), arcs.lat.max()]) / 1e7
    if found.beyond and (extent[:2] <= bounds[:2]).all() and (extent[2:] >= bounds[2:]).all():
        yield from map(found.lines, found.covered)
    else:
        yield found.lines("all")


def _touching(xy: NDArray[np.float64], starts: NDArray[Any], box: Box) -> list[int]:
    low = np.minimum.reduceat(xy, starts[:-1])
    high = np.maximum.reduceat(xy, starts[:-1])
    meets = (low <= box[2:]).all(axis=1) & (high >= box[:2]).all(axis=1)
    return np.flatnonzero(meets).tolist()


def _places(limits: Box) -> list[dict[str, Any]]:
    """Large places in the window, some way apart, the largest first."""
    ((layer,),) = gazetteer.load(data_path("geonames", "world.gaz")).groups
    lon, lat = np.asarray(layer.lon7) / 1e7, np.asarray(layer.lat7) / 1e7
    shown = np.isin(layer.kind, [at for at, kind in enumerate(layer.kinds) if kind in _SHOWN])
    shown &= (lon > limits[0]) & (lat > limits[1]) & (lon < limits[2]) & (lat < limits[3])
    rows = np.flatnonzero(shown)
    rows = rows[np.argsort(-np.asarray(layer.population)[rows].astype(np.int64), kind="stable")][
        : _NAMES * 20
    ]
    step = (limits[2] - limits[0]) / _APART
    taken: set[tuple[int, int]] = set()
    found: dict[str, dict[str, Any]] = {}
    for row in rows.tolist():
        cell = int(lon[row] // step), int(lat[row] // step)
        if cell not in taken and len(found) < _NAMES:
            taken.add(cell)
            place = _place(layer, row, float(lon[row]), float(lat[row]))
            found.setdefault(place["name"], place)
    return list(found.values())


def _place(layer: Layer, row: int, lon: float, lat: float) -> dict[str, Any]:
    people = int(layer.population[row])
    zoom = next(zoom for least, zoom in _ZOOMS if people >= least)
    return {"at": [round(lon, 3), round(lat, 3)], "name": _name(layer, row, lon, lat), "zoom": zoom}


def _name(layer: Layer, row: int, lon: float, lat: float) -> str:
    """The name in the language that is spoken, where the gazetteer has one."""
    arabic = ""
    if spoken() == "ar":
        known = [name for place in _typed(lon, lat) for name in place.names if read(name).script == "arabic"]
        arabic = known[0] if known else arabic_of(layer.place(row))
    return arabic or _usual(layer, row, lon, lat)


def _usual(layer: Layer, row: int, lon: float, lat: float) -> str:
    """The name in general use where it is written down; else the gazetteer's without a scholar's marks."""
    for place in _typed(lon, lat):
        return place.name
    name = str(layer.spellings[int(layer.first[row])])
    return name if layer.countries[int(layer.country[row])] in _LATIN else plain(name)


def _typed(lon: float, lat: float) -> Iterator[Record]:
    """Places typed by hand that lie at the same spot."""
    for place in _by_hand():
        if abs(place.lon - lon) < _SAME_DEG and abs(place.lat - lat) < _SAME_DEG:
            yield place


@cache
def _by_hand() -> tuple[Record, ...]:
    return tuple(place for place in places_csv(data_path("places.csv")) if place.kind in _SHOWN)
