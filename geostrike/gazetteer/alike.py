"""Likeness that is too weak for an answer: short names, and names of the world that only sound alike."""

from __future__ import annotations

from geostrike.gazetteer.layer import Layer
from geostrike.names import Spelling, read
from geostrike.names.words import ARTICLE, SETTLEMENT

_SHORT = 3  # letters up to which a name has to be equal in its own script
_WORLD = 100  # countries from which a layer is one of the world


def is_chance(spelling: Spelling, *, called: bool, equal: bool, across: bool) -> bool:
    """Whether a name is so short that it is like any other by chance.

    Examples
    --------
    >>> is_chance(read("Abu"), called=False, equal=False, across=False)
    True
    """
    likely = called or equal or (across and spelling.script != "latin")
    return len(spelling.core) <= _SHORT and not likely


def only_sounds_alike(
    spelling: Spelling, layer: Layer, row: int, *, rank: int, equal: bool, across: bool
) -> bool:
    """Whether a place of the wide world has no name that is spelt as the one asked for.

    Case, diacritics, articles, apostrophes, hyphens and generic words make no difference, but for those of
    sites and landforms that the place has and the name asked for lacks. Names across
    scripts count as spelt alike, in Latin letters only where they sound the same; places of the first of
    several layers, and of a layer of few countries, are let be.

    Parameters
    ----------
    spelling : Spelling
        The name asked for.
    layer, row
        The place.
    rank : int
        Number of the layer in its group.
    equal, across : bool
        Whether the names sound the same, and whether their scripts differ.
    """
    if not rank and len(layer.countries) < _WORLD:
        return False
    if across:
        return spelling.script == "latin" and not equal
    return not any(_is_spelt(spelling, read(text)) for text in layer.spelled(row))


def _is_spelt(asked: Spelling, listed: Spelling) -> bool:
    further = listed.bits & ~(asked.bits | SETTLEMENT | ARTICLE)  # Sicily is not Sicily Island
    return asked.key == listed.key or (bool(asked.core) and asked.core == listed.core and not further)
