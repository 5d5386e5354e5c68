"""One plain form of a spelling: case, diacritics, apostrophes, hyphens, letter variants."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'’‘ʻʼʽʾʿˈˌ`´′״׳ʹʺ"
_DROPPED = APOSTROPHES + '″"“”„ˇ·ءـ'
_LATIN = {
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ŋ": "n",
    "ə": "e",
    "ǝ": "e",
}
_ARABIC = {
    "ٱ": "ا",
    "ی": "ي",
    "ى": "ي",
    "ے": "ي",
    "ێ": "ي",
    "ۍ": "ي",
    "ې": "ي",
    "ۆ": "و",
    "ۇ": "و",
    "ۋ": "و",
    "ۊ": "و",
    "ک": "ك",
    "ڪ": "ك",
    "ڭ": "ك",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "ة": "ه",
    "ڵ": "ل",
    "ڕ": "ر",
    "ڧ": "ق",
    "ڨ": "ق",
    "ڥ": "ڤ",
    "ڳ": "گ",
}
_FINAL_HEBREW = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
_SPECIAL = {**_LATIN, **_ARABIC, **_FINAL_HEBREW}


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = letter(chr(code))
        return folded


def letter(sign: str) -> str:
    """What one character becomes: nothing, one letter or several, or a space.

    Examples
    --------
    >>> letter("Æ"), letter("’"), letter("-")
    ('ae', '', ' ')
    """
    if sign in _DROPPED:
        return ""
    parts = [part for part in unicodedata.normalize("NFKD", sign).casefold() if part not in _DROPPED]
    return "".join(_SPECIAL.get(part, _plain(part)) for part in parts)


def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in {"Mn", "Me", "Cf"}:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return sign if category[0] == "L" else " "


_TABLE = _Table()


def fold(text: str) -> str:
    r"""Plain form of a spelling, its words parted by one space.

    Case, diacritics, apostrophes, ayn and hamza signs, vowel marks, the Arabic tatweel, presentation forms
    and invisible direction marks disappear; the forms of alef, ya, kaf, ha and ta marbuta become one; hyphens
    and other signs become spaces; digits of any script become 0 to 9.

    Parameters
    ----------
    text : str
        A name in any script.

    Returns
    -------
    str
        Empty where the text holds neither letters nor digits.

    Examples
    --------
    >>> fold("Al-Qā’im"), fold("ٱلْقَائِم") == fold("القائم"), fold("T4\u200f")
    ('al qaim', True, 't4')
    """
    return " ".join(text.casefold().translate(_TABLE).split())


def script(folded: str) -> str:
    """Script of the first letter of a folded spelling: latin, arabic, hebrew, other, or nothing.

    Examples
    --------
    >>> script("abu"), script("42"), script("البوكمال")
    ('latin', '', 'arabic')
    """
    for sign in folded:
        if "a" <= sign <= "z":
            return "latin"
        if "\u0600" <= sign <= "\u06ff":
            return "arabic"
        if "\u0590" <= sign <= "\u05ff":
            return "hebrew"
        if sign.isalpha():
            return "other"
    return ""
