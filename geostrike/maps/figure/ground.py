"""The map under the events on paper: land, water and borders as the page has them; no event, no letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.maps.figure.frame import Box, Frame, unpacked
from geostrike.maps.figure.pen import Pen

LAND, WATER, BORDER, HALO = "#f5f3ef", "#dde8ef", "#6b7580", "#ffffff"
BEYOND = "#e9e7e2"
RIVER, ADMIN, EDGE = "#a9c3d3", "#c9c5bd", "#9aa3ab"
_DASHES = (3.0, 2.0)
_FINEST_PT = 0.08
UNSETTLED = frozenset({"disputed", "indefinite"})

Rings = list[np.ndarray[Any, np.dtype[np.float64]]]


def draw(pen: Pen, frame: Frame, base: Mapping[str, Any], cover: Box, *, fine: bool = True) -> None:
    """Draw the ground inside the frame; not `fine` leaves out what a small inset cannot hold.

    Beyond `cover`, which the ground reaches to, it is neither land nor water.
    """
    pen.clip(frame.box)
    pen.box(frame.box, fill=BEYOND)
    (left, top), (right, bottom) = frame.at([(cover[0], cover[3]), (cover[2], cover[1])]).tolist()
    beyond = _beyond(frame)
    pen.box(
        (max(left, beyond[0]), max(top, beyond[1]), min(right, beyond[2]), min(bottom, beyond[3])), fill=WATER
    )
    for rings in base["land"]:
        pen.shape(polygons(frame, rings), fill=LAND, edge=EDGE if fine else "none", width=0.35)
    if fine:
        _simplified(pen, frame, base)
    _borders(pen, frame, base["borders"], 1.0 if fine else 0.5)
    pen.clip(None)


def _simplified(pen: Pen, frame: Frame, base: Mapping[str, Any]) -> None:
    """Water and provinces, where the map is so small that one does not see how simplified they are."""
    if frame.zoom < base["lake_zoom"]:
        for rings in base["lakes"]:
            pen.shape(polygons(frame, rings), fill=WATER, edge=RIVER, width=0.35)
        pen.shape(lines(frame, base["admin"]), closed=False, edge=ADMIN, width=0.45)
    if frame.zoom < base["river_zoom"]:
        pen.shape(lines(frame, base["rivers"]), closed=False, edge=RIVER, width=0.7)


def _borders(pen: Pen, frame: Frame, borders: Sequence[Mapping[str, Any]], width: float) -> None:
    solid = lines(frame, [line["at"] for line in borders if line["kind"] not in UNSETTLED])
    broken = lines(frame, [line["at"] for line in borders if line["kind"] in UNSETTLED])
    pen.shape([*solid, *broken], closed=False, edge=HALO, width=2.6 * width, alpha=0.75)
    pen.shape(solid, closed=False, edge=BORDER, width=width, round_ends=True)
    pen.shape(broken, closed=False, edge=BORDER, width=width, dashes=_DASHES)


def borders(frame: Frame, base: Mapping[str, Any]) -> BaseGeometry:
    """All border lines in the frame as one prepared geometry on the paper."""
    found = lines(frame, [line["at"] for line in base["borders"]])
    whole = shapely.MultiLineString([shapely.linestrings(part) for part in found])
    shapely.prepare(whole)
    return whole


def faces(frame: Frame, base: Mapping[str, Any]) -> list[tuple[str, BaseGeometry]]:
    """The parts of the frame that borders and coasts leave, each with the one country it lies in."""
    paper = shapely.box(*frame.box)
    land = shapely.union_all([_polygon(frame, rings) for rings in base["land"]])
    cut = shapely.unary_union([paper.boundary, *shapely.get_parts(borders(frame, base))])
    found = []
    for face in shapely.get_parts(shapely.polygonize(shapely.get_parts(cut).tolist())):
        names = [one["name"] for one in base["countries"] if _holds(face, frame, one["at"])]
        parts = shapely.get_parts(shapely.intersection(shapely.intersection(face, paper), land))
        solid = [part for part in parts if part.geom_type == "Polygon"]
        if len(names) == 1 and solid:
            found.append((names[0], max(solid, key=lambda part: part.area)))
    return sorted(found, key=lambda one: -one[1].area)


def _holds(face: BaseGeometry, frame: Frame, spots: Sequence[Sequence[float]]) -> bool:
    points = shapely.points(frame.at([spot[:2] for spot in spots])) if spots else []
    return bool(np.any(shapely.contains(face, points)))


def kinds(frame: Frame, base: Mapping[str, Any]) -> set[str]:
    """The kinds of border that are seen in the frame: border, disputed."""
    seen = [line["kind"] for line in base["borders"] if lines(frame, [line["at"]])]
    return {"disputed" if kind in UNSETTLED else "border" for kind in seen}


def polygons(frame: Frame, rings: Sequence[Sequence[int]]) -> Rings:
    """The rings of a polygon inside the frame, on the paper."""
    return _rings(_polygon(frame, rings))


def _polygon(frame: Frame, rings: Sequence[Sequence[int]]) -> BaseGeometry:
    outer, *holes = [frame.at(unpacked(ring)) for ring in rings]
    shape = shapely.make_valid(shapely.Polygon(outer, holes))
    return shapely.clip_by_rect(shape, *_beyond(frame))


def lines(frame: Frame, packed: Iterable[Sequence[int]]) -> Rings:
    """Lines inside the frame, on the paper, without bends that print cannot show."""
    found = []
    for one in packed:
        xy = frame.at(unpacked(one))
        if len(xy) > 1:
            clipped = shapely.clip_by_rect(shapely.linestrings(xy), *_beyond(frame))
            thin = shapely.simplify(clipped, _FINEST_PT)
            found += [shapely.get_coordinates(part) for part in shapely.get_parts(thin)]
    return [part for part in found if len(part) > 1]


def _rings(shape: Any) -> Rings:
    thin = shapely.simplify(shape, _FINEST_PT)
    parts = [part for part in shapely.get_parts(thin) if part.geom_type == "Polygon" and not part.is_empty]
    return [shapely.get_coordinates(ring) for part in parts for ring in shapely.get_rings(part)]


def _beyond(frame: Frame) -> tuple[float, float, float, float]:
    """A little more than the frame, so that no cut edge is seen."""
    left, top, right, bottom = frame.box
    return left - 4, top - 4, right + 4, bottom + 4
