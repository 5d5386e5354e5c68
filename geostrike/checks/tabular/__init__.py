"""The lint of an events table, column by column: each row against itself, its neighbours and the map."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from geostrike.checks.tabular import (
    again,
    aside,
    counts,
    crowds,
    days,
    frame,
    named,
    precise,
    spots,
    twins,
    words,
)
from geostrike.model import Finding
from geostrike.tables.guessing import Assignment


def findings(path: Path, today: date, mapping: Assignment | None = None) -> list[Finding]:
    """Findings on a table of events.

    Parameters
    ----------
    path : pathlib.Path
        A file of any format that `geostrike convert` reads.
    today : datetime.date
        The day after which nothing has happened yet.
    mapping : guessing.Assignment, optional
        Which column is which; guessed where it is missing.

    Raises
    ------
    InputError, TableError, MissingExtraError
        If it cannot be read as a table of events.
    """
    table = frame.read(path, today, mapping)
    found = list(aside.findings(table))
    if not len(table) and not found:
        return [_nothing()]
    found += _ordinary(table) if len(table) else []
    return [*found, *again.findings(table, found, _ordinary)]


def _ordinary(table: frame.Frame) -> list[Finding]:
    on_points, doubted = spots.findings(table)
    on_names, off_m = named.findings(table, doubted)
    parts = (
        on_points,
        on_names,
        precise.findings(table, doubted, off_m),
        days.findings(table),
        counts.findings(table),
        words.findings(table),
        twins.findings(table),
        crowds.findings(table),
    )
    return [finding for part in parts for finding in part]


def _nothing() -> Finding:
    message = "there are no events below the header; add a row for each event."
    return Finding(
        rule="no-events", severity="warning", table=frame.TABLE, row=0, field="", value="", message=message
    )


__all__ = ["findings"]
