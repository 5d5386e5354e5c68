"""Index of a layer by sound: spellings under their skeletons of consonants, searched with a few errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer.learnt import costs
from geostrike.names import Spelling
from geostrike.names.compare import Codes, encode, log_odds, script_of
from geostrike.names.sounds import CLASSES, CODE, skeleton

_LONGEST = 40  # sounds; a longer spelling is found by its key only
_SIGNATURE_BITS = 64
_CLASS_BIT = {ord(sign): at for at, sign in enumerate(CLASSES)} | {ord(digit): 15 for digit in "0123456789"}
_MOST_ERRORS = 2
_SHORT = 4  # letters of a skeleton up to which one error is looked for
_PAIRS_APART = {1: 4, 2: 7}  # bits of a signature that so many errors may change
MANY = 36 * 18  # in place of a cell of the globe: more than one
CELLS = MANY + 1
_RANKS = 64  # more than there are ranks
_BLOCK = 4096  # rows compared at once
_LENGTHS = 3  # sounds by which misspelt names of one script may differ


@dataclass(frozen=True, slots=True)
class Near:
    """Rows of sounds that are near others: the number of the other one, the row, errors between skeletons."""

    of: NDArray[np.intp]
    row: NDArray[np.intp]
    errors: NDArray[np.intp]

    def take(self, which: NDArray[np.intp]) -> Near:
        """Some of the rows."""
        return Near(self.of[which], self.row[which], self.errors[which])


@dataclass(frozen=True, slots=True)
class SoundIndex:
    """Skeletons, each with the rows of sounds that have it, each with the spellings that sound so.

    Skeletons stand by length and then by their letters, so that those of one length are a table that can be
    searched by halves or walked letter by letter; those of length `n` are numbers ``length_at[n]`` to
    ``length_at[n + 1]``, their letters in `bone` from ``block_at[n]`` on. Skeleton `k` owns rows
    ``row_at[k]`` to ``row_at[k + 1]``;
    row `r` is ``sound[sound_at[r]:sound_at[r + 1]]``, lies in one `cell` of the globe or in `MANY`, and owns
    ``spelling[spelling_at[r]:spelling_at[r + 1]]``.
    """

    bone: Codes
    length_at: NDArray[np.uint32]
    block_at: NDArray[np.uint32]
    signature: NDArray[np.uint64]
    letters: NDArray[np.uint32]
    row_at: NDArray[np.uint32]
    sound: Codes
    sound_at: NDArray[np.uint32]
    script: Codes
    numbered: Codes
    cell: NDArray[np.uint16]
    spelling: NDArray[np.uint32]
    spelling_at: NDArray[np.uint32]

    def near(self, texts: Sequence[str], where: NDArray[np.bool_]) -> Near:
        """Rows whose skeleton is within one error of that of rows of sounds, two where it is long.

        ``where[t, c]`` says whether a row in cell `c` counts for text `t` if its skeleton is another one.
        """
        bones = [np.frombuffer(skeleton(sounds).encode(), np.uint8) for sounds in texts]
        sizes = np.array([len(bone) for bone in bones])
        allowed = np.where(sizes > _SHORT, _MOST_ERRORS, 1)
        parts = [self._alike(bone, int(most)) for bone, most in zip(bones, allowed, strict=True)]
        of = np.repeat(np.arange(len(bones)), [len(part) for part in parts])
        found = np.concatenate(parts)
        table, errors = padded(bones), np.zeros(len(found), np.intp)
        for size, some in blocks(sizes[of]):
            errors[some] = _errors(table[:size, of[some]], *self.bones(found[some]))
        close = errors <= allowed[of]
        of, found, errors = of[close], found[close], errors[close]
        counts = self.row_at[found + 1] - self.row_at[found]
        near = Near(np.repeat(of, counts), ranges(self.row_at, found), np.repeat(errors, counts))
        near = near.take(np.flatnonzero((near.errors == 0) | where[near.of, self.cell[near.row]]))
        length = np.array([len(sounds) for sounds in texts])[near.of]
        fits = (near.errors == 0) | (abs(self.lengths(near.row) - length) <= _LENGTHS)
        fits |= self.script[near.row] != _scripts(texts)[near.of]
        return near.take(np.flatnonzero(fits))

    def likest(self, texts: Sequence[str], near: Near, most: int) -> NDArray[np.intp]:
        """Which rows are the likest of each text as far as skeletons and lengths tell, so many at most."""
        counts = np.bincount(near.of, minlength=len(texts))
        if counts.max(initial=0) <= most:
            return np.arange(len(near.row))
        apart = np.abs(self.lengths(near.row) - np.array([len(text) for text in texts])[near.of])
        rank = 9 + 8 * near.errors + np.minimum(apart, 7) - 9 * self.same(texts, near)
        order = np.argsort(
            (_RANKS * near.of + rank).astype(np.min_scalar_type(_RANKS * len(texts))), kind="stable"
        )
        place = np.arange(len(order)) - (np.cumsum(counts) - counts)[near.of[order]]
        return np.sort(order[place < most])

    def _alike(self, bone: Codes, allowed: int) -> NDArray[np.intp]:
        """Skeletons that have about the letters of another and the pairs of neighbours."""
        low = int(self.length_at[min(max(len(bone) - allowed, 0), _LONGEST + 1)])
        high = int(self.length_at[min(len(bone) + allowed + 1, _LONGEST + 1)])
        shared = np.bitwise_count(self.letters[low:high] ^ np.uint32(_letters(bone))) <= 2 * allowed
        found = np.flatnonzero(shared) + low
        apart = np.bitwise_count(self.signature[found] ^ np.uint64(_signature(bone)))
        return np.asarray(found[apart <= _PAIRS_APART[allowed]], np.intp)

    def equal(self, sounds: str) -> NDArray[np.intp]:
        """Rows that are equal to a row of sounds, as `same` has it."""
        bone = skeleton(sounds).encode()
        size = len(bone)
        low, high = (int(at) for at in self.length_at[[min(size, _LONGEST + 1), min(size + 1, _LONGEST + 1)]])
        if size and low < high:
            start = int(self.block_at[size])
            table = np.ascontiguousarray(self.bone[start : start + (high - low) * size]).view(f"S{size}")
            low, high = (low + int(table.searchsorted(bone, side)) for side in ("left", "right"))
        if low == high:
            return np.zeros(0, np.intp)
        rows = np.arange(int(self.row_at[low]), int(self.row_at[high]))
        none = np.zeros(len(rows), np.intp)
        return rows[self.same([sounds], Near(none, rows, none))]

    def bones(self, which: NDArray[np.intp]) -> tuple[Codes, NDArray[np.intp]]:
        """Skeletons as columns of a matrix, 0 behind their ends, and their lengths."""
        lengths = np.searchsorted(self.length_at, which, "right") - 1
        return columns(self.bone, self._bone_at(which, lengths), lengths)

    def _bone_at(self, which: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.intp]:
        return np.asarray(self.block_at[lengths] + (which - self.length_at[lengths]) * lengths, np.intp)

    def lengths(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Lengths of rows of sounds."""
        return self.sound_at[rows + 1].astype(np.intp) - self.sound_at[rows]

    def same(self, texts: Sequence[str], near: Near) -> NDArray[np.bool_]:
        """Whether rows are equal to rows of sounds, but for a final h that is written and not heard."""
        codes = [encode(sounds.removesuffix("H")) for sounds in texts]
        some = np.flatnonzero(near.errors == 0)
        of, row = near.of[some], near.row[some]
        sizes = np.array([len(code) for code in codes])[of]
        last = self.sound[self.sound_at[row + 1].astype(np.intp) - 1]
        others, _ = columns(self.sound, self.sound_at[row].astype(np.intp), sizes)
        fits = (others == padded(codes)[: len(others), of]).all(axis=0)
        equal = np.zeros(len(near.row), np.bool_)
        equal[some] = fits & (self.lengths(row) - (last == CODE["H"]) == sizes)
        return equal

    def compare(self, texts: Sequence[str], near: Near) -> NDArray[np.float32]:
        """Log-odds that rows spell the same name as rows of sounds."""
        table, scripts = padded([encode(sounds) for sounds in texts]), _scripts(texts)
        odds = np.zeros(len(near.row), np.float32)
        for size, some in blocks(np.array([len(sounds) for sounds in texts])[near.of]):
            of, row = near.of[some], near.row[some]
            others, lengths = matrix(self.sound, self.sound_at, row)
            queries = table[:size, of]
            odds[some] = log_odds(queries, scripts[of], others, lengths, self.script[row], costs())
        return odds


def _scripts(texts: Sequence[str]) -> Codes:
    return np.array([script_of(sounds) for sounds in texts], np.uint8)


def blocks(sizes: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """Part what is to be done by its size, and into blocks that fit a processor's cache.

    Examples
    --------
    >>> [(size, some.tolist()) for size, some in blocks(np.array([3, 2, 3]))]
    [(2, [1]), (3, [0, 2])]
    """
    order = np.argsort(sizes, kind="stable")
    ends = np.cumsum(np.bincount(sizes)).tolist() if len(sizes) else []
    for size, (low, high) in enumerate(pairwise([0, *ends])):
        for start in range(low, high, _BLOCK):
            yield size, order[start : min(start + _BLOCK, high)]


def padded(codes: Sequence[Codes]) -> Codes:
    """Rows of codes as columns of a matrix, 0 behind their ends.

    Examples
    --------
    >>> padded([np.array([1, 2], np.uint8), np.array([3], np.uint8)]).tolist()
    [[1, 3], [2, 0]]
    """
    table = np.zeros((max(map(len, codes), default=0), len(codes)), np.uint8)
    for at, code in enumerate(codes):
        table[: len(code), at] = code
    return table


def build(spellings: Sequence[Spelling], cells: NDArray[np.uint16]) -> SoundIndex:
    """Index spellings by sound; one that is empty, long, or of a script that is not compared is left out.

    `cells` are the cells of the globe in which their places lie.
    """
    by_row: dict[str, list[int]] = {}
    for at, spelling in enumerate(spellings):
        if 0 < len(spelling.sounds) <= _LONGEST and encode(spelling.sounds).all():
            by_row.setdefault(spelling.sounds, []).append(at)
    ordered = sorted(by_row, key=lambda row: (len(skeleton(row)), skeleton(row), row))
    bones = [skeleton(row) for row in ordered]
    first = [at for at, bone in enumerate(bones) if not at or bone != bones[at - 1]]
    unique = [np.frombuffer(bones[at].encode(), np.uint8) for at in first]
    lengths = np.array([len(bone) for bone in unique], np.intp)
    length_at = np.searchsorted(lengths, np.arange(_LONGEST + 2)).astype(np.uint32)
    sounded = [encode(row) for row in ordered]
    return SoundIndex(
        bone=_joined(unique, np.uint8),
        length_at=length_at,
        block_at=np.cumsum([0, *np.diff(length_at) * np.arange(_LONGEST + 1)]).astype(np.uint32),
        signature=np.array([_signature(bone) for bone in unique], np.uint64),
        letters=np.array([_letters(bone) for bone in unique], np.uint32),
        row_at=np.array([*first, len(ordered)], np.uint32),
        sound=_joined(sounded, np.uint8),
        sound_at=_offsets(sounded),
        script=np.array([script_of(row) for row in ordered], np.uint8),
        numbered=np.array([any(sign.isdigit() for sign in row) for row in ordered], np.uint8),
        cell=np.array([_one_cell(cells[by_row[row]]) for row in ordered], np.uint16),
        spelling=_joined([by_row[row] for row in ordered], np.uint32),
        spelling_at=_offsets([by_row[row] for row in ordered]),
    )


ARRAYS = tuple(part.name for part in fields(SoundIndex))


def ranges(at: NDArray[np.uint32], which: NDArray[np.intp]) -> NDArray[np.intp]:
    """Indices ``at[w]`` to ``at[w + 1]`` of each of many ranges, one after the other.

    Examples
    --------
    >>> ranges(np.array([0, 2, 5], np.uint32), np.array([1, 0])).tolist()
    [2, 3, 4, 0, 1]
    """
    low, high = at[which].astype(np.intp), at[which + 1].astype(np.intp)
    sizes = high - low
    return np.repeat(high - np.cumsum(sizes), sizes) + np.arange(int(sizes.sum()))


def matrix(blob: Codes, at: NDArray[np.uint32], which: NDArray[np.intp]) -> tuple[Codes, NDArray[np.intp]]:
    """Rows of a packed array as columns of a matrix, 0 behind their ends, and their lengths."""
    low = at[which].astype(np.intp)
    return columns(blob, low, at[which + 1].astype(np.intp) - low)


def columns(blob: Codes, low: NDArray[np.intp], lengths: NDArray[np.intp]) -> tuple[Codes, NDArray[np.intp]]:
    """Stretches of an array as columns of a matrix, 0 behind their ends, and their lengths."""
    step = np.arange(int(lengths.max(initial=0)))[:, None]
    if not len(blob):
        return np.zeros((len(step), len(low)), np.uint8), lengths
    return blob.take(low + step, mode="clip") * (step < lengths), lengths


def _one_cell(cells: NDArray[np.uint16]) -> int:
    return int(cells[0]) if (cells == cells[0]).all() else MANY


def _signature(bone: Codes) -> int:
    """One bit for each pair of neighbours, ends included: an error changes four bits at most."""
    ends = [1, *bone.tolist(), 2]
    bits = 0
    for one, two in pairwise(ends):
        bits |= 1 << ((one * 31 + two * 17) * 0x9E3779B1 >> 7) % _SIGNATURE_BITS
    return bits


def _letters(bone: Codes) -> int:
    """One bit for each class that occurs and one for each that occurs again: an error changes two at most."""
    once = twice = 0
    for letter in bone.tolist():
        bit = 1 << _CLASS_BIT[letter]
        twice |= once & bit
        once |= bit
    return once | twice << 16


def _errors(queries: Codes, others: Codes, lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """Insertions, deletions, substitutions and swaps between skeletons, column by column, right up to two.

    What is kept of two skeletons is counted: two for an equal letter, one for another, three for a swap. Only
    the band of the table is filled in that two errors can reach; what lies outside counts as not kept.
    """
    longest, count = others.shape
    equal = (others == queries[:, None, :]).view(np.uint8)
    before = last = np.zeros((longest + 1, count), np.uint8)
    for i in range(len(queries)):
        low, high = max(i + 1 - _MOST_ERRORS, 1), min(i + 1 + _MOST_ERRORS, longest)
        row = np.zeros((longest + 1, count), np.uint8)
        band = row[low : high + 1]
        np.add(last[low - 1 : high], equal[i, low - 1 : high], out=band)
        band += 1
        np.maximum(band, last[low : high + 1], out=band)
        if i and high > 1:
            at = max(low, 2)
            swapped = equal[i, at - 2 : high - 1] & equal[i - 1, at - 1 : high]
            np.maximum(row[at : high + 1], before[at - 2 : high - 1] + 3 * swapped, out=row[at : high + 1])
        for _ in range(_MOST_ERRORS):  # longer runs of insertions are past counting
            np.maximum(band[1:], band[:-1], out=band[1:])
        before, last = last, row
    kept = last[lengths, np.arange(count)].astype(np.intp)
    return np.asarray(lengths + len(queries) - kept, np.intp)


def _offsets(parts: Sequence[Any]) -> NDArray[np.uint32]:
    return np.cumsum([0, *map(len, parts)]).astype(np.uint32)


def _joined(parts: Sequence[Any], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *(np.asarray(part, kind) for part in parts)])
