"""Text of a figure: the bundled fonts, widths, lines; all scripts are shaped, nothing is placed here.

matplotlib lays text out with libraqm, which joins Arabic letters and orders lines that run both ways.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.path import Path as Outline
from matplotlib.textpath import text_to_path
from numpy.typing import NDArray

from geostrike.errors import GeostrikeError
from geostrike.escape import clean

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FAMILIES = ("Geostrike Sans", "Geostrike Arabic", "Geostrike Hebrew")
LEADING, ARABIC_LEADING = 1.22, 1.45
RIGHT_TO_LEFT = "\u200f"
_RAISED, _RAISED_GAP, _RISE = 0.78, 0.2, 0.3
_INK_APART = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text with its size in points, weight and colour; `raised` is a small letter after it."""

    text: str
    size: float
    bold: bool = False
    colour: str = "#1d2329"
    raised: str = ""
    raised_colour: str = "#1d2329"

    @property
    def width(self) -> float:
        """How long it is in points, with its raised letter."""
        return self.bare_width + (self.size * _RAISED_GAP + self.letter.width if self.raised else 0.0)

    @property
    def bare_width(self) -> float:
        """How long it is in points without its raised letter."""
        return _measured(self.text, self.size, self.bold)[0]

    @property
    def letter(self) -> Line:
        """The raised letter as a line of its own."""
        return Line(self.raised, self.size * _RAISED, bold=True, colour=self.raised_colour)

    @property
    def rise(self) -> float:
        """How far its raised letter stands above the base line."""
        return self.size * _RISE

    @property
    def above(self) -> float:
        """How far its ink reaches above the base line."""
        _, height, descent = _measured(self.text, self.size, self.bold)
        return max(height - descent, self.letter.above + self.rise if self.raised else 0.0)

    @property
    def below(self) -> float:
        """How far its ink reaches below the base line."""
        return _measured(self.text, self.size, self.bold)[2]

    @property
    def pitch(self) -> float:
        """From its base line to the next."""
        return self.size * (ARABIC_LEADING if is_arabic(self.text) else LEADING)


@cache
def face(bold: bool) -> FontProperties:
    """The bundled fonts, each standing in for letters that the one before it does not hold."""
    known = {entry.fname for entry in fontManager.ttflist}
    for path in sorted(FONTS.glob("*.ttf")):
        if str(path) not in known:
            fontManager.addfont(str(path))
    return FontProperties(family=list(FAMILIES), weight="bold" if bold else "normal")


@cache
def _letters() -> frozenset[int]:
    return frozenset().union(*(get_font(str(path)).get_charmap() for path in sorted(FONTS.glob("*.ttf"))))


def readable(text: str) -> str:
    """Text as one line that the bundled fonts can letter.

    Raises
    ------
    GeostrikeError
        If a letter is in none of the fonts.

    Examples
    --------
    >>> readable("al-Qaim\\n القائم")
    'al-Qaim القائم'
    """
    line = " ".join(clean(text).split())
    missing = {sign for sign in line if ord(sign) not in _letters() and not _is_silent(sign)}
    if missing:
        sign = min(missing)
        raise GeostrikeError(
            f"{line[:60]!r} holds {sign!r} (U+{ord(sign):04X}), which the fonts of figures do not have;"
            " write it in Latin, Arabic, Hebrew or Cyrillic letters.",
            text=line,
        )
    return line


def _is_silent(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cf", "Mn"} or sign.isspace()


def is_arabic(text: str) -> bool:
    """Whether a text holds letters of Arabic script.

    Examples
    --------
    >>> is_arabic("3 شباط"), is_arabic("3 Feb")
    (True, False)
    """
    return any("\u0600" <= sign <= "\u06ff" for sign in text)


@cache
def _measured(text: str, size: float, bold: bool) -> tuple[float, float, float]:
    prop = face(bold).copy()
    prop.set_size(size)
    width, height, descent = text_to_path.get_text_width_height_descent(text, prop, ismath=False)
    return float(width), float(height), max(float(descent), 0.0)


def outline(line: Line) -> Outline:
    """The letters of a line as a path, in points from its start and base line, y up."""
    prop = face(line.bold).copy()
    prop.set_size(line.size)
    corners, codes = text_to_path.get_text_path(prop, line.text, ismath=False)
    scale = line.size / text_to_path.FONT_SCALE
    xy: NDArray[np.float64] = np.asarray(corners, float).reshape(-1, 2) * scale
    return Outline(xy, codes)


def wrapped(text: str, width: float, model: Line) -> list[Line]:
    """A text broken at spaces into lines that fit a width, like a model in size, weight and colour.

    Parameters
    ----------
    text : str
        What is to be set.
    width : float
        Room in points; a word that is wider stands alone on its line.
    model : Line
        Size, weight and colour.
    """
    mark = RIGHT_TO_LEFT if model.text.startswith(RIGHT_TO_LEFT) else ""
    lines: list[str] = []
    for word in readable(text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _measured(longer, model.size, model.bold)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [Line(mark + line, model.size, model.bold, model.colour) for line in lines]


def height_of(lines: Sequence[Line]) -> float:
    """From the top of the ink of the first line to the bottom of that of the last."""
    if not lines:
        return 0.0
    return lines[0].above + sum(map(step, lines, lines[1:])) + lines[-1].below


def step(before: Line, line: Line) -> float:
    """From the base line of a line to that of the next, so far that their ink does not meet."""
    return max(line.pitch, before.below + line.above + _INK_APART)


def widest(lines: Iterable[Line]) -> float:
    """Length of the longest line."""
    return max((line.width for line in lines), default=0.0)
