"""The gazetteer as a geocoder of geopy, so that geopandas and others can ask it; opens no connection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geostrike import coordinates, gazetteer
from geostrike.errors import CoordinateError
from geostrike.gazetteer import kinds

Layers = str | Path | Sequence[str | Path]


class _Offline(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that never asks anybody."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise NotImplementedError

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise NotImplementedError


class GeostrikeGeocoder(Geocoder):  # type: ignore[misc]
    """Geocoder of geopy that answers from gazetteers on this computer.

    What is ambiguous, unknown or a region has no one point: the answer is None, never a guess.

    Parameters
    ----------
    layers : str, Path or sequence of them
        What `geostrike.gazetteer.load` opens; the embedded gazetteer where nothing is given.
    country : str
        Alpha-2 or alpha-3 code; places of other countries are left out.
    near : (lon, lat), optional
        Degrees of a point that places are thought to lie near.

    Examples
    --------
    >>> found = GeostrikeGeocoder().geocode("al-Bukamal")
    >>> found.raw["place"]["id"], found.address
    ('geostrike:al-bukamal', 'al-Bukamal, town, SY (within 3 km)')
    """

    def __init__(
        self, layers: Layers = (), *, country: str = "", near: tuple[float, float] | None = None
    ) -> None:
        super().__init__(adapter_factory=_Offline)
        self.gazetteer = gazetteer.load(*([layers] if isinstance(layers, str | Path) else layers))
        self.country = country
        self.near = near

    def geocode(
        self,
        query: str | None,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """Location of the place that a name means.

        Parameters
        ----------
        query : str
            A toponym as printed, or a typed coordinate; a missing value has no location.
        exactly_one : bool
            False lists every candidate, regions and ambiguous names included, the likeliest first.
        timeout : object
            Ignored; geopy passes it.

        Returns
        -------
        Location, list of Location, or None
            `raw` is the answer, or with ``exactly_one=False`` the candidate, as `geostrike resolve`
            prints it.
        """
        (answer,) = self.gazetteer.resolve_many([query], country=self.country, near=self.near)
        if not exactly_one:
            return [_location(found, found) for found in answer.as_dict()["candidates"]] or None
        if answer.place is None or answer.place.kind in kinds.REGIONS:
            return None
        raw = answer.as_dict()
        return _location(raw["place"], raw)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        limit: int = 10,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """Location of the place nearest to a point; its `raw` and address say how far that is.

        Parameters
        ----------
        query : Point, (lat, lon), or str
            Latitude first, as everywhere in geopy.
        exactly_one : bool
            False lists the nearest places.
        limit : int
            The most places that are listed.
        timeout : object
            Ignored; geopy passes it.

        Raises
        ------
        CoordinateError
            If it is no point on Earth.
        """
        lat, lon = _latitude_longitude(query)
        found = [near.as_dict() for near in self.gazetteer.reverse(lon, lat, 1 if exactly_one else limit)]
        places = [_location(near, near, f"{near['distance_m'] / 1000:.1f} km away") for near in found]
        if not places:
            return None
        return places[0] if exactly_one else places


def _location(place: dict[str, Any], raw: dict[str, Any], away: str = "") -> Location:
    described = [place["name"], place["kind"], place["country"], away]
    within = f" (within {place['radius_m'] / 1000:.3g} km)"
    address = ", ".join(part for part in described if part) + within
    return Location(address, Point(place["lat"], place["lon"]), raw)


def _latitude_longitude(query: Any) -> tuple[float, float]:
    """Latitude and longitude; geopy's own reading of text and of values out of range is a guess."""
    if isinstance(query, str):
        position = coordinates.parse(query)
        return position.lat, position.lon
    try:
        lat, lon = (float(degrees) for degrees in tuple(query)[:2])
    except (TypeError, ValueError):
        raise CoordinateError(f"{query!r} is no point; give (latitude, longitude) in degrees.") from None
    return lat, lon
