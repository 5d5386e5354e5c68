"""Text of a stated length as words, signs and numbers, and a place in it; knows what digits mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from geostrike.quantities import lexicon
from geostrike.quantities.intervals import half_digit

_TOKEN = re.compile(
    r"(?P<part>(?:\d+[ -])?\d+/\d+)(?![\d/])|(?P<number>\d[\d.,]*(?: \d{3}(?!\d))*|\.\d+)|(?P<word>[a-z]+)"
    r"|(?P<sign>[-()\[\],/~<>≤≥])|(?P<gap>[\s.\"'“”‘’;:!]+)"
)
_PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | {"≈": "~", "⁄": "/"} | dict.fromkeys("\u00a0\u2009\u202f", " ")
)
_WHOLE = re.compile(r"\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class ReadingError(ValueError):
    """Why a text is no length: the predicate of a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits with what it covers on either side; `parts` is a fraction's denominator, or 0."""

    value: float
    spread: float
    parts: int = 0


Token = str | Number


class Cursor:
    """A place in the tokens of a text."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """The token at the place, or an empty text at the end."""
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else ""

    def take(self, *words: str) -> bool:
        """Go on behind these words where they stand here."""
        if any(self.peek(ahead) != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def take_any(self, words: Iterable[str]) -> str:
        """Go on behind one of these words; empty where none stands here."""
        here = self.peek()
        if isinstance(here, str) and here and here in words:
            self.at += 1
            return here
        return ""

    def phrases(self, known: Mapping[tuple[str, ...], str]) -> list[str]:
        """Meanings of the phrases that stand here one after another, the longest first."""
        found: list[str] = []
        lengths = sorted({len(words) for words in known}, reverse=True)
        while True:
            runs = (tuple(self.tokens[self.at : self.at + length]) for length in lengths)
            words = next((run for run in runs if run in known), None)
            if not words:
                return found
            self.at += len(words)
            found.append(known[words])  # type: ignore[index] # found among its keys

    def unit(self) -> str:
        """Go on behind a unit; empty where none stands here."""
        start = self.at
        self.take("-")
        pair = (self.peek(), self.peek(1))
        if pair in lexicon.LONG_UNITS:
            self.at += 2
            return lexicon.LONG_UNITS[pair]
        word = self.take_any(lexicon.UNITS)
        if not word:
            self.at = start
        return lexicon.UNITS.get(word, "")

    def rest(self) -> list[Token]:
        """All tokens from the place on."""
        return self.tokens[self.at :]


def tokens(text: str) -> list[Token]:
    """Words in small letters, signs, and numbers.

    Raises
    ------
    ReadingError
        If a sign or number has no one meaning here.
    """
    plain = "".join(_spelt(sign) for sign in text.translate(_PLAIN))
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", plain).translate(_PLAIN).casefold()).strip()
    found: list[Token] = []
    at = 0
    while at < len(plain):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise ReadingError(f"holds {plain[at]!r}, which is not understood")
        at = match.end()
        if match.lastgroup == "part":
            found.append(_part(match.group()))
        elif match.lastgroup == "number":
            found.extend(_number(match.group()))
        elif match.lastgroup != "gap":
            found.append(match.group())
    return found


def _spelt(sign: str) -> str:
    """A vulgar fraction as digits."""
    if unicodedata.decomposition(sign).startswith("<fraction>"):
        return f" {unicodedata.normalize('NFKC', sign)}".replace("⁄", "/")
    return sign


def _part(text: str) -> Number:
    *whole, part = re.split("[ -]", text)
    if part.endswith("/0"):
        raise ReadingError("divides by zero")
    fraction = Fraction(part)
    if fraction >= 1:
        raise ReadingError(f"holds {part}, which can be read two ways")
    value = float(fraction) + sum(map(float, whole))
    return Number(value, part_spread(value, fraction.denominator), 0 if whole else fraction.denominator)


def part_spread(value: float, parts: int) -> float:
    """What a number with a fraction covers on either side: a tenth of it, or half a step of its fraction."""
    return min(value / 10, 1 / (2 * parts))


def _number(text: str) -> list[Token]:
    digits = text.rstrip(".,")
    after: list[Token] = [","] if text.endswith(",") else []
    if _TWO_WAYS.fullmatch(digits):
        plain = digits.replace(".", "")
        raise ReadingError(f"holds {digits}, which can be read two ways: as {digits}0 or as {plain}")
    whole, point, decimals = digits.partition(".")
    if not (_WHOLE.fullmatch(whole) or (not whole and point)) or not (decimals.isdigit() or not point):
        raise ReadingError(f"holds {digits}, which can be read two ways (a decimal point is written 10.5)")
    value = float(f"{whole.replace(',', '').replace(' ', '')}.{decimals or '0'}")
    return [Number(value, 0.5 * 10.0 ** -len(decimals) if point else half_digit(value)), *after]
