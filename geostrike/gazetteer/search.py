"""Search as somebody types: places with a word that begins so, the first layers and prominence first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Layer, rough_m
from geostrike.gazetteer.typed import begin, names_of
from geostrike.model import Place
from geostrike.names import fold

_SAME_SPOT_M = 5_000.0
_LONGEST = 200  # letters typed that are looked at


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place, and the spelling of it that begins as typed."""

    spelling: str
    place: Place


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
    typed = fold(text[:_LONGEST])[:_LONGEST]
    layers = [layer for group in groups for layer in group]
    if not typed or limit <= 0:
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


def _hits(layer: Layer, typed: str, limit: int) -> list[tuple[bool, int, int]]:
    """Whether the name goes on, the place and the spelling of a layer's best places that match, in order."""
    low, ended, high = begin(layer.words, layer.spellings, typed)
    names, later = names_of(layer.words[low:high])
    longer = later | (np.arange(low, high) >= ended)
    rows = layer.rows_of(names)
    people = np.maximum(layer.population[rows], kinds.people(layer.kinds)[layer.kind[rows]])
    order = np.lexsort((names, rows, -people, later, longer))
    _, first = np.unique(rows[order], return_index=True)
    best = order[np.sort(first)[: 2 * limit]]  # some may be records of places that another layer lists
    return list(zip(longer[best].tolist(), rows[best].tolist(), names[best].tolist(), strict=True))
