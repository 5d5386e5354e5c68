"""Which names of places a map carries, and from which zoom on; the events' own names are not among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np

from geostrike.gazetteer import Gazetteer, load
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.learnt import costs
from geostrike.maps.strings import spoken
from geostrike.model import Place
from geostrike.names import read
from geostrike.names.compare import encode, log_odds, script_of

_SHOWN = frozenset({"city", "town", "village", "crossing"})
_ZOOMS = ((1_000_000, 5.0), (300_000, 6.0), (100_000, 7.0), (40_000, 8.0), (15_000, 9.0))
_SMALL_ZOOM, _NEAR_ZOOM = 11.0, 9.0
_NEAR_DEG = 0.6
_MOST, _MOST_NEAR = 200, 90
_SAME_DEG = 0.07
_BY_HAND = "geostrike"
_ARABIC = re.compile(r"[\u0621-\u0652 ]+")
_LATIN = frozenset({"TR", "AZ", "CY"})

Box = tuple[float, float, float, float]


def place_names(
    limits: Box, points: Sequence[tuple[float, float]], own: Iterable[str], gazetteer: Gazetteer | None = None
) -> list[dict[str, Any]]:
    """Names to letter on a map, the most prominent first.

    Parameters
    ----------
    limits : (float, float, float, float)
        West, south, east, north in degrees.
    points : sequence of (lon, lat)
        The events; small places are named only near them.
    own : iterable of str
        Names that the events carry themselves.
    """
    layers = [layer for group in (gazetteer or load()).groups for layer in group]
    found = [_with_size(hit, layers) for layer in layers for hit in _of_layer(layer, limits, points)]
    taken = {name.casefold() for name in own}
    shown = _distinct(found)
    near = [hit for hit in shown if _is_near(hit.lon, hit.lat, points)][:_MOST_NEAR]
    chosen = [*near, *[hit for hit in shown if hit not in near][: _MOST - len(near)]]
    ordered = sorted(chosen, key=lambda hit: (_zoom(hit), -hit.size, hit.lon, hit.lat))
    return [entry for entry in map(_entry, ordered) if entry["name"].casefold() not in taken]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A row of a layer; its record is made only if it is chosen."""

    layer: Layer
    row: int
    lon: float
    lat: float
    size: int

    @property
    def by_hand(self) -> bool:
        return self.layer.prefix == _BY_HAND


def _of_layer(layer: Layer, limits: Box, points: Sequence[tuple[float, float]]) -> Iterable[_Hit]:
    lon, lat = _degrees(layer)
    inside = (lon > limits[0]) & (lat > limits[1]) & (lon < limits[2]) & (lat < limits[3])
    shown = np.isin(layer.kind, [at for at, kind in enumerate(layer.kinds) if kind in _SHOWN])
    large = np.asarray(layer.population) >= _ZOOMS[-1][0]
    by_hand = layer.prefix == _BY_HAND
    for row in np.flatnonzero(inside & shown & (_is_near(lon, lat, points) | large | by_hand)).tolist():
        yield _Hit(layer, row, float(lon[row]), float(lat[row]), int(layer.population[row]))


def _degrees(layer: Layer) -> tuple[Any, Any]:
    return np.asarray(layer.lon7) / 1e7, np.asarray(layer.lat7) / 1e7


def _is_near(lon: Any, lat: Any, points: Sequence[tuple[float, float]]) -> Any:
    near = np.zeros(np.shape(lon), bool)
    for east, north in points:
        near |= np.hypot((lon - east) * np.cos(np.radians(north)), lat - north) < _NEAR_DEG
    return near


def _with_size(hit: _Hit, layers: Iterable[Layer]) -> _Hit:
    """A place typed by hand has no population; it takes that of the largest one at the same spot."""
    if not hit.by_hand:
        return hit
    sizes = [hit.size]
    for layer in layers:
        lon, lat = _degrees(layer)
        same = np.hypot(lon - hit.lon, lat - hit.lat) < _SAME_DEG
        sizes.append(int(np.asarray(layer.population)[same].max(initial=0)))
    return replace(hit, size=max(sizes))


def _distinct(found: Iterable[_Hit]) -> list[_Hit]:
    """Each place once, those typed by hand first; a suburb gives way to its city."""
    cells: dict[tuple[int, int], list[_Hit]] = {}
    for hit in sorted(found, key=lambda one: (not one.by_hand, -one.size, one.lon, one.lat)):
        apart = _SAME_DEG if hit.by_hand else 2 * _SAME_DEG
        column, row = int(hit.lon // (2 * _SAME_DEG)), int(hit.lat // (2 * _SAME_DEG))
        around = product((column - 1, column, column + 1), (row - 1, row, row + 1))
        near = (other for cell in around for other in cells.get(cell, ()))
        if not any(max(abs(hit.lon - other.lon), abs(hit.lat - other.lat)) < apart for other in near):
            cells.setdefault((column, row), []).append(hit)
    kept = [hit for cell in cells.values() for hit in cell]
    return sorted(kept, key=lambda one: (-one.size, one.lon, one.lat))


def _zoom(hit: _Hit) -> float:
    by_size = next((zoom for least, zoom in _ZOOMS if hit.size >= least), _SMALL_ZOOM)
    return min(by_size, _NEAR_ZOOM) if hit.by_hand else by_size


def _entry(hit: _Hit) -> dict[str, Any]:
    place = hit.layer.place(hit.row)
    arabic = arabic_of(place) if hit.by_hand or spoken() == "ar" else ""
    name = place.name if hit.by_hand or place.country in _LATIN else plain(place.name)
    return {"at": [round(place.lon, 4), round(place.lat, 4)], "name": name, "ar": arabic, "zoom": _zoom(hit)}


def arabic_of(place: Place) -> str:
    """The name of a place in Arabic: of spellings in Arabic letters alone that nearest in sound.

    Where none sounds like the name it is empty: other spellings may be of another place.

    Parameters
    ----------
    place : Place
        A place of the gazetteer; what was typed by hand has the name to show first.
    """
    if place.id.startswith(f"{_BY_HAND}:"):
        return place.names_ar[0] if place.names_ar else ""
    alike = [
        (_alike(place.name, name), len(name), name) for name in place.names_ar if _ARABIC.fullmatch(name)
    ]
    best, _, name = max(alike, default=(0.0, 0, ""))
    return name if best > 0 else ""


def _alike(name: str, other: str) -> float:
    """Log-odds that two spellings are one name, by their sounds; below 0 where it is the less likely."""
    sounds = [read(text).sounds for text in (name, other)]
    if not all(sounds):
        return -1.0
    (query, row), scripts = map(encode, sounds), [np.array([script_of(text)], np.uint8) for text in sounds]
    found = log_odds(query[:, None], scripts[0], row[:, None], np.array([len(row)]), scripts[1], costs())
    return round(float(found[0]), 3)


def plain(name: str) -> str:
    """A romanised name without the marks that only a scholar reads."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in letters if not unicodedata.combining(sign) and sign not in "'‘’ʻʼ")
