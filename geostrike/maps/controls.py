"""Controls that the pages of reports and of tables share, as HTML; knows no event, the script moves them."""

from __future__ import annotations

from geostrike.escape import Html, tag
from geostrike.maps.strings import say

_UNREAD = {"aria_hidden": "true", "focusable": "false"}
_SIGNS = {
    "zoom-in": "M8 2v12M2 8h12",
    "zoom-out": "M2 8h12",
    "whole-map": "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4",
}

ICON = Html(
    '<link rel="icon" href="data:image/svg+xml,'
    "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E"
    "%3Ccircle cx=%228%22 cy=%228%22 r=%225%22 fill=%22none%22 stroke=%22%230072b2%22"
    ' stroke-width=%222%22/%3E%3C/svg%3E">'
)


def map_buttons() -> Html:
    """Closer, farther, and the whole map; the keys + and - do what the first two do."""
    return tag(
        "div",
        *(
            tag(
                "button",
                tag("svg", tag("path", d=sign), viewBox="0 0 16 16", width="16", height="16", **_UNREAD),
                type="button",
                id=name,
                aria_label=say(name.replace("-", "_")),
                title=say(name.replace("-", "_")),
                tabindex="-1" if name.startswith("zoom") else None,
            )
            for name, sign in _SIGNS.items()
        ),
        class_="buttons",
        data_over_map=True,
    )


def swatch(*drawing: Html) -> Html:
    """A sample of a mark in the legend."""
    return tag("svg", *drawing, class_="swatch", viewBox="0 0 28 18", width="28", height="18", **_UNREAD)


def panel_switch() -> Html:
    """Hides and shows what stands beside the map."""
    return tag(
        "button",
        say("hide_list"),
        type="button",
        id="panel-switch",
        aria_expanded="true",
        aria_controls="panel",
        data_hide=say("hide_list"),
        data_show=say("show_list"),
    )


def search_field(hint: str) -> Html:
    """Where a reader types what to look for."""
    field = tag(
        "input",
        type="search",
        id="search",
        placeholder=hint,
        autocomplete="off",
        spellcheck="false",
        enterkeyhint="search",
        aria_describedby="shown",
    )
    label = tag("label", say("search"), for_="search", class_="unseen")
    return tag("div", label, field, role="search", class_="search")


def card_bar() -> Html:
    """Closes the card, or goes on to the one before or after it."""
    return tag(
        "div",
        tag("button", say("close"), type="button", id="card-close"),
        tag("button", say("earlier"), type="button", id="card-earlier"),
        tag("span", id="card-position", aria_live="polite"),
        tag("button", say("later"), type="button", id="card-later"),
        id="card-bar",
        hidden=True,
    )


def keys(told: str) -> Html:
    """The help on keys."""
    return tag(
        "dialog",
        tag("h2", say("keys_title"), id="keys-title"),
        tag("p", told),
        tag("button", say("keys_close"), type="button", id="keys-close"),
        id="keys",
        aria_labelledby="keys-title",
    )
