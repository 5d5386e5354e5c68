"""What a typed text looks like before it is read: its signs made plain, and whether it means numbers."""

from __future__ import annotations

import re

_LONGEST = 2_000  # letters of a map link; a longer text is no coordinate
_COLONS = re.compile(r"(?<![\d.:])\d{1,3}:\d{1,2}(?::\d)?")
_BRACKETS = ("()", "[]", "{}", "<>")
_LIKE = re.compile(r"\s*(https?://|\d{1,3}[C-HJ-NP-X]\s*[A-HJ-NP-Z]{2}\s*[\d\s]*$)")
_NUMBER_FIRST = re.compile(r"\s*[NSEW]?\s*[+-]?\d{1,3}([.,°\s]|\s*$)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_COORDINATES = {
    *("DEG", "DEGREE", "DEGREES", "MIN", "MINUTE", "MINUTES", "SEC", "SECOND", "SECONDS"),
    *("LAT", "LON", "LONG", "LATITUDE", "LONGITUDE", "NORTH", "SOUTH", "EAST", "WEST"),
}
_SIGNS = (
    {ord(sign): "'" for sign in "′’‘ʹ`´"}
    | {ord(sign): '"' for sign in "″”“ʺ"}
    | {
        ord("−"): "-",
        ord("º"): "°",
        ord("˚"): "°",
        ord("٫"): ".",
        ord("،"): ",",
        **{first + digit: str(digit) for first in (0x0660, 0x06F0) for digit in range(10)},
        **dict.fromkeys((0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0xFEFF), ""),
    }
)


def looks_like(text: str) -> bool:
    """Whether a person who typed this meant a coordinate, a grid or a link, be it well formed or not.

    Examples
    --------
    >>> [looks_like(text) for text in ("34.3, 4239.00416", "Tower 22", "6 October City")]
    [True, False, False]
    """
    if len(text) > _LONGEST:
        return False
    tidy = tidied(text)
    if _LIKE.match(tidy):
        return True
    if not _OF_COORDINATES.issuperset(_WORD.findall(tidy)):
        return False
    return bool(_NUMBER_FIRST.match(tidy)) or sum(map(str.isdigit, tidy)) > sum(map(str.isalpha, tidy))


def tidied(text: str) -> str:
    """The same with plain signs, without brackets, in capital letters; an address stays as it is."""
    plain = text.translate(_SIGNS).strip()
    if "://" in plain:
        return plain
    bare = re.sub(r"^geo:\s*", "", _unwrapped(plain), flags=re.IGNORECASE)
    return _COLONS.sub(lambda found: found[0].replace(":", " "), re.sub(r"''", '"', bare)).upper()


def _unwrapped(text: str) -> str:
    """The same without a full stop behind it and brackets around it."""
    bare = text.removesuffix(".").rstrip()
    return bare[1:-1].strip() if bare[:1] + bare[-1:] in _BRACKETS else bare
