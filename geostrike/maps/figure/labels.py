"""The labels of a figure and their room: names, numbers, distances, countries, towns; draws nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from geostrike.maps.figure import ground, marks, placing
from geostrike.maps.figure.content import Content, Mark
from geostrike.maps.figure.frame import Frame
from geostrike.maps.figure.lettering import Line, wrapped
from geostrike.maps.figure.pen import INK, MUTED, Box
from geostrike.maps.figure.placing import Label, Placed, Room

_NAME_ROOM = 108.0
_SHORT_PT = 16.0
_SMALL_PT = 16.0
_TOWN, _COUNTRY, _WATER = "#5a646d", "#8a8f94", "#4f7c98"
_TOWN_GAPS, _NUMBER_GAPS = (1.6,), (0.6, 3.0, 7.0, 13.0, 21.0, 31.0, 45.0, 62.0, 84.0, 110.0)
_TOWN_DOT = 1.1
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
    names = [label for mark in found.marks for label in _names(found, frame, mark, size)]
    rest = [*_seconds(found, frame, size), *_ground(found, frame, size)]
    few = len(found.marks) <= MOST_NAMES
    placed = placing.place([*names, *rest], room) if few else None
    if placed is not None:
        return Lettering(tuple(placed), (), 0)
    if not numbers:
        loose = [_optional(label) for label in names]
        return Lettering(tuple(placing.place([*loose, *rest], room) or ()), (), 0)
    numbered = [_optional(_number(frame, mark, at, size)) for at, mark in enumerate(found.marks, 1)]
    placed = placing.place([*numbered, *rest], room) or []
    given = {one.label.key for one in placed}
    return Lettering(tuple(placed), found.marks, sum(label.key not in given for label in numbered))


MOST_NAMES = 40


def _optional(label: Label) -> Label:
    return Label(label.key, label.beside, label.lines, label.style, must=False, gaps=label.gaps)


def _room(found: Content, frame: Frame, taken: Iterable[Box]) -> Room:
    room = Room(frame.box, list(taken), borders=ground.borders(frame, found.base))
    for mark in found.marks:
        box = marks.box_of(frame, mark.event)
        is_small = max(box[2] - box[0], box[3] - box[1]) <= _SMALL_PT
        (room.small if is_small else room.wide).append(box)
        room.small += [marks.second_box(frame, second) for second in mark.event.get("released", ())]
        end = marks.foot(frame, mark.event)
        if end is not None:
            room.strokes.append((marks.spot(frame, mark.event), end))
    return room


def _beside(frame: Frame, mark: Mark) -> Box:
    """The mark itself; of a large one its middle, so that its name stands inside."""
    box = marks.box_of(frame, mark.event)
    if max(box[2] - box[0], box[3] - box[1]) <= 3 * _SMALL_PT:
        return box
    x, y = marks.spot(frame, mark.event)
    return x - 1, y - 1, x + 1, y + 1


def _names(found: Content, frame: Frame, mark: Mark, size: float) -> list[Label]:
    """The name and date of a mark, and the length of its line where that is long enough to be lettered."""
    model = Line(found.set_right(""), size, bold=True, colour=INK)
    small = Line(found.set_right(""), size - 0.8, colour=INK)
    lines = [*wrapped(mark.name, _NAME_ROOM, model), *wrapped(mark.date, _NAME_ROOM, small)]
    style = mark.event["style"] if found.episodes else None
    end, start = marks.foot(frame, mark.event), marks.spot(frame, mark.event)
    length = wrapped(mark.line, _NAME_ROOM, small) if mark.line else []
    apart = end is not None and hypot(end[0] - start[0], end[1] - start[1]) >= _SHORT_PT
    whole = lines if apart else [*lines, *length]
    name = Label(mark.event["id"], _beside(frame, mark), tuple(whole), style)
    if not apart or end is None:
        return [name]
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return [name, Label(f"{mark.event['id']} line", (x - 1, y - 1, x + 1, y + 1), tuple(length))]


def _number(frame: Frame, mark: Mark, number: int, size: float) -> Label:
    line = Line(str(number), size, bold=True, colour=INK)
    return Label(mark.event["id"], _beside(frame, mark), (line,), gaps=_NUMBER_GAPS)


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
    zoom = frame.zoom
    labels = []
    for country in found.base["countries"]:
        line = Line(found.set_right(country["name"]), size + 0.6, colour=_COUNTRY)
        spots = [(lon, lat) for lon, lat, low, high in country["at"] if low <= zoom < high]
        inside = [spot for spot in _on_paper(frame, spots) if _holds(frame, spot, line.width / 2)]
        labels += [_country(country["name"], spot, line) for spot in inside]
    return labels


def _country(name: str, spot: tuple[float, float], line: Line) -> Label:
    beside = (*spot, *spot)
    return Label(f"country {name}", beside, (line,), must=False, leader=False, gaps=(0.0,), group=name)


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
