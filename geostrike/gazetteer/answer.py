"""What a gazetteer answers: resolved, ambiguous or unknown, with candidates and the reason; plain records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from geostrike.gazetteer.extents import extent
from geostrike.gazetteer.kinds import REGIONS
from geostrike.model import Place


class Places(Protocol):
    """Where a candidate's place is kept until somebody asks for it."""

    def place(self, row: int) -> Place:
        """Record of one place."""

    def members(self, row: int) -> dict[str, Any]:
        """Members of its JSON form."""


@dataclass(frozen=True, slots=True)
class One:
    """A place that lies in no layer."""

    only: Place

    def place(self, row: int) -> Place:  # noqa: ARG002
        """Record of the place."""
        return self.only

    def members(self, row: int) -> dict[str, Any]:  # noqa: ARG002
        """Members of its JSON form."""
        return {name: getattr(self.only, name) for name in MEMBERS}


MEMBERS = ("id", "name", "kind", "country", "lon", "lat", "radius_m", "layer", "source")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and the probability that it does."""

    places: Places
    row: int
    score: float

    @property
    def place(self) -> Place:
        """Record of the place."""
        return self.places.place(self.row)

    def as_dict(self) -> dict[str, Any]:
        """Members of the JSON form; `extent` is west, south, east, north of a region, where it is known."""
        members = self.places.members(self.row)
        return {**members, "extent": _extent(members), "score": self.score}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer for one name: `status` is resolved, ambiguous or unknown; candidates are ranked.

    `score` is the probability that the first candidate, or another record of the same spot, is meant.
    """

    query: str
    status: str
    score: float
    why: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def place(self) -> Place | None:
        """The first candidate's place where the name is resolved."""
        return self.candidates[0].place if self.status == "resolved" else None

    def as_dict(self) -> dict[str, Any]:
        """Members of the JSON form."""
        candidates = [candidate.as_dict() for candidate in self.candidates]
        place = (
            {name: candidates[0][name] for name in (*MEMBERS, "extent")}
            if self.status == "resolved"
            else None
        )
        return {
            "query": self.query,
            "status": self.status,
            "place": place,
            "score": self.score,
            "why": self.why,
            "candidates": candidates,
        }


def _extent(members: dict[str, Any]) -> list[float] | None:
    if members["kind"] not in REGIONS:
        return None
    found = _known(members["kind"], members["country"], members["id"], members["name"])
    return list(found) if found else None


@lru_cache(maxsize=4096)
def _known(kind: str, country: str, place_id: str, name: str) -> tuple[float, ...] | None:
    found = extent(kind, country, place_id, name)
    return tuple(found) if found else None
