"""A stated distance held against the measured one: consistent, inconsistent, or cannot tell; never a mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import inf

from geostrike import borders, geodesy
from geostrike.errors import BorderError
from geostrike.gazetteer import Gazetteer
from geostrike.locate import side
from geostrike.locate.records import Located, Stated
from geostrike.model import Claim, Measure
from geostrike.quantities import CANNOT_TELL, stated_interval_m, verdict
from geostrike.vocabulary import METRES_PER_UNIT

Ruler = Callable[[str], Measure]


def border_of(claims: Iterable[Claim]) -> str:
    """The border that the sources speak of, or an empty text where none does."""
    return next((claim.value for claim in claims if is_border(claim.value)), "")


def is_border(text: str) -> bool:
    """Whether a text names a land border of the default data set."""
    try:
        borders.load().lines(text)
    except BorderError:
        return False
    return True


def hold_against(claim: Claim, publisher: str, spot: Located, ruler: Ruler, places: Gazetteer) -> Stated:
    """Verdict on one stated distance.

    Parameters
    ----------
    claim : Claim
        Of kind ``distance``; its ``value`` is a border, the name of a place, or empty for the nearest.
    publisher : str
        Of its source: a point estimated from what it published cannot test it.
    spot : Located
        The place of its event.
    ruler : callable
        Measures from that place to the border of an id.
    places : Gazetteer
        Where a named place is looked up.
    """
    unit = claim.unit if claim.unit in METRES_PER_UNIT else "m"
    stated = stated_interval_m(claim.low, claim.high, unit, claim.hedge)
    low_m, high_m, azimuth_deg, note = _interval_to(claim.value, spot, ruler, places)
    fits, reason = verdict(stated, (low_m, high_m)), ""
    if _is_circular(publisher, spot):
        fits, reason = CANNOT_TELL, "the place was drawn from reports such as this, so it cannot test it"
    elif claim.words:
        home = ruler("")
        fits, reason = side.judge(
            side.read(claim.words, side.beside(home)),
            fits,
            countries=side.countries(home),
            whole=home.low_m > 0,
            azimuth_deg=azimuth_deg if low_m > 0 else None,
            to_border=not claim.value or is_border(claim.value),
        )
    return Stated(
        claim_id=claim.id,
        verdict=fits,
        low_m=stated[0],
        high_m=stated[1],
        measured_low_m=low_m,
        measured_high_m=high_m,
        note=f"{note}; {reason}" if reason else note,
    )


def _is_circular(publisher: str, spot: Located) -> bool:
    """Whether the place rests on what it would test: on descriptions, or on what this publisher said."""
    if spot.event.place_how == "described":
        return True
    basis = spot.place.source if spot.place is not None else ""
    return basis.startswith("estimate") and re.search(rf"\b{re.escape(publisher)}\b", basis) is not None


def _interval_to(
    value: str, spot: Located, ruler: Ruler, places: Gazetteer
) -> tuple[float, float, float | None, str]:
    """Lowest and highest length in metres, the azimuth from what is measured to, and a note."""
    if not value or is_border(value):
        found = ruler(value)
        note = f"measured to {found.border}, {found.dataset} {found.dataset_date}"
        return found.low_m, found.high_m, side.from_border(found), note
    place = places.resolve(value).place
    if place is None or place.region or spot.radius_m is None:
        return 0.0, inf, None, f"{value} is no place to measure to"
    distance_m, azimuth_deg = map(float, geodesy.inverse(place.lon, place.lat, spot.lon, spot.lat))
    spread_m = spot.radius_m + place.radius_m
    low_m, high_m = max(0.0, distance_m - spread_m), distance_m + spread_m
    return low_m, high_m, azimuth_deg, f"measured to {place.name}"
