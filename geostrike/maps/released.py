"""Positions that sources give in numbers beside the place shown: second marks and distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geostrike import borders, coordinates, geodesy
from geostrike.coordinates import Position
from geostrike.errors import CoordinateError
from geostrike.maps import speakers
from geostrike.maps.report import Item
from geostrike.maps.strings import say
from geostrike.model import Claim, Measure, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A position that a claim states, with its distance from the place shown and from the nearest border."""

    claim: Claim
    position: Position
    speaker: str
    from_shown_m: float
    measure: Measure

    @property
    def label(self) -> str:
        """What the map letters beside the mark."""
        kind = "grid" if self.position.form == "mgrs" else "point"
        return say(f"released_{kind}", speaker=self.speaker)


def released(item: Item, sources: Mapping[str, Source]) -> tuple[Released, ...]:
    """Positions in the place claims of an event; none of one that is coarse or has no place."""
    if item.coarse or item.where.protected or not item.on_map:
        return ()
    found = [_released(claim, item, sources) for claim in item.claims if claim.kind == "place"]
    return tuple(one for one in found if one is not None)


def _released(claim: Claim, item: Item, sources: Mapping[str, Source]) -> Released | None:
    position = _position(claim)
    if position is None:
        return None
    where = item.where
    away_m = float(geodesy.inverse(where.lon or 0, where.lat or 0, position.lon, position.lat)[0])
    if away_m <= position.radius_m:
        return None
    used = where.measure.dataset if where.measure else ""
    return Released(
        claim=claim,
        position=position,
        speaker=speakers.speaker(claim, sources),
        from_shown_m=away_m,
        measure=_measure(position.lon, position.lat, position.radius_m, used),
    )


@lru_cache(maxsize=4096)
def _measure(lon: float, lat: float, radius_m: float, used: str) -> Measure:
    """The distance from the nearest border, by the set that the place shown was measured with."""
    dataset = used if used in borders.names() else "osm"
    return borders.distance(lon, lat, to="all", dataset=dataset, radius_m=radius_m)


def _position(claim: Claim) -> Position | None:
    for text in (claim.value, claim.words):
        if coordinates.looks_like(text):
            try:
                return coordinates.parse(text)
            except CoordinateError:
                continue
    return None
