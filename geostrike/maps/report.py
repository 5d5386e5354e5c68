"""What of a dossier reaches a page: publication, protection, parts and episodes; draws nothing.

Pages are made from the `Report` that `prepare` returns and from nothing else, so that what is held back here
cannot come through: events with publish "no" are gone, coarse ones have lost all that gives the point away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geostrike import sheltered
from geostrike.errors import TableError
from geostrike.locate import COARSE_M, Located, cleaned
from geostrike.locate.coarse import coarsened
from geostrike.maps.glyphs import MARKS
from geostrike.maps.strings import say
from geostrike.maps.wording import radius
from geostrike.model import About, Claim, Dossier, Event, Source
from geostrike.protect import people

_TELLING_KINDS = frozenset({"distance", "place"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event as a page may show it, with its claims and its relations among what is shown."""

    event: Event
    where: Located
    claims: tuple[Claim, ...]
    coarse: bool
    episode: int
    style: int
    depth: int
    parts: tuple[str, ...]
    answered_by: tuple[str, ...]

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def on_map(self) -> bool:
        """Whether the event has a place that can be drawn."""
        return self.where.shape != "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that a page may show, in the order in which it shows it."""

    title: str
    items: tuple[Item, ...]
    episodes: tuple[str, ...]
    sources: Mapping[str, Source]
    draft: bool
    about: About = field(default_factory=About)

    def item(self, event_id: str) -> Item:
        """The item of an event that is shown."""
        return next(item for item in self.items if item.id == event_id)

    def episode(self, number: int) -> tuple[Item, ...]:
        """The items of an episode in their order."""
        return tuple(item for item in self.items if item.episode == number)

    def within(self, item: Item) -> tuple[Item, ...]:
        """The parts of an item, their parts, and so on."""
        found = [self.item(one) for one in item.parts]
        for part in found:
            found += [one for one in map(self.item, part.parts) if one not in found and one != item]
        return tuple(found)

    @property
    def without_place(self) -> tuple[Item, ...]:
        """Events that are no whole of others and have no place."""
        return tuple(item for item in self.items if not item.on_map and not item.parts)


def prepare(dossier: Dossier, located: Sequence[Located], *, title: str = "", draft: bool = False) -> Report:
    """Choose what a page may show of a dossier.

    Parameters
    ----------
    dossier : Dossier
        Events, claims and sources.
    located : sequence of Located
        From `geostrike.locate.locate`, one an event in the same order.
    title : str
        Title of the page; the dossier's own where empty.
    draft : bool
        Whether events of status draft may be shown, marked so.

    Raises
    ------
    TableError
        If an event is a draft and `draft` is false, or nothing is left to show.
    """
    public = [_safe(where) for where in located if where.event.publish != "no"]
    dossier = cleaned(dossier, public)
    _refuse_drafts(public, dossier, allowed=draft)
    shown = {where.event.id: _public_event(where, public) for where in public}
    claims = _claims(dossier.claims, shown)
    order = _order(shown)
    styles = _styles(shown, order)
    items = tuple(_item(shown, claims, styles, *place) for place in order)
    used = {claim.source for group in claims.values() for claim in group}
    return Report(
        title=title or dossier.title,
        items=items,
        episodes=_episode_titles(items),
        sources=_sources(dossier.sources, used),
        draft=any(item.event.status == "draft" for item in items),
        about=_about(dossier.about, shown),
    )


def _refuse_drafts(public: Sequence[Located], dossier: Dossier, *, allowed: bool) -> None:
    where_from = dossier.folder or dossier.title
    if not public:
        raise TableError(f"{where_from} has no event that may be published; set publish to yes or coarse.")
    drafts = [where.event.id for where in public if where.event.status == "draft"]
    if drafts and not allowed:
        raise TableError(
            f"{where_from}: status is draft for {', '.join(drafts[:3])}{' and others' if drafts[3:] else ''};"
            " review them and set another status, or add --draft to draw them marked as drafts.",
            events=drafts,
        )


def _public_event(where: Located, public: Iterable[Located]) -> Located:
    known = {other.event.id for other in public}
    event = replace(
        where.event,
        part_of=where.event.part_of if where.event.part_of in known else "",
        answers=where.event.answers if where.event.answers in known else "",
    )
    return replace(where, event=event)


def _safe(where: Located) -> Located:
    """A place that `locate` has not coarsened but has to be: records can also be made by hand."""
    event, kind = where.event, where.place.kind if where.place else ""
    lifted = event.publish == "yes" and event.publish_reason
    young = where.shape != "none" and people.is_young(event.date, people.today())
    if where.protected or (event.publish != "coarse" and (lifted or not (kind in sheltered.KINDS or young))):
        return where
    return coarsened(where, "5km", say("how_coarse", radius=radius(COARSE_M)))


def _claims(claims: Iterable[Claim], shown: Mapping[str, Located]) -> dict[str, tuple[Claim, ...]]:
    kept: dict[str, list[Claim]] = {event: [] for event in shown}
    for claim in claims:
        where = shown.get(claim.event)
        if where and not (where.protected and claim.kind in _TELLING_KINDS):
            kept[claim.event].append(claim)
    return {event: tuple(group) for event, group in kept.items()}


def _sources(sources: Iterable[Source], used: set[str]) -> dict[str, Source]:
    known = {source.id: source for source in sources}
    queue = sorted(used)
    for one in queue:
        source = known.get(one)
        if source and source.repeats and source.repeats not in queue:
            queue.append(source.repeats)
    return {name: source for name, source in known.items() if name in queue}


def _about(about: About, shown: Mapping[str, Located]) -> About:
    """What the author says: of events not shown no correction, of rough ones only that there was one."""
    kept = [
        replace(one, change=say("corrected_rough"), reason="")
        if one.event and shown[one.event].protected
        else one
        for one in about.corrections
        if not one.event or one.event in shown
    ]
    return replace(about, corrections=tuple(sorted(kept, key=lambda one: one.date, reverse=True)))


def _order(shown: Mapping[str, Located]) -> list[tuple[str, int, int]]:
    """Event ids by episode and date, parts under their whole, with episode and depth."""
    out: dict[str, tuple[str, int, int]] = {}
    for number, members in enumerate(_episodes(shown)):
        heads = [one for one in members if not shown[one].event.part_of]
        for head in [*heads, *members]:
            _add_with_parts(out, head, members, shown, number, 0)
    return list(out.values())


def _add_with_parts(
    out: dict[str, tuple[str, int, int]],
    head: str,
    members: Sequence[str],
    shown: Mapping[str, Located],
    number: int,
    depth: int,
) -> None:
    """Put an event and its parts at the end; one that is there already stays where it is."""
    if head in out:
        return
    out[head] = (head, number, depth)
    for one in members:
        if shown[one].event.part_of == head:
            _add_with_parts(out, one, members, shown, number, depth + 1)


def _episodes(shown: Mapping[str, Located]) -> list[list[str]]:
    """Events joined by part_of and answers; each group and the groups among each other by date."""
    group = {one: {one} for one in shown}
    for one, where in shown.items():
        for other in (where.event.part_of, where.event.answers):
            if other in shown and group[other] is not group[one]:
                group[one] |= group[other]
                for member in group[one]:
                    group[member] = group[one]
    rank = {one: at for at, one in enumerate(shown)}
    unique = {id(members): members for members in group.values()}.values()
    sorted_groups = [
        sorted(members, key=lambda one: (_when(shown[one].event), rank[one])) for members in unique
    ]
    return sorted(sorted_groups, key=lambda members: (_when(shown[members[0]].event), rank[members[0]]))


def _when(event: Event) -> tuple[str, str]:
    return event.date, event.time


def _styles(shown: Mapping[str, Located], order: Sequence[tuple[str, int, int]]) -> dict[int, int]:
    """The number of the mark of each episode, those on the map first.

    Where there are more episodes than marks, single events share one: a mark tells what belongs together.
    """
    sizes = Counter(episode for _, episode, _ in order)
    placed = {episode for at, episode, _ in order if shown[at].shape != "none"}
    ranked = sorted(sizes, key=lambda episode: (episode not in placed, episode))
    if len(ranked) <= MARKS:
        return {episode: number for number, episode in enumerate(ranked)}
    several = [episode for episode in ranked if sizes[episode] > 1]
    shared = dict.fromkeys(ranked, min(len(several), MARKS - 1))
    return shared | {episode: min(number, MARKS - 1) for number, episode in enumerate(several)}


def _item(
    shown: Mapping[str, Located],
    claims: Mapping[str, tuple[Claim, ...]],
    styles: Mapping[int, int],
    at: str,
    episode: int,
    depth: int,
) -> Item:
    return Item(
        event=shown[at].event,
        where=shown[at],
        claims=claims[at],
        coarse=bool(shown[at].protected),
        episode=episode,
        style=styles[episode],
        depth=depth,
        parts=tuple(one for one, where in shown.items() if where.event.part_of == at),
        answered_by=tuple(one for one, where in shown.items() if where.event.answers == at),
    )


def _episode_titles(items: Sequence[Item]) -> tuple[str, ...]:
    """An episode is called after its first event that is no part and no attack; dates come from the page."""
    titles: dict[int, str] = {}
    for item in sorted(items, key=lambda one: (one.depth, one.event.kind == "attack")):
        titles.setdefault(item.episode, item.event.title)
    return tuple(titles[number] for number in sorted(titles))
