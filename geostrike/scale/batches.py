"""Record batches in, record batches with distances out, as Spark's mapInArrow calls it; opens no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from geostrike.borders import Target
from geostrike.scale.stream import How, measure_batch
from geostrike.tables.points.arrow import FIELDS, Columns, answer_arrays, batch_of
from geostrike.tables.points.rows import reasons

# Names and Spark types of the columns that are added.
ADDED = {field.name: "string" if pa.types.is_string(field.type) else "double" for field in FIELDS} | {
    "reason": "string"
}


def measure_batches(
    batches: Iterable[pa.RecordBatch], *, to: str | Target, dataset: str = "osm", radius_m: float = 0.0
) -> Iterator[pa.RecordBatch]:
    """Each record batch with the columns of `ADDED` behind its own.

    A job on a cluster cannot set rows aside: a row that holds no place keeps its line, with nulls and the
    `reason`; that is null where the row is sound.

    Parameters
    ----------
    batches : iterable of pyarrow.RecordBatch
        Rows with columns `lon` and `lat`, or a geometry in WGS 84 as WKB or WKT.
    to, dataset, radius_m
        As in `measure_file`.

    Raises
    ------
    BorderError
        If the border is not there.
    TableError
        If no column holds the points.

    Examples
    --------
    >>> rows = pa.RecordBatch.from_pydict({"lon": [40.97452, None], "lat": [34.39841, 34.0]})
    >>> found, = measure_batches([rows], to="IRQ")
    >>> found.column("country").to_pylist(), found.column("reason").to_pylist()
    (['SY', None], [None, 'lon is empty or not a number'])
    """
    how = How(to=to, dataset=dataset, radius_m=radius_m, threads=1)
    for rows in batches:
        holds = Columns.find(Path("The batch"), rows.schema.names, None, "OGC:CRS84")
        batch = batch_of(rows, holds, 1)
        why = reasons(batch)
        measured = measure_batch(batch, np.flatnonzero(why == ""), how)
        places = np.full(rows.num_rows, -1)
        places[measured.kept] = np.arange(measured.kept.size)
        at = pa.array(places, mask=places < 0)
        added = [array.take(at) for array in answer_arrays(measured.found)]
        reason = pa.array([each or None for each in why.tolist()], pa.string())
        yield pa.RecordBatch.from_arrays([*rows.columns, *added, reason], names=[*rows.schema.names, *ADDED])
