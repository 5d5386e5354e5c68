"""The legend of an events table's map: its marks, its rings and bunches, its borders; no logic."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geostrike.escape import Html, tag
from geostrike.maps import controls
from geostrike.maps.glyphs import MARKS, glyph
from geostrike.maps.strings import say
from geostrike.maps.table.ground import Ground
from geostrike.maps.table.phrases import phrase
from geostrike.maps.table.sheet import Sheet, radii

_VALUES = 8
_EXACT_M = 100.0
_BORDERS = (("land", "legend_border"), ("disputed", "legend_disputed"))


def legend(sheet: Sheet, base: Ground) -> Html:
    """What each mark and line of the map means, of those that are there.

    Parameters
    ----------
    sheet : Sheet
        From `sheet.prepare`.
    base : Ground
        From `ground.ground`.
    """
    rows = [(glyph(style), text) for style, text in _marks(sheet)]
    rows += [(_swatch(kind), phrase(kind)) for kind in _sharpness(sheet)]
    kinds = {line["kind"] for line in base.drawn["borders"]}
    rows += [(_swatch(f"border-{kind}"), say(key)) for kind, key in _BORDERS if kind in kinds]
    return tag(
        "ul", *(tag("li", sign, tag("span", text, dir="auto")) for sign, text in rows), class_="legend"
    )


def _marks(sheet: Sheet) -> list[tuple[int, str]]:
    """Values of the marks with what they are called; those that share the last mark are "other"."""
    by_style: dict[int, list[str]] = {}
    for value, style in sheet.styles.items():
        by_style.setdefault(style, []).append(value)
    return [
        (style, phrase("other") if len(values) > 1 else values[0] or phrase("not_given"))
        for style, values in sorted(by_style.items())
        if style < MARKS
    ][:_VALUES]


def _sharpness(sheet: Sheet) -> Iterator[str]:
    """Which marks there are by how well places are known, and a bunch where events may share one."""
    radius_m = radii(sheet)
    there = {
        "exact": radius_m <= _EXACT_M,
        "hollow": radius_m > _EXACT_M,
        "ring": radius_m > _EXACT_M,
        "unstated": np.isnan(radius_m),
    }
    yield from (kind for kind, rows in there.items() if rows.any())
    if sheet.placed > 1:
        yield "cluster"


def _swatch(kind: str) -> Html:
    """A sample of a mark, drawn as the map draws it."""
    drawings = {
        "exact": [tag("circle", cx="14", cy="9", r="4.5", class_="mark exact")],
        "hollow": [tag("circle", cx="14", cy="9", r="4.5", class_="mark hollow")],
        "unstated": [tag("circle", cx="14", cy="9", r="5.2", class_="mark hollow unstated")],
        "ring": [tag("circle", cx="14", cy="9", r="7.5", class_="mark disc")],
        "cluster": [
            tag("circle", cx="14", cy="9", r="8", class_="bunch"),
            tag("text", "9", x="14", y="12.5", text_anchor="middle", class_="bunch-number"),
        ],
        "border-land": [tag("line", x1="2", y1="9", x2="26", y2="9", class_="border")],
        "border-disputed": [tag("line", x1="2", y1="9", x2="26", y2="9", class_="border border-disputed")],
    }
    return controls.swatch(*drawings[kind])
