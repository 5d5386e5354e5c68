"""Similarity of rows of sounds: log-odds of being one name, by learnt costs of letters, all scripts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike.names.sounds import ALPHABET, CODE

SCRIPTS = ("latin", "arabic", "hebrew")
_SWAP = -2.5  # two neighbouring letters that changed places
_PER_SOUND = 3.0
_RUNS = (1, 2, 4)  # runs of up to seven sounds without a partner are bridged
_SIZE = len(ALPHABET)

Codes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Costs:
    """Learnt log-odds: ``pair[s, a, t, b]`` that sound `a` of script `s` stands for `b` of script `t`.

    ``gap[s, a, t]`` is that of a sound `a` of script `s` that has no partner in script `t`. Both are counted
    in whole steps of `scale`.
    """

    pair: NDArray[np.int16]
    gap: NDArray[np.int16]
    scale: float


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
    return table.scale * float(table.pair[script, query, script, query].sum())


def log_odds(
    queries: Codes,
    query_scripts: Codes,
    others: Codes,
    lengths: NDArray[np.intp],
    scripts: Codes,
    table: Costs,
) -> NDArray[np.float32]:
    """Log-odds that rows of sounds and others spell one name, rather than two by chance, column by column.

    The best alignment is found by dynamic programming over pairs, gaps and swapped neighbours; the gaps that
    all of an other's sounds would cost are taken off before and added at the end.

    Parameters
    ----------
    queries : array of uint8, shape (size, n)
        Codes of rows of sounds of one length, one a column.
    query_scripts : array of uint8, shape (n,)
        Their scripts.
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
    pair, gap = table.pair.ravel(), table.gap.ravel()
    column = scripts.astype(np.intp) * _SIZE + others
    gaps = gap.take(column * len(SCRIPTS) + query_scripts, mode="clip")
    sound = query_scripts.astype(np.intp) * _SIZE + queries
    lost = gap.take(sound * len(SCRIPTS) + scripts)
    swap = np.int16(round(_SWAP / table.scale))
    before = last = np.zeros((longest + 1, count), np.int16)
    paired = earlier = gaps
    for i in range(len(queries)):
        paired = pair.take(sound[i] * (len(SCRIPTS) * _SIZE) + column, mode="clip") - gaps
        row = last + lost[i]
        np.maximum(row[1:], last[:-1] + paired, out=row[1:])
        swapped = (others[1:] == queries[i - 1]) & (others[:-1] == queries[i]) if i else others[:0] > 0
        if swapped.any():
            twice = before[:-2] + paired[:-1] + earlier[1:] + swap
            np.maximum(row[2:], twice, out=row[2:], where=swapped)
        for run in _RUNS:
            np.maximum(row[run:], row[:-run], out=row[run:])
        before, last, earlier = last, row, paired
    total = last[lengths, np.arange(count)] + (gaps * (np.arange(longest)[:, None] < lengths)).sum(axis=0)
    return np.asarray(total * table.scale, np.float32)
