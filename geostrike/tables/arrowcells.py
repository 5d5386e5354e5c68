"""Columns that pyarrow holds, and CSV files read through it; loaded only where pyarrow is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from geostrike.tables.cells import Floats, Mask, Read, Texts, tidy

_BLOCK = 8 << 20
_SHAPED = "[\ufb50-\ufdff\ufe70-\ufefc]"


def read_csv(path: Path, width: int, delimiter: str, skip: int = 1) -> Read | None:
    """Columns of a UTF-8 file; None where the csv module must look at the rows.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    width : int
        Number of columns.
    delimiter : str
        The sign between them.
    skip : int
        Rows of names above the data: 1, or 0 where there is none.
    """
    types = {f"f{at}": pa.string() for at in range(width)}
    try:
        table = csv.read_csv(
            path,
            read_options=csv.ReadOptions(autogenerate_column_names=True, block_size=_BLOCK),
            parse_options=csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=False),
        )
    except (pa.ArrowInvalid, OSError):
        return None
    if table.num_columns != width:
        return None
    table = table.slice(skip)
    return list(table.columns), np.arange(1, table.num_rows + 1), []


def texts(column: Any) -> Texts:
    """Trimmed Python texts of a column; equal texts are one object where there are many."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    sample = whole.slice(0, 4096)
    if 2 * pc.count_distinct(sample).as_py() <= len(sample):
        coded = whole.dictionary_encode()
        held: Texts = _tidied(coded.dictionary)[coded.indices.to_numpy()]
        return held
    return _tidied(whole)


def encoded(column: Any) -> tuple[NDArray[np.intp], Texts]:
    """Place of each cell's text among the different ones as stored, and these, trimmed."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    held = whole.dictionary_encode()
    return held.indices.to_numpy().astype(np.intp), _tidied(held.dictionary)


def _tidied(column: Any) -> Texts:
    trimmed = pc.utf8_trim_whitespace(column)
    held: Texts = trimmed.to_numpy(zero_copy_only=False)
    odd = pc.or_(pc.starts_with(trimmed, "'"), pc.match_substring(trimmed, "\r"))
    if not pc.all(pc.string_is_ascii(trimmed)).as_py():
        odd = pc.or_(odd, pc.match_substring_regex(trimmed, _SHAPED))
    places = np.flatnonzero(odd.to_numpy(zero_copy_only=False))
    if places.size:
        held = held.copy()
        for at in places.tolist():
            held[at] = tidy(held[at])
    return held


def numbers(column: Any) -> Floats | None:
    """Numbers of a column, NaN where it is empty; None where a cell needs a closer look."""
    trimmed = pc.utf8_trim_whitespace(column)
    held = pc.if_else(pc.equal(trimmed, ""), None, trimmed)
    try:
        found: Floats = pc.cast(held, pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    return found if not np.isinf(found).any() else None


def holds(column: Any, part: str) -> bool:
    """Whether any cell of a column holds a piece of text."""
    return bool(pc.any(pc.match_substring(column, part)).as_py())


def among(column: Any, words: Iterable[str]) -> set[str]:
    """Which of these words are cells of a column."""
    listed = pa.array(sorted(words))
    trimmed = pc.utf8_trim_whitespace(column)
    return set(pc.unique(trimmed.filter(pc.is_in(trimmed, listed))).to_pylist())


def emptied(column: Any, words: Iterable[str]) -> Any:
    """A column with empty cells in place of these words."""
    return pc.if_else(pc.is_in(pc.utf8_trim_whitespace(column), pa.array(sorted(words))), "", column)


def column_of(texts: Sequence[str]) -> Any:
    """Texts as a column; None where one holds half a character, which no column can."""
    try:
        return pa.array(texts, pa.large_string())
    except UnicodeEncodeError:
        return None


def matching(column: Any, pattern: str) -> list[int]:
    """Which texts of a column hold a pattern, whatever the case of its letters."""
    found = pc.match_substring_regex(column, pattern, ignore_case=True)
    return np.flatnonzero(found.to_numpy(zero_copy_only=False)).tolist()


def full(column: Any) -> Mask:
    """Which cells of a column hold anything."""
    found: Mask = pc.not_equal(pc.utf8_trim_whitespace(column), "").to_numpy()
    return found


def filtered(column: Any, keep: Mask) -> Any:
    """The cells of a column where a mask is true."""
    return column.filter(pa.array(keep))
