"""Record batches of points: their longitudes and latitudes, and the answers as columns; reads no file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geostrike import escape
from geostrike.borders import COLUMNS, Distances
from geostrike.errors import TableError
from geostrike.tables.points.rows import (
    Batch,
    Floats,
    Measured,
    Where,
    find_columns,
    given_names,
    point_columns,
)

_WKB_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
_TEXTS = ("border", "country")
FIELDS = tuple(pa.field(name, pa.string() if name in _TEXTS else pa.float64()) for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold the points, and the CRS of a geometry."""

    where: Where
    crs: str

    @staticmethod
    def find(path: Path, names: Sequence[str], geometry: str | None, crs: Any) -> Columns:
        """Columns of a table that hold points.

        Parameters
        ----------
        path : pathlib.Path
            The file, for messages.
        names : sequence of str
            Its columns.
        geometry : str, optional
            The geometry column, where the format names one.
        crs : object
            What pyproj reads as a CRS.

        Raises
        ------
        TableError
            If no column holds the points, or the CRS is not known.
        """
        where = find_columns(path, names, geometry)
        try:
            return Columns(where, CRS.from_user_input(crs).to_wkt())
        except CRSError:
            raise TableError(f"{path.name} names a CRS that is not known; save it in WGS 84.") from None


def batch_of(rows: pa.RecordBatch, holds: Columns, first: int) -> Batch:
    """Rows as a batch of points.

    Parameters
    ----------
    rows : pyarrow.RecordBatch
        Rows.
    holds : Columns
        Which columns hold the points.
    first : int
        Number of the first row.
    """
    unread: dict[int, str] = {}
    where = holds.where
    if where.geometry >= 0:
        lon, lat = _points(rows.column(where.geometry), unread)
        to_degrees = _transformer(holds.crs)
        if to_degrees is not None:
            lon, lat = to_degrees.transform(lon, lat)
    else:
        lon, lat = (_floats(rows.column(place)) for place in (where.lon, where.lat))
    radius_m = _floats(rows.column(where.radius)) if where.radius >= 0 else np.full(lon.size, np.nan)
    return Batch(first, lon, lat, radius_m, rows, first - 1 + rows.num_rows, unread)


def with_fields(schema: pa.Schema) -> pa.Schema:
    """The schema with the fields of the answers behind its own, which make way for them."""
    given = given_names(schema.names)
    own = [field.with_name(given.get(field.name, field.name)) for field in schema]
    metadata = {key: _renamed(value, given) for key, value in (schema.metadata or {}).items()}
    return pa.schema([*own, *FIELDS], metadata=(metadata if given else schema.metadata))


def _renamed(content: bytes, given: Mapping[str, str]) -> bytes:
    """Metadata of a file (of pandas, of GeoParquet) with the new names of columns."""
    try:
        held = json.loads(content)
    except ValueError:
        return content
    columns = held.get("columns") if isinstance(held, dict) else None
    if isinstance(columns, dict):
        held["columns"] = {given.get(name, name): value for name, value in columns.items()}
    for each in columns if isinstance(columns, list) else ():
        each |= {key: given.get(each[key], each[key]) for key in ("name", "field_name") if each.get(key)}
    return json.dumps(held).encode()


def with_answers(measured: Measured, schema: pa.Schema) -> pa.RecordBatch:
    """The measured rows with the answers behind their columns.

    Parameters
    ----------
    measured : Measured
        Rows and answers.
    schema : pyarrow.Schema
        From `with_fields`.
    """
    kept = measured.batch.payload.take(pa.array(measured.kept))
    return pa.RecordBatch.from_arrays([*kept.columns, *answer_arrays(measured.found)], schema=schema)


def answer_arrays(found: Distances) -> list[pa.Array]:
    """The answers as arrays; null where there is none, such as the azimuth of a point on the line."""
    values = (column for _, column in found.columns())
    return [
        pa.array(column, field.type, from_pandas=True) for field, column in zip(FIELDS, values, strict=True)
    ]


def cells(rows: pa.RecordBatch, holds: Columns, at: int) -> Sequence[str]:
    """One row as text, a geometry as WKT."""
    return [
        _geometry_text(value) if place == holds.where.geometry else _text(value)
        for place, value in enumerate(column[at].as_py() for column in rows.columns)
    ]


def _points(column: pa.Array, unread: dict[int, str]) -> tuple[Floats, Floats]:
    values = column.storage if isinstance(column, pa.ExtensionArray) else column
    plain = _plain_points(values)
    if plain is not None:
        return plain
    texts = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    read = shapely.from_wkt if texts else shapely.from_wkb
    try:
        return point_columns(read(values.to_numpy(zero_copy_only=False), on_invalid="ignore"), unread)
    except TypeError:
        raise TableError(f"The geometries are of type {values.type}; save them as WKB or WKT.") from None


def _plain_points(values: pa.Array) -> tuple[Floats, Floats] | None:
    """Points that are all there as little-endian WKB of two coordinates, as nearly all files hold them."""
    width = {pa.binary(): np.int32, pa.large_binary(): np.int64}.get(values.type)
    if width is None or values.null_count or not len(values):
        return None
    _, ends, content = values.buffers()
    starts = np.frombuffer(ends, width)[values.offset : values.offset + len(values) + 1]
    if (np.diff(starts) != _WKB_POINT.itemsize).any():
        return None
    points = np.frombuffer(content, _WKB_POINT, len(values), int(starts[0]))
    if (points["order"] != 1).any() or (points["kind"] != 1).any():
        return None
    return points["x"].astype(np.float64), points["y"].astype(np.float64)


def _floats(column: pa.Array) -> Floats:
    """A column as float64, NaN where a cell is null or no number."""
    try:
        return np.asarray(column.cast(pa.float64()).to_numpy(zero_copy_only=False), np.float64)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return np.array([_float(value) for value in column.to_pylist()], np.float64)


def _float(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


@lru_cache(maxsize=4)
def _transformer(crs: str) -> Transformer | None:
    if CRS.from_user_input(crs).equals("OGC:CRS84", ignore_axis_order=True):
        return None
    return Transformer.from_crs(crs, "OGC:CRS84", always_xy=True)


def _geometry_text(value: Any) -> str:
    try:
        return (
            value
            if isinstance(value, str)
            else shapely.to_wkt(shapely.from_wkb(value), rounding_precision=-1)
        )
    except (TypeError, shapely.errors.ShapelyError):
        return ""


def _text(value: Any) -> str:
    return "" if value is None else escape.csv_cell(str(value))
