"""Similarity of rows of sounds: log-odds of being one name, by learnt costs of letters, all scripts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike.names.sounds import ALPHABET, CODE

SCRIPTS = ("latin", "arabic", "hebrew")
_SWAP = np.float32(-2.5)  # two neighbouring letters that changed places
_PER_SOUND = 3.0
_SIZE = len(ALPHABET)

Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Costs:
    """Learnt log-odds: ``pair[s, a, t, b]`` that sound `a` of script `s` stands for `b` of script `t`.

    ``gap[s, a, t]`` is that of a sound `a` of script `s` that has no partner in script `t`.
    """

    pair: NDArray[np.float32]
    gap: NDArray[np.float32]


def encode(sounds: str) -> Codes:
    """Codes of a row of sounds; a letter of a script that is not compared becomes 0.

    Examples
    --------
    >>> encode("ab").tolist()
    [1, 2]
    """
    return np.array([CODE.get(sign, 0) for sign in sounds], np.uint8)


def script_of(sounds: str) -> int:
    """Index in `SCRIPTS` of the script of a row of sounds.

    Examples
    --------
    >>> script_of("22qaim"), script_of("قايم")
    (0, 1)
    """
    for sign in sounds:
        if "\u0600" <= sign <= "\u06ff":
            return 1
        if "\u0590" <= sign <= "\u05ff":
            return 2
    return 0


def own_odds(sounds: str, table: Costs) -> float:
    """Log-odds of a row of sounds with itself, sound by sound; three each if its script is not compared."""
    query = encode(sounds)
    if not query.all() or not len(query):
        return _PER_SOUND * len(sounds)
    script = script_of(sounds)
    return float(table.pair[script, query, script, query].sum())


def log_odds(
    query: Codes, script: int, others: Codes, lengths: NDArray[np.intp], scripts: Codes, table: Costs
) -> NDArray[np.float32]:
    """Log-odds that a row of sounds and each of many others spell one name, rather than two by chance.

    The best alignment is found by dynamic programming over pairs, gaps and swapped neighbours.

    Parameters
    ----------
    query : array of uint8
        Codes of one row of sounds.
    script : int
        Its script.
    others : array of uint8, shape (longest, n)
        Codes of the others, one a column, 0 behind their ends.
    lengths, scripts : array, shape (n,)
        Their lengths and scripts.
    table : Costs
        Learnt costs.

    Returns
    -------
    array of float32, shape (n,)
    """
    longest, count = others.shape
    column = scripts.astype(np.intp) * _SIZE + others
    paired = table.pair[script, query].reshape(len(query), -1).take(column, axis=1)
    lost = table.gap[script, query].take(scripts, axis=1)
    base = np.zeros((longest + 1, count), np.float32)
    np.cumsum(np.ascontiguousarray(table.gap[:, :, script]).ravel().take(column), axis=0, out=base[1:])
    swapped = (others[1:] == query[:-1, None, None]) & (others[:-1] == query[1:, None, None])
    swaps = swapped.any(axis=(1, 2))
    before = last = base
    for i in range(len(query)):
        row = last + lost[i]
        np.maximum(row[1:], last[:-1] + paired[i], out=row[1:])
        if i and swaps[i - 1]:
            twice = before[:-2] + paired[i, :-1] + paired[i - 1, 1:] + _SWAP
            np.copyto(row[2:], np.maximum(row[2:], twice), where=swapped[i - 1])
        row -= base
        np.maximum.accumulate(row, axis=0, out=row)
        row += base
        before, last = last, row
    result: NDArray[np.float32] = last[lengths, np.arange(count)]
    return result
