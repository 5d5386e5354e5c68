"""The sheet of a figure: title, map, key, legend and sources under each other, inset and scale in the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from geostrike.maps.figure import blocks, ground, marks, placing, surround
from geostrike.maps.figure.blocks import Block
from geostrike.maps.figure.content import Content, Mark
from geostrike.maps.figure.frame import Frame, fit
from geostrike.maps.figure.labels import Lettering, lettered
from geostrike.maps.figure.lettering import Line, step
from geostrike.maps.figure.pen import INK, MUTED, PAPER, Box, Pen
from geostrike.maps.figure.placing import Placed
from geostrike.maps.figure.size import Size
from geostrike.maps.strings import count, say

_INSET_SHARE, _INSET_LEAST, _INSET_MOST = 0.19, 54.0, 104.0
_EDGE = "#9aa3ab"
_LEADER = "#4a545e"
_HALO, _HALO_INSIDE = 1.3, 1.7
_SHARED = 0.5
_GAP, _TOP, _MARGIN = 5.0, 2.0, 9.0
_NICE = (1, 2, 5)
_CORNERS = ((1, 0), (0, 0), (1, 1), (0, 1))


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything in the map lies, before anything is drawn."""

    frame: Frame
    inset: Frame | None
    scale: Box
    lettering: Lettering


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What stands above and under the map, and the window that this leaves to it."""

    margin: float
    letters: float
    head: Block
    foot: Block
    frame: Frame


def sheet(found: Content, size: Size) -> Pen:
    """Draw a figure.

    Parameters
    ----------
    found : Content
        Words and marks.
    size : Size
        Width, and height where that is given too; no key then.
    """
    around = _surroundings(found, size)
    margin, letters, frame = around.margin, around.letters, around.frame
    plan = _plan(found, frame, letters, numbers=not size.height_pt)
    key = _key(found, plan.lettering, frame.box[2] - frame.box[0], letters)
    bottom = frame.box[3] + _GAP
    pen = Pen(size.width_pt, size.height_pt or bottom + key.height + around.foot.height)
    around.head.draw(pen, margin, max(margin, _TOP))
    _map(pen, found, plan)
    key.draw(pen, margin, bottom)
    around.foot.draw(pen, margin, bottom + key.height)
    return pen


def shown(found: Content, size: Size) -> Box:
    """West, south, east and north of all ground that a figure shows, that of the inset too, in degrees."""
    frame = _surroundings(found, size).frame
    inset = _inset(found, frame)
    boxes = np.array([one.limits() for one in (frame, inset) if one])
    (west, south), (east, north) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def _surroundings(found: Content, size: Size) -> _Surroundings:
    margin = _MARGIN if size.height_pt else 0.0
    width = size.width_pt - 2 * margin
    letters = blocks.letter_size(width)
    head = surround.head(found, width, letters)
    top = max(margin, _TOP) + head.height + _GAP
    seen = _seen(found, width, top)
    foot = surround.foot(found, seen, width, letters, brief=bool(size.height_pt))
    room = size.height_pt - top - foot.height - _GAP - margin if size.height_pt else 0.0
    frame = fit([mark.event for mark in found.marks], found.limits, (margin, top), (width, room))
    return _Surroundings(margin, letters, head, foot, frame)


def _seen(found: Content, width: float, top: float) -> set[str]:
    """The kinds of marks, and the kinds of border in a window as high as the marks ask for."""
    frame = fit([mark.event for mark in found.marks], found.limits, (0.0, top), (width, 0.0))
    return {kind for kind, _ in found.legend} - {"border", "disputed"} | ground.kinds(frame, found.base)


def _plan(found: Content, frame: Frame, letters: float, *, numbers: bool) -> _Plan:
    inset = _inset(found, frame)
    scale = _scale_box(found, frame, inset, letters)
    taken = [scale, *([inset.box] if inset else [])]
    return _Plan(frame, inset, scale, lettered(found, frame, taken, letters, numbers=numbers))


def _key(found: Content, lettering: Lettering, width: float, letters: float) -> Block:
    if not lettering.key:
        return blocks.NOTHING
    more = count("figure_unlettered", lettering.unlettered) if lettering.unlettered else ""
    return surround.key(found, lettering.key, width, letters, note=more)


def _map(pen: Pen, found: Content, plan: _Plan) -> None:
    frame = plan.frame
    ground.draw(pen, frame, found.base, found.cover)
    for mark, turn in _turned(frame, found.marks):
        marks.draw(pen, frame, mark.event, turn)
    for placed in plan.lettering.placed:
        _leader(pen, placed)
    for placed in plan.lettering.placed:
        _label(pen, placed)
    if plan.inset:
        _draw_inset(pen, found, frame, plan.inset)
    _draw_scale(pen, frame, plan.scale, found)
    pen.box(frame.box, edge=_EDGE, width=0.6)


def _turned(frame: Frame, shown: Iterable[Mark]) -> list[tuple[Mark, int]]:
    """The marks, large ones first, each with how many hatchings of other colours lie under it."""
    order = sorted(shown, key=lambda one: -_extent(marks.box_of(frame, one.event)))
    areas = [(mark, marks.outline(frame, mark.event)) for mark in order if mark.event["shape"] == "region"]
    return [(mark, _under(mark, areas)) for mark in order]


def _under(mark: Mark, areas: Sequence[tuple[Mark, BaseGeometry]]) -> int:
    """The number of other colours hatched before a mark over a good part of it."""
    at = next((at for at, (one, _) in enumerate(areas) if one is mark), None)
    if at is None:
        return 0
    area, style = areas[at][1], mark.event["style"]
    shared = [one.event["style"] for one, other in areas[:at] if _covers(other, area)]
    kinds = list(dict.fromkeys(shared))
    return kinds.index(style) if style in kinds else len(kinds)


def _covers(one: BaseGeometry, other: BaseGeometry) -> bool:
    return bool(one.intersection(other).area > _SHARED * other.area)


def _extent(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _leader(pen: Pen, placed: Placed) -> None:
    if placed.leader:
        pen.shape([placed.leader], closed=False, edge=PAPER, width=1.6, alpha=0.8)
        pen.shape([placed.leader], closed=False, edge=_LEADER, width=0.5)
    if placed.label.dot:
        left, top, right, bottom = placed.label.beside
        pen.circle(((left + right) / 2, (top + bottom) / 2), (right - left) / 2, fill=MUTED)


def _label(pen: Pen, placed: Placed) -> None:
    left, y, right, _ = placed.box
    label = placed.label
    for at, line in enumerate(label.lines):
        y += line.above if at == 0 else step(label.lines[at - 1], line)
        slack = right - left - line.width
        x = left + {"left": 0.0, "right": slack, "middle": slack / 2}[placed.lean]
        pen.text(x, y, line, halo=_HALO_INSIDE if placed.inside else _HALO)


def _inset(found: Content, frame: Frame) -> Frame | None:
    """A small map of the surroundings in the corner that hides least; none where the map shows them."""
    west, south, east, north = frame.limits()
    around = found.limits
    if (east - west) > 0.6 * (around[2] - around[0]) or (north - south) > 0.75 * (around[3] - around[1]):
        return None
    width = min(max((frame.box[2] - frame.box[0]) * _INSET_SHARE, _INSET_LEAST), _INSET_MOST)
    small = fit((), around, (0.0, 0.0), (width, 0.0))
    height = small.box[3] - small.box[1]
    boxes = [_corner(frame.box, corner, (width, height), 5.0) for corner in _CORNERS]
    box = min(boxes, key=lambda one: _hidden(found, frame, one))
    return Frame(box, small.west, small.north, small.points_a_degree)


def _corner(box: Box, corner: tuple[int, int], size: tuple[float, float], margin: float) -> Box:
    left, top, right, bottom = box
    x = right - margin - size[0] if corner[0] else left + margin
    y = bottom - margin - size[1] if corner[1] else top + margin
    return x, y, x + size[0], y + size[1]


def _hidden(found: Content, frame: Frame, box: Box) -> float:
    """How much a box in the map would hide: marks weigh most, then lines, then the room around them."""
    cost = 0.0
    for mark in found.marks:
        cover = marks.box_of(frame, mark.event)
        cost += 10.0 * placing.overlap(box, cover) + 2.0 * placing.overlap(box, cover, 30.0)
        seconds = mark.event.get("released", ())
        cost += sum(10.0 * placing.overlap(box, marks.second_box(frame, one)) for one in seconds)
        end = marks.foot(frame, mark.event)
        if end is not None:
            cost += 6.0 * placing.crosses((marks.spot(frame, mark.event), end), box)
    return cost


def _draw_inset(pen: Pen, found: Content, frame: Frame, inset: Frame) -> None:
    ground.draw(pen, inset, found.base, found.cover, fine=False)
    west, south, east, north = frame.limits()
    (left, top), (right, bottom) = inset.at([(west, north), (east, south)])
    view = (float(left), float(top), float(right), float(bottom))
    middle = ((view[0] + view[2]) / 2, (view[1] + view[3]) / 2)
    if view[2] - view[0] < 3:
        pen.circle(middle, 2.2, edge=INK, width=1.1)
    else:
        pen.box(view, edge=INK, width=1.0)
    pen.box(inset.box, edge=_EDGE, width=0.6)


def _scale_metres(frame: Frame) -> float:
    """The longest round length that takes at most a quarter of the window."""
    room = (frame.box[2] - frame.box[0]) * frame.metres_a_point * 0.25
    power = 10.0 ** np.floor(np.log10(room))
    return float(max(step * power for step in _NICE if step * power <= room))


def _scale_line(frame: Frame, found: Content, letters: float) -> Line:
    metres = _scale_metres(frame)
    key, number = ("kilometres", metres / 1000) if metres >= 1000 else ("metres", metres)
    return Line(found.set_right(say(key, n=f"{number:g}")), letters - 0.8, colour=INK)


def _scale_box(found: Content, frame: Frame, inset: Frame | None, letters: float) -> Box:
    width = max(_scale_metres(frame) / frame.metres_a_point, _scale_line(frame, found, letters).width) + 8
    corners = [
        _corner(frame.box, corner, (width, letters + 9), 4.0) for corner in ((0, 1), (1, 1), (0, 0), (1, 0))
    ]
    free = [box for box in corners if inset is None or not placing.overlap(box, inset.box)]
    return min(free, key=lambda box: _hidden(found, frame, box))


def _draw_scale(pen: Pen, frame: Frame, box: Box, found: Content) -> None:
    left, top, right, bottom = box
    line = _scale_line(frame, found, bottom - top - 9)
    length = _scale_metres(frame) / frame.metres_a_point
    start, y = (left + right - length) / 2, bottom - 4
    pen.text((left + right - line.width) / 2, y - 4.5, line, halo=_HALO)
    for edge, width in ((PAPER, 2.8), (INK, 1.0)):
        ends = [(start, y - 3), (start, y), (start + length, y), (start + length, y - 3)]
        pen.shape([ends], closed=False, edge=edge, width=width)
