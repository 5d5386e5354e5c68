"""Builds gazetteer/borders/osm.npz from OpenStreetMap-derived packages; run it to rebuild the same bytes.

    npm pack @geo-maps/earth-seas-10m@0.6.0          (into the folder DIR)
    python gazetteer/scripts/build_borders_osm.py --sources DIR

Time-zone polygons give the countries (timezonefinder-data, from ``pip install -e .[data]``), the sea polygons
cut the territorial waters off them. What is decided here is told in gazetteer/SOURCES.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
import time
from pathlib import Path

import numpy as np
import shapely
from timezonefinder import TimezoneFinder

sys.path.insert(0, str(Path(__file__).parent))

from _topology import (
    GRID,
    Arc,
    Edge,
    Group,
    count,
    densify_lines,
    edges_of,
    merge,
    on_grid,
    pack,
    sha256,
    simplify_all,
)

from geostrike.borders import store

HOME = Path(__file__).resolve().parents[1] / "borders"
SEAS = "geo-maps-earth-seas-10m-0.6.0.tgz"
REGION = (24.0, 11.0, 65.0, 43.0)
TOLERANCE_M = {"land": 5.0, "disputed": 5.0, "indefinite": 5.0, "coast": 5.0, "maritime": 100.0}
EXACT = {("IQ", "SY")}
COUNTRIES = {
    "PS": ("Asia/Gaza", "Asia/Hebron"),
    "IL": ("Asia/Jerusalem",),
    "SY": ("Asia/Damascus",),
    "IQ": ("Asia/Baghdad",),
    "JO": ("Asia/Amman",),
    "LB": ("Asia/Beirut",),
    "TR": ("Europe/Istanbul",),
    "SA": ("Asia/Riyadh",),
    "IR": ("Asia/Tehran",),
    "KW": ("Asia/Kuwait",),
    "YE": ("Asia/Aden",),
}
NEIGHBOURS = {
    "EG": ("Africa/Cairo",),
    "GR": ("Europe/Athens",),
    "BG": ("Europe/Sofia",),
    "GE": ("Asia/Tbilisi",),
    "AM": ("Asia/Yerevan",),
    "AZ": ("Asia/Baku",),
    "TM": ("Asia/Ashgabat",),
    "AF": ("Asia/Kabul",),
    "PK": ("Asia/Karachi",),
    "AE": ("Asia/Dubai",),
    "QA": ("Asia/Qatar",),
    "BH": ("Asia/Bahrain",),
    "OM": ("Asia/Muscat",),
}
DISPUTED = {("IL", "PS"), ("IL", "SY")}
INDEFINITE = {("IL", "LB"), ("LB", "SY")}
NO_COUNTRY = ("", "*")


def zone_polygons() -> tuple[list[shapely.Polygon], list[str]]:
    """The countries' polygons on the grid and their codes; where two overlap the first in the list wins."""
    finder = TimezoneFinder()
    polygons, codes = [], []
    for code, zones in (COUNTRIES | NEIGHBOURS).items():
        for zone in zones:
            for rings in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
                shell, *holes = (on_grid(np.array(ring)) for ring in rings)
                polygons.append(shapely.Polygon(shell, holes))
                codes.append(code)
    return polygons, codes


def sea_polygons(folder: Path) -> list[shapely.Polygon]:
    """Sea polygons that reach into the region, in degrees as published."""
    with tarfile.open(folder / SEAS) as archive:
        member = archive.extractfile("package/map.geo.json")
        seas = shapely.from_geojson(member.read()) if member else shapely.GeometryCollection()
    parts = shapely.get_parts(shapely.get_parts(seas))
    return [p for p in parts if shapely.box(*REGION).intersects(shapely.box(*p.bounds))]


def sea_lines(seas: list[shapely.Polygon]) -> list[shapely.LineString]:
    """Shores of the region on the grid."""
    xy, ring = shapely.get_coordinates(shapely.get_rings(seas), return_index=True)
    clipped = shapely.clip_by_rect(shapely.linestrings(xy, indices=ring), *REGION)
    parts = shapely.get_parts(clipped[~shapely.is_empty(clipped)])
    return [shapely.LineString(on_grid(shapely.get_coordinates(part))) for part in parts]


def faces(folder: Path) -> tuple[list[shapely.Polygon], list[str]]:
    """Faces of the overlay of zones and seas with their labels: a country, "" its waters, "*" all else."""
    zones, codes = zone_polygons()
    seas = sea_polygons(folder)
    lines = [shapely.get_rings(zones), np.array(sea_lines(seas))]
    noded = shapely.union_all(np.concatenate(lines), grid_size=1)
    cells = list(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded)))))
    inside = np.array([shapely.point_on_surface(cell) for cell in cells])
    country = np.full(len(cells), len(codes))
    cell_at, zone_at = shapely.STRtree(zones).query(inside, predicate="intersects")
    np.minimum.at(country, cell_at, zone_at)
    lon, lat = (shapely.get_coordinates(inside) / GRID).T
    wet = np.zeros(len(cells), bool)
    for sea in seas:
        shapely.prepare(sea)
        wet |= shapely.contains_xy(sea, lon, lat)
    labels = [*codes, "*"]
    return cells, [_label(labels[at], water=bool(w)) for at, w in zip(country, wet, strict=True)]


def _label(code: str, *, water: bool) -> str:
    if not water:
        return code
    return "" if code in COUNTRIES else "*"


def groups(sides: dict[Edge, list[str]]) -> dict[Group, list[Edge]]:
    """Edges that bound a covered country or its waters, directed and grouped."""
    out: dict[Group, list[Edge]] = {}
    for edge, (one, other) in sides.items():
        a, b = (_outer(side, across) for side, across in ((one, other), (other, one)))
        if a == b or not ({a, b} & ({""} | COUNTRIES.keys())):
            continue
        left, right = sorted((a, b), key=lambda side: (side in NO_COUNTRY, side))
        flip = left != a
        kind, claimants = _kind(left, right)
        out.setdefault((left, right, kind, claimants), []).append((*edge[2:], *edge[:2]) if flip else edge)
    return out


def _outer(side: str, across: str) -> str:
    """A neighbour's land counts only where it meets a covered country's land."""
    return "*" if side in NEIGHBOURS and across == "" else side


def _kind(left: str, right: str) -> tuple[str, tuple[str, ...]]:
    if (left, right) in DISPUTED:
        return "disputed", (left, right)
    if (left, right) in INDEFINITE:
        return "indefinite", ()
    if left in NO_COUNTRY:
        return "maritime", ()
    return ("coast" if right in NO_COUNTRY else "land"), ()


def tolerance_m(arc: Arc) -> float:
    """Simplification tolerance of an arc in metres; 0 keeps every vertex."""
    return 0.0 if (arc.left, arc.right) in EXACT else TOLERANCE_M[arc.kind]


def main() -> None:
    """Build the file and print what SOURCES.md records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the packages named above")
    parser.add_argument("-o", "--output", type=Path, default=HOME / "osm.npz")
    options = parser.parse_args()
    began = time.perf_counter()
    cells, labels = faces(options.sources)
    raw = densify_lines(merge(groups(edges_of(cells, labels))))
    slim, errors = simplify_all(raw, tolerance_m)
    content = store.write(
        pack(slim),
        {
            "name": "osm",
            "title": "OpenStreetMap land borders of the region",
            "date": "2026-07-11",
            "version": "timezone-boundary-builder 2026c",
            "licence": "ODbL-1.0",
            "attribution": "© OpenStreetMap contributors, ODbL 1.0",
            "error_m": 6.0,
            "error_basis": "simplification and rounding moved no land border by more than this; how well "
            "OpenStreetMap's line follows the ground is not judged",
            "errors": {},
            "covered": sorted(COUNTRIES),
            "world": False,
        },
    )
    options.output.write_bytes(content)
    print(f"{SEAS} sha256 {sha256(options.sources / SEAS)}")
    print(f"arcs {len(slim)}, vertices {count(slim)} of {count(raw)}")
    print(json.dumps({kind: round(value, 3) for kind, value in sorted(errors.items())}))
    print(f"{options.output.name}: {len(content)} bytes, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
