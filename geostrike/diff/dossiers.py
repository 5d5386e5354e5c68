"""What changed between two editions of a dossier: events with their places, claims, sources.

What is not to be published is in no change; the caller has made the places to protect coarse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from geostrike import vocabulary as v
from geostrike.diff.changes import Change, in_order, kind_of
from geostrike.diff.events import of_pairs
from geostrike.diff.matching import match
from geostrike.model import Claim, Dossier, Event, Source
from geostrike.tables import released
from geostrike.tables.cells import Texts
from geostrike.tables.columns import NUMBERS, Columns

_COUNTED = (
    *(name for name in NUMBERS if name != "radius_m"),
    "source",
    "source_url",
    "dataset",
    "dataset_id",
)
_OF_EVENTS = ("part_of", "answers")
_OF_CLAIMS = tuple(name for name in v.COLUMNS["claims"] if name not in {"id", "event"})
_OF_SOURCES = tuple(name for name in v.COLUMNS["sources"] if name != "id")


Located = Sequence[released.Where]


def of_dossiers(
    old: Dossier,
    new: Dossier,
    *,
    locate: Callable[[Dossier], Located],
    cleaned: Callable[[Dossier, Any], Dossier],
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Changes from one edition of a dossier to another, and notes for a person.

    An event that is coarse in one edition is coarse in both.

    Parameters
    ----------
    old, new : Dossier
        The editions.
    locate, cleaned : callable
        `geostrike.locate.locate`, with `coarsen` where all places are to be coarse, and
        `geostrike.locate.cleaned`.
    """
    first, last = (_Edition.of(each, locate, cleaned) for each in (old, new))
    pairs = match(first.table, last.table)
    ids = first.ids[pairs.old], last.ids[pairs.new]
    coarse = [a in first.coarse or b in last.coarse for a, b in zip(*ids, strict=True)]
    first, last = (
        edition.with_coarse(
            {name for name, wanted in zip(names, coarse, strict=True) if wanted}, locate, cleaned
        )
        for edition, names in zip((first, last), ids, strict=True)
    )
    renamed = dict(zip(*(each.tolist() for each in ids), strict=True))
    changes = [
        *of_pairs(first.table, last.table, pairs, _COUNTED),
        *_links(first.shown(), last.shown(), renamed),
        *_claims(first.shown(), last.shown(), renamed),
        *_sources(first.shown(), last.shown()),
    ]
    return in_order(changes), pairs.notes


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition as it was read, as it may be shown, its events as a table, and which are coarse."""

    read: Dossier
    dossier: Dossier
    table: Columns
    coarse: frozenset[str]

    @classmethod
    def of(
        cls, read: Dossier, locate: Callable[[Dossier], Located], cleaned: Callable[[Dossier, Any], Dossier]
    ) -> _Edition:
        located = locate(read)
        shown = cleaned(read, located)
        table = released.from_dossier(shown, located)
        return cls(read, shown, table, frozenset(where.event.id for where in located if where.protected))

    @property
    def ids(self) -> Texts:
        return np.asarray(self.table.values["id"], object)

    def with_coarse(
        self,
        wanted: set[str],
        locate: Callable[[Dossier], Located],
        cleaned: Callable[[Dossier, Any], Dossier],
    ) -> _Edition:
        if self.coarse.issuperset(wanted):
            return self
        events = tuple(
            replace(event, publish="coarse") if event.id in wanted else event for event in self.read.events
        )
        return self.of(replace(self.read, events=events), locate, cleaned)

    def shown(self) -> _Shown:
        ids = set(self.ids.tolist())
        claims = {claim.id: claim for claim in self.dossier.claims if claim.event in ids}
        cited = {claim.source for claim in claims.values()}
        return _Shown(
            {event.id: event for event in self.dossier.events if event.id in ids},
            claims,
            {source.id: source for source in self.dossier.sources if source.id in cited},
        )


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is published of an edition, by id."""

    events: dict[str, Event]
    claims: dict[str, Claim]
    sources: dict[str, Source]


def _links(old: _Shown, new: _Shown, renamed: Mapping[str, str]) -> Iterator[Change]:
    """Changes of what an event is part of or answers."""
    for first, last in renamed.items():
        before, after = old.events[first], new.events[last]
        links = {name: getattr(before, name) for name in _OF_EVENTS}
        mapped = replace(before, **{name: renamed.get(link, link) for name, link in links.items()})
        yield from _fields("events", mapped, after, _OF_EVENTS, after.title, after.id)


def _claims(old: _Shown, new: _Shown, renamed: Mapping[str, str]) -> Iterator[Change]:
    before = {
        name: replace(claim, event=renamed.get(claim.event, claim.event))
        for name, claim in old.claims.items()
    }
    partner = _paired(before, new.claims)
    for name, claim in new.claims.items():
        title = _title(claim, new.sources)
        if name in partner:
            yield from _fields(
                "claims",
                before[partner[name]].closed,
                claim.closed,
                ("id", *_OF_CLAIMS),
                title,
                claim.event,
            )
        else:
            yield _row("added", "claims", claim.id, claim.words, title, claim.event)
    kept = set(partner.values())
    for name, claim in before.items():
        if name in kept:
            continue
        shown = claim.event if claim.event in new.events else ""
        yield _row("removed", "claims", name, claim.words, _title(claim, old.sources), shown)


def _paired(old: Mapping[str, Claim], new: Mapping[str, Claim]) -> dict[str, str]:
    """Old id of each new claim: the same id of one event, or else what alone is alike."""
    found = {name: name for name in new if name in old and old[name].event == new[name].event}
    for key in (_same_words, _same_claim, _same_subject):
        left_old = {name: key(each) for name, each in old.items() if name not in set(found.values())}
        left_new = {name: key(each) for name, each in new.items() if name not in found}
        many = Counter(left_old.values()), Counter(left_new.values())
        by_key = {text: name for name, text in left_old.items()}
        found |= {
            name: by_key[text] for name, text in left_new.items() if many[0][text] == 1 and many[1][text] == 1
        }
    return found


def _same_words(claim: Claim) -> tuple[str, ...]:
    return (claim.event, claim.kind, claim.who, claim.source, claim.words)


def _same_claim(claim: Claim) -> tuple[str, ...]:
    return (claim.event, claim.kind, claim.who, claim.source, claim.said_by)


def _same_subject(claim: Claim) -> tuple[str, ...]:
    return (claim.event, claim.kind, claim.who, claim.speaker)


def _sources(old: _Shown, new: _Shown) -> Iterator[Change]:
    for name, source in new.sources.items():
        title = f"{source.publisher}: {source.title}" if source.title else source.publisher
        if name in old.sources:
            yield from _fields("sources", old.sources[name], source, _OF_SOURCES, title, "")
        else:
            yield _row("added", "sources", name, title, title, "")
    for name, source in old.sources.items():
        if name not in new.sources:
            title = f"{source.publisher}: {source.title}" if source.title else source.publisher
            yield _row("removed", "sources", name, title, title, "")


def _title(claim: Claim, sources: Mapping[str, Source]) -> str:
    """What a claim is about and whose it is, for people."""
    kind = v.KIND_OF_CLAIM[claim.kind].capitalize()
    who = f" ({v.WHO[claim.who]})" if claim.who not in {"", "all"} else ""
    source = sources.get(claim.source)
    return f"{kind}{who}, according to {claim.said_by or (source.publisher if source else claim.source)}"


def _row(kind: str, table: str, name: str, text: str, title: str, event: str) -> Change:
    old, new = (None, text) if kind == "added" else (text, None)
    return Change(change=kind, table=table, id=name, old=old, new=new, title=title, event=event)


def _fields(table: str, old: Any, new: Any, names: Sequence[str], title: str, event: str) -> Iterator[Change]:
    for name in names:
        first, last = getattr(old, name), getattr(new, name)
        if first != last:
            yield Change(
                change=kind_of(name),
                table=table,
                id=new.id,
                field=name,
                old=_value(first),
                new=_value(last),
                title=title,
                event=event,
            )


def _value(value: Any) -> str | float | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return None if value in {None, ""} else str(value)
