"""Words that give a point away: coordinates, grids, map links, lengths, addresses, names of small places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import unquote

from geostrike.names import fold

GONE = "[…]"
_GROWN = 5  # letters from which a name is looked for within words: d'Abou Kamal, والبوكمال
_DIGIT = r"[0-9٠-٩۰-۹]"
_COORDINATES = re.compile(
    rf"{_DIGIT}{{1,3}}(\.|٫){_DIGIT}{{3,}}|{_DIGIT}{{1,3}},{_DIGIT}{{4,}}"  # three decimals of a degree
    rf"|{_DIGIT}{{1,3}}[.,٫]{_DIGIT}{{2,}}\s*[NSEW]?[\s,;/]\s*[NSEW]?\s*-?{_DIGIT}{{1,3}}[.,٫]{_DIGIT}{{2,}}"
    rf"|{_DIGIT}{{1,3}}\s*[°º˚]|{_DIGIT}\s*[′’']\s*{_DIGIT}"
    r"|\b[0-9]{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?[0-9][0-9\s]{2,}"  # MGRS
    r"|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,}\b"  # plus codes
    r"|///\s?\w+\.\w+\.\w+|\bgeo:|\bmaps\.app\b|goo\.gl/maps|google\.[a-z.]+/maps|openstreetmap\.org"
    r"|osm\.org/go|bing\.com/maps|yandex\.[a-z]+/maps|wikimapia\.org|w3w\.co",
    re.IGNORECASE,
)
_LENGTHS = re.compile(
    rf"\b(km|kms|kilomet(er|re)s?|miles?|met(er|re)s|yards?|feet|nautical)\b|{_DIGIT}\s?(m|mi|ft|yd|nm)\b"
    r"|كيلومتر|كيلو متر|أمتار|\bمتر|\bكم\b|\bميل\b|أميال",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(
    r"\b(street|avenue|boulevard|alley|apartment|flat no|house no)\b|شارع|زقاق", re.IGNORECASE
)
_SIGNS = re.compile(r"[0-9٠-٩۰-۹+/:]|\.\S")  # no coordinate, link or length in figures is without one
_STREETS = ("street", "avenue", "boulevard", "alley", "apartment", "flat no", "house no", "شارع", "زقاق")
_UNITS = ("km", "kilo", "mile", "met", "yard", "feet", "nautical", "متر", "أمتار", "كم", "ميل", "أميال")
_KINDS = frozenset(
    fold(
        "camp camps displacement displaced refugee refugees idp hospital hospitals clinic school schools"
        " house houses home homes shelter residence apartment village town city district area outskirts"
        " countryside base of in the near at from north south east west northern southern eastern western"
        " مخيم مستشفى مشفى عيادة مدرسة منزل ملجأ مأوى قرية مدينة في قرب"
    ).split()
)
_SENTENCE = re.compile(r"(?<=[.!?؟۔])\s+")


def tells(text: str, names: Collection[str] = (), *, lengths: bool = True) -> bool:
    """Whether a text gives a point away.

    Parameters
    ----------
    text : str
        Any text.
    names : collection of str
        Names of places too small to be printed, folded by `folded`.
    lengths : bool
        Whether a length gives it away: not where the text is of other places too.

    Examples
    --------
    >>> tells("hit at 34.398, 40.974"), tells("two kilometres from it"), tells("two were killed")
    (True, True, False)
    """
    low, signs = text.casefold(), _SIGNS.search(text) is not None
    if (signs and _COORDINATES.search(text)) or (_holds(low, _STREETS) and _ADDRESSES.search(text)):
        return True
    if lengths and (signs or _holds(low, _UNITS)) and _LENGTHS.search(text):
        return True
    return bool(names) and _named(text, names)


def _holds(low: str, parts: Iterable[str]) -> bool:
    """Whether a text holds one of some beginnings: much faster than the search for whole words."""
    return any(part in low for part in parts)


def points(address: str) -> bool:
    """Whether a web address holds a coordinate or is that of a map.

    Examples
    --------
    >>> points("https://www.google.com/maps/@34.398,40.974,15z"), points("https://example.org/2024/02")
    (True, False)
    """
    return _COORDINATES.search(unquote(address)) is not None


def folded(names: Iterable[str]) -> frozenset[str]:
    """Names as `tells` looks for them: folded, and without words that say only of what kind a place is.

    Examples
    --------
    >>> sorted(folded(["Rukban camp"]))
    ['rukban', 'rukban camp']
    """
    whole = [*map(fold, names)]
    bare = [" ".join(word for word in name.split() if word not in _KINDS) for name in whole]
    return frozenset(name for name in (*whole, *bare) if len(name) > 2 and name not in _KINDS)


def kept(text: str, names: Collection[str] = (), *, lengths: bool = True) -> str:
    """The sentences of a text that give nothing away, as `tells` sees it.

    Examples
    --------
    >>> kept("Two were killed. It lies 2 km from the border.")
    'Two were killed.'
    """
    if not tells(text, names, lengths=lengths):
        return text
    return " ".join(part for part in _SENTENCE.split(text) if not tells(part, names, lengths=lengths))


def _named(text: str, names: Collection[str]) -> bool:
    """Whether a name stands in a text, as words of its own or grown together with what stands before."""
    here = f" {fold(text)} "
    return any((name if len(name) >= _GROWN else f" {name} ") in here for name in names)
