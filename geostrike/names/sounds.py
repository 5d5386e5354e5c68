"""A spelling as a row of sounds, one alphabet for all scripts, and its skeleton of consonant classes."""

from __future__ import annotations

import re
import unicodedata

from geostrike.names.fold import APOSTROPHES, letter

# One sign a sound. Capitals are digraphs, long vowels and letters that folding would lose; Arabic and Hebrew
# letters stand for themselves: learnt costs (geostrike.names.compare) say what sounds like what.
ALPHABET = (
    "\0abcdefghijklmnopqrstuvwxyz0123456789"
    "SCXGTDZJAEIOUHŞÇ"  # sh ch kh gh th dh zh dj, long a e i o u, final h, ş, ç
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ"
    "ة"  # ha or ta marbuta that ends a word
    "אבגדהוזחטיכלמנסעפצקרשת"
)
CODE = {sign: at for at, sign in enumerate(ALPHABET)}
_CLASSES = {
    "B": "bpبپבפ", "F": "fف", "T": "tTتثطטת", "D": "dDدذضד", "S": "szŞسصزظזסצ", "C": "SCÇشچש",
    "J": "jJZجژ", "K": "kqcgقكگקגכ", "X": "Xxخ", "H": "hحهחה", "G": "Gغ", "L": "lلל", "M": "mمמ",
    "N": "nنנ", "R": "rرר",
}  # fmt: skip
CLASSES = "".join(_CLASSES)  # of consonants: the letters of skeletons, beside the digits
_CLASS = {sign: name for name, signs in _CLASSES.items() for sign in signs} | {d: d for d in "0123456789"}

_MARKED = {
    "s\u0327": "Ş", "s\u0326": "Ş", "s\u030c": "S", "s\u0301": "S", "s\u0302": "S",
    "c\u0327": "Ç", "c\u030c": "Ç", "c\u0301": "Ç", "c\u0302": "Ç", "z\u030c": "Z", "z\u0307": "Z",
    "g\u0306": "G", "g\u0307": "G", "g\u030c": "J", "j\u030c": "J", "h\u032e": "X", "h\u0331": "X",
    "h\u0302": "X", "x\u0308": "G", "d\u0331": "D", "t\u0331": "T", "k\u0331": "X", "a\u0301": "A",
} | {f"{vowel}{mark}": vowel.upper() for vowel in "aeiou" for mark in "\u0304\u0302"}  # fmt: skip
_KURDISH = {"ە": "e", "ێ": "E", "ۆ": "o", "ۊ": "U"}
_PAIRS = {
    "dsch": "J", "dzh": "J", "tsch": "Ç", "tch": "Ç", "tsh": "Ç", "sch": "S", "dZ": "J", "dj": "J",
    "sh": "S", "ch": "C", "kh": "X", "gh": "G", "th": "T", "dh": "D", "zh": "Z", "ph": "f", "sz": "S",
    "oU": "U", "ou": "U", "oo": "U", "ee": "I", "aa": "A", "ii": "I", "uu": "U",
}  # fmt: skip
_PAIR = re.compile("|".join(_PAIRS))
_DOUBLE = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=[aeiouAEIOU])h\b")
_FINAL_HA = re.compile(r"(?<=[\u0600-\u06ff])ه\b|(?<=[\u05d0-\u05ea])ה\b")


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sounded = self[code] = _letter(chr(code))
        return sounded


def _letter(sign: str) -> str:
    if sign in APOSTROPHES:
        return "'"
    if sign in _KURDISH:
        return _KURDISH[sign]
    parts = unicodedata.normalize("NFKD", sign).casefold()
    return next((_MARKED[parts[0] + mark] for mark in parts[1:] if parts[0] + mark in _MARKED), letter(sign))


_TABLE = _Table()


def words(text: str) -> list[str]:
    """Words of a spelling as rows of sounds; letters of other scripts than Latin, Arabic and Hebrew stay.

    Examples
    --------
    >>> words("Şengal"), words("al-Qā’im"), words("Khirbat ash-Shaykh")
    (['Şengal'], ['al', 'qAim'], ['Xirbat', 'aS', 'SayX'])
    """
    plain = _PAIR.sub(lambda pair: _PAIRS[pair[0]], text.translate(_TABLE)).replace("'", "")
    return _FINAL_HA.sub("ة", _FINAL_H.sub("H", _DOUBLE.sub(r"\1", plain))).split()


def skeleton(sounds: str) -> str:
    """Classes of the consonants of a row of sounds, without vowels, glides and doubling.

    Examples
    --------
    >>> skeleton("bUkamal"), skeleton("بوكمال")
    ('BKML', 'BKML')
    """
    return _DOUBLE.sub(r"\1", "".join([_CLASS.get(sign, "") for sign in sounds]))
