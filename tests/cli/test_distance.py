import json
import subprocess
import sys

import pytest

from geostrike.cli import main

KEYS = "distance_m low_m high_m azimuth_deg border border_lon border_lat country dataset dataset_date"


def _json(capsys, *args):
    assert main(["distance", *args, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_typed_point_is_measured_with_interval_and_warning(capsys):
    assert main(["distance", "34.39841,40.97452", "--to", "IRQ", "--format", "json"]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert {*KEYS.split(), "sensitivity"} <= set(found)
    assert found["distance_m"] == pytest.approx(138.6, abs=1)
    assert (found["border"], found["country"], found["dataset"]) == ("IRQ-SYR", "SY", "osm")
    assert found["low_m"] < found["distance_m"] < found["high_m"]
    (other,) = found["sensitivity"]
    assert set(other) == {"dataset", "dataset_date", "distance_m", "country"}
    assert other["country"] == "IQ"
    assert "disagree on the country" in captured.err


def test_a_name_is_measured_with_its_radius(capsys):
    found = _json(capsys, "al-Bukamal", "--to", "IRQ-SYR")
    assert found["point"]["id"] == "geostrike:al-bukamal"
    assert found["high_m"] - found["low_m"] == pytest.approx(2 * (found["point"]["radius_m"] + 6), abs=0.01)


def test_the_radius_can_be_given(capsys):
    found = _json(capsys, "34.39841,40.97452", "--to", "irq", "--radius", "100")
    assert found["high_m"] - found["distance_m"] == pytest.approx(106)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["34.39841,40.97452", "--to", "IRQ"], ["from IRQ-SYR", "Syria (SY)", "Iraq (IQ)", "azimuth"]),
        (["al-Bukamal", "--to", "IRQ-SYR"], ["al-Bukamal (town", "m from it"]),
        (["34.39,40.97", "--to", "IRQ"], ["quote the interval"]),
        (["-25.2,25.4", "--to", "BHR-SAU"], ["In Botswana", "does not hold"]),
    ],
)
def test_the_table_says_all_a_reader_needs(args, words, capsys):
    assert main(["distance", *args]) == 0
    shown = capsys.readouterr().out
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["Nowhere at all", "--to", "IRQ"], "in no gazetteer"),
        (["34.3, 4239.00416", "--to", "IRQ"], "4239"),
        (["34,5 40,9", "--to", "IRQ"], ""),
        (["al-Bukamal", "--to", "QQQ"], "QQQ"),
        (["al-Bukamal", "--to", "FRA-SYR"], "FRA-SYR"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(args, words, capsys):
    assert main(["distance", *args]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Error: ")
    assert words in captured.err


def test_an_ambiguous_name_lists_its_candidates(capsys):
    assert main(["distance", "Rabia", "--to", "IRQ-SYR"]) in {0, 1}
    captured = capsys.readouterr()
    assert captured.out or "may mean" in captured.err


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("just over a third of a kilometre", "inconsistent"),
        ("about 370 yards", "inconsistent"),
        ("about 140 metres", "consistent"),
        ("less than 6 miles", "consistent"),
        ("a few hundred metres", "cannot tell"),
        ("140 m (6 miles)", "cannot tell"),
    ],
)
def test_a_claim_in_words_is_held_against_the_interval(claim, verdict, capsys):
    found = _json(capsys, "34.39841,40.97452", "--to", "IRQ", "--claim", claim)["claim"]
    assert (found["text"], found["verdict"]) == (claim, verdict)
    assert found["low_m"] <= (found["high_m"] or float("inf"))
    assert bool(found["note"]) == (verdict == "cannot tell")
    assert main(["distance", "34.39841,40.97452", "--to", "IRQ", "--claim", claim]) == 0
    shown = capsys.readouterr().out
    assert f"{claim!r}" in shown
    assert f": {verdict}.\n" in shown


@pytest.mark.parametrize(
    ("claim", "verdict", "note"),
    [
        ("7 km inside Iraq", "inconsistent", "The words say Iraq, the border data say Syria."),
        ("7 km inside Syria", "consistent", ""),
        ("7 km on the Syrian side", "consistent", ""),
        ("7 km east of the border", "cannot tell", "The words say east"),
        ("7 km south of the border", "inconsistent", "The words say south"),
        ("7 km NW of the border", "consistent", ""),
        ("7 km across the border", "cannot tell", "The side or direction is not tested."),
        ("2 km inside Syria", "inconsistent", ""),
    ],
)
def test_a_claim_with_a_side_is_consistent_only_on_that_side(claim, verdict, note, capsys):
    found = _json(capsys, "34.45,40.91", "--to", "IRQ", "--claim", claim)["claim"]
    assert set(found) == {"text", "low_m", "high_m", "verdict", "note"}
    assert found["verdict"] == verdict
    assert found["note"].startswith(note)
    assert bool(found["note"]) == bool(note)


def test_tower_22_is_as_far_as_the_agencies_said(capsys):
    found = _json(capsys, "33.309,38.706", "--to", "IRQ", "--claim", "only 10 km (6 miles)")
    assert found["claim"]["verdict"] == "consistent"


def test_an_open_interval_is_null_in_json_and_words_in_the_table(capsys):
    found = _json(capsys, "34.39841,40.97452", "--to", "IRQ", "--claim", "more than 1 km")
    assert (found["claim"]["high_m"], found["claim"]["verdict"]) == (None, "inconsistent")
    assert main(["distance", "34.39841,40.97452", "--to", "IRQ", "--claim", "more than 1 km"]) == 0
    assert "500 m or more; measured" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("where", "agree", "words"),
    [
        ("34.39841,40.97452", False, "do not agree on the country."),
        ("33.3,44.4", True, "agree on the country."),
    ],
)
def test_sensitivity_lists_each_data_set(where, agree, words, capsys):
    assert _json(capsys, where, "--to", "IRQ", "--sensitivity")["countries_agree"] is agree
    assert main(["distance", where, "--to", "IRQ", "--sensitivity"]) == 0
    shown = capsys.readouterr().out
    assert words in shown
    assert [line.split()[0] for line in shown.splitlines()[-3:-1]] == ["osm", "naturalearth"]


def test_without_sensitivity_its_key_is_there_and_no_other(capsys):
    found = _json(capsys, "34.39841,40.97452", "--to", "IRQ")
    assert set(found) == {*KEYS.split(), "sensitivity", "edge_model", "point"}


def test_a_line_of_ones_own_is_measured_to(tmp_path, capsys):
    path = tmp_path / "mine.geojson"
    assert main(["borders", "export", "IRQ-SYR", "-o", str(path)]) == 0
    capsys.readouterr()
    own = _json(capsys, "34.39841,40.97452", "--border-file", str(path))
    same = _json(capsys, "34.39841,40.97452", "--to", "IRQ-SYR")
    assert (own["distance_m"], own["border"], own["country"]) == (same["distance_m"], "IRQ-SYR", "SY")
    assert (own["dataset"], own["dataset_date"]) == ("mine.geojson", "")
    assert [each["distance_m"] for each in own["sensitivity"]] == [None, None]
    both = _json(capsys, "34.39841,40.97452", "--border-file", str(path), "--to", "IRQ-SYR")
    assert both["sensitivity"][0]["distance_m"] == same["distance_m"]
    assert main(["distance", "34.39841,40.97452", "--border-file", str(path), "--sensitivity"]) == 0
    shown = capsys.readouterr().out
    assert "The line is that of mine.geojson; how far it is from the true one is not known." in shown
    assert "In Syria (SY), by osm of" in shown


def test_a_single_distance_loads_no_pandas():
    code = (
        "import sys\nfrom geostrike.cli import main\n"
        "assert main(['distance', '34.39841,40.97452', '--to', 'IRQ', '--claim', '10 km']) == 0\n"
        "heavy = {'geopandas', 'pandas', 'pyogrio', 'pyarrow', 'dask', 'numba'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_name_says_what_else_it_may_mean(capsys):
    assert main(["distance", "Al-Qaim", "--to", "IRQ-SYR"]) == 0
    assert "may also mean Husaybah" in capsys.readouterr().out


def test_an_interval_keeps_digits_until_its_ends_differ(capsys):
    assert main(["distance", "33.3000001,30.2000001", "--to", "IRQ", "--radius", "0"]) == 0
    low, high = capsys.readouterr().out.split("(")[1].split(")")[0].split(" to ")
    assert low != high


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Iraq", "IRQ"),
        ("العراق", "IRQ"),
        ("iq", "IRQ"),
        ("Syria-Iraq", "IRQ-SYR"),
        ("the border between Iraq and Syria", "IRQ-SYR"),
        ("Iraq-Syria border", "IRQ-SYR"),
    ],
)
def test_a_border_may_be_named(asked, code, capsys):
    found = _json(capsys, "34.39841,40.97452", "--to", asked)
    assert (found["to"], found["border"]) == (code, "IRQ-SYR")


def test_the_code_of_a_named_border_is_said(capsys):
    assert main(["distance", "34.39841,40.97452", "--to", "Iraq"]) == 0
    assert "'Iraq' is read as the land border IRQ." in capsys.readouterr().out
    assert main(["distance", "34.39841,40.97452", "--to", "irq"]) == 0
    assert "read as" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "wrong"), [("Atlantis", "Atlantis"), ("Iraq-Atlantis", "Atlantis"), ("Korea", "Korea")]
)
def test_a_border_that_is_no_country_is_refused(asked, wrong, capsys):
    assert main(["distance", "34.39841,40.97452", "--to", asked]) == 1
    assert f"{wrong!r} is not an ISO 3166 country code" in capsys.readouterr().err
