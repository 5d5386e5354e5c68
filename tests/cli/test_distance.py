import json

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
        (["-30.1,25.2", "--to", "ZAF", "--dataset", "naturalearth"], ["In South Africa", "does not hold"]),
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
        (["al-Bukamal", "--to", "FRA-ESP"], "FRA-ESP"),
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
