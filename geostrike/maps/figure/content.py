"""What a figure says: title, labels, key, legend, sources, all from the page's report; places nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geostrike import __version__, borders
from geostrike.maps import basemap, legend, panel
from geostrike.maps.alttext import dates, shown_name
from geostrike.maps.coarseness import rule
from geostrike.maps.figure.lettering import RIGHT_TO_LEFT, readable
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import count, say

_NAMED = 7
_LETTERS, _ARABIC_LETTERS = "ABCDEF", "أبجدهو"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event on the map: the page's entry for its mark, and its words."""

    event: Mapping[str, Any]
    name: str
    date: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The words of a figure and the data of its marks; `rtl` where they are read from the right.

    `limits` are the surroundings that an inset shows, `cover` is how far the map under the events reaches.
    """

    title: str
    subtitle: str
    draft: str
    marks: tuple[Mark, ...]
    base: Mapping[str, Any]
    limits: tuple[float, float, float, float]
    cover: tuple[float, float, float, float]
    legend: tuple[tuple[str, str], ...]
    episodes: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    credits: tuple[str, ...]
    rtl: bool

    def letter(self, style: int) -> str:
        """The letter of an episode; nothing where all events are of one."""
        styles = [one for one, _ in self.episodes]
        letters = _ARABIC_LETTERS if self.rtl else _LETTERS
        return self.set_right(letters[styles.index(style)]) if styles else ""

    def set_right(self, text: str) -> str:
        """A text in the direction of the figure, letters checked."""
        return (RIGHT_TO_LEFT if self.rtl else "") + readable(text)


def content(report: Report, data: Mapping[str, Any], *, rtl: bool = False) -> Content:
    """The words of a figure of a report.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.
    data : mapping
        From `geostrike.maps.payload.page_data`.
    rtl : bool
        Whether the words run from right to left.
    """
    return Content(
        title=report.title,
        subtitle=say(
            "figure_subtitle", events=count("summary_events", len(report.items)), dates=dates(report)
        ),
        draft=say("draft") if report.draft else "",
        marks=tuple(_mark(event, report.item(event["id"])) for event in data["events"]),
        base=data["base"],
        limits=basemap.window(data["bounds"]),
        cover=data["limits"],
        legend=tuple((kind, say(f"legend_{kind}")) for kind in legend.kinds(data)),
        episodes=legend.episodes(report),
        notes=_notes(report),
        sources=(*_reported(report), *(panel.border_credit(name) for name in data["datasets"]), *_made()),
        credits=(rule(report), _credits(data["datasets"]), say("figure_made", version=__version__)),
        rtl=rtl,
    )


def _credits(datasets: Iterable[str]) -> str:
    return (
        say("attribution", titles=say("comma").join(borders.load(name).attribution for name in datasets))
        + "."
    )


def _made() -> tuple[str, ...]:
    return say("places_by"), say("figure_made", version=__version__)


def _mark(event: Mapping[str, Any], item: Item) -> Mark:
    date = (
        say("figure_label", date=event["date"], badge=event["badge"]) if "badge" in event else event["date"]
    )
    line = event["line"]["label"] if "line" in event else ""
    return Mark(event=event, name=shown_name(item), date=date, line=line)


def _notes(report: Report) -> tuple[str, ...]:
    hidden = len(report.without_place)
    return (count("figure_without_place", hidden),) if hidden else ()


def _reported(report: Report) -> tuple[str, ...]:
    """Whose reports these are, and how places were coarsened."""
    return _reports(report), rule(report)


def _reports(report: Report) -> str:
    """Publishers of the reports, those of most claims first, as many as a line can name."""
    number = Counter(
        report.sources[claim.source].publisher
        for item in report.items
        for claim in item.claims
        if claim.source in report.sources
    )
    names = [name for name, _ in sorted(number.items(), key=lambda pair: (-pair[1], pair[0]))]
    if not names:
        return ""
    if names[_NAMED:]:
        return say("figure_reports_more", names=say("comma").join(names[:_NAMED]), n=len(names) - _NAMED)
    return say("figure_reports", names=say("comma").join(names))


__all__ = ["Content", "Mark", "content"]
