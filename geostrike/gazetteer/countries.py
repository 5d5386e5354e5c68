"""Countries of the world by name, as a layer that is asked last; never a town in place of a country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from geostrike.files import data_path
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.gazfile import open_layer
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.match import named
from geostrike.model import Place
from geostrike.names import read

Point = tuple[float, float]
THE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_SURE, _EITHER = (
    0.95,
    0.5,
)  # that the country is meant: nothing else is so called, or a place that is asked for


@cache
def layer() -> Layer:
    """Return the layer of the world's countries, opened once; the note of each holds its other English names.

    Examples
    --------
    >>> layer().licence
    'public domain'
    """
    return open_layer(data_path("regions", "countries.gaz"))


def rather(answer: Answer, country: str, near: Point | None) -> Answer:
    """Return a country's answer in place of one whose place only sounds like it, or bears its name.

    A place of that name is kept where a country or a nearby point is asked for with it. Where the country is
    so called in another language only, as Oman is in Arabic, where Amman is spelt alike, it is ambiguous.

    Parameters
    ----------
    answer : Answer
        What the other layers gave for ``answer.query``.
    country : str
        Alpha-2, "" for the world.
    near : (float, float), optional
        Longitude and latitude of a point near it.
    """
    key = read(THE.sub("", answer.query, 1)).key
    found = _named(THE.sub("", answer.query, 1), key)
    if found is None or country not in {"", found.place.country} or _is_country(answer, found.place):
        return answer
    known = answer.candidates if answer.status != "unknown" else ()
    alike = [candidate for candidate in known if key in keys(candidate.place)]
    shown = next((candidate for candidate in alike if _same(candidate.place, found.place)), found)
    towns = [candidate for candidate in alike if candidate is not shown]
    if towns and (country or near is not None):
        return answer
    if not towns or key in {read(name).key for name in (found.place.name, *found.place.note.split("|"))}:
        return _told(answer, shown, towns)
    rest = [candidate for candidate in known if candidate is not towns[0] and candidate is not shown]
    return replace(
        answer,
        status="ambiguous",
        score=_EITHER,
        why=f"{answer.why} {found.place.name} ({found.place.country}) is so called too, a country.",
        candidates=(towns[0], replace(shown, score=_EITHER), *rest[:8]),
    )


def of_name(name: str) -> str:
    """Alpha-2 code of the one country of exactly that name, in any language that is known, "" for none.

    Examples
    --------
    >>> of_name("Iraq"), of_name("العراق"), of_name("the UK"), of_name("Paris")
    ('IQ', 'IQ', 'GB', '')
    """
    plain = THE.sub("", name, 1)
    found = _named(plain, read(plain).key)
    return found.place.country if found else ""


def keys(place: Place) -> set[str]:
    """Keys of all names of a place."""
    return {read(name).key for name in (place.name, *place.names, *place.names_ar)}


def _named(name: str, key: str) -> Candidate | None:
    """The one country of exactly that name."""
    if not key:
        return None
    known = layer()
    rows = {int(row) for row in named(read(name), known).row if key in keys(known.place(int(row)))}
    return Candidate(known, rows.pop(), _SURE) if len(rows) == 1 else None


def _is_country(answer: Answer, country: Place) -> bool:
    return answer.place is not None and _same(answer.place, country)


def _same(place: Place, country: Place) -> bool:
    return place.kind == "country" and place.country == country.country


def _told(answer: Answer, country: Candidate, towns: Sequence[Candidate]) -> Answer:
    place = country.place
    others = [c for c in answer.candidates if answer.status != "unknown" and c.score > 0 and c is not country]
    also = f" It may also mean {_described(towns[0].place)}." if towns else ""
    return replace(
        answer,
        status="resolved",
        score=_SURE,
        why=f"The country {place.name} ({place.country}) is so called.{also}",
        candidates=(replace(country, score=_SURE), *(replace(other, score=0.0) for other in others[:9])),
    )


def _described(place: Place) -> str:
    return f"{place.name} ({place.kind}, {place.country})"
