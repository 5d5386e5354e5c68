"""The world's land in cells between zone borders, shores and 2024 country lines, each with a label; no arcs.

A label is a country, "" for the sea beyond all zones, "*" for land of no zone, and two codes joined by "+"
for land that the zones of two countries both hold (or that is nobody's between two). Waters end in "~".
"""

from __future__ import annotations

import json
import tarfile
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
import shapely
from _topology import ELLIPSOID, GRID, FloatArray, on_grid
from build_borders_osm import COUNTRIES, NEIGHBOURS, SEAS
from numpy.typing import NDArray
from timezonefinder import TimezoneFinder

COUNTRIES_2024 = "osm_borders-maritime_10m-1.1.0.tgz"
BOTH = "+"
WATER = "~"
ANTARCTIC_LAT = -60.0
LEAST_OVERLAP_KM2 = 0.1
LEAST_CUT_KM2 = 5.0
FIRST_WINS = {"GE+RU"}
OTHER_COUNTRY = (("US", "CU", (-76.0, 19.0, -74.0, 21.0)), ("TH", "VN", (102.0, 15.0, 112.0, 24.0)))


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a zone holds more than its country: the box, its country, the 2024 polygon, what lies outside."""

    box: tuple[float, float, float, float]
    country: str
    polygon: str
    inside: str
    outside: str


CUTS = (
    Cut((19.9, 41.7, 22.0, 43.4), "RS", "XK", "XK", "RS"),
    Cut((31.0, 21.6, 34.5, 22.3), "EG", "EG", "EG", "EG+SD"),
    Cut((32.5, 34.4, 34.0, 35.2), "CY", "CY", "CY", "GB"),
    Cut((33.8, 4.4, 36.1, 5.7), "SS", "SS", "SS", "KE+SS"),
)


@dataclass(frozen=True, slots=True)
class Cells:
    """Faces of the overlay, on the grid, and the label of each."""

    polygons: list[shapely.Polygon]
    labels: list[str]


def cells_of(folder: Path) -> Cells:
    """Overlay of zones, seas and cuts."""
    zones, codes = zone_polygons()
    seas, cuts = seas_of(folder), countries_2024(folder)
    xy, ring = shapely.get_coordinates(shapely.get_rings(seas), return_index=True)
    shores = shapely.linestrings(on_grid(xy), indices=ring)
    drawn = [_cut_lines(cut, cuts[cut.polygon]) for cut in CUTS]
    noded = shapely.union_all(np.concatenate([shapely.get_rings(zones), shores, *drawn]), grid_size=1)
    cells = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded))))
    inside = shapely.get_coordinates([shapely.point_on_surface(cell) for cell in cells])
    held = _holders(zones, inside)
    wet = _holders(list(seas), inside / GRID)
    area = [area_km2(cell) for cell in cells]
    labels = [
        _label([codes[j] for j in held.get(i, ())], area[i], inside[i, 1] / GRID, water=i in wet)
        for i in range(len(cells))
    ]
    _apply_cuts(inside / GRID, area, labels, cuts)
    return Cells(list(cells), labels)


def zone_polygons() -> tuple[list[shapely.Polygon], list[str]]:
    """Polygons of all zones on the grid with their countries, those of the region's file first."""
    finder = TimezoneFinder()
    codes = {zone: code for code, zones in (COUNTRIES | NEIGHBOURS).items() for zone in zones}
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    codes |= {row[2]: row[0] for row in rows if row[2] not in codes}
    polygons, owners = [], []
    for zone, code in codes.items():
        if zone in finder.timezone_names:
            for rings in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
                shell, *holes = (on_grid(np.array(ring)) for ring in rings)
                polygons.append(shapely.Polygon(shell, holes))
                owners.append(_owner(code, shell / GRID))
    return polygons, owners


def _owner(code: str, shell: FloatArray) -> str:
    """Zones reach abroad: Guantanamo keeps the time of New York, the north of Vietnam that of Bangkok."""
    for zone, country, (west, south, east, north) in OTHER_COUNTRY:
        if zone == code and (shell >= (west, south)).all() and (shell <= (east, north)).all():
            return country
    return code


def seas_of(folder: Path) -> NDArray[np.object_]:
    """Sea polygons of the world in degrees as published."""
    with tarfile.open(folder / SEAS) as archive:
        member = archive.extractfile("package/map.geo.json")
        seas = shapely.from_geojson(member.read()) if member else shapely.GeometryCollection()
    return shapely.get_parts(shapely.get_parts(seas))


def countries_2024(folder: Path) -> dict[str, shapely.Geometry]:
    """The country relations that cuts follow, in degrees."""
    with tarfile.open(folder / COUNTRIES_2024) as archive:
        member = archive.extractfile("package/borders.geo.json")
        features = json.loads(member.read())["features"] if member else []
    wanted = {cut.polygon for cut in CUTS}
    return {
        code: shapely.union_all(_polygons(shapely.geometry.shape(each["geometry"])))
        for each in features
        if (code := each["properties"].get("isoA2", "")) in wanted
    }


def _polygons(geometry: shapely.Geometry) -> NDArray[np.object_]:
    parts = np.array([geometry])
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts = shapely.get_parts(parts)
    return parts


def area_km2(cell: shapely.Polygon) -> float:
    """Area on the ellipsoid."""
    lon, lat = (shapely.get_coordinates(cell.exterior) / GRID).T
    return abs(ELLIPSOID.polygon_area_perimeter(lon, lat)[0]) / 1e6


def _cut_lines(cut: Cut, polygon: shapely.Geometry) -> list[shapely.LineString]:
    boundary = shapely.clip_by_rect(shapely.boundary(polygon), *cut.box)
    return [
        shapely.LineString(on_grid(shapely.get_coordinates(part))) for part in shapely.get_parts(boundary)
    ]


def _holders(polygons: list[shapely.Polygon], points: FloatArray) -> dict[int, list[int]]:
    """For each point that a polygon holds, which ones do, in their order."""
    tree = shapely.STRtree(shapely.points(points))
    held: dict[int, list[int]] = defaultdict(list)
    for at, polygon in enumerate(polygons):
        near = np.sort(tree.query(shapely.box(*polygon.bounds)))
        shapely.prepare(polygon)
        for point in near[shapely.intersects_xy(polygon, *points[near].T)].tolist():
            held[point].append(at)
    return held


def _label(codes: list[str], km2: float, lat: float, *, water: bool) -> str:
    both = sorted(set(codes))
    if lat < ANTARCTIC_LAT or (water and not both):
        return ""
    if not both:
        return "*"
    sure = set(both) & COUNTRIES.keys() or BOTH.join(both) in FIRST_WINS or km2 < LEAST_OVERLAP_KM2
    label = codes[0] if sure else BOTH.join(both)
    return label + WATER if water else label


def _apply_cuts(
    points: FloatArray,
    area: list[float],
    labels: list[str],
    polygons: dict[str, shapely.Geometry],
) -> None:
    """Relabel the cells of a zone that the 2024 lines cut; slivers along its outer border lie inside them."""
    for cut in CUTS:
        polygon, box = polygons[cut.polygon], shapely.box(*cut.box)
        held = shapely.intersects_xy(box, *points.T)
        for i in np.flatnonzero(held).tolist():
            if labels[i] == cut.country:
                within = area[i] < LEAST_CUT_KM2 or shapely.intersects_xy(polygon, *points[i])
                labels[i] = cut.inside if within else cut.outside
