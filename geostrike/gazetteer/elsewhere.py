"""Whether a printed name means a place that a spot cannot be; where that is not sure, it says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from geostrike import geodesy
from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.resolver import Gazetteer
from geostrike.model import Place

_FAR_M = 500_000.0
_LEAST = 0.01

Spot = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A place and how far it lies from a spot: the least and the most that both radii allow, in metres."""

    place: Place
    low_m: float
    high_m: float


def elsewhere(name: str, spot: Spot, places: Gazetteer, *, printed: str, country: str) -> Apart | None:
    """The place that a name means, if it is a point that lies beyond both radii from a spot; else None.

    None too where the name may also mean a place there, where it means what the spot's own name means, a
    region, or a place abroad farther than 500 km, which hardly was meant.

    Parameters
    ----------
    name : str
        A toponym as printed.
    spot : (float, float, float)
        Longitude and latitude in degrees, radius in metres.
    places : Gazetteer
        Where names are looked up.
    printed : str
        The name under which the spot is known, or empty.
    country : str
        Alpha-2 of the spot.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> al_qaim = (41.05, 34.37, 6000.0)
    >>> found = elsewhere("Akashat, Iraq", al_qaim, gazetteer.load(), printed="al-Qaim", country="IQ")
    >>> found.place.name, round(found.low_m / 1000)
    ('Akashat', 101)
    """
    answer, own = places.resolve_many([name, printed], near=spot[:2])
    place = answer.place
    if place is None or place.region or place.kind == "coordinate" or place == own.place:
        return None
    if _may_be_there(answer, spot):
        return None
    low_m, high_m = _between(place, spot)
    return (
        Apart(place=place, low_m=low_m, high_m=high_m) if place.country == country or low_m < _FAR_M else None
    )


def _may_be_there(answer: Answer, spot: Spot) -> bool:
    """Whether one of the places that a name may mean reaches the spot."""
    meant = [one.place for one in answer.candidates if one.score >= _LEAST]
    return any(not place.region and _between(place, spot)[0] <= 0 for place in meant)


def _between(place: Place, spot: Spot) -> tuple[float, float]:
    lon, lat, radius_m = spot
    away_m = float(geodesy.inverse(place.lon, place.lat, lon, lat)[0])
    both_m = place.radius_m + radius_m
    return max(0.0, away_m - both_m), away_m + both_m
