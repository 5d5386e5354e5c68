"""Deciding: which of the fitting records a name means, or that it cannot be told; finds nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geostrike import geodesy
from geostrike.gazetteer import kinds
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.match import Match
from geostrike.model import Place

RESOLVED_FROM = 0.8  # probability from which one candidate is the answer
_LISTED = 10
_SAME_PLACE_M = 5_000.0
_NEAR_M, _NEAR_POWER = 40_000.0, 1.5
_TWIN_FIT = -2.5  # a record that only a later layer calls by this name
_REGION_FIT = -2.5  # a region that holds a settlement of the same name
_SURE = 0.99  # an equal name may still mean a place that no layer knows


@dataclass(frozen=True, slots=True)
class _Option:
    place: Place
    weight: float
    match: Match
    rank: int  # of the layer


def decide(
    query: str, matches: Sequence[Match], layers: Sequence[Layer], near: tuple[float, float] | None
) -> Answer | None:
    """Answer for a name out of the records that fit it, or None where none does."""
    options = _merged(_twins(_options(matches, layers), layers))
    if not options:
        return None
    weighed = [(_weight(option, options, near), option) for option in options]
    top = max(weight for weight, _ in weighed)
    total = sum(math.exp(weight - top) for weight, _ in weighed)
    ranked = sorted(
        ((_SURE * math.exp(weight - top) / total, option) for weight, option in weighed),
        key=lambda pair: (-round(pair[0], 9), pair[1].rank, pair[1].place.id),
    )
    score, best = ranked[0]
    candidates = tuple(Candidate(option.place, round(share, 4)) for share, option in ranked[:_LISTED])
    resolved = score >= RESOLVED_FROM
    return Answer(
        query=query,
        status="resolved" if resolved else "ambiguous",
        place=best.place if resolved else None,
        score=candidates[0].score,
        why=_why(best, [option for _, option in ranked[1:]], near, resolved=resolved),
        candidates=candidates,
    )


def _options(matches: Sequence[Match], layers: Sequence[Layer]) -> list[_Option]:
    rank = {id(layer): at for at, layer in enumerate(layers)}
    return [
        _Option(match.layer.place(match.row), match.fit, match, rank[id(match.layer)]) for match in matches
    ]


def _twins(options: list[_Option], layers: Sequence[Layer]) -> list[_Option]:
    """Replace a settlement of a later layer by the first layer's settlement on the same spot."""
    first = layers[0]
    settled = np.flatnonzero(
        np.isin(first.kind, [at for at, kind in enumerate(first.kinds) if kind in kinds.SETTLEMENTS])
    )
    known = {option.match.row for option in options if option.rank == 0}
    result = []
    for option in options:
        twin = _twin(option, first, settled) if option.rank and len(settled) else None
        if twin is None:
            result.append(option)
        elif twin not in known:
            place = first.place(twin)
            how = f"{option.place.layer} calls it {option.place.name}"
            result.append(_Option(place, option.weight + _TWIN_FIT, replace(option.match, how=how), 0))
            known.add(twin)
    return result


def _twin(option: _Option, first: Layer, settled: np.ndarray[tuple[int], np.dtype[np.intp]]) -> int | None:
    if option.place.kind not in kinds.SETTLEMENTS:
        return None
    metres, _ = geodesy.inverse(
        np.full(len(settled), option.place.lon),
        np.full(len(settled), option.place.lat),
        first.lon7[settled] * 1e-7,
        first.lat7[settled] * 1e-7,
    )
    nearest = int(np.argmin(metres))
    reach = min(_SAME_PLACE_M, float(first.radius[settled[nearest]]))
    return int(settled[nearest]) if metres[nearest] <= reach else None


def _merged(options: list[_Option]) -> list[_Option]:
    """Keep one of two settlements of two layers that lie on one spot: the earlier layer's."""
    kept: list[_Option] = []
    for option in sorted(options, key=lambda o: (o.rank, -o.weight, -o.place.population, o.place.id)):
        if not any(_same(option.place, other.place) for other in kept):
            kept.append(option)
    return kept


def _same(one: Place, other: Place) -> bool:
    both = one.kind in kinds.SETTLEMENTS and other.kind in kinds.SETTLEMENTS
    return both and one.layer != other.layer and _metres(one, other.lon, other.lat) <= _SAME_PLACE_M


def _metres(place: Place, lon: float, lat: float) -> float:
    metres, _ = geodesy.inverse(
        np.array([place.lon]), np.array([place.lat]), np.array([lon]), np.array([lat])
    )
    return float(metres[0])


def _weight(option: _Option, options: list[_Option], near: tuple[float, float] | None) -> float:
    place = option.place
    weight = option.weight + kinds.mentions(place.kind, place.population)
    if place.region and any(_inside(place, other.place) for other in options):
        weight += _REGION_FIT
    if near:
        away = max(_metres(place, *near) - (place.radius_m if place.region else 0.0), 0.0)
        weight -= _NEAR_POWER * math.log1p((away / _NEAR_M) ** 2)
    return weight


def _inside(region: Place, place: Place) -> bool:
    return place.kind in kinds.SETTLEMENTS and _metres(region, place.lon, place.lat) <= max(
        region.radius_m, 100_000
    )


def _why(best: _Option, others: list[_Option], near: tuple[float, float] | None, *, resolved: bool) -> str:
    how = best.match.how[0].upper() + best.match.how[1:]
    if not others:
        return f"{how}; the only place of that name in the gazetteer."
    listed = ", ".join(_label(option, best) for option in others[:4])
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    if resolved:
        reason = "nearest and most prominent" if near else "most prominent"
        return f"{how}; the {reason} of that name. It may also mean {listed}{more}."
    fitting = f"{len(others) + 1} places fit and none stands out: {_label(best, best)}, {listed}{more}"
    return f"{fitting}. Give a country or a nearby point."


def _label(option: _Option, best: _Option) -> str:
    place = option.place
    away = round(_metres(best.place, place.lon, place.lat) / 1000)
    where = ", ".join(part for part in (place.kind, place.country, f"{away} km away" if away else "") if part)
    return f"{place.name} ({where})"
