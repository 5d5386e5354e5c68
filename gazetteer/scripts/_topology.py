"""What both border builds share: faces to arcs, densifying, simplification with a measured bound; no sources.

All coordinates here are whole numbers of 1e-7 degree held as float64, so that shapely's predicates are exact.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from geostrike.borders.store import CLASSES, GRID, Arcs

FloatArray = NDArray[np.float64]
ELLIPSOID = pyproj.Geod(ellps="WGS84")
METRES_PER_UNIT = 111_320 / GRID
Node = tuple[float, ...]
Edge = tuple[float, ...]
Group = tuple[str, str, str, tuple[str, ...]]
SAG_M = 0.25
LONGEST_M = 20_000
CHORD_M = 4_000
FINEST_M = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Arc:
    """One arc: (n, 2) grid vertices, the faces on its two sides, its class and who disputes it."""

    xy: FloatArray
    left: str
    right: str
    kind: str
    claimants: tuple[str, ...] = ()


def sha256(path: Path) -> str:
    """Checksum of an input as SOURCES.md prints it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def on_grid(degrees: FloatArray) -> FloatArray:
    """Degrees rounded to the grid."""
    return np.rint(np.asarray(degrees, float) * GRID)


def edges_of(polygons: Iterable[shapely.Polygon], labels: Iterable[str]) -> dict[Edge, list[str]]:
    """Each undirected edge of the faces with the labels on its left and right; "*" where there is no face."""
    sides: dict[Edge, list[str]] = {}
    for polygon, label in zip(polygons, labels, strict=True):
        oriented = shapely.orient_polygons(polygon)
        for ring in (oriented.exterior, *oriented.interiors):
            xy = shapely.get_coordinates(ring)
            for x0, y0, x1, y1 in np.hstack([xy[:-1], xy[1:]]).tolist():
                forward = (x0, y0) < (x1, y1)
                key = (x0, y0, x1, y1) if forward else (x1, y1, x0, y0)
                sides.setdefault(key, ["*", "*"])[0 if forward else 1] = label
    return sides


def merge(groups: Mapping[Group, Iterable[Edge]]) -> list[Arc]:
    """Arcs between nodes out of directed edges grouped by (left, right, class, claimants), in a fixed order.

    A node is a vertex where other than two edges meet, or where the group changes.
    """
    degree = Counter(end for edges in groups.values() for e in edges for end in (e[:2], e[2:]))
    arcs = []
    for (left, right, kind, claimants), edges in sorted(groups.items()):
        arcs += [Arc(xy, left, right, kind, claimants) for xy in _chains(sorted(edges), degree)]
    return arcs


def _chains(edges: list[Edge], degree: Mapping[Node, int]) -> Iterator[FloatArray]:
    onward: dict[Node, list[Node]] = {}
    for edge in edges:
        onward.setdefault(edge[:2], []).append(edge[2:])
    arriving = Counter(edge[2:] for edge in edges)
    through = {
        node for node, ends in onward.items() if degree[node] == 2 and len(ends) == 1 and arriving[node] == 1
    }
    nodes = [node for node in onward if node not in through]
    for start in (*nodes, *onward):  # what the nodes leave over are rings, begun at their smallest vertex
        while onward[start]:
            chain = [start, onward[start].pop()]
            while chain[-1] != start and chain[-1] in through:
                chain.append(onward[chain[-1]].pop())
            yield np.array(chain)


def densify_lines(arcs: Iterable[Arc]) -> list[Arc]:
    """The arcs with those between two countries densified."""
    return [arc if arc.kind in ("coast", "maritime") else replace(arc, xy=densify(arc.xy)) for arc in arcs]


def densify(xy: FloatArray) -> FloatArray:
    """Points put on the geodesics between vertices until lon/lat-straight edges lie within 0.25 m of them."""
    lon, lat = (xy / GRID).T
    azimuth, _, length = ELLIPSOID.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    mid_lon, mid_lat, _ = ELLIPSOID.fwd(lon[:-1], lat[:-1], azimuth, length / 2)
    _, _, sag = ELLIPSOID.inv(mid_lon, mid_lat, (lon[:-1] + lon[1:]) / 2, (lat[:-1] + lat[1:]) / 2)
    parts = np.ceil(np.maximum(np.sqrt(sag / SAG_M), length / LONGEST_M)).astype(int)
    pieces = []
    for at in range(len(xy) - 1):
        pieces.append(xy[at : at + 1])
        if parts[at] > 1:
            inner = ELLIPSOID.npts(lon[at], lat[at], lon[at + 1], lat[at + 1], int(parts[at]) - 1)
            pieces.append(on_grid(np.array(inner)))
    pieces.append(xy[-1:])
    return np.vstack(pieces)


def local_m(xy: FloatArray, lat: float) -> FloatArray:
    """Grid vertices in metres on the plane that touches the ellipsoid at a latitude (good for short runs)."""
    sine = np.sin(np.radians(lat))
    e2, a = ELLIPSOID.es, ELLIPSOID.a
    curve = 1 - e2 * sine**2
    per_lat = a * (1 - e2) / curve**1.5
    per_lon = a / np.sqrt(curve) * np.cos(np.radians(lat))
    return np.asarray(np.radians(xy / GRID) * [per_lon, per_lat])


def simplify(xy: FloatArray, tolerance_m: float, chord_m: float = CHORD_M) -> NDArray[np.intp]:
    """Indices of the vertices that Douglas and Peucker's rule keeps; a local plane for each chord.

    No chord that replaces vertices is longer than 4 km, so that it lies within 0.3 m of the geodesic.
    """
    keep = np.zeros(len(xy), bool)
    keep[[0, -1]] = True
    stack = [(0, len(xy) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        chain = local_m(xy[first : last + 1], float(xy[(first + last) // 2, 1] / GRID))
        off = _off_chord(chain)
        worst = int(np.argmax(off))
        if off[worst] <= tolerance_m:
            if np.hypot(*(chain[-1] - chain[0])) <= chord_m:
                continue
            worst = int(np.argmin(np.abs(np.hypot(*(chain[1:-1] - chain[[0, -1]].mean(axis=0)).T)))) + 1
        keep[first + worst] = True
        stack += [(first, first + worst), (first + worst, last)]
    return np.flatnonzero(keep)


def _off_chord(chain: FloatArray) -> FloatArray:
    chord = chain[-1] - chain[0]
    along = np.clip((chain - chain[0]) @ chord / max(float(chord @ chord), 1e-12), 0, 1)
    return np.asarray(np.hypot(*(chain - chain[0] - along[:, None] * chord).T))


def error_m(xy: FloatArray, kept: NDArray[np.intp]) -> float:
    """Greatest distance between a line and its simplification, both ways, chord by chord."""
    worst = 0.0
    for first, last in pairwise(kept.tolist()):
        if last - first > 1:
            chain = local_m(xy[first : last + 1], float(xy[(first + last) // 2, 1] / GRID))
            pair = shapely.linestrings(chain), shapely.linestrings(chain[[0, -1]])
            worst = max(worst, float(shapely.hausdorff_distance(*pair, densify=0.02)))
    return worst


def simplify_all(
    arcs: list[Arc], tolerance_m: Callable[[Arc], float], chord_m: float = CHORD_M
) -> tuple[list[Arc], dict[str, float]]:
    """Arcs simplified so that none crosses another or itself, and the measured error per class in metres."""
    tolerances = [tolerance_m(arc) for arc in arcs]
    kept = [
        simplify(arc.xy, t, chord_m) if t else np.arange(len(arc.xy))
        for arc, t in zip(arcs, tolerances, strict=True)
    ]
    while crossing := clashes([arc.xy[k] for arc, k in zip(arcs, kept, strict=True)]):
        finer = {at for at in crossing if tolerances[at] >= FINEST_M}
        if not finer:
            break  # they cross in the source
        print(f"  {len(finer)} arcs cross after simplification; made finer")
        for at in finer:
            tolerances[at] /= 2
            kept[at] = simplify(arcs[at].xy, tolerances[at], chord_m)
    errors: dict[str, float] = {}
    for arc, k in zip(arcs, kept, strict=True):
        errors[arc.kind] = max(errors.get(arc.kind, 0.0), error_m(arc.xy, k))
    return [replace(arc, xy=arc.xy[k]) for arc, k in zip(arcs, kept, strict=True)], errors


def clashes(lines: list[FloatArray]) -> set[int]:
    """Which lines cross another line, or are not simple, or (rings) have collapsed."""
    shapes = np.array([shapely.linestrings(xy) for xy in lines])
    bad = {at for at, xy in enumerate(lines) if tuple(xy[0]) == tuple(xy[-1]) and len(xy) < 4}
    bad |= set(np.flatnonzero(~shapely.is_simple(shapes)).tolist())
    tree = shapely.STRtree(shapes)
    one, other = tree.query(shapes, predicate="intersects")
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        if a < b and not _meet_at_ends(shapes[a], shapes[b]):
            bad |= {a, b}
    return bad


def _meet_at_ends(a: shapely.LineString, b: shapely.LineString) -> bool:
    common = {tuple(xy) for xy in shapely.get_coordinates(shapely.intersection(a, b)).tolist()}
    return common <= _ends(a) & _ends(b)


def _ends(line: shapely.LineString) -> set[Node]:
    xy = shapely.get_coordinates(line)
    return {tuple(xy[0].tolist()), tuple(xy[-1].tolist())}


def count(arcs: Iterable[Arc]) -> int:
    """Number of vertices."""
    return sum(len(arc.xy) for arc in arcs)


def pack(arcs: list[Arc]) -> Arcs:
    """The arcs as the arrays that geostrike stores."""
    faces = tuple(sorted({side for arc in arcs for side in (arc.left, arc.right)}))
    number = {face: at for at, face in enumerate(faces)}
    xy = np.vstack([arc.xy for arc in arcs]).astype(np.int32)
    return Arcs(
        np.ascontiguousarray(xy[:, 0]),
        np.ascontiguousarray(xy[:, 1]),
        np.cumsum([0, *(len(arc.xy) for arc in arcs)]),
        np.array([number[arc.left] for arc in arcs], np.int32),
        np.array([number[arc.right] for arc in arcs], np.int32),
        np.array([CLASSES.index(arc.kind) for arc in arcs], np.int32),
        tuple(arc.claimants for arc in arcs),
        faces,
    )
