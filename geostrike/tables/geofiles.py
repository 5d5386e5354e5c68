"""Files of geographic tools as text by column with shapes: GeoPackage, FlatGeobuf, Shapefile, GeoParquet."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyogrio import list_layers, raw
from pyogrio.errors import (
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
)
from pyproj import Transformer
from pyproj.exceptions import CRSError

from geostrike.errors import MissingExtraError, TableError
from geostrike.tables.cells import Cells, Texts, from_rows

_BROKEN = (
    *(DataSourceError, DataLayerError, FieldError, FeatureError, GeometryError, CRSError),
    *(ValueError, RuntimeError, LookupError, AttributeError, TypeError, OverflowError, RecursionError),
)
FIELDS = ".fields.json"  # beside a Shapefile: its short names, and ours


def read(path: Path) -> Cells:
    """Text of the first layer, its shapes in longitude and latitude.

    Parameters
    ----------
    path : pathlib.Path
        A GeoPackage, FlatGeobuf or Shapefile.

    Raises
    ------
    TableError
        If it cannot be opened, says no coordinate system, or one that is not known.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's own, about files that it can read all the same
            layers = [str(name) for name in list_layers(path)[:, 0]]
            meta, _, geometry, columns = raw.read(path, layer=layers[0], force_2d=True)
    except _BROKEN as error:
        raise _unreadable(path, error) from None
    header = [str(name) for name in meta["fields"]]
    cells = _cells(path, header, columns, geometry, meta["crs"])
    if layers[1:]:
        note = f"Layer {layers[0]} is read; {path.name} also has {', '.join(layers[1:7])}."
        cells = replace(cells, notes=(*cells.notes, note))
    return cells


def read_parquet(path: Path) -> Cells:
    """Text of a Parquet file, its shapes in longitude and latitude where it is GeoParquet.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    TableError
        If it cannot be opened or says a coordinate system that is not known.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  (an extra)
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError(
            f"Reading {path.name} needs the package pyarrow; install it: pip install 'geostrike[dask]'."
        ) from None
    try:
        table = parquet.read_table(path)
        geo = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
        primary = geo.get("primary_column", "")
        geometry, crs = None, "EPSG:4326"
        if primary in table.column_names:
            geometry = table[primary].to_numpy(zero_copy_only=False)
            crs = _crs_of(geo["columns"][primary].get("crs", "OGC:CRS84"))
            table = table.drop_columns([primary])
        columns = [column.to_numpy(zero_copy_only=False) for column in table.columns]
    except (pa.ArrowException, OSError, *_BROKEN) as error:
        raise _unreadable(path, error) from None
    return _cells(path, table.column_names, columns, geometry, crs)


def _unreadable(path: Path, error: Exception) -> TableError:
    return TableError(f"{path.name} cannot be opened ({str(error)[:120]}); save it again.")


def _crs_of(crs: Any) -> str:
    return json.dumps(crs) if isinstance(crs, dict) else str(crs or "")


def _cells(path: Path, header: list[str], columns: list[Any], geometry: Any, crs: str | None) -> Cells:
    size = len(columns[0]) if columns else len(geometry if geometry is not None else ())
    texts = [_texts(column) for column in columns]
    names = _long_names(path)
    rows = zip(*texts, strict=True) if texts else ([] for _ in range(size))
    table = from_rows(path.name, [names.get(name, name) for name in header], rows)
    if geometry is None:
        return table
    try:
        shapes = shapely.from_wkb(np.asarray(geometry, object), on_invalid="ignore")
    except TypeError:
        raise TableError(f"{path.name} holds geometries that cannot be read; save it again.") from None
    return replace(table, geometry=_in_degrees(path, shapes, crs)[table.rows - 1])


def _in_degrees(path: Path, shapes: Texts, crs: str | None) -> Texts:
    if not crs:
        raise TableError(f"{path.name} says no coordinate system; save it with EPSG:4326.")
    if crs in {"EPSG:4326", "OGC:CRS84"}:
        return shapes
    try:
        to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except CRSError:
        raise TableError(
            f"{path.name} has a coordinate system that is not known; save it with EPSG:4326."
        ) from None
    moved: Texts = shapely.transform(
        shapes, lambda xy: np.column_stack(to_degrees.transform(xy[:, 0], xy[:, 1]))
    )
    return moved


def _long_names(path: Path) -> dict[str, str]:
    """Names that a Shapefile could not hold, from the file beside it."""
    beside = path.with_suffix(FIELDS)
    if path.suffix.casefold() != ".shp" or not beside.is_file():
        return {}
    try:
        held = json.loads(beside.read_text(encoding="utf-8"))
    except (ValueError, OSError, RecursionError):
        return {}
    return {str(short): str(name) for short, name in held.items()} if isinstance(held, dict) else {}


def _texts(column: Any) -> list[str]:
    kind = column.dtype.kind
    if kind == "f":
        return ["" if np.isnan(value) else _digits(value) for value in column.tolist()]
    if kind == "M":
        days = np.datetime_as_string(column, unit="m").tolist()
        return ["" if day == "NaT" else day.removesuffix("T00:00").replace("T", " ") for day in days]
    return ["" if value is None or value != value else _text(value) for value in column.tolist()]  # noqa: PLR0124 (NaN)


def _text(value: Any) -> str:
    return _digits(value) if isinstance(value, float) else str(value)


def _digits(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
