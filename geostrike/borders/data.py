"""A border data set: its facts, its lines by pair of countries, the country of a point; measures nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geostrike.borders import codes, faces, shore, store
from geostrike.borders.faces import Part
from geostrike.errors import BorderError
from geostrike.files import data_path

NAMES = ("osm", "naturalearth")
_IN_TWO = ("osm",)
_SHORES = "naturalearth"
_ANTARCTIC_LAT = -60.0
_LINES = [store.CLASSES.index(kind) for kind in ("land", "disputed", "indefinite")]


@dataclass(frozen=True, slots=True)
class Credit:
    """What a page has to say of a border data set."""

    title: str
    date: str
    attribution: str
    licence: str


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

    Its lines lie in one file, or in a small one and one for what that leaves of the world, read when needed.

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
    arcs : Arcs
        Arcs of the covered countries: all that the set holds, or what it holds of the region.
    dates : mapping
        Date of single borders, by border id, where it is not that of the set.
    beyond : str
        File with the borders and waters of the rest of the world, empty where there is none. Countries there
        have no polygon, and shores are those of Natural Earth.
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
    beyond: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    edge_model: str = "geodesic"

    def pairs(self) -> tuple[str, ...]:
        """Border ids of all land borders, alpha-3 in alphabetical order: ``IRQ-SYR``."""
        return tuple(sorted(set(_pairs(_whole(self))) - {""}))

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
        part = _part_of(self, to)
        return _take(self, part, _wanted(self, part, to))

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
        found = faces.countries(_near(self), lon, lat)
        left = np.flatnonzero(_unknown(found)) if self.beyond else ()
        if len(left):
            found[left] = _countries_beyond(self, lon[left], lat[left])
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
        return faces.area(_near(self), face)


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
def credit(name: str) -> Credit:
    """Whom a border data set is by; its lines are not read for it.

    Parameters
    ----------
    name : str
        One of `names`.

    Examples
    --------
    >>> credit("osm").attribution
    '© OpenStreetMap contributors, ODbL 1.0'
    """
    facts = store.read_facts(data_path("borders", f"{name}.npz"))
    return Credit(**{each: facts[each] for each in Credit.__slots__})


@cache
def _load(name: str) -> BorderSet:
    arcs, facts = store.read(data_path("borders", f"{name}.npz"))
    covered = tuple(facts.pop("covered"))
    beyond = f"{name}-world.npz" if name in _IN_TWO else ""
    if beyond:
        more = store.read_facts(data_path("borders", beyond))
        facts |= {"errors": facts["errors"] | more["errors"], "dates": more["dates"]}
    return BorderSet(**facts, covered=covered, arcs=arcs, beyond=beyond)


@cache
def _near(borders: BorderSet) -> Part:
    """The covered countries."""
    return Part(borders.arcs, borders.covered, "" if borders.world else None)


@cache
def _whole(borders: BorderSet) -> Part:
    """All lines of a data set, and the territory (land and waters) of countries that it does not cover."""
    if not borders.beyond:
        return _near(borders)
    far, facts = store.read_coarse(data_path("borders", borders.beyond))
    return Part(store.join(borders.arcs, far), tuple(facts["covered"]), "")


def _part_of(borders: BorderSet, to: str) -> Part:
    """The near part where it holds all that is asked for, else the whole."""
    wanted = {code.strip().upper() for code in to.split("-")}
    covered = {name for code in borders.covered for name in (code, codes.alpha3(code))}
    return _near(borders) if wanted & covered else _whole(borders)


@cache
def _pairs(part: Part) -> tuple[str, ...]:
    """Border id of each arc, "" where it is none."""
    arcs = part.arcs
    held = arcs.faces
    is_line = np.isin(arcs.kind, _LINES)
    sides = zip(arcs.left.tolist(), arcs.right.tolist(), is_line.tolist(), arcs.claimants, strict=True)
    return tuple(
        _pair(*(claimants[:2] if {"", "*"} & {held[a], held[b]} else (held[a], held[b]))) if line else ""
        for a, b, line, claimants in sides
    )


@cache
def _pair(one: str, other: str) -> str:
    return "-".join(sorted((codes.alpha3(one), codes.alpha3(other))))


def _wanted(borders: BorderSet, part: Part, to: str) -> NDArray[np.intp]:
    pairs = np.array(_pairs(part))
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


def _take(borders: BorderSet, part: Part, which: NDArray[np.intp]) -> Lines:
    arcs = part.arcs
    pairs = tuple(_pairs(part)[i] for i in which)
    first, last = arcs.starts[which], arcs.starts[which + 1]
    at = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)])
    return Lines(
        lon=arcs.lon[at] / store.GRID,
        lat=arcs.lat[at] / store.GRID,
        starts=np.concatenate([[0], np.cumsum(last - first)]),
        pair=pairs,
        kind=tuple(store.CLASSES[arcs.kind[i]] for i in which),
        claimants=tuple(arcs.claimants[i] for i in which),
        error_m=max(borders.errors.get(pair, borders.error_m) for pair in set(pairs)),
    )


def _unknown(found: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.fromiter((code is None for code in found), bool, found.size)


def _countries_beyond(
    borders: BorderSet, lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.object_]:
    """By territory; at sea is what Natural Earth puts well off the shore, and the south is Antarctica."""
    world = load(_SHORES)
    found = faces.countries(_whole(borders), lon, lat)
    south = lat < _ANTARCTIC_LAT
    some = np.flatnonzero(south | ~(_unknown(found) | (found == "")))
    dry = world.countries(lon[some], lat[some]) != ""
    found[some[dry & south[some]]] = "AQ"
    wet = some[~dry & ~south[some]]
    if wet.size:
        found[wet[shore.at_sea(lon[wet], lat[wet], world.arcs)]] = ""
    return found
