"""Which of the rows at the top of a table holds the names of its columns; opens no file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geostrike.tables import headless

ROWS = 30  # rows in which the names are looked for
_SHARE = 0.6  # of the cells of a full row: a row of names has so many
_NAME = re.compile(r"[^\d]{1,40}")


def find(rows: Sequence[Sequence[str]]) -> tuple[list[str], int, int]:
    """Names of the columns, how many rows stand above them, and how many there are down to the last of them.

    Rows above that have few cells, such as a title, are no names. A row of groups ("Casualties") above a row
    of their parts ("killed", "injured") is one with it.

    Parameters
    ----------
    rows : sequence of sequence of str
        The rows at the top of a table, blank ones left out.

    Examples
    --------
    >>> find([["Our list", "", ""], ["Ref", "Lat", "Lon"], ["1", "34", "40"]])
    (['Ref', 'Lat', 'Lon'], 1, 2)
    >>> find([["Ref", "Place", ""], ["", "Lat", "Lon"], ["1", "34", "40"]])
    (['Ref', 'Lat', 'Lon'], 0, 2)
    """
    top = rows[:ROWS]
    if not top:
        return [], 0, 0
    widths = [sum(bool(cell.strip()) for cell in row) for row in top]
    at = _of_names(top, widths)
    if at and _parted(top, at - 1):
        at -= 1
    if not _parted(top, at):
        return list(top[at]), at, at + 1
    size = max(len(top[at]), len(top[at + 1]))
    pairs = zip(_padded(top[at], size), _padded(top[at + 1], size), strict=True)
    return [below or above for above, below in pairs], at, at + 2


def _of_names(top: Sequence[Sequence[str]], widths: Sequence[int]) -> int:
    least = max(2.0, _SHARE * sorted(widths)[3 * len(widths) // 4])
    fits = (at for at, width in enumerate(widths) if width >= least and (at == 0 or _named(top[at])))
    at = next(fits, 0)
    return at if widths[at] > 2 else 0


def _named(row: Sequence[str]) -> bool:
    """Whether no two cells are equal and none is a number or a date."""
    held = [cell.strip() for cell in row if cell.strip()]
    return len(set(held)) == len(held) and not any(map(headless.is_datum, held))


def _parted(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether a row of groups stands here: words in the row below fill its gaps, and other cells stay."""
    if at + 1 >= len(rows):
        return False
    size = max(len(rows[at]), len(rows[at + 1]))
    upper, lower = _padded(rows[at], size), _padded(rows[at + 1], size)
    pairs = list(zip(upper, lower, strict=True))
    gaps = [bool(below) for above, below in pairs if not above]
    alone = sum(bool(above) and below in {"", above} for above, below in pairs)
    named = all(_NAME.fullmatch(cell) for cell in (*upper, *lower) if cell)
    return bool(gaps) and all(gaps) and alone > 0 and named


def _padded(row: Sequence[str], size: int) -> list[str]:
    return [cell.strip() for cell in row] + [""] * (size - len(row))
