"""What stands around the map, as HTML and small drawings: buttons, legend, locator, credits; no claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, pi, tan
from typing import Any

import numpy as np
import shapely

from geostrike import borders
from geostrike.escape import Html, tag, web_address
from geostrike.maps import basemap
from geostrike.maps.report import Report
from geostrike.maps.strings import count, say

_LOCATOR_WIDTH = 132
_SHAPES = ("point", "disc", "cell", "region", "coarse")


def map_frame(report: Report, data: Mapping[str, Any]) -> Html:
    """The map's section of the page with everything that lies over the map."""
    stage = tag(
        "div",
        tag("div", tag("noscript", tag("p", say("no_script"))), id="map"),
        _buttons(),
        _note(report),
        _locator(data),
        class_="stage",
    )
    strip = tag("div", _legend(data), _credits(data["datasets"]), _whole(report), class_="strip")
    return tag("section", stage, strip, class_="map-frame", aria_label=say("map_label"))


def _whole(report: Report) -> Html:
    """The way out of a frame that is too small for more than the map."""
    address = web_address(report.about.address)
    target = "_blank" if address else None
    return tag(
        "a", say("open_whole"), href=address or "#list", id="open-whole", target=target, rel="noopener"
    )


def _buttons() -> Html:
    names = (("zoom-in", "zoom_in", "+"), ("zoom-out", "zoom_out", "−"), ("whole-map", "whole_map", None))
    return tag(
        "div",
        *(
            tag(
                "button",
                sign or _HOME,
                type="button",
                id=name,
                aria_label=say(key),
                title=say(key),
                tabindex="-1" if sign else None,
            )
            for name, key, sign in names
        ),
        class_="buttons",
        data_over_map=True,
    )


_HOME = tag(
    "svg",
    tag("path", d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"),
    viewBox="0 0 16 16",
    width="16",
    height="16",
    aria_hidden="true",
    focusable="false",
)


def _note(report: Report) -> Html | None:
    number = len(report.without_place)
    if not number:
        return None
    return tag(
        "p",
        tag(
            "a",
            count("without_place", number),
            href="#list",
            id="unplaced",
            title=count("without_place_note", number),
        ),
        class_="note",
        data_over_map=True,
    )


def _legend(data: Mapping[str, Any]) -> Html:
    return tag("ul", *(_row(_swatch(kind), say(f"legend_{kind}")) for kind in kinds(data)), class_="legend")


def kinds(data: Mapping[str, Any]) -> list[str]:
    """The marks that are on this map, and no others."""
    shapes = {event["shape"] for event in data["events"]}
    found = [shape for shape in _SHAPES if shape in shapes]
    if any("line" in event for event in data["events"]):
        found.append("line")
    found += ["released"] if any("released" in event for event in data["events"]) else []
    found += ["border"] if data["base"]["borders"] else []
    if any(line["kind"] != "land" for line in data["base"]["borders"]):
        found.append("disputed")
    return found


def _row(swatch: Html, text: str) -> Html:
    return tag("li", swatch, tag("span", text, dir="auto"))


def _swatch(kind: str) -> Html:
    """A sample of a mark, drawn as the map draws it."""
    drawings = {
        "point": [tag("circle", cx="14", cy="9", r="4.5", class_="mark exact")],
        "disc": [tag("circle", cx="14", cy="9", r="7.5", class_="mark disc")],
        "cell": [tag("rect", x="7", y="2", width="14", height="14", class_="mark cell")],
        "region": [
            tag("rect", x="3", y="2.5", width="22", height="13", class_="mark region"),
            tag("path", d="M4 12 12 3M8 15 20 3M16 15 24 7", class_="hatch"),
        ],
        "coarse": [tag("circle", cx="14", cy="9", r="7.5", class_="mark coarse")],
        "line": [
            tag("line", x1="3", y1="9", x2="24", y2="9", class_="to-border"),
            tag("line", x1="24", y1="4", x2="24", y2="14", class_="tick"),
        ],
        "released": [
            tag("line", x1="2", y1="9", x2="14", y2="9", class_="to-released"),
            tag("rect", x="14", y="4", width="10", height="10", class_="mark released"),
        ],
        "border": [tag("line", x1="2", y1="9", x2="26", y2="9", class_="border")],
        "disputed": [tag("line", x1="2", y1="9", x2="26", y2="9", class_="border border-disputed")],
    }
    return tag(
        "svg",
        *drawings[kind],
        class_="swatch",
        viewBox="0 0 28 18",
        width="28",
        height="18",
        aria_hidden="true",
        focusable="false",
    )


def _credits(datasets: Sequence[str]) -> Html:
    names = " · ".join(borders.load(name).attribution for name in datasets)
    return tag(
        "p",
        tag("a", say("attribution", titles=names), href="#about"),
        class_="credits",
    )


def _locator(data: Mapping[str, Any]) -> Html:
    """A small map of the whole window; the script moves the frame that shows the present view."""
    west, south, east, north = data["limits"]
    width = float(_LOCATOR_WIDTH)
    height = round(width * (_mercator(north) - _mercator(south)) * 180 / pi / (east - west), 1)
    size = (width, height)
    land = " ".join(
        _path(ring, data["limits"], size, closed=True) for rings in data["base"]["land"] for ring in rings
    )
    lines = " ".join(
        _path(line["at"], data["limits"], size, closed=False) for line in data["base"]["borders"]
    )
    x0, y0 = _to_locator(data["bounds"][0], data["bounds"][3], data["limits"], size)
    x1, y1 = _to_locator(data["bounds"][2], data["bounds"][1], data["limits"], size)
    drawing = tag(
        "svg",
        tag("path", d=land, class_="land"),
        tag("path", d=lines, class_="border"),
        tag(
            "rect",
            x=f"{x0:.1f}",
            y=f"{y0:.1f}",
            width=f"{x1 - x0:.1f}",
            height=f"{y1 - y0:.1f}",
            id="locator-view",
            class_="view",
            data_box=" ".join(f"{edge:.4f}" for edge in data["limits"]),
            data_size=f"{width:g} {height:g}",
        ),
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        aria_label=say("locator"),
    )
    return tag("div", drawing, class_="locator", data_over_map=True)


def _mercator(lat: float) -> float:
    return log(tan(pi / 4 + lat * pi / 360))


def _to_locator(
    lon: float, lat: float, limits: Sequence[float], size: tuple[float, float]
) -> tuple[float, float]:
    west, south, east, north = limits
    x = (lon - west) / (east - west) * size[0]
    y = (_mercator(north) - _mercator(lat)) / (_mercator(north) - _mercator(south)) * size[1]
    return x, y


def _path(packed: Sequence[int], limits: Sequence[float], size: tuple[float, float], *, closed: bool) -> Html:
    """A packed line as an SVG path, thinned to what the small drawing can show."""
    xy = np.cumsum(np.reshape(packed, (-1, 2)), axis=0) / basemap.GRID
    points = np.array([_to_locator(lon, lat, limits, size) for lon, lat in xy])
    if np.ptp(points, axis=0).max(initial=0) < 1.5:
        return Html("")
    thin = shapely.get_coordinates(shapely.simplify(shapely.linestrings(points), 0.5))
    steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in thin)
    return Html(f"M{steps}{'Z' if closed else ''}")
