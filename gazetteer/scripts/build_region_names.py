"""Builds gazetteer/regions/admin1.gaz and countries.gaz, the names of first-order regions and of countries.

    python gazetteer/scripts/build_region_names.py

They are made out of admin1.npz and countries.csv beside them and the outlines of gazetteer/borders. The point
of a region only stands for it; its radius reaches from there to the farthest corner of its outline.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders import admin
from geostrike.gazetteer import extents
from geostrike.gazetteer.gazfile import save
from geostrike.gazetteer.layer import Record, compile_layer
from geostrike.gazetteer.regionwords import bare
from geostrike.names import read

HOME = Path(__file__).resolve().parents[1] / "regions"
OF_UKRAINE = {"UA-40", "UA-43"}  # by ISO 3166-2 and the United Nations; Natural Earth gives them to Russia
SHORT = {"UA-43": "Crimea"}
KINDS = ("governorate", "province", "state", "district")


def records() -> Iterator[Record]:
    """One record of each region, by its code; no variant that is another's name in its country."""
    names = defaultdict(set)
    for region in admin.regions():
        names[region.country, _key(region.name)].add(region.code)
    for region in admin.regions():
        variants = [bare(name)[0] for name in (region.name_ar, *region.names) if name]
        others = [v for v in variants if not names[region.country, _key(v)] - {region.code}]
        lon, lat, radius_m = disc(admin.polygon(region.code))
        yield Record(
            id=region.code,
            name=SHORT.get(region.code) or bare(region.name)[0],
            names=(region.name, *others),
            kind=region.type if region.type in KINDS else "region",
            country=region.iso[:2] if region.iso in OF_UKRAINE else region.country,
            lon=lon,
            lat=lat,
            radius_m=radius_m,
            note=region.type,
        )


def countries() -> Iterator[Record]:
    """One record of each country that Natural Earth outlines, by its code."""
    with (HOME / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            area = extents.outline_of_country(row["alpha2"])
            if area is None:
                raise SystemExit(f"Natural Earth has no outline of {row['alpha2']}.")
            lon, lat, radius_m = disc(area)
            yield Record(
                id=row["alpha2"],
                name=row["name"],
                names=tuple(filter(None, [*row["english"].split("|"), *row["names"].split("|")])),
                kind="country",
                country=row["alpha2"],
                lon=lon,
                lat=lat,
                radius_m=radius_m,
                note=row["english"],
            )


def disc(area: BaseGeometry) -> tuple[float, float, int]:
    """Longitude and latitude of a point of a region, and the metres from there to all of it."""
    point = area.representative_point()
    corners = shapely.get_coordinates(area)
    far, _ = geodesy.inverse(np.full(len(corners), point.x), np.full(len(corners), point.y), *corners.T)
    return point.x, point.y, 1000 * math.ceil(float(np.max(far)) / 1000)


def _key(name: str) -> str:
    return read(bare(name)[0]).key


def main() -> None:
    """Build the files and print what SOURCES.md records."""
    title = "Natural Earth 1:10m countries"
    for name, found, source in (("admin1", records(), admin.load().title), ("countries", countries(), title)):
        licence = "public domain"
        layer = compile_layer(
            found, name="naturalearth", prefix="naturalearth", source=source, licence=licence
        )
        save(layer, HOME / f"{name}.gaz")
        size = (HOME / f"{name}.gaz").stat().st_size
        print(f"{name}: {len(layer)} places, {len(layer.spellings)} spellings, {size} bytes")


if __name__ == "__main__":
    main()
