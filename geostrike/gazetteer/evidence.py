"""Evidence: what speaks for each place found, and for no known place, as numbers that weights add up."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.learnt import costs
from geostrike.gazetteer.match import Found
from geostrike.names import Spelling
from geostrike.names.compare import own_odds
from geostrike.names.words import ARTICLE, SETTLEMENT, has_article

_VILLAGE = 1000.0  # people
_FEWEST = 2000.0  # places that a name may mean, in however small a gazetteer it is looked for
_NEAR_M = 100_000.0

Point = tuple[float, float]


def length_of(spelling: Spelling) -> int:
    """Sounds of a spelling, or its letters where the script has no sounds."""
    return len(spelling.sounds or spelling.key)


def of_places(spelling: Spelling, found: Found, layer: Layer, near: Point | None) -> NDArray[np.float64]:
    """Evidence for places: a row each, the columns of `geostrike.gazetteer.weights.PLACE`."""
    kind, bits = layer.kind[found.row], layer.bits[found.name]
    counted = layer.population[found.row] * ~kinds.of(layer.kinds, "district", "subdistrict")[kind]
    people = np.maximum(counted, kinds.people(layer.kinds)[kind])
    asked, article = has_article(spelling.folded), (bits & np.uint32(ARTICLE)) != 0
    columns = (
        found.odds,
        found.mean,
        found.across,
        found.across * length_of(spelling),
        found.doubted,
        found.lax,
        found.equal > 0,
        found.equal > 1,
        found.more,
        kinds.of(layer.kinds, "quarter")[kind],
        np.log(people / _VILLAGE),
        nearness(layer, found.row, near),
        article & (not asked),
        ~article & asked,
        (bits & np.uint32(SETTLEMENT & ~spelling.bits)) != 0,
    )
    return np.stack([np.asarray(column, np.float64) for column in columns], axis=1)


def of_none(spelling: Spelling) -> NDArray[np.float64]:
    """Evidence for no known place, the columns of `geostrike.gazetteer.weights.NONE`."""
    own = own_odds(spelling.sounds, costs())
    return np.array([1.0, length_of(spelling), own, spelling.folded.count(" ") + 1])


def nearness(layer: Layer, rows: NDArray[np.intp], near: Point | None) -> NDArray[np.float64]:
    """Logarithm of how much less likely places are for their distance from a nearby point, unweighed."""
    if not near:
        return np.zeros(len(rows))
    away = np.maximum(layer.metres(rows, near) - layer.extent(rows), 0.0) / _NEAR_M
    return np.asarray(-np.log1p(away * away))


def places_that_count(layers: Sequence[Layer], country: str, near: Point | None, weight: float) -> float:
    """Logarithm of the number of places among which a name may be like one by chance; far ones count less."""
    count = 0.0
    for layer in layers:
        rows, each = layer.sample(country)
        count += each * (float(np.exp(weight * nearness(layer, rows, near)).sum()) if near else len(rows))
    return math.log(max(count, _FEWEST))
