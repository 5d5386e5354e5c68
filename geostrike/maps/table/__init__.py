"""The page of an events table: from a thousand to a million events in one offline file; reads no format."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from geostrike.maps.strings import speaking
from geostrike.maps.table.document import document
from geostrike.maps.table.frame import columns_of
from geostrike.maps.table.sheet import prepare
from geostrike.tables.columns import Columns


def render(events: Any, *, title: str = "", draft: bool = False, lang: str = "en", tiles: str = "") -> str:
    """Draw an events table as one HTML page that asks the network for nothing, or for tiles alone.

    Parameters
    ----------
    events : geopandas.GeoDataFrame
        Events table; see `geostrike.tables.read_events`. Only the page's columns reach it.
    title : str
        Title of the page.
    draft : bool
        Whether events of status draft are drawn, marked so.
    lang : str
        Language of the page, ``en`` or ``ar``.
    tiles : str
        Name or address of tiles under the events; see `geostrike.maps.tiles.layer`.

    Raises
    ------
    TableError
        If a column is missing, there is no event, or one is a draft and `draft` is false.
    """
    return render_columns(columns_of(events), title=title, draft=draft, lang=lang, tiles=tiles)


def render_columns(
    found: Columns,
    *,
    title: str = "",
    draft: bool = False,
    lang: str = "en",
    tiles: str = "",
    tiles_credit: str = "",
) -> str:
    """Draw events that are plain arrays; see `render`.

    Parameters
    ----------
    found : Columns
        From `geostrike.tables.read_columns`.
    title : str
        Title of the page.
    draft : bool
        Whether events of status draft are drawn, marked so.
    lang : str
        Language of the page, ``en`` or ``ar``.
    tiles, tiles_credit : str
        Name or address of tiles under the events, and whom those of an address are by.

    Raises
    ------
    TableError
        If there is no event, or one is a draft and `draft` is false.
    GeostrikeError
        If there are no such tiles.
    """
    others = import_module("geostrike.maps.tiles").opening(tiles, tiles_credit) if tiles else None
    with _without_collecting(), speaking(lang):
        return document(prepare(found, title=title or "Events", draft=draft), others)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage while millions of texts are made: none of them refers to another."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


__all__ = ["columns_of", "render", "render_columns"]
