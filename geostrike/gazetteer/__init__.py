"""Gazetteer: names as printed become places, or an honest 'ambiguous' or 'unknown'; layers, first wins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geostrike import coordinates
from geostrike.borders.codes import alpha2
from geostrike.errors import CoordinateError
from geostrike.files import data_path
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.decide import decide
from geostrike.gazetteer.layer import Layer, compile_layer, open_layer
from geostrike.gazetteer.match import find
from geostrike.gazetteer.sources import places_csv
from geostrike.model import Place
from geostrike.names import read
from geostrike.names.words import NEVER_A_PLACE, class_names

DEFAULT = "default"
_NO_PLACES = {"media": "a broadcaster, paper or agency", "body": "a force, party or office"}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Groups of layers; a name that an earlier group knows is not looked for in a later one."""

    groups: tuple[tuple[Layer, ...], ...]

    def resolve(self, name: str, *, country: str = "", near: tuple[float, float] | None = None) -> Answer:
        """Place that a name means, as far as it can be told.

        Parameters
        ----------
        name : str
            A toponym as printed, in any script, or a typed coordinate, which stands for itself.
        country : str
            Alpha-2 or alpha-3 code; places of other countries are left out.
        near : (float, float)
            Longitude and latitude of a point that the place is thought to lie near.

        Raises
        ------
        BorderError
            If there is no such country.

        Examples
        --------
        >>> load().resolve("al-Bukamal").place.country
        'SY'
        >>> load().resolve("Al Mayadeen TV").status
        'unknown'
        """
        if coordinates.looks_like(name):
            return _typed(name)
        spelling = read(name)
        country = alpha2(country) if country else ""
        abroad: list[Candidate] = []
        for layers in self.groups:
            matches = [match for layer in layers for match in find(spelling, layer)]
            inland = [
                m for m in matches if not country or m.layer.countries[m.layer.country[m.row]] == country
            ]
            answer = decide(name, inland, layers, near)
            if answer:
                return answer
            elsewhere = decide(name, matches, layers, near)
            abroad += elsewhere.candidates if elsewhere else ()
        return _unknown(name, country, tuple(abroad))


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


def _typed(text: str) -> Answer:
    try:
        position = coordinates.parse(text)
    except CoordinateError as error:
        return Answer(query=text, status="unknown", place=None, score=0.0, why=str(error))
    place = Place(
        id=f"typed:{position.lat:.7f},{position.lon:.7f}",
        name=text.strip(),
        kind="coordinate",
        country="",
        lon=position.lon,
        lat=position.lat,
        radius_m=position.radius_m,
        layer="typed",
        source="typed",
    )
    why = f"Typed as {position.form}; the radius is what its digits leave open."
    return Answer(
        query=text, status="resolved", place=place, score=1.0, why=why, candidates=(Candidate(place, 1.0),)
    )


def _unknown(text: str, country: str, abroad: tuple[Candidate, ...]) -> Answer:
    spelling = read(text)
    if not spelling.folded:
        why = "There is no name in it." if len(text) < 200 else "It is too long to be a name."
    elif spelling.bits & NEVER_A_PLACE:
        kind = _NO_PLACES[class_names(spelling.bits & NEVER_A_PLACE)[0]]
        why = f"It names {kind}, not a place."
    elif not spelling.core:
        why = "Generic words only; no name stands beside them."
    elif abroad:
        why = f"No place of that name in {country}; there is one elsewhere."
    else:
        why = "No place of that name in the gazetteer."
    return Answer(query=text, status="unknown", place=None, score=0.0, why=why, candidates=abroad[:10])


__all__ = ["DEFAULT", "Answer", "Candidate", "Gazetteer", "load"]
