"""One gazetteer layer: places and their spellings as arrays, and lookup by key; decides nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.gazetteer import index, kinds
from geostrike.gazetteer.index import SoundIndex
from geostrike.gazetteer.store import Strings, strings
from geostrike.model import Place
from geostrike.names import Spelling, read
from geostrike.names.compare import script_of
from geostrike.names.words import ARTICLE, has_article

_GRID = 1e-7  # degrees
_METRES_PER_DEGREE = 111_195.0
_SAMPLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One place on its way into a layer; `names` are its further spellings in any script."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str
    lon: float
    lat: float
    radius_m: int
    population: int = 0
    source: str = ""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Places as columns; spellings ``first[i]`` to ``first[i + 1]`` are those of place `i`."""

    name: str
    prefix: str
    source: str
    licence: str
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    ids: Strings
    lon7: NDArray[np.int32]
    lat7: NDArray[np.int32]
    radius: NDArray[np.uint32]
    population: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    country: NDArray[np.uint8]
    first: NDArray[np.uint32]
    owner: NDArray[np.uint32]
    scripts: NDArray[np.uint8]  # of a place: a bit for each script that one of its spellings is compared in
    spellings: Strings
    bits: NDArray[np.uint32]
    key_hash: NDArray[np.uint64]
    key_name: NDArray[np.uint32]
    sounds: SoundIndex
    facts: Strings  # source, licence and note of each place, where the layer has no common ones
    cache: dict[int, Place] = field(default_factory=dict, compare=False, repr=False)
    samples: dict[str, tuple[NDArray[np.intp], float]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __len__(self) -> int:
        return len(self.kind)

    def place(self, row: int) -> Place:
        """Record of one place."""
        if row not in self.cache:
            self.cache[row] = self._place(row)
        return self.cache[row]

    def _place(self, row: int) -> Place:
        spelled = [self.spellings[i] for i in range(self.first[row], self.first[row + 1])]
        scripts = [read(text).script for text in spelled]
        _, licence, note = self._facts(row)
        members = self.members(row)
        kind = members["kind"]
        return Place(
            **members,
            licence=licence or self.licence,
            names=tuple(t for t, script in zip(spelled, scripts, strict=True) if script != "arabic")[:99],
            names_ar=tuple(t for t, script in zip(spelled, scripts, strict=True) if script == "arabic"),
            note=note,
            region=kind in kinds.REGIONS,
            population=int(self.population[row]),
        )

    def rows_of(self, names: NDArray[Any]) -> NDArray[np.intp]:
        """Places that spellings belong to."""
        return np.asarray(self.owner[names], np.intp)

    def members(self, row: int) -> dict[str, Any]:
        """Members of the JSON form of one place."""
        return {
            "id": f"{self.prefix}:{self.ids[row]}",
            "name": self.spellings[int(self.first[row])],
            "kind": self.kinds[self.kind[row]],
            "country": self.countries[self.country[row]],
            "lon": round(int(self.lon7[row]) * _GRID, 7),
            "lat": round(int(self.lat7[row]) * _GRID, 7),
            "radius_m": float(self.radius[row]),
            "layer": self.name,
            "source": self._facts(row)[0] or self.source,
        }

    def _facts(self, row: int) -> list[str]:
        return self.facts[row].split("\t") if len(self.facts) else ["", "", ""]

    def extent(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Radii of regions, 0 for other places: how far their point may lie from what is in them."""
        regions = kinds.of(self.kinds, *kinds.REGIONS)
        return np.where(regions[self.kind[rows]], self.radius[rows], 0.0)

    def sample(self, country: str) -> tuple[NDArray[np.intp], float]:
        """Every so many-th place, of one country where one is given, and how many places each stands for."""
        if country not in self.samples:
            step = len(self) // _SAMPLE + 1
            rows = np.arange(0, len(self), step)
            self.samples[country] = rows[self.inland(rows, country)], float(step)
        return self.samples[country]

    def inland(self, rows: NDArray[np.intp], country: str) -> NDArray[np.bool_]:
        """Whether places lie in a country; all do in none."""
        if not country:
            return np.ones(len(rows), np.bool_)
        at = self.countries.index(country) if country in self.countries else -1
        return np.asarray(self.country[rows] == at)

    def point(self, row: int) -> tuple[float, float]:
        """Longitude and latitude of a place."""
        return float(self.lon7[row]) * _GRID, float(self.lat7[row]) * _GRID

    def around(self, rows: NDArray[np.intp], point: tuple[float, float], degrees: float) -> NDArray[np.bool_]:
        """Whether places lie in a box of so many degrees of latitude to each side of a point."""
        wide = degrees / max(math.cos(math.radians(point[1])), 0.01)
        east = (self.lon7[rows] * _GRID - point[0] + 180.0) % 360.0 - 180.0
        return np.asarray((np.abs(self.lat7[rows] * _GRID - point[1]) < degrees) & (np.abs(east) < wide))

    def metres(self, rows: NDArray[np.intp], point: tuple[float, float]) -> NDArray[np.float64]:
        """Rough distances of places from a point: to rank and to filter, never to print."""
        lat = self.lat7[rows] * _GRID
        east = (self.lon7[rows] * _GRID - point[0] + 180.0) % 360.0 - 180.0
        east *= np.cos(np.radians((lat + point[1]) / 2))
        return np.asarray(_METRES_PER_DEGREE * np.hypot(east, lat - point[1]))

    def find(self, key: str) -> NDArray[np.uint32]:
        """Indices of the spellings of other scripts, or with generic words, whose key equals a key."""
        hashed = np.uint64(_hash(key))
        low, high = np.searchsorted(self.key_hash, [hashed, hashed + np.uint64(1)])
        return self.key_name[low:high]


def rough_m(lon: float, lat: float, lon0: float, lat0: float) -> float:
    """Rough distance of two points: to rank and to filter, never to measure a strike."""
    east = ((lon - lon0 + 180.0) % 360.0 - 180.0) * math.cos(math.radians((lat + lat0) / 2))
    return _METRES_PER_DEGREE * math.hypot(east, lat - lat0)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little") >> 1


def compile_layer(records: Iterable[Record], *, name: str, prefix: str, source: str, licence: str) -> Layer:
    """Make a layer out of records; spellings that fold to the same form are kept once.

    Keys are kept for what the index by sound does not hold: other scripts, and names with generic words.
    """
    rows = list(records)
    columns = _columns(rows)
    spelled = [_distinct(record) for record in rows]
    flat = [spelling for spellings in spelled for spelling in spellings]
    parts = [read(text) for text in flat]
    owner = np.repeat(np.arange(len(rows), dtype=np.uint32), [len(part) for part in spelled])
    hashed = sorted((_hash(part.key), at) for at, part in enumerate(parts) if not part.readings or part.bits)
    own = any(record.source or record.licence or record.note for record in rows)
    facts = [f"{_flat(r.source)}\t{_flat(r.licence)}\t{_flat(r.note)}" for r in rows] if own else []
    return Layer(
        name=name,
        prefix=prefix,
        source=source,
        licence=licence,
        first=np.cumsum([0, *map(len, spelled)]).astype(np.uint32),
        owner=owner,
        scripts=_scripts(parts, owner, len(rows)),
        spellings=strings(flat),
        bits=np.array([part.bits | ARTICLE * has_article(part.folded) for part in parts], np.uint32),
        key_hash=np.array([hashed_key for hashed_key, _ in hashed], np.uint64),
        key_name=np.array([at for _, at in hashed], np.uint32),
        sounds=index.build(parts),
        facts=strings(facts),
        **columns,
    )


def _scripts(parts: list[Spelling], owner: NDArray[np.uint32], count: int) -> NDArray[np.uint8]:
    scripts = np.zeros(count, np.uint8)
    bits = np.array([1 << script_of(part.sounds) if part.readings else 0 for part in parts], np.uint8)
    np.bitwise_or.at(scripts, owner, bits)
    return scripts


def _columns(rows: list[Record]) -> dict[str, Any]:
    kinds_used = tuple(sorted({row.kind for row in rows}))
    countries = tuple(sorted({row.country for row in rows}))
    return {
        "kinds": kinds_used,
        "countries": countries,
        "ids": strings(row.id for row in rows),
        "lon7": np.array([round(row.lon / _GRID) for row in rows], np.int32),
        "lat7": np.array([round(row.lat / _GRID) for row in rows], np.int32),
        "radius": np.array([row.radius_m for row in rows], np.uint32),
        "population": np.array([row.population for row in rows], np.uint32),
        "kind": np.array([kinds_used.index(row.kind) for row in rows], np.uint8),
        "country": np.array([countries.index(row.country) for row in rows], np.uint8),
    }


def _distinct(record: Record) -> list[str]:
    kept: dict[str, str] = {}
    for text in (record.name, *record.names):
        kept.setdefault(read(text).folded, text)
    kept.pop("", None)
    return list(kept.values()) or [record.name]


def _flat(text: str) -> str:
    return " ".join(text.split())
