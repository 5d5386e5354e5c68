"""A table as text by column; opens no file, and no column means anything yet.

A column whose name begins with ``_`` is private and ends here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike import escape

MANY = 50_000  # texts from which pyarrow is worth its import
_SHAPED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
Texts = NDArray[np.object_]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is not taken: its number below the header from 1, why, and its cells by column."""

    row: int
    reason: str
    cells: dict[str, str]


Read = tuple[list[Any], NDArray[np.int64], list[SetAside]]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Text of a table by column, in file order.

    Attributes
    ----------
    name : str
        Name of the file.
    columns : dict of str to array
        Text of each column; an object array, or an arrow array where pyarrow read it.
    rows : ndarray of int64
        Number of each row below the header, from 1.
    aside : tuple of SetAside
        Rows that have too many or too few cells.
    notes : tuple of str
        What a person should know about how the file was read.
    geometry : ndarray of object, optional
        Shapes in longitude and latitude, where the container holds them.
    tags : dict of str to str
        HXL tag of each column, where the table had a row of them.
    above : int
        Rows of the sheet above the first row, where the table is one of a workbook.
    """

    name: str
    columns: dict[str, Any]
    rows: NDArray[np.int64]
    aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    geometry: Texts | None = field(default=None)
    tags: dict[str, str] = field(default_factory=dict)
    above: int = 0

    def __len__(self) -> int:
        return self.rows.size

    def texts(self, name: str) -> Texts:
        """Trimmed text of a column; empty texts where the table has no such column."""
        if name not in self.columns:
            return blank(len(self))
        column = self.columns[name]
        return column if isinstance(column, np.ndarray) else _arrow().texts(column)

    def numbers(self, name: str) -> tuple[Floats, Mask]:
        """Numbers of a column, NaN where it is empty; and which cells hold something that is no number."""
        column = self.columns.get(name)
        if column is not None and not isinstance(column, np.ndarray):
            quick: Floats | None = _arrow().numbers(column)
            if quick is not None:
                return quick, np.zeros(len(self), bool)
        return numbers(self.texts(name))

    def holds(self, name: str, part: str) -> bool:
        """Whether any cell of a column holds a piece of text."""
        column = self.columns.get(name)
        if column is None or isinstance(column, np.ndarray):
            return any(part in text for text in self.texts(name))
        return bool(_arrow().holds(column, part))

    def take(self, keep: Mask) -> Cells:
        """The rows where a mask is true."""
        columns = {name: _filtered(column, keep) for name, column in self.columns.items()}
        geometry = None if self.geometry is None else self.geometry[keep]
        return replace(self, columns=columns, rows=self.rows[keep], geometry=geometry)

    def row(self, at: int) -> dict[str, str]:
        """One row as text by column."""
        return {name: tidy(str(column[at])) for name, column in self.columns.items()}


def from_rows(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Cells:
    """Text of rows that a spreadsheet or another container gives.

    Parameters
    ----------
    name : str
        Name of the file, for messages.
    header : sequence of str
        Names of the columns.
    rows : iterable of sequence of str
        The rows below it; short ones are filled up with empty cells.
    """
    columns, numbered, aside = columns_of(header, enumerate(rows, 1), fill=True)
    named, notes = named_columns(Path(name), header, columns)
    return without_blank_rows(Cells(name, named, numbered, tuple(aside), notes))


def with_shapes(table: Cells, made: Sequence[Any]) -> Cells:
    """A table with the shape of each row as read; rows of which the shape is a text go aside with it.

    Parameters
    ----------
    table : Cells
        The table.
    made : sequence
        Shapes, None for none, or why one cannot be read, by the row's number.
    """
    shapes = np.array([None, *made], dtype=object)[1:][table.rows - 1]
    wrong = np.array([isinstance(shape, str) for shape in shapes], bool)
    aside = [
        SetAside(int(table.rows[at]), shapes[at], table.row(at)) for at in np.flatnonzero(wrong).tolist()
    ]
    return replace(table.take(~wrong), geometry=shapes[~wrong], aside=(*table.aside, *aside))


def blank(size: int) -> Texts:
    """As many empty texts."""
    return np.full(size, "", object)


def texts(values: Iterable[str]) -> Texts:
    """An object array of texts."""
    held = list(values)
    made = np.empty(len(held), object)
    made[:] = held
    return made


def by_value(column: Texts, convert: Callable[[str], Any]) -> list[Any]:
    """What a function makes of each text; it is asked once for equal texts.

    Examples
    --------
    >>> by_value(texts(["a", "b", "a"]), str.upper)
    ['A', 'B', 'A']
    """
    known = {text: convert(text) for text in dict.fromkeys(column)}
    return [known[text] for text in column]


def tidy(cell: str) -> str:
    r"""A cell without the space around it, carriage returns and the apostrophe of a spreadsheet.

    Arabic letters that are stored in the shapes of print become plain letters.

    Examples
    --------
    >>> tidy("  two\r\nlines "), tidy("'@newsdesk")
    ('two\nlines', '@newsdesk')
    """
    if _SHAPED.search(cell):
        cell = _SHAPED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), cell)
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    cell = cell.strip()
    return escape.csv_text(cell).strip() if cell.startswith("'") else cell


def numbers(column: Texts) -> tuple[Floats, Mask]:
    """Numbers of texts, NaN where they are empty; and which of them are none.

    Examples
    --------
    >>> values, wrong = numbers(texts(["1.5", "", "1,5"]))
    >>> values.tolist(), wrong.tolist()
    ([1.5, nan, nan], [False, False, True])
    """
    try:
        if any("_" in text for text in column):
            raise ValueError
        found = np.where(column == "", "nan", column).astype(np.float64)
    except ValueError:
        found = np.array([_number(text) for text in column], np.float64)
    wrong = ~np.isfinite(found) & (column != "")
    found[wrong] = np.nan
    return found, wrong


def _number(text: str) -> float:
    try:
        return float(text) if text and "_" not in text else float("nan")
    except ValueError:
        return float("nan")


def columns_of(header: Sequence[str], numbered: Iterable[tuple[int, Sequence[str]]], *, fill: bool) -> Read:
    """Columns of rows; a row is filled up, or set aside where it has too many or too few cells."""
    width, kept, places, aside = len(header), [], [], []
    for number, cells in numbered:
        if len(cells) != width:
            missing, more = width - len(cells), [cell for cell in cells[width:] if cell.strip()]
            if more or (missing > 0 and not fill):
                reason = f"has {len(cells)} cells where the header has {width}"
                by_name = {name: tidy(cell) for name, cell in zip(header, cells, strict=False)}
                aside.append(SetAside(number, reason, _public(by_name)))
                continue
            cells = [*cells[:width], *[""] * missing]  # noqa: PLW2901 (the same row, made as wide as its header)
        kept.append(cells)
        places.append(number)
    columns = [texts(map(tidy, column)) for column in zip(*kept, strict=True)] if kept else []
    return columns or [blank(0) for _ in header], np.array(places, np.int64), aside


def _public(cells: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if not name.strip().startswith("_")}


def named_columns(
    path: Path, header: Sequence[str], columns: list[Any]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Columns by name, without private and nameless ones; notes on names that stand twice or not at all."""
    named: dict[str, Any] = {}
    notes, nameless = [], 0
    for name, column in zip(header, columns, strict=True):
        key = name.strip().lstrip("\ufeff")
        if key.startswith("_"):
            continue
        if not key:
            nameless += bool(_full(column).any())
            continue
        if key in named:
            empty = not _full(named[key]).any()
            taken = "an empty one is left out" if empty else "the first is taken"
            notes.append(f"{path.name} has two columns {key}; {taken}.")
            if not empty:
                continue
        named[key] = column
    if nameless:
        notes.append(f"{path.name} has {nameless} columns that have cells and no name; they are left out.")
    return named, tuple(notes)


def without_blank_rows(cells: Cells) -> Cells:
    """The same without rows that hold nothing."""
    full = np.zeros(len(cells), bool)
    for column in cells.columns.values():
        full |= _full(column)
        if full.all():
            return cells
    return cells.take(full) if len(cells) and cells.columns else cells


def _full(column: Any) -> Mask:
    """Which cells of a column hold anything."""
    found: Mask = column != "" if isinstance(column, np.ndarray) else _arrow().full(column)
    return found


def _filtered(column: Any, keep: Mask) -> Any:
    return column[keep] if isinstance(column, np.ndarray) else _arrow().filtered(column, keep)


def many(column: Sequence[str]) -> Any:
    """Texts as a column of pyarrow; None where they are few, it is missing or cannot hold them.

    Parameters
    ----------
    column : sequence of str
        Any texts.

    Examples
    --------
    >>> many(["a strike"]) is None
    True
    """
    if len(column) < MANY or find_spec("pyarrow") is None:
        return None
    return _arrow().column_of(column)


def _arrow() -> Any:
    """The module of arrow columns, an extra: whoever has such a column has it."""
    return import_module("geostrike.tables.arrowcells")
