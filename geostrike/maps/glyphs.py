"""The mark of an episode: a colour-blind-safe colour, each with a shape of its own; knows no event."""

from __future__ import annotations

from geostrike.escape import Html, tag

SHAPES = (
    ("circle", {"cx": "8", "cy": "8", "r": "5.2"}),
    ("polygon", {"points": "8,2 14,13.2 2,13.2"}),
    ("rect", {"x": "3.2", "y": "3.2", "width": "9.6", "height": "9.6"}),
    ("polygon", {"points": "8,1.6 14.4,8 8,14.4 1.6,8"}),
    ("polygon", {"points": "8,14 14,2.8 2,2.8"}),
    ("polygon", {"points": "6,2 10,2 10,6 14,6 14,10 10,10 10,14 6,14 6,10 2,10 2,6 6,6"}),
)

MARKS = len(SHAPES)


def glyph(style: int) -> Html:
    """The mark as a small drawing for a line of text."""
    name, attributes = SHAPES[style]
    return tag(
        "svg",
        tag(name, **attributes),
        class_=f"glyph ep{style}",
        viewBox="0 0 16 16",
        width="14",
        height="14",
        aria_hidden="true",
        focusable="false",
    )
