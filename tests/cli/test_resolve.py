import json
import subprocess
import sys

import pytest

from geostrike.cli import main


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("al-Bukamal", "resolved"),
        ("al-Hamra", "ambiguous"),
        ("Nowhere at all", "unknown"),
        ("-33.9,18.4", "resolved"),
    ],
)
def test_every_answer_exits_0(name, status, capsys):
    assert main(["resolve", name, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == status


def test_the_table_lists_the_candidates(capsys):
    main(["resolve", "al-Sikak"])
    shown = capsys.readouterr().out
    assert shown.startswith("al-Sikak: ")
    assert "geostrike:al-sikak-akashat" in shown
    assert "geostrike:al-sikak-al-qaim" in shown


def test_jsonl_is_one_line(capsys):
    main(["resolve", "Tower 22", "--format", "jsonl"])
    shown = capsys.readouterr().out
    assert shown.count("\n") == 1
    assert json.loads(shown)["place"]["id"] == "geostrike:tower-22"


def test_geojson_has_lon_before_lat(capsys):
    main(["resolve", "al-Bukamal", "--country", "SYR", "--format", "geojson"])
    collection = json.loads(capsys.readouterr().out)
    lon, lat = collection["features"][0]["geometry"]["coordinates"]
    assert (round(lon), round(lat)) == (41, 34)
    assert collection["status"] == "resolved"


def test_near_is_typed_lat_lon(capsys):
    main(["resolve", "al-Sikak", "--near", "34.4,41.0", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["place"]["id"] == "geostrike:al-sikak-al-qaim"


@pytest.mark.parametrize(
    "args", [["--near", "400,500"], ["--country", "Syria"], ["--gazetteer", "missing.gaz"]]
)
def test_a_wrong_option_is_one_sentence(args, capsys):
    assert main(["resolve", "al-Qaim", *args]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_a_single_resolve_loads_no_pandas():
    code = (
        "import sys\nfrom geostrike.cli import main\nmain(['resolve', 'al-Bukamal'])\n"
        "heavy = {'geopandas', 'folium', 'pandas', 'geopy'} & set(sys.modules)\nassert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_batch_gives_a_line_for_each_line(tmp_path, capsys):
    names = tmp_path / "names.txt"
    names.write_bytes(b'al-Bukamal\n\n{"name": "al-Sikak", "near": [41.0, 34.4]}\n')
    assert main(["resolve", "--batch", str(names), "--format", "jsonl"]) == 0
    shown = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["status"] for answer in shown] == ["resolved", "unknown", "resolved"]
    assert main(["resolve", "--batch", str(names), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count("\n") == 3


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_batch_that_cannot_be_read_is_one_sentence(name, capsys):
    assert main(["resolve", "--batch", name]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_a_batch_answers_before_the_next_line_is_asked():
    code = "import sys\nfrom geostrike.cli import main\nmain(['resolve', '--batch', '-'])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        for name in (b"al-Bukamal", b"Aleppo\rHoms"):
            process.stdin.write(name + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["query"] == name.decode()
        process.stdin.close()


def test_a_name_that_is_no_text_is_unknown(tmp_path, capsys):
    target = tmp_path / "out.json"
    assert main(["resolve", "\udcff", "--format", "json", "-o", str(target)]) == 0
    assert json.loads(target.read_bytes())["status"] == "unknown"
    assert main(["resolve", "al-\x1b[31mQa\u202eim"]) == 0
    assert not {"\x1b", "\u202e"} & set(capsys.readouterr().out)


@pytest.mark.parametrize("args", [[], ["x", "--batch", "-"], ["--batch", "-", "--format", "json"]])
def test_a_name_or_a_batch_and_not_both(args, capsys):
    assert main(["resolve", *args]) == 2
    assert capsys.readouterr().out == ""


def test_a_region_says_its_extent_and_source(capsys):
    assert main(["resolve", "Homs governorate"]) == 0
    said = capsys.readouterr().out
    assert "A region: west 36.1121, south 33.1312, east 40.1731, north 35.3909 (Natural Earth" in said
    assert main(["resolve", "Homs"]) == 0
    assert "A region" not in capsys.readouterr().out
