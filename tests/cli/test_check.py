import json

import openpyxl
import pytest

from geostrike.cli import main

KEYS = ["rule", "severity", "table", "row", "field", "value", "message", "suggestion"]


def test_a_sound_dossier(make_dossier, capsys):
    assert main(["check", str(make_dossier())]) == 0
    assert capsys.readouterr().out == "Nothing found.\n"


def test_text_names_the_row_what_to_do_and_the_rule(make_dossier, capsys):
    folder = make_dossier(events=[{"kind": "strikess", "time": "dawn"}, {"id": "e2", "status": "draft"}])
    assert main(["check", str(folder)]) == 1
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith(
        "error  events.csv, row 1 (line 2 of the file): kind is 'strikess'; use one of strike, strikes,"
    )
    assert first.endswith(" Suggestion: strikes  [vocabulary]")
    assert last == "1 error, 2 warnings."


def test_json_has_the_agreed_keys(make_dossier, capsys):
    folder = make_dossier(claims=[{"low": "0", "high": "0"}])
    assert main(["check", str(folder), "--format", "json"]) == 0
    (finding,) = json.loads(capsys.readouterr().out)
    assert list(finding) == KEYS
    assert (finding["severity"], finding["rule"], finding["row"]) == ("question", "zero", 1)


@pytest.mark.parametrize("form", ["text", "json"])
def test_errors_leave_the_report_on_stdout_and_1(make_dossier, capsys, form):
    assert main(["check", str(make_dossier(events=[{"zone": "local"}])), "--format", form]) == 1
    out, err = capsys.readouterr()
    assert "zone" in out
    assert not err


def test_the_mark_of_an_open_workbook_is_said(tmp_path, capsys):
    (tmp_path / "~$story.xlsx").write_bytes(b"x")
    assert main(["check", str(tmp_path / "~$story.xlsx")]) == 1
    assert "name story.xlsx instead" in capsys.readouterr().err


def test_a_missing_folder_is_one_sentence_on_stderr(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none")]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert err.count("\n") == 1
    assert "is not a folder" in err


def test_rows_of_a_workbook_are_said_as_the_sheet_counts_them(tmp_path, capsys):
    book = openpyxl.Workbook()
    for row in (
        *([], ["Strikes of the year"], [], ["id", "title", "date", "lon", "lat"]),
        *(["a", "A strike", "2024-02-03", 41.1, 33.4], ["b", "A strike", "2024-02-03", 0, 0]),
        *([], ["c", "A strike", "2024-02-03", 41.1, None]),
    ):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    assert main(["check", str(tmp_path / "list.xlsx")]) == 1
    said = capsys.readouterr().out
    assert "list.xlsx, row 2 (row 6 of the sheet): the point is 0,0" in said
    assert "list.xlsx, row 4 (row 8 of the sheet): lat is empty" in said
    assert main(["convert", str(tmp_path / "list.xlsx"), str(tmp_path / "o.csv")]) == 0
    aside = (tmp_path / "o.csv.rejected.csv").read_text(encoding="utf-8")
    assert "4,lat is empty (row 8 of the sheet),c," in aside
