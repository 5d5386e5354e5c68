"""Rows that were set aside, read again without the cells at fault, so that their other faults are found too.

The cells at fault are emptied, and the rest is read in its place among other rows of the table, until nothing
is set aside any more; then the ordinary checks look at these rows. It judges nothing itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from geostrike.checks.tabular import aside
from geostrike.checks.tabular.frame import Frame, of_cells
from geostrike.errors import GeostrikeError
from geostrike.model import Finding
from geostrike.tables.cells import Cells, Mask

_MOST_ROWS = 5_000  # beyond which only the first fault of each row is said
_BESIDE = 5_000  # sound rows that are read along, for what a column as a whole decides
_ROUNDS = 8
_OF_COLUMNS = "date-two-readings"  # decided by what most other rows of the column hold
_POINT = ("lon", "lat", "geometry", "at")
_OF_POINTS = frozenset({"point-half", "swapped", "range", "at-form", "geometry-form"})
Emptied = defaultdict[int, set[str]]


def findings(
    table: Frame, found: Sequence[Finding], check: Callable[[Frame], list[Finding]]
) -> list[Finding]:
    """Errors and warnings of the rows set aside that their first fault hid.

    Parameters
    ----------
    table : Frame
        The table.
    found : sequence of Finding
        What was found so far.
    check : callable
        The ordinary checks.
    """
    rows = {each.row for each in table.columns.aside} & set(table.all_cells.rows.tolist())
    if not 0 < len(rows) <= _MOST_ROWS:
        return []
    emptied: Emptied = defaultdict(set)
    frame, more = _mended(table, [finding for finding in found if finding.row in rows], emptied)
    mended = np.isin(frame.rows, list(rows)) if frame else np.zeros(0, bool)
    if frame and mended.any():
        shared = {(one.rule, one.field) for one in found if one.severity == "question"}
        more += [
            one
            for one in check(_only(frame, mended))
            if one.severity != "question"
            and one.rule != _OF_COLUMNS
            and one.field not in emptied[one.row]
            and (one.rule, one.field) not in shared
        ]
    return more


def _mended(table: Frame, faults: list[Finding], emptied: Emptied) -> tuple[Frame | None, list[Finding]]:
    """The table with these rows as far as they can be mended, and the faults that came out on the way."""
    rows = {fault.row for fault in faults}
    more: list[Finding] = []
    frame = None
    cells = _beside(table.all_cells, rows)
    for _ in range(_ROUNDS):
        if not faults:
            break
        cells = _without(cells, table.names, faults, emptied)
        try:
            frame = of_cells(cells, table.layout, table.today, table.names, table.mapping)
        except GeostrikeError:
            return None, more
        faults = [fault for fault in aside.findings(frame) if fault.row in rows]
        more += [fault for fault in faults if fault.field not in emptied[fault.row]]
    return frame, more


def _beside(cells: Cells, rows: set[int]) -> Cells:
    """These rows, and some of the others."""
    wanted = np.isin(cells.rows, list(rows))
    wanted[np.linspace(0, len(cells) - 1, min(len(cells), _BESIDE)).astype(np.intp)] = True
    return replace(cells.take(wanted), aside=())


def _without(cells: Cells, names: Mapping[str, str], faults: list[Finding], emptied: Emptied) -> Cells:
    """The same without the cells at fault, and without rows that emptying a cell did not mend."""
    lost: set[int] = set()
    columns, geometry = dict(cells.columns), None if cells.geometry is None else cells.geometry.copy()
    places = {row: at for at, row in enumerate(cells.rows.tolist())}
    own = {names[name]: name for name in ("id", "title") if name in names}
    for fault in faults:
        at, held = places[fault.row], _cells_of(fault, names)
        if held <= emptied[fault.row]:
            lost.add(fault.row)
        emptied[fault.row] |= held
        for name in held & columns.keys():
            if columns[name] is cells.columns[name]:
                columns[name] = cells.texts(name).copy()
            columns[name][at] = f"{own[name]} of row {fault.row}" if name in own else ""
        if geometry is not None and fault.rule in _OF_POINTS:
            geometry[at] = None
    left = replace(cells, columns=columns, geometry=geometry)
    return left.take(~np.isin(left.rows, list(lost))) if lost else left


def _cells_of(fault: Finding, names: Mapping[str, str]) -> set[str]:
    """Columns to empty: that of the fault, or all that hold the point or the days with it."""
    point = {names.get(name, name) for name in _POINT}
    if fault.field in point or (not fault.field and fault.rule in _OF_POINTS):
        return point
    if fault.rule == "date-order":
        return {names.get(name, name) for name in ("date", "date_end")}
    return {fault.field} if fault.field else set()


def _only(frame: Frame, keep: Mask) -> Frame:
    held = frame.columns
    columns = replace(
        held,
        values={name: column[keep] for name, column in held.values.items()},
        lon=held.lon[keep],
        lat=held.lat[keep],
        extra=replace(frame.cells, columns=held.extra, geometry=None).take(keep).columns,
        shapes=None if held.shapes is None else held.shapes[keep],
    )
    cells = frame.cells.take(keep)
    return replace(frame, columns=columns, cells=cells, rows=cells.rows, cache={})
