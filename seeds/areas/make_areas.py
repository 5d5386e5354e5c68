"""Draws areas/bukamal-compound.geojson: where reports put the compound struck on 26 February 2021.

They say that it stood in Syria, near al-Bukamal, just over a third of a kilometre (about 370 yards) from
Iraq; none prints coordinates. So the area is the strip of Syria between 333.3 and 400 m from the border,
within 10 km of the town. Run: python seeds/areas/make_areas.py
"""

# ruff: noqa: INP001

import json
from pathlib import Path

import numpy as np
from pyproj import Transformer
from shapely import MultiLineString, Point, intersection_all, set_precision, transform
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geostrike import borders
from geostrike.files import write_text

TOWN_LON, TOWN_LAT = 40.91156, 34.45463  # al-Bukamal, OCHA C5167
NEAR_M, FAR_M, AROUND_M = 333.3, 400.0, 10_000.0
DIGITS = 1e-5
ARCS = 32  # segments of a quarter circle in a buffer


def strip(border_set: borders.BorderSet) -> BaseGeometry:
    """Part of Syria between the two distances from Iraq, near the town, in longitude and latitude."""
    local = f"+proj=aeqd +lon_0={TOWN_LON} +lat_0={TOWN_LAT} +datum=WGS84 +units=m"
    lines = border_set.lines("IRQ-SYR")
    arcs = zip(lines.starts[:-1], lines.starts[1:], strict=True)
    border = MultiLineString([list(zip(lines.lon[a:b], lines.lat[a:b], strict=True)) for a, b in arcs])
    town = Point(0, 0)
    line = _moved(border, "EPSG:4326", local).intersection(town.buffer(AROUND_M + 2 * FAR_M))
    syria = _moved(
        border_set.polygon("SY").intersection(Point(TOWN_LON, TOWN_LAT).buffer(0.2)), "EPSG:4326", local
    )
    between = line.buffer(FAR_M, ARCS) - line.buffer(NEAR_M, ARCS)
    found = intersection_all([between, syria, town.buffer(AROUND_M, ARCS)])
    return set_precision(_moved(found.simplify(1.0), local, "EPSG:4326"), DIGITS)


def _moved(geometry: BaseGeometry, old: str, new: str) -> BaseGeometry:
    project = Transformer.from_crs(old, new, always_xy=True).transform
    return transform(geometry, lambda xy: np.column_stack(project(xy[:, 0], xy[:, 1])))


def main() -> None:
    """Write the area beside this script."""
    border_set = borders.load("osm")
    area = strip(border_set)
    feature = {
        "type": "Feature",
        "properties": {
            "title": "Compound near al-Bukamal, 26 February 2021",
            "how": f"Syria between {NEAR_M:g} and {FAR_M:g} m from the land border with Iraq, within "
            f"{AROUND_M / 1000:g} km of al-Bukamal ({TOWN_LAT:.5f}, {TOWN_LON:.5f}), as reports describe it",
            "borders": f"{border_set.title}, {border_set.date}",
            "attribution": border_set.attribution,
            "licence": border_set.licence,
        },
        "geometry": mapping(area),
    }
    text = json.dumps(_rounded(feature), ensure_ascii=False, separators=(",", ":"))
    write_text(Path(__file__).with_name("bukamal-compound.geojson"), text + "\n")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    main()
