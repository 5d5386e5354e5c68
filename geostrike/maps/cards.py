"""The card of an event as HTML that reads without a script; claims and place have modules of their own."""

from __future__ import annotations

from collections.abc import Iterable

from geostrike import __version__
from geostrike import vocabulary as v
from geostrike.escape import Html, join, tag
from geostrike.maps import claims, wording
from geostrike.maps.glyphs import glyph
from geostrike.maps.payload import BADGES
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import count, say
from geostrike.maps.whereabouts import country_line, where_section


def anchor(event_id: str) -> str:
    """Id of an event's card on the page."""
    return f"event-{event_id}"


def card(item: Item, report: Report, edition: str) -> Html:
    """The whole card of one event."""
    number = report.items.index(item) + 1
    return tag(
        "article",
        _head(item),
        tag("p", item.event.summary, class_="lead", dir="auto") if item.event.summary else None,
        where_section(item, report),
        claims.who_says_what(item, report),
        claims.also_reported(item, report),
        _parts(item, report),
        _relations(item, report),
        _cite(item, report, edition),
        class_="card",
        id=anchor(item.id),
        data_n=number,
        aria_labelledby=f"{anchor(item.id)}-h",
        tabindex="-1",
    )


def _head(item: Item) -> Html:
    event = item.event
    return tag(
        "header",
        tag(
            "p",
            glyph(item.style),
            badge(event.status) or tag("span", say(f"status_{event.status}"), class_="status"),
            class_="kicker",
        ),
        tag("h3", event.title, id=f"{anchor(item.id)}-h", dir="auto"),
        _place_line(item),
        _date_line(item),
    )


def badge(status: str) -> Html | None:
    """A badge with a sign and a word where the status is one that a reader must not miss."""
    if status not in BADGES:
        return None
    sign = tag("span", _SIGNS[status], class_="sign", aria_hidden="true")
    return tag("span", sign, say(f"status_{status}"), class_=f"badge badge-{status}")


_SIGNS = {"disputed": "!", "retracted": "×", "draft": "✎"}


def _place_line(item: Item) -> Html | None:
    arabic = item.where.place.names_ar[:1] if item.where.place else ()
    parts = [tag("bdi", item.event.place)] if item.event.place else []
    if arabic:
        parts.append(tag("span", arabic[0], lang="ar", dir="rtl", class_="ar"))
    country = country_line(item)
    if country and country.casefold() != item.event.place.casefold():
        parts.append(tag("span", country))
    return tag("p", _dotted(parts), class_="place") if parts else None


def _date_line(item: Item) -> Html:
    event = item.event
    parts: list[Html] = [tag("time", wording.day(event.date), datetime=event.date.partition("/")[0])]
    if event.time and event.zone:
        parts.append(tag("span", say("clock", time=event.time, zone=event.zone)))
    elif event.time:
        parts.append(tag("span", say("time_without_zone", time=event.time)))
    elif event.zone:
        parts.append(tag("span", say("zone", zone=event.zone)))
    if event.date_how in v.DATE_HOW:
        parts.append(tag("span", say(f"date_{event.date_how}")))
    return tag("p", _dotted(parts), class_="when")


def _dotted(parts: Iterable[Html]) -> Html:
    out: list[Html] = []
    for part in parts:
        out += [join("\u00a0· ", part)] if out else [part]
    return join(*out)


def _parts(item: Item, report: Report) -> Html | None:
    if not item.parts:
        return None
    parts = [report.item(one) for one in item.parts]
    within = report.within(item)
    named = sum(part.on_map for part in within)
    inner = len(within) - len(parts)
    key = "parts_within" if inner else "parts_sentence"
    return tag(
        "section",
        tag("h4", say("parts")),
        tag("p", count(key, len(parts), named=named, inner=inner)),
        _links(parts),
    )


def _relations(item: Item, report: Report) -> Html:
    event = item.event
    groups = (
        ("part_of", [event.part_of] if event.part_of else []),
        ("answers", [event.answers] if event.answers else []),
        ("answered_by", list(item.answered_by)),
    )
    return join(
        *(
            tag("section", tag("h4", say(key)), _links(report.item(one) for one in ids))
            for key, ids in groups
            if ids
        )
    )


def _links(items: Iterable[Item]) -> Html:
    return tag(
        "ul",
        *(
            tag(
                "li",
                glyph(one.style),
                tag("a", one.event.title, href=f"#{anchor(one.id)}", dir="auto"),
                tag("span", ", ", wording.day(one.event.date, short=True)),
                tag("span", " · ", say("no_place"), class_="muted")
                if not one.on_map and not one.parts
                else None,
            )
            for one in items
        ),
        class_="links",
    )


def _cite(item: Item, report: Report, edition: str) -> Html:
    return tag(
        "section",
        tag("h4", say("cite")),
        tag(
            "p",
            say(
                "citation",
                title=item.event.title,
                date=wording.day(item.event.date),
                page=report.title,
                hash=edition,
                version=__version__,
            ),
            class_="citation",
            dir="auto",
        ),
        tag("p", tag("a", say("permalink"), href=f"#{anchor(item.id)}", class_="permalink")),
        class_="cite",
    )
