"""Where each event of a dossier lies: point, disc, cell or region, and distance to a border; draws nothing.

An event without a place stays without one: nothing here turns "two in Syria, one in Iraq" into a point. A
name that is not resolved gives no point either, but a sentence that says why.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from geostrike import borders
from geostrike.borders.codes import alpha3
from geostrike.gazetteer import Answer, Gazetteer, load
from geostrike.gazetteer.context import resolve_document
from geostrike.locate.coarse import cleaned, coarsened
from geostrike.locate.named import named_elsewhere
from geostrike.locate.records import Elsewhere, Located, Stated
from geostrike.locate.spot import find_spot
from geostrike.locate.stated import border_of, hold_against
from geostrike.model import Dossier, Event, Measure, Place
from geostrike.protect import cells, people
from geostrike.quantities import verdict

__all__ = ["COARSE_M", "Elsewhere", "Located", "Stated", "cleaned", "locate", "verdict"]

COARSE_M = cells.DISC_M
_SITES = {"crossing", "base", "outpost", "airbase", "airport", "compound", "site", "oilfield"}


def locate(
    dossier: Dossier,
    gazetteer: Gazetteer | None = None,
    *,
    dataset: str = "osm",
    coarsen: str = "",
    today: date | None = None,
) -> tuple[Located, ...]:
    """Place of each event of a dossier, in the order of the events.

    A name without a country is resolved together with the other names (`geostrike.gazetteer.context`). Places
    to protect and those of young events come out coarse, see `geostrike.protect`.

    Parameters
    ----------
    dossier : Dossier
        The events, and the claims whose stated distances and places are held against theirs.
    gazetteer : Gazetteer, optional
        Where printed names are looked up; the embedded one where it is missing.
    dataset : str
        The border data set that distances and countries rest on.
    coarsen : str
        One of `geostrike.protect.HOW` to make all places coarse; empty for those to protect only.
    today : datetime.date, optional
        By which events are young; see `geostrike.protect.today`.

    Raises
    ------
    CoordinateError, FieldError, InputError
        If a typed coordinate or an area cannot be read.
    GeostrikeError
        If there is no such way to coarsen.
    """
    places, day = gazetteer or load(), today or people.today()
    if coarsen:
        cells.known(coarsen)
    together = _together(dossier, places)

    def one(event: Event) -> Located:
        spot = find_spot(event, dossier.folder, places, together.get(event.id))
        known = spot.place or (_anywhere(event, places) if event.place else None)
        why = cells.sentence(coarsen) if coarsen else people.reason(event, known, day)
        if why and (coarsen or spot.shape != "none"):
            return coarsened(spot, coarsen or "5km", why, country=_country(spot, dataset), place=known)
        if spot.shape == "none":
            return replace(spot, country=event.country)
        return _measured(spot, dossier, places, dataset)

    return tuple(map(one, dossier.events))


def _country(spot: Located, dataset: str) -> str:
    """Country of a point by the border data; nothing for what has no point."""
    return (borders.load(dataset).country(*_centre(spot)) or "") if spot.shape != "none" else ""


def _together(dossier: Dossier, places: Gazetteer) -> dict[str, Answer]:
    """Answers for the names of events without a country, with all names of the dossier as evidence."""
    named = [e for e in dossier.events if e.place and not e.at and not e.area and e.place_how != "none"]
    if all(event.country for event in named):
        return {}
    countries = [event.country for event in named]
    answers = resolve_document(places, [event.place for event in named], country=countries)
    return {event.id: answer for event, answer in zip(named, answers, strict=True) if not event.country}


def _measured(spot: Located, dossier: Dossier, places: Gazetteer, dataset: str) -> Located:
    """The same with its distance to a border, and the distances that its claims state held against it."""
    country = _country(spot, dataset)

    @cache
    def ruler(to: str) -> Measure:
        return _measure(spot, to or (alpha3(country) if country else "all"), dataset)

    told = [claim for claim in dossier.claims if claim.event == spot.event.id]
    claims = [claim for claim in told if claim.kind == "distance"]
    publishers = {source.id: source.publisher for source in dossier.sources}
    nearest, named = ruler(""), ruler(border_of(claims))
    other = None if named.border == nearest.border else named
    return replace(
        spot,
        country=country,
        measure=nearest,
        named=other,
        line=next((each for each in (other, nearest) if each and _is_tight(spot, each)), None),
        stated=tuple(hold_against(claim, publishers[claim.source], spot, ruler, places) for claim in claims),
        elsewhere=named_elsewhere(told, spot, places, country),
    )


def _is_tight(spot: Located, found: Measure) -> bool:
    """Whether a line may leave the centre: that of a site, no town, with a radius small for the distance."""
    is_site = spot.place is None or spot.place.kind in _SITES
    return is_site and spot.radius_m is not None and spot.radius_m <= found.distance_m / 2


def _measure(spot: Located, to: str, dataset: str) -> Measure:
    if spot.shape == "region" and spot.geometry is not None:
        return borders.region_distance(spot.geometry, to=to, dataset=dataset)
    lon, lat = _centre(spot)
    return borders.distance(lon, lat, to=to, dataset=dataset, radius_m=spot.radius_m or 0.0)


def _centre(spot: Located) -> tuple[float, float]:
    return spot.lon or 0.0, spot.lat or 0.0


def _anywhere(event: Event, places: Gazetteer) -> Place | None:
    """The place that a printed name means, in the event's country or, where it knows none there, in any."""
    return places.resolve(event.place, country=event.country).place or places.resolve(event.place).place
