"""Texts and their words as numbers of the distinct ones; through Arrow where it is there and they are many.

Which of the two ways is taken changes no number: the order of what is distinct is that of first appearance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.tables import cells

END = "\n"

Codes = NDArray[np.int64]
Seen = defaultdict[str, int]


def fresh(*first: str) -> Seen:
    """No text seen yet, but for some that have the first numbers."""
    seen: Seen = defaultdict(count().__next__)
    for each in first:
        seen[each]
    return seen


def codes_of(texts: Sequence[str], seen: Seen) -> Codes:
    """The number of each text; those not seen yet get the next ones.

    Parameters
    ----------
    texts : sequence of str
        One an event.
    seen : Seen
        Numbers by text, from `fresh`; grows.

    Examples
    --------
    >>> codes_of(["b", "a", "b"], fresh()).tolist()
    [0, 1, 0]
    """
    column = cells.many(texts)
    if column is None:
        return _numbers(texts, seen)
    return _distinct(column, seen)


def word_codes(texts: Sequence[str], seen: Seen) -> Codes:
    """The number of each word of each text, and of `END` behind each; words are parted by single spaces.

    Parameters
    ----------
    texts : sequence of str
        Without a newline.
    seen : Seen
        Numbers by word, from `fresh`; grows.

    Examples
    --------
    >>> word_codes(["a strike", "a raid"], fresh(END)).tolist()
    [1, 2, 0, 1, 3, 0]
    """
    column = cells.many(texts)
    if column is None:
        return _numbers((f" {END} ".join(texts) + f" {END}").split(" ") if texts else [], seen)
    compute = import_module("pyarrow.compute")
    words = compute.split_pattern(column, " ")
    ends = np.cumsum(compute.list_value_length(words).to_numpy() + 1) - 1
    codes = np.full(int(ends[-1]) + 1, seen[END], np.int64)
    inside = np.ones(len(codes), bool)
    inside[ends] = False
    codes[inside] = _distinct(words.flatten(), seen)
    return codes


def _numbers(texts: Sequence[str], seen: Seen) -> Codes:
    return np.fromiter(map(seen.__getitem__, texts), np.int64, len(texts))


def _distinct(column: Any, seen: Seen) -> Codes:
    coded = column.dictionary_encode()
    numbers = _numbers(coded.dictionary.to_pylist(), seen)
    found: Codes = numbers[coded.indices.to_numpy()]
    return found


__all__ = ["END", "Codes", "Seen", "codes_of", "fresh", "word_codes"]
