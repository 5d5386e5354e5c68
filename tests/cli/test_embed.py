from pathlib import Path

import pytest

from geostrike.cli import main

FOLDER = str(Path(__file__).parents[1] / "maps" / "dossier")


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("map.html").write_text("<head><title>A night</title></head>", encoding="utf-8")


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("form", "note"),
    [
        ("iframe", ""),
        ("markdown", ""),
        ("jupyter", ""),
        ("quarto", "Upload"),
        ("wordpress", "Custom HTML block"),
    ],
)
def test_a_snippet_is_printed_and_its_notes_go_to_stderr(form, note, capsys):
    assert main(["embed", "map.html", "--for", form]) == 0
    out, err = capsys.readouterr()
    assert "map.html" in out
    assert note in err
    assert bool(note) == bool(err)


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("args", "code"),
    [(["no.html"], 1), (["map.html", "--url", "ftp://x"], 1), (["map.html", "--height", "3"], 2), ([], 2)],
)
def test_what_cannot_be_embedded_is_refused(args, code, capsys):
    assert main(["embed", *args]) == code
    assert capsys.readouterr().out == ""
