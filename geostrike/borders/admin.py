"""First-order regions of the world (governorates, provinces, states): outlines, lines, the region of a point.

Generalised outlines of Natural Earth, for drawing, extents and coarsening; no distance is measured to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

from geostrike.borders import codes, store
from geostrike.errors import BorderError
from geostrike.files import data_path

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One first-order region.

    `code` is its ISO 3166-2 code where that is its alone, else Natural Earth's id; `iso` the ISO 3166-2 code
    or "" where it has none (one code may cover several regions); `country` alpha-2; `type` in English.
    """

    code: str
    iso: str
    country: str
    name: str
    name_ar: str
    names: tuple[str, ...]
    type: str


@dataclass(frozen=True, slots=True, eq=False)
class RegionLines:
    """Lines between regions of one country, in degrees.

    Line `i` is the vertices ``starts[i]`` to ``starts[i + 1]``; `left` and `right` are the codes of the
    regions on either side.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    starts: NDArray[np.int64]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RegionSet:
    """All regions, what a reader must know of the data, and their arcs in `unit` of the 1e-7 degree grid.

    `error_m` bounds what simplification and rounding added; the source itself is generalised to 1:10 million
    and lies some kilometres off in places.
    """

    title: str
    date: str
    version: str
    licence: str
    attribution: str
    unit: int
    error_m: float
    arcs: store.Arcs
    rows: tuple[dict[str, Any], ...]

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """All regions, in the order of their codes."""
        return tuple(Region(**row | {"names": tuple(row["names"])}) for row in self.rows)

    @cached_property
    def countries(self) -> dict[str, str]:
        """Country by code of the region."""
        return {row["code"]: row["country"] for row in self.rows}


@cache
def load() -> RegionSet:
    """Return the regions that ship with geostrike, read once.

    Examples
    --------
    >>> load().licence
    'public domain'
    """
    arcs, meta = store.read(data_path("regions", "admin1.npz"))
    rows = tuple(meta.pop("regions"))
    return RegionSet(**meta, rows=rows, arcs=arcs)


def regions(country: str = "") -> tuple[Region, ...]:
    """Return all regions, or those of one country, in the order of their codes.

    Parameters
    ----------
    country : str
        Alpha-2 or alpha-3, "" for the world.

    Raises
    ------
    BorderError
        If there is no such country code.

    Examples
    --------
    >>> [region.name for region in regions("KW")][:2]
    ['Al Ahmadi', 'Al Farwaniyah']
    """
    wanted = codes.alpha2(country) if country else ""
    return tuple(region for region in load().regions if wanted in {"", region.country})


def region(code: str) -> Region:
    """Return the region of a code.

    Parameters
    ----------
    code : str
        The ISO 3166-2 code, or Natural Earth's id where that is not one region's alone.

    Raises
    ------
    BorderError
        If no region has that code.

    Examples
    --------
    >>> region("IQ-AN").name
    'Al Anbar'
    """
    found = _by_code().get(code.upper())
    if found is None:
        near = [each for each in _by_code() if each[:3] == code.upper()[:3]][:6]
        raise BorderError(f"There is no region {code!r}; write a code such as {', '.join(near) or 'IQ-AN'}.")
    return found


def polygon(code: str) -> BaseGeometry:
    """Return the outline of a region as a (multi)polygon in longitude and latitude.

    Parameters
    ----------
    code : str
        As `region` takes it.

    Raises
    ------
    BorderError
        If no region has that code.

    Examples
    --------
    >>> polygon("IQ-AN").geom_type
    'Polygon'
    """
    return _area(region(code).code)


def extent(code: str) -> Extent:
    """Return the bounding box of a region: west, south, east, north; west > east across 180 degrees.

    Parameters
    ----------
    code : str
        As `region` takes it.

    Raises
    ------
    BorderError
        If no region has that code.

    Examples
    --------
    >>> extent("LB-BA")
    (35.4..., 33.8..., 35.5..., 33.9...)
    """
    return box_of(polygon(code))


def box_of(area: BaseGeometry) -> Extent:
    """Return the bounding box of an area in degrees; one that lies on both sides of 180 degrees is not torn.

    Examples
    --------
    >>> box_of(shapely.union(shapely.box(170, 0, 180, 1), shapely.box(-180, 0, -175, 1)))
    (170.0, 0.0, -175.0, 1.0)
    """
    west, south, east, north = (float(edge) for edge in area.bounds)
    if east - west > 180:
        bounds = shapely.bounds(shapely.get_parts(area))
        eastern = bounds[:, 0] >= 0
        across = float(bounds[eastern, 0].min(initial=180)), float(bounds[~eastern, 2].max(initial=-180))
        if across[1] + 360 - across[0] < east - west:
            west, east = across
    return west, south, east, north


def lines(west: float, south: float, east: float, north: float) -> RegionLines:
    """Return the lines between regions of one country that come near a box; borders and coasts are left out.

    Parameters
    ----------
    west, south, east, north : float
        Degrees. A line is taken whole if its bounding box meets this one.

    Examples
    --------
    >>> found = lines(43, 33, 45, 34)
    >>> ("IQ-AN", "IQ-BG") in set(zip(found.left, found.right))
    True
    """
    whole, boxes = load(), _arc_boxes()
    meets = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    which = np.flatnonzero(meets & _inner())
    arcs = whole.arcs
    first, last = arcs.starts[which], arcs.starts[which + 1]
    at = np.concatenate([np.empty(0, np.intp), *map(np.arange, first, last)])
    return RegionLines(
        lon=arcs.lon[at] * _degree(),
        lat=arcs.lat[at] * _degree(),
        starts=np.concatenate([[0], np.cumsum(last - first)]),
        left=tuple(arcs.faces[i] for i in arcs.left[which]),
        right=tuple(arcs.faces[i] for i in arcs.right[which]),
    )


def containing(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.object_]:
    """Return the code of the region of each point, "" where a point is in none.

    Parameters
    ----------
    lon, lat : array_like, shape (n,)
        Degrees, WGS 84; what is not finite lies in none.

    Examples
    --------
    >>> containing([43.3, -30.0], [33.4, 40.0]).tolist()
    ['IQ-AN', '']
    """
    lon, lat = np.asarray(lon, float), np.asarray(lat, float)
    found = np.full(lon.shape, "", object)
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    faces, tree = _tree()
    point, face = tree.query(shapely.points(lon[known], lat[known]))
    for number in sorted(set(face.tolist())):
        near = known[point[face == number]]
        near = near[found[near] == ""]
        found[near[shapely.intersects_xy(_area(faces[number]), lon[near], lat[near])]] = faces[number]
    return found


@cache
def _by_code() -> dict[str, Region]:
    return {each.code: each for each in load().regions}


def _degree() -> float:
    return load().unit / store.GRID


@cache
def _arc_boxes() -> NDArray[np.float64]:
    """West, south, east, north of each arc in degrees."""
    arcs = load().arcs
    least = [np.minimum.reduceat(values, arcs.starts[:-1]) for values in (arcs.lon, arcs.lat)]
    most = [np.maximum.reduceat(values, arcs.starts[:-1]) for values in (arcs.lon, arcs.lat)]
    boxes: NDArray[np.float64] = np.stack([*least, *most], axis=1) * _degree()
    return boxes


@cache
def _inner() -> NDArray[np.bool_]:
    """Which arcs part two regions of one country."""
    arcs, countries = load().arcs, load().countries
    country = np.array([countries.get(face, face) for face in arcs.faces])
    same: NDArray[np.bool_] = (country[arcs.left] == country[arcs.right]) & (arcs.kind == 0)
    return same


@cache
def _sides() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Arcs beside each face, face after face; and where those of each face begin."""
    arcs = load().arcs
    face = np.concatenate([arcs.left, arcs.right])
    counts = np.bincount(face, minlength=len(arcs.faces))
    arc = np.tile(np.arange(len(arcs.left)), 2)[np.argsort(face, kind="stable")]
    return arc, np.concatenate([[0], np.cumsum(counts)])


@cache
def _bounding() -> dict[str, NDArray[np.intp]]:
    """Arcs that bound each region."""
    arc, starts = _sides()
    parts = np.split(arc, starts[1:-1])
    return {
        code: part for code, part in zip(load().arcs.faces, parts, strict=True) if code in load().countries
    }


@cache
def _tree() -> tuple[tuple[str, ...], shapely.STRtree]:
    """Regions with a tree of their bounding boxes, the smallest box first."""
    arc, starts = _sides()
    full, boxes = np.flatnonzero(np.diff(starts)), _arc_boxes()[arc]
    low = np.minimum.reduceat(boxes[:, :2], starts[full])
    high = np.maximum.reduceat(boxes[:, 2:], starts[full])
    code, size = [load().arcs.faces[at] for at in full], (high - low).prod(axis=1).tolist()
    held = (at for at, name in enumerate(code) if name in load().countries)
    ordered = sorted(held, key=lambda at: (size[at], code[at]))
    tree = shapely.STRtree(shapely.box(*low[ordered].T, *high[ordered].T))
    return tuple(code[at] for at in ordered), tree


@cache
def _area(code: str) -> BaseGeometry:
    """Polygon of a region, prepared."""
    arcs, on = load().arcs, _bounding()[code]
    spans = [slice(arcs.starts[i], arcs.starts[i + 1]) for i in on]
    xy = np.concatenate([np.stack([arcs.lon[s], arcs.lat[s]], axis=1) for s in spans]) * _degree()
    which = np.repeat(np.arange(len(on)), [s.stop - s.start for s in spans])
    area = shapely.build_area(shapely.multilinestrings(shapely.linestrings(xy, indices=which)))
    shapely.prepare(area)
    return area
