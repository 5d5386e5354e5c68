"""The lint of a dossier: what needs more than one cell to be seen, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from geostrike.checks import claims, days, events, measures, names, pairs, places, words
from geostrike.checks.texts import is_relative_date
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
    tables = dossier.read_tables(path, mended=True)
    yield from map(_relative, tables.findings)
    if not any(finding.rule == "column-missing" for finding in tables.findings):
        faulty: dict[tuple[str, int], set[str]] = {}
        for finding in tables.findings:
            faulty.setdefault((finding.table, finding.row), set()).add(finding.field)
        for part in (events, places, names, measures, claims, words, pairs):
            yield from _of_sound_cells(part.findings(tables), faulty)
        yield from _of_sound_cells(days.findings(tables, today), faulty)


def _relative(finding: Finding) -> Finding:
    """A date in words that only who knows the day of writing can read has a rule of its own."""
    if finding.rule != "date-form" or not is_relative_date(finding.value):
        return finding
    message = f"{finding.message.rstrip('.')}; who reads it later cannot know the day that it means."
    return replace(finding, rule="date-relative", message=message)


def _of_sound_cells(
    found: Iterator[Finding], faulty: Mapping[tuple[str, int], set[str]]
) -> Iterator[Finding]:
    """Findings but those on cells that were emptied because they cannot be read."""
    for finding in found:
        gone = faulty.get((finding.table, finding.row), set())
        missing = finding.rule == "figure-missing" and "high" in gone
        if finding.field not in gone and not missing:
            yield finding
