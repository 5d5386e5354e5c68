"""Prose as numbers of words, each told by the word before it, so that it deflates well; knows no event.

One list of words serves all columns of prose. A text is split at single spaces and nowhere else, so that
each comes back as it was. After each word the most frequent followers have numbers of one byte; any other
word takes two to four bytes by its rank in the list. The word number 0 ends a text and stands before the
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geostrike.escape import clean
from geostrike.maps.table import coding
from geostrike.maps.table.packing import BLOCK, Packed, planes

_AT_ONCE = 64 * BLOCK  # so that the words of a stretch stay near the processor
_TWO, _THREE, _FOUR = 176, 240, 255  # leading bytes from which a number takes two, three, four bytes
_FROM_THREE = (_THREE - _TWO) * 256
_FROM_FOUR = _FROM_THREE + (_FOUR - _THREE) * 65536
_SAMPLE = 2_000_000
_WORTH = 4  # times that a pair must be expected for its place in the table to pay
_SPREAD = np.uint64(0x9E3779B97F4A7C15)

Codes = NDArray[np.int64]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Followers:
    """Which words come often after which: pairs by their hash, with the place of the second."""

    keys: Keys
    places: NDArray[np.uint8]
    shift: np.uint64
    per_word: NDArray[np.uint8]
    words: Codes

    def find(self, keys: Keys) -> tuple[NDArray[np.bool_], NDArray[np.uint8]]:
        """Which pairs are known, and the places of their second words."""
        at = (keys * _SPREAD) >> self.shift
        return self.keys[at] == keys, self.places[at]


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """The words, most frequent first, the pieces that tell which follow which, and the packed columns."""

    words: list[str]
    followers: tuple[bytes, ...]
    columns: list[Packed]


def prose(columns: Sequence[Sequence[str]]) -> Prose:
    """Pack columns of prose.

    Parameters
    ----------
    columns : sequence of sequences of str
        Texts without a newline, one an event and column.

    Examples
    --------
    >>> packed = prose([["a strike", "a raid"]])
    >>> packed.words, packed.columns[0].pieces
    (['', 'a', 'raid', 'strike'], (b'\\xb0\\x01\\xb0\\x03\\xb0\\x00\\xb0\\x01\\xb0\\x02\\xb0\\x00',))
    """
    words, codes = _ranked(columns)
    known = _followers([_pairs(each, len(words)) for each in codes], len(words))
    packed = [Packed({"kind": "words", "block": BLOCK}, _blocks(each, known, len(words))) for each in codes]
    table = (known.per_word.tobytes(), *planes(known.words.astype(np.uint64), 3))
    return Prose(words, table, packed)


def _ranked(columns: Sequence[Sequence[str]]) -> tuple[list[str], list[Codes]]:
    """Words by their frequency, and the columns as their numbers."""
    seen = coding.fresh(coding.END)
    codes = [_first_codes(column, seen) for column in columns]
    counts = sum((np.bincount(each, minlength=len(seen)) for each in codes), np.zeros(len(seen), np.int64))
    spelled = list(seen)
    order = sorted(range(1, len(spelled)), key=lambda at: (-int(counts[at]), spelled[at]))
    rank = np.zeros(len(spelled), np.int64)
    rank[order] = np.arange(1, len(spelled))
    return ["", *(_word(spelled[at]) for at in order)], [rank[each] for each in codes]


def _first_codes(column: Sequence[str], seen: coding.Seen) -> Codes:
    parts = (coding.word_codes(column[at : at + _AT_ONCE], seen) for at in range(0, len(column), _AT_ONCE))
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _word(text: str) -> str:
    return " ".join(clean(text).replace("\r", " ").replace("\t", " ").split("\n"))


def _pairs(codes: Codes, size: int) -> Keys:
    """Each word with the one before it as one number."""
    before = np.concatenate([np.zeros(min(1, len(codes)), np.int64), codes[:-1]])
    return (before * size + codes).astype(np.uint64)


def _followers(columns: Sequence[Keys], size: int) -> Followers:
    every = max(1, sum(map(len, columns)) // _SAMPLE)
    stretch = 8192
    sample = [keys[at : at + stretch] for keys in columns for at in range(0, len(keys), stretch * every)]
    pairs, counts = np.unique(np.concatenate([np.zeros(0, np.uint64), *sample]), return_counts=True)
    worth = (counts * every >= _WORTH) & (counts > 1)
    pairs, counts = pairs[worth], counts[worth]
    bits = max(4, int(len(pairs) * 4).bit_length())
    shift = np.uint64(64 - bits)
    pairs, counts = _without_clashes(pairs, counts, bits, shift)
    before = pairs // np.uint64(size)
    order = np.lexsort((pairs, -counts, before))
    pairs, before = pairs[order], before[order]
    place = np.arange(len(pairs)) - np.searchsorted(before, before)
    near = place < _TWO
    pairs, before, place = pairs[near], before[near], place[near]
    keys, places = np.full(1 << bits, np.uint64(2**64 - 1)), np.zeros(1 << bits, np.uint8)
    at = (pairs * _SPREAD) >> shift
    keys[at], places[at] = pairs, place
    per_word = np.bincount(before.astype(np.int64), minlength=size).astype(np.uint8)
    return Followers(keys, places, shift, per_word, (pairs % np.uint64(size)).astype(np.int64))


def _without_clashes(
    pairs: Keys, counts: NDArray[np.int64], bits: int, shift: np.uint64
) -> tuple[Keys, NDArray[np.int64]]:
    """The pairs but those whose place in the hash table a more frequent one takes."""
    order = np.argsort(counts, kind="stable")
    at = (pairs[order] * _SPREAD) >> shift
    held = np.zeros(1 << bits, np.int64)
    held[at] = order
    kept = np.sort(order[held[at] == order])
    return pairs[kept], counts[kept]


def _blocks(codes: Codes, known: Followers, size: int) -> tuple[bytes, ...]:
    """The numbers of `BLOCK` texts at a time as bytes."""
    ends = np.flatnonzero(codes == 0) + 1
    cuts = [0, *ends[BLOCK - 1 :: BLOCK].tolist()]
    if len(ends) % BLOCK:
        cuts.append(len(codes))
    return tuple(_as_bytes(codes[first:last], known, size) for first, last in pairwise(cuts))


def _as_bytes(codes: Codes, known: Followers, size: int) -> bytes:
    follows, place = known.find(_pairs(codes, size))
    width = np.where(follows, 1, 2 + (codes >= _FROM_THREE).astype(np.int64) + (codes >= _FROM_FOUR))
    starts = np.cumsum(width) - width
    out = np.zeros(int(width.sum()), np.uint8)
    out[starts[follows]] = place[follows]
    for wide, lead, start in ((2, _TWO, 0), (3, _THREE, _FROM_THREE), (4, _FOUR, _FROM_FOUR)):
        these = np.flatnonzero(width == wide)
        rest = codes[these] - start
        for back in range(wide - 1, 0, -1):
            out[starts[these] + back] = rest & 255
            rest >>= 8
        out[starts[these]] = rest + lead
    return out.tobytes()
