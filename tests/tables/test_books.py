"""Workbooks and the sheets of TimeMap: what they hold, their traps, what is refused."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from geostrike import tables
from geostrike.errors import TableError
from geostrike.tables import bookguard, dossierfiles

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
AT_NIGHT = dt.datetime.fromisoformat("2024-02-03 01:30")


def _row(found, at=0):
    return {name: column[at] for name, column in found.values.items()}


def _book(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_workbooks(tmp_path):
    header = ["Ref", "When", "Where", "Lat", "Long", "Deaths", "Checked", "Hour", "_who"]
    first = [
        7,
        dt.datetime.fromisoformat("2024-02-03"),
        "القائم",
        34.39,
        40.97,
        "3 - 7",
        True,
        dt.time(4, 30),
        "secret",
    ]
    second = ["x8", dt.date(2024, 2, 4), None, 34, 41.5, 2, False, None, "secret"]
    path = _book(
        tmp_path / "a.xlsx", Notes=[], Sheet1=[["Our list"], [], header, first, second], More=[["x"]]
    )
    found = tables.read_columns(path)
    row = _row(found)
    assert (row["id"], row["date"], row["place"], row["time"]) == ("7", "2024-02-03", "القائم", "04:30")
    assert (row["killed_low"], row["killed_high"], found.lat.tolist()) == (3, 7, [34.39, 34])
    assert found.extra["Checked"].tolist() == ["TRUE", "FALSE"]
    assert any("also has More" in note for note in found.notes)
    assert "secret" not in repr(found)


def test_moments_in_workbooks(tmp_path):
    rows = [
        ["id", "title", "date", "lon", "lat"],
        ["a", "A", AT_NIGHT, 40, 34],
    ]
    row = _row(tables.read_columns(_book(tmp_path / "a.xlsx", events=rows)))
    assert (row["date"], row["time"]) == ("2024-02-03", "01:30")


def test_open_document_sheets(tmp_path):
    def cell(text):
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = [["id", "title", "date", "lon", "lat"], ["a", "A", "2024-02-03", "40.97", "34.39"]]
    made = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=made))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    found = tables.read_columns(tmp_path / "a.ods")
    assert (found.format, found.lon.tolist(), found.values["date"].tolist()) == (
        "events",
        [40.97],
        ["2024-02-03"],
    )


def test_timemap_sheets(tmp_path):
    events = [
        ["description", "date", "time", "location", "latitude", "longitude", "association1", "association2"],
        ["Strike on a depot", "02/13/2024", "4:30", "al-Qaim", "34.39", "40.97", "Airstrike", "Depot"],
        ["x" * 130, "02/03/2024", "", "Akashat", "33.7", "40.0", "Airstrike", ""],
    ]
    for row, key in zip(events, ["source1", "s1", "s2"], strict=True):
        row.append(key)
    sources = [["id", "title", "path1"], ["s1", "A newspaper", "https://example.org/a"], ["s2", "", "file"]]
    path = _book(tmp_path / "t.xlsx", EXPORT_EVENTS=events, EXPORT_SOURCES=sources)
    found = tables.read_columns(path)
    first, second = _row(found), _row(found, 1)
    assert found.format == "timemap"
    assert (first["title"], first["date"], first["time"]) == ("Strike on a depot", "2024-02-13", "04:30")
    assert (first["source"], first["source_url"]) == ("A newspaper", "https://example.org/a")
    assert (first["category"], second["date"]) == ("Airstrike | Depot", "2024-02-03")
    assert (second["title"], second["source"], second["source_url"]) == ("Event, Akashat", "s2", "")
    assert second["summary"] == "x" * 130
    without = tables.read_columns(_book(tmp_path / "u.xlsx", EXPORT_EVENTS=events))
    assert without.values["source"][0] == "s1"


def test_timemap_without_sources(tmp_path):
    text = "description,date,latitude,longitude,graphic\nStrike,13/02/2024,34,40,FALSE\n"
    (tmp_path / "e.csv").write_text(text, encoding="utf-8")
    row = _row(tables.read_columns(tmp_path / "e.csv"))
    assert (row["date"], row["source"], row["id"]) == ("2024-02-13", "", "row-1")


@pytest.mark.parametrize(
    ("far", "sound"), [("XFD1048576", False), ("A99999999999", False), ("AAB70000", True), ("B300000", True)]
)
def test_a_stray_cell_does_not_take_all_memory(tmp_path, monkeypatch, far, sound):
    monkeypatch.setattr(bookguard, "_CHUNK", 100)
    rows = [["id", "title", "date", "lon", "lat"], ["a", "A", "2024", 40, 34]]
    book = _book(tmp_path / "a.xlsx", events=rows)
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(tmp_path / "far.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b'r="E2"', f'r="{far}"'.encode())
            new.writestr(name, content)
    if sound:
        bookguard.check(tmp_path / "far.xlsx")
        return
    for read in (tables.read_columns, dossierfiles._sheets):
        with pytest.raises(TableError, match=f"has a cell at {far[:12]}, far from the others"):
            read(tmp_path / "far.xlsx")


def test_workbooks_that_unpack_to_too_much_are_refused(tmp_path, monkeypatch):
    book = _book(tmp_path / "a.xlsx", events=[["id"]])
    monkeypatch.setattr(bookguard, "_LARGEST", 100)
    with pytest.raises(TableError, match="more than 4 GB"):
        tables.read_columns(book)


def test_binary_workbooks_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        archive.writestr("xl/workbook.bin", "x")
    with pytest.raises(TableError, match="binary workbook"):
        tables.read_columns(tmp_path / "a.xlsb")


def test_an_empty_workbook_is_refused(tmp_path):
    with pytest.raises(TableError, match="holds no table"):
        tables.read_columns(_book(tmp_path / "a.xlsx", events=[]))
