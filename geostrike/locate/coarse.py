"""Located events made coarse, and the claims and sources of a dossier without what gives their points away.

Everything that is printed of a coarse event comes from its cell, see `geostrike.protect`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from geostrike.borders.codes import country_name
from geostrike.errors import BorderError
from geostrike.locate.records import Located
from geostrike.model import About, Claim, Dossier, Event, Place, Source
from geostrike.protect import cells, telling
from geostrike.vocabulary import KIND_OF_EVENT

_TELLING_KINDS = frozenset({"distance", "place"})
_WORDS = {"strike": "Strike", "strikes": "Strikes", "attack": "Attack", "series": "Events"}
_SPREAD_M = {"5km": 4_000.0, "grid": 10_000.0, "admin1": 0.0}


def coarsened(spot: Located, how: str, why: str, *, country: str = "", place: Place | None = None) -> Located:
    """The same event with all that gives its point away recomputed from its cell, or dropped.

    Parameters
    ----------
    spot : Located
        Where it lies; nothing of it but the cell stays.
    how : str
        One of `geostrike.protect.HOW`.
    why : str
        The sentence that says so to readers.
    country : str
        Alpha-2 of its country; that of the event where it is missing.
    place : Place, optional
        What the gazetteer knows of its printed name.
    """
    lon, lat = _numbers(spot.lon), _numbers(spot.lat)
    cell = cells.cells(how, lon, lat)
    radius_m = spot.radius_m if spot.geometry is None else _reach(spot)
    middle, wide = (float(cell.lon[0]), float(cell.lat[0])), float(cell.radius_m[0])
    region = str(cell.region[0])
    event = _worded(spot.event, place or spot.place, region, wide, country)
    if np.isnan(wide):
        told = telling.tells(spot.how, _hidden(spot.event, place or spot.place, wide))
        how_known = "Its place is not shown." if told or spot.shape != "none" else spot.how
        return Located(event=event, country=country or event.country, how=how_known, protected=why)
    fits = not radius_m or radius_m <= wide
    outline = cells.outline(how, *middle, region) if fits else None
    return Located(
        event=event,
        shape={"grid": "cell", "admin1": "region"}.get(how, "disc") if fits else "disc",
        lon=middle[0],
        lat=middle[1],
        radius_m=_radius(radius_m, wide, how),
        geometry=outline,
        country=country or event.country,
        how=why,
        protected=why,
    )


def _numbers(value: float | None) -> list[float]:
    return [np.nan if value is None else value]


def _reach(spot: Located) -> float:
    """Metres from the middle that reach all of an area."""
    assert spot.geometry is not None  # noqa: S101  (asked for shapes only)
    west, south, east, north = spot.geometry.bounds
    return float(cells.reach(spot.lon or 0.0, spot.lat or 0.0, (west, south, east, north)))


def _radius(radius_m: float | None, cell_m: float, how: str) -> float:
    spread_m = _SPREAD_M[how] or cell_m
    return float(cells.widened(np.array([radius_m or np.nan]), np.array([cell_m]), spread_m)[0])


def _worded(event: Event, place: Place | None, region: str, cell_m: float, country: str) -> Event:
    """An event without typed positions, its texts without its place where that is smaller than its cell."""
    names = _hidden(event, place, cell_m)
    known = cells.label(region)
    title, shown = event.title, event.place
    if names or telling.tells(shown):
        shown = known
    if telling.tells(title, names):
        where = known or _country(country or event.country)
        title = f"{_WORDS[event.kind]} in {where}" if where else _WORDS[event.kind]
    summary = telling.kept(event.summary, names)
    return replace(event, title=title, place=shown, summary=summary, at="", area="", radius_m=None)


def _hidden(event: Event, place: Place | None, cell_m: float) -> frozenset[str]:
    """Folded names of the place of an event, where they say more than its cell does."""
    if not event.place or (place is not None and (place.region or place.radius_m >= cell_m)):
        return frozenset()
    own = (place.name, *place.names, *place.names_ar) if place is not None else ()
    return telling.folded([event.place, *own])


def _country(code: str) -> str:
    try:
        return country_name(code) if code else ""
    except BorderError:
        return ""


def cleaned(dossier: Dossier, located: Sequence[Located]) -> Dossier:
    """A dossier without what its claims, sources and texts say of the points of coarse events.

    Claims of distance and place of such an event go; of other texts only sentences without coordinates,
    lengths, addresses and the names of small places stay. Sources keep their publisher, date and address,
    unless the address holds a coordinate.

    Parameters
    ----------
    dossier : Dossier
        As it was read.
    located : sequence of Located
        From `geostrike.locate.locate`, one an event in the same order.
    """
    coarse = {where.event.id: where for where in located if where.protected}
    if not coarse:
        return dossier
    names = {
        event.id: telling.folded([event.place])
        for event in dossier.events
        if event.id in coarse and event.place != coarse[event.id].event.place
    }
    claims = tuple(
        _claim(claim, names.get(claim.event, frozenset())) if claim.event in coarse else claim
        for claim in dossier.claims
        if claim.event not in coarse or claim.kind not in _TELLING_KINDS
    )
    cited: dict[str, frozenset[str]] = {}
    for claim in dossier.claims:
        if claim.event in coarse:
            cited[claim.source] = cited.get(claim.source, frozenset()) | names.get(claim.event, frozenset())
    return replace(
        dossier,
        events=tuple(coarse[event.id].event if event.id in coarse else event for event in dossier.events),
        claims=claims,
        sources=tuple(_source(source, cited) for source in dossier.sources),
        about=_about(
            dossier.about,
            coarse,
            frozenset().union(*names.values()),
            whole=all(where.protected or where.shape == "none" for where in located),
        ),
    )


def _claim(claim: Claim, names: Collection[str]) -> Claim:
    value = "" if telling.tells(claim.value, names) else claim.value
    words = telling.kept(claim.words, names) or telling.GONE
    speaker = telling.GONE if telling.tells(claim.said_by, names) else claim.said_by
    return replace(claim, value=value, words=words, said_by=speaker)


def _source(source: Source, cited: Mapping[str, Collection[str]]) -> Source:
    if source.id not in cited:
        return source
    title = "" if telling.tells(source.title, cited[source.id]) else source.title
    url, archive = ("" if telling.points(each) else each for each in (source.url, source.archive))
    return replace(source, title=title, url=url, archive=archive)


def _about(about: About, coarse: Collection[str], names: Collection[str], *, whole: bool) -> About:
    """The author's texts, and corrections of coarse events, without sentences that give a point away."""
    corrections = tuple(
        replace(
            one,
            change=telling.kept(one.change, names) or telling.GONE,
            reason=telling.kept(one.reason, names),
        )
        if not one.event or one.event in coarse
        else one
        for one in about.corrections
    )
    return replace(
        about,
        standfirst=telling.kept(about.standfirst, names, lengths=whole),
        not_known=telling.kept(about.not_known, names, lengths=whole),
        corrections=corrections,
    )


assert set(_WORDS) == set(KIND_OF_EVENT)  # noqa: S101  (each kind of event has a title of its own)
