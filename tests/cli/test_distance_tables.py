import csv
import json
import subprocess
import sys

import pytest

from geostrike.cli import main

POINTS = "name,lon,lat\na,40.97452,34.39841\nb,34,141\n"


@pytest.fixture
def points(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "points.csv").write_text(POINTS, encoding="utf-8")
    return tmp_path


def test_a_table_is_measured_and_counted(points, capsys):
    assert main(["distance", "points.csv", "--to", "IRQ", "--radius", "100", "-o", "out.csv"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Measuring" in captured.err
    assert "Wrote out.csv: 1 rows measured, 1 set aside in out.csv.rejected.csv." in captured.err
    with (points / "out.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert main(["distance", "34.39841,40.97452", "--to", "IRQ", "--radius", "100", "--format", "json"]) == 0
    single = json.loads(capsys.readouterr().out)
    for name in ("distance_m", "low_m", "high_m", "azimuth_deg", "border_lon", "border_lat"):
        assert float(row[name]) == pytest.approx(single[name], abs=1e-6)
    assert (row["border"], row["country"]) == ("IRQ-SYR", "SY")


def test_an_output_that_is_a_folder_is_one_sentence(points, capsys):
    assert main(["distance", "points.csv", "--to", "IRQ", "-o", str(points)]) == 1
    assert "is a folder; name a file in it" in capsys.readouterr().err


def test_a_folder_is_measured(points, capsys, monkeypatch):
    pd = pytest.importorskip("pandas")
    folders = pytest.importorskip("geostrike.scale.folder")
    (points / "in").mkdir()
    pd.DataFrame({"lon": [40.97452], "lat": [34.39841]}).to_parquet(points / "in" / "a.parquet")
    monkeypatch.setattr(folders, "_client", lambda _address: _Here())
    monkeypatch.setattr(folders, "as_completed", list)
    assert main(["distance", "in", "--to", "IRQ", "-o", "out"]) == 0
    assert "Wrote out: 1 rows measured." in capsys.readouterr().err
    assert pd.read_parquet(points / "out")["border"][0] == "IRQ-SYR"


class _Here:
    """A client that runs tasks at once."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, function, parts, job, **_options):
        return [_Done(part.source, function(part, job)) for part in parts]

    def cancel(self, _futures):
        pass


class _Done:
    def __init__(self, key, value):
        self.key, self.value = key, value

    def result(self):
        return self.value


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["points.csv", "--to", "IRQ"], "-o OUT"),
        (["points.csv", "-o", "out.csv"], "--to"),
        (["points.csv", "--to", "IRQ", "-o", "out.csv", "--claim", "10 km"], "--claim"),
        (["points.csv", "--to", "IRQ", "-o", "out.csv", "--sensitivity"], "--sensitivity"),
        (["points.csv", "--to", "IRQ", "-o", "out.csv", "--scheduler", "x"], "--scheduler"),
        (["al-Bukamal", "--to", "IRQ", "-o", "out.csv"], "al-Bukamal"),
        (["al-Bukamal", "--to", "IRQ", "--scheduler", "x"], "--scheduler"),
        (["al-Bukamal"], "--to"),
    ],
)
@pytest.mark.usefixtures("points")
def test_wrong_usage_is_told(args, words, capsys):
    assert main(["distance", *args]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["none.csv", "--to", "IRQ", "-o", "out.csv"], "none.csv cannot be read"),
        (["points.csv", "--to", "QQQ", "-o", "out.csv"], "QQQ"),
        (["points.csv", "--to", "IRQ", "-o", "points.csv"], "the input itself"),
        (["points.csv", "--border-file", "none.geojson", "-o", "out.csv"], "none.geojson cannot be read"),
        (["al-Bukamal", "--to", "IRQ", "--claim", "1.500 km"], "two ways"),
    ],
)
@pytest.mark.usefixtures("points")
def test_what_cannot_be_done_is_one_sentence(args, words, capsys):
    assert main(["distance", *args]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err


def test_columns_that_collide_are_one_error(points, capsys):
    (points / "points.csv").write_text("lon,lat,country,country_given\n41,34,SY,S\n", encoding="utf-8")
    assert main(["distance", "points.csv", "--to", "IRQ", "-o", "out.csv"]) == 1
    assert "already holds country, which would be added" in capsys.readouterr().err
    assert not (points / "out.csv").exists()


def test_columns_of_the_same_name_are_kept(points, capsys):
    (points / "points.csv").write_text('lon,Country,lat,"a,b"\n40.9,SY,34.4,x\n', encoding="utf-8")
    assert main(["distance", "points.csv", "--to", "IRQ", "-o", "out.csv"]) == 0
    assert "are kept: Country as Country_given." in capsys.readouterr().err
    header, row = (points / "out.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith('lon,Country_given,lat,"a,b",distance_m,')
    assert header.endswith(",country")
    assert row.startswith("40.9,SY,34.4,x,")
    assert row.endswith(",SY")


def test_a_table_that_convert_wrote_is_measured_twice(points):
    (points / "given.csv").write_text("name,country,lon,lat\nA,SY,40.9,34.4\n", encoding="utf-8")
    assert main(["convert", "given.csv", "own.csv"]) == 0
    assert main(["distance", "own.csv", "--to", "IRQ-SYR", "-o", "out.csv"]) == 0
    assert "country_given" in (points / "out.csv").read_text(encoding="utf-8").partition("\n")[0]


def test_a_table_of_csv_needs_no_pandas(points):
    code = (
        "import sys\nfrom geostrike.cli import main\n"
        "assert main(['distance', 'points.csv', '--to', 'IRQ-SYR', '-o', 'out.csv']) == 0\n"
        "heavy = {'geopandas', 'pandas', 'pyogrio', 'pyarrow', 'dask', 'distributed'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=points)
