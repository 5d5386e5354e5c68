"""Evidence: what speaks for each place found, and for no known place, as numbers that weights add up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Floats, Layer
from geostrike.gazetteer.learnt import costs
from geostrike.gazetteer.match import Asked, Found, points
from geostrike.names import Spelling
from geostrike.names.compare import own_odds
from geostrike.names.words import ARTICLE, SETTLEMENT, has_article

_VILLAGE = 1000.0  # people
_FEWEST = 2000.0  # places that a name may mean, in however small a gazetteer it is looked for
_NEAR_M = 100_000.0
_MOST_WORDS = 6

Point = tuple[float, float]


def length_of(spelling: Spelling) -> int:
    """Sounds of a spelling, or its letters where the script has no sounds."""
    return len(spelling.sounds or spelling.key)


def of_places(asked: Sequence[Asked], found: Found, layer: Layer) -> NDArray[np.float64]:
    """Evidence for places: a row each, the columns of `geostrike.gazetteer.weights.PLACE`."""
    kind, bits = layer.kind[found.row], layer.bits_of(found.name)
    counted = layer.population[found.row] * ~kinds.of(layer.kinds, "district", "subdistrict")[kind]
    people = np.maximum(counted, kinds.people(layer.kinds)[kind])
    wanted = np.array([has_article(spelling.folded) for spelling, _, _ in asked])[found.of]
    article = (bits & np.uint32(ARTICLE)) != 0
    length = np.array([length_of(spelling) for spelling, _, _ in asked])[found.of]
    said = np.array([spelling.bits & SETTLEMENT for spelling, _, _ in asked], np.uint32)[found.of]
    lon, lat = points(asked)[:, found.of]
    columns = (
        found.odds,
        found.mean,
        found.across,
        found.across * length,
        found.doubted,
        found.lax,
        found.equal > 0,
        found.equal > 1,
        found.more,
        kinds.of(layer.kinds, "quarter")[kind],
        np.log(people / _VILLAGE),
        nearness(layer, found.row, lon, lat),
        article & ~wanted,
        ~article & wanted,
        (bits & np.uint32(SETTLEMENT) & ~said) != 0,
    )
    table = np.empty((len(found), len(columns)))
    for at, column in enumerate(columns):
        table[:, at] = column
    return table


def of_none(spelling: Spelling) -> NDArray[np.float64]:
    """Evidence for no known place, the columns of `geostrike.gazetteer.weights.NONE`."""
    own = own_odds(spelling.sounds, costs())
    words = min(spelling.folded.count(" ") + 1, _MOST_WORDS)
    return np.array([1.0, length_of(spelling), own, words])


def nearness(layer: Layer, rows: NDArray[np.intp], lon: Floats, lat: Floats) -> NDArray[np.float64]:
    """Logarithm of how much less likely places are for their distance from nearby points, unweighed.

    It is 0 where the point is not a number.
    """
    away = np.maximum(layer.metres(rows, lon, lat) - layer.extent(rows), 0.0) / _NEAR_M
    away[np.isnan(away)] = 0.0
    return np.asarray(-np.log1p(away * away))


def places_that_count(
    layers: Sequence[Layer], asked: Sequence[tuple[str, Point | None]], weight: float
) -> NDArray[np.float64]:
    """Logarithms of the numbers of places among which names may be like one by chance; far ones count less.

    Parameters
    ----------
    layers : sequence of Layer
        Where is looked.
    asked : sequence of (str, Point or None)
        Country and nearby point of each question.
    weight : float
        Of nearness.
    """
    count = np.zeros(len(asked))
    spots = np.array([near or (np.nan, np.nan) for _, near in asked]).reshape(-1, 2)
    countries = np.array([country for country, _ in asked])
    for country in set(countries.tolist()):
        of = np.flatnonzero(countries == country)
        lon, lat = spots[of].T[:, :, None]
        for layer in layers:
            rows, each = layer.sample(country)
            count[of] += each * np.exp(weight * nearness(layer, rows, lon, lat)).sum(axis=1)
    return np.log(np.maximum(count, _FEWEST))
