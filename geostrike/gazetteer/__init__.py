"""Gazetteer: names as printed become places, or an honest 'ambiguous' or 'unknown'; layers, first wins."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geostrike.files import data_path
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.layer import Layer, compile_layer, open_layer
from geostrike.gazetteer.resolver import Gazetteer
from geostrike.gazetteer.sources import places_csv

DEFAULT = "default"


@cache
def load(*layers: str | Path) -> Gazetteer:
    """Open gazetteers, the first winning; without arguments the embedded one.

    Parameters
    ----------
    *layers : str or Path
        ``default`` for the embedded gazetteer (hand-made places, then GeoNames), a ``.gaz`` file, or a
        ``.csv`` table with the columns of ``gazetteer/places.csv``.

    Raises
    ------
    InputError, TableError
        If a file is missing or is no gazetteer.

    Examples
    --------
    >>> load().resolve("Tower 22").place.country
    'JO'
    """
    return Gazetteer(tuple(_group(str(layer)) for layer in layers or (DEFAULT,)))


def _group(layer: str) -> tuple[Layer, ...]:
    if layer == DEFAULT:
        return (
            _hand_made(data_path("places.csv"), "geostrike", "geostrike"),
            open_layer(data_path("geonames", "region.gaz")),
        )
    path = Path(layer)
    if path.suffix.lower() == ".csv":
        return (_hand_made(path, path.stem, path.stem),)
    return (open_layer(path),)


def _hand_made(path: Path, name: str, prefix: str) -> Layer:
    return compile_layer(places_csv(path), name=name, prefix=prefix, source=path.name, licence="")


__all__ = ["DEFAULT", "Answer", "Candidate", "Gazetteer", "load"]
