import csv
import gc
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

from geostrike import borders
from geostrike.errors import BorderError, OutputError, TableError
from geostrike.scale import Run, measure_file, rejected_path
from geostrike.scale import stream as streaming
from geostrike.tables.points import Batch, text

LON = np.array([40.97452, 44.4, 41.0, 38.706, 43.1])
LAT = np.array([34.39841, 33.3, 34.2, 33.309, 37.3])
FORMATS = ["csv", "geojson", "parquet", "gpkg"]
BORDER = "IRQ-SYR"


@pytest.fixture
def small_batches(monkeypatch):
    for name in ("text", "geojson", "parquet", "gpkg"):
        monkeypatch.setattr(f"geostrike.tables.points.{name}.ROWS", 2)


def _frame(lon=LON, lat=LAT, **columns):
    columns = {"id": range(len(lon)), "name": [f"é, {i}" for i in range(len(lon))], **columns}
    return gpd.GeoDataFrame(columns, geometry=gpd.points_from_xy(lon, lat), crs=4326)


def _write(path, frame):
    if path.suffix == ".csv":
        plain = pd.DataFrame(frame.drop(columns="geometry"))
        plain.assign(lon=frame.geometry.x, lat=frame.geometry.y).to_csv(path, index=False)
    elif path.suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path, layer="points")
    return path


def _read(path):
    if path.suffix == ".csv":
        return pd.read_csv(path, keep_default_na=False, na_values=[""])
    return gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.usefixtures("small_batches")
def test_every_format_gives_what_single_calls_give(suffix, tmp_path):
    source = _write(tmp_path / f"in.{suffix}", _frame(radius_m=[100.0, None, 0, 5, 7]))
    output = tmp_path / f"out.{suffix}"
    assert measure_file(source, output, to=BORDER, radius_m=50) == Run(rows=5)
    found = _read(output)
    assert list(found.drop(columns="geometry", errors="ignore").columns[-8:]) == list(borders.COLUMNS)
    assert found["id"].tolist() == [0, 1, 2, 3, 4]
    assert found["name"].tolist() == [f"é, {i}" for i in range(5)]
    for i, radius_m in enumerate([100, 50, 0, 5, 7]):
        single = borders.distance(LON[i], LAT[i], to=BORDER, radius_m=radius_m)
        for name in ("distance_m", "low_m", "high_m", "border_lon", "border_lat"):
            assert found[name][i] == pytest.approx(getattr(single, name), abs=6e-4)
        assert (found["border"][i], found["country"][i]) == (single.border, single.country)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, output.name])


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.usefixtures("small_batches")
def test_bad_rows_are_set_aside_in_every_format(suffix, tmp_path):
    frame = _frame(np.array([40.9, 34.0, 4239.0, 41.0]), np.array([34.3, 141.0, 34.0, 34.4]))
    output = tmp_path / f"out.{suffix}"
    run = measure_file(_write(tmp_path / f"in.{suffix}", frame), output, to=BORDER)
    assert run == Run(rows=4, rejected=2)
    assert _read(output)["id"].tolist() == [0, 3]
    with rejected_path(output).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["id"], row["name"]) for row in rows] == [("2", "1", "é, 1"), ("3", "2", "é, 2")]
    assert "swapped" in rows[0]["reason"]
    assert "out of range" in rows[1]["reason"]


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_every_format_can_become_csv(suffix, tmp_path):
    source, output = _write(tmp_path / f"in.{suffix}", _frame()), tmp_path / "out.csv"
    measure_file(source, output, to=BORDER)
    found = _read(output)
    assert found["id"].tolist() == [0, 1, 2, 3, 4]
    assert found["distance_m"][0] == pytest.approx(138.631, abs=1e-3)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.usefixtures("small_batches")
def test_the_same_input_gives_the_same_bytes(suffix, tmp_path):
    source = _write(tmp_path / f"in.{suffix}", _frame())
    for name in ("a", "b"):
        measure_file(source, tmp_path / f"{name}.{suffix}", to=BORDER)
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", ["parquet", "gpkg"])
def test_another_crs_is_reprojected_for_measuring_and_kept(suffix, tmp_path):
    source = _write(tmp_path / f"in.{suffix}", _frame().to_crs(32637))
    measure_file(source, tmp_path / f"out.{suffix}", to=BORDER)
    found = _read(tmp_path / f"out.{suffix}")
    assert found.crs == 32637
    assert found["distance_m"][0] == pytest.approx(138.631, abs=2e-3)
    assert found.geometry.equals(_read(source).geometry)


@pytest.mark.parametrize("suffix", ["parquet", "gpkg", "geojson"])
def test_heights_of_points_are_kept(suffix, tmp_path):
    frame = _frame().set_geometry(gpd.points_from_xy(LON, LAT, LON), crs=4326)
    source = _write(tmp_path / f"in.{suffix}", frame)
    measure_file(source, tmp_path / f"out.{suffix}", to=BORDER)
    found = _read(tmp_path / f"out.{suffix}")
    assert found.geometry.z.tolist() == LON.tolist()
    assert found["distance_m"][0] == pytest.approx(138.631, abs=2e-3)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    ["", "=1+1", "é", "1.10", "007", "a,b", 'say "x"', "two\nlines", "two\r\nlines", " x "]
)


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), max_size=6),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_csv_text_is_kept_byte_for_byte(rows, delimiter, end, tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv")
    with (folder / "in.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
        writer.writerow(["one", "lon", "lat", "other"])
        writer.writerows([one, "41.0", "34.20", other] for one, other in rows)
    measure_file(folder / "in.csv", folder / "out.csv", to=BORDER)
    before, after = ((folder / name).read_bytes() for name in ("in.csv", "out.csv"))
    added = [delimiter + delimiter.join(borders.COLUMNS), _answer(after, delimiter) if rows else ""]
    for text_added in filter(None, added):
        after = after.replace(text_added.encode(), b"")
    assert after == before


def _answer(content, delimiter):
    """The added cells, which are those of one point in every row."""
    row = list(csv.reader(content.decode().splitlines(keepends=True), delimiter=delimiter))[-1]
    return delimiter + delimiter.join(row[-8:])


def test_bytes_that_are_not_utf8_pass_through(tmp_path):
    (tmp_path / "in.csv").write_bytes(b"n,lon,lat\ncaf\xe9,41,34.2\n\xff,x,34\n")
    measure_file(tmp_path / "in.csv", tmp_path / "out.csv", to=BORDER)
    assert b"\ncaf\xe9,41,34.2," in (tmp_path / "out.csv").read_bytes()
    assert b",\xff,x,34\n" in rejected_path(tmp_path / "out.csv").read_bytes()


def test_geojson_keeps_what_else_it_holds(tmp_path):
    members = {
        "type": "FeatureCollection",
        "name": "n",
        "features": [],
        "bbox": [1, 2, 3, 4],
        "note": {"a": None},
    }
    point = {"type": "Point", "coordinates": [41.0, 34.2, 7]}
    members["features"] = [{"type": "Feature", "id": "x", "properties": None, "geometry": point}]
    (tmp_path / "in.geojson").write_text(json.dumps(members), encoding="utf-8")
    measure_file(tmp_path / "in.geojson", tmp_path / "out.geojson", to=BORDER)
    found = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert set(found["features"][0].pop("properties")) == set(borders.COLUMNS)
    members["features"][0].pop("properties")
    assert found == members
    assert list(found) == list(members)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_table_without_rows_gives_one_without_rows(suffix, tmp_path):
    source = tmp_path / f"in.{suffix}"
    if suffix == "csv":
        source.write_text("lon,lat\n", encoding="utf-8")
    elif suffix == "geojson":
        source.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    else:
        _write(source, _frame().iloc[:0])
    parts = []
    run = measure_file(source, tmp_path / f"out.{suffix}", to=BORDER, progress=parts.append)
    assert run == Run()
    assert len(_read(tmp_path / f"out.{suffix}")) == 0


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("suffix", FORMATS)
def test_progress_runs_to_the_end(suffix, tmp_path):
    parts = []
    measure_file(
        _write(tmp_path / f"in.{suffix}", _frame()),
        tmp_path / f"o.{suffix}",
        to=BORDER,
        progress=parts.append,
    )
    assert parts == sorted(parts)
    assert 0.9 < parts[-1] <= 1
    assert len(parts) == 3


def test_a_point_on_the_line_has_no_azimuth(tmp_path):
    lines = borders.load().lines(BORDER)
    path = tmp_path / "in.csv"
    path.write_text(f"lon,lat\n{lines.lon[1]:.7f},{lines.lat[1]:.7f}\n", encoding="utf-8")
    measure_file(path, tmp_path / "out.csv", to=BORDER)
    assert _read(tmp_path / "out.csv")["distance_m"][0] == 0
    assert pd.isna(_read(tmp_path / "out.csv")["azimuth_deg"][0])


def test_rows_that_the_data_do_not_cover_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(streaming, "distances", lambda *args, **kw: _nowhere(borders.distances(*args, **kw)))
    source = _write(tmp_path / "in.parquet", _frame())
    assert measure_file(source, tmp_path / "out.parquet", to=BORDER) == Run(rows=5, uncovered=5)
    assert pq.read_table(tmp_path / "out.parquet").column("country").null_count == 5


def _nowhere(found):
    found.country[:] = None
    return found


def test_a_line_of_ones_own_names_the_border_as_text(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {"name": '=a,"b'},
        "geometry": {"type": "LineString", "coordinates": [[41, 34], [41, 35]]},
    }
    (tmp_path / "line.geojson").write_text(json.dumps(feature), encoding="utf-8")
    (tmp_path / "in.csv").write_text("lon,lat\n41.1,34.2\n", encoding="utf-8")
    measure_file(tmp_path / "in.csv", tmp_path / "out.csv", to=borders.read_border(tmp_path / "line.geojson"))
    assert _read(tmp_path / "out.csv")["border"][0] == "'=a,\"b"


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("suffix", FORMATS)
def test_an_error_on_the_way_leaves_nothing_behind(suffix, tmp_path, monkeypatch):
    def fail(*_args, **_kwargs):
        raise TableError("It broke; mend it.")

    frame = _frame(np.array([400.0, *LON]), np.array([34.0, *LAT]))
    source, output = _write(tmp_path / f"in.{suffix}", frame), tmp_path / f"out.{suffix}"
    output.write_text("old", encoding="utf-8")
    monkeypatch.setattr(streaming, "distances", fail)
    with pytest.raises(TableError, match="It broke"):
        measure_file(source, output, to=BORDER)
    assert output.read_text(encoding="utf-8") == "old"
    assert {path.name for path in tmp_path.iterdir()} == {source.name, output.name}


def test_rejected_rows_of_a_former_run_are_removed(tmp_path):
    output = tmp_path / "out.csv"
    rejected_path(output).write_text("old", encoding="utf-8")
    measure_file(_write(tmp_path / "in.csv", _frame()), output, to=BORDER)
    assert not rejected_path(output).exists()


@pytest.mark.parametrize(
    ("output", "to", "error", "words"),
    [
        ("in.csv", "IRQ", OutputError, "the input itself"),
        ("out.parquet", "IRQ", TableError, "name it .csv or .tsv"),
        ("out.csv", "QQQ", BorderError, "QQQ"),
        ("no/out.csv", "IRQ", OutputError, "folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(output, to, error, words, tmp_path):
    source = _write(tmp_path / "in.csv", _frame())
    with pytest.raises(error, match=words):
        measure_file(source, tmp_path / output, to=to)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_many_rows_go_to_the_kernel_and_answer_the_same(tmp_path, monkeypatch):
    pytest.importorskip("numba")
    source = _write(tmp_path / "in.csv", _frame())
    measure_file(source, tmp_path / "a.csv", to=BORDER)
    monkeypatch.setattr(streaming, "ROWS", 5)
    measure_file(source, tmp_path / "b.csv", to=BORDER)
    one, other = _read(tmp_path / "a.csv"), _read(tmp_path / "b.csv")
    assert np.abs(one["distance_m"] - other["distance_m"]).max() <= 1e-3


def test_without_a_kernel_the_reference_answers(tmp_path, monkeypatch):
    def missing(_name):
        raise ImportError

    monkeypatch.setattr(streaming, "ROWS", 5)
    monkeypatch.setattr(streaming, "import_module", missing)
    run = measure_file(_write(tmp_path / "in.csv", _frame()), tmp_path / "a.csv", to=BORDER)
    assert run.rows == 5


def test_memory_stays_bounded(tmp_path, monkeypatch):
    """Batches are let go one after another: no more than two are alive at once."""
    monkeypatch.setattr(text, "ROWS", 10)
    (tmp_path / "in.csv").write_text("lon,lat\n" + "41,34.2\n" * 200, encoding="utf-8")
    alive = []

    def count(_part):
        alive.append(sum(isinstance(each, Batch) for each in gc.get_objects()))

    measure_file(tmp_path / "in.csv", tmp_path / "out.csv", to=BORDER, progress=count)
    assert len(alive) == 20
    assert max(alive) <= 3


def test_points_of_a_geometry_column_stay(tmp_path):
    source = _write(tmp_path / "in.parquet", _frame())
    measure_file(source, tmp_path / "out.parquet", to=BORDER)
    assert _read(tmp_path / "out.parquet").geometry[0] == Point(40.97452, 34.39841)
    assert b"geo" in pq.read_schema(tmp_path / "out.parquet").metadata
