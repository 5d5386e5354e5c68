"""Checks of the texts of a dossier: people, contacts, vague days, addresses, archived copies."""

from __future__ import annotations

from collections.abc import Iterator

from geostrike.checks import texts
from geostrike.model import Claim, Event, Finding, Source
from geostrike.tables.dossier import Tables

_PUBLIC = (
    ("events", ("title", "place", "summary", "publish_reason")),
    ("claims", ("words", "value")),
    ("sources", ("title",)),
)


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on texts and addresses.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    for table, fields in _PUBLIC:
        for record in getattr(tables.dossier, table):
            for field in fields:
                yield from _text(tables, record, field)
    for source in tables.dossier.sources:
        for field in ("url", "archive"):
            text = getattr(source, field)
            if text and (fault := texts.address_fault(text)):
                yield tables.finding("url", "error", source, field, f"{text[:80]!r} {fault}.")
        if source.url and not source.archive:
            message = (
                "archive is empty: a page may be gone when a reader looks; archive it, write the address."
            )
            yield tables.finding("archive-missing", "question", source, "archive", message)


def _text(tables: Tables, record: Event | Claim | Source, field: str) -> Iterator[Finding]:
    text = getattr(record, field)
    if reach := texts.contact(text):
        message = f"{field} holds {reach!r}, which reads like a phone number or mail address; take it out."
        yield tables.finding("contact", "warning", record, field, message)
    if person := texts.person(text):
        message = (
            f"{field} holds {person!r}, which reads like the name of a person who was hurt; take it out."
        )
        yield tables.finding("person-named", "warning", record, field, message)
    if isinstance(record, Event) and (day := texts.relative_day(text)):
        message = f"{field} says {day!r}; which day is that? Write the date."
        yield tables.finding("date-relative", "question", record, field, message)
    if isinstance(record, Event) and (count := texts.quoted_words(text)) > texts.QUOTED_WORDS:
        message = f"{field} quotes {count} words; can {texts.QUOTED_WORDS} or fewer carry it?"
        yield tables.finding("words-long", "question", record, field, message)
