"""What a gazetteer answers: resolved, ambiguous or unknown, with candidates and the reason; plain records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geostrike.model import Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and the probability that it does."""

    place: Place
    score: float

    def as_dict(self) -> dict[str, Any]:
        """Members of the JSON form."""
        return {**_members(self.place), "score": self.score}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer for one name; `place` is set, and is the first candidate, only where it is resolved."""

    query: str
    status: str
    place: Place | None
    score: float
    why: str
    candidates: tuple[Candidate, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Members of the JSON form."""
        return {
            "query": self.query,
            "status": self.status,
            "place": _members(self.place) if self.place else None,
            "score": self.score,
            "why": self.why,
            "candidates": [candidate.as_dict() for candidate in self.candidates],
        }


def _members(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lon": place.lon,
        "lat": place.lat,
        "radius_m": place.radius_m,
        "layer": place.layer,
        "source": place.source,
    }
