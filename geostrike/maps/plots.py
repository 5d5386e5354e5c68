"""Range plots: the figures of a kind of claim as small bars, a row a speaker; draws, and decides nothing.

Positions are SVG attributes in per cent, since a page with a strict policy takes no style attributes.
"""

from __future__ import annotations

from geostrike.escape import Html, join, tag
from geostrike.maps import wording
from geostrike.model import Claim

_LEFT, _WIDTH = 2.0, 94.0


def bar(claim: Claim, top: float) -> Html:
    """The bar of one claim on a scale from 0 to `top`; a dot for a single number, an open end fades out."""
    low, high = claim.ends
    if (low is None and high is None) or top <= 0:
        return Html("")
    first, last = _at(low or 0, top), _at(top if high is None else high, top)
    marks = [tag("line", x1=_per(_LEFT), x2=_per(_LEFT + _WIDTH), y1="7", y2="7", class_="rail")]
    if last > first:
        is_open = low is None or high is None
        y, height = ("5.5", "3") if is_open else ("4", "6")
        marks.append(
            tag(
                "rect",
                x=_per(first),
                y=y,
                width=_per(last - first),
                height=height,
                class_="open" if is_open else "span",
            )
        )
    marks += [
        tag("circle", cx=_per(_at(end, top)), cy="7", r="4", class_="dot")
        for end in dict.fromkeys((low, high))
        if end is not None
    ]
    return tag("svg", *marks, class_="bar", width="100%", height="14", aria_hidden="true", focusable="false")


def scale(top: float) -> Html:
    """The ends of the scale under the bars."""
    return tag(
        "div",
        join(tag("span", "0"), tag("span", wording.number(top))),
        class_="scale",
        aria_hidden="true",
    )


def _at(value: float, top: float) -> float:
    return _LEFT + _WIDTH * min(value / top, 1)


def _per(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
