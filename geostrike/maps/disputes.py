"""On what the sources of an event disagree, in sentences: figures, place, distance; weighs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geostrike.locate import Elsewhere
from geostrike.maps import speakers, wording
from geostrike.maps.released import released
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import heading, persons, say
from geostrike.model import Place

KINDS = ("figures", "place", "distance")


@dataclass(frozen=True, slots=True)
class Dispute:
    """One point of disagreement: its kind, one of `KINDS`, and a sentence that names the speakers."""

    kind: str
    sentence: str


def disputes(item: Item, report: Report) -> tuple[Dispute, ...]:
    """Where figures of dead and injured differ, a source puts the place or its distance elsewhere.

    Parameters
    ----------
    item : Item
        An event of the report.
    report : Report
        From `geostrike.maps.prepare`.
    """
    return (*_figures(item, report), *_places(item, report), *_distances(item, report))


def _figures(item: Item, report: Report) -> tuple[Dispute, ...]:
    found = speakers.groups(item.claims, report.sources)
    people = [group for group in found if group.kind in speakers.PEOPLE]
    out = [
        Dispute("figures", say("dispute_figures", what=_what(group), spread=spread))
        for group in people
        if (spread := speakers.spread(group))
    ]
    out += [Dispute("figures", line) for line in speakers.same_figures(found)]
    denied = [
        Dispute("figures", say("dispute_denied", what=_what(group), speaker=who))
        for group in people
        for who in dict.fromkeys(row.speaker for row in group.rows if row.claim.stance == "denies")
        if _contradicted(group, who, people)
    ]
    return (*out, *denied)


def _contradicted(denied: speakers.Group, speaker: str, people: Iterable[speakers.Group]) -> bool:
    """Whether another speaker reports those whom one denies; fighters contradict no denial of civilians."""
    return any(
        row.claim.stance in {"says", "concedes"} and row.claim.ends[1] != 0 and row.speaker != speaker
        for group in people
        if group.kind == denied.kind and speakers.may_be_same(denied.who, group.who)
        for row in group.rows
    )


def _what(group: speakers.Group) -> str:
    name = heading(group.kind)
    return name if group.who == "all" else f"{name} ({persons(group.who)})"


def _places(item: Item, report: Report) -> tuple[Dispute, ...]:
    return tuple(
        Dispute(
            "place",
            say("dispute_place", label=one.label, distance=wording.length(one.from_shown_m)),
        )
        for one in released(item, report.sources)
    ) + tuple(
        Dispute("place", say("dispute_place", label=label, distance=wording.interval(one.low_m, one.high_m)))
        for label, one in _named(item, report)
    )


def _named(item: Item, report: Report) -> Iterable[tuple[str, Elsewhere]]:
    """The places elsewhere that sources name, each once, with all who name it: "Akashat (P, Q)"."""
    known = {claim.id: speakers.speaker(claim, report.sources) for claim in item.claims}
    by_place: dict[Place, list[Elsewhere]] = {}
    for one in item.where.elsewhere:
        if one.claim_id in known:
            by_place.setdefault(one.place, []).append(one)
    for place, found in by_place.items():
        who = say("comma").join(dict.fromkeys(known[one.claim_id] for one in found))
        yield say("figure_by", figure=wording.place_name(place), speakers=who), found[0]


def _distances(item: Item, report: Report) -> tuple[Dispute, ...]:
    known = {claim.id: claim for claim in item.claims}
    return tuple(
        Dispute(
            "distance",
            say("dispute_distance", speaker=speakers.speaker(claim, report.sources), words=claim.words),
        )
        for stated in item.where.stated
        if stated.verdict == "inconsistent" and (claim := known.get(stated.claim_id))
    )
