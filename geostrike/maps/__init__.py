"""Maps: events and their places as one HTML page that opens offline; no format is read here.

Its modules load when they are needed: the page of an events table needs no folium.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from geostrike.model import Dossier

if TYPE_CHECKING:
    from geostrike.gazetteer import Gazetteer
    from geostrike.locate import Located
    from geostrike.maps.layers import EventsLayer
    from geostrike.maps.page import ReportMap
    from geostrike.maps.report import prepare

_HOMES = {"EventsLayer": "layers", "ReportMap": "page", "prepare": "report"}


def __getattr__(name: str) -> Any:
    """Load the module of a public name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"geostrike.maps.{_HOMES[name]}"), name)


def render(
    dossier: Dossier,
    located: Sequence[Located],
    *,
    title: str = "",
    draft: bool = False,
    gazetteer: Gazetteer | None = None,
    ledger: str = "",
    social_url: str = "",
    lang: str = "en",
    tiles: str = "",
    tiles_credit: str = "",
) -> str:
    """Draw a dossier as one HTML page that asks the network for nothing, unless for tiles.

    Parameters
    ----------
    dossier : Dossier
        From `geostrike.tables.dossier.read`.
    located : sequence of Located
        From `geostrike.locate.locate`, one an event in the same order.
    title : str
        Title of the page; the dossier's own where empty.
    draft : bool
        Whether events of status draft are drawn, marked so.
    gazetteer : Gazetteer, optional
        Where the names around the events come from.
    ledger : str
        Path or address of the ledger that the page links to.
    social_url : str
        Address on the web of the picture that `geostrike figure --social` draws.
    lang : str
        Language of the page, ``en`` or ``ar``.
    tiles : str
        Tiles under the events, which open the page to the network; see `geostrike.maps.tiles.layer`.
    tiles_credit : str
        Whom the tiles are by.

    Raises
    ------
    TableError
        If there is a draft and `draft` is false, or nothing may be shown.
    GeostrikeError
        If there are no such tiles.
    """
    page = import_module("geostrike.maps.page")
    links = {"ledger": ledger, "social_url": social_url, "lang": lang}
    whole = page.ReportMap(dossier, located, title=title, draft=draft, gazetteer=gazetteer, **links)
    if tiles:
        whole.add_child(import_module("geostrike.maps.tiles").layer(tiles, tiles_credit))
    drawn: str = whole.html()
    return drawn


__all__ = ["EventsLayer", "ReportMap", "prepare", "render"]
