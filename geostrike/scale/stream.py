"""One file of points in, its rows with distances out, batch by batch in bounded memory; knows no cluster."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike import geodesy
from geostrike.borders import Target, distances
from geostrike.borders.interval import Nearest
from geostrike.errors import OutputError
from geostrike.files import replacing
from geostrike.tables.points import (
    ROWS,
    Batch,
    Measured,
    Points,
    given_names,
    open_points,
    reasons,
    write_points,
)

Progress = Callable[[float], None]


@dataclass(slots=True, kw_only=True)
class Run:
    """What a run did: rows read and set aside, rows whose country the border data do not cover, new names.

    The names are of columns of the input that make way for those that are added.
    """

    rows: int = 0
    rejected: int = 0
    uncovered: int = 0
    given: dict[str, str] = field(default_factory=dict)

    def add(self, other: Run) -> None:
        """Count another run's rows with these."""
        self.rows += other.rows
        self.rejected += other.rejected
        self.uncovered += other.uncovered
        self.given |= other.given


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What is measured: border, data set, radius of a row that gives none, threads (0: all)."""

    to: str | Target
    dataset: str = "osm"
    radius_m: float = 0.0
    threads: int = 0


def measure_file(
    source: Path,
    output: Path,
    *,
    to: str | Target,
    dataset: str = "osm",
    radius_m: float = 0.0,
    progress: Progress | None = None,
) -> Run:
    """Distance of each point of a file to a land border; rows and other columns stay as they are.

    Rows that hold no place are set aside in `rejected_path` of the output, with the reason.

    Parameters
    ----------
    source, output : pathlib.Path
        CSV, GeoJSON, Parquet or GeoPackage; the output in the same format, or CSV.
    to : str or Target
        A pair such as ``IRQ-SYR``, a country, ``all``, or lines of one's own.
    dataset : str
        One of `geostrike.borders.names`.
    radius_m : float
        Radius of each place, where the row gives none in a column `radius_m`.
    progress : callable, optional
        Called with the part that is behind, from 0 to 1.

    Raises
    ------
    BorderError, InputError, OutputError, TableError
        If the border or file is not there, or is not what it should be.
    """
    if output.is_dir():
        raise OutputError(f"{output} is a folder; name a file in it.")
    if output.resolve() == source.resolve():
        raise OutputError(f"{output} is the input itself; name another file.")
    points = open_points(source)
    run = Run()
    how = How(to=to, dataset=dataset, radius_m=radius_m)
    measured = measure_rows(points, rejected_path(output), run, how, progress)
    write_points(points, output, measured)
    return run


def rejected_path(output: Path) -> Path:
    """The file of the rows set aside: the output's name and ``.rejected.csv``.

    Parameters
    ----------
    output : pathlib.Path
        The file or folder that is written.

    Examples
    --------
    >>> rejected_path(Path("out.csv")).name
    'out.csv.rejected.csv'
    """
    return output.with_name(f"{output.name}.rejected.csv")


def measure_rows(
    points: Points, rejected: Path, run: Run, how: How, progress: Progress | None = None
) -> Iterator[Measured]:
    """The sound rows of a file, measured; the others go to a file that is whole when the last batch is over.

    Parameters
    ----------
    points : Points
        The file.
    rejected : pathlib.Path
        Where rows set aside are written; where there are none the file is removed.
    run : Run
        Counts rows.
    how : How
        What is measured.
    progress : callable, optional
        As in `measure_file`.
    """
    run.given |= given_names(points.columns)
    with ExitStack() as stack:
        aside: Any = None
        for batch in points.batches():
            why = reasons(batch)
            bad = np.flatnonzero(why != "")
            if bad.size and aside is None:
                aside = _rejects(stack, rejected, points)
            for at in bad.tolist():
                aside.writerow([batch.first + at, why[at], *points.cells(batch, at)])
            measured = measure_batch(batch, np.flatnonzero(why == ""), how)
            run.add(Run(rows=len(batch), rejected=bad.size, uncovered=_uncovered(measured)))
            yield measured
            if progress is not None:
                progress(batch.done / max(points.size, 1))
        if aside is None:
            rejected.unlink(missing_ok=True)


def measure_batch(batch: Batch, kept: NDArray[np.intp], how: How) -> Measured:
    """The rows of a batch that are to be kept, measured.

    Parameters
    ----------
    batch : Batch
        Rows.
    kept : ndarray of int
        Their places in it.
    how : How
        What is measured.
    """
    radius_m = batch.radius_m[kept]
    found = distances(
        batch.lon[kept],
        batch.lat[kept],
        to=how.to,
        dataset=how.dataset,
        radius_m=np.where(np.isnan(radius_m), how.radius_m, radius_m),
        nearest=_engine(many=batch.first > 1 or len(batch) == ROWS, threads=how.threads),
    )
    return Measured(batch, kept, found)


def _engine(*, many: bool, threads: int) -> Nearest:
    """What finds nearest points: for one batch of many the compiled kernel, however few its pairs are."""
    plain: Nearest = partial(geodesy.nearest, threads=threads)
    if not many:
        return plain
    try:
        kernel = import_module("geostrike.geodesy.kernel")
    except ImportError:
        return plain
    return partial(kernel.nearest, threads=threads)


def _rejects(stack: ExitStack, path: Path, points: Points) -> Any:
    beside = stack.enter_context(replacing(path))
    file = beside.open("w", encoding="utf-8", errors="surrogateescape", newline="")
    writer = csv.writer(stack.enter_context(file), lineterminator="\n")
    writer.writerow(["row", "reason", *points.columns])
    return writer


def _uncovered(measured: Measured) -> int:
    countries: list[str | None] = measured.found.country.tolist()
    return countries.count(None)
