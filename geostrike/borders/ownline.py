"""Lines of the user's own, from a file or a shapely geometry, as targets; says nothing of countries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders.bulk import distances
from geostrike.borders.target import Target
from geostrike.errors import BorderError, CoordinateError, InputError
from geostrike.files import read_text

if TYPE_CHECKING:
    from pyproj import CRS

Floats = NDArray[np.float64]
_GEOJSON = {".geojson", ".json"}
_NAMES = ("border", "name", "id")


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """Geometries of a file with a name each, its CRS, and whether it says that its edges are geodesics."""

    geometries: Sequence[BaseGeometry | None]
    labels: Sequence[str]
    crs: CRS
    geodesic: bool = False


def read_border(path: Path | str, *, to: str = "") -> Target:
    """Lines of the user's own as a target of `distance` and `distances`.

    Polygons stand for their rings. Edges are geodesics. A file that does not say ``edge_model: geodesic`` may
    mean edges that are straight in its own coordinates; how far these lie from geodesics is the error.

    Parameters
    ----------
    path : path-like
        GeoJSON, GeoPackage or another format that GDAL reads, in WGS 84 or in the CRS that it names.
    to : str
        The border that the data sets are asked for beside it, if any.

    Raises
    ------
    InputError
        If the file cannot be read, or names no CRS where its format should.
    BorderError
        If it holds no line.
    CoordinateError
        If a vertex leaves the globe.
    """
    path = Path(path)
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    return replace(_read(path, changed), to=to)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Target:
    layer = _geojson(path) if path.suffix.casefold() in _GEOJSON else _any_format(path)
    return _target(layer, path.name, path.stem)


def target_of(geometry: BaseGeometry, *, name: str = "line") -> Target:
    """A geometry as a target of `distance` and `distances`: a river, a road, a camp.

    Polygons stand for their rings, points for themselves. Edges are geodesics.

    Parameters
    ----------
    geometry : shapely geometry
        In longitude and latitude.
    name : str
        What answers call it.

    Raises
    ------
    BorderError
        If it is empty.
    CoordinateError
        If a vertex leaves the globe.

    Examples
    --------
    >>> from shapely import Point
    >>> found = distances([41.0], [34.4], to=target_of(Point(41.0, 34.5), name="well"))
    >>> found.distance_m.round().tolist(), found.border.tolist()
    ([11093.0], ['well'])
    """
    return _target(
        _Layer([geometry], [name], import_module("pyproj").CRS("OGC:CRS84"), geodesic=True), name, name
    )


def distance_to(lon: ArrayLike, lat: ArrayLike, geometry: BaseGeometry) -> Floats:
    """Geodesic distance from points to any geometry, 0 within a polygon.

    Parameters
    ----------
    lon, lat : array_like of float, shape (n,)
        Points in degrees.
    geometry : shapely geometry
        In longitude and latitude; edges are geodesics.

    Returns
    -------
    ndarray of float64, shape (n,)
        Metres; NaN where a point is not finite.

    Raises
    ------
    BorderError
        If the geometry is empty.
    CoordinateError
        If a point or a vertex leaves the globe.

    Examples
    --------
    >>> from shapely import LineString, box
    >>> distance_to([41.0, 40.5], [34.4, 34.4], LineString([(41.1, 34), (41.1, 35)])).round().tolist()
    [9195.0, 55169.0]
    >>> distance_to([41.0, 40.5], [34.4, 34.4], box(40.9, 34, 41.1, 35)).round().tolist()
    [0.0, 36780.0]
    """
    lon, lat = (np.atleast_1d(np.asarray(degrees, np.float64)) for degrees in (lon, lat))
    found = distances(lon, lat, to=target_of(geometry)).distance_m
    return np.where(shapely.intersects_xy(geometry, lon, lat), 0.0, found)


def _target(layer: _Layer, called: str, stem: str) -> Target:
    runs = [run for geometry in layer.geometries for run in _runs(geometry)]
    owners = [owner for owner, geometry in enumerate(layer.geometries) for _ in _runs(geometry)]
    if not runs:
        raise BorderError(f"{called} holds no line, polygon or point to measure to; draw one and save it.")
    first, last = np.concatenate([run[:-1] for run in runs]), np.concatenate([run[1:] for run in runs])
    labels = np.asarray([layer.labels[owner] or stem for owner in owners])
    ends, middle = _on_the_globe(called, layer.crs, first, last, (first + last) / 2)
    segments = geodesy.segments(*ends.T)
    return Target(
        segments=segments,
        border=np.repeat(labels, [len(run) - 1 for run in runs]),
        error_m=np.zeros(len(segments)) if layer.geodesic else _bend_m(segments, middle),
        dataset=called,
        date="",
        version="",
        to="",
    )


def _geojson(path: Path) -> _Layer:
    try:
        content = json.loads(read_text(path))
        features = content["features"] if content["type"] == "FeatureCollection" else [content]
        features = [each if each["type"] == "Feature" else {"geometry": each} for each in features]
        shapes = [shape(each["geometry"]) if each["geometry"] else None for each in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError):
        raise InputError(f"{path.name} is not GeoJSON; save it again as GeoJSON or GeoPackage.") from None
    labels = [_label({**(each.get("properties") or {}), "id": each.get("id")}) for each in features]
    named = content.get("crs") or {}
    crs = _crs(path, (named.get("properties") or {}).get("name") or "OGC:CRS84")
    return _Layer(shapes, labels, crs, content.get("edge_model") == "geodesic")


def _any_format(path: Path) -> _Layer:
    pyogrio = import_module("pyogrio")
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if len(layers) == 1:
            meta, _, wkb, columns = pyogrio.raw.read(path, layer=layers[0])
            shapes = list(shapely.from_wkb(wkb))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ShapelyError, ValueError):
        raise InputError(f"{path.name} is no file of lines that can be read; save it as GeoJSON.") from None
    if len(layers) != 1:
        held = f"holds the layers {', '.join(layers)}" if layers else "holds no layer of geometries"
        raise InputError(f"{path.name} {held}; save the one that is the border as a file of its own.")
    if not meta["crs"]:
        raise InputError(f"{path.name} names no CRS; set it, or save the line as GeoJSON in WGS 84.")
    rows = zip(*columns, strict=True) if len(columns) else [()] * len(shapes)
    labels = [_label(dict(zip(meta["fields"], row, strict=True))) for row in rows]
    return _Layer(shapes, labels, _crs(path, meta["crs"]))


def _label(properties: Mapping[str, Any]) -> str:
    return next((str(properties[name]) for name in _NAMES if properties.get(name) not in {None, ""}), "")


def _crs(path: Path, text: str) -> CRS:
    pyproj = import_module("pyproj")
    try:
        found: CRS = pyproj.CRS.from_user_input(text)
    except pyproj.exceptions.CRSError:
        raise InputError(f"{path.name} names a CRS that is not known; save it in WGS 84.") from None
    return found


def _runs(geometry: BaseGeometry | None) -> Iterator[Floats]:
    """Vertices of each line or ring, shape (n, 2); a point is a run of two equal vertices."""
    if geometry is None or geometry.is_empty:
        return
    if geometry.geom_type == "Polygon":
        parts = [geometry.exterior, *geometry.interiors]
    elif hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _runs(part)
        return
    else:
        parts = [geometry]
    for part in parts:
        vertices = shapely.get_coordinates(part)
        yield np.repeat(vertices, 2, axis=0) if len(vertices) == 1 else vertices


def _on_the_globe(
    called: str, crs: CRS, first: Floats, last: Floats, middle: Floats
) -> tuple[Floats, Floats]:
    """Ends of the edges in degrees, shape (n, 4), and the middles that the file's own coordinates give."""
    across = np.abs(first[:, 0] - last[:, 0]) > 180 if crs.is_geographic else np.zeros(len(first), bool)
    if not crs.equals("OGC:CRS84", ignore_axis_order=True):
        to_degrees = import_module("pyproj").Transformer.from_crs(crs, "OGC:CRS84", always_xy=True)
        first, last, middle = (
            np.column_stack(to_degrees.transform(each[:, 0], each[:, 1])) for each in (first, last, middle)
        )
    ends = np.hstack([first, last])
    lon, lat = ends[:, 0::2], ends[:, 1::2]
    if not (np.isfinite(ends).all() and (np.abs(lat) <= 90).all() and (np.abs(lon) <= 180).all()):
        raise CoordinateError(
            f"{called} has a vertex outside of the globe; write [lon, lat] in degrees, or name the CRS."
        )
    middle[across] = np.nan  # an edge over the antimeridian is a geodesic or nothing
    return ends, middle


def _bend_m(segments: geodesy.Segments, middle: Floats) -> Floats:
    """How far the middle of each edge as drawn lies from the geodesic, across it."""
    distance_m, azimuth_deg = geodesy.inverse(segments.lon0, segments.lat0, middle[:, 0], middle[:, 1])
    turn = np.radians(azimuth_deg - segments.azimuth_deg)
    return np.nan_to_num(np.abs(distance_m * np.sin(turn)))
