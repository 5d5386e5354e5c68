"""The lint of a dossier: what needs more than one cell to be seen, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from geostrike.checks import claims, days, events, measures, names, pairs, places, words
from geostrike.model import Finding
from geostrike.tables import dossier


def findings(path: Path | str, today: date) -> Iterator[Finding]:
    """Findings on a dossier.

    Parameters
    ----------
    path : path-like
        Its folder or workbook.
    today : datetime.date
        The day after which nothing has happened yet.

    Raises
    ------
    InputError, TableError
        If it cannot be read.
    """
    tables = dossier.read_tables(path)
    yield from tables.findings
    if not any(finding.rule == "column-missing" for finding in tables.findings):
        for part in (events, places, names, measures, claims, words, pairs):
            yield from part.findings(tables)
        yield from days.findings(tables, today)
