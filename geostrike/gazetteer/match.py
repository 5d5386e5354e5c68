"""Finding: which records of a layer a spelling may stand for, and how well each fits; prefers no place."""

from __future__ import annotations

from dataclasses import dataclass

from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Layer
from geostrike.names import Spelling, read
from geostrike.names.words import NEVER_A_PLACE, SETTLEMENT

# Logarithms of how much less often a spelling means a record that fits it less well.
_EQUAL, _ARTICLES, _SETTLEMENT_WORD, _CLASS_BY_KIND, _MORE_WORDS = 0.0, -0.1, -0.3, -0.5, -3.0


@dataclass(frozen=True, slots=True)
class Match:
    """A record that fits: its layer and row, the logarithm of the fit, the spelling that was met, and how."""

    layer: Layer
    row: int
    fit: float
    spelling: str
    how: str


def find(spelling: Spelling, layer: Layer) -> list[Match]:
    """Best match of each record of a layer that a spelling fits letter for letter once it is folded."""
    best: dict[int, Match] = {}
    names = {int(name) for key in {spelling.key, spelling.core} - {""} for name in layer.find(key)}
    for name in sorted(names):
        row = int(layer.first.searchsorted(name, side="right")) - 1
        match = _match(spelling, layer, row, layer.spellings[name])
        if match and (row not in best or match.fit > best[row].fit):
            best[row] = match
    return list(best.values())


def _match(spelling: Spelling, layer: Layer, row: int, text: str) -> Match | None:
    other = read(text)
    if other.digits != spelling.digits:
        return None
    if other.folded == spelling.folded:
        return Match(layer, row, _EQUAL, text, f"{other.script.title() or 'The'} name equal")
    if other.key == spelling.key:
        return Match(layer, row, _ARTICLES, text, "name equal but for articles")
    if not spelling.core or other.core != spelling.core:
        return None
    fit = _fit_of_words(spelling.bits, other.bits, kinds.answer_bits(layer.kinds[layer.kind[row]]))
    return (
        None if fit is None else Match(layer, row, fit, text, f"name equal to {text!r} but for generic words")
    )


def _fit_of_words(asked: int, named: int, kind: int) -> float | None:
    """Fit where the naming words are equal and generic words differ; None where a demand is not met."""
    hard = asked & ~SETTLEMENT
    if hard & NEVER_A_PLACE or hard & ~(named | kind):
        return None
    if named & ~SETTLEMENT & ~asked or (
        asked & SETTLEMENT and not kind & SETTLEMENT and not named & SETTLEMENT
    ):
        return _MORE_WORDS
    return _CLASS_BY_KIND if hard else _SETTLEMENT_WORD
