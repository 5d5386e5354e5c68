"""The whole HTML document of a page: head with its policy, map, panel, data and scripts; words nothing."""

from __future__ import annotations

import dataclasses
from typing import Any

from geostrike.escape import Html, json_script, tag
from geostrike.maps import around, bundle, controls, downloads, legend, panel, sharing, tools
from geostrike.maps.cards import card
from geostrike.maps.opened import Opened
from geostrike.maps.payload import edition
from geostrike.maps.report import Report
from geostrike.maps.strings import DIRECTIONS, say, spoken


def document(
    report: Report,
    data: dict[str, Any],
    *,
    ledger: str = "",
    social_url: str = "",
    others: Opened | None = None,
) -> str:
    """The page as text, the same each time for the same report and data; `others` is what opens it."""
    tables = downloads.tables(report)
    number = edition([data, tables, [panel.summary(report), report.title], dataclasses.asdict(report.about)])
    body = tag(
        "body",
        tag("a", say("skip"), href="#list", class_="skip"),
        panel.header(report),
        legend.map_frame(report, data),
        _panel(report, data, number, ledger, others),
        controls.keys(say("keys")),
        json_script(data, "geostrike-data"),
        json_script(tables, "geostrike-tables"),
        others.markup if others else None,
        *map(bundle.script_element, scripts()),
        others.elements if others else None,
    )
    head = _head(report, social_url, others)
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=spoken(), dir=DIRECTIONS[spoken()])}\n"


def scripts() -> tuple[str, str]:
    """The code of the page, in the order in which it runs."""
    return bundle.leaflet_script(), bundle.script("report")


def style() -> str:
    """The style of the page."""
    return bundle.leaflet_style() + bundle.style("report")


def _head(report: Report, social_url: str, others: Opened | None) -> Html:
    policy = others.policy(scripts()) if others else bundle.policy(scripts(), [style()])
    referrer = "origin" if others else "no-referrer"  # servers of tiles want to know what site asks
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", report.title),
        tag("meta", name_="description", content=panel.summary(report)),
        *sharing.meta_tags(report, social_url),
        tag("meta", name_="referrer", content=referrer),
        tag("meta", name_="color-scheme", content="light"),
        controls.ICON,
        others.links if others else None,
        bundle.style_element(style()),
    )


def _panel(report: Report, data: dict[str, Any], number: str, ledger: str, others: Opened | None) -> Html:
    cards = tag(
        "section",
        controls.card_bar(),
        tag("h2", say("cards_heading"), class_="cards-heading"),
        *(card(item, report, number) for item in report.items),
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
            around.intro(report),
            tools.tools(report, data["index"]),
            tag("main", panel.event_list(report), cards),
            around.corrections(report),
            panel.footer(report, number, data["datasets"], layers=data["layers"], ledger=ledger),
            id="panel",
        ),
        class_="panel",
    )
