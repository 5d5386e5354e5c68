"""The column `area` of the events: a region as a GeoJSON or WKT file or text; draws and measures nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from shapely import from_wkt, unary_union
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geostrike.errors import FieldError
from geostrike.files import read_text

_WKT = re.compile(r"\s*(SRID=4326;)?\s*(MULTI)?POLYGON\b", re.IGNORECASE)


def read_area(area: str, folder: Path | str = ".") -> BaseGeometry:
    """Polygon that an area stands for, in longitude and latitude.

    Parameters
    ----------
    area : str
        GeoJSON or WKT as text, or the path of such a file, relative to the folder of the dossier.
    folder : path-like
        That folder.

    Raises
    ------
    FieldError
        If it is neither, is no polygon, or leaves the globe.
    InputError
        If the file cannot be read.

    Examples
    --------
    >>> read_area("POLYGON ((41 34, 41.1 34, 41.1 34.1, 41 34))").bounds
    (41.0, 34.0, 41.1, 34.1)
    """
    path = area_file(area, folder)
    text = read_text(path) if path else area
    try:
        geometry = from_wkt(text.strip()) if _WKT.match(text) else _from_geojson(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError):
        raise _refused(area, "is neither GeoJSON nor WKT") from None
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty or not geometry.is_valid:
        raise _refused(area, "is no valid polygon")
    west, south, east, north = geometry.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise _refused(area, "leaves the globe (positions are [lon, lat])")
    return geometry


def area_file(area: str, folder: Path | str = ".") -> Path | None:
    """Path of the file that an area names; None where the area is GeoJSON or WKT itself.

    Parameters
    ----------
    area : str
        The cell.
    folder : path-like
        The folder of the dossier.

    Raises
    ------
    FieldError
        If the file would lie outside of that folder.

    Examples
    --------
    >>> area_file("areas/site.geojson", "seeds").parts
    ('seeds', 'areas', 'site.geojson')
    """
    if not area or area.lstrip().startswith("{") or _WKT.match(area):
        return None
    path = Path(folder) / area
    if "\x00" in area or not path.resolve().is_relative_to(Path(folder).resolve()):
        raise _refused(area, "lies outside the folder of the dossier")
    return path


def _from_geojson(value: dict[str, Any]) -> BaseGeometry:
    if value["type"] == "FeatureCollection":
        return unary_union([shape(feature["geometry"]) for feature in value["features"]])
    return shape(value["geometry"] if value["type"] == "Feature" else value)


def _refused(area: str, why: str) -> FieldError:
    return FieldError(
        f"area {area[:60]!r} {why}; give GeoJSON or WKT, as text or as a file beside the tables.",
        field="area",
        value=area,
        rule="area-form",
    )
