"""The marks of events on paper, as the page draws them: dot, ring, square, hatched area, line to the border.

Shape tells how sharply a place is known, also without colour; colour tells the episode, and so does the
letter after the name, which nobody takes for a mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geostrike.maps.figure.frame import Frame, unpacked
from geostrike.maps.figure.lettering import Line
from geostrike.maps.figure.pen import INK, PAPER, Box, Pen

FILLS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#3a3a3a")
STROKES = ("#005a8e", "#9a6700", "#007353", "#a1487b", "#24729f", "#000000")
_CHIP_INKS = (PAPER, INK, INK, INK, INK, PAPER)
_TINT = 0.13
_DOT, _LEAST_RING, _LEAST_SECOND = 2.4, 3.4, 3.0
_HATCH_STEP, _SLANT = 2.26, 0.5**0.5
_HATCHES = ((_SLANT, -_SLANT), (_SLANT, _SLANT), (1.0, 0.0), (0.0, 1.0))
_COARSE_DASHES, _SECOND_DASHES, _SECOND_LINE = (0.1, 2.6), (2.2, 1.6), (0.1, 2.4)
_TICK = 3.4

Event = Mapping[str, Any]
Floats = NDArray[np.float64]


def spot(frame: Frame, event: Event) -> tuple[float, float]:
    """The middle of a mark on the paper."""
    x, y = frame.at(event["at"])[0]
    return float(x), float(y)


def box_of(frame: Frame, event: Event) -> Box:
    """What a mark covers on the paper, without its line and second marks."""
    if "outline" in event:
        reach = np.concatenate(_rings(frame, event))
        (left, top), (right, bottom) = reach.min(axis=0), reach.max(axis=0)
        return float(left), float(top), float(right), float(bottom)
    (x, y), radius = _circle(frame, event)
    return x - radius, y - radius, x + radius, y + radius


def foot(frame: Frame, event: Event) -> tuple[float, float] | None:
    """Where the line of an event meets the border on the paper; None where the page draws none."""
    if "line" not in event:
        return None
    x, y = frame.at(event["line"]["foot"])[0]
    return float(x), float(y)


def second_box(frame: Frame, second: Mapping[str, Any]) -> Box:
    """What the mark of a position that a source gave covers on the paper."""
    (x, y), radius = _of_box(frame, second["box"], _LEAST_SECOND)
    return x - radius, y - radius, x + radius, y + radius


def outline(frame: Frame, event: Event) -> BaseGeometry:
    """What a mark covers on the paper, in its own shape."""
    if "outline" in event:
        return shapely.make_valid(_several(_rings(frame, event)))
    middle, radius = _circle(frame, event)
    return shapely.Point(middle).buffer(radius)


def draw(pen: Pen, frame: Frame, event: Event, turn: int = 0) -> None:
    """Draw one event with its line to the border and the positions that sources give.

    `turn` is the direction of its hatching, another where one lies there already.
    """
    pen.clip(frame.box)
    end = foot(frame, event)
    if end is not None:
        _line(pen, spot(frame, event), end)
    for second in event.get("released", ()):
        _second(pen, frame, event, second)
    if event["shape"] == "region":
        _region(pen, frame, event, turn)
    else:
        _MARKS[event["shape"]](pen, frame, event)
    pen.clip(None)


def _circle(frame: Frame, event: Event) -> tuple[tuple[float, float], float]:
    if "box" in event:
        return _of_box(frame, event["box"], _LEAST_RING)
    return spot(frame, event), _DOT


def _of_box(frame: Frame, box: Box, least: float) -> tuple[tuple[float, float], float]:
    """Middle and radius of the circle that fits a box on the ground, never so small that it is a pin."""
    (left, bottom), (right, top) = frame.at([box[:2], box[2:]])
    radius = float(right - left + bottom - top) / 4
    return (float(left + right) / 2, float(top + bottom) / 2), max(radius, least)


def _rings(frame: Frame, event: Event) -> list[Floats]:
    """The outline of a cell or region; a square where it would be too small to be seen."""
    rings = [frame.at(unpacked(ring)) for ring in event["outline"]]
    every = np.concatenate(rings)
    if np.ptp(every, axis=0).max() >= 2 * _LEAST_RING:
        return rings
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * _LEAST_RING
    return [corners + (every.min(axis=0) + every.max(axis=0)) / 2]


def _dot(pen: Pen, frame: Frame, event: Event) -> None:
    pen.circle(spot(frame, event), _DOT, fill=FILLS[event["style"]], edge=PAPER, width=0.8)


def _ring(pen: Pen, frame: Frame, event: Event) -> None:
    _outlined(pen, frame, event, ())


def _coarse(pen: Pen, frame: Frame, event: Event) -> None:
    _outlined(pen, frame, event, _COARSE_DASHES)


def _outlined(pen: Pen, frame: Frame, event: Event, dashes: tuple[float, ...]) -> None:
    fill, edge = FILLS[event["style"]], STROKES[event["style"]]
    if "outline" in event:
        rings = _rings(frame, event)
        pen.shape(rings, fill=fill, alpha=_TINT)
        pen.shape([*rings], closed=False, edge=edge, width=1.1, dashes=dashes, round_ends=True)
        return
    middle, radius = _circle(frame, event)
    pen.circle(middle, radius, fill=fill, alpha=_TINT)
    pen.circle(middle, radius, edge=edge, width=1.1, dashes=dashes)


def _region(pen: Pen, frame: Frame, event: Event, turn: int) -> None:
    rings = _rings(frame, event)
    edge = STROKES[event["style"]]
    pen.shape(hatching(rings, frame.box, turn), closed=False, edge=edge, width=0.8, alpha=0.8)
    pen.shape(rings, closed=False, edge=edge, width=0.7)


def hatching(rings: list[Floats], box: Box, turn: int = 0) -> list[Floats]:
    """Parallel lines inside some rings, as far as a box reaches: slanting, the other way, lying, upright."""
    area = shapely.clip_by_rect(shapely.make_valid(_several(rings)), *box)
    if area.is_empty:
        return []
    ahead = np.array(_HATCHES[turn % len(_HATCHES)])
    across = np.array([-ahead[1], ahead[0]])
    left, top, right, bottom = area.bounds
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    sides, lengths = corners @ across / _HATCH_STEP, corners @ ahead
    steps = np.arange(np.floor(sides.min()), np.ceil(sides.max()) + 1) * _HATCH_STEP
    slants = [[step * across + end * ahead for end in (lengths.min(), lengths.max())] for step in steps]
    cut = shapely.intersection(shapely.linestrings(slants), area)
    parts = [part for one in cut for part in shapely.get_parts(one) if part.geom_type == "LineString"]
    return [shapely.get_coordinates(part) for part in parts if not part.is_empty]


def _several(rings: list[Floats]) -> Any:
    """Rings of several polygons or with holes: what lies in an odd number of them."""
    area = shapely.Polygon(rings[0])
    for ring in rings[1:]:
        area = shapely.symmetric_difference(area, shapely.Polygon(ring))
    return area


_MARKS = {"point": _dot, "disc": _ring, "cell": _ring, "coarse": _coarse}


def _line(pen: Pen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A thin dark line with a tick where it meets the border."""
    pen.shape([[start, end]], closed=False, edge=INK, width=0.8)
    along = np.subtract(end, start)
    length = float(np.hypot(*along))
    if length > _TICK:
        across = np.array([-along[1], along[0]]) / length * _TICK
        pen.shape([[np.add(end, across), np.subtract(end, across)]], closed=False, edge=INK, width=1.1)


def _second(pen: Pen, frame: Frame, event: Event, second: Mapping[str, Any]) -> None:
    left, top, right, bottom = second_box(frame, second)
    middle = ((left + right) / 2, (top + bottom) / 2)
    dotted = [np.array([spot(frame, event), middle])]
    pen.shape(dotted, closed=False, edge=INK, width=0.8, dashes=_SECOND_LINE, round_ends=True)
    edge = STROKES[event["style"]]
    if second["square"]:
        ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        pen.shape([ring], closed=False, edge=edge, width=1.1, dashes=_SECOND_DASHES)
    else:
        pen.circle(middle, right - middle[0], edge=edge, width=1.1, dashes=_SECOND_DASHES)


def chip(pen: Pen, at: tuple[float, float], size: float, style: int, letter: str) -> None:
    """The colour and letter of an episode for key and legend, `size` wide around a point."""
    (x, y), high = at, size * 0.46
    pen.box(
        (x - size / 2, y - high, x + size / 2, y + high), fill=FILLS[style], edge=STROKES[style], width=0.6
    )
    line = Line(letter, size * 0.72, bold=True, colour=_CHIP_INKS[style])
    pen.text(x - line.width / 2, y + (line.above - line.below) / 2, line)


__all__ = ["FILLS", "STROKES", "box_of", "chip", "draw", "foot", "hatching", "outline", "second_box", "spot"]
