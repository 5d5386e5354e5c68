from pathlib import Path

import pytest

from geostrike.cli import main

FOLDER = str(Path(__file__).parents[1] / "maps" / "dossier")


@pytest.mark.parametrize(
    ("name", "start"), [("l.csv", b"\xef\xbb\xbfevent,"), ("l.xlsx", b"PK"), ("l.html", b"<!DOCTYPE")]
)
def test_a_ledger_is_written(name, start, tmp_path, capsys):
    path = tmp_path / name
    assert main(["ledger", FOLDER, "-o", str(path)]) == 0
    assert path.read_bytes().startswith(start)
    assert "rows" in capsys.readouterr().err


def test_another_ending_is_refused(tmp_path, capsys):
    assert main(["ledger", FOLDER, "-o", str(tmp_path / "l.txt")]) == 1
    assert ".xlsx" in capsys.readouterr().err


def test_the_page_links_to_the_ledger_when_asked(tmp_path):
    page = tmp_path / "map.html"
    assert main(["map", FOLDER, "-o", str(page), "--ledger", "ledger.html"]) == 0
    assert '<a href="ledger.html" rel="noopener">' in page.read_text(encoding="utf-8")


def test_a_coarse_ledger_says_so(tmp_path):
    out = tmp_path / "l.html"
    assert main(["ledger", FOLDER, "-o", str(out), "--coarsen", "grid"]) == 0
    text = out.read_text(encoding="utf-8")
    assert "square of 0.1 by 0.1 degrees" in text
    assert "34.398" not in text
