"""What stands around the map, as HTML and small drawings: buttons, legend, locator, credits; no claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geostrike import borders
from geostrike.escape import Html, tag, web_address
from geostrike.maps import controls, wording
from geostrike.maps.glyphs import glyph
from geostrike.maps.locator import locator
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import count, say

_SHAPES = ("point", "disc", "cell", "region", "coarse")


def map_frame(report: Report, data: Mapping[str, Any]) -> Html:
    """The map's section of the page with everything that lies over the map."""
    stage = tag(
        "div",
        tag("div", tag("noscript", tag("p", say("no_script"))), id="map"),
        controls.map_buttons(),
        _note(report),
        locator(data["base"], data["bounds"], data["limits"]),
        class_="stage",
    )
    strip = tag("div", _legend(report, data), _credits(data["datasets"]), _whole(report), class_="strip")
    return tag("section", stage, strip, class_="map-frame", aria_label=say("map_label"))


def _whole(report: Report) -> Html:
    """The way out of a frame that is too small for more than the map."""
    address = web_address(report.about.address)
    target = "_blank" if address else None
    return tag(
        "a", say("open_whole"), href=address or "#list", id="open-whole", target=target, rel="noopener"
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


def _legend(report: Report, data: Mapping[str, Any]) -> Html:
    signs = [_row(glyph(style), words) for style, words in episodes(report)]
    return tag(
        "ul", *signs, *(_row(_swatch(kind), say(f"legend_{kind}")) for kind in kinds(data)), class_="legend"
    )


def episodes(report: Report) -> tuple[tuple[int, str], ...]:
    """The sign of each episode on the map with its months; nothing where there is one sign only.

    Of episodes in the same months the days are told, and of those on the same days what they are called.
    """
    found: dict[int, list[Item]] = {}
    for item in report.items:
        if item.on_map:
            found.setdefault(item.style, []).append(item)
    if len(found) < 2:
        return ()
    names = _told_apart([tuple(items) for _, items in sorted(found.items())])
    return tuple(zip(sorted(found), names, strict=True))


def _told_apart(groups: Sequence[tuple[Item, ...]]) -> list[str]:
    """What groups of events are called, shortly, and each otherwise than the others."""
    names = [_span(items, 7) for items in groups]
    days = [_span(items, 10) for items in groups]
    named = [
        say("figure_entry", name=items[0].event.title, date=day)
        for items, day in zip(groups, days, strict=True)
    ]
    for finer in (days, named):
        names = [one if names.count(one) == 1 else other for one, other in zip(names, finer, strict=True)]
    return names


def _span(items: Sequence[Item], digits: int) -> str:
    """First and last day of some events, or no more of them than so many digits of the date."""
    ends = sorted(day[:digits] for item in items for day in item.event.date.split("/"))
    return wording.day(ends[0] if ends[0] == ends[-1] else f"{ends[0]}/{ends[-1]}")


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
    return controls.swatch(*drawings[kind])


def _credits(datasets: Sequence[str]) -> Html:
    names = " · ".join(borders.credit(name).attribution for name in datasets)
    return tag(
        "p",
        tag("a", say("attribution", titles=names), href="#about"),
        class_="credits",
    )
