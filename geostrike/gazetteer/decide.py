"""Deciding: which of the places found a name means, or that it cannot be told; finds nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import evidence, kinds
from geostrike.gazetteer.alike import is_chance, is_only_called, only_sounds_alike
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.layer import Layer, rough_m
from geostrike.gazetteer.match import Asked, Found
from geostrike.gazetteer.option import Option
from geostrike.gazetteer.reasons import why
from geostrike.gazetteer.weights import PLACE, weights
from geostrike.names import Spelling, key_of, read
from geostrike.names.directions import ways
from geostrike.names.words import SETTLEMENT

_LISTED, _WEIGHED = 10, 14

SEAT_M = 100_000.0, 150_000.0  # from a region's point, or a district's, to the settlement it is called after
_SAME_PLACE_M = 5_000.0
_BESIDE7 = 500_000  # parts of 1e-7 degrees of latitude, more than that distance
_TWIN = -2.5  # a place that only a later layer calls by this name
_REGION = -2.0  # a region that holds a settlement of the same name
_PEER = -0.3  # one that is called so for short, as Gaza is said for the Gaza Strip
_LATER_EQUAL, _LATER_ALIKE = -1.5, -4.0  # a later layer's place where the first has the very spelling
_LATER_SMALL, _SMALL = -3.0, 100_000  # the same of a place of few people
_SAME_NAME = 0.75  # share of the log-odds from which two records count as of one name

Point = tuple[float, float]
Weighed = tuple[Found, NDArray[np.float64]]  # places found in a layer, and their weights


def weigh(asked: Sequence[Asked], found: Found, layer: Layer) -> NDArray[np.float64]:
    """Logarithmic weights of places: likeness of the name, prominence, distance from a nearby point."""
    return np.asarray(evidence.of_places(asked, found, layer) @ weights().place, np.float64)


def of_none(asked: Sequence[Asked], layers: Sequence[Layer]) -> NDArray[np.float64]:
    """Weights of no known place: a name is the more easily like one by chance the more places count."""
    near = float(weights().place[PLACE.index("near")])
    own = np.stack([evidence.of_none(spelling) for spelling, _, _ in asked]) @ weights().none
    where = [(country, point) for _, country, point in asked]
    return np.asarray(own + evidence.places_that_count(layers, where, near), np.float64)


def decide(
    query: str, asked: Asked, layers: Sequence[Layer], found: Sequence[Weighed], none: float
) -> Answer | None:
    """Answer for a name out of what was found in the layers of one group, or None where nothing was.

    `none` is the weight of no known place.
    """
    spelling, country, near = asked
    options, rest = ranked(layers, found)
    if spelling.bits & SETTLEMENT:
        _prefer_whole(options, spelling.key)
    if not options:
        return None
    best = options[0]
    total = _log_sum([none, *rest, *[option.weight for option in options]])
    shares = [math.exp(option.weight - total) for option in options]
    here = [_one_spot(best, option) for option in options]
    spot = sum([share for share, same in zip(shares, here, strict=True) if same])
    rivals = [s for s, o, same in zip(shares, options, here, strict=True) if not same and _rival(o, best)]
    score = calibrated(spot)
    status = _status(score, max(rivals, default=0.0) / spot, math.exp(none - total) >= spot)
    if status == "resolved" and (_is_chance(spelling, best) or _lies_elsewhere(query, best)):
        status = "unknown"
    open_ = status == "resolved" and not country and near is None
    weak = _weakness(spelling, best) if open_ else ""
    return Answer(
        query=query,
        status="ambiguous" if weak else status,
        score=score,
        why=why(weak or status, spelling.key, best, options[1:], shares[1:], near),
        candidates=_candidates(options[:_LISTED], shares, here, score),
    )


def _candidates(
    options: list[Option], shares: list[float], here: list[bool], score: float
) -> tuple[Candidate, ...]:
    """Candidates with their probabilities: the best's spot shares its own, the others what that leaves."""
    spot = sum([share for share, same in zip(shares, here, strict=True) if same])
    mine, others = score / spot, (1 - score) / max(1 - spot, 1e-9)
    parts = [share * (mine if same else others) for share, same in zip(shares, here, strict=True)]
    return tuple(
        [
            Candidate(option.layer, option.row, round(min(part, parts[0]), 4))
            for option, part in zip(options, parts, strict=False)
        ]
    )


def ranked(layers: Sequence[Layer], found: Sequence[Weighed]) -> tuple[list[Option], list[float]]:
    """Places that may be meant, the best first, and the weights of all the others of each layer."""
    options = _options(layers, found)
    most = 2 * _WEIGHED
    rest = [float(np.logaddexp.reduce(np.sort(w)[:-most])) for _, w in found if len(w) > most]
    _demote_regions(options)
    options = _merged(_twins(options, layers)) if len(layers) > 1 else options
    _demote_later(options)
    options.sort(key=_order)
    return options, rest


def calibrated(share: float) -> float:
    """Probability of being right that a share of the weight stands for.

    Examples
    --------
    >>> calibrated(0.0), calibrated(1.0) > 0.9
    (0.0, True)
    """
    return round(float(np.interp(share, weights().share, weights().score)), 4)


def _status(score: float, rival: float, none_likelier: bool) -> str:
    if score >= weights().resolved_from and rival <= weights().rival:
        return "resolved"
    return "unknown" if none_likelier else "ambiguous"


def _is_chance(spelling: Spelling, best: Option) -> bool:
    equal = best.equal > 0 and not best.more
    return is_chance(spelling, called=bool(best.called), equal=equal, across=best.across)


def _lies_elsewhere(query: str, best: Option) -> bool:
    """Whether a name says a direction and the best is not called so, as western Iran is not western Iraq."""
    met, asked = best.via or best, ways(query)
    if met.equal or met.across:
        return False
    return asked != ways(met.text) or (bool(asked) and best.kind in kinds.REGIONS)


def _weakness(spelling: Spelling, best: Option) -> str:
    """Whether the best only sounds alike, or is only called so, where nothing says where it lies."""
    met = best.via or best
    equal = met.equal > 0
    if only_sounds_alike(spelling, met.layer, met.row, rank=met.rank, equal=equal, across=met.across):
        return "weak"
    return "called" if is_only_called(spelling, met.layer, met.row, rank=met.rank) else ""


def _prefer_whole(options: list[Option], key: str) -> None:
    """Let a place of the whole name stand before one that lacks the word city: Kuwait City, and Kuwait."""
    whole = [option.weight for option in options if not option.called and key_of(option.text) == key]
    for option in options if whole else ():
        if option.more:
            option.weight = min(option.weight, max(whole) + _REGION)
    options.sort(key=_order)


def _order(option: Option) -> tuple[float, int, int]:
    return -round(option.weight, 9), option.rank, option.row


def _rival(option: Option, best: Option) -> bool:
    """Whether a place elsewhere is of the same name, so that the name alone cannot tell them apart."""
    return option.akin(best) and not (option.called or option.more)


def likeliest(rows: NDArray[np.intp], weight: NDArray[np.float64]) -> NDArray[np.intp]:
    """Indices of the places of the greatest weight, the best first, each place once.

    Examples
    --------
    >>> likeliest(np.array([5, 5, 7]), np.array([1.0, 3.0, 2.0])).tolist()
    [1, 2]
    """
    best = np.argsort(-weight, kind="stable")[: 2 * _WEIGHED]
    _, first = np.unique(rows[best], return_index=True)
    return best[np.sort(first)[:_WEIGHED]]


def _options(layers: Sequence[Layer], found: Sequence[Weighed]) -> list[Option]:
    options = []
    for rank, (layer, (some, weight)) in enumerate(zip(layers, found, strict=True)):
        best = likeliest(some.row, weight)
        columns = (some.row, weight, some.odds, some.name, some.equal, some.more, some.across)
        for row, *facts in zip(*[column[best].tolist() for column in columns], strict=True):
            options.append(_option(layer, row, rank, *facts))
    return options


def _option(layer: Layer, row: int, rank: int, *facts: Any) -> Option:
    kind = layer.kinds[layer.kind[row]]
    known: tuple[Any, ...] = (*facts, kind, kind in kinds.SETTLEMENTS, layer.point(row))
    return Option(layer, row, rank, *known)


def _log_sum(weights: Sequence[float]) -> float:
    top = max(weights)
    return top + math.log(sum([math.exp(weight - top) for weight in weights]))


def _demote_later(options: list[Option]) -> None:
    """Let the very spelling of the first layer, made for such reports, stand before later layers."""
    if any(option.equal and not option.rank for option in options):
        for option in options:
            if option.rank:
                small = option.layer.population[option.row] < _SMALL
                equal = _LATER_SMALL if small else _LATER_EQUAL
                option.weight += equal if option.equal else _LATER_ALIKE


def _demote_regions(options: list[Option]) -> None:
    """Let a settlement stand for its name before the region that holds it."""
    settled = [option for option in options if option.settled]
    for region in options:
        if region.kind in kinds.REGIONS:
            reach = max(float(region.layer.radius[region.row]), SEAT_M[region.kind in kinds.DISTRICTS])
            for seat in settled:
                akin = seat.odds >= _SAME_NAME * region.odds and seat.rank <= region.rank
                if akin and region.metres(seat) <= reach:
                    peers = region.kind == "region" and region.equal and not region.rank and not region.more
                    region.weight = (
                        seat.weight + _PEER if peers else min(region.weight, seat.weight + _REGION)
                    )


def _twins(options: list[Option], layers: Sequence[Layer]) -> list[Option]:
    """Replace a settlement of a later layer by the first layer's settlement on the same spot."""
    later = [option for option in options if option.rank and option.settled]
    if not later:
        return options
    twins = dict(zip(map(id, later), _twins_of(later, layers[0]), strict=True))
    known = {option.row for option in options if not option.rank}
    result = []
    for option in options:
        twin = twins.get(id(option), -1)
        if twin < 0:
            result.append(option)
        elif twin not in known:
            result.append(_as_twin(option, layers[0], twin))
            known.add(twin)
    return result


def _as_twin(option: Option, first: Layer, row: int) -> Option:
    called = f"{option.layer.name} calls it {option.text!r}"
    facts = (option.weight + _TWIN, option.odds, -1, 0, option.more, option.across)
    return replace(_option(first, row, 0, *facts), called=called, via=option)


def _twins_of(options: list[Option], first: Layer) -> list[int]:
    """The first layer's settlement on the same spot as each option, -1 where there is none."""
    settled = first.settlements()
    lat7 = first.lat7[settled]
    return [_twin(option, first, settled[abs(lat7 - option.point[1] * 1e7) < _BESIDE7]) for option in options]


def _twin(option: Option, first: Layer, settled: NDArray[np.intp]) -> int:
    away = sorted((rough_m(*first.point(row), *option.point), row) for row in settled.tolist())
    near = [row for metres, row in away if metres <= min(_SAME_PLACE_M, float(first.radius[row]))]
    return next((row for row in near if _one_place(first, row, option)), -1)


def _one_place(first: Layer, row: int, option: Option) -> bool:
    """Whether a place of the first layer was taken from another one of a later layer, or shares a name."""
    if f"{option.layer.ids[option.row]} (" in first.place(row).source:
        return True
    cores = {read(text).core for text in first.spelled(row)}
    return any(read(text).core in cores for text in option.layer.spelled(option.row))


def _merged(options: list[Option]) -> list[Option]:
    """Keep one of two records of a settlement in two layers: the earlier layer's."""
    kept: list[Option] = []
    for option in sorted(options, key=lambda o: (o.rank, -o.weight, o.row)):
        same = [o for o in kept if o.rank != option.rank and _one_spot(option, o)]
        if not any(_one_place(other.layer, other.row, option) for other in same):
            kept.append(option)
    return kept


def _one_spot(one: Option, other: Option) -> bool:
    if one is other:
        return True
    return one.settled and other.settled and one.metres(other) <= _SAME_PLACE_M
