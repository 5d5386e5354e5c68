"""Words of spellings in the order of their letters, searched by halves while somebody types; no places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer.store import Strings
from geostrike.names import fold

_BITS = 3  # of a start, for the number of its word
_BEHIND = chr(0x10FFFF)  # sorts behind every letter


def starts(folded: Sequence[str], owner: Sequence[int]) -> NDArray[np.uint32]:
    """Starts of words of folded spellings, sorted by what stands from there to the end.

    A start is eight times the number of the spelling, plus the number of the word among its first eight. What
    two spellings of one owner end in is kept once.

    Examples
    --------
    >>> starts(["abu kamal", "bu kamal"], [0, 0]).tolist()  # abu kamal, bu kamal, kamal
    [0, 8, 1]
    """
    kept: dict[tuple[int, str], int] = {}
    for at, text in enumerate(folded):
        words = text.split()
        for number in range(min(len(words), 1 << _BITS)):
            kept.setdefault((owner[at], " ".join(words[number:])), at << _BITS | number)
    ordered = sorted(kept, key=lambda pair: (pair[1], kept[pair]))
    return np.array([kept[pair] for pair in ordered], np.uint32)


def begin(words: NDArray[np.uint32], spellings: Strings, typed: str) -> tuple[int, int, int]:
    """Range of the starts that go on as typed, and the end of those in it that end as typed.

    Parameters
    ----------
    words : array of uint32
        Sorted starts.
    spellings : Strings
        The spellings, not folded.
    typed : str
        Folded.

    Returns
    -------
    low, ended, high : int
    """
    low = _bisect(words, spellings, typed)
    return low, _bisect(words, spellings, typed + "\0", low), _bisect(words, spellings, typed + _BEHIND, low)


def names_of(words: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Spellings that starts lie in, and whether they begin a later word."""
    return (words >> _BITS).astype(np.intp), words & (1 << _BITS) - 1 != 0


def following(words: NDArray[np.uint32], spellings: Strings, shift: int) -> Iterator[tuple[str, int]]:
    """What stands from each start to the end of its spelling, and the start in a table `shift` further on."""
    for start in words:
        yield _from(spellings, int(start)), int(start) + (shift << _BITS)


def _bisect(words: NDArray[np.uint32], spellings: Strings, text: str, low: int = 0) -> int:
    return bisect_left(range(len(words)), text, low, key=lambda at: _from(spellings, int(words[at])))


def _from(spellings: Strings, start: int) -> str:
    """What a spelling holds from one of its words on, folded."""
    return " ".join(fold(spellings[start >> _BITS]).split()[start & (1 << _BITS) - 1 :])
