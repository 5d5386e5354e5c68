"""Rivers and lakes of a map from the basemap's file, with spots for the names of rivers; draws no land."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geostrike.maps import basefile
from geostrike.maps.thinning import Box, Floats, clipped, pack, rings_of, simple, valid

_RANKS = ((30.0, 12), (60.0, 6), (120.0, 4), (360.0, 2))
_NAME_STEP_DEG, _MOST_SPOTS = 0.3, 40


def rank(wide: float) -> int:
    """The least prominent water that a window of some degrees of width shows, as Natural Earth ranks them."""
    return next(most for least, most in _RANKS if wide <= least)


def polygons(
    name: str, limits: Box, tolerance: float, *, most: int = 99, least: float = 0.0
) -> list[BaseGeometry]:
    """Polygons of a layer of the basemap's file inside the window; a hole cuts the ring before it.

    `most` is the least prominent rank, `least` the smallest extent in square degrees.
    """
    layer = basefile.layer(name)
    groups: list[list[Floats]] = []
    for at in layer.touching(limits):
        fact = layer.facts[at]
        if fact.get("rank", 0) <= most and np.ptp(layer.run(at), axis=0).prod() >= least:
            if fact.get("hole") and groups:
                groups[-1].append(layer.run(at))
            elif not fact.get("hole"):
                groups.append([layer.run(at)])
    out: list[BaseGeometry] = []
    for rings in groups:
        shape = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
        thin = shapely.simplify(shapely.clip_by_rect(shape, *limits), tolerance)
        out += [
            part
            for one in shapely.get_parts(thin)
            if one.geom_type == "Polygon"
            for part in valid(rings_of(one))
        ]
    return out


def rivers(limits: Box, tolerance: float, most: int) -> tuple[list[list[int]], list[dict[str, Any]]]:
    """Rivers up to a rank inside the window, and the spots where each one's name can stand."""
    layer = basefile.layer("rivers")
    drawn: list[list[int]] = []
    named: dict[str, dict[str, Any]] = {}
    for at in layer.touching(limits):
        fact = layer.facts[at]
        for part in clipped(layer.run(at), limits) if fact["rank"] <= most else ():
            thin = simple(part, tolerance).round(4)
            drawn.append(pack(thin))
            if fact["name"]:
                entry = named.setdefault(fact["name"], {"name": fact["name"], "ar": fact["ar"], "at": []})
                entry["at"] += _spots(thin, limits)
    return drawn, [water | {"at": _some(water["at"])} for water in named.values() if water["at"]]


def _spots(xy: Floats, limits: Box) -> list[list[float]]:
    """Points along a river, some way apart, for its name."""
    line = shapely.linestrings(xy)
    step = _NAME_STEP_DEG * max(1.0, (limits[2] - limits[0]) / 20)
    along = np.arange(step / 2, line.length, step)
    spots: list[list[float]] = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, along)).round(4).tolist()
    )
    return spots


def _some(spots: Sequence[Any]) -> list[Any]:
    every = -(-len(spots) // _MOST_SPOTS)
    return list(spots[::every])
