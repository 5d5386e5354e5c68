"""Index of a layer by sound: spellings under their skeletons of consonants, searched with a few errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer.learnt import costs
from geostrike.names import Spelling
from geostrike.names.compare import Codes, encode, log_odds, script_of
from geostrike.names.sounds import CODE, skeleton

_LONGEST = 40  # sounds; a longer spelling is found by its key only
_SIGNATURE_BITS = 64
_MOST_ERRORS = 2
_LENGTHS = 3  # sounds by which misspelt names of one script may differ


@dataclass(frozen=True, slots=True)
class SoundIndex:
    """Skeletons, each with the rows of sounds that have it, each with the spellings that sound so.

    Skeleton `k` is ``bone[bone_at[k]:bone_at[k + 1]]`` and owns rows ``row_at[k]`` to ``row_at[k + 1]``; row
    `r` is ``sound[sound_at[r]:sound_at[r + 1]]`` and owns ``spelling[spelling_at[r]:spelling_at[r + 1]]``.
    Skeletons are sorted, so that the index can be walked letter by letter.
    """

    bone: Codes
    bone_at: NDArray[np.uint32]
    signature: NDArray[np.uint64]
    letters: NDArray[np.uint64]
    row_at: NDArray[np.uint32]
    sound: Codes
    sound_at: NDArray[np.uint32]
    script: Codes
    numbered: Codes
    spelling: NDArray[np.uint32]
    spelling_at: NDArray[np.uint32]

    def near(self, sounds: str) -> tuple[NDArray[np.intp], NDArray[np.int8]]:
        """Rows whose skeleton is within one error of that of a row of sounds, two where it is long."""
        bones = skeleton(sounds)
        allowed = _MOST_ERRORS if len(bones) > 4 else 1
        query = np.frombuffer(bones.encode(), np.uint8)
        apart = np.bitwise_count(self.signature ^ np.uint64(_signature(query)))
        found = np.flatnonzero(apart <= (7 if allowed == 2 else 4))
        lengths = self.bone_at[found + 1].astype(np.intp) - self.bone_at[found]
        shared = np.bitwise_count(self.letters[found] ^ np.uint64(_letters(query))) <= 2 * allowed
        found = found[shared & (abs(lengths - len(query)) <= allowed)]
        errors = _errors(query, *matrix(self.bone, self.bone_at, found))
        close = errors <= allowed
        found, errors = found[close], errors[close]
        rows = ranges(self.row_at, found)
        errors = np.repeat(errors, self.row_at[found + 1] - self.row_at[found])
        fits = (errors == 0) | (abs(self.lengths(rows) - len(sounds)) <= _LENGTHS)
        fits |= self.script[rows] != script_of(sounds)
        return rows[fits], errors[fits]

    def lengths(self, rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Lengths of rows of sounds."""
        return self.sound_at[rows + 1].astype(np.intp) - self.sound_at[rows]

    def same(self, sounds: str, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Whether rows are equal to a row of sounds, but for a final h that is written and not heard."""
        code = encode(sounds.removesuffix("H"))
        last = self.sound[self.sound_at[rows + 1].astype(np.intp) - 1]
        equal = self.lengths(rows) - (last == CODE["H"]) == len(code)
        low = self.sound_at[rows[equal]].astype(np.intp)
        equal[equal] = (self.sound[low[:, None] + np.arange(len(code))] == code).all(axis=1)
        return np.asarray(equal, np.bool_)

    def compare(self, sounds: str, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Log-odds that rows spell the same name as a row of sounds."""
        if not len(rows):
            return np.zeros(0, np.float32)
        others, lengths = matrix(self.sound, self.sound_at, rows)
        return log_odds(encode(sounds), script_of(sounds), others, lengths, self.script[rows], costs())


def build(spellings: Sequence[Spelling]) -> SoundIndex:
    """Index spellings by sound; one that is empty, long, or of a script that is not compared is left out."""
    by_row: dict[str, list[int]] = {}
    for at, spelling in enumerate(spellings):
        if 0 < len(spelling.sounds) <= _LONGEST and encode(spelling.sounds).all():
            by_row.setdefault(spelling.sounds, []).append(at)
    ordered = sorted(by_row, key=lambda row: (skeleton(row), row))
    bones = [skeleton(row) for row in ordered]
    first = [at for at, bone in enumerate(bones) if not at or bone != bones[at - 1]]
    unique = [np.frombuffer(bones[at].encode(), np.uint8) for at in first]
    sounded = [encode(row) for row in ordered]
    return SoundIndex(
        bone=_joined(unique, np.uint8),
        bone_at=_offsets(unique),
        signature=np.array([_signature(bone) for bone in unique], np.uint64),
        letters=np.array([_letters(bone) for bone in unique], np.uint64),
        row_at=np.array([*first, len(ordered)], np.uint32),
        sound=_joined(sounded, np.uint8),
        sound_at=_offsets(sounded),
        script=np.array([script_of(row) for row in ordered], np.uint8),
        numbered=np.array([any(sign.isdigit() for sign in row) for row in ordered], np.uint8),
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
    lengths = at[which + 1].astype(np.intp) - low
    step = np.arange(int(lengths.max(initial=0)))[:, None]
    if not len(blob):
        return np.zeros((len(step), len(which)), np.uint8), lengths
    inside = step < lengths
    return blob.take(low + step, mode="clip") * inside, lengths


def _signature(bone: Codes) -> int:
    """One bit for each pair of neighbours, ends included: an error changes four bits at most."""
    ends = [1, *bone.tolist(), 2]
    bits = 0
    for one, two in pairwise(ends):
        bits |= 1 << ((one * 31 + two * 17) * 0x9E3779B1 >> 7) % _SIGNATURE_BITS
    return bits


def _letters(bone: Codes) -> int:
    """One bit for each class that occurs and one for each that occurs again: an error changes two at most."""
    bits = 0
    for letter in bone.tolist():
        first, second = 1 << letter % 32, 1 << letter % 32 + 32
        bits |= second if bits & first else first
    return bits


def _errors(query: Codes, others: Codes, lengths: NDArray[np.intp]) -> NDArray[np.int8]:
    """Insertions, deletions, substitutions and swaps that turn a skeleton into others, right up to two."""
    step = np.arange(len(others) + 1, dtype=np.int8)[:, None]
    last = np.repeat(step, others.shape[1], axis=1)
    before = last
    for i, bone in enumerate(query):
        row = last + np.int8(1)
        np.minimum(row[1:], last[:-1] + (others != bone), out=row[1:])
        if i:
            swapped = (others[1:] == query[i - 1]) & (others[:-1] == bone)
            np.copyto(row[2:], np.minimum(row[2:], before[:-2] + np.int8(1)), where=swapped)
        for _ in range(_MOST_ERRORS):  # longer runs of insertions are past counting
            np.minimum(row[1:], row[:-1] + np.int8(1), out=row[1:])
        before, last = last, row
    result: NDArray[np.int8] = last[lengths, np.arange(others.shape[1])]
    return result


def _offsets(parts: Sequence[Any]) -> NDArray[np.uint32]:
    return np.cumsum([0, *map(len, parts)]).astype(np.uint32)


def _joined(parts: Sequence[Any], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *(np.asarray(part, kind) for part in parts)])
