"""Where labels stand on a figure: beside their marks, inside the frame, none over another; draws nothing.

Each label tries a ring of places around its mark, near ones first, and takes the cheapest that is free. Where
a label that must stand finds none it goes first in a new round; after some rounds the answer is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import hypot

import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.maps.figure.lettering import Line, height_of, widest
from geostrike.maps.figure.pen import Box

GAPS = (2.0, 6.0, 12.0, 20.0, 30.0, 44.0, 60.0)
_DIRECTIONS = (
    *((1, 0), (1, -0.7), (1, -1), (1, 0.7), (1, 1)),
    *((-1, 0), (-1, -0.7), (-1, -1), (-1, 0.7), (-1, 1)),
    *((0, -1), (0, 1), (0.6, -1), (-0.6, -1), (0.6, 1), (-0.6, 1)),
)
_APART, _CLEAR, _ROUNDS = 1.2, 7.0, 24
_PER_POINT, _PER_RANK, _OVER_MARK, _OVER_LINE, _OVER_BORDER = 1.0, 0.4, 16.0, 14.0, 8.0
_PER_SPOT, _DIAGONAL, _ROUND_CORNER, _OUTSIDE = 0.1, 0.72, 0.29, 4.0
_GROUP_APART = 0.6
_LEADER_FROM, _LEAST_LEADER = 4.0, 1.0
_NEAR, _DOUBTFUL = 2.0, 6.0

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Label:
    """What is to be lettered beside a mark, or `within` it where it has room there.

    A label that is no `must` may be left out; one with a `dot` brings a small mark of its own; of a `group`
    only those are placed that are far from each other. One with `spots` stands on the first of them that is
    free, and without a leader on no other place. Where there is no room for it, a `narrower` one is tried.
    """

    key: str
    beside: Box
    lines: tuple[Line, ...]
    must: bool = True
    leader: bool = True
    gaps: tuple[float, ...] = GAPS
    dot: bool = False
    group: str = ""
    within: Point | None = None
    spots: tuple[Point, ...] = ()
    narrower: Label | None = None
    size: tuple[float, float] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", (widest(self.lines), height_of(self.lines)))


@dataclass(frozen=True, slots=True)
class Area:
    """What a wide mark of some events covers; no label lies across its edge, none of other events inside.

    Where it is `ground`, so large that it fills much of the map, names may stand inside.
    """

    keys: frozenset[str]
    shape: BaseGeometry
    box: Box
    ground: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its box on the paper, the side its lines lean to, its leader; `inside` its own mark."""

    label: Label
    box: Box
    lean: str
    leader: Segment | None
    inside: bool = False


@dataclass(slots=True)
class Room:
    """What is taken on the paper: frame, boxes and lines that no label may touch, the areas of wide marks.

    Leaders are better left free; `rivals` are the small boxes that are marks of events.
    """

    frame: Box
    taken: list[Box]
    small: list[Box] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    rivals: list[Box] = field(default_factory=list)
    strokes: list[Segment] = field(default_factory=list)
    leaders: list[Segment] = field(default_factory=list)
    borders: BaseGeometry | None = None

    def copy(self) -> Room:
        """The same room, to be filled without changing this one."""
        return replace(self, taken=[*self.taken], leaders=[*self.leaders])


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
            room.taken, room.leaders = trial.taken, trial.leaders
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
        found = _found(label, room)
        if found is None and label.must:
            return done, label
        if found is not None:
            room.taken += [found.box, *([label.beside] if label.dot else [])]
            room.leaders += [found.leader] if found.leader else []
            done.append(found)
    return done, None


def _found(label: Label, room: Room) -> Placed | None:
    """The best place with clear room around it where it stands on a spot, else narrowly, else narrower."""
    clear = _best(label, room, _CLEAR) if label.spots and not label.leader else None
    found = clear or _best(label, room)
    return _found(label.narrower, room) if found is None and label.narrower else found


def _near_its_like(label: Label, done: Sequence[Placed], room: Room) -> bool:
    far = (room.frame[2] - room.frame[0]) * _GROUP_APART
    like = [one.label.beside for one in done if one.label.group == label.group]
    return any(hypot(label.beside[0] - box[0], label.beside[1] - box[1]) < far for box in like)


def _best(label: Label, room: Room, apart: float = _APART) -> Placed | None:
    best, lowest = None, float("inf")
    for start, box, lean in _candidates(label):
        if start >= lowest:
            continue
        candidate = Placed(label, box, lean, None)
        if not _is_free(box, candidate, room, apart):
            continue
        owned = _owned(label, box, room)
        if owned is None:
            continue
        doubtful = label.leader and not owned and _nearer_another(label, box, room)
        leader = None if owned else _leader(label, box, doubtful=doubtful)
        candidate = replace(candidate, leader=leader, inside=owned)
        if _leads_clear(candidate, room):
            cost = start + _cost(candidate, room) + doubtful * _DOUBTFUL
            if cost < lowest:
                best, lowest = candidate, cost
    return best


def _candidates(label: Label) -> Iterator[tuple[float, Box, str]]:
    """Boxes where a label could stand, each with what the place costs and the side its lines lean to."""
    for rank, (x, y) in enumerate(label.spots):
        yield rank * _PER_SPOT, *_at((x, y, x, y), label.size, (0, 0), 0.0)
    if label.spots and not label.leader:
        return
    if label.within is not None:
        middle = (*label.within, *label.within)
        yield 0.0, *_at(middle, label.size, (0, 0), 0.0)
        yield from _around(middle, label)
    outside = 0.0 if label.within is None else _OUTSIDE
    for cost, box, lean in _around(label.beside, label, is_round=label.within is not None):
        yield cost + outside, box, lean


def _around(beside: Box, label: Label, *, is_round: bool = False) -> Iterator[tuple[float, Box, str]]:
    corner = (beside[2] - beside[0]) / 2 * _ROUND_CORNER if is_round else 0.0
    for gap in label.gaps:
        for rank, direction in enumerate(_DIRECTIONS):
            is_corner = abs(direction[0]) == 1 == abs(direction[1])
            reach = gap * _DIAGONAL - corner if is_corner else gap
            yield gap * _PER_POINT + rank * _PER_RANK, *_at(beside, label.size, direction, reach)


def _at(
    beside: Box, size: tuple[float, float], direction: tuple[float, float], reach: float
) -> tuple[Box, str]:
    left, top, right, bottom = beside
    across, down = direction
    x = _start(left, right, size[0], across, reach)
    y = _start(top, bottom, size[1], down, reach)
    lean = "left" if across > 0 else "right" if across < 0 else "middle"
    return (x, y, x + size[0], y + size[1]), lean


def _start(low: float, high: float, length: float, side: float, reach: float) -> float:
    """Where something begins that stands before (-1), after (1) or in the middle (0) of a span."""
    if abs(side) == 1:
        return high + reach if side > 0 else low - reach - length
    return (low + high - length) / 2 + side * (high - low + length) / 2


def _nearer_another(label: Label, box: Box, room: Room) -> bool:
    """Whether a reader would take a label for that of another mark, which is as near."""
    own = _apart(box, label.beside)
    return label.beside in room.rivals and any(
        _apart(box, other) < own + _NEAR for other in room.rivals if other != label.beside
    )


def _apart(one: Box, other: Box) -> float:
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    return hypot(across, max(one[1] - other[3], other[1] - one[3], 0.0))


def _leader(label: Label, box: Box, *, doubtful: bool) -> Segment | None:
    """A thin line from a mark to its label, where they stand apart."""
    if not label.leader:
        return None
    left, top, right, bottom = label.beside
    middle = ((left + right) / 2, (top + bottom) / 2)
    end = _nearest(box, middle)
    length = max(hypot(end[0] - middle[0], end[1] - middle[1]), 1e-9)
    reach = min(right - left, bottom - top) / 2
    if length - reach < (_LEAST_LEADER if doubtful else _LEADER_FROM):
        return None
    start_at = reach / length
    start = (middle[0] + (end[0] - middle[0]) * start_at, middle[1] + (end[1] - middle[1]) * start_at)
    return start, end


def _nearest(box: Box, point: Point) -> Point:
    return min(max(point[0], box[0]), box[2]), min(max(point[1], box[1]), box[3])


def _is_free(box: Box, candidate: Placed, room: Room, apart: float) -> bool:
    left, top, right, bottom = room.frame
    if box[0] < left + 2 or box[1] < top + 2 or box[2] > right - 2 or box[3] > bottom - 2:
        return False
    boxes = (box, candidate.label.beside) if candidate.label.dot else (box,)
    if any(overlap(one, other, apart) for other in (*room.taken, *room.small) for one in boxes):
        return False
    return not any(crosses(stroke, box) for stroke in room.strokes)


def _owned(label: Label, box: Box, room: Room) -> bool | None:
    """Whether a box lies inside the label's own mark; None where it lies over the edge or mark of others."""
    left, top, right, bottom = box
    if label.dot:
        left, top = min(left, label.beside[0]), min(top, label.beside[1])
        right, bottom = max(right, label.beside[2]), max(bottom, label.beside[3])
    wider = (left - _APART, top - _APART, right + _APART, bottom + _APART)
    met = [area for area in room.areas if overlap(wider, area.box)]
    paper = shapely.box(*wider)
    own = False
    for area in met:
        if not area.shape.intersects(paper):
            continue
        is_own = label.key in area.keys
        if not ((is_own or area.ground) and area.shape.contains(paper)):
            return None
        own = own or is_own
    return own


def _leads_clear(candidate: Placed, room: Room) -> bool:
    """Whether a leader passes no label and no mark but those that lie over its own."""
    if candidate.leader is None:
        return True
    beside = candidate.label.beside
    others = [box for box in room.small if not overlap(box, beside)]
    return not any(crosses(candidate.leader, box) for box in (*room.taken, *others))


def _cost(candidate: Placed, room: Room) -> float:
    box, key = candidate.box, candidate.label.key
    others = [area for area in room.areas if key not in area.keys]
    covered = any(overlap(box, area.box) and area.shape.intersects(shapely.box(*box)) for area in others)
    crossed = sum(crosses(leader, box) for leader in room.leaders)
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
