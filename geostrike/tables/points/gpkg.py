"""GeoPackage files with one layer of points, by record batches through GDAL; the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geostrike import escape
from geostrike.errors import InputError, OutputError, TableError
from geostrike.files import replacing
from geostrike.tables.points.arrow import Columns, batch_of, cells, with_answers, with_fields
from geostrike.tables.points.rows import ROWS, Batch, Measured

_EPOCH = {"OGR_CURRENT_DATE": "1970-01-01T00:00:00.000Z"}  # GDAL would write the time of the run


@dataclass(frozen=True, slots=True)
class GpkgPoints:
    """A layer of points in a GeoPackage."""

    path: Path
    columns: tuple[str, ...]
    holds: Columns
    layer: str
    geometry: str
    size: int
    kind: str
    suffixes: tuple[str, ...] = (".gpkg",)

    def batches(self) -> Iterator[Batch]:
        """The rows, in order."""
        first = 1
        with self._rows() as rows:
            for each in rows:
                yield batch_of(each, self.holds, first)
                first += each.num_rows

    def cells(self, batch: Batch, at: int) -> Sequence[str]:
        """One row as text, under `columns`."""
        return cells(batch.payload, self.holds, at)

    def write(self, path: Path, measured: Iterable[Measured]) -> None:
        """Write the layer with the answers as columns."""
        with self._rows() as rows:
            schema = with_fields(rows.schema)
        failed: list[Exception] = []
        reader = pa.RecordBatchReader.from_batches(schema, _guarded(measured, schema, failed))
        with replacing(path) as beside, _without_clock():
            try:
                pyogrio.write_arrow(
                    reader,
                    beside,
                    layer=self.layer,
                    driver="GPKG",
                    geometry_name=self.geometry,
                    geometry_type=self.kind,
                    crs=self.holds.crs,
                )
            except (DataSourceError, DataLayerError, pa.ArrowException, RuntimeError, OSError) as error:
                if failed:
                    raise failed[0] from None
                raise OutputError(f"{path} cannot be written ({error}); check its folder.") from None

    @contextmanager
    def _rows(self) -> Iterator[Any]:
        with pyogrio.open_arrow(self.path, layer=self.layer, batch_size=ROWS, use_pyarrow=True) as (_, rows):
            yield rows


def open_points(path: Path) -> GpkgPoints:
    """A GeoPackage with one layer of points.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the file cannot be read.
    TableError
        If it has not one layer of geometries, or names no CRS.
    """
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        info = pyogrio.read_info(path, layer=layers[0]) if len(layers) == 1 else {}
    except (DataSourceError, DataLayerError):
        raise InputError(f"{path} is no GeoPackage that can be read; save it again.") from None
    if not info:
        held = f"the layers {', '.join(layers)}" if layers else "no layer of geometries"
        raise TableError(f"{path.name} holds {held}; save the one layer of points as a file of its own.")
    if not info["crs"]:
        raise TableError(f"{path.name} names no CRS; set it, or save the points in WGS 84.")
    geometry = info["geometry_name"] or "geometry"
    names = (*info["fields"].tolist(), geometry)
    holds = Columns.find(path, names, geometry, info["crs"])
    columns = tuple(map(escape.csv_cell, names))
    kind = "Point Z" if str(info["geometry_type"]).endswith("Z") else "Point"
    return GpkgPoints(path, columns, holds, layers[0], geometry, info["features"], kind)


def _guarded(
    measured: Iterable[Measured], schema: pa.Schema, failed: list[Exception]
) -> Iterator[pa.RecordBatch]:
    """The rows; an error on the way is kept, since GDAL would replace it by its own."""
    try:
        for each in measured:
            yield with_answers(each, schema)
    except Exception as error:
        failed.append(error)
        raise


@contextmanager
def _without_clock() -> Iterator[None]:
    before = {name: pyogrio.get_gdal_config_option(name) for name in _EPOCH}
    pyogrio.set_gdal_config_options(_EPOCH)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
