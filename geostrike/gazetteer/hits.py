"""What geocoding services answer, read into places: names, kind, country, radius; opens no connection."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geostrike.borders.codes import alpha2
from geostrike.errors import BorderError
from geostrike.gazetteer import kinds
from geostrike.geodesy import inverse
from geostrike.model import Place

_OSM = "OpenStreetMap contributors, ODbL-1.0"
_OF_OSM = frozenset({"nominatim", "photon", "pickpoint", "openmapquest"})
_KINDS = {
    "city": "city", "town": "town", "village": "village", "hamlet": "village",
    "suburb": "quarter", "neighbourhood": "quarter", "quarter": "quarter", "borough": "quarter",
    "district": "district", "county": "district", "municipality": "subdistrict",
    "state": "governorate", "province": "governorate", "region": "region", "country": "country",
    "river": "river", "stream": "river", "wadi": "river", "desert": "desert", "oilfield": "oilfield",
    "aerodrome": "airport", "airfield": "airbase", "base": "base", "barracks": "base",
    "refugee_site": "displacement camp", "border_control": "crossing",
}  # fmt: skip
_AREAS = frozenset({"administrative", "political", "statistical"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a service gives, and all names that it gives it."""

    place: Place
    names: tuple[str, ...]


def hit(location: Any, service: str) -> Hit:
    """Read a location of geopy.

    Parameters
    ----------
    location : geopy.location.Location
        With `raw` as Nominatim or Photon give it, or of any other service: then its address up to the first
        comma is its name, and neither its kind nor its country is known.
    service : str
        The name of the layer, in small letters.

    Examples
    --------
    >>> from geopy.location import Location
    >>> hit(Location("Made Up, Syria", (34.5, 40.5), {}), "pelias").place.id
    'pelias:34.5000000,40.5000000'
    """
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    inner = raw.get("properties")
    told: Mapping[str, Any] = inner if isinstance(inner, Mapping) else raw
    name = str(told.get("name") or "").strip() or str(location.address).split(",")[0].strip()
    kind, lon, lat = _kind(told), float(location.longitude), float(location.latitude)
    details = told.get("namedetails")
    others = [str(text) for text in details.values()] if isinstance(details, Mapping) else []
    names = tuple(dict.fromkeys([name, *others]))
    osm = service in _OF_OSM
    place = Place(
        id=f"{service}:{_own_id(told, lon, lat)}",
        name=name,
        names=names[1:],
        kind=kind,
        country=_country(told),
        lon=lon,
        lat=lat,
        radius_m=max(kinds.radius_m(kind, 0), _half_diagonal_m(told)),
        layer=service,
        source=f"{_OSM}, through {service}" if osm else f"{service}, under the terms of that service",
        licence="ODbL-1.0" if osm else "",
        region=kind in kinds.REGIONS,
    )
    return Hit(place, names)


def _own_id(told: Mapping[str, Any], lon: float, lat: float) -> str:
    if told.get("osm_type") and told.get("osm_id"):
        return f"{str(told['osm_type'])[0].lower()}{told['osm_id']}"
    return f"{lat:.7f},{lon:.7f}"


def _kind(told: Mapping[str, Any]) -> str:
    """Kind of a place; an area whose level is not said is an area, and what is none of ours is a site."""
    words = [str(told.get(key) or "") for key in ("addresstype", "osm_value", "type")]
    known = next((_KINDS[word] for word in words if word in _KINDS), "")
    return known or ("area" if _AREAS.intersection(words) else "site")


def _country(told: Mapping[str, Any]) -> str:
    address = told.get("address")
    code = told.get("countrycode") or (address.get("country_code") if isinstance(address, Mapping) else "")
    try:
        return alpha2(str(code)) if code else ""
    except BorderError:
        return ""


def _half_diagonal_m(told: Mapping[str, Any]) -> float:
    """Half the diagonal of a place's box in metres, 0 where none is given, rounded up."""
    if told.get("boundingbox"):
        south, north, west, east = (float(part) for part in told["boundingbox"])
    elif told.get("extent"):
        west, north, east, south = (float(part) for part in told["extent"])
    else:
        return 0.0
    diagonal_m, _ = inverse(west, south, east, north)
    return float(math.ceil(float(diagonal_m) / 2))
