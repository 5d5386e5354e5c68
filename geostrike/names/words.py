"""Words that say what a place is and not how it is called, and the articles; constraints, never letters."""

from __future__ import annotations

import re

# Every class is one bit. A hard class of a query must be met by the name or the kind of a place.
_CLASSES: dict[str, str] = {
    "camp": "camp camps mukhayyam mukhayam مخيم المخيم",
    "base": "base bases airbase garrison airbases قاعده القاعده",
    "airport": "airport airfield airstrip aerodrome مطار المطار",
    "crossing": "crossing معبر منفذ المعبر المنفذ",
    "outpost": "outpost",
    "station": "station محطه المحطه",
    "tower": "tower",
    "dam": "dam",
    "bridge": "bridge",
    "refinery": "refinery مصفاه",
    "field": "oilfield field حقل",
    "compound": "compound facility headquarters hq site warehouse warehouses depot",
    "building": (
        "hospital school university mosque church prison hotel embassy consulate shelter مستشفي مدرسه جامعه"
        " مسجد"
    ),
    "quarter": "neighborhood neighbourhood quarter street road highway شارع طريق",
    "district": "district qada qadha kaza caza قضا",
    "subdistrict": "subdistrict nahiya nahiyah ناحيه",
    "governorate": "governorate province muhafazat muhafazah mohafazat محافظه",
    "country": "kingdom republic",
    "area": "region area countryside outskirts suburb suburbs border frontier front",
    "desert": "desert badia badiya badiyah steppe باديه صحرا",
    "river": "river نهر nahr",
    "water": "sea gulf strait lake bay canal ocean خليج مضيق بحيره",
    "land": "mountain mountains valley island islands plain peninsula heights",
    "media": "tv television radio news channel agency newspaper وكاله",
    "body": (
        "brigade brigades battalion battalions kataib liwa saraya forces force army militia militias hashd"
        " harakat hizb movement party organisation organization council ministry corps group units division"
        " regiment asaib كتايب لوا سرايا قوات جيش حزب حركه عصايب الحشد"
    ),
    "settlement": "city town village مدينه قريه بلده المدينه madinat qaryat qaryah qarya qaryet qeryat",
}
_PHRASES = {
    "air base": "base",
    "military base": "base",
    "military airport": "airport",
    "air field": "airport",
    "border crossing": "crossing",
    "port of entry": "crossing",
    "border post": "crossing",
    "refugee camp": "camp",
    "displacement camp": "camp",
    "idp camp": "camp",
    "oil field": "field",
    "gas field": "field",
    "pumping station": "station",
    "sub district": "subdistrict",
    "training camp": "compound",
    "border guard": "body",
}
BITS = {name: 1 << at for at, name in enumerate(_CLASSES)}
SETTLEMENT = BITS["settlement"]
NEVER_A_PLACE = BITS["media"] | BITS["body"]
ARTICLE = 1 << 31  # no class: kept beside them, that the spelling begins with an article
_WORD = {word: BITS[name] for name, words in _CLASSES.items() for word in words.split()}
_PHRASE = {tuple(phrase.split()): BITS[name] for phrase, name in _PHRASES.items()}
_LINKS = frozenset(["of", "the", "in", "at", "us", "u", "s"])
_ALBU = frozenset({"albu", "albou", "albo", "elbu", "elbou"})
_NO_ARTICLE = frozenset({"الله"})
_ANY_LETTER = frozenset({"al", "el", "ul", "il", "l"})
_ARTICLE = re.compile(
    r"(?:[ae]l|[ae](?:sh|ch|dh|th|[sdtnrz])|ul|il)[ \-‐‑’'`]|[ae]l[bcdfghjkmnpqrstvwxz]|ال..", re.IGNORECASE
)
_SUN = {
    "ash": "sh",
    "esh": "sh",
    "ach": "ch",
    "ech": "ch",
    "as": "s",
    "es": "s",
    "ad": "d",
    "ed": "d",
    "adh": "dh",
    "edh": "dh",
    "at": "t",
    "et": "t",
    "ath": "th",
    "eth": "th",
    "an": "n",
    "en": "n",
    "ar": "r",
    "er": "r",
    "az": "z",
    "ez": "z",
}


def has_article(text: str) -> bool:
    """Whether a spelling begins with an article, apart or written together with its word.

    Examples
    --------
    >>> [has_article(text) for text in ("Al-Qaim", "At Tanf", "Altanf", "القائم", "Aleppo", "Tanf")]
    [True, True, True, True, False, False]
    """
    return bool(_ARTICLE.match(text))


def is_article(word: str, after: str) -> bool:
    """Whether a folded Latin word is an article before another word.

    Examples
    --------
    >>> is_article("ash", "shaykh"), is_article("ash", "qaim"), is_article("al", "")
    (True, False, False)
    """
    return bool(after) and (word in _ANY_LETTER or after.startswith(_SUN.get(word, "\0")))


def glued_article(word: str) -> int:
    """Count the letters of the article that a folded word begins with: Arabic al, or al before bu.

    Examples
    --------
    >>> glued_article("القايم"), glued_article("albu"), glued_article("aleppo")
    (2, 2, 0)
    """
    return 2 if word in _ALBU or (word.startswith("ال") and len(word) >= 4 and word not in _NO_ARTICLE) else 0


def without_articles(words: list[str]) -> list[str]:
    """Words of a folded spelling without their articles, Latin or Arabic, unless nothing else is left.

    Examples
    --------
    >>> without_articles(["ash", "shaykh", "al", "qaim"]), without_articles(["القايم"])
    (['shaykh', 'qaim'], ['قايم'])
    """
    pairs = zip(words, [*words[1:], ""], strict=False)
    return [word[glued_article(word) :] for word, after in pairs if not is_article(word, after)] or words


def naming(words: list[str]) -> tuple[list[int], int]:
    """Indices of the words of a folded spelling that name, and the bits of the classes that others name.

    Articles and links name nothing, unless nothing else is left.

    Examples
    --------
    >>> naming(["al", "qaim", "border", "crossing"])[0], naming(["tower", "22"])[1] == BITS["tower"]
    ([1], True)
    """
    kept: list[int] = []
    bits, at = 0, 0
    while at < len(words):
        size, found = _generic(words, at)
        bits |= found
        if not size and words[at] not in _LINKS:
            kept.append(at)
        at += size or 1
    after = [words[i] for i in kept[1:]] + [""]
    bare = [i for i, follower in zip(kept, after, strict=False) if not is_article(words[i], follower)]
    return bare or kept, bits


def _generic(words: list[str], at: int) -> tuple[int, int]:
    for size in (3, 2):
        found = _PHRASE.get(tuple(words[at : at + size]), 0)
        if found:
            return size, found
    found = _WORD.get(words[at], 0)
    return (1 if found else 0), found


def class_names(bits: int) -> list[str]:
    """Names of the classes in a union of bits.

    Examples
    --------
    >>> class_names(BITS["camp"] | BITS["tower"])
    ['camp', 'tower']
    """
    return [name for name, bit in BITS.items() if bits & bit]
