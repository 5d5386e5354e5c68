import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from geostrike import vocabulary as v
from geostrike.errors import InputError, OutputError, TableError
from geostrike.tables import dossier, dossierbook, dossierfiles, starter
from geostrike.tables.columnhelp import EXPLAINED

SHEETS = ("events", "claims", "sources")


def save(path, **changes):
    """A workbook of the starter's rows; changes are cells of the first event."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table, rows in starter.lines().items():
        sheet = book.create_sheet(table)
        for row in rows:
            sheet.append(row)
        if table == "events":
            for column, value in changes.items():
                sheet.cell(2, rows[0].index(column) + 1).value = value
    book.save(path)
    return path


def test_a_new_workbook_is_read_as_the_folder_is(tmp_path):
    book = starter.make_book(tmp_path / "dossier.xlsx")
    folder = starter.make_folder(tmp_path / "folder")
    one, other = dossier.read(book), dossier.read(folder)
    assert (one.events, one.claims, one.sources) == (other.events, other.claims, other.sources)
    assert one.title == "dossier"


def test_a_new_workbook_is_the_same_bytes_each_time(tmp_path):
    first = starter.make_book(tmp_path / "a" / "x.xlsx").read_bytes()
    assert starter.make_book(tmp_path / "b" / "x.xlsx").read_bytes() == first


def test_cells_are_text_with_lists_and_explanations(tmp_path):
    book = openpyxl.load_workbook(starter.make_book(tmp_path / "x.xlsx"))
    assert book.sheetnames == [*SHEETS, "about", "corrections", "columns"]
    for name in SHEETS:
        sheet = book[name]
        assert [cell.value for cell in sheet[1]] == list(v.COLUMNS[name])
        assert {sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]} == {"@"}
        assert {cell.number_format for row in sheet for cell in row} == {"@"}
    choices = {str(each.sqref): each.formula1 for each in book["events"].data_validations.dataValidation}
    assert '"strike,strikes,attack,series"' in choices.values()
    assert "=events!$A$2:$A$1048576" in choices.values()
    assert all(len(formula) <= 255 for formula in choices.values())
    told = {(row[0].value, row[1].value) for row in book["columns"].iter_rows(min_row=2)}
    assert told == {(table, column) for table, columns in EXPLAINED.items() for column in columns}


@pytest.mark.parametrize("table", v.COLUMNS)
def test_each_column_is_explained(table):
    assert tuple(EXPLAINED[table]) == v.COLUMNS[table]


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ({"date": dt.date(2024, 2, 3)}, "date", "2024-02-03"),
        ({"date": dt.datetime(2024, 2, 3)}, "date", "2024-02-03"),  # noqa: DTZ001
        ({"date": 2024}, "date", "2024"),
        ({"time": dt.time(0, 30)}, "time", "00:30"),
        ({"time": dt.datetime(1899, 12, 31, 0, 30)}, "time", "00:30"),  # noqa: DTZ001
        ({"time": 0.5}, "time", "12:00"),
        ({"time": dt.timedelta(hours=1, minutes=5)}, "time", "01:05"),
        ({"radius_m": 2500}, "radius_m", 2500.0),
        ({"radius_m": 2500.5}, "radius_m", 2500.5),
        ({"title": 7}, "title", "7"),
        ({"title": True}, "title", "TRUE"),
        ({"title": dt.datetime(2024, 2, 3, 4, 5)}, "title", "2024-02-03 04:05"),  # noqa: DTZ001
        ({"summary": "  x  "}, "summary", "x"),
    ],
)
def test_what_a_spreadsheet_makes_of_text_is_text_again(tmp_path, change, field, expected):
    (event,) = dossier.read(save(tmp_path / "x.xlsx", **change)).events
    assert getattr(event, field) == expected


def test_ids_that_became_numbers_still_fit(tmp_path):
    book = openpyxl.load_workbook(save(tmp_path / "x.xlsx", id=12))
    for row in (2, 3):
        book["claims"].cell(row, 2).value = 12.0
    book.save(tmp_path / "x.xlsx")
    assert dossier.read(tmp_path / "x.xlsx").events[0].id == "12"


def test_rows_above_the_header_and_empty_ones_do_no_harm(tmp_path):
    book = openpyxl.load_workbook(save(tmp_path / "x.xlsx"))
    book["events"].insert_rows(1, 2)
    book["events"]["A1"] = "My story"
    book["claims"].cell(40, 20).value = "   "
    book["sources"].insert_rows(2)
    book.save(tmp_path / "x.xlsx")
    tables = dossier.read_tables(tmp_path / "x.xlsx")
    assert tables.findings == ()
    assert tables.rows["sources", "example-source-1"] == 2


def test_a_finding_names_workbook_sheet_and_row(tmp_path):
    path = save(tmp_path / "x.xlsx", radius_m="2,5")
    said = r"x\.xlsx, sheet events, row 1 \(row 2 of the sheet\): radius_m is '2,5'"
    with pytest.raises(TableError, match=said):
        dossier.read(path)


def test_a_workbook_that_is_open_is_said(tmp_path):
    path = save(tmp_path / "x.xlsx")
    (tmp_path / "~$x.xlsx").write_bytes(b"")
    (finding,) = dossier.scan(path)[1]
    assert (finding.rule, finding.severity) == ("book-open", "warning")
    with pytest.raises(InputError, match=r"name x\.xlsx instead"):
        dossier.read(tmp_path / "~$x.xlsx")


def test_a_folder_with_one_workbook_is_that_workbook(tmp_path):
    starter.make_book(tmp_path)
    assert dossier.read(tmp_path).events[0].id == "example-1"
    (tmp_path / "two.xlsx").write_bytes((tmp_path / "dossier.xlsx").read_bytes())
    with pytest.raises(InputError, match=r"events\.csv"):
        dossier.read(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xlsx", b"nothing", "cannot be opened"),
        ("x.txt", b"nothing", "is no dossier"),
        ("none.xlsx", None, "is not a folder and no workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert not dossierfiles.is_dossier(tmp_path / name)
    with pytest.raises(InputError, match=said):
        dossier.read(tmp_path / name)


def test_missing_sheets_and_headers_are_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "events"
    book.create_sheet("claims")
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(InputError, match="no sheet sources"):
        dossier.read(tmp_path / "x.xlsx")
    book.create_sheet("sources")
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(TableError, match="sheet events, has no header"):
        dossier.read(tmp_path / "x.xlsx")


def test_a_held_file_is_said(tmp_path, monkeypatch):
    path = save(tmp_path / "x.xlsx")

    def refuse(_):
        raise PermissionError

    monkeypatch.setattr(dossierfiles.CalamineWorkbook, "from_path", refuse)
    with pytest.raises(InputError, match="held by another program"):
        dossier.read(path)


def test_nothing_is_replaced(tmp_path):
    starter.make_folder(tmp_path / "a")
    starter.make_book(tmp_path / "b")
    with pytest.raises(OutputError, match="nothing is replaced"):
        starter.make_folder(tmp_path / "a")
    with pytest.raises(OutputError, match="nothing is replaced"):
        starter.make_book(tmp_path / "b")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be made"):
        starter.make_folder(tmp_path / "file" / "below")


def test_a_text_that_no_cell_can_hold_is_refused():
    with pytest.raises(OutputError, match="more than a cell can"):
        dossierbook.book({"events": [["id", "summary"], ["e1", "x" * 40_000]]})


def test_a_formula_stays_text(tmp_path):
    made = dossierbook.book({"events": [["id", "title"], ["e1", "=1+1"]]})
    cell = openpyxl.load_workbook(io.BytesIO(made))["events"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")
    (tmp_path / "x.xlsx").write_bytes(made)
    assert all(entry.date_time[0] == 1980 for entry in zipfile.ZipFile(tmp_path / "x.xlsx").infolist())


def ods(path, tables):
    """An OpenDocument spreadsheet as LibreOffice writes it, with dates as dates and numbers as numbers."""
    names = "office table text"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split()
    )

    def cell(value):
        if isinstance(value, dt.date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    sheets = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in tables.items()
    )
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{sheets}"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml", content + "</office:spreadsheet></office:body></office:document-content>"
        )
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def test_an_opendocument_spreadsheet_is_a_dossier_too(tmp_path):
    tables = starter.lines()
    header, row = tables["events"]
    row[header.index("date")] = dt.date(2024, 2, 3)
    row[header.index("radius_m")] = 2500
    read = dossier.read(ods(tmp_path / "x.ods", tables))
    assert (read.events[0].date, read.events[0].radius_m) == ("2024-02-03", 2500.0)
    assert len(read.claims) == 2
