"""A border data set: its facts, its lines by pair of countries, the country of a point; measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geostrike.borders import codes, store
from geostrike.errors import BorderError
from geostrike.files import data_path

NAMES = ("osm", "naturalearth")
_LINES = [store.CLASSES.index(kind) for kind in ("land", "disputed", "indefinite")]


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Boundary lines: float64 degrees, arc `i` being vertices ``starts[i]`` to ``starts[i + 1]``.

    `pair` is the border id of each arc; `kind` its class: "land", "disputed" or "indefinite" (not agreed or
    not marked in full); `claimants` the alpha-2 codes of those who dispute it. Edges are geodesics.
    `error_m` bounds the error of these very lines, where the set's own `error_m` bounds that of all.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    starts: NDArray[np.int64]
    pair: tuple[str, ...]
    kind: tuple[str, ...]
    claimants: tuple[tuple[str, ...], ...]
    error_m: float


@dataclass(frozen=True, slots=True, eq=False)
class BorderSet:
    """One border data set with what a reader must know of it.

    Attributes
    ----------
    name, title, date, version : str
        Id, title, ISO date of the data's vintage, version at the source.
    licence, attribution : str
        SPDX id or "public domain", and the words to print beside a map.
    error_m, error_basis : float, str
        Bound on the distance between these lines and those they stand for, in metres, and what it rests on.
    errors : mapping
        The same bound for single borders, by border id, where it is known.
    covered : tuple of str
        Alpha-2 codes of the countries whose whole land the set holds.
    world : bool
        Whether what lies in no country is sea (or nobody's land) everywhere.
    """

    name: str
    title: str
    date: str
    version: str
    licence: str
    attribution: str
    error_m: float
    error_basis: str
    errors: Mapping[str, float]
    covered: tuple[str, ...]
    world: bool
    arcs: store.Arcs
    edge_model: str = "geodesic"

    def pairs(self) -> tuple[str, ...]:
        """Border ids of all land borders, alpha-3 in alphabetical order: ``IRQ-SYR``."""
        return tuple(sorted(set(_pairs(self)) - {""}))

    def lines(self, to: str = "all") -> Lines:
        """Land borders of one pair, one country with all its neighbours, or all.

        Parameters
        ----------
        to : str
            ``IRQ-SYR``, ``IRQ`` or ``SY``, or ``all``; the order and the case of codes do not matter.

        Raises
        ------
        BorderError
            If the set does not hold the border; the message says what is there.

        Examples
        --------
        >>> sorted(set(load("osm").lines("KW").pair))
        ['IRQ-KWT', 'KWT-SAU']
        """
        return _take(self, _wanted(self, to))

    def country(self, lon: float, lat: float) -> str | None:
        """Alpha-2 code of the country of a point, "" at sea, None where the set does not cover the point.

        Parameters
        ----------
        lon, lat : float
            Degrees, WGS 84.

        Examples
        --------
        >>> load("osm").country(40.97452, 34.39841)
        'SY'
        """
        found: str | None = self.countries([lon], [lat])[0]
        return found

    def countries(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.object_]:
        """Alpha-2 codes of the countries of points; see `country`.

        Parameters
        ----------
        lon, lat : array_like, shape (n,)
            Degrees, WGS 84.
        """
        lon, lat = np.asarray(lon, float), np.asarray(lat, float)
        found = np.full(lon.shape, "" if self.world else None, object)
        open_ = np.ones(lon.shape, bool)
        for face, box in _boxes(self):
            west, south, east, north = box
            boxed = (lon >= west) & (lat >= south) & (lon <= east) & (lat <= north)
            near = np.flatnonzero(open_ & boxed)
            if near.size:
                inside = near[shapely.intersects_xy(_area(self, face), lon[near], lat[near])]
                found[inside] = face
                open_[inside] = False
        return found

    def polygon(self, code: str) -> BaseGeometry:
        """Land area of a country as a (multi)polygon in longitude and latitude.

        Parameters
        ----------
        code : str
            Alpha-2 or alpha-3.

        Raises
        ------
        BorderError
            If the set does not hold the whole land of the country.

        Examples
        --------
        >>> load("osm").polygon("LB").geom_type
        'Polygon'
        """
        face = codes.alpha2(code)
        if face not in self.covered:
            raise BorderError(
                f"The data set {self.name} does not hold the whole land of {codes.country_name(face)}; "
                f"it holds {', '.join(self.covered)}.",
                country=face,
            )
        return _area(self, face)


def names() -> tuple[str, ...]:
    """Names of the border data sets, the default first.

    Examples
    --------
    >>> names()
    ('osm', 'naturalearth')
    """
    return NAMES


def load(name: str = "osm") -> BorderSet:
    """Border data set of a name, read once.

    Parameters
    ----------
    name : str
        One of `names`.

    Raises
    ------
    BorderError
        If there is no such data set.

    Examples
    --------
    >>> load().licence
    'ODbL-1.0'
    """
    if name not in NAMES:
        raise BorderError(f"There is no border data set {name!r}; use {' or '.join(NAMES)}.", dataset=name)
    return _load(name)


@cache
def _load(name: str) -> BorderSet:
    arcs, meta = store.read(data_path("borders", f"{name}.npz"))
    covered = tuple(meta.pop("covered"))
    facts: dict[str, Any] = meta
    return BorderSet(**facts, covered=covered, arcs=arcs)


@cache
def _pairs(borders: BorderSet) -> tuple[str, ...]:
    """Border id of each arc, "" where it is none."""
    arcs = borders.arcs
    faces = arcs.faces
    is_line = np.isin(arcs.kind, _LINES)
    sides = zip(arcs.left.tolist(), arcs.right.tolist(), is_line.tolist(), arcs.claimants, strict=True)
    return tuple(
        _pair(*(claimants[:2] if "" in {faces[a], faces[b]} else (faces[a], faces[b]))) if line else ""
        for a, b, line, claimants in sides
    )


@cache
def _pair(one: str, other: str) -> str:
    return "-".join(sorted((codes.alpha3(one), codes.alpha3(other))))


def _wanted(borders: BorderSet, to: str) -> NDArray[np.intp]:
    pairs = np.array(_pairs(borders))
    parts = [part.strip() for part in to.strip().split("-")]
    if to.strip().lower() == "all":
        return np.flatnonzero(pairs != "")
    if len(parts) > 2:
        raise BorderError(f"{to!r} is not a border; write a pair such as IRQ-SYR, a country, or all.", to=to)
    wanted = [codes.alpha3(part) for part in parts]
    found = np.flatnonzero([set(wanted) <= set(pair.split("-")) for pair in pairs])
    if not found.size or len(set(wanted)) < len(parts):
        raise BorderError(_missing(borders, to, wanted), to=to)
    return found


def _missing(borders: BorderSet, to: str, wanted: Sequence[str]) -> str:
    near = [pair for pair in borders.pairs() if set(wanted) & set(pair.split("-"))]
    there = f"it has {', '.join(near or borders.pairs()[:8])}" + ("" if near else ", ...")
    return f"The data set {borders.name} has no land border {to}; {there}; see geostrike borders list."


def _take(borders: BorderSet, which: NDArray[np.intp]) -> Lines:
    arcs = borders.arcs
    first, last = arcs.starts[which], arcs.starts[which + 1]
    at = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)])
    return Lines(
        lon=arcs.lon[at] / store.GRID,
        lat=arcs.lat[at] / store.GRID,
        starts=np.concatenate([[0], np.cumsum(last - first)]),
        pair=tuple(_pairs(borders)[i] for i in which),
        kind=tuple(store.CLASSES[arcs.kind[i]] for i in which),
        claimants=tuple(arcs.claimants[i] for i in which),
        error_m=max(borders.errors.get(_pairs(borders)[i], borders.error_m) for i in which),
    )


@cache
def _boxes(borders: BorderSet) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Faces that can hold a point with their bounding boxes in degrees, the smallest box first."""
    arcs = borders.arcs
    west, south = (np.minimum.reduceat(v, arcs.starts[:-1]) for v in (arcs.lon, arcs.lat))
    east, north = (np.maximum.reduceat(v, arcs.starts[:-1]) for v in (arcs.lon, arcs.lat))
    boxes = []
    for face in (*borders.covered, *([] if borders.world else [""])):
        on = _around(borders, face)
        box = (west[on].min(), south[on].min(), east[on].max(), north[on].max())
        boxes.append((face, tuple(float(edge) / store.GRID for edge in box)))
    return tuple(sorted(boxes, key=lambda item: (item[1][2] - item[1][0]) * (item[1][3] - item[1][1])))


def _around(borders: BorderSet, face: str) -> NDArray[np.intp]:
    """Arcs that bound a face."""
    number = borders.arcs.faces.index(face)
    return np.flatnonzero((borders.arcs.left == number) != (borders.arcs.right == number))


@cache
def _area(borders: BorderSet, face: str) -> BaseGeometry:
    """Polygon of a face, prepared; edges drawn straight in lon/lat lie within 0.3 m of geodesics."""
    arcs, on = borders.arcs, _around(borders, face)
    spans = [slice(arcs.starts[i], arcs.starts[i + 1]) for i in on]
    xy = np.concatenate([np.stack([arcs.lon[s], arcs.lat[s]], axis=1) for s in spans]) / store.GRID
    which = np.repeat(np.arange(len(on)), [s.stop - s.start for s in spans])
    area = shapely.build_area(shapely.multilinestrings(shapely.linestrings(xy, indices=which)))
    shapely.prepare(area)
    return area
