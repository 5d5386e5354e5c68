"""The locator: a small map of the whole window with a frame around what is shown; no event, no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import pi
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.escape import Html, tag
from geostrike.maps import basemap
from geostrike.maps.strings import say
from geostrike.maps.thinning import simple

_WIDTH_PX, _LEAST_PX, _SHOWN_PX = 132.0, 1.5, 0.5

Floats = NDArray[np.float64]


def locator(base: Mapping[str, Any], bounds: Sequence[float], limits: Sequence[float]) -> Html:
    """The small map; the script moves the frame that shows the present view.

    Parameters
    ----------
    base : mapping
        Packed rings of `land` and packed lines of `borders`.
    bounds, limits : sequence of float
        West, south, east, north of the events and of the window, in degrees.
    """
    west, south, east, north = limits
    tall = _mercator(np.array([south, north]))
    size = (_WIDTH_PX, round(float(_WIDTH_PX * (tall[1] - tall[0]) * 180 / pi / (east - west)), 1))
    rings = (ring for rings in base["land"] for ring in rings)
    corners = np.array([[bounds[0], bounds[3]], [bounds[2], bounds[1]]])
    (x0, y0), (x1, y1) = _pixels(corners, limits, size).tolist()
    view = tag(
        "rect",
        x=f"{x0:.1f}",
        y=f"{y0:.1f}",
        width=f"{x1 - x0:.1f}",
        height=f"{y1 - y0:.1f}",
        id="locator-view",
        class_="view",
        data_box=" ".join(f"{edge:.4f}" for edge in limits),
        data_size=f"{size[0]:g} {size[1]:g}",
    )
    drawing = tag(
        "svg",
        tag("path", d=_paths(rings, limits, size, "Z"), class_="land"),
        tag("path", d=_paths((line["at"] for line in base["borders"]), limits, size), class_="border"),
        view,
        viewBox=f"0 0 {size[0]:g} {size[1]:g}",
        width=f"{size[0]:g}",
        height=f"{size[1]:g}",
        role="img",
        aria_label=say("locator"),
    )
    return tag("div", drawing, class_="locator", data_over_map=True)


def _mercator(lat: Floats) -> Floats:
    return np.asarray(np.log(np.tan(pi / 4 + lat * pi / 360)))


def _pixels(xy: Floats, limits: Sequence[float], size: tuple[float, float]) -> Floats:
    west, south, east, north = limits
    top, bottom = _mercator(np.array([north, south]))
    x = (xy[:, 0] - west) / (east - west) * size[0]
    return np.column_stack([x, (top - _mercator(xy[:, 1])) / (top - bottom) * size[1]])


def _paths(
    packed: Iterable[Sequence[int]], limits: Sequence[float], size: tuple[float, float], end: str = ""
) -> str:
    paths = (_path(_pixels(_degrees(each), limits, size), end) for each in packed)
    return " ".join(filter(None, paths))


def _degrees(packed: Sequence[int]) -> Floats:
    return np.asarray(np.cumsum(np.reshape(packed, (-1, 2)), axis=0) / basemap.GRID)


def _path(points: Floats, end: str) -> str:
    """A line as an SVG path, thinned to what the small drawing can show."""
    if np.ptp(points, axis=0).max(initial=0) < _LEAST_PX:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in simple(points, _SHOWN_PX).tolist()) + end
