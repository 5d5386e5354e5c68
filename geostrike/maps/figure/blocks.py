"""Parts of a sheet as blocks with a height: lines of text, stacks, columns, flows; knows no event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geostrike.maps.figure.lettering import Line, height_of
from geostrike.maps.figure.pen import Pen

_NARROW_PT, _WIDE_PT = 241.0, 482.0


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the sheet: its width, its height, and what draws it from its left top corner."""

    width: float
    height: float
    draw: Callable[[Pen, float, float], None]


def _nothing(_pen: Pen, _left: float, _top: float) -> None:
    """Draw nothing."""


NOTHING = Block(0.0, 0.0, _nothing)


def letter_size(width: float) -> float:
    """Size of the letters of a name: 6.8 points in a column, 7.8 across a page.

    Examples
    --------
    >>> letter_size(241), letter_size(482), letter_size(2000)
    (6.8, 7.8, 7.8)
    """
    share = (width - _NARROW_PT) / (_WIDE_PT - _NARROW_PT)
    return 6.8 + min(max(share, 0.0), 1.0)


def text(lines: Sequence[Line], width: float) -> Block:
    """Lines of text in a room so wide."""

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.lines(left, top, width, lines)

    return Block(width, height_of(lines), draw)


def stacked(blocks: Sequence[Block], gap: float) -> Block:
    """Blocks under each other with a gap after each; those without a height are left out."""
    shown = [block for block in blocks if block.height]

    def draw(pen: Pen, left: float, top: float) -> None:
        for block in shown:
            block.draw(pen, left, top)
            top += block.height + gap

    width = max((block.width for block in shown), default=0.0)
    return Block(width, sum(block.height + gap for block in shown), draw)


def columns(blocks: Sequence[Block], width: float, gaps: tuple[float, float], *, rtl: bool) -> Block:
    """Blocks of one width in columns, read down, then across; `gaps` between columns and blocks."""
    across, down = gaps
    number = max(1, int((width + across) // (blocks[0].width + across))) if blocks else 1
    rows = -(-len(blocks) // number)
    split = [stacked(blocks[at * rows : (at + 1) * rows], down) for at in range(number)]

    def draw(pen: Pen, left: float, top: float) -> None:
        for at, column in enumerate(split):
            x = at * (blocks[0].width + across)
            column.draw(pen, left + (width - x - blocks[0].width if rtl else x), top)

    return Block(width, max(column.height for column in split), draw)


def flow(blocks: Sequence[Block], width: float, gaps: tuple[float, float], *, rtl: bool) -> Block:
    """Blocks beside each other in as many rows as they need; `gaps` between blocks and between rows."""
    across, down = gaps
    spots: list[tuple[float, float]] = []
    x = y = tallest = 0.0
    for block in blocks:
        if x and x + block.width > width:
            x, y, tallest = 0.0, y + tallest + down, 0.0
        spots.append((x, y))
        x, tallest = x + block.width + across, max(tallest, block.height)

    def draw(pen: Pen, left: float, top: float) -> None:
        for block, (right, below) in zip(blocks, spots, strict=True):
            block.draw(pen, left + (width - right - block.width if rtl else right), top + below)

    return Block(width, y + tallest, draw)
