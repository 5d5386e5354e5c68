"""Tables without a row of names: UCDP GED is told by what its cells hold; opens no file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geostrike.tables.headers import GED, GED_HDX

_MUST = {
    "id": r"\d+",
    "type_of_violence": "[123]",
    "where_prec": "[1-7]",
    "latitude": r"-?\d{1,2}(\.\d+)?",
    "longitude": r"-?\d{1,3}(\.\d+)?",
    "date_start": r"\d{4}-\d\d-\d\d.*|\d{1,2}/\d{1,2}/\d{2,4}.*",
    "date_prec": "[1-5]",
}
_DATUM = re.compile(r"[+-]?\d+([.,]\d+)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|POINT ?\(.*", re.IGNORECASE)


def names_of(first: Sequence[str]) -> tuple[str, ...]:
    """Names of the columns of a table whose first row holds data already; empty where they are not known.

    Parameters
    ----------
    first : sequence of str
        The first row.

    Examples
    --------
    >>> names_of(["id", "title", "date"])
    ()
    """
    cells = [cell.strip() for cell in first]
    for names in (GED, GED_HDX):
        by_name = dict(zip(names, cells, strict=False))
        if len(cells) == len(names) and all(re.fullmatch(_MUST[name], by_name[name]) for name in _MUST):
            return names
    return ()


def looks_like_data(header: Sequence[str]) -> bool:
    """Whether most of what stands where names of columns should be is numbers and dates.

    Examples
    --------
    >>> looks_like_data(["7", "2024-02-03", "34.5"]), looks_like_data(["id", "2024"])
    (True, False)
    """
    return 2 * sum(map(is_datum, header)) > len(header)


def is_datum(cell: str) -> bool:
    """Whether a cell is a number, a date or a point.

    Examples
    --------
    >>> is_datum("34.5"), is_datum("2024-02-03"), is_datum("admin1")
    (True, True, False)
    """
    return _DATUM.fullmatch(cell.strip()) is not None
