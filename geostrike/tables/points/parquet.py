"""Parquet and GeoParquet files of points, by record batches; their metadata pass through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geostrike import escape
from geostrike.errors import InputError, TableError
from geostrike.files import replacing
from geostrike.tables.points.arrow import Columns, batch_of, cells, with_answers, with_fields
from geostrike.tables.points.rows import ROWS, Batch, Measured


@dataclass(frozen=True, slots=True)
class ParquetPoints:
    """A Parquet file of points."""

    path: Path
    columns: tuple[str, ...]
    holds: Columns
    schema: pa.Schema
    size: int
    suffixes: tuple[str, ...] = (".parquet", ".geoparquet")

    def batches(self) -> Iterator[Batch]:
        """The rows, in order."""
        first = 1
        with pq.ParquetFile(self.path) as file:
            for rows in file.iter_batches(batch_size=ROWS):
                yield batch_of(rows, self.holds, first)
                first += rows.num_rows

    def cells(self, batch: Batch, at: int) -> Sequence[str]:
        """One row as text, under `columns`."""
        return cells(batch.payload, self.holds, at)

    def write(self, path: Path, measured: Iterable[Measured], **metadata: str) -> None:
        """Write the rows with the answers as columns.

        Parameters
        ----------
        path : pathlib.Path
            The file to write.
        measured : iterable of Measured
            The rows.
        **metadata : str
            What is to be noted in the file beside its own metadata.
        """
        schema = with_fields(self.schema)
        schema = schema.with_metadata({**(schema.metadata or {}), **metadata})
        texts = [field.name for field in schema if pa.types.is_string(field.type)]
        with replacing(path) as beside, pq.ParquetWriter(beside, schema, use_dictionary=texts) as writer:
            for each in measured:
                writer.write_batch(with_answers(each, schema))


def open_points(path: Path) -> ParquetPoints:
    """A Parquet file of points: GeoParquet, or with columns `lon` and `lat`.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the file cannot be read.
    TableError
        If no column holds the points, or their CRS is not known.
    """
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowInvalid, OSError):
        raise InputError(f"{path} is no Parquet file that can be read; save it again.") from None
    geometry, crs = _geometry(path, (schema.metadata or {}).get(b"geo"))
    holds = Columns.find(path, schema.names, geometry, crs)
    return ParquetPoints(path, tuple(map(escape.csv_cell, schema.names)), holds, schema, rows)


def _geometry(path: Path, geo: bytes | None) -> tuple[str | None, Any]:
    """The geometry column and the CRS of GeoParquet; WGS 84 where it names none."""
    if geo is None:
        return None, "OGC:CRS84"
    try:
        meta = json.loads(geo)
        name = meta["primary_column"]
        column = meta["columns"][name]
        encoding, crs = column["encoding"], column.get("crs", "OGC:CRS84")
    except (ValueError, KeyError, TypeError):
        raise TableError(f"{path.name} has geo metadata that cannot be read; save it again.") from None
    if encoding != "WKB":
        raise TableError(f"{path.name} holds its points as {encoding}; save them as WKB.")
    if crs is None:
        raise TableError(f"{path.name} names no CRS; set it, or save the points in WGS 84.")
    return name, crs
