"""Sheets of a workbook (xlsx, xls, ods) as text by column: dates become ISO dates, numbers plain digits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from geostrike.errors import TableError
from geostrike.tables import bookguard
from geostrike.tables.cells import Cells, from_rows

_FIRST = ("events", "export_events")  # a sheet of this name before others
_HIGH = 30  # rows in which the header is looked for


def read(path: Path) -> Cells:
    """Text of the sheet that holds the events: the one so named, or the first that holds anything.

    Parameters
    ----------
    path : pathlib.Path
        The workbook.

    Raises
    ------
    TableError
        If it cannot be opened or holds no table.
    """
    book = _sheets(path)
    if not book:
        raise TableError(f"{path.name} holds no table; write the names of the columns in its first row.")
    name = next((name for name in book if name.strip().casefold() in _FIRST), next(iter(book)))
    cells = _cells(path, book[name])
    others = [other for other in book if other != name]
    if others:
        note = f"Sheet {name} is read; {path.name} also has {', '.join(others[:6])}."
        cells = replace(cells, notes=(*cells.notes, note))
    return cells


def read_sheet(path: Path, wanted: str) -> Cells | None:
    """Text of the sheet of a name, in any case; None where there is none."""
    book = _sheets(path)
    name = next((name for name in book if name.strip().casefold() == wanted.casefold()), "")
    return _cells(path, book[name]) if name else None


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Rows of each sheet that holds anything."""
    bookguard.check(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        found = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in book.sheet_names
        }
    except (CalamineError, OSError, ValueError) as error:
        raise TableError(
            f"{path.name} cannot be opened as a workbook ({error}); save it again as .xlsx or CSV."
        ) from None
    return {
        name: rows for name, rows in found.items() if any(any(cell != "" for cell in row) for row in rows)
    }


def _cells(path: Path, rows: Sequence[Sequence[Any]]) -> Cells:
    """The table below its header: the first of the rows with the most cells among those at the top."""
    widths = [sum(cell != "" for cell in row) for row in rows[:_HIGH]]
    top = widths.index(max(widths)) if widths[0] < 2 else 0
    header = [_text(cell) for cell in rows[top]]
    return from_rows(path.name, header, ([_text(cell) for cell in row] for row in rows[top + 1 :]))


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="minutes")
    return str(cell)
