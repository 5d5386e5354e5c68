import csv

import pytest

from geostrike.checks import fix
from geostrike.cli import main
from geostrike.errors import OutputError
from geostrike.tables import dossier


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_dossier_is_copied_with_what_is_certain_corrected(make_dossier, tmp_path):
    folder = make_dossier(
        events=[
            {
                "_note": "SECRET",
                "kind": "Strike",
                "date": "3 February 2024",
                "time": "1:30",
                "zone": "Asia/Baghdad",
                "country": "iraq",
                "title": "A\x0bstrike",
                "place_how": "official grid",
            }
        ],
        claims=[{"id": ""}, {"id": "c1", "low": "2,5", "high": ""}, {"id": ""}],
        sources=[{"published": "04/05/2024"}],
    )
    before = {name: (folder / f"{name}.csv").read_bytes() for name in ("events", "claims", "sources")}
    made, changes = fix.fix(folder, str(tmp_path / "out"))
    assert {name: (folder / f"{name}.csv").read_bytes() for name in before} == before
    (event,) = rows(made / "events.csv")
    assert event == {
        "id": "e1",
        "title": "Astrike",
        "kind": "strike",
        "date": "2024-02-03",
        "place": "al-Qaim",
        "time": "01:30",
        "zone": "Asia/Baghdad",
        "country": "IQ",
        "place_how": "official_grid",
    }
    assert [row["id"] for row in rows(made / "claims.csv")] == ["c2", "c1", "c3"]
    assert rows(made / "claims.csv")[1]["low"] == "2,5"
    assert rows(made / "sources.csv")[0]["published"] == "04/05/2024"
    log = rows(tmp_path / "out.log.csv")
    assert len(log) == changes == 8
    assert ("claims", "3", "id", "", "c3") in {tuple(list(row.values())[:5]) for row in log}
    assert "SECRET" not in "".join(path.read_text(encoding="utf-8") for path in made.iterdir())


def test_ids_stay_when_the_copy_is_fixed_again(make_dossier, tmp_path):
    fix.fix(make_dossier(claims=[{"id": ""}, {"id": "", "kind": "injured"}]), str(tmp_path / "a"))
    _, changes = fix.fix(tmp_path / "a", str(tmp_path / "b"))
    assert changes == 0
    assert (tmp_path / "a" / "claims.csv").read_bytes() == (tmp_path / "b" / "claims.csv").read_bytes()


def test_areas_go_along(make_dossier, tmp_path):
    folder = make_dossier(events=[{"area": "areas/a.wkt"}, {"id": "e2", "area": "areas/none.wkt"}])
    (folder / "areas").mkdir()
    (folder / "areas" / "a.wkt").write_text("POLYGON ((0 0, 1 0, 1 1, 0 0))", encoding="utf-8")
    made, _ = fix.fix(folder, str(tmp_path / "out"))
    assert (made / "areas" / "a.wkt").is_file()


def test_a_workbook_gives_a_workbook(tmp_path):
    main(["init", str(tmp_path / "x.xlsx")])
    made, changes = fix.fix(tmp_path / "x.xlsx", fix.BESIDE)
    assert (made, changes) == (tmp_path.resolve() / "x.fixed.xlsx", 1)
    assert [claim.id for claim in dossier.read(made).claims] == ["example-claim-1", "c1"]


def test_a_table_keeps_its_columns(tmp_path):
    path = tmp_path / "events.csv"
    text = "id,title,date,lon,lat,country,precision,_note,mine\n"
    text += 'a,Strike,2024-02-03,44.3,33.3,IQ,Village,SECRET,"=1, 2"\n'
    text += "b,Strike,13/04/2021,44.3,33.3,Iraq,town,,x\n"
    path.write_text(text, encoding="utf-8")
    made, changes = fix.fix(path, str(tmp_path / "out.csv"))
    first, second = rows(made)
    assert changes == 3
    assert (first["precision"], first["mine"], second["date"], second["country"]) == (
        "village",
        "'=1, 2",
        "2021-04-13",
        "IQ",
    )
    assert "_note" not in first


def test_nothing_is_replaced(make_dossier, tmp_path):
    folder = make_dossier()
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError, match="nothing is replaced"):
        fix.fix(folder, str(tmp_path / "out"))
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be made"):
        fix.fix(folder, str(tmp_path / "file" / "below"))


@pytest.mark.parametrize("order", [("{0}", "--fix"), ("--fix", "{0}"), ("{0}", "--fix", "{1}")])
def test_the_option_may_stand_anywhere(make_dossier, tmp_path, capsys, order):
    folder = make_dossier(claims=[{"id": ""}])
    out = tmp_path.with_name(f"{tmp_path.name}-out")
    assert main(["check", *(part.format(folder, out) for part in order)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "Nothing found.\n"
    assert "1 cell changed" in captured.err


def test_an_input_is_needed(capsys):
    assert main(["check"]) == 2
    assert "INPUT" in capsys.readouterr().err
