"""Checks of events: times without a zone, missing places, drafts, dates against those of the sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from geostrike.model import Event, Finding
from geostrike.tables.dossier import Tables
from geostrike.tables.starter import MARK


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on the events of a dossier.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    if not tables.dossier.events and not any(table == "events" for table, _ in tables.rows):
        yield Finding(
            rule="no-events",
            severity="warning",
            table="events",
            row=0,
            field="id",
            value="",
            message="there are no events below the header; add a row for each event.",
        )
    parents = {event.part_of for event in tables.dossier.events}
    spoken_of = {claim.event for claim in tables.dossier.claims}
    for event in tables.dossier.events:
        yield from _zone(tables, event)
        if event.status == "draft":
            message = "status is draft; a map refuses drafts unless they are asked for."
            yield tables.finding("draft", "warning", event, "status", message)
        if event.id not in spoken_of:
            message = "no claim speaks of this event; add the claim that it rests on, or delete the event."
            yield tables.finding("event-silent", "warning", event, "id", message)
        if not (event.place or event.at or event.area or event.id in parents or event.place_how == "none"):
            message = (
                "place is empty; write the place as printed, or none in place_how where no source names one."
            )
            yield tables.finding("place-missing", "error", event, "place", message)
        if event.id.startswith(MARK):
            message = f"{event.id!r} is an example row; write your own event over it, or delete it."
            yield tables.finding("example-row", "warning", event, "id", message)
    yield from _withheld(tables)
    yield from _published(tables)


def _withheld(tables: Tables) -> Iterator[Finding]:
    """Parents that are kept back while parts of them are published."""
    for event in tables.dossier.events:
        parts = [one.id for one in tables.dossier.events if one.part_of == event.id and one.publish != "no"]
        if event.publish == "no" and parts:
            named = ", ".join(parts[:3]) + " and others" * (len(parts) > 3)
            message = (
                f"publish is no, but its parts {named} stay on the map; write no there too if they shall not."
            )
            yield tables.finding("parts-published", "warning", event, "publish", message)


def _zone(tables: Tables, event: Event) -> Iterator[Finding]:
    if event.time and not event.zone:
        on_a_clock = event.time[0].isdigit()
        yield tables.finding(
            "zone-missing",
            "error" if on_a_clock else "warning",
            event,
            "zone",
            f"time is {event.time!r} but zone is empty; write the IANA name of one, such as Asia/Baghdad.",
        )


def _published(tables: Tables) -> Iterator[Finding]:
    """Sources published before what they speak of; one day may be due to time zones."""
    events = {event.id: event for event in tables.dossier.events}
    sources = {source.id: source for source in tables.dossier.sources}
    for claim in tables.dossier.claims:
        event, source = events.get(claim.event), sources.get(claim.source)
        if event is None or source is None or not source.published:
            continue
        begin, published = event.date.partition("/")[0], source.published
        if _latest(published) < _earliest(begin) - timedelta(days=1):
            yield tables.finding(
                "published-before",
                "warning",
                claim,
                "source",
                f"source {source.id!r} was published on {published}, before the event {event.id!r} of "
                f"{begin}; correct one of the dates.",
            )


def _earliest(text: str) -> date:
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)


def _latest(text: str) -> date:
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = (int(text[:4]), 12) if len(text) == 4 else (int(text[:4]), int(text[5:]))
    return date.max if (year, month) == (9999, 12) else _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
