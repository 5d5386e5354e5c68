"""Regions, seas, mountains and rivers that are no first-order region, by name; draws and decides nothing."""

from __future__ import annotations

import csv
from functools import cache

from geostrike.files import data_path, read_text
from geostrike.gazetteer.gazfile import open_layer
from geostrike.gazetteer.layer import Layer

NAME = "regions"


@cache
def layer() -> Layer:
    """Return the layer of larger regions, opened once; the note of each is the noun for it.

    Examples
    --------
    >>> layer().name
    'regions'
    """
    return open_layer(data_path("regions", "larger.gaz"))


def members(region: str) -> tuple[str, ...]:
    """Return the countries (alpha-2) and first-order regions that a region is made of.

    Parameters
    ----------
    region : str
        Its id in ``regions/larger.csv``; empty where it is only a point with a radius.

    Examples
    --------
    >>> members("kivu"), members("sahara")
    (('CD-NK', 'CD-SK'), ())
    """
    return _members().get(region, ())


@cache
def _members() -> dict[str, tuple[str, ...]]:
    rows = csv.DictReader(read_text(data_path("regions", "larger.csv")).splitlines())
    return {row["id"]: tuple(filter(None, row["members"].split("|"))) for row in rows}
