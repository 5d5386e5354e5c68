import json

import pytest

from geostrike.cli import main


@pytest.mark.parametrize(("options", "made"), [([], ""), (["--xlsx"], "dossier.xlsx")])
def test_a_new_dossier_can_be_checked_and_drawn(tmp_path, capsys, options, made):
    assert main(["init", str(tmp_path / "my"), *options]) == 0
    path = str(tmp_path / "my" / made)
    capsys.readouterr()
    assert main(["check", path, "--format", "json"]) == 0
    assert {one["rule"] for one in json.loads(capsys.readouterr().out)} == {"example-row"}
    assert main(["map", path, "-o", str(tmp_path / "map.html")]) == 0


def test_a_name_of_a_workbook_makes_one(tmp_path, capsys):
    assert main(["init", str(tmp_path / "story.xlsx")]) == 0
    assert "geostrike check" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "story.xlsx")]) == 1
    assert "nothing is replaced" in capsys.readouterr().err


@pytest.mark.parametrize(("first", "second"), [([], ["--xlsx"]), (["--xlsx"], [])])
def test_a_folder_holds_tables_or_a_workbook(tmp_path, capsys, first, second):
    my, other, out = str(tmp_path / "my"), str(tmp_path / "other"), str(tmp_path / "map.html")
    assert main(["init", my, *first]) == 0
    assert main(["map", my, "-o", out]) == 0
    assert "1 event is an example row of `geostrike init`" in capsys.readouterr().err
    assert main(["init", my, *second]) == 1
    assert "my already holds the " in capsys.readouterr().err
    assert main(["init", other, *second]) == 0
    for path in (tmp_path / "other").iterdir():
        path.rename(tmp_path / "my" / path.name)
    assert main(["check", my]) == 1
    assert "my holds events.csv and the workbook dossier.xlsx" in capsys.readouterr().err
    assert main(["check", f"{my}/dossier.xlsx"]) == 0
