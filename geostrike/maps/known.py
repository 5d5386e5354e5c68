"""How the place of an event is known, in the language of the page; finds nothing out by itself."""

from __future__ import annotations

from geostrike import coordinates
from geostrike.maps import wording
from geostrike.maps.placenames import arabic_of
from geostrike.maps.report import Item
from geostrike.maps.strings import say, spoken

_TYPED = {"mgrs": "how_grid", "link": "how_link"}


def how(item: Item) -> str:
    """One sentence on how the place is known: that of `locate`, in Arabic one from the same facts."""
    where = item.where
    if spoken() == "en":
        return where.how
    if item.coarse:
        if where.shape == "region" or not where.radius_m:
            return say("coarse_admin1")
        return say("how_coarse", radius=wording.radius(where.radius_m))
    if item.event.area:
        return say("how_area")
    if item.event.at:
        return say(_TYPED.get(coordinates.parse(item.event.at).form, "how_typed"))
    return _by_name(item)


def _by_name(item: Item) -> str:
    place = item.where.place
    if place is None:
        return say("how_vague", place=item.event.place) if item.event.place else say("how_none")
    name = arabic_of(place) or place.name
    return (
        say("how_only_region", place=name)
        if place.region
        else say("how_gazetteer", place=name, source=place.source)
    )
