"""The card of an event as HTML that reads without a script; claims and place have modules of their own."""

from __future__ import annotations

from collections.abc import Iterable

from geostrike import __version__
from geostrike import vocabulary as v
from geostrike.escape import Html, join, tag, web_address
from geostrike.maps import around, claims, speakers, wording
from geostrike.maps.disputes import disputes
from geostrike.maps.glyphs import glyph
from geostrike.maps.payload import BADGES
from geostrike.maps.placenames import arabic_of
from geostrike.maps.report import Item, Report
from geostrike.maps.speakers import Row
from geostrike.maps.strings import count, foreign, say, spoken
from geostrike.maps.whereabouts import border_line, country_line, where_section


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
        _disputes(item, report),
        where_section(item, report),
        claims.who_says_what(item, report),
        claims.also_reported(item, report),
        _parts(item, report),
        _relations(item, report),
        around.corrections_of(item.id, report),
        _cite(item, report, edition),
        class_="card short" if len(item.claims) <= _FEW_CLAIMS else "card",
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
            tag("span", say("badge_coarse"), class_="badge roughly") if item.coarse and item.on_map else None,
            class_="kicker",
        ),
        tag("h3", event.title, id=f"{anchor(item.id)}-h", dir="auto"),
        _place_line(item),
        _date_line(item),
        tag("p", line, class_="away") if (line := border_line(item)) else None,
    )


def badge(status: str) -> Html | None:
    """A badge with a sign and a word where the status is one that a reader must not miss."""
    if status not in BADGES:
        return None
    sign = tag("span", _SIGNS[status], class_="sign", aria_hidden="true")
    return tag("span", sign, say(f"status_{status}"), class_=f"badge badge-{status}")


_FEW_CLAIMS = 8  # a card with no more stands on one page of paper
_SIGNS = {"disputed": "!", "retracted": "×", "draft": "✎"}


def _place_line(item: Item) -> Html | None:
    arabic = arabic_of(item.where.place) if item.where.place else ""
    parts = [tag("bdi", item.event.place)] if item.event.place else []
    if arabic and arabic != item.event.place:
        name = tag("span", arabic, lang="ar", dir="rtl", class_="ar")
        parts.insert(len(parts) if spoken() == "en" else 0, name)
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
    placed = sum(part.on_map for part in within)
    inner = len(within) - len(parts)
    key = "parts_within" if inner else "parts_sentence"
    return tag(
        "section",
        tag("h4", say("parts")),
        tag("p", parts_reported(item, report), " ", count(key, len(parts), named=placed, inner=inner)),
        _links(parts),
    )


def parts_reported(item: Item, report: Report) -> str:
    """How many places the sources count and how many of them are named: "7 areas reported, 5 named".

    Counts of different speakers stand side by side; of a whole without a count nothing is said.
    """
    found = [group for group in speakers.groups(item.claims, report.sources) if group.kind == "sites"]
    rows = [row for group in found for row in group.rows if row.numeric and not row.inner]
    if not item.parts or not rows:
        return ""
    several = len({row.speaker for row in rows}) > 1
    counted = [_counted(row, with_speaker=several) for row in rows]
    named = sum(bool(part.on_map and part.event.place) for part in report.within(item))
    return say("parts_reported", reported=say("comma").join(counted), named=named or say("none"))


def _counted(row: Row, *, with_speaker: bool) -> str:
    figure = " ".join(
        filter(None, (speakers.figure(row.claim), speakers.unit(row.claim), foreign(row.claim.value)))
    )
    return say("figure_by", figure=figure, speakers=row.speaker) if with_speaker else figure


def _disputes(item: Item, report: Report) -> Html | None:
    """On what the sources disagree, before all else: it is the first question of a reader."""
    found = disputes(item, report)
    if not found:
        return None
    lines = (tag("li", one.sentence, dir="auto") for one in found)
    return tag("section", tag("h4", say("disputes")), tag("ul", *lines), class_="disputes")


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
                tag("span", say("comma"), wording.day(one.event.date, short=True)),
                tag("span", " · ", say("no_place"), class_="muted")
                if not one.on_map and not one.parts
                else None,
            )
            for one in items
        ),
        class_="links",
    )


def _cite(item: Item, report: Report, edition: str) -> Html:
    """A ready citation with the full address, which the script fills in where the author gave none."""
    published = web_address(report.about.address).partition("#")[0]
    address = f"{published}#{anchor(item.id)}" if published else ""
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
                edition=_edition(report, edition),
                version=__version__,
            ),
            " ",
            tag("span", address, class_="address", dir="ltr"),
            class_="citation",
            dir="auto",
        ),
        tag(
            "p",
            tag("button", say("copy_citation"), type="button", data_copy="citation"),
            tag("button", say("copy_link"), type="button", data_copy="address"),
            tag("a", say("permalink"), href=address or f"#{anchor(item.id)}", class_="permalink"),
            tag("span", class_="copy-said", role="status"),
            class_="copy",
        ),
        class_="cite",
    )


def _edition(report: Report, number: str) -> str:
    date = report.about.edition
    return (
        say("edition_hash_of", date=wording.day(date), hash=number)
        if date
        else say("edition_hash", hash=number)
    )
