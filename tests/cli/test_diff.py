import json
import shutil
from pathlib import Path

import pytest

from geostrike.cli import main
from geostrike.tables import dossier

FILES = Path(__file__).parent.parent / "tables" / "files"
SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture
def edition(tmp_path):
    """A copy of the seeds with another figure and one claim less."""
    folder = tmp_path / "new"
    shutil.copytree(SEEDS, folder)
    claims = (folder / "claims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    first, second, third, *rest = claims
    assert ",1,1,person" in second
    changed = [first, second.replace(",1,1,person", ",1,2,person"), *rest]
    assert third.startswith("erbil-injured-us")
    (folder / "claims.csv").write_text("".join(changed), encoding="utf-8")
    return folder


def test_dossiers(edition, capsys):
    assert main(["diff", str(SEEDS), str(edition), "--format", "json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert [(each["change"], each["id"], each["field"], each["old"], each["new"]) for each in found] == [
        ("removed", "erbil-injured-us", "", "wounded a US service member", None),
        ("recounted", "erbil-killed", "high", 1, 2),
    ]
    assert list(found[0]) == ["change", "table", "id", "field", "old", "new", "moved_m"]
    assert printed.err == "1 removed, 1 recounted.\n"


def test_corrections_are_read_back(edition, capsys):
    path = edition / "corrections.csv"
    for count in (2, 0):
        assert main(["diff", str(SEEDS), str(edition), "--corrections", str(path)]) == 0
        assert f"{count} new corrections" in capsys.readouterr().err
    about = dossier.read(edition).about
    assert [(one.date, one.event) for one in about.corrections] == [(about.edition, "2021-02-15-erbil")] * 2


def test_tables_of_any_format(tmp_path, capsys):
    geojson = tmp_path / "old.geojson"
    assert main(["convert", str(FILES / "acled.csv"), str(geojson)]) == 0
    assert main(["diff", str(FILES / "acled.csv"), str(geojson)]) == 0
    assert capsys.readouterr().out.split() == ["change", "table", "id", "field", "old", "new", "moved_m"]
    page = tmp_path / "changes.html"
    assert main(["diff", str(geojson), str(SEEDS), "--format", "html", "-o", str(page)]) == 0
    assert "Removed: 3" in page.read_text(encoding="utf-8")
    assert main(["diff", str(geojson), str(SEEDS), "--coarsen", "admin1"]) == 0


def test_what_is_missing_is_said(edition, tmp_path, capsys):
    corrections = tmp_path / "c.csv"
    arguments = ["diff", str(FILES / "acled.csv"), str(FILES / "ged.csv"), "--corrections", str(corrections)]
    assert main(arguments) == 1
    assert "give --edition" in capsys.readouterr().err
    assert main([*arguments, "--edition", "2024-03-01"]) == 0
    assert main(["diff", str(SEEDS), str(tmp_path / "nowhere")]) == 1
    corrections.write_text("date,event,change\nMarch,,x\n", encoding="utf-8")
    assert main(["diff", str(SEEDS), str(edition), "--corrections", str(corrections)]) == 1
    assert "c.csv, row 1" in capsys.readouterr().err


def test_nothing_of_a_table_steers_the_terminal(tmp_path, capsys):
    for name, place in (("a.csv", "x"), ("b.csv", "\x1b[2J\u202ey")):
        rows = f"id,title,date,lon,lat,place,\x1b[2Jodd\na,A,2024,40,34,{place},1\n"
        (tmp_path / name).write_text(rows, encoding="utf-8")
    assert main(["diff", str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]) == 0
    assert main(["convert", str(tmp_path / "b.csv"), str(tmp_path / "o.csv")]) == 0
    said = capsys.readouterr()
    assert "place" in said.out
    assert "\x1b" not in said.out + said.err
    assert "\u202e" not in said.out + said.err


def test_the_part_that_differs_is_shown(tmp_path, capsys):
    long, head = "word " * 20, "id,title,date,lon,lat,summary,radius_m"
    for name, said, radius_m in (("old", "killed 5", "7.2034950990"), ("new", "killed 6", "7.2580")):
        text = f"{head}\na,A strike,2024-02-03,41.1,33.4,{long}{said} {long},{radius_m}\n"
        (tmp_path / f"{name}.csv").write_text(f"{text}b,B strike,2024-02-03,41,33,,25.55\n", encoding="utf-8")
    again = (tmp_path / "new.csv").read_text(encoding="utf-8").replace("25.55", "120")
    (tmp_path / "new.csv").write_text(again, encoding="utf-8")
    assert main(["diff", str(tmp_path / "old.csv"), str(tmp_path / "new.csv")]) == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert [line.split()[3:] for line in lines[:2]] == [["radius_m", "7.2", "7.3"], ["radius_m", "26", "120"]]
    assert (
        "  …rd word word killed 5 word word word word word word word w…  …rd word word killed 6 " in lines[3]
    )
    assert main(["convert", str(tmp_path / "old.csv"), str(tmp_path / "o.csv")]) == 0
    assert ",7.2," in (tmp_path / "o.csv").read_text(encoding="utf-8")
