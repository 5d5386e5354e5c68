"""The HTML document of an events table's page: frame, places for the script to fill, packed data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geostrike.escape import Html, json_script, tag
from geostrike.maps import bundle, controls, wording
from geostrike.maps.locator import locator
from geostrike.maps.strings import DIRECTIONS, count, say, spoken
from geostrike.maps.table import cards, legend
from geostrike.maps.table import sheet as sheets
from geostrike.maps.table.footer import footer
from geostrike.maps.table.ground import Ground, ground
from geostrike.maps.table.payload import Payload, payload
from geostrike.maps.table.phrases import phrase
from geostrike.maps.table.sheet import Sheet

if TYPE_CHECKING:
    from geostrike.maps.opened import Opened

STATIC_CARDS = 500
_DATA = Html("<!--data-->")  # where the packed data go; no text from outside can hold it


def document(sheet: Sheet, others: Opened | None = None) -> str:
    """The page as text, the same each time for the same sheet.

    Parameters
    ----------
    sheet : Sheet
        From `sheet.prepare`.
    others : Opened, optional
        Tiles that take the place of the map underneath; borders stay.
    """
    base = ground(sheet.bounds)
    data = payload(sheet, _under_tiles(base) if others else base.drawn, base.limits)
    body = tag(
        "body",
        tag("a", say("skip"), href="#list", class_="skip"),
        _header(sheet),
        _map_frame(sheet, base),
        _panel(sheet, data, base, others),
        controls.keys(phrase("keys")),
        json_script(data.head, "geostrike-data"),
        _DATA,
        class_="table",
    )
    page = tag("html", _head(sheet, others), body, lang=spoken(), dir=DIRECTIONS[spoken()])
    before, after = f"<!DOCTYPE html>\n{page}\n".split(_DATA)
    scripted = [*map(bundle.script_element, scripts()), *([others.elements] if others else [])]
    late = (*_packed("columns", data), *_packed("texts", data))
    return "".join((before, *_packed("ground", data), *_packed("places", data), *scripted, *late, after))


def scripts() -> tuple[str, str]:
    """The code of the page, in the order in which it runs."""
    return bundle.leaflet_script(), bundle.script("table")


def style() -> str:
    """The style of the page."""
    return bundle.leaflet_style() + bundle.style("table")


def _under_tiles(base: Ground) -> dict[str, Any]:
    """The map underneath without what tiles show themselves."""
    return base.drawn | {"tiled": True, "land": [], "lakes": [], "rivers": [], "countries": [], "places": []}


def _head(sheet: Sheet, others: Opened | None) -> Html:
    policy = others.policy(scripts()) if others else bundle.policy(scripts(), [style()])
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", sheet.title),
        tag("meta", name_="description", content=summary(sheet)),
        tag("meta", name_="referrer", content="origin" if others else "no-referrer"),
        tag("meta", name_="color-scheme", content="light"),
        controls.ICON,
        others.links if others else None,
        bundle.style_element(style()),
    )


def _packed(name: str, data: Payload) -> tuple[str, str, str]:
    """An element of packed data, in parts: they are large."""
    return f'<script type="application/json" id="geostrike-{name}">', data.parts[name], "</script>"


def summary(sheet: Sheet) -> str:
    """Number and dates of the events in one line."""
    first, last = sheets.ends_of([*sheet.counts("date"), *sheet.counts("date_end")])
    events = count("summary_events", len(sheet))
    if not first:
        return f"{events}."
    span = (
        wording.day(first)
        if first == last
        else say("dates", first=wording.day(first), last=wording.day(last))
    )
    return f"{events}{say('comma')}{span}."


def _header(sheet: Sheet) -> Html:
    missing = len(sheet) - sheet.placed
    sources = len(sheet.counts("source").keys() - {""})
    named = f" {phrase('sources', n=f'{sources:,}')}" if sources else ""
    left = f" {count('without_place', missing)}." if missing else ""
    return tag(
        "header",
        tag("p", say("draft"), class_="draft") if "draft" in sheet.counts("status") else None,
        tag("h1", sheet.title, dir="auto"),
        tag("p", summary(sheet), named, left, _aside_count(sheet), class_="summary"),
        class_="top",
    )


def _aside_count(sheet: Sheet) -> str:
    n = sum(map(len, sheet.aside.values()))
    return f" {phrase('set_aside', n=f'{n:,}')}" if n else ""


def _map_frame(sheet: Sheet, base: Ground) -> Html:
    stage = tag(
        "div",
        tag("div", tag("noscript", tag("p", phrase("no_script"))), id="map"),
        controls.map_buttons(),
        tag(
            "p",
            tag("button", type="button", id="here-clear"),
            id="here",
            class_="note",
            hidden=True,
            data_over_map=True,
        ),
        locator(base.drawn, sheet.bounds, base.limits),
        class_="stage",
    )
    thanks = tag(
        "p",
        tag("a", say("attribution", titles=" · ".join(base.attributions)), href="#about"),
        class_="credits",
    )
    strip = tag("div", legend.legend(sheet, base), thanks, class_="strip")
    return tag("section", stage, strip, class_="map-frame", aria_label=say("map_label"))


def _panel(sheet: Sheet, data: Payload, base: Ground, others: Opened | None) -> Html:
    events = tag(
        "section",
        tag("h2", phrase("list"), id="list", tabindex="-1", class_="unseen"),
        tag(
            "div",
            tag("div", id="rows-room", role="presentation"),
            id="rows",
            role="listbox",
            tabindex="0",
            aria_labelledby="list",
            hidden=True,
        ),
        tag("p", phrase("loading", n=f"{len(sheet):,}"), id="rows-note", class_="rows-note", role="status"),
        class_="list",
    )
    card = tag(
        "section",
        tag("h2", say("cards_heading"), class_="unseen"),
        controls.card_bar(),
        tag("article", id="card", class_="card", tabindex="-1"),
        id="cards",
        class_="cards",
        aria_label=say("cards_heading"),
    )
    return tag(
        "div",
        controls.panel_switch(),
        tag(
            "div",
            others.notice if others else None,
            _tools(),
            tag("main", events, card, _static(sheet)),
            footer(sheet, data.head["edition"], base),
            id="panel",
        ),
        class_="panel",
    )


def _static(sheet: Sheet) -> Html | None:
    """All cards as plain HTML for who has no script, in the order of their dates."""
    if len(sheet) > STATIC_CARDS:
        return None
    return tag("section", *cards.static(sheet), id="static", class_="static", aria_label=say("cards_heading"))


def _tools() -> Html:
    filters = tag(
        "details",
        tag("summary", say("filters"), tag("span", id="filters-on")),
        tag("div", id="facets", class_="facets"),
        id="filters",
    )
    state = tag(
        "p",
        tag("span", id="shown", role="status"),
        tag("button", phrase("reset"), type="button", id="reset", hidden=True),
        class_="state",
    )
    timeline = tag(
        "section",
        tag("h2", say("timeline"), id="timeline-heading", class_="unseen"),
        tag("div", id="timeline-plot", class_="plot-area brush", dir="ltr"),
        tag("p", id="timeline-span", class_="span-text"),
        id="timeline",
        class_="timeline",
        aria_labelledby="timeline-heading",
        hidden=True,
    )
    return tag(
        "section",
        controls.search_field(phrase("search_hint")),
        filters,
        state,
        timeline,
        id="tools",
        class_="tools",
        hidden=True,
        aria_label=say("tools"),
    )
