"""A dossier as a workbook: cells of text, lists to choose from, and a sheet that explains each column.

Every column has the format of text, so that no spreadsheet makes a date of 3-7 or a number of an id.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from geostrike import vocabulary as v
from geostrike.errors import OutputError
from geostrike.tables import about, references
from geostrike.tables.bookwriting import dateless
from geostrike.tables.columnhelp import EXPLAINED

HELP_SHEET = "columns"
LISTS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("events", "kind"): v.KIND_OF_EVENT,
    ("events", "date_how"): v.DATE_HOW,
    ("events", "place_how"): v.PLACE_HOW,
    ("events", "status"): v.STATUS,
    ("events", "publish"): v.PUBLISH,
    ("claims", "stance"): v.STANCE,
    ("claims", "kind"): v.KIND_OF_CLAIM,
    ("claims", "who"): v.WHO,
    ("claims", "hedge"): v.HEDGE,
    ("claims", "unit"): v.UNIT,
    ("sources", "kind"): v.KIND_OF_SOURCE,
    ("about", "key"): dict.fromkeys(about.KEYS, ""),
}
_LAST = 1_048_576  # the last row that a sheet can have
_TEXT = "@"
_LONGEST = 32_767  # characters of a cell
_WIDE = frozenset(
    {"title", "summary", "words", "value", "place", "url", "archive", "publish_reason", "change"}
)


def book(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Content of a workbook; the same tables give the same bytes.

    Parameters
    ----------
    tables : mapping of str to sequence of sequence of str
        Lines of each table, header first, by the name of its sheet.

    Raises
    ------
    OutputError
        If a text is longer than a cell can hold.
    """
    made = Workbook()
    made.remove(made.active)
    for name, (header, *rows) in tables.items():
        sheet = made.create_sheet(name)
        _fill(sheet, [header, *rows])
        for at, column in enumerate(header, 1):
            _prepare(sheet, name, column, get_column_letter(at))
    _explain(made.create_sheet(HELP_SHEET))
    content = io.BytesIO()
    made.save(content)
    return dateless(content.getvalue())


def _fill(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for at, text in enumerate(row, 1):
            if len(text) > _LONGEST:
                raise OutputError(
                    f"Row {number - 1} of {sheet.title} holds a text of {len(text)} characters, more than a "
                    "cell can; write a folder of CSV files instead."
                )
            cell = sheet.cell(number, at)
            cell.number_format = _TEXT
            if text:
                cell.value = text
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"


def _prepare(sheet: Worksheet, table: str, column: str, letter: str) -> None:
    sheet.column_dimensions[letter].number_format = _TEXT
    sheet.column_dimensions[letter].width = 40 if column in _WIDE else 16
    below = f"{letter}2:{letter}{_LAST}"
    words = LISTS.get((table, column))
    if words:
        choice = DataValidation("list", f'"{",".join(words)}"', showErrorMessage=True, allow_blank=True)
        choice.error = f"Use one of the list, or leave it empty; the sheet {HELP_SHEET} explains each word."
        choice.errorTitle = column
        choice.add(below)
        sheet.add_data_validation(choice)
    target = references.REFERENCES.get((table, column))
    if target:
        choice = DataValidation("list", f"={target}!$A$2:$A${_LAST}", allow_blank=True, errorStyle="warning")
        choice.add(below)
        sheet.add_data_validation(choice)


def _explain(sheet: Worksheet) -> None:
    rows = [["sheet", "column", "must be filled", "what it holds", "words to choose from"]]
    for table, columns in EXPLAINED.items():
        needed = v.REQUIRED.get(table, ("key",) if table == "about" else ("date", "change"))
        for column, told in columns.items():
            words = LISTS.get((table, column), {})
            meant = "\n".join(f"{word}: {meaning}" if meaning else word for word, meaning in words.items())
            rows.append([table, column, "yes" if column in needed else "", told, meant])
    _fill(sheet, rows)
    for letter, width in zip("ABCDE", (12, 16, 14, 70, 50), strict=True):
        sheet.column_dimensions[letter].width = width
        for cell in sheet[letter]:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
