"""Map tiles by the name of their provider or by their address, with attribution; fetches nothing itself."""

from __future__ import annotations

import re

import folium
import xyzservices

from geostrike.errors import GeostrikeError
from geostrike.escape import html, web_address
from geostrike.maps.opened import Opened, opened
from geostrike.model import nearest

_ALIASES = {"osm": "OpenStreetMap.Mapnik"}
_PARTS = ("{z}", "{x}", "{y}")


def layer(name: str, credit: str = "") -> folium.TileLayer:
    """A layer of tiles for a `ReportMap` or any other folium map.

    Parameters
    ----------
    name : str
        ``osm``, a provider's name as xyzservices has it, or an address with ``{z}``, ``{x}`` and ``{y}``.
    credit : str
        Whom the tiles are by, as text; needed for an address, for a provider its own attribution is taken.

    Raises
    ------
    GeostrikeError
        If there is no such provider, it wants a key, or an address is none of tiles or has no credit.

    Examples
    --------
    >>> layer("osm").tiles
    'https://tile.openstreetmap.org/{z}/{x}/{y}.png'
    """
    if "://" in name:
        return folium.TileLayer(_checked(name), attr=html(_credit(name, credit)), name="tiles")
    provider = _provider(_ALIASES.get(name.casefold(), name))
    if provider.requires_token():
        raise GeostrikeError(
            f"The tiles {name} need a key of yours; write the whole address with the key in it."
        )
    return folium.TileLayer(provider, attr=html(credit) if credit else None, name="tiles")


def opening(name: str, credit: str = "") -> Opened:
    """What a page that folium does not draw needs to show tiles: policy, notice and code.

    Parameters
    ----------
    name, credit : str
        See `layer`.

    Raises
    ------
    GeostrikeError
        As `layer` does.

    Examples
    --------
    >>> opening("osm").hosts
    ('tile.openstreetmap.org',)
    """
    page = folium.Map(tiles=None)
    page._id = "0_0"  # noqa: SLF001  (folium draws it by chance, and pages are the same each time)
    page.add_child(layer(name, credit))
    return opened(page)


def _provider(name: str) -> xyzservices.TileProvider:
    try:
        return xyzservices.providers.query_name(name)
    except ValueError:
        near = nearest(name, list(xyzservices.providers.flatten()))
        hint = (
            f"; did you mean {near}?"
            if near
            else "; write osm, a provider's name or an address with {z}/{x}/{y}."
        )
        raise GeostrikeError(f"There are no tiles called {name!r}{hint}") from None


def _checked(address: str) -> str:
    plain = re.sub(r"\{[a-z]+\}", "a", address)
    if not web_address(plain) or any(part not in address for part in _PARTS):
        raise GeostrikeError(
            f"{address} is no address of tiles; write one of http or https that holds {{z}}, {{x}} and {{y}}."
        )
    return address


def _credit(address: str, credit: str) -> str:
    if not credit:
        raise GeostrikeError(
            f"Say with --tiles-credit whom the tiles of {address} are by; the page shows it."
        )
    return credit
