"""The labels of a figure and their room: names, numbers, distances, countries, towns; draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.maps.figure import ground, marks, placing
from geostrike.maps.figure.content import Content, Mark
from geostrike.maps.figure.frame import Frame
from geostrike.maps.figure.lettering import Line, height_of, widest, wrapped
from geostrike.maps.figure.pen import INK, MUTED, Box
from geostrike.maps.figure.placing import Area, Label, Placed, Room

_NAME_ROOM, _NARROW_ROOM, _NAME_SHARE = 108.0, 64.0, 0.37
_SHORT_PT = 16.0
_SMALL_PT = 16.0
_TOWN, _COUNTRY, _WATER = "#5a646d", "#8a8f94", "#4f7c98"
_TOWN_GAPS, _NUMBER_GAPS = (1.6,), (0.6, 3.0, 7.0, 13.0, 21.0, 31.0, 45.0, 62.0, 84.0, 110.0)
_AREA_GAPS = tuple(float(gap) for gap in range(2, 88, 4))
_TOWN_DOT = 1.1
_GROUND = 0.25
_FACE_STEP, _FACE_ROOM = 5.0, 34.0
_WATER_GAPS = (2.0, 5.0)
_FINER_ZOOM = 1.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """All labels at their places; `key` holds the marks that are numbered, in the order of their numbers."""

    placed: tuple[Placed, ...]
    key: tuple[Mark, ...]
    unlettered: int


def lettered(found: Content, frame: Frame, taken: Iterable[Box], size: float, *, numbers: bool) -> Lettering:
    """Places for the labels of a figure; marks get numbers where their names have no room.

    Parameters
    ----------
    found : Content
        The words.
    frame : Frame
        The window.
    taken : iterable of box
        What already lies over the map, such as the inset.
    size : float
        Size of the letters of a name in points.
    numbers : bool
        Whether there is a key under the map; if not, names without room are left out.
    """
    room = _room(found, frame, taken)
    rest = [*_seconds(found, frame, size), *_ground(found, frame, size)]
    names = [label for mark in found.marks for label in _names(found, frame, mark, size)]
    placed = placing.place([*names, *rest], room) if len(found.marks) <= MOST_NAMES else None
    if placed is not None:
        return Lettering(tuple(placed), (), 0)
    if not numbers:
        loose = [_optional(label) for label in names]
        return Lettering(tuple(placing.place([*loose, *rest], room) or ()), (), 0)
    numbered = [_optional(_number(frame, mark, at, size)) for at, mark in enumerate(found.marks, 1)]
    lettered_by = placing.place([*numbered, *rest], room) or []
    given = {one.label.key for one in lettered_by}
    return Lettering(tuple(lettered_by), found.marks, sum(label.key not in given for label in numbered))


MOST_NAMES = 40


def _optional(label: Label) -> Label:
    return replace(label, must=False)


def _room(found: Content, frame: Frame, taken: Iterable[Box]) -> Room:
    room = Room(frame.box, list(taken), borders=ground.borders(frame, found.base))
    room.areas += _areas(frame, [mark for mark in found.marks if not _is_small(frame, mark)])
    room.rivals += [marks.box_of(frame, mark.event) for mark in found.marks if _is_small(frame, mark)]
    room.small += room.rivals
    for mark in found.marks:
        spot, end = marks.spot(frame, mark.event), marks.foot(frame, mark.event)
        room.strokes += [(spot, end)] if end is not None else []
        seconds = [marks.second_box(frame, second) for second in mark.event.get("released", ())]
        room.small += seconds
        room.strokes += [(spot, _middle(box)) for box in seconds]
    return room


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _is_small(frame: Frame, mark: Mark) -> bool:
    left, top, right, bottom = marks.box_of(frame, mark.event)
    return max(right - left, bottom - top) <= _SMALL_PT


def _areas(frame: Frame, wide: Iterable[Mark]) -> list[Area]:
    """What wide marks cover, those of one outline together."""
    found: dict[bytes, tuple[BaseGeometry, set[str]]] = {}
    for mark in wide:
        shape = marks.outline(frame, mark.event)
        found.setdefault(shapely.to_wkb(shape), (shape, set()))[1].add(mark.event["id"])
    paper = shapely.box(*frame.box)
    areas = []
    for shape, keys in found.values():
        shapely.prepare(shape)
        is_ground = shape.intersection(paper).area > _GROUND * paper.area
        areas.append(Area(frozenset(keys), shape, shape.bounds, ground=is_ground))
    return areas


def _beside(frame: Frame, mark: Mark) -> tuple[Box, tuple[float, float] | None]:
    """What a label stands beside, and the middle of a wide mark, where it may stand too."""
    spot = marks.spot(frame, mark.event)
    if _is_small(frame, mark):
        return marks.box_of(frame, mark.event), None
    if "outline" in mark.event:
        return (spot[0] - 1, spot[1] - 1, spot[0] + 1, spot[1] + 1), spot
    return marks.box_of(frame, mark.event), spot


def _name_rooms(frame: Frame) -> tuple[float, float]:
    """How wide names may be: as wide as one reads well, then narrow."""
    wide = min(_NAME_ROOM, (frame.box[2] - frame.box[0]) * _NAME_SHARE)
    return wide, min(wide, _NARROW_ROOM)


def _names(found: Content, frame: Frame, mark: Mark, size: float) -> list[Label]:
    """The name and date of a mark, and the length of its line where that is long enough to be lettered."""
    end, start = marks.foot(frame, mark.event), marks.spot(frame, mark.event)
    apart = end is not None and hypot(end[0] - start[0], end[1] - start[1]) >= _SHORT_PT
    wide, narrow = _name_rooms(frame)
    narrower = _name(found, frame, mark, (size, narrow), whole=not apart)
    name = replace(_name(found, frame, mark, (size, wide), whole=not apart), narrower=narrower)
    if not apart or end is None:
        return [name]
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    small = Line(found.set_right(""), size - 0.8, colour=INK)
    length = wrapped(mark.line, wide, small) if mark.line else []
    return [name, Label(f"{mark.event['id']} line", (x - 1, y - 1, x + 1, y + 1), tuple(length))]


def _name(found: Content, frame: Frame, mark: Mark, sizes: tuple[float, float], *, whole: bool) -> Label:
    """The name and date of a mark; `whole` with the length of its line.

    `sizes` are those of the letters and of the room for a line.
    """
    size, room = sizes
    model = Line(found.set_right(""), size, bold=True, colour=INK)
    small = Line(found.set_right(""), size - 0.8, colour=INK)
    lines = [*_lettered(found, mark, wrapped(mark.name, room, model)), *wrapped(mark.date, room, small)]
    lines += wrapped(mark.line, room, small) if whole and mark.line else []
    beside, within = _beside(frame, mark)
    return Label(
        mark.event["id"],
        beside,
        tuple(lines),
        gaps=_AREA_GAPS if within else placing.GAPS,
        within=within,
        spots=_inside(frame, mark, lines) if within else (),
    )


def _inside(frame: Frame, mark: Mark, lines: Sequence[Line]) -> tuple[tuple[float, float], ...]:
    """Where the lines of a name lie inside a region; the middle of a ring is enough."""
    if "outline" not in mark.event:
        return ()
    size = widest(lines), height_of(lines)
    seen = shapely.clip_by_rect(marks.outline(frame, mark.event), *frame.box)
    return _spots(seen, size, 1.6)


def _lettered(found: Content, mark: Mark, lines: Sequence[Line]) -> list[Line]:
    """The lines of a name with the letter of its episode after the last."""
    style = mark.event["style"]
    raised = replace(lines[-1], raised=found.letter(style), raised_colour=marks.STROKES[style])
    return [*lines[:-1], raised]


def _number(frame: Frame, mark: Mark, number: int, size: float) -> Label:
    line = Line(str(number), size, bold=True, colour=INK)
    beside, within = _beside(frame, mark)
    return Label(mark.event["id"], beside, (line,), gaps=_NUMBER_GAPS, within=within)


def _seconds(found: Content, frame: Frame, size: float) -> list[Label]:
    model = Line(found.set_right(""), size - 0.8, colour=MUTED)
    return [
        Label(
            f"{mark.event['id']} {second['label']}",
            marks.second_box(frame, second),
            tuple(wrapped(second["label"], _NAME_ROOM, model)),
            must=False,
        )
        for mark in found.marks
        for second in mark.event.get("released", ())
    ]


def _ground(found: Content, frame: Frame, size: float) -> list[Label]:
    """Countries first, then rivers, then towns, the most prominent first; those that fit are drawn."""
    return [*_countries(found, frame, size), *_waters(found, frame, size), *_towns(found, frame, size)]


def _countries(found: Content, frame: Frame, size: float) -> list[Label]:
    """The name of each country in the map, once in each part that its borders leave."""
    faces = ground.faces(frame, found.base)
    labels = []
    for at, (name, face) in enumerate(faces):
        line = Line(found.set_right(name), size + 0.6, colour=_COUNTRY)
        spots = _spots(face, (line.width, line.above + line.below), 3.0)
        if spots:
            labels.append(
                Label(
                    f"country {name} {at}",
                    (*spots[0], *spots[0]),
                    (line,),
                    must=False,
                    leader=False,
                    spots=spots,
                )
            )
    return labels


def _spots(face: BaseGeometry, size: tuple[float, float], margin: float) -> tuple[tuple[float, float], ...]:
    """Where a name lies inside a part of the map, the places far from its edge first."""
    left, top, right, bottom = face.bounds
    half, high = size[0] / 2 + margin, size[1] / 2 + margin
    xs, ys = (
        np.arange(left + half, right - half, _FACE_STEP),
        np.arange(top + high, bottom - high, _FACE_STEP),
    )
    x, y = (grid.ravel() for grid in np.meshgrid(xs, ys))
    shapely.prepare(face)
    inside = shapely.contains(face, shapely.box(x - half, y - high, x + half, y + high))
    x, y = x[inside], y[inside]
    clear = np.minimum(shapely.distance(face.boundary, shapely.points(x, y)), _FACE_ROOM).round(3)
    aside = np.hypot(x - face.centroid.x, y - face.centroid.y).round(3)
    order = np.lexsort((x, y, aside, -clear))
    return tuple(zip(x[order].tolist(), y[order].tolist(), strict=True))


def _waters(found: Content, frame: Frame, size: float) -> list[Label]:
    """Names of rivers, each once, where the map is so small that the rivers are drawn."""
    labels = []
    for water in found.base["waters"] if frame.zoom < found.base["river_zoom"] else ():
        name = water["ar"] if found.rtl and water["ar"] else water["name"]
        line = Line(found.set_right(name), size - 0.7, colour=_WATER)
        inside = [spot for spot in _on_paper(frame, water["at"]) if _holds(frame, spot, line.width / 2)]
        labels += [_beside_water(water["name"], spot, line) for spot in inside]
    return labels


def _beside_water(name: str, spot: tuple[float, float], line: Line) -> Label:
    key, beside = f"water {name}", (*spot, *spot)
    return Label(key, beside, (line,), must=False, leader=False, gaps=_WATER_GAPS, group=key)


def _towns(found: Content, frame: Frame, size: float) -> list[Label]:
    zoom = frame.zoom + _FINER_ZOOM
    labels = []
    for place in found.base["places"]:
        if place["zoom"] > zoom:
            continue
        for x, y in _on_paper(frame, [place["at"]]):
            if _holds(frame, (x, y), 4):
                name = place["ar"] if found.rtl and place["ar"] else place["name"]
                line = Line(found.set_right(name), size - 0.7, colour=_TOWN)
                box = (x - _TOWN_DOT, y - _TOWN_DOT, x + _TOWN_DOT, y + _TOWN_DOT)
                labels.append(_town(name, box, line))
    return labels


def _town(name: str, dot: Box, line: Line) -> Label:
    return Label(f"town {name}", dot, (line,), must=False, leader=False, gaps=_TOWN_GAPS, dot=True)


def _on_paper(frame: Frame, spots: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in frame.at(spots)] if spots else []


def _holds(frame: Frame, spot: tuple[float, float], margin: float) -> bool:
    left, top, right, bottom = frame.box
    return left + margin < spot[0] < right - margin and top + 6 < spot[1] < bottom - 6
