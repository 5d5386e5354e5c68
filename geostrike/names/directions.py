"""Words of direction in names (northern, eastern, شمال): which way they say, and what is left; no places."""

from __future__ import annotations

from functools import cache

from geostrike.names.fold import fold

_ONE = {"north": "n", "south": "s", "east": "e", "west": "w"}
_ARABIC = {"شمال": "n", "جنوب": "s", "شرق": "e", "غرب": "w", "وسط": "c"}
_OTHER = {"central": "c", "centre": "c", "center": "c", "upper": "u", "lower": "l", "middle": "m"}
_ENDS = ("", "ern", "ward", "wards", "ernmost")
_FORMS = [(article, end) for article in ("", "ال") for end in ("", "ي", "ية")]
_LINKS = frozenset({"of", "the", "in", "part", "parts", "region", "area", "most", "من"})


@cache
def _words() -> dict[str, str]:
    ways = {**_ONE, **{a + b: _ONE[a] + _ONE[b] for a in ("north", "south") for b in ("east", "west")}}
    latin = {word + end: way for word, way in ways.items() for end in _ENDS}
    arabic = {f"{article}{word}{end}": way for word, way in _ARABIC.items() for article, end in _FORMS}
    return {fold(word): way for word, way in (*latin.items(), *arabic.items(), *_OTHER.items())}


def ways(text: str) -> frozenset[str]:
    """Directions that a name says, each as a letter.

    Examples
    --------
    >>> sorted(ways("north-eastern Syria")), sorted(ways("northeast Syria")), sorted(ways("جنوبي لبنان"))
    (['e', 'n'], ['e', 'n'], ['s'])
    """
    known = _words()
    return frozenset("".join(known.get(word, "") for word in fold(text).split()))


def without(text: str) -> str:
    """What a name holds but for its directions and the words that link them, folded.

    Examples
    --------
    >>> without("the north-east of Israel"), without("eastern Aleppo")
    ('israel', 'aleppo')
    """
    known = _words()
    left = [word for word in fold(text).split() if word not in known]
    while left and left[0] in _LINKS:
        left.pop(0)
    return " ".join(left)
