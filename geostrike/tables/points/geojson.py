"""GeoJSON files of points, read and written feature by feature; the rest of the collection passes through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geostrike import escape
from geostrike.errors import TableError
from geostrike.files import replacing
from geostrike.tables.points.rows import (
    RADIUS,
    ROWS,
    Batch,
    Measured,
    given_names,
    plain_name,
    refuse_collisions,
)
from geostrike.tables.points.stream import members

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GeojsonPoints:
    """A GeoJSON FeatureCollection of points, in WGS 84 or in the CRS that it names."""

    path: Path
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    size: int
    behind: list[tuple[str, Any]] = field(default_factory=list)
    suffixes: tuple[str, ...] = (".geojson", ".json")

    def batches(self) -> Iterator[Batch]:
        """The rows, in order."""
        to_degrees: Transformer | None = None
        first, seen = 1, False
        self.behind.clear()
        for name, value in members(self.path):
            if name == "features":
                seen = True
                while features := list(islice(value, ROWS)):
                    yield self._batch([each for each, _ in features], first, features[-1][1], to_degrees)
                    first += len(features)
            elif seen:
                self.behind.append((name, value))
            if name == "crs":
                to_degrees = _transformer(self.path, value)
                if to_degrees and first > 1:
                    raise TableError(
                        f"{self.path.name} names its CRS behind its features; save it in WGS 84."
                    )

    def cells(self, batch: Batch, at: int) -> Sequence[str]:
        """One row as text, under `columns`: properties, what else there is, the geometry."""
        feature = batch.payload[at]
        properties = feature.get("properties") or {}
        other = {key: value for key, value in properties.items() if key not in self.keys}
        cells = [*(_text(properties.get(key)) for key in self.keys), _text(other or None)]
        return [*map(escape.csv_cell, cells), _text(feature.get("geometry"))]

    def write(self, path: Path, measured: Iterable[Measured]) -> None:
        """Write each feature with the answers among its properties."""
        with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
            opening = "{"
            for name, value in members(self.path):
                file.write(f"{opening}{_json(name)}: ")
                opening = ",\n"
                if name == "features":
                    break
                file.write(_json(value))
            comma = "[\n"
            for feature in (feature for each in measured for feature in _answered(each)):
                file.write(comma + _json(feature))
                comma = ",\n"
            file.write("[]" if comma == "[\n" else "\n]")
            for name, value in self.behind:
                file.write(f",\n{_json(name)}: {_json(value)}")
            file.write("}\n")

    def _batch(self, features: list[Feature], first: int, done: int, to_degrees: Transformer | None) -> Batch:
        unread: dict[int, str] = {}
        points = np.array([_point(feature, at, unread) for at, feature in enumerate(features)])
        lon, lat = points[:, 0], points[:, 1]
        if to_degrees is not None:
            lon, lat = to_degrees.transform(lon, lat)
        radius_m = np.array([_radius(feature, at, unread) for at, feature in enumerate(features)])
        for feature in features:
            refuse_collisions(self.path, map(plain_name, feature.get("properties") or {}))
        return Batch(first, lon, lat, radius_m, features, done, unread)


def open_points(path: Path) -> GeojsonPoints:
    """A GeoJSON FeatureCollection of points.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the file cannot be read.
    TableError
        If it is no FeatureCollection.
    """
    keys: dict[str, None] = {}
    seen = False
    for name, value in members(path):
        if name == "features":
            seen = True
            for feature, _ in islice(value, ROWS):
                keys |= dict.fromkeys(feature.get("properties") or {})
            break
    if not seen:
        raise TableError(f"{path.name} is no FeatureCollection; save it again as GeoJSON with its features.")
    columns = (*map(escape.csv_cell, keys), "other_properties", "geometry")
    return GeojsonPoints(path, columns, tuple(keys), path.stat().st_size)


def _transformer(path: Path, crs: Any) -> Transformer | None:
    try:
        named = CRS.from_user_input(crs["properties"]["name"])
    except (CRSError, KeyError, TypeError):
        raise TableError(f"{path.name} names a CRS that is not known; save it in WGS 84.") from None
    if named.equals("OGC:CRS84", ignore_axis_order=True):
        return None
    return Transformer.from_crs(named, "OGC:CRS84", always_xy=True)


def _point(feature: Feature, at: int, unread: dict[int, str]) -> tuple[float, float]:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind != "Point":
        unread[at] = f"its geometry is a {kind}, not a point" if kind else "has no geometry that can be read"
        return np.nan, np.nan
    try:
        x, y = geometry["coordinates"][:2]
        return _finite(x), _finite(y)
    except (KeyError, TypeError, ValueError):
        unread[at] = "its coordinates are no two numbers"
        return np.nan, np.nan


def _radius(feature: Feature, at: int, unread: dict[int, str]) -> float:
    value = (feature.get("properties") or {}).get(RADIUS)
    try:
        return np.nan if value in {None, ""} else _finite(value)
    except (TypeError, ValueError):
        unread.setdefault(at, f"radius_m is {str(value)[:40]!r}, not a number")
        return np.nan


def _finite(value: Any) -> float:
    if isinstance(value, bool) or (isinstance(value, str) and "_" in value):
        raise ValueError
    return float(value)


def _answered(measured: Measured) -> Iterator[Feature]:
    names, values = zip(*measured.found.columns(), strict=True)
    rows = zip(*(column.tolist() for column in values), strict=True)
    for at, row in zip(measured.kept.tolist(), rows, strict=True):
        feature = measured.batch.payload[at]
        added = {name: _rounded(name, value) for name, value in zip(names, row, strict=True)}
        held = feature.get("properties") or {}
        given = given_names(held)
        own = {given.get(key, key): value for key, value in held.items()} if given else held
        yield {**feature, "properties": {**own, **added}}


def _rounded(name: str, value: Any) -> Any:
    if not isinstance(value, float):
        return value
    if value != value:  # noqa: PLR0124 # NaN: the azimuth of a point on the line
        return None
    return round(value, 3 if name.endswith("_m") else 9)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)


_json = json.JSONEncoder(ensure_ascii=False).encode
