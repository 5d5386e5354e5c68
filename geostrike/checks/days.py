"""Checks of the days of a dossier: the epoch, the future, days of claims and sources before their event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from geostrike.model import Claim, Event, Finding, Source
from geostrike.tables.dossier import Tables

_EPOCH = "1970-01-01"
_FIELDS = (("events", "date"), ("claims", "as_of"), ("sources", "published"), ("sources", "accessed"))


def findings(tables: Tables, today: date) -> Iterator[Finding]:
    """Findings on dates that cannot be.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    today : datetime.date
        The day after which nothing has happened yet.
    """
    latest = (today + timedelta(days=1)).isoformat()
    for table, field in _FIELDS:
        for record in getattr(tables.dossier, table):
            yield from _impossible(tables, record, field, latest)
    events = {event.id: event for event in tables.dossier.events}
    for claim in tables.dossier.claims:
        event = events.get(claim.event)
        if event and len(claim.as_of) == 10 and _is_before(claim.as_of, event.date.partition("/")[0]):
            message = f"as_of is {claim.as_of}, before the event of {event.date}; correct one of the dates."
            yield tables.finding("published-before", "warning", claim, "as_of", message)
    for source in tables.dossier.sources:
        if source.accessed and source.published and _is_before(source.accessed, source.published):
            message = f"accessed is {source.accessed}, before published, {source.published}; correct one."
            yield tables.finding("published-before", "warning", source, "accessed", message)


def _impossible(tables: Tables, record: Event | Claim | Source, field: str, latest: str) -> Iterator[Finding]:
    text = getattr(record, field)
    if text == _EPOCH:
        message = f"{field} is {_EPOCH}, which stands for unknown in many tables; write the day."
        yield tables.finding("date-epoch", "error", record, field, message)
    for day in filter(None, text.split("/")):
        if day > latest[: len(day)]:
            message = f"{field} is {day}, which has not come yet; correct it."
            yield tables.finding("date-future", "error", record, field, message)
            return


def _is_before(one: str, other: str) -> bool:
    """Whether a date lies more than a day before another, as far as both are known."""
    short = min(len(one), len(other))
    if short < 10:
        return one[:short] < other[:short]
    return date.fromisoformat(one) < date.fromisoformat(other) - timedelta(days=1)
