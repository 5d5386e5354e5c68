"""What the layers of a gazetteer hold, and whose it is: places by kind, countries, sources, licences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geostrike.gazetteer import countries, larger, provinces
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.resolver import Gazetteer


@dataclass(frozen=True, slots=True)
class Contents:
    """One layer: how many places of each kind, the most first, in which countries, and whose they are."""

    layer: str
    places: int
    spellings: int
    kinds: tuple[tuple[str, int], ...]
    countries: tuple[str, ...]
    source: str
    licences: tuple[str, ...]


def contents(gazetteer: Gazetteer) -> tuple[Contents, ...]:
    """Describe each layer of a gazetteer, in the order in which they are asked.

    Parameters
    ----------
    gazetteer : Gazetteer
        As `geostrike.gazetteer.load` opens it.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> [one.layer for one in contents(gazetteer.load())]
    ['geostrike', 'geonames', 'naturalearth', 'regions', 'naturalearth']
    """
    return tuple(map(_of, _layers(gazetteer)))


def _layers(gazetteer: Gazetteer) -> Iterator[Layer]:
    for group in gazetteer.groups:
        yield from group
    if gazetteer.provinces:
        yield countries.layer()
        yield larger.layer()
        yield provinces.layer()


def _of(layer: Layer) -> Contents:
    counts = np.bincount(layer.kind, minlength=len(layer.kinds)).tolist()
    kinds = Counter(dict(zip(layer.kinds, counts, strict=True)))
    return Contents(
        layer.name,
        len(layer),
        len(layer.spellings),
        tuple(kinds.most_common()),
        tuple(filter(None, layer.countries)),
        layer.source,
        _licences(layer),
    )


def _licences(layer: Layer) -> tuple[str, ...]:
    if layer.licence or not len(layer.facts):
        return (layer.licence,) if layer.licence else ()
    own = {layer.facts[row].split("\t")[1] for row in range(len(layer.facts))}
    return tuple(sorted(own - {""}))
