"""Words that programs and people write for nothing (NA, NaN, NULL, unknown): which cells are empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np

from geostrike.tables.cells import Cells, Texts, texts

WORDS = frozenset({"NA", "<NA>", "N/A", "#N/A", "NaN", "nan", "NULL", "null"})
_UNSAID = frozenset({"", "na", "n/a", "nan", "null", "unknown", "not known", "-", "–", "—", "?"})
_CODES = ("country", "iso")


def unsaid(text: str) -> bool:
    """Whether a cell for a number, a date or a place says in words that it holds none.

    Examples
    --------
    >>> unsaid("Unknown"), unsaid("-"), unsaid("none")
    (True, True, False)
    """
    return text.strip().casefold() in _UNSAID


def emptied(cells: Cells) -> Cells:
    """The same with empty cells where a program wrote NA, NaN or NULL; Namibia stays in a column of codes.

    Parameters
    ----------
    cells : Cells
        The table.

    Examples
    --------
    >>> table = Cells("a.csv", {"dead": texts(["NA", "3"])}, np.arange(1, 3))
    >>> emptied(table).texts("dead").tolist()
    ['', '3']
    """
    found: dict[str, Any] = {}
    seen: set[str] = set()
    for name, column in cells.columns.items():
        words = _words(column)
        if words and not _of_codes(name, cells, words):
            seen |= words
            found[name] = _without(column)
    if not found:
        return cells
    listed = ", ".join(sorted(seen))
    note = f"{listed} stands for nothing in {len(found)} columns; those cells are read as empty."
    return replace(cells, columns=cells.columns | found, notes=(*cells.notes, note))


def filled(cells: Cells, names: Iterable[str] = ()) -> list[str]:
    """Names of the columns that hold anything, among these or all; all of them where the table has no rows.

    Examples
    --------
    >>> filled(Cells("a.csv", {"lon": texts([""]), "long": texts(["40"])}, np.arange(1, 2)))
    ['long']
    """
    listed = list(names) or list(cells.columns)
    return [name for name in listed if _full(cells.columns[name])] if len(cells) else listed


def _words(column: Any) -> set[str]:
    if isinstance(column, np.ndarray):
        return set(WORDS.intersection(column))
    found: set[str] = _arrow().among(column, WORDS)
    return found


def _without(column: Any) -> Any:
    if isinstance(column, np.ndarray):
        return texts("" if text in WORDS else text for text in column)
    return _arrow().emptied(column, WORDS)


def _full(column: Any) -> bool:
    return bool((column != "").any() if isinstance(column, np.ndarray) else _arrow().full(column).any())


def _of_codes(name: str, cells: Cells, words: Iterable[str]) -> bool:
    """Whether NA is Namibia: the column is one of countries, and all its cells have two letters."""
    if set(words) != {"NA"} or not any(part in name.casefold() for part in _CODES):
        return False
    held: Texts = cells.texts(name)
    return all(len(text) == 2 for text in dict.fromkeys(held) if text)


def _arrow() -> Any:
    """The module of arrow columns, an extra: whoever has such a column has it."""
    return import_module("geostrike.tables.arrowcells")


__all__ = ["WORDS", "emptied", "filled", "unsaid"]
