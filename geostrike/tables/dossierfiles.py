"""Where the tables of a dossier lie: CSV files of a folder, or sheets of one workbook; gives lines of cells.

Nothing here knows what a column may hold; numbers and dates that a spreadsheet made of text become text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from geostrike import vocabulary as v
from geostrike.errors import InputError, TableError
from geostrike.tables import bookguard, sheet

BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
OPTIONAL = {"about": ("key", "value"), "corrections": ("date", "event", "change", "reason")}
KNOWN = {**v.COLUMNS, **OPTIONAL}
Lines = list[list[str]]
_TOP = 30  # rows in which a sheet's header is looked for
_EPOCHS = (dt.date(1899, 12, 30), dt.date(1899, 12, 31), dt.date(1900, 1, 1), dt.date(1904, 1, 1))


@dataclass(frozen=True, slots=True)
class DossierFiles:
    """Lines of each table, header first, by the table's name; and where they come from.

    Attributes
    ----------
    lines : dict of str to list of list of str
        Tables that are there.
    folder : pathlib.Path
        Where files named in the column ``area`` lie.
    book : str
        Name of the workbook; empty for a folder.
    is_open : bool
        Whether a program holds the workbook open, so that it may hold changes that are not saved.
    above : dict of str to int
        Rows of each sheet of the workbook above the first one of its table.
    """

    lines: dict[str, Lines]
    folder: Path
    book: str = ""
    is_open: bool = False
    above: dict[str, int] = field(default_factory=dict)


def is_dossier(path: Path | str) -> bool:
    """Whether a path is a dossier: a folder, or a workbook with the sheets events and claims.

    The mark of a workbook that is open counts as one, for `open_tables` to say what it is.

    Parameters
    ----------
    path : path-like
        A folder or file; a path without an ending that does not exist counts as a folder.
    """
    path = Path(path)
    if path.is_dir() or not path.suffix:
        return not path.is_file()
    if path.suffix.casefold() not in BOOKS or not path.is_file():
        return False
    if _is_lock(path):
        return True
    try:
        names = CalamineWorkbook.from_path(str(path)).sheet_names
    except (CalamineError, OSError, ValueError):
        return False
    return {"events", "claims"} <= {name.strip().casefold() for name in names}


def open_tables(path: Path | str) -> DossierFiles:
    """Lines of the tables of a dossier.

    Parameters
    ----------
    path : path-like
        A folder with events.csv, claims.csv and sources.csv, or a workbook with sheets of these names, or
        a folder with one such workbook.

    Raises
    ------
    InputError
        If the folder, the workbook or one of the three tables is missing or unreadable, or the folder holds
        both.
    TableError
        If a table has no header or cannot be taken apart into cells.
    """
    path = Path(path)
    if _is_lock(path):
        raise InputError(
            f"{path.name} is the mark that a spreadsheet program leaves while {path.name[2:]} is open; name "
            f"{path.name[2:]} instead."
        )
    if path.is_file():
        return _of_book(path)
    if not path.is_dir():
        raise InputError(
            f"{path} is not a folder and no workbook; name the folder that holds events.csv, claims.csv and "
            "sources.csv, or the .xlsx with sheets of these names."
        )
    typed = [f"{table}.csv" for table in v.COLUMNS if (path / f"{table}.csv").exists()]
    held = books(path)
    if typed and held:
        raise InputError(
            f"{path} holds {typed[0]} and the workbook {held[0].name}, and each may be the newer; name "
            f"{held[0]}, or move one of them to another folder."
        )
    if len(held) == 1:
        return _of_book(held[0])
    present = [table for table in KNOWN if table in v.COLUMNS or (path / f"{table}.csv").is_file()]
    return DossierFiles({table: sheet.lines(path / f"{table}.csv", KNOWN[table]) for table in present}, path)


def books(folder: Path) -> list[Path]:
    """Workbooks of a folder that are dossiers.

    Parameters
    ----------
    folder : pathlib.Path
        The folder; one that does not exist has none.
    """
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return [each for each in there if each.suffix and not _is_lock(each) and is_dossier(each)]


def _is_lock(path: Path) -> bool:
    return path.name.startswith("~$")


def _of_book(path: Path) -> DossierFiles:
    if path.suffix.casefold() not in BOOKS:
        raise InputError(
            f"{path.name} is no dossier; name its folder, or a workbook with the sheets events, claims and "
            "sources."
        )
    rows = _sheets(path)
    missing = [table for table in v.COLUMNS if table not in rows]
    if missing:
        raise InputError(
            f"{path.name} has no sheet {' and no sheet '.join(missing)}; a dossier has the sheets events, "
            "claims and sources."
        )
    tops = {table: _top(path, table, rows[table]) for table in KNOWN if table in rows}
    lines = {table: _lines(rows[table], top) for table, top in tops.items()}
    above = {table: top + 1 for table, top in tops.items()}
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return DossierFiles(lines, path.parent, path.name, any(mark.exists() for mark in marks), above)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    bookguard.check(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = {name.strip().casefold(): name for name in book.sheet_names}
        return {
            table: book.get_sheet_by_name(names[table]).to_python(skip_empty_area=False)
            for table in KNOWN
            if table in names
        }
    except PermissionError:
        raise InputError(f"{path.name} is held by another program; close it there, then try again.") from None
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(
            f"{path.name} cannot be opened as a workbook ({error}); save it again as .xlsx or .ods, without "
            "a password."
        ) from None


def _top(path: Path, table: str, rows: Sequence[Sequence[Any]]) -> int:
    """Place of the header, which is the row at the top that has the most names of columns."""
    familiar = [sum(str(cell).strip().casefold() in KNOWN[table] for cell in row) for row in rows[:_TOP]]
    if not any(familiar):
        raise TableError(
            f"{path.name}, sheet {table}, has no header; write the names of the columns in its first row."
        )
    return familiar.index(max(familiar))


def _lines(rows: Sequence[Sequence[Any]], top: int) -> Lines:
    """Text of the header and below it."""
    header = [str(cell).strip() for cell in rows[top]]
    width = max(at for at, name in enumerate(header) if name) + 1
    below = [[_text(cell, _name_at(header, at)) for at, cell in enumerate(row)] for row in rows[top + 1 :]]
    while below and not any(cell.strip() for cell in below[-1]):
        below.pop()
    return [header[:width], *below]


def _name_at(header: Sequence[str], at: int) -> str:
    return header[at].casefold() if at < len(header) else ""


def _text(cell: Any, column: str) -> str:
    """A cell as it would be typed: a date as ISO, a number as digits, a time as HH:MM."""
    if isinstance(cell, dt.date):
        return _moment(cell, column)
    if isinstance(cell, dt.timedelta):
        cell = (dt.datetime(2000, 1, 1) + cell).time()  # noqa: DTZ001 (a time of the clock)
    if isinstance(cell, dt.time):
        return _clock(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    return _digits(float(cell), column) if isinstance(cell, (int, float)) else str(cell)


def _moment(cell: dt.date, column: str) -> str:
    if not isinstance(cell, dt.datetime):
        return cell.isoformat()
    if column == "time" or cell.date() in _EPOCHS:
        return _clock(cell.time())
    midnight = cell.time() == dt.time()
    return cell.date().isoformat() if midnight else cell.isoformat(sep=" ", timespec="minutes")


def _clock(time: dt.time) -> str:
    return time.isoformat(timespec="minutes")


def _digits(number: float, column: str) -> str:
    if column == "time" and 0 <= number < 1:
        minutes = round(number * 1440) % 1440
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else repr(number)
