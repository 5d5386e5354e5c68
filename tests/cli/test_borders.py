import json

import pytest

from geostrike import borders
from geostrike.cli import main


def test_the_table_has_the_sets_and_then_the_borders(capsys):
    assert main(["borders", "list"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[1].split() == ["osm", "2026-07-11", "timezone-boundary-builder", "2026c", "ODbL-1.0", "6.0"]
    row = next(line for line in shown if line.startswith("IRQ-SYR"))
    assert row.split()[1:6] == ["603.9", "6", "598.9", "2500", "land"]
    assert next(line for line in shown if line.startswith("ISR-SYR")).split()[5:7] == ["disputed", "IL+SY"]
    assert any(line.startswith("FRA-ITA") for line in shown)


def test_the_list_as_json(capsys):
    assert main(["borders", "list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == borders.listing()


@pytest.mark.parametrize("options", [[], ["--dataset", "naturalearth"]])
def test_export_to_a_file_and_to_stdout_are_the_same(options, tmp_path, capsys):
    path = tmp_path / "line.geojson"
    assert main(["borders", "export", "IRQ-SYR", *options, "-o", str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["borders", "export", "SYR-IRQ", *options]) == 0
    text = capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == text
    assert json.loads(text) == borders.export("IRQ-SYR", options[1] if options else "osm")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "IRQ-FRA"], 1, "Error: The data set osm has no land border IRQ-FRA"),
        (["export", "IRQ-SYR", "-o", "no/such/folder/x.geojson"], 1, "Error: "),
        (["export", "IRQ-SYR", "--dataset", "gshhg"], 2, "'gshhg' is not one of"),
        (["export"], 2, "Missing argument"),
    ],
)
def test_errors_are_one_sentence_and_a_code(arguments, code, said, capsys):
    assert main(["borders", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
