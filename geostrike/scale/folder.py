"""A folder of Parquet files in, a folder out, on Dask: one file a task, whole or not there."""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, Future, LocalCluster, as_completed
from distributed.scheduler import KilledWorker

from geostrike import borders
from geostrike.errors import InputError, OutputError
from geostrike.files import replacing
from geostrike.scale.stream import How, Progress, Run, measure_rows, rejected_path
from geostrike.tables.points.parquet import open_points

_NOTE = "geostrike"
_TAIL = 1 << 20
_REJECTED = "_rejected"  # names that begin so are no data to whoever reads the folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is measured: border or file of one's own line, data set, default radius in metres."""

    to: str = ""
    border_file: str = ""
    dataset: str = "osm"
    radius_m: float = 0.0

    def target(self) -> str | borders.Target:
        """The lines, read where the task runs."""
        return borders.read_border(self.border_file) if self.border_file else self.to


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the folder, where it goes, and where its rejected rows go."""

    source: str
    output: str
    rejected: str


def measure_folder(
    folder: Path, output: Path, job: Job, *, scheduler: str = "", progress: Progress | None = None
) -> Run:
    """Distance of each point of a folder of Parquet files, a file at a time, on a Dask cluster.

    A file appears in the output when it is whole. A run that was stopped goes on where it was; a file that
    was measured otherwise, or from another input, is measured again. Workers that vanish cost their file's
    time only.

    Parameters
    ----------
    folder, output : pathlib.Path
        Folders that each worker reaches under these names.
    job : Job
        What is measured.
    scheduler : str
        Address of a Dask scheduler; a cluster on this machine where it is empty.
    progress : callable, optional
        Called with the part of the files that is done, from 0 to 1.

    Raises
    ------
    BorderError, InputError, OutputError, TableError
        If the border or a file is not there, or is not what it should be.
    """
    parts = find_parts(folder, output)
    job.target() if job.border_file else borders.target(job.to, job.dataset)
    run = Run()
    left = [part for part in parts if not _is_done(part, job, run)]
    for part in left:
        Path(part.output).parent.mkdir(parents=True, exist_ok=True)
        Path(part.rejected).parent.mkdir(parents=True, exist_ok=True)
    if left:
        with _client(scheduler) as client:
            for done, found in enumerate(_runs(client, left, job), len(parts) - len(left) + 1):
                run.add(found)
                if progress is not None:
                    progress(done / len(parts))
    _sweep(parts)
    _collect(parts, folder, output)
    return run


def find_parts(folder: Path, output: Path) -> list[Part]:
    """The Parquet files of a folder and what becomes of them; names with ``_`` or ``.`` first are no data.

    Parameters
    ----------
    folder, output : pathlib.Path
        Folders.

    Raises
    ------
    InputError
        If there is none.
    OutputError
        If the output lies in the folder, or is a file.
    """
    folder, output = folder.resolve(), output.resolve()
    if output.is_relative_to(folder) or output.is_file():
        raise OutputError(f"{output} must be another folder, outside of {folder.name}.")
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*.parquet")) if path.is_file()]
    names = [name for name in names if not any(part.startswith(("_", ".")) for part in name.parts)]
    if not names:
        raise InputError(f"{folder} holds no .parquet file; give the folder of a GeoParquet data set.")
    return [
        Part(str(folder / name), str(output / name), str(output / _REJECTED / f"{name}.csv"))
        for name in names
    ]


def measure_part(part: Part, job: Job) -> Run:
    """Measure one file; the task that runs on a worker.

    Parameters
    ----------
    part : Part
        The file.
    job : Job
        What is measured.
    """
    points = open_points(Path(part.source))
    run = Run()
    how = How(to=job.target(), dataset=job.dataset, radius_m=job.radius_m, threads=1)
    measured = measure_rows(points, Path(part.rejected), run, how)
    points.write(Path(part.output), measured, **{_NOTE: _note(part, job)})
    return run


def _runs(client: Client, parts: Sequence[Part], job: Job) -> Iterator[Run]:
    futures = client.map(measure_part, parts, job=job, pure=False)
    names = {future.key: part.source for future, part in zip(futures, parts, strict=True)}
    try:
        for future in as_completed(futures):
            yield _result(future, names[future.key])
    finally:
        client.cancel(futures)


def _result(future: Future[Run], name: str) -> Run:
    try:
        found: Run = future.result()
    except KilledWorker:
        raise OutputError(
            f"{name} was left unmeasured, since the workers that took it died; give them more memory and run "
            "the same command again, which goes on where it was."
        ) from None
    return found


@contextmanager
def _client(scheduler: str) -> Iterator[Client]:
    """A client of a cluster; a local one has a worker a core, each with one thread."""
    if scheduler:
        try:
            client = Client(scheduler, timeout="15s")
        except (OSError, ValueError) as error:
            raise InputError(f"No Dask scheduler answers at {scheduler} ({error}); check it.") from None
        with client:
            yield client
        return
    with (
        TemporaryDirectory(prefix="geostrike-", ignore_cleanup_errors=True) as scratch,
        LocalCluster(
            n_workers=os.cpu_count() or 1,
            threads_per_worker=1,
            dashboard_address=":0",
            local_directory=scratch,
        ) as local,
        Client(local) as client,
    ):
        yield client


def _note(part: Part, job: Job) -> str:
    """What a file was measured from and how; equal notes mean equal files."""
    data = borders.load(job.dataset)
    return json.dumps(
        {
            "to": job.to or _digest(Path(job.border_file)),
            "dataset": [data.name, data.date, data.version],
            "radius_m": job.radius_m,
            "source": _digest(Path(part.source)),
        }
    )


def _digest(path: Path) -> str:
    """Size and hash of the end of a file, where Parquet keeps its table of contents."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        return f"{size}:{hashlib.sha256(file.read()).hexdigest()}"


def _is_done(part: Part, job: Job, run: Run) -> bool:
    try:
        meta = pq.read_metadata(part.output)
    except (OSError, pa.ArrowInvalid):
        return False
    if (meta.metadata or {}).get(_NOTE.encode()) != _note(part, job).encode():
        return False
    run.add(Run(rows=pq.read_metadata(part.source).num_rows))
    run.rejected += pq.read_metadata(part.source).num_rows - meta.num_rows
    return True


def _sweep(parts: Sequence[Part]) -> None:
    """Remove what killed workers left beside the files that they wrote."""
    for path in (Path(name) for part in parts for name in (part.output, part.rejected)):
        for left in path.parent.glob(f".{escape(path.stem)}.*.part{escape(path.suffix)}"):
            left.unlink(missing_ok=True)


def _collect(parts: Sequence[Part], folder: Path, output: Path) -> None:
    """All rejected rows in one file, each with the name of its own; no such file where there are none."""
    held = [part for part in parts if Path(part.rejected).is_file()]
    target = rejected_path(output)
    if not held:
        target.unlink(missing_ok=True)
        return
    columns: dict[str, None] = {"file": None}
    for part in held:
        columns |= dict.fromkeys(next(_rows(part)))
    with replacing(target) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        for part in held:
            name = Path(part.source).relative_to(folder.resolve()).as_posix()
            rows = _rows(part)
            header = next(rows)
            writer.writerows({"file": name, **dict(zip(header, row, strict=True))} for row in rows)


def _rows(part: Part) -> Iterator[list[str]]:
    with Path(part.rejected).open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file)
