"""What stands beside the map, as HTML: title, list, footer; every event is in the list, on the map or not."""

from __future__ import annotations

from collections.abc import Iterable

from geostrike import __version__, borders
from geostrike.escape import Html, join, tag, web_address
from geostrike.maps import around, downloads, speakers, wording
from geostrike.maps.alttext import dates, shown_name
from geostrike.maps.cards import anchor, badge, parts_reported
from geostrike.maps.claims import link
from geostrike.maps.coarseness import rule
from geostrike.maps.disputes import disputes
from geostrike.maps.glyphs import glyph
from geostrike.maps.released import released
from geostrike.maps.report import Item, Report
from geostrike.maps.sharing import ledger_link
from geostrike.maps.strings import count, say
from geostrike.maps.whereabouts import border_line
from geostrike.model import Source


def header(report: Report) -> Html:
    """Title and the one line that says how much there is."""
    return tag(
        "header",
        tag("p", say("draft"), class_="draft") if report.draft else None,
        tag("h1", report.title, dir="auto"),
        tag("p", _counts(report), _torn(report), class_="summary"),
        class_="top",
    )


def summary(report: Report) -> str:
    """Counts and dates of the page in one line, and on how many events the sources disagree."""
    torn = _disputed(report)
    return " ".join([_counts(report), *([count("summary_disputes", torn)] if torn else [])])


def _disputed(report: Report) -> int:
    return sum(bool(disputes(item, report)) for item in report.items)


def _torn(report: Report) -> Html | None:
    """The way to the events on which sources disagree."""
    torn = _disputed(report)
    if not torn:
        return None
    return join(" ", tag("a", count("summary_disputes", torn), href="#list", data_disputed=True))


def _counts(report: Report) -> str:
    claims = [claim for item in report.items for claim in item.claims]
    people = {speakers.speaker(claim, report.sources) for claim in claims}
    facts = {"events": count("summary_events", len(report.items)), "dates": dates(report)}
    if not claims:
        return say("summary_no_claim", **facts)
    return say(
        "summary",
        **facts,
        claims=count("summary_claims", len(claims)),
        speakers=count("summary_speakers", len(people)),
        sources=count("summary_sources", len(report.sources)),
    )


def event_list(report: Report) -> Html:
    """All events by episode, parts under their whole."""
    return tag(
        "section",
        tag("h2", say("list_heading"), id="list", tabindex="-1"),
        tag("ul", *(_chapter(items, report) for items in _chapters(report)), class_="episodes"),
        class_="list",
        aria_labelledby="list",
    )


def _chapters(report: Report) -> list[list[Item]]:
    """Episodes; single events of one month that share a mark stand together."""
    chapters: list[list[Item]] = []
    for number in range(len(report.episodes)):
        items = list(report.episode(number))
        last = chapters[-1] if chapters else []
        alone = len(items) == 1 and last and all(len(report.episode(one.episode)) == 1 for one in last)
        if alone and (last[0].style, _span(last)) == (items[0].style, _span(items)):
            last += items
        else:
            chapters.append(items)
    return chapters


def _chapter(items: list[Item], report: Report) -> Html:
    return tag(
        "li",
        tag("h3", glyph(items[0].style), tag("span", _span(items))),
        tag("ul", *(_entry(item, report) for item in items)),
        class_="episode",
    )


def _span(items: Iterable[Item]) -> str:
    """The months of an episode: what its heading is called."""
    days = sorted(day[:7] for item in items for day in item.event.date.split("/"))
    return wording.day(days[0] if days[0] == days[-1] else f"{days[0]}/{days[-1]}")


def _entry(item: Item, report: Report) -> Html:
    event = item.event
    where = tag("span", shown_name(item) if event.place else say("no_place"), class_="at", dir="auto")
    return tag(
        "li",
        tag(
            "a",
            tag("span", event.title, class_="title", dir="auto"),
            badge(event.status),
            tag("span", say("badge_coarse"), class_="badge roughly") if item.coarse and item.on_map else None,
            tag(
                "span",
                tag("span", wording.day(event.date, short=True), class_="on"),
                " · ",
                where,
                tag("span", " · ", say("not_on_map"), class_="unplaced")
                if not item.on_map and not item.parts
                else None,
                class_="meta",
            ),
            _parts(item, report),
            _people(item, report),
            _border(item),
            _elsewhere(item, report),
            href=f"#{anchor(item.id)}",
            class_="entry",
        ),
        class_=f"depth{min(item.depth, 3)}",
        data_unplaced=not item.on_map and not item.parts,
        data_id=item.id,
        data_kind=event.kind,
        data_status=event.status,
    )


def _parts(item: Item, report: Report) -> Html | None:
    line = parts_reported(item, report)
    return tag("span", line, class_="meta") if line else None


def _border(item: Item) -> Html | None:
    line = border_line(item)
    return tag("span", line, class_="meta away") if line else None


def _elsewhere(item: Item, report: Report) -> Html | None:
    found = [(one.from_shown_m, wording.length(one.from_shown_m)) for one in released(item, report.sources)]
    found += [(one.high_m, wording.interval(one.low_m, one.high_m)) for one in item.where.elsewhere]
    if not found:
        return None
    return tag("span", say("list_place_differs", distance=max(found)[1]), class_="meta differ")


def _people(item: Item, report: Report) -> Html | None:
    found = speakers.groups(item.claims, report.sources)
    lines = [speakers.summary_of(found, kind) for kind in speakers.PEOPLE]
    shown = [line for line in lines if line]
    differ = any(speakers.difference(group) for group in found if group.kind in speakers.PEOPLE)
    mark = tag("span", " · ", say("figures_differ"), class_="differ") if differ else None
    return tag("span", say("semicolon").join(shown), mark, class_="people") if shown else None


def footer(
    report: Report,
    edition: str,
    datasets: Iterable[str],
    *,
    layers: Iterable[str] = (),
    ledger: str = "",
) -> Html:
    """How the map was made, its sources and their licences."""
    return tag(
        "footer",
        around.contact(report),
        downloads.section(report),
        tag("h2", say("about"), id="about"),
        tag("p", say("method")),
        tag("p", say("status_words")),
        *(tag("p", border_credit(name)) for name in datasets),
        *(tag("p", say(f"{layer}_by")) for layer in layers),
        tag("p", say("places_by")),
        tag("p", rule(report), class_="coarseness") if rule(report) else None,
        tag("p", say("software")),
        around.edition_date(report),
        tag("p", say("edition", hash=edition, version=__version__), class_="edition"),
        ledger_link(ledger),
        tag("button", say("keys_title"), type="button", id="keys-open", class_="lesser"),
        tag("details", tag("summary", say("sources"), f" ({len(report.sources)})"), _sources(report)),
        class_="about",
    )


def border_credit(name: str) -> str:
    """A border set with its date, attribution and licence."""
    data = borders.load(name)
    return say(
        "borders_by",
        title=data.title,
        date=wording.day(data.date),
        rights=wording.rights(data.attribution, data.licence),
    )


def _sources(report: Report) -> Html:
    return tag(
        "ul", *(tag("li", _source(source, report)) for source in report.sources.values()), class_="sources"
    )


def _source(source: Source, report: Report) -> Html:
    title = tag("bdi", source.title) if source.title else None
    if title and web_address(source.url):
        title = link(source.url, title)
    origin = report.sources.get(source.repeats)
    return join(
        tag("b", tag("bdi", source.publisher)),
        join(say("comma"), title) if title else None,
        join(say("comma"), wording.day(source.published) if source.published else say("undated")),
        join(say("comma"), say("repeats", publisher=origin.publisher)) if origin else None,
        join(" · ", link(source.archive, say("archive"))) if web_address(source.archive) else None,
        tag("span", " · ", say("accessed", date=wording.day(source.accessed)), class_="muted")
        if source.accessed
        else None,
    )
