from pathlib import Path

import pytest

from geostrike.cli import main

FOLDER = str(Path(__file__).parents[1] / "maps" / "dossier")


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("args", "start"),
    [
        (["-o", "x.svg", "--width", "85mm"], b"<?xml"),
        (["-o", "x.PDF", "--lang", "ar"], b"%PDF"),
        (["-o", "x.png", "--social"], b"\x89PNG"),
    ],
)
def test_a_figure_is_written(args, start, capsys):
    assert main(["figure", FOLDER, *args]) == 0
    assert Path(args[1]).read_bytes().startswith(start)
    assert capsys.readouterr() == ("", f"Wrote {args[1]}.\n")


def test_alt_text_is_printed_and_nothing_drawn(capsys, tmp_path):
    assert main(["figure", FOLDER, "--alt"]) == 0
    assert capsys.readouterr().out.startswith("Map of 8 events")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        ([], 2, "-o map.pdf"),
        (["-o", "x.gif"], 1, ".svg or .pdf or .png"),
        (["-o", "x.svg", "--social"], 1, ".png"),
        (["-o", "x.svg", "--width", "wide"], 1, "170mm"),
        (["-o", "nowhere/x.svg"], 1, "nowhere"),
        (["-o", "x.svg", "--lang", "fr"], 2, "fr"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_a_sentence(args, code, words, capsys):
    assert main(["figure", FOLDER, *args]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


def test_a_coarse_figure_is_another():
    assert main(["figure", FOLDER, "-o", "rough.svg", "--coarsen", "5km"]) == 0
    assert main(["figure", FOLDER, "-o", "sharp.svg"]) == 0
    assert Path("rough.svg").read_bytes() != Path("sharp.svg").read_bytes()
