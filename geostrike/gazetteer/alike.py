"""Likeness that is too weak for an answer: short names, and names of the world that only sound alike."""

from __future__ import annotations

from difflib import SequenceMatcher

from geostrike.gazetteer.layer import Layer
from geostrike.names import Spelling, read
from geostrike.names.sounds import skeleton
from geostrike.names.words import ARTICLE, BITS, SETTLEMENT

_SHORT = 3  # letters up to which a name has to be equal in its own script
_LANDFORMS = BITS["land"] | BITS["water"]
_SMALL = 50_000  # people up to which a place is not what another name of it means to most
_HALF = 0.5
_HUSHED = str.maketrans("C", "S")  # sh and s
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


def is_only_called(spelling: Spelling, layer: Layer, row: int, *, rank: int) -> bool:
    """Whether a small place of the wide world has the name asked for beside its own, which is another.

    Such a name, as Lombardy is one of Dearing in Kansas, mostly means a place that is not in the layer.

    Parameters
    ----------
    spelling : Spelling
        The name asked for, in Latin letters: others are never a place's own here.
    layer, row
        The place.
    rank : int
        Number of the layer in its group.
    """
    if (not rank and len(layer.countries) < _WORLD) or spelling.script != "latin":
        return False
    own = read(layer.spellings[int(layer.first[row])])
    small = layer.population[row] < _SMALL and own.script == "latin"
    return bool(small) and not is_spelling_of(own, spelling) and not _is_variant(own, spelling)


def _is_variant(own: Spelling, asked: Spelling) -> bool:
    """Whether two spellings share a word, or half of their consonants in order."""
    if {word for word in own.folded.split() if len(word) >= _SHORT} & set(asked.folded.split()):
        return True
    return SequenceMatcher(None, skeleton(own.sounds), skeleton(asked.sounds)).ratio() >= _HALF


def is_spelling_of(own: Spelling, asked: Spelling, *, shortest: int = 2) -> bool:
    """Whether two spellings are of one name: equal but for generic words, or of equal consonants.

    Parameters
    ----------
    own, asked : Spelling
        The two.
    shortest : int
        Consonants from which they tell names apart.

    Examples
    --------
    >>> is_spelling_of(read("Kharkiv"), read("Kharkov")), is_spelling_of(read("Dearing"), read("Lombardy"))
    (True, False)
    """
    ours, theirs = (skeleton(each.sounds).translate(_HUSHED) for each in (own, asked))
    return own.key == asked.key or own.core == asked.core or (ours == theirs and len(ours) >= shortest)


def _is_spelt(asked: Spelling, listed: Spelling) -> bool:
    further = listed.bits & ~(asked.bits | SETTLEMENT | ARTICLE)  # Sicily is not Sicily Island
    further |= asked.bits & _LANDFORMS  # Snake Island is not Snake Valley
    return asked.key == listed.key or (bool(asked.core) and asked.core == listed.core and not further)
