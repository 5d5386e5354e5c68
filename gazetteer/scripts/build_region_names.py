"""Builds gazetteer/regions/admin1.gaz, the names of first-order regions, out of gazetteer/regions/admin1.npz.

    python gazetteer/scripts/build_region_names.py

The point of a region only stands for it; its radius reaches from there to the farthest corner of its outline.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely

from geostrike import geodesy
from geostrike.borders import admin
from geostrike.gazetteer.gazfile import save
from geostrike.gazetteer.layer import Record, compile_layer
from geostrike.gazetteer.regionwords import bare
from geostrike.names import read

TARGET = Path(__file__).resolve().parents[1] / "regions" / "admin1.gaz"
KINDS = ("governorate", "province", "state", "district")


def records() -> Iterator[Record]:
    """One record of each region, by its code; no variant that is another's name in its country."""
    names = defaultdict(set)
    for region in admin.regions():
        names[region.country, _key(region.name)].add(region.code)
    for region in admin.regions():
        variants = [bare(name)[0] for name in (region.name_ar, *region.names) if name]
        others = [v for v in variants if not names[region.country, _key(v)] - {region.code}]
        lon, lat, radius_m = disc(region.code)
        yield Record(
            id=region.code,
            name=bare(region.name)[0],
            names=(region.name, *others),
            kind=region.type if region.type in KINDS else "region",
            country=region.country,
            lon=lon,
            lat=lat,
            radius_m=radius_m,
            note=region.type,
        )


def disc(code: str) -> tuple[float, float, int]:
    """Longitude and latitude of a point of a region, and the metres from there to all of it."""
    area = admin.polygon(code)
    point = area.representative_point()
    corners = shapely.get_coordinates(area)
    far, _ = geodesy.inverse(np.full(len(corners), point.x), np.full(len(corners), point.y), *corners.T)
    return point.x, point.y, 1000 * math.ceil(float(np.max(far)) / 1000)


def _key(name: str) -> str:
    return read(bare(name)[0]).key


def main() -> None:
    """Build the file and print what SOURCES.md records."""
    layer = compile_layer(
        records(),
        name="naturalearth",
        prefix="naturalearth",
        source=admin.load().title,
        licence=admin.load().licence,
    )
    save(layer, TARGET)
    print(f"{len(layer)} regions, {len(layer.spellings)} spellings, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
