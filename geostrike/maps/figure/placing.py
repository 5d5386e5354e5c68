"""Where labels stand on a figure: beside their marks, inside the frame, none over another; draws nothing.

Each label tries a ring of places around its mark, near ones first, and takes the cheapest that is free. Where
a label that must stand finds none it goes first in a new round; after some rounds the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot

import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.maps.figure.lettering import Line, height_of, widest
from geostrike.maps.figure.pen import Box

GAPS = (2.0, 6.0, 12.0, 20.0, 30.0, 44.0, 60.0)
_DIRECTIONS = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
_APART, _ROUNDS = 1.2, 24
_PER_POINT, _PER_RANK, _OVER_MARK, _OVER_LINE, _OVER_BORDER = 1.0, 0.8, 16.0, 14.0, 5.0
_GROUP_APART = 0.6
_LEADER_FROM = 5.0

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be lettered beside a mark; `style` puts the sign of an episode before its first line.

    A label that is no `must` may be left out; one with a `dot` brings a small mark of its own; of a `group`
    only those are placed that are far from each other.
    """

    key: str
    beside: Box
    lines: tuple[Line, ...]
    style: int | None = None
    must: bool = True
    leader: bool = True
    gaps: tuple[float, ...] = GAPS
    dot: bool = False
    group: str = ""
    size: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        indent = self.indent
        object.__setattr__(self, "size", (widest(self.lines) + indent, height_of(self.lines)))

    @property
    def indent(self) -> float:
        """Room for the sign before the lines."""
        return 0.0 if self.style is None else self.lines[0].size * 1.15


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box on the paper, the side to which its lines lean, and its leader."""

    label: Label
    box: Box
    lean: str
    leader: Segment | None


@dataclass(slots=True)
class Room:
    """What is taken on the paper: frame, boxes that no label may touch, marks and lines better left free."""

    frame: Box
    taken: list[Box]
    small: list[Box] = field(default_factory=list)
    wide: list[Box] = field(default_factory=list)
    strokes: list[Segment] = field(default_factory=list)
    borders: BaseGeometry | None = None

    def copy(self) -> Room:
        """The same room, to be filled without changing this one."""
        return Room(self.frame, [*self.taken], self.small, self.wide, [*self.strokes], self.borders)


def place(labels: Sequence[Label], room: Room) -> list[Placed] | None:
    """Places for all labels that must stand and as many others as fit; None where one that must does not.

    Parameters
    ----------
    labels : sequence of Label
        The weightiest first.
    room : Room
        What is taken; it is filled where the answer is not None.
    """
    order = [label for label in labels if label.must]
    for _ in range(_ROUNDS):
        trial = room.copy()
        placed, failed = _fill(order, trial)
        if failed is None:
            placed += _fill([label for label in labels if not label.must], trial)[0]
            room.taken, room.strokes = trial.taken, trial.strokes
            return placed
        if order[0] is failed:
            return None
        order.remove(failed)
        order.insert(0, failed)
    return None


def _fill(labels: Sequence[Label], room: Room) -> tuple[list[Placed], Label | None]:
    done: list[Placed] = []
    for label in labels:
        if label.group and _near_its_like(label, done, room):
            continue
        found = _best(label, room)
        if found is None and label.must:
            return done, label
        if found is not None:
            room.taken += [found.box, *([label.beside] if label.dot else [])]
            room.strokes += [found.leader] if found.leader else []
            done.append(found)
    return done, None


def _near_its_like(label: Label, done: Sequence[Placed], room: Room) -> bool:
    far = (room.frame[2] - room.frame[0]) * _GROUP_APART
    like = [one.label.beside for one in done if one.label.group == label.group]
    return any(hypot(label.beside[0] - box[0], label.beside[1] - box[1]) < far for box in like)


def _best(label: Label, room: Room) -> Placed | None:
    best, lowest = None, float("inf")
    for gap in label.gaps:
        if gap * _PER_POINT >= lowest:
            break
        for rank, direction in enumerate(_DIRECTIONS):
            candidate = _candidate(label, direction, gap)
            cost = gap * _PER_POINT + rank * _PER_RANK
            if cost < lowest and _is_free(candidate, room):
                cost += _cost(candidate, room)
                if cost < lowest:
                    best, lowest = candidate, cost
    return best


def _candidate(label: Label, direction: tuple[int, int], gap: float) -> Placed:
    left, top, right, bottom = label.beside
    width, height = label.size
    across, down = direction
    reach = gap if not (across and down) else gap * 0.72
    x = {1: right + reach, -1: left - reach - width, 0: (left + right - width) / 2}[across]
    y = {1: bottom + reach, -1: top - reach - height, 0: (top + bottom - height) / 2}[down]
    box = (x, y, x + width, y + height)
    lean = {1: "left", -1: "right", 0: "middle"}[across]
    return Placed(label, box, lean, _leader(label, box, gap))


def _leader(label: Label, box: Box, gap: float) -> Segment | None:
    """A thin line from a mark to its label, where they stand apart."""
    if not label.leader or gap < _LEADER_FROM:
        return None
    left, top, right, bottom = label.beside
    middle = ((left + right) / 2, (top + bottom) / 2)
    end = _nearest(box, middle)
    length = max(hypot(end[0] - middle[0], end[1] - middle[1]), 1e-9)
    start_at = min(right - left, bottom - top) / 2 / length
    start = (middle[0] + (end[0] - middle[0]) * start_at, middle[1] + (end[1] - middle[1]) * start_at)
    return start, end


def _nearest(box: Box, point: Point) -> Point:
    return min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])


def _is_free(candidate: Placed, room: Room) -> bool:
    box = candidate.box
    left, top, right, bottom = room.frame
    if box[0] < left + 2 or box[1] < top + 2 or box[2] > right - 2 or box[3] > bottom - 2:
        return False
    boxes = (box, candidate.label.beside) if candidate.label.dot else (box,)
    if any(overlap(one, other, _APART) for other in (*room.taken, *room.small) for one in boxes):
        return False
    return candidate.leader is None or not any(crosses(candidate.leader, other) for other in room.taken)


def _cost(candidate: Placed, room: Room) -> float:
    box = candidate.box
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    beside = candidate.label.beside
    covered = sum(_shared(box, mark) for mark in room.wide if mark != beside) / area
    crossed = sum(crosses(stroke, box) for stroke in room.strokes)
    on_border = room.borders is not None and shapely.intersects(room.borders, shapely.box(*box))
    return covered * _OVER_MARK + crossed * _OVER_LINE + on_border * _OVER_BORDER


def overlap(one: Box, other: Box, apart: float = 0.0) -> bool:
    """Whether two boxes meet, or come nearer than `apart`.

    Examples
    --------
    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 1, 1), (2, 0, 3, 1))
    (True, False)
    """
    return (
        one[0] < other[2] + apart
        and other[0] < one[2] + apart
        and one[1] < other[3] + apart
        and other[1] < one[3] + apart
    )


def _shared(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0.0) * max(high, 0.0)


def crosses(segment: Segment, box: Box) -> bool:
    """Whether a straight line passes through a box.

    Examples
    --------
    >>> crosses(((0, 0), (4, 4)), (1, 1, 2, 2)), crosses(((0, 0), (4, 0)), (1, 1, 2, 2))
    (True, False)
    """
    (x0, y0), (x1, y1) = segment
    first, last = 0.0, 1.0
    for start, step, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
    return first < last
