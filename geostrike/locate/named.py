"""Places that claims name held against that of their event: those that it cannot be; it moves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geostrike import coordinates
from geostrike.gazetteer import Gazetteer
from geostrike.gazetteer.elsewhere import elsewhere
from geostrike.locate.records import Elsewhere, Located
from geostrike.model import Claim
from geostrike.protect import cells


def named_elsewhere(
    claims: Sequence[Claim], spot: Located, places: Gazetteer, country: str
) -> tuple[Elsewhere, ...]:
    """The claims of an event that name a place which is not the event's, by both radii.

    Claims that a later one replaces, that their speaker does not stand by, or that give coordinates are left
    out, and so is a name that may mean a place there: see `geostrike.gazetteer.elsewhere`.

    Parameters
    ----------
    claims : sequence of Claim
        Of the event.
    spot : Located
        The place of the event.
    places : Gazetteer
        Where names are looked up.
    country : str
        Alpha-2 of the event's place.
    """
    return tuple(_found(_naming(claims), spot, places, country))


def _naming(claims: Sequence[Claim]) -> Iterator[Claim]:
    replaced = {claim.replaces for claim in claims}
    for claim in claims:
        stands = claim.stance in {"says", "concedes"} and claim.id not in replaced
        typed = coordinates.looks_like(claim.value) or coordinates.looks_like(claim.words)
        if claim.kind == "place" and claim.value and stands and not typed:
            yield claim


def _found(claims: Iterable[Claim], spot: Located, places: Gazetteer, country: str) -> Iterator[Elsewhere]:
    at = (spot.lon or 0.0, spot.lat or 0.0, _reach(spot))
    for claim in claims:
        found = elsewhere(claim.value, at, places, printed=spot.event.place, country=country)
        if found:
            yield Elsewhere(claim_id=claim.id, place=found.place, low_m=found.low_m, high_m=found.high_m)


def _reach(spot: Located) -> float:
    """Metres from the middle of the event's place that hold all of it."""
    if spot.shape == "region" and spot.geometry is not None:
        return float(cells.reach(spot.lon or 0.0, spot.lat or 0.0, spot.geometry.bounds))
    return spot.radius_m or 0.0
