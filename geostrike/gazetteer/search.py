"""Search as somebody types: places with a word that begins so, the first layers and prominence first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Layer, rough_m
from geostrike.model import Place
from geostrike.names import fold

_PARTING = "\ua66e"  # a letter that stands in no place name, so that folding keeps it
_LINE, _SPACE = ord("\n"), ord(" ")
_SAME_SPOT_M = 5_000.0
_LONGEST = 200  # bytes typed that are looked at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place, and the spelling of it that begins as typed."""

    spelling: str
    place: Place


@dataclass(frozen=True, slots=True)
class _Folded:
    """The folded spellings of a layer, a line each, where their words begin and which spelling each is of."""

    text: NDArray[np.uint8]
    word: NDArray[np.uint32]
    name: NDArray[np.uint32]


_FOLDED: dict[int, tuple[Layer, _Folded]] = {}


def suggestions(groups: Sequence[Sequence[Layer]], text: str, limit: int) -> tuple[Suggestion, ...]:
    """Places that have a word which begins as typed.

    Equal names come first, then earlier layers, then names that begin so before names with a later word that
    does, then prominence. A later layer's record of a place already listed, of the same spelling and within
    5 km, is left out.

    Parameters
    ----------
    groups : sequence of sequence of Layer
        In the order in which they win.
    text : str
        What was typed so far, in any case and with or without diacritics.
    limit : int
        The most places that are listed.
    """
    typed = np.frombuffer(fold(text[:_LONGEST]).encode(), np.uint8)[: _LONGEST - 1]
    layers = [layer for group in groups for layer in group]
    if not len(typed) or limit <= 0:
        return ()
    ranked = sorted(
        (longer, rank, place, row, name)
        for rank, layer in enumerate(layers)
        for place, (longer, row, name) in enumerate(_hits(layer, typed, limit))
    )
    kept: list[tuple[Layer, int, str]] = []
    for _, rank, _, row, name in ranked:
        hit = (layers[rank], row, layers[rank].spellings[name])
        if len(kept) < limit and not any(_same(*hit, *other) for other in kept):
            kept.append(hit)
    return tuple(Suggestion(spelling, layer.place(row)) for layer, row, spelling in kept)


def _same(layer: Layer, row: int, spelling: str, other: Layer, other_row: int, called: str) -> bool:
    if layer is other or fold(spelling) != fold(called):
        return False
    return rough_m(*layer.point(row), *other.point(other_row)) < _SAME_SPOT_M


def _hits(layer: Layer, typed: NDArray[np.uint8], limit: int) -> list[tuple[bool, int, int]]:
    """Whether the name goes on, the place and the spelling of a layer's best places that match, in order."""
    folded = _folded(layer)
    found = np.arange(len(folded.word))
    for step, sign in enumerate(typed):
        found = found[folded.text[folded.word[found] + np.uint32(step)] == sign]
    at, names = folded.word[found], folded.name[found]
    later = folded.text[at - np.uint32(1)] != _LINE
    longer = later | (folded.text[at + np.uint32(len(typed))] != _LINE)
    rows = layer.rows_of(names)
    people = np.maximum(layer.population[rows], kinds.people(layer.kinds)[layer.kind[rows]])
    order = np.lexsort((names, rows, -people, later, longer))
    _, first = np.unique(rows[order], return_index=True)
    best = order[np.sort(first)[: 2 * limit]]  # some may be records of places that another layer lists
    return list(zip(longer[best].tolist(), rows[best].tolist(), names[best].tolist(), strict=True))


def _folded(layer: Layer) -> _Folded:
    if id(layer) not in _FOLDED:
        _FOLDED[id(layer)] = layer, _fold(layer)
    return _FOLDED[id(layer)][1]


def _fold(layer: Layer) -> _Folded:
    lines = _lines([layer.spellings[i] for i in range(len(layer.spellings))])
    padding = "\n" * _LONGEST
    text = np.frombuffer(f"\n{lines}{padding}".encode(), np.uint8)
    breaks = np.flatnonzero((text == _LINE) | (text == _SPACE))[: -len(padding)]
    name = np.cumsum(text[breaks] == _LINE) - 1
    return _Folded(text, (breaks + 1).astype(np.uint32), name.astype(np.uint32))


def _lines(spellings: list[str]) -> str:
    """Folded spellings, a line each; folded in one go, which is several times faster than one by one."""
    folded = fold(_PARTING.join(spellings)).split(_PARTING)
    if len(folded) != len(spellings):
        folded = [fold(text).replace(_PARTING, "") for text in spellings]
    return "\n".join(part.strip() for part in folded)
