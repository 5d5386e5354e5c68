"""What stands above and under the map: title, mark of a draft, key, legend, notes, sources; no map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np

from geostrike.maps.figure import blocks, marks
from geostrike.maps.figure.blocks import NOTHING, Block
from geostrike.maps.figure.content import Content, Mark
from geostrike.maps.figure.ground import BORDER
from geostrike.maps.figure.lettering import Line, height_of, widest, wrapped
from geostrike.maps.figure.pen import INK, MUTED, PAPER, Pen
from geostrike.maps.strings import say

_SWATCH_PT, _SIGN_PT, _SWATCH_GAP = 17.0, 8.0, 3.5
_COLUMN_PT = 140.0
_FILL, _STROKE = "#8b949d", "#4a545e"

Point = tuple[float, float]


def _model(found: Content, size: float, *, bold: bool = False, colour: str = INK) -> Line:
    return Line(found.set_right(""), size, bold, colour)


def _set(words: str, width: float, model: Line) -> Block:
    return blocks.text(wrapped(words, width, model), width) if words else NOTHING


def head(found: Content, width: float, letters: float) -> Block:
    """The mark of a draft, the title, and the line of counts and dates."""
    title = _set(found.title, width, _model(found, letters + 3.2, bold=True))
    under = _set(found.subtitle, width, _model(found, letters, colour=MUTED))
    return blocks.stacked([_draft(found, width, letters), title, under], 3.6)


def _draft(found: Content, width: float, letters: float) -> Block:
    if not found.draft:
        return NOTHING
    line = replace(_model(found, letters + 1, bold=True, colour=PAPER), text=found.set_right(found.draft))
    height = line.size * 1.9

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.box((left, top, left + width, top + height), fill=INK)
        pen.text(left + (width - line.width) / 2, top + height / 2 + line.size * 0.36, line)

    return Block(width, height, draw)


def foot(found: Content, seen: Collection[str], width: float, letters: float, *, brief: bool) -> Block:
    """Legend, notes and sources; a brief one has no notes and of the sources only those of the borders.

    `seen` are the kinds of marks and borders that lie in the map.
    """
    small = _model(found, letters - 1.6, colour=MUTED)
    notes = [] if brief else [_set(note, width, _model(found, letters - 0.6)) for note in found.notes]
    shown = found.credits if brief else found.sources
    sources = _set(" ".join(filter(None, shown)), width, small)
    return blocks.stacked([legend(found, seen, width, letters), *notes, sources], 4.0)


def key(found: Content, shown: Sequence[Mark], width: float, letters: float, *, note: str) -> Block:
    """The numbered marks with their names, dates and distances, in columns."""
    gap = 10.0
    number = max(1, int((width + gap) // (_COLUMN_PT + gap)))
    room = (width - gap * (number - 1)) / number
    entries = [_entry(found, mark, at, room, letters - 0.4) for at, mark in enumerate(shown, 1)]
    table = blocks.columns(entries, width, (gap, 2.4), rtl=found.rtl)
    return blocks.stacked([table, _set(note, width, _model(found, letters - 0.6))], 3.0)


def _entry(found: Content, mark: Mark, number: int, room: float, letters: float) -> Block:
    count = replace(_model(found, letters, bold=True), text=found.set_right(str(number)))
    sign = letters * 1.2 if found.episodes else 0.0
    indent = letters * 1.5 + sign
    words = say("figure_entry", name=mark.name, date=mark.date)
    lines = wrapped(words, room - indent, _model(found, letters))
    lines += wrapped(mark.line, room - indent, _model(found, letters)) if mark.line else []

    def draw(pen: Pen, left: float, top: float) -> None:
        base = top + lines[0].above
        pen.text(_start(found, left, room, 0.0, count.width), base, count)
        if sign:
            x = _start(found, left, room, indent - sign, 0.0)
            side = -1 if found.rtl else 1
            middle = (x + side * letters * 0.45, base - letters * 0.36)
            style = mark.event["style"]
            marks.chip(pen, middle, letters * 0.95, style, found.letter(style))
        pen.lines(left + (0.0 if found.rtl else indent), top, room - indent, lines)

    return Block(room, height_of(lines), draw)


def _start(found: Content, left: float, room: float, indent: float, width: float) -> float:
    """Left end of something so wide that begins so far from the side where reading begins."""
    return left + room - indent - width if found.rtl else left + indent


def legend(found: Content, seen: Collection[str], width: float, letters: float) -> Block:
    """The colours and letters of the episodes and the kinds of marks that are on this map."""
    rows: list[tuple[Callable[[Pen, Point], None], str]] = [
        (_chip(style, found.letter(style), letters), words) for style, words in found.episodes
    ]
    rows += [(_SWATCHES[kind], words) for kind, words in found.legend if kind in seen]
    signs = len(found.episodes)
    parts = [
        _row(found, draw, words, letters - 0.8, (_SIGN_PT if at < signs else _SWATCH_PT, width))
        for at, (draw, words) in enumerate(rows)
    ]
    return blocks.flow(parts, width, (10.0, 3.6), rtl=found.rtl)


def _row(
    found: Content,
    swatch: Callable[[Pen, Point], None],
    words: str,
    letters: float,
    rooms: tuple[float, float],
) -> Block:
    """A swatch and its words; `rooms` are the widths of the swatch and of the sheet."""
    indent = rooms[0] + _SWATCH_GAP
    lines = wrapped(words, rooms[1] - indent, _model(found, letters))
    whole = indent + widest(lines)
    height = max(height_of(lines), letters * 1.3)

    def draw(pen: Pen, left: float, top: float) -> None:
        x = _start(found, left, whole, rooms[0] / 2, 0.0)
        swatch(pen, (x, top + height / 2))
        start = left if found.rtl else left + indent
        ink_top = top + (height - height_of(lines)) / 2
        pen.lines(start, ink_top, widest(lines), lines)

    return Block(whole, height, draw)


def _chip(style: int, letter: str, letters: float) -> Callable[[Pen, Point], None]:
    return lambda pen, at: marks.chip(pen, at, letters * 1.1, style, letter)


def _stroke(pen: Pen, at: Point, **look: object) -> None:
    x, y = at
    pen.shape([[(x - 8, y), (x + 8, y)]], closed=False, **look)  # type: ignore[arg-type]


def _point(pen: Pen, at: Point) -> None:
    pen.circle(at, 2.4, fill=_STROKE, edge=PAPER, width=0.8)


def _disc(pen: Pen, at: Point) -> None:
    pen.circle(at, 4.0, fill=_FILL, alpha=0.16)
    pen.circle(at, 4.0, edge=_STROKE, width=1.1)


def _cell(pen: Pen, at: Point) -> None:
    x, y = at
    pen.box((x - 3.6, y - 3.6, x + 3.6, y + 3.6), fill="#e9ebec", edge=_STROKE, width=1.1)


def _region(pen: Pen, at: Point) -> None:
    x, y = at
    ring = np.array([(x - 7, y - 4), (x + 7, y - 4), (x + 7, y + 4), (x - 7, y + 4), (x - 7, y - 4)])
    slants = marks.hatching([ring], (x - 8, y - 5, x + 8, y + 5))
    pen.shape(slants, closed=False, edge=_STROKE, width=0.8, alpha=0.8)
    pen.shape([ring], closed=False, edge=_STROKE, width=0.7)


def _coarse(pen: Pen, at: Point) -> None:
    pen.circle(at, 4.0, fill=_FILL, alpha=0.16)
    pen.circle(at, 4.0, edge=_STROKE, width=1.1, dashes=(0.1, 2.6))


def _line(pen: Pen, at: Point) -> None:
    x, y = at
    _stroke(pen, at, edge=INK, width=0.8)
    pen.shape([[(x + 8, y - 3.4), (x + 8, y + 3.4)]], closed=False, edge=INK, width=1.1)


def _released(pen: Pen, at: Point) -> None:
    x, y = at
    pen.shape([[(x - 8, y), (x, y)]], closed=False, edge=INK, width=0.8, dashes=(0.1, 2.4), round_ends=True)
    square = [(x, y - 3.5), (x + 7, y - 3.5), (x + 7, y + 3.5), (x, y + 3.5), (x, y - 3.5)]
    pen.shape([square], closed=False, edge=_STROKE, width=1.1, dashes=(2.2, 1.6))


def _border(pen: Pen, at: Point) -> None:
    _stroke(pen, at, edge=BORDER, width=1.0)


def _disputed(pen: Pen, at: Point) -> None:
    _stroke(pen, at, edge=BORDER, width=1.0, dashes=(3.0, 2.0))


_SWATCHES: dict[str, Callable[[Pen, Point], None]] = {
    "point": _point,
    "disc": _disc,
    "cell": _cell,
    "region": _region,
    "coarse": _coarse,
    "line": _line,
    "released": _released,
    "border": _border,
    "disputed": _disputed,
}
