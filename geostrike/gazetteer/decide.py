"""Deciding: which of the places found a name means, or that it cannot be told; finds nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import kinds
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.layer import Layer, rough_m
from geostrike.gazetteer.match import Found
from geostrike.gazetteer.weights import WEIGHTS
from geostrike.names import Spelling, read
from geostrike.names.words import SETTLEMENT, has_article

RESOLVED_FROM = 0.42  # probability from which one place is the answer
_LISTED, _WEIGHED = 10, 14
_VILLAGE = 1000.0  # people
_WORTH_SAYING, _LEAST = 0.03, 1e-5  # probabilities
_FEWEST = 2000.0  # places that a name may mean, in however small a gazetteer it is looked for

_SAME_PLACE_M = 5_000.0
_TWIN = -2.5  # a place that only a later layer calls by this name
_REGION = -2.0  # a region that holds a settlement of the same name
_LATER_EQUAL, _LATER_ALIKE = -1.5, -4.0  # a later layer's place where the first has the very spelling
_SAME_NAME = 0.75  # share of the log-odds from which two records count as of one name
_RIVAL = 0.3  # share of the best's probability from which another place of its name is a rival

Point = tuple[float, float]


@dataclass(slots=True)
class Option:
    """A place that may be meant: its layer and row, its logarithmic weight, and what was found."""

    layer: Layer
    row: int
    rank: int
    weight: float
    odds: float
    name: int
    equal: int
    more: bool
    across: bool
    called: str = ""
    kind: str = field(init=False)
    settled: bool = field(init=False)
    point: Point = field(init=False)

    def __post_init__(self) -> None:
        self.kind = self.layer.kinds[self.layer.kind[self.row]]
        self.settled = self.kind in kinds.SETTLEMENTS
        self.point = self.layer.point(self.row)

    @property
    def text(self) -> str:
        """The spelling that was met."""
        return self.layer.spellings[self.name]

    def metres(self, other: Option) -> float:
        """Distance between the two."""
        return rough_m(*self.point, *other.point)


def weigh(found: Found, layer: Layer, length: int, near: Point | None) -> NDArray[np.float64]:
    """Logarithmic weights of places: likeness of the name, prominence, distance from a nearby point."""
    w = WEIGHTS
    people = np.maximum(layer.population[found.row], kinds.people(layer.kinds)[layer.kind[found.row]])
    weight = (
        w.odds * found.odds
        + w.mean * found.mean
        + w.across_length * length * found.across
        + w.equal * (found.equal > 0)
        + w.key * (found.equal > 1)
        + w.more * found.more
        + w.quarter * (np.array(layer.kinds) == "quarter")[layer.kind[found.row]]
        + w.people * np.log(people / _VILLAGE)
    )
    return np.asarray(weight + _nearness(layer, found.row, near), np.float64)


def _nearness(layer: Layer, rows: NDArray[np.intp], near: Point | None) -> NDArray[np.float64]:
    """Logarithm of how much less likely places are for their distance from a nearby point."""
    if not near:
        return np.zeros(len(rows))
    away = np.maximum(layer.metres(rows, near) - layer.extent(rows), 0.0)
    return np.asarray(-WEIGHTS.near * np.log1p((away / WEIGHTS.near_m) ** 2))


def _none(layers: Sequence[Layer], length: int, country: str, near: Point | None) -> float:
    """Weight of no known place: a name is the more easily like one by chance the more places count."""
    count = 0.0
    for layer in layers:
        rows, each = layer.sample(country)
        count += each * float(np.exp(_nearness(layer, rows, near)).sum())
    return WEIGHTS.none + WEIGHTS.none_length * length + math.log(max(count, _FEWEST))


def decide(
    query: str,
    spelling: Spelling,
    found: Sequence[Found],
    layers: Sequence[Layer],
    country: str,
    near: Point | None,
) -> Answer | None:
    """Answer for a name out of what was found in the layers of one group, or None where nothing was."""
    length, key = len(spelling.sounds or spelling.key), spelling.key
    weights = [weigh(some, layer, length, near) for some, layer in zip(found, layers, strict=True)]
    options = _options(found, layers, weights)
    if not options:
        return None
    rest = [np.logaddexp.reduce(np.sort(weight)[:-_WEIGHED]) for weight in weights if len(weight) > _WEIGHED]
    _weigh_words(spelling, options)
    _demote_regions(options)
    options = _merged(_twins(options, layers))
    _demote_later(options)
    options.sort(key=lambda o: (-round(o.weight, 9), o.rank, o.row))
    none = _none(layers, length, country, near)
    total = _log_sum([none, *rest, *(option.weight for option in options)])
    best = options[0]
    shares = [math.exp(option.weight - total) for option in options]
    spot = sum(share for share, o in zip(shares, options, strict=True) if _one_spot(best, o))
    rivals = [s for s, o in zip(shares, options, strict=True) if _rival(o, best)]
    status = _status(spot, max(rivals, default=0.0), math.exp(none - total))
    return Answer(
        query=query,
        status=status,
        score=round(spot, 4),
        why=_why(status, key, best, options[1:], shares[1:], near=near is not None),
        candidates=tuple(
            Candidate(option.layer, option.row, round(share, 4))
            for option, share in list(zip(options, shares, strict=True))[:_LISTED]
            if share >= _LEAST
        ),
    )


def _status(spot: float, rival: float, none: float) -> str:
    if spot >= RESOLVED_FROM and rival <= _RIVAL * spot:
        return "resolved"
    return "unknown" if none >= spot else "ambiguous"


def _rival(option: Option, best: Option) -> bool:
    """Whether a place elsewhere is of the same name, so that the name alone cannot tell them apart."""
    return _akin(option, best) and not (option.called or option.more or _one_spot(best, option))


def _akin(option: Option, best: Option) -> bool:
    """Whether a place bears the name as well as the best does, or is called so elsewhere."""
    return bool(option.called) or option.odds >= best.odds - 1


def _options(
    found: Sequence[Found], layers: Sequence[Layer], weights: Sequence[NDArray[np.float64]]
) -> list[Option]:
    options = []
    for rank, (some, layer, weight) in enumerate(zip(found, layers, weights, strict=True)):
        for at in np.argsort(-weight, kind="stable")[:_WEIGHED].tolist():
            name = int(some.name[at])
            facts = int(some.equal[at]), bool(some.more[at]), bool(some.across[at])
            options.append(
                Option(layer, int(some.row[at]), rank, float(weight[at]), float(some.odds[at]), name, *facts)
            )
    return options


def _weigh_words(spelling: Spelling, options: list[Option]) -> None:
    """Weigh whether the name met has an article where the query has one, and no word of settlements more."""
    asked = has_article(spelling.folded)
    for option in options:
        text = option.text
        option.weight += WEIGHTS.article * (has_article(text) != asked)
        option.weight += WEIGHTS.village * bool(
            int(option.layer.bits[option.name]) & SETTLEMENT & ~spelling.bits
        )


def _log_sum(weights: Sequence[float]) -> float:
    top = max(weights)
    return top + math.log(sum([math.exp(weight - top) for weight in weights]))


def _demote_later(options: list[Option]) -> None:
    """Let the very spelling of the first layer, made for such reports, stand before later layers."""
    if any(option.equal and not option.rank for option in options):
        for option in options:
            if option.rank:
                option.weight += _LATER_EQUAL if option.equal else _LATER_ALIKE


def _demote_regions(options: list[Option]) -> None:
    """Let a settlement stand for its name before the region that holds it."""
    settled = [option for option in options if option.settled]
    for region in options:
        if region.kind in kinds.REGIONS:
            reach = max(float(region.layer.radius[region.row]), 100_000.0)
            for seat in settled:
                akin = seat.odds >= _SAME_NAME * region.odds and seat.rank <= region.rank
                if akin and region.metres(seat) <= reach:
                    region.weight = min(region.weight, seat.weight + _REGION)


def _twins(options: list[Option], layers: Sequence[Layer]) -> list[Option]:
    """Replace a settlement of a later layer by the first layer's settlement on the same spot."""
    first = layers[0]
    if len(layers) == 1:
        return options
    settled = np.flatnonzero(
        np.isin(first.kind, [at for at, k in enumerate(first.kinds) if k in kinds.SETTLEMENTS])
    )
    known = {option.row for option in options if not option.rank}
    result = []
    for option in options:
        twin = _twin(option, first, settled) if option.rank and option.settled and len(settled) else -1
        if twin < 0:
            result.append(option)
        elif twin not in known:
            called = f"{option.layer.name} calls it {option.text!r}"
            weight = option.weight + _TWIN
            result.append(
                Option(first, twin, 0, weight, option.odds, -1, 0, option.more, option.across, called)
            )
            known.add(twin)
    return result


def _twin(option: Option, first: Layer, settled: NDArray[np.intp]) -> int:
    metres = first.metres(settled, option.point)
    nearest = int(np.argmin(metres))
    reach = min(_SAME_PLACE_M, float(first.radius[settled[nearest]]))
    return int(settled[nearest]) if metres[nearest] <= reach else -1


def _merged(options: list[Option]) -> list[Option]:
    """Keep one of two settlements of two layers that lie on one spot: the earlier layer's."""
    kept: list[Option] = []
    for option in sorted(options, key=lambda o: (o.rank, -o.weight, o.row)):
        if not any(o.rank != option.rank and _one_spot(option, o) for o in kept):
            kept.append(option)
    return kept


def _one_spot(one: Option, other: Option) -> bool:
    if one is other:
        return True
    return one.settled and other.settled and one.metres(other) <= _SAME_PLACE_M


def _why(
    status: str, key: str, best: Option, others: list[Option], shares: list[float], *, near: bool
) -> str:
    how = _how(best, key)
    shown = [o for o, share in zip(others, shares, strict=True) if share >= _WORTH_SAYING or _akin(o, best)]
    told = [_label(option, best) for option in sorted(shown, key=lambda o: not _akin(o, best))]
    listed = ", ".join(told[:4]) + (f" and {len(told) - 4} more" if len(told) > 4 else "")
    if status == "unknown":
        return f"No place of that name in the gazetteer; the most alike is {best.text!r}."
    if status == "ambiguous":
        fitting = f"{len(told) + 1} places fit and none stands out" if told else "The likeness is too weak"
        all_told = ", ".join([_label(best, best), *([listed] if listed else [])])
        return f"{fitting}: {all_told}. Give a country or a nearby point."
    if not told:
        return f"{how}; the only place of that name{' near that point' if near else ''} in the gazetteer."
    reason = "nearest and most prominent" if near else "most prominent"
    return f"{how}; the {reason} of that name. It may also mean {listed}."


def _how(best: Option, key: str) -> str:
    if best.called:
        return best.called[0].upper() + best.called[1:]
    if best.equal > 1 or (best.equal and read(best.text).key == key):
        return "Name equal"
    words = " but for generic words" if best.more else ""
    script = " across scripts" if best.across else ""
    likeness = "equal" if best.equal else f"sounds like {best.text!r}"
    return f"Name {likeness}{script}{words}"


def _label(option: Option, best: Option) -> str:
    layer, row = option.layer, option.row
    away = round(best.metres(option) / 1000)
    where = (option.kind, layer.countries[layer.country[row]], f"{away} km away" if away else "")
    return f"{layer.spellings[int(layer.first[row])]} ({', '.join(part for part in where if part)})"
