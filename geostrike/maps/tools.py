"""Search, filters and timeline as HTML, and the index that they work on; the script shows and moves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from geostrike import vocabulary as v
from geostrike.escape import Html, tag
from geostrike.maps import controls, speakers
from geostrike.maps.disputes import KINDS, disputes
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import months, say

FACETS = ("dispute", "speaker", "precision", "kind", "status")
_PRECISION = ("point", "cell", "disc", "region", "coarse", "whole", "none")
_ORDERS = {
    "dispute": (*KINDS, "other", "none"),
    "precision": _PRECISION,
    "kind": tuple(v.KIND_OF_EVENT),
    "status": tuple(v.STATUS),
}
_WORDS = (
    *("timeline_earliest", "timeline_latest", "timeline_unplaced", "timeline_bar", "several_here"),
    *("metres", "kilometres"),
)


def index(report: Report) -> list[dict[str, Any]]:
    """Every event with what it is searched and filtered by, in the order of the list."""
    return [_entry(item, report) for item in report.items]


def words() -> dict[str, Any]:
    """What the script says of its own accord; places for what it fills in stay in braces."""
    filled = {"n": "{n}", "m": "{m}", "first": "{first}", "last": "{last}"}
    keys = ("more", "shown", "shown_all", "filters_on", "card_position", "copied", "copy_by_hand", *_WORDS)
    return {key: say(key, **filled) for key in keys} | {"months": months(short=True)}


def _entry(item: Item, report: Report) -> dict[str, Any]:
    people = dict.fromkeys(speakers.speaker(claim, report.sources) for claim in item.claims)
    publishers = dict.fromkeys(
        report.sources[claim.source].publisher for claim in item.claims if claim.source in report.sources
    )
    return {
        "id": item.id,
        "style": item.style,
        "date": item.event.date,
        "text": [*_names(item), item.event.summary, *people, *publishers],
        "dispute": _dispute(item, report),
        "speaker": list(people),
        "precision": precision(item),
        "kind": item.event.kind,
        "status": item.event.status,
    }


def _dispute(item: Item, report: Report) -> list[str]:
    """On what the sources disagree; where only the editor says so, on something else."""
    found = {one.kind for one in disputes(item, report)}
    others = "other" if item.event.status == "disputed" else "none"
    return [kind for kind in KINDS if kind in found] or [others]


def _names(item: Item) -> list[str]:
    """Title and place in every spelling that the page may know; a coarse event has the printed one alone."""
    place = None if item.coarse else item.where.place
    known = [place.name, *place.names, *place.names_ar] if place else []
    return list(dict.fromkeys(filter(None, [item.event.title, item.event.place, *known])))


def precision(item: Item) -> str:
    """How sharply an event is drawn; a whole whose parts are drawn has no place of its own."""
    if item.coarse and item.on_map:
        return "coarse"
    return "whole" if item.parts and not item.on_map else item.where.shape


def tools(report: Report, entries: Sequence[dict[str, Any]]) -> Html:
    """Search, filters and the number of events shown; hidden until the script is there."""
    torn = any(entry["dispute"] != ["none"] for entry in entries)
    switch = tag("button", say("disputed_here"), type="button", id="disputed", aria_pressed="false")
    state = tag(
        "p",
        tag("span", id="shown", role="status"),
        switch if torn else None,
        tag("button", say("reset"), type="button", id="reset", hidden=True),
        class_="state",
    )
    return tag(
        "section",
        controls.search_field(say("search_hint")),
        _filters(entries),
        state,
        _timeline(report),
        id="tools",
        class_="tools",
        hidden=True,
        aria_label=say("tools"),
    )


def _filters(entries: Sequence[dict[str, Any]]) -> Html | None:
    groups = [group for key in FACETS if (group := _facet(key, entries))]
    if not groups:
        return None
    return tag(
        "details",
        tag("summary", say("filters"), tag("span", id="filters-on")),
        tag("div", *groups, class_="facets"),
        id="filters",
    )


def _facet(key: str, entries: Sequence[dict[str, Any]]) -> Html | None:
    """The choices of a facet with their numbers; nothing where all events share one value."""
    numbers = Counter(value for entry in entries for value in _values(entry[key]))
    if len(numbers) < 2:
        return None
    order = _ORDERS.get(key) or sorted(numbers, key=lambda name: (-numbers[name], name.casefold()))
    choices = [tag("li", _choice(key, value, numbers[value])) for value in order if value in numbers]
    return tag(
        "fieldset", tag("legend", say(f"facet_{key}")), tag("ul", *choices), data_facet=key, class_="facet"
    )


def _values(value: str | Iterable[str]) -> Iterable[str]:
    return [value] if isinstance(value, str) else value


def _choice(key: str, value: str, number: int) -> Html:
    name = tag("bdi", value) if key == "speaker" else _label(key, value)
    return tag(
        "label",
        tag("input", type="checkbox", value=value),
        tag("span", name, class_="name"),
        tag("span", str(number), class_="n"),
    )


def _label(key: str, value: str) -> str:
    if key == "precision":
        return say(f"precise_{value}")
    if key == "dispute":
        return say(f"about_{value}")
    return say(f"status_{value}") if key == "status" else say(f"kind_{value}")


def _timeline(report: Report) -> Html | None:
    """A place for the timeline; under two different dates there is none."""
    if len({item.event.date for item in report.items}) < 2:
        return None
    steps = tag(
        "div",
        tag("button", "‹", type="button", id="step-back", aria_label=say("step_back")),
        tag("a", id="step-at", href="#list"),
        tag("button", "›", type="button", id="step-on", aria_label=say("step_on")),
        id="steps",
        class_="steps",
        hidden=True,
    )
    return tag(
        "section",
        tag("h2", say("timeline"), id="timeline-heading", class_="unseen"),
        tag("div", id="timeline-plot", class_="plot-area", dir="ltr"),
        tag("p", id="timeline-span", class_="span-text", hidden=True),
        steps,
        id="timeline",
        class_="timeline",
        aria_labelledby="timeline-heading",
    )
