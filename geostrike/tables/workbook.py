"""Sheets of a workbook (xlsx, xls, ods) as text by column: dates become ISO dates, numbers plain digits."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from geostrike.errors import TableError
from geostrike.tables import bookguard, counts, topmost
from geostrike.tables.cells import Cells, from_rows
from geostrike.tables.guessing import guess

_FIRST = ("events", "export_events")  # a sheet of this name before others
_HIGH = 2 * topmost.ROWS  # rows in which the names are looked for, blank ones among them


class Rows(NamedTuple):
    """Rows of a sheet from the first that holds anything, and how many are above it."""

    above: int
    rows: list[list[Any]]


def read(path: Path) -> Cells:
    """Text of the sheet that holds the events: the one so named, or the first with places, or with anything.

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
    named = (name for name in book if name.strip().casefold() in _FIRST)
    placed = (name for name in book if _holds_places(path, book[name]))
    name = next(named, "") or next(placed, "") or next(iter(book))
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


def _sheets(path: Path) -> dict[str, Rows]:
    """Rows of each sheet that holds anything, and the number of empty ones above them."""
    bookguard.check(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        found = {name: _rows(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise TableError(
            f"{path.name} cannot be opened as a workbook ({error}); save it again as .xlsx or CSV."
        ) from None
    return {
        name: held
        for name, held in found.items()
        if any(any(cell != "" for cell in row) for row in held.rows)
    }


def _rows(sheet: CalamineSheet) -> Rows:
    """Rows of a sheet; a cell that reaches over several rows says its date or text in each of them.

    A whole number stays in the first row alone: a toll of several events is that of none of them.
    """
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    above, left = sheet.start or (0, 0)
    for (top, first), (bottom, _) in sheet.merged_cell_ranges or ():
        held = [
            row[first - left : first - left + 1] for row in rows[max(0, top - above) : bottom - above + 1]
        ]
        value = held[0][0] if held and held[0] and min(top - above, first - left) >= 0 else ""
        if value == "" or counts.ends(_text(value)) is not None:
            continue
        for row in rows[top - above + 1 : bottom - above + 1]:
            row[first - left] = value
    return Rows(above, rows)


def _holds_places(path: Path, held: Rows) -> bool:
    top = Rows(held.above, held.rows[: 2 * _HIGH])
    return not {"lon", "at", "geometry"}.isdisjoint(guess(_cells(path, top).columns).columns)


def _cells(path: Path, sheet: Rows) -> Cells:
    """The table below its names; rows above them are left out, with a note."""
    held = [[_text(cell) for cell in row] for row in sheet.rows]
    full = [row for row in held[:_HIGH] if any(row)]
    header, above, taken = topmost.find(full)
    skip = held.index(full[taken - 1]) + 1
    cells = replace(from_rows(path.name, header, held[skip:]), above=sheet.above + skip)
    if above:
        note = f"{path.name} has {above} rows above the names of its columns; they are left out."
        cells = replace(cells, notes=(*cells.notes, note))
    return cells


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
