"""The lint of a dossier: what needs more than one cell to be seen; docs/rules.md explains each rule."""

from __future__ import annotations

from pathlib import Path

from geostrike import vocabulary as v
from geostrike.checks import claims, events, names, places
from geostrike.model import Finding
from geostrike.tables import dossier

_TABLES = (*v.COLUMNS, "about", "corrections")


def check(path: Path | str) -> tuple[Finding, ...]:
    """Errors, warnings and questions of a dossier, in the order of its tables and rows.

    Parameters
    ----------
    path : path-like
        The folder that holds the three tables.

    Raises
    ------
    InputError
        If the folder or one of its tables is missing or unreadable.
    TableError
        If a table has no header or cannot be taken apart into cells.
    """
    tables = dossier.read_tables(path)
    found = [*tables.findings]
    if not any(finding.rule == "column-missing" for finding in found):
        found += [one for part in (events, places, names, claims) for one in part.findings(tables)]
    return tuple(sorted(found, key=lambda one: (_TABLES.index(one.table), one.row, one.field, one.rule)))


__all__ = ["check"]
