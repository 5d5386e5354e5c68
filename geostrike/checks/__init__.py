"""The lint of a dossier or of an events table; docs/rules.md explains each rule."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

from geostrike import vocabulary as v
from geostrike.model import Finding
from geostrike.tables.dossierfiles import is_dossier
from geostrike.tables.guessing import Assignment

_TABLES = (*v.COLUMNS, "about", "corrections")


def check(
    path: Path | str, today: date | None = None, mapping: Assignment | None = None
) -> tuple[Finding, ...]:
    """Errors, warnings and questions of a dossier or of a table of events, in the order of tables and rows.

    Parameters
    ----------
    path : path-like
        The folder or workbook of a dossier, or a table of any format that `geostrike convert` reads.
    today : datetime.date, optional
        The day after which nothing has happened yet: that of ``SOURCE_DATE_EPOCH`` or of the clock where it
        is missing. It only decides; no finding names it.
    mapping : guessing.Assignment, optional
        Which column of a table is which; guessed where it is missing.

    Raises
    ------
    InputError
        If a file or folder is missing or unreadable.
    TableError
        If a table has no header, cannot be taken apart into cells, or is no table of events.
    """
    day = today or _today()
    found = _of_dossier(path, day) if is_dossier(path) else _of_table(path, day, mapping)
    return tuple(sorted(found, key=lambda one: (_TABLES.index(one.table), one.row, one.field, one.rule)))


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def _of_dossier(path: Path | str, today: date) -> Iterator[Finding]:
    found: Iterator[Finding] = import_module("geostrike.checks.records").findings(path, today)
    return found


def _of_table(path: Path | str, today: date, mapping: Assignment | None) -> list[Finding]:
    found: list[Finding] = import_module("geostrike.checks.tabular").findings(Path(path), today, mapping)
    return found


__all__ = ["check"]
