import csv
import os
import signal

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster

from geostrike import scale
from geostrike.errors import BorderError, InputError, OutputError
from geostrike.scale import folder as folders
from geostrike.scale import measure_file
from geostrike.scale.folder import Job, find_parts, measure_folder

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
JOB = Job(to="IRQ")
PARTS = 6


@pytest.fixture
def source(tmp_path):
    rng = np.random.default_rng(7)
    folder = tmp_path / "in"
    (folder / "year=2024").mkdir(parents=True)
    for part in range(PARTS):
        lon, lat = rng.uniform(40, 46, 300), rng.uniform(31, 37, 300)
        lon[0] = 400 if part % 2 else lon[0]
        frame = gpd.GeoDataFrame({"n": np.arange(300)}, geometry=gpd.points_from_xy(lon, lat), crs=4326)
        frame.to_parquet(folder / ("year=2024" if part > 3 else ".") / f"part.{part}.parquet")
    (folder / "_metadata.parquet").write_bytes(b"no data")
    return folder


@pytest.fixture(scope="module")
def cluster():
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as local:
        yield local


def _expected(source, tmp_path):
    """What one process makes of each file."""
    found = {}
    for path in sorted(source.rglob("part.*.parquet")):
        output = tmp_path / f"{path.name}.single.parquet"
        measure_file(path, output, to="IRQ")
        found[path.relative_to(source)] = pq.read_table(output)
    return found


def _found(output):
    paths = sorted(path for path in output.rglob("*.parquet"))
    return {path.relative_to(output): pq.read_table(path, partitioning=None) for path in paths}


def _same(one, other):
    return one.keys() == other.keys() and all(one[name].equals(other[name]) for name in one)


def test_a_killed_worker_costs_nothing(source, cluster, tmp_path):
    killed = []

    def kill(_part):
        if not killed:
            killed.append(next(iter(cluster.workers.values())).process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    output = tmp_path / "out"
    run = measure_folder(source, output, JOB, scheduler=cluster.scheduler_address, progress=kill)
    assert killed
    assert run == scale.Run(rows=PARTS * 300, rejected=PARTS // 2)
    assert _same(_found(output), _expected(source, tmp_path))
    assert not list(output.rglob(".*"))


def test_rejected_rows_are_gathered_with_the_name_of_their_file(source, cluster, tmp_path):
    measure_folder(source, tmp_path / "out", JOB, scheduler=cluster.scheduler_address)
    with (tmp_path / "out.rejected.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["part.1.parquet", "part.3.parquet", "year=2024/part.5.parquet"]
    assert {row["row"] for row in rows} == {"1"}
    assert all("out of range" in row["reason"] for row in rows)


def test_the_output_is_a_data_set(source, cluster, tmp_path):
    measure_folder(source, tmp_path / "out", JOB, scheduler=cluster.scheduler_address)
    assert pq.read_table(tmp_path / "out").num_rows == PARTS * 300 - PARTS // 2


def test_a_second_run_does_what_is_left(source, cluster, tmp_path, monkeypatch):
    output = tmp_path / "out"
    first = measure_folder(source, output, JOB, scheduler=cluster.scheduler_address)
    times = {path: path.stat().st_mtime_ns for path in output.rglob("*.parquet")}
    gone = output / "part.2.parquet"
    gone.unlink()
    (output / "part.3.parquet").write_bytes(b"half a file")
    gpd.read_parquet(source / "part.1.parquet").iloc[::-1].to_parquet(source / "part.1.parquet")
    parts = []
    second = measure_folder(source, output, JOB, scheduler=cluster.scheduler_address, progress=parts.append)
    again = {path.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert again == {"part.1.parquet", "part.2.parquet", "part.3.parquet"}
    assert parts == pytest.approx([4 / 6, 5 / 6, 1])
    assert second == first
    assert _same(_found(output), _expected(source, tmp_path))
    monkeypatch.setattr(folders, "_client", None)  # nothing is left, so no cluster is asked
    assert measure_folder(source, output, JOB) == first


def test_other_questions_are_measured_anew(source, cluster, tmp_path):
    output = tmp_path / "out"
    for job in (JOB, Job(to="IRQ-SYR"), Job(to="IRQ-SYR", radius_m=500)):
        measure_folder(source, output, job, scheduler=cluster.scheduler_address)
    found = pq.read_table(output / "part.0.parquet")
    assert set(found.column("border").to_pylist()) == {"IRQ-SYR"}
    assert found.column("high_m")[0].as_py() - found.column("distance_m")[0].as_py() > 500


def test_a_line_of_ones_own_is_read_by_each_worker(source, cluster, tmp_path):
    line = tmp_path / "line.geojson"
    line.write_text('{"type": "LineString", "coordinates": [[41, 33], [42, 35]]}', encoding="utf-8")
    measure_folder(source, tmp_path / "out", Job(border_file=str(line)), scheduler=cluster.scheduler_address)
    assert set(pq.read_table(tmp_path / "out").column("border").to_pylist()) == {"line"}


def test_a_local_cluster_is_started_where_none_is_named(source, tmp_path, monkeypatch):
    monkeypatch.setattr(folders.os, "cpu_count", lambda: 1)
    run = measure_folder(source, tmp_path / "out", JOB)
    assert run.rows == PARTS * 300


def test_a_file_that_kills_its_workers_is_named():
    class Dead:
        def result(self):
            raise folders.KilledWorker("task", "worker", 3)

    with pytest.raises(OutputError, match=r"part\.0 was left unmeasured.* run the same command again"):
        folders._result(Dead(), "part.0")


def test_an_error_in_a_file_is_its_sentence(source, cluster, tmp_path):
    (source / "part.0.parquet").write_bytes(b"text")
    with pytest.raises(InputError, match=r"part\.0\.parquet is no Parquet file"):
        measure_folder(source, tmp_path / "out", JOB, scheduler=cluster.scheduler_address)


@pytest.mark.parametrize(
    ("output", "job", "scheduler", "error", "words"),
    [
        ("in/out", JOB, "", OutputError, "outside of in"),
        ("file", JOB, "", OutputError, "another folder"),
        ("out", Job(to="QQQ"), "", BorderError, "QQQ"),
        ("out", JOB, "nonsense://x", InputError, "No Dask scheduler answers at nonsense"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(output, job, scheduler, error, words, source, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(error, match=words):
        measure_folder(source, tmp_path / output, job, scheduler=scheduler)


def test_a_folder_without_parquet_is_one_sentence(tmp_path):
    with pytest.raises(InputError, match=r"holds no \.parquet file"):
        find_parts(tmp_path, tmp_path.parent / "out")


def test_what_a_killed_worker_left_is_swept(source, tmp_path, monkeypatch):
    output = tmp_path / "out"
    output.mkdir()
    (output / "_rejected").mkdir()
    for left in (output / ".part.1.77.part.parquet", output / "_rejected" / ".part.1.parquet.77.part.csv"):
        left.write_bytes(b"half")
    part = next(part for part in find_parts(source, output) if part.source.endswith("part.1.parquet"))
    assert folders.measure_part(part, JOB) == scale.Run(rows=300, rejected=1)
    monkeypatch.setattr(folders, "find_parts", lambda *_: [part])
    assert measure_folder(source, output, JOB) == scale.Run(rows=300, rejected=1)
    assert [path.name for path in output.rglob("*") if path.name.startswith(".")] == []
