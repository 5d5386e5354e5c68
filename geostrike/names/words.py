"""Words that say what a place is and not how it is called, and the articles; constraints, never letters."""

from __future__ import annotations

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
        " مسجد سجن"
    ),
    "quarter": "neighborhood neighbourhood quarter street road highway حي شارع طريق",
    "district": "district qada qadha kaza caza قضا",
    "subdistrict": "subdistrict nahiya nahiyah ناحيه",
    "governorate": "governorate province muhafazat muhafazah mohafazat محافظه",
    "country": "kingdom republic",
    "area": "region area countryside outskirts suburb suburbs border frontier front",
    "part": "eastern western northern southern southeastern northeastern southwestern northwestern central",
    "desert": "desert badia badiya badiyah steppe باديه صحرا",
    "river": "river نهر",
    "water": "sea gulf strait lake bay canal ocean بحر خليج مضيق بحيره قناه",
    "land": "mountain mountains valley island islands plain peninsula heights",
    "media": "tv television radio news channel agency newspaper وكاله قناه",
    "body": (
        "brigade brigades battalion battalions kataib liwa saraya forces force army militia militias hashd"
        " harakat hizb movement party organisation organization council ministry corps group units division"
        " regiment asaib كتايب لوا سرايا قوات جيش حزب حركه عصايب الحشد"
    ),
    "settlement": "city town village مدينه قريه بلده المدينه qaryat qaryah qarya madinat",
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
_WORD = {word: BITS[name] for name, words in _CLASSES.items() for word in words.split()}
_PAIR = {tuple(phrase.split()): BITS[name] for phrase, name in _PHRASES.items()}
_LINKS = frozenset(["of", "the", "in", "at", "us", "u", "s"])
_ANY_LETTER = frozenset({"al", "el", "ul", "il", "l"})
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


def without_articles(words: list[str]) -> list[str]:
    """Words of a folded spelling without their articles, Latin or Arabic, unless nothing else is left.

    Examples
    --------
    >>> without_articles(["ash", "shaykh", "al", "qaim"]), without_articles(["القايم"])
    (['shaykh', 'qaim'], ['قايم'])
    """
    kept = [
        word[2:] if word.startswith("ال") and len(word) > 4 else word
        for word, after in zip(words, [*words[1:], ""], strict=False)
        if not (after and (word in _ANY_LETTER or after.startswith(_SUN.get(word, "\0"))))
    ]
    return kept or words


def split(words: list[str]) -> tuple[list[str], int]:
    """Part a folded spelling into the words that name and the bits of the classes that its other words name.

    Parameters
    ----------
    words : list of str
        Folded words.

    Returns
    -------
    tuple
        The naming words, without articles, and the union of bits.

    Examples
    --------
    >>> split(["al", "qaim", "border", "crossing"])[0], split(["tower", "22"])[1] == BITS["tower"]
    (['qaim'], True)
    """
    naming: list[str] = []
    bits, at = 0, 0
    while at < len(words):
        pair = _PAIR.get(tuple(words[at : at + 3])) or 0
        size = 3 if pair else 2
        pair = pair or _PAIR.get(tuple(words[at : at + 2]), 0)
        single = _WORD.get(words[at], 0)
        if pair or single:
            bits |= pair or single
            at += size if pair else 1
            continue
        naming.append(words[at])
        at += 1
    kept = [word for word in naming if word not in _LINKS]
    return (without_articles(kept) if kept else []), bits


def class_names(bits: int) -> list[str]:
    """Names of the classes in a union of bits.

    Examples
    --------
    >>> class_names(BITS["camp"] | BITS["tower"])
    ['camp', 'tower']
    """
    return [name for name, bit in BITS.items() if bits & bit]
