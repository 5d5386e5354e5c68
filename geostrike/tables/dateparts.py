"""Dates that a table holds in columns of year, month and day, as one column; no other meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from geostrike.tables import missing
from geostrike.tables.cells import Cells, Texts, texts
from geostrike.tables.guessing import guess

PLUS = " + "


def with_dates(cells: Cells) -> Cells:
    """The same with a column "Year + Month + Day" where no column holds dates, but these do.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    name = guess(cells.columns, cells.tags).columns.get("date", "")
    if name in cells.columns and not missing.filled(cells, [name]):
        name = guess(missing.filled(cells), cells.tags).columns.get("date", "")
    if name in cells.columns or PLUS not in name:
        return cells
    return replace(cells, columns=cells.columns | {name: joined(cells, name)})


def joined(cells: Cells, name: str) -> Texts:
    """Dates of the columns that a name such as "Year + Month + Day" lists.

    Parameters
    ----------
    cells : Cells
        The table.
    name : str
        Names of columns, parted by a plus.
    """
    parts = [cells.texts(part) for part in name.split(PLUS)]
    return texts(_joined(row) for row in zip(*parts, strict=True))


def _joined(parts: Sequence[str]) -> str:
    """A date of its year, month and day, as far as they are given; 0 stands for a part not known."""
    given = list(takewhile(lambda part: part.strip("0.") and not missing.unsaid(part), parts))
    given = [part.removesuffix(".0") for part in given]
    numeric = all(map(str.isdecimal, given))
    return "-".join(part.zfill(2) for part in given) if numeric else " ".join(reversed(given))
