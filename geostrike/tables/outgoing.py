"""What of an events table may leave: columns that hold something, each name once, no withheld column."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geostrike import escape, files
from geostrike.errors import TableError
from geostrike.tables.cells import Cells, Floats, SetAside, Texts, by_value, texts
from geostrike.tables.columns import KNOWN, NUMBERS, Columns, radii

ALWAYS = ("id", "title", "date")
PLACED = ("lon", "lat", "geometry")


@dataclass(frozen=True, slots=True, eq=False)
class Outgoing:
    """Events as they are written.

    Attributes
    ----------
    columns : dict of str to ndarray
        In their order: float64 with NaN for counts and radii, object arrays of text for all others.
    lon, lat : ndarray of float64
        Degrees; NaN where the event is no point.
    shapes : ndarray of object
        Geometry of each event, None for none.
    extra : tuple of str
        Those of `columns` that no events table knows.
    notes : tuple of str
        What was left out or has another name now.
    """

    columns: dict[str, Any]
    lon: Floats
    lat: Floats
    shapes: Texts
    extra: tuple[str, ...]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return self.lon.size

    @property
    def has_areas(self) -> bool:
        """Whether an event is a line or an area."""
        return bool((~shapely.is_missing(self.shapes) & np.isnan(self.lon)).any())

    def text(self, name: str) -> Texts:
        """A column as text; empty texts where there is none."""
        column = self.columns.get(name)
        if column is None:
            return np.full(len(self), "", object)
        return column if column.dtype == object else number_texts(column)


def prepare(columns: Columns, reserved: Collection[str] = ()) -> Outgoing:
    """Columns of events that may be written.

    Parameters
    ----------
    columns : Columns
        The events.
    reserved : collection of str
        Names that the container needs for itself.

    Raises
    ------
    TableError
        If there is no event.
    """
    if not len(columns):
        raise TableError(
            f"No event is left to write: {len(columns.aside)} rows are set aside, the first because "
            f"{columns.aside[0].reason}; correct them first."
            if columns.aside
            else "There is no event to write: the table has no rows below its names."
        )
    held = columns.values
    made: dict[str, Any] = {
        name: (radii(held[name]) if name == "radius_m" else held[name])
        if name in NUMBERS
        else _clean(held[name])
        for name in KNOWN
        if name in ALWAYS or _holds(held[name])
    }
    extra, notes = _extra(columns, {*KNOWN, *PLACED, *reserved})
    if columns.withheld:
        notes.append(
            f"Left out, since they name people or hold text of others: {', '.join(columns.withheld)}."
        )
    shapes = shapely.points(columns.lon, columns.lat)
    shapes[np.isnan(columns.lon)] = None
    if columns.shapes is not None:
        shapes = np.where(shapely.is_missing(columns.shapes), shapes, columns.shapes)
    return Outgoing(made | extra, columns.lon, columns.lat, shapes, tuple(extra), tuple(notes))


def _holds(column: Any) -> bool:
    return bool((~np.isnan(column)).any() if column.dtype != object else (column != "").any())


def _clean(column: Texts) -> Texts:
    return texts(by_value(column, escape.clean))


def _extra(columns: Columns, taken: Collection[str]) -> tuple[dict[str, Texts], list[str]]:
    """The source's other columns as text, under names that stand for nothing else."""
    cells = Cells("", columns.extra, np.arange(len(columns)))
    gone, used = set(columns.withheld), {name.casefold() for name in taken}
    made: dict[str, Texts] = {}
    renamed = []
    for name in columns.extra:
        if name in gone or name.startswith("_"):
            continue
        clear = base = escape.clean(name).strip() or "column"
        at = 1
        while clear.casefold() in used:
            clear, at = f"{columns.format}_{base}" + (str(at) if at > 1 else ""), at + 1
        if clear != name:
            renamed.append(f"{name} as {clear}")
        used.add(clear.casefold())
        made[clear] = _clean(cells.texts(name))
    return made, [f"Columns that are named anew: {', '.join(renamed)}."] if renamed else []


def number_texts(column: Floats) -> Texts:
    """Numbers as the shortest text that gives them back; empty for NaN.

    Examples
    --------
    >>> number_texts(np.array([3.0, 0.1, np.nan])).tolist()
    ['3', '0.1', '']
    """
    return texts("" if value != value else _digits(value) for value in column.tolist())  # noqa: PLR0124 (NaN)


def _digits(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)


def as_table(held: Outgoing) -> tuple[list[str], list[Texts]]:
    """Header and columns of text of a table with lon and lat, or with shapes as WKT where some are areas."""
    names = list(held.columns)
    if held.has_areas:
        wkt = shapely.to_wkt(held.shapes, rounding_precision=-1)
        placed = {"geometry": texts("" if text is None else text for text in wkt)}
    else:
        placed = {"lon": number_texts(held.lon), "lat": number_texts(held.lat)}
    at = len(names) - len(held.extra)
    header = [*names[:at], *placed, *names[at:]]
    return header, [placed[name] if name in placed else held.text(name) for name in header]


def rejected_csv(aside: Iterable[SetAside], withheld: Collection[str] = (), above: int = 0) -> str:
    """Rows that were set aside as CSV text: row, reason, and their columns but those that are withheld.

    Parameters
    ----------
    aside : iterable of SetAside
        The rows.
    withheld : collection of str
        Columns that are left out.
    above : int
        Rows of the sheet above the first row, where the rows are those of a workbook.
    """
    rows, gone = list(aside), set(withheld)
    at = {each.row: f" (row {each.row + above} of the sheet)" for each in rows} if above else {}
    names = [name for name in dict.fromkeys(name for each in rows for name in each.cells) if name not in gone]
    lines = [
        [str(each.row), each.reason + at.get(each.row, ""), *(each.cells.get(name, "") for name in names)]
        for each in rows
    ]
    return escape.csv_lines([["row", "reason", *names], *lines])


def save_rejected(columns: Columns, output: str) -> str:
    """Write the rows set aside beside an output, or remove what an earlier run left there; the file's name.

    Parameters
    ----------
    columns : Columns
        The events, with the rows that are none.
    output : str
        The file that the events are written to.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    beside = Path(f"{output}.rejected.csv")
    if not columns.aside:
        beside.unlink(missing_ok=True)
        return ""
    files.write_text(beside, rejected_csv(columns.aside, columns.withheld, columns.above))
    return str(beside)
