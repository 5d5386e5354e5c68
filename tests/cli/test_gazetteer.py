import io

import pytest

from geostrike.cli import main
from geostrike.cli.gazetteer import _count as count
from geostrike.cli.gazetteer import _progress as progress


def test_build_and_info(tmp_path, capsys):
    table = tmp_path / "own.csv"
    columns = "id,name,names,names_ar,kind,country,lon,lat,radius_m,source,licence,note"
    table.write_text(f"{columns}\n1,Aleppo,,,city,SY,37,36,1,me,,\n", encoding="utf-8")
    target = str(tmp_path / "own.gaz")
    assert main(["gazetteer", "build", str(table), "-o", target]) == 0
    assert "1 places" in capsys.readouterr().err
    assert main(["gazetteer", "info", target]) == 0
    said = capsys.readouterr().out
    assert "own holds 1 city." in said
    assert "none is said" in said
    assert main(["resolve", "Aleppo", "--gazetteer", target, "--format", "json"]) == 0
    assert '"id": "own:1"' in capsys.readouterr().out


def test_info_lists_the_embedded_layers(capsys):
    assert main(["gazetteer", "info"]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[0] for line in shown.splitlines()[1:6]] == [
        "geostrike", "geonames", "naturalearth", "regions", "naturalearth",
    ]  # fmt: skip
    assert "CC BY 4.0; CC0-1.0" in shown
    assert "public domain" in shown
    assert "naturalearth holds 239 country." in shown


@pytest.mark.parametrize("total", [100, None])
def test_a_download_is_shown_on_a_terminal(monkeypatch, total):
    shown = io.StringIO()
    shown.isatty = lambda: True
    monkeypatch.setattr("sys.stderr", shown)
    count(250_000)
    assert shown.getvalue() == "250,000 places are compiled.\n"
    report = progress("SY.zip")
    report(0, total)
    report(50, total)
    assert "SY.zip" in shown.getvalue()
    assert ("50%" in shown.getvalue()) == (total is not None)


@pytest.mark.parametrize("args", [["build", "missing.zip", "-o", "x.gaz"], ["info", "missing.gaz"]])
def test_a_missing_file_is_one_sentence(args, capsys):
    assert main(["gazetteer", *args]) == 1
    assert "missing" in capsys.readouterr().err
