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
from geostrike.gazetteer.typed import starts
from geostrike.model import Place
from geostrike.names import Spelling, read
from geostrike.names.compare import script_of
from geostrike.names.words import ARTICLE, has_article

_GRID = 1e-7  # degrees
_METRES_PER_DEGREE = 111_195.0
_SAMPLE = 300
_CELL = 10.0  # degrees
ANYWHERE = -2  # the number of no country

Floats = NDArray[np.float64]


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
    bits: NDArray[np.uint32]  # the unions of generic words that occur, and which of them each spelling has
    bits_at: NDArray[np.uint16]
    words: NDArray[np.uint32]  # where words of folded spellings begin, sorted: see geostrike.gazetteer.search
    key_hash: NDArray[np.uint64]
    key_name: NDArray[np.uint32]
    sounds: SoundIndex
    facts: Strings  # source, licence and note of each place, where the layer has no common ones
    cache: dict[int, Place] = field(default_factory=dict, compare=False, repr=False)
    samples: dict[str, tuple[NDArray[np.intp], float]] = field(
        default_factory=dict, compare=False, repr=False
    )
    settled: dict[str, NDArray[np.intp]] = field(default_factory=dict, compare=False, repr=False)
    covered: dict[str, NDArray[np.bool_]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.kind)

    def place(self, row: int) -> Place:
        """Record of one place."""
        if row not in self.cache:
            self.cache[row] = self._place(row)
        return self.cache[row]

    def _place(self, row: int) -> Place:
        spelled = self.spelled(row)
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

    def spelled(self, row: int) -> list[str]:
        """All spellings of one place, the name to show first."""
        return [self.spellings[i] for i in range(self.first[row], self.first[row + 1])]

    def rows_of(self, names: NDArray[Any]) -> NDArray[np.intp]:
        """Places that spellings belong to."""
        return np.asarray(self.owner[names], np.intp)

    def bits_of(self, names: NDArray[Any]) -> NDArray[np.uint32]:
        """Unions of the classes of generic words of spellings."""
        return np.asarray(self.bits[self.bits_at[names]], np.uint32)

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

    def where(self, country: str, near: tuple[float, float] | None, degrees: float) -> NDArray[np.bool_]:
        """Whether each cell of the globe may hold places of a country, near a point."""
        if country not in self.covered:
            self.covered[country] = np.zeros(index.CELLS, np.bool_)
            rows = np.flatnonzero(self.inland(np.arange(len(self)), np.int16(self.number_of(country))))
            self.covered[country][cells(self.lon7[rows], self.lat7[rows])] = True
            self.covered[country][index.MANY] = True
        return self.covered[country] & _about(near, degrees) if near else self.covered[country]

    def number_of(self, country: str) -> int:
        """Number of a country in the layer, -1 for one that it has no place of, -2 for any."""
        if not country:
            return ANYWHERE
        return self.countries.index(country) if country in self.countries else -1

    def sample(self, country: str) -> tuple[NDArray[np.intp], float]:
        """Every so many-th place, of one country where one is given, and how many places each stands for."""
        if country not in self.samples:
            step = len(self) // _SAMPLE + 1
            rows = np.arange(0, len(self), step)
            inland = self.inland(rows, np.int16(self.number_of(country)))
            self.samples[country] = rows[inland], float(step)
        return self.samples[country]

    def settlements(self) -> NDArray[np.intp]:
        """Its cities, towns and villages."""
        if "" not in self.settled:
            found = np.flatnonzero(kinds.of(self.kinds, *kinds.SETTLEMENTS)[self.kind])
            self.settled[""] = found
        return self.settled[""]

    def inland(self, rows: NDArray[np.intp], country: NDArray[np.int16] | np.int16) -> NDArray[np.bool_]:
        """Whether places lie in countries, by their numbers in the layer; -2 is anywhere."""
        return np.asarray((country == ANYWHERE) | (self.country[rows] == country))

    def point(self, row: int) -> tuple[float, float]:
        """Longitude and latitude of a place."""
        return float(self.lon7[row]) * _GRID, float(self.lat7[row]) * _GRID

    def around(self, rows: NDArray[np.intp], lon: Floats, lat: Floats, degrees: float) -> NDArray[np.bool_]:
        """Whether places lie in a box of so many degrees of latitude to each side of points."""
        inside = np.abs(self.lat7[rows] * _GRID - lat) < degrees
        some = np.flatnonzero(inside)
        wide = degrees / np.maximum(np.cos(np.radians(lat[some])), 0.01)
        east = (self.lon7[rows[some]] * _GRID - lon[some] + 180.0) % 360.0 - 180.0
        inside[some] = np.abs(east) < wide
        return np.asarray(inside, np.bool_)

    def metres(self, rows: NDArray[np.intp], lon: Floats, lat: Floats) -> Floats:
        """Rough distances of places from points: to rank and to filter, never to print."""
        north = self.lat7[rows] * _GRID
        east = (self.lon7[rows] * _GRID - lon + 180.0) % 360.0 - 180.0
        east *= np.cos(np.radians((north + lat) / 2))
        return np.asarray(_METRES_PER_DEGREE * np.hypot(east, north - lat))

    def find(self, key: str) -> NDArray[np.uint32]:
        """Indices of the spellings of other scripts, or with generic words, whose key equals a key."""
        hashed = np.uint64(_hash(key))
        low, high = np.searchsorted(self.key_hash, [hashed, hashed + np.uint64(1)])
        return self.key_name[low:high]


def cells(lon7: NDArray[np.int32], lat7: NDArray[np.int32]) -> NDArray[np.uint16]:
    """Cells of the globe, of 10 degrees to each side, that points lie in."""
    east = np.clip((lon7 * _GRID + 180.0) // _CELL, 0, 35)
    north = np.clip((lat7 * _GRID + 90.0) // _CELL, 0, 17)
    return np.asarray(18 * east + north, np.uint16)


def _about(near: tuple[float, float], degrees: float) -> NDArray[np.bool_]:
    """Whether each cell of the globe reaches into a box of so many degrees of latitude about a point."""
    lon, lat = near
    wide = degrees / max(math.cos(math.radians(lat)), 0.01)
    east, north = (np.arange(36) + 0.5) * _CELL - 180.0, (np.arange(18) + 0.5) * _CELL - 90.0
    close = np.abs((east - lon + 180.0) % 360.0 - 180.0) <= wide + _CELL / 2
    inside = np.ones(index.CELLS, np.bool_)
    inside[: index.MANY] = (close[:, None] & (np.abs(north - lat) <= degrees + _CELL / 2)).ravel()
    return inside


def rough_m(lon: float, lat: float, lon0: float, lat0: float) -> float:
    """Rough distance of two points: to rank and to filter, never to measure a strike."""
    east = ((lon - lon0 + 180.0) % 360.0 - 180.0) * math.cos(math.radians((lat + lat0) / 2))
    return _METRES_PER_DEGREE * math.hypot(east, lat - lat0)


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little") >> 1


def compile_layer(
    records: Iterable[Record], *, name: str, prefix: str, source: str, licence: str, every_key: bool = False
) -> Layer:
    """Make a layer out of records; spellings that fold to the same form are kept once.

    Keys are kept for what the index by sound does not hold: other scripts, and names with generic words; or
    for every spelling, where names are asked for as they are spelt but for accents.
    """
    rows = list(records)
    columns = _columns(rows)
    spelled = [_distinct(record) for record in rows]
    flat = [spelling for spellings in spelled for spelling in spellings]
    parts = [read(text) for text in flat]
    owner = np.repeat(np.arange(len(rows), dtype=np.uint32), [len(part) for part in spelled])
    keyed = [at for at, part in enumerate(parts) if every_key or not part.readings or part.bits]
    hashed = sorted((_hash(parts[at].key), at) for at in keyed)
    bits, bits_at = np.unique([p.bits | ARTICLE * has_article(p.folded) for p in parts], return_inverse=True)
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
        bits=bits.astype(np.uint32),
        bits_at=bits_at.astype(np.uint16),
        words=starts([part.folded for part in parts], owner.tolist()),
        key_hash=np.array([hashed_key for hashed_key, _ in hashed], np.uint64),
        key_name=np.array([at for _, at in hashed], np.uint32),
        sounds=index.build(parts, cells(columns["lon7"], columns["lat7"])[owner]),
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
