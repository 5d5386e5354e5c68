"""Claims grouped as a page shows them: by kind and who it is about, a row a speaker; nothing is summed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geostrike import vocabulary as v
from geostrike.maps import wording
from geostrike.maps.strings import HEDGES, heading, persons, say
from geostrike.maps.strings import unit as unit_of
from geostrike.model import Claim, Source

PEOPLE = ("killed", "injured", "missing")
_AMONG_CIVILIANS = frozenset({"child", "woman", "man", "medic", "journalist", "aidworker"})
_CIVILIANS = _AMONG_CIVILIANS | {"civilian"}
_FIGHTERS = frozenset({"militia", "soldier"})
_ANYBODY = frozenset({"", "all", "unknown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure of one speaker, with every claim that carries it."""

    speaker: str
    claims: tuple[Claim, ...]
    superseded: tuple[Claim, ...] = ()
    inner: bool = False

    @property
    def claim(self) -> Claim:
        """The first of the claims; the others say the same in other sources."""
        return self.claims[0]

    @property
    def numeric(self) -> bool:
        """Whether the row has a number and stands by it."""
        has_number = self.claim.low is not None or self.claim.high is not None
        return has_number and self.claim.stance in {"says", "concedes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rows of one kind about one set of people or things."""

    kind: str
    who: str
    rows: tuple[Row, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """The different speakers, in the order of the rows."""
        return tuple(dict.fromkeys(row.speaker for row in self.rows))

    @property
    def top(self) -> float:
        """The largest number in the group, superseded ones included."""
        claims = [claim for row in self.rows for claim in (*row.claims, *row.superseded)]
        return max(
            (value for claim in claims for value in (claim.low, claim.high) if value is not None), default=0
        )


def speaker(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Who says it: the named speaker, else the publisher that the source goes back to."""
    if claim.said_by:
        return claim.said_by
    source, seen = sources.get(claim.source), set[str]()
    while source and source.repeats in sources and source.id not in seen:
        seen.add(source.id)
        source = sources[source.repeats]
    return source.publisher if source else claim.source


def groups(claims: Sequence[Claim], sources: Mapping[str, Source]) -> tuple[Group, ...]:
    """Claims about numbers, by kind in the order of the vocabulary and then by who it is about."""
    counted = [claim for claim in claims if claim.kind in v.CLAIM_NUMERIC and claim.kind != "distance"]
    keys = dict.fromkeys((claim.kind, _about(claim)) for claim in counted)
    kinds, people = list(v.CLAIM_NUMERIC), list(v.WHO)
    ordered = sorted(keys, key=lambda key: (kinds.index(key[0]), people.index(key[1])))
    return tuple(_group(kind, who, counted, sources) for kind, who in ordered)


def worded(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims of kinds that carry words instead of a number."""
    kinds = list(v.CLAIM_WORDED)
    return tuple(sorted((c for c in claims if c.kind in kinds), key=lambda claim: kinds.index(claim.kind)))


def _about(claim: Claim) -> str:
    return "all" if claim.who in _ANYBODY or claim.kind not in PEOPLE else claim.who


def may_be_same(one: str, other: str) -> bool:
    """Whether people of two words of the column who may be the same: civilians are no fighters.

    Examples
    --------
    >>> may_be_same("civilian", "child"), may_be_same("civilian", "militia"), may_be_same("civilian", "all")
    (True, False, True)
    """
    if one == other or "all" in {one, other}:
        return True
    both = {one, other}
    return not (both & _FIGHTERS and (both & _CIVILIANS or both <= _FIGHTERS))


def _group(kind: str, who: str, claims: Sequence[Claim], sources: Mapping[str, Source]) -> Group:
    mine = [claim for claim in claims if (claim.kind, _about(claim)) == (kind, who)]
    known = {claim.id: claim for claim in mine}
    replaced = {claim.replaces for claim in mine if claim.replaces in known}
    old = {_identity(known[one], sources) for one in replaced}
    current = [claim for claim in mine if claim.id not in replaced and _identity(claim, sources) not in old]
    rows = _rows(current, known, sources)
    return Group(kind=kind, who=who, rows=_nested(rows, known))


def _identity(claim: Claim, sources: Mapping[str, Source]) -> tuple[object, ...]:
    """What makes two claims the same figure of the same speaker, wherever they are printed."""
    return (speaker(claim, sources), *_figure_key(claim))


def _rows(current: Sequence[Claim], known: Mapping[str, Claim], sources: Mapping[str, Source]) -> list[Row]:
    same: dict[tuple[object, ...], list[Claim]] = {}
    for claim in current:
        same.setdefault(_identity(claim, sources), []).append(claim)
    return [
        Row(speaker=str(key[0]), claims=tuple(members), superseded=_superseded(members, known, sources))
        for key, members in same.items()
    ]


def _figure_key(claim: Claim) -> tuple[object, ...]:
    figure_of = (claim.hedge, *claim.ends, claim.unit)
    return claim.stance, *figure_of, claim.value, claim.within, claim.who


def _superseded(
    claims: Iterable[Claim], known: Mapping[str, Claim], sources: Mapping[str, Source]
) -> tuple[Claim, ...]:
    """Earlier figures that these replace, with every other place that prints them."""
    out: dict[str, Claim] = {}
    for claim in claims:
        earlier = known.get(claim.replaces)
        while earlier and earlier.id not in out:
            same = _identity(earlier, sources)
            out |= {one.id: one for one in known.values() if _identity(one, sources) == same}
            earlier = known.get(earlier.replaces)
    return tuple(out.values())


def _nested(rows: Sequence[Row], known: Mapping[str, Claim]) -> tuple[Row, ...]:
    """Rows by their figure, those without one last; a part of another claim right under it."""
    inner = [row for row in rows if row.claim.within in known]
    outer = sorted((row for row in rows if row not in inner), key=_rank)
    out: list[Row] = []
    for row in outer:
        ids = {claim.id for claim in row.claims}
        out += [row, *(_inner(one) for one in inner if one.claim.within in ids)]
    out += [one for one in inner if all(one.claims != row.claims for row in out)]
    return tuple(out)


def _inner(row: Row) -> Row:
    return Row(speaker=row.speaker, claims=row.claims, superseded=row.superseded, inner=True)


def _rank(row: Row) -> tuple[bool, float, float]:
    low = row.claim.low if row.claim.low is not None else row.claim.high
    high = row.claim.high if row.claim.high is not None else row.claim.low
    return not row.numeric, low or 0, high or 0


def figure(claim: Claim) -> str:
    """The figure of a claim with its hedge, such as "up to 22"; a dash where there is none."""
    low, high = claim.low, claim.high
    if low is None and high is None:
        return "–"
    if low is not None and high is not None and low != high:
        plain = say("range", low=wording.number(low), high=wording.number(high))
    else:
        plain = wording.number(low if low is not None else high or 0)
    return say(HEDGES[claim.hedge], figure=plain) if claim.hedge in HEDGES else plain


def unit(claim: Claim) -> str:
    """What was counted, in the word of the source's unit; nothing for people."""
    single = claim.ends == (1, 1)
    return "" if claim.unit in {"", "person"} else unit_of(claim.unit, single=single)


def difference(group: Group) -> str:
    """A sentence on how the speakers of a group differ, in figures or in what they count; else empty."""
    if found := spread(group):
        return say("differ", spread=found)
    rows = [row for row in group.rows if row.numeric and not row.inner]
    if len({row.speaker for row in rows}) > 1 and len({row.claim.unit for row in rows}) > 1:
        return say("differ_units", figures=_by_figure(rows))
    return ""


def same_figures(found: Sequence[Group]) -> tuple[str, ...]:
    """Sentences on figures that speakers give for different people, such as 16 dead of two kinds.

    One dead child and one dead civilian may be the same person: of figures up to one nothing is said.
    """
    out = []
    for kind in PEOPLE:
        rows = [row for group in found if group.kind == kind for row in group.rows]
        shown = [row for row in rows if row.numeric and not row.inner]
        for ends in dict.fromkeys((_low(row), _high(row)) for row in shown if _high(row) > 1):
            same = [row for row in shown if (_low(row), _high(row)) == ends]
            if len({_about(row.claim) for row in same}) > 1 and len({row.speaker for row in same}) > 1:
                out.append(say("differ_people", figures=_by_figure(same)))
    return tuple(out)


def _by_figure(rows: Iterable[Row]) -> str:
    """Figures with what they count and who gives them: "16 (G, P); 16 militia members (M)"."""
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(_counted(row.claim), []).append(row.speaker)
    return say("semicolon").join(
        say("figure_by", figure=figure_of, speakers=say("comma").join(dict.fromkeys(people)))
        for figure_of, people in named.items()
    )


def _counted(claim: Claim) -> str:
    about = _about(claim)
    single = claim.ends == (1, 1)
    who = "" if about == "all" else persons(about, single=single)
    return " ".join(filter(None, (figure(claim), unit(claim), who)))


def spread(group: Group) -> str:
    """How far the speakers lie apart, such as "1 (Pentagon) to 22 (SOHR)"; empty where they do not differ."""
    rows = [row for row in group.rows if row.numeric and not row.inner]
    if len({row.speaker for row in rows}) < 2 or len({unit(row.claim) for row in rows}) > 1:
        return ""
    lowest, highest = _ends(rows)
    if (_low(lowest), _high(lowest)) == (_low(highest), _high(highest)):
        return ""
    return say(
        "spread",
        low=_end(lowest.claim, lowest.claim.low),
        low_speaker=_named(lowest),
        high=_end(highest.claim, highest.claim.high),
        high_speaker=_named(highest),
    )


def _named(row: Row) -> str:
    said = row.claim.as_of
    return say("speaker_on", speaker=row.speaker, date=wording.day_of_month(said)) if said else row.speaker


def _ends(rows: Sequence[Row]) -> tuple[Row, Row]:
    """The rows with the lowest and the highest figure; of equal ones the sharper."""
    return min(rows, key=lambda row: (_low(row), _high(row))), max(
        rows, key=lambda row: (_high(row), _low(row))
    )


def _low(row: Row) -> float:
    claim = row.claim
    return float(claim.low if claim.low is not None else claim.high or 0)


def _high(row: Row) -> float:
    claim = row.claim
    return float(claim.high if claim.high is not None else claim.low or 0)


def _end(claim: Claim, value: float | None) -> str:
    """One end of a span; with its hedge where the source leaves that end open."""
    return figure(claim) if value is None else wording.number(value)


def summary_of(found: Iterable[Group], kind: str) -> str:
    """One line for a list, such as "Killed: 1 to 22"; empty where no source gives a number.

    Counts of all people come alone: those of civilians or militia members may be among them.
    """
    spans = {group.who: _span(group) for group in found if group.kind == kind}
    spans = {who: span for who, span in spans.items() if span}
    if "all" in spans:
        spans = {"all": spans["all"]}
    elif "civilian" in spans:
        spans = {who: span for who, span in spans.items() if who not in _AMONG_CIVILIANS}
    return say("list_of", kind=heading(kind), figures=say("comma").join(spans.values())) if spans else ""


def _span(group: Group) -> str:
    """The span of the figures of a group with the people it is about, or the only figure there is."""
    rows = [row for row in group.rows if row.numeric and not row.inner]
    if not rows:
        return ""
    lowest, highest = (row.claim for row in _ends(rows))
    one = figure(lowest) == figure(highest)
    span = (
        figure(lowest)
        if one
        else say("range", low=_end(lowest, lowest.low), high=_end(highest, highest.high))
    )
    if group.who == "all":
        return span
    single = one and lowest.ends == (1, 1)
    return f"{span} {persons(group.who, single=single)}"
