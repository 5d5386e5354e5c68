import subprocess
import sys
from pathlib import Path

import pytest

from geostrike.cli import main

FOLDER = str(Path(__file__).parents[1] / "maps" / "dossier")


def test_map_writes_one_file(tmp_path, capsys):
    out = tmp_path / "x.html"
    assert main(["map", FOLDER, "-o", str(out), "--title", "A <title>"]) == 0
    assert "<title>A &lt;title&gt;</title>" in out.read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_map_to_stdout(capsys):
    assert main(["map", FOLDER, "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_a_draft_needs_to_be_asked_for(make_dossier, tmp_path, capsys):
    folder = make_dossier(events=[{"status": "draft"}])
    out = tmp_path / "x.html"
    assert main(["map", str(folder), "-o", str(out)]) == 1
    assert "--draft" in capsys.readouterr().err
    assert not out.exists()
    assert main(["map", str(folder), "-o", str(out), "--draft"]) == 0
    assert "not for publication" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["map", FOLDER], ["map"], ["map", FOLDER, "-o", "x.html", "--tiles"]])
def test_wrong_usage(arguments):
    assert main(arguments) == 2


def test_a_missing_folder_is_one_sentence(tmp_path, capsys):
    assert main(["map", str(tmp_path / "none"), "-o", str(tmp_path / "x.html")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_help_loads_no_folium():
    code = "import sys; from geostrike.cli import main; main(['--help']); sys.exit('folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("how", ["5km", "admin1", "grid"])
def test_a_coarse_map_says_so_and_has_no_line(tmp_path, how):
    out = tmp_path / "x.html"
    assert main(["map", FOLDER, "-o", str(out), "--coarsen", how]) == 0
    drawn = out.read_text(encoding="utf-8")
    assert "All places are shown roughly" in drawn
    assert '"line":' not in drawn
    assert "34.398" not in drawn


def test_a_table_of_homes_is_coarse_without_being_asked(tmp_path, capsys):
    table, out = tmp_path / "t.csv", tmp_path / "x.html"
    table.write_text(
        "id,title,date,lon,lat\na,Strike on a house,2020-01-01,41.3431,33.4191\n", encoding="utf-8"
    )
    assert main(["map", str(table), "-o", str(out)]) == 0
    assert "to protect people" in capsys.readouterr().err
    assert "Some places are coarsened" in out.read_text(encoding="utf-8") or "5 km circle" in out.read_text(
        "utf-8"
    )
    assert main(["map", str(table), "-o", str(out), "--coarsen", "admin1"]) == 0
    assert "province" in out.read_text(encoding="utf-8")


def test_tiles_open_the_page_and_are_named_on_it(tmp_path, capsys):
    out = tmp_path / "x.html"
    assert main(["map", FOLDER, "-o", str(out), "--tiles", "osm"]) == 0
    assert "loads parts from tile.openstreetmap.org," in out.read_text(encoding="utf-8")
    table = tmp_path / "t.csv"
    table.write_text("id,title,date,lon,lat\na,A strike,2020-01-01,41.3,33.4\n", encoding="utf-8")
    assert main(["map", str(table), "-o", str(out), "--tiles", "osm"]) == 0
    assert "loads parts from tile.openstreetmap.org," in out.read_text(encoding="utf-8")
    assert main(["map", str(table), "-o", str(out), "--tiles", "osmm"]) == 1
    assert "no tiles called 'osmm'" in capsys.readouterr().err


def test_errors_in_a_table_that_is_drawn_are_counted(tmp_path, capsys):
    table = tmp_path / "events.csv"
    rows = "a,A strike,2020-01-02,0,0,5,2\nb,A strike,2020-01-02,44.1,33.2,1,2\n"
    table.write_text(f"id,title,date,lon,lat,killed_low,killed_high\n{rows}", encoding="utf-8")
    assert main(["map", str(table), "-o", str(tmp_path / "x.html")]) == 0
    said = "finds 2 errors or more in what is drawn: null-island 1, low-above-high 1."
    assert f"`geostrike check {table}` {said}" in capsys.readouterr().err
    table.write_text(f"id,title,date,lon,lat\n{rows.splitlines()[1].rsplit(',', 2)[0]}\n", encoding="utf-8")
    assert main(["map", str(table), "-o", str(tmp_path / "x.html")]) == 0
    assert "geostrike check" not in capsys.readouterr().err


def test_a_mapping_says_which_column_is_which(tmp_path, capsys):
    table, mapping, out = tmp_path / "t.csv", tmp_path / "m.json", tmp_path / "x.html"
    table.write_text("Nr,Tag,Ost,Nord\na,2020-01-01,41.3,33.4\nb,2020-01-02,0,0\n", encoding="utf-8")
    assert main(["map", str(table), "-o", str(out)]) == 1
    assert main(["check", str(table)]) == 1
    assert "give --mapping" in capsys.readouterr().err
    mapping.write_text('{"columns": {"date": "Tag", "lon": "Ost", "lat": "Nord"}}', encoding="utf-8")
    assert main(["map", str(table), "-o", str(out), "--mapping", str(mapping)]) == 0
    assert "null-island 1" in capsys.readouterr().err
    assert main(["check", str(table), "--mapping", str(mapping)]) == 1
    assert "the point is 0,0" in capsys.readouterr().out
    assert main(["map", FOLDER, "-o", str(out), "--mapping", str(mapping)]) == 2
