"""The gazetteer as one object: groups of layers, and the way from a name to an answer; opens no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from geostrike import coordinates
from geostrike.borders.codes import alpha2, code_of_name
from geostrike.errors import CoordinateError
from geostrike.gazetteer.answer import Answer, Candidate, One
from geostrike.gazetteer.decide import decide
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.many import questions
from geostrike.gazetteer.match import find, named
from geostrike.gazetteer.provinces import rather
from geostrike.gazetteer.reverse import Nearby, nearest
from geostrike.gazetteer.search import Suggestion, suggestions
from geostrike.model import Place
from geostrike.names import Spelling, read
from geostrike.names.words import NEVER_A_PLACE, class_names

_NO_PLACES = {"media": "a broadcaster, paper or agency", "body": "a force, party or office"}
Point = tuple[float, float]
_LIKELY = 0.02  # probability from which a place that is not taken for the answer is said to have one
_ABROAD = 5  # places of that name in other countries that are listed


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Groups of layers; a name that an earlier group knows is not looked for in a later one.

    With `provinces`, first-order regions of the world are looked for last.
    """

    groups: tuple[tuple[Layer, ...], ...]
    provinces: bool = False

    def resolve(self, name: str, *, country: str = "", near: Point | None = None) -> Answer:
        """Place that a name means, as far as it can be told.

        Parameters
        ----------
        name : str
            A toponym as printed, in any script, or a typed coordinate, which stands for itself. A country's
            English name behind a comma, as in ``Abu Kamal, Syria``, is read as `country`.
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
        >>> from geostrike import gazetteer
        >>> gazetteer.load().resolve("al-Bukamal").place.country
        'SY'
        >>> gazetteer.load().resolve("Al Mayadeen TV").status
        'unknown'
        """
        if coordinates.looks_like(name):
            return _typed(name)
        head, _, tail = name.rpartition(",")
        said = code_of_name(tail) if head.strip() else ""
        if said and (not country or alpha2(country) == said):
            return replace(self.resolve(head, country=said, near=near), query=name)
        code = alpha2(country) if country else ""
        answer = self._by_groups(name, code, near)
        return rather(answer, code, near) if self.provinces else answer

    def _by_groups(self, name: str, code: str, near: Point | None) -> Answer:
        spelling = read(name)
        alike: list[Candidate] = []
        for layers in self.groups:
            answer = _ask(name, spelling, layers, code, near)
            if answer and _known_abroad(spelling, layers, code):
                answer = replace(answer, status="unknown", candidates=tuple(map(_doubted, answer.candidates)))
            if answer and answer.status != "unknown":
                return answer
            alike += answer.candidates if answer else ()
        return _unknown(name, spelling, code, _abroad(spelling, self.groups, code), tuple(alike))

    def resolve_many(self, names: Any, *, country: Any = None, near: Any = None) -> tuple[Answer, ...]:
        """Answers for many names, in their order; equal questions are asked once.

        Parameters
        ----------
        names : str or sequence of str, shape (n,)
            A list, array or column; a missing value is unknown.
        country : str or sequence of str, optional
            One code for all names, or one a name; a missing value is no country.
        near : (lon, lat) or sequence of (lon, lat), shape (n, 2), optional
            One point for all names, or one a name, in degrees; a missing value is no point.

        Raises
        ------
        BorderError, TableError
            If there is no such country, lengths differ, or a value is of the wrong sort.

        Examples
        --------
        >>> from geostrike import gazetteer
        >>> answers = gazetteer.load().resolve_many(["al-Bukamal", "Akashat, maybe"], country=["SY", ""])
        >>> [answer.status for answer in answers]
        ['resolved', 'unknown']
        """
        asked = questions(names, country, near)
        answers = {one: self.resolve(one[0], country=one[1], near=one[2]) for one in dict.fromkeys(asked)}
        return tuple(answers[one] for one in asked)

    def search(self, text: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """Places that have a word which begins as typed, to choose from while typing.

        Parameters
        ----------
        text : str
            What was typed so far, in any script.
        limit : int
            The most places that are listed.

        Examples
        --------
        >>> from geostrike import gazetteer
        >>> gazetteer.load().search("abu kam", limit=1)[0].place.id
        'geostrike:al-bukamal'
        """
        return suggestions(self.groups, text, limit)

    def reverse(self, lon: float, lat: float, limit: int = 10) -> tuple[Nearby, ...]:
        """Places nearest to a point, with geodesic distances; regions are left out.

        Parameters
        ----------
        lon, lat : float
            Degrees.
        limit : int
            The most places that are listed.

        Raises
        ------
        CoordinateError
            If the point is not on Earth.

        Examples
        --------
        >>> from geostrike import gazetteer
        >>> nearby = gazetteer.load().reverse(38.70, 33.30, limit=1)[0]
        >>> nearby.place.name, round(nearby.distance_m) < 5_000
        ('Tower 22', True)
        """
        return nearest(self.groups, lon, lat, limit)


def _ask(
    name: str, spelling: Spelling, layers: Sequence[Layer], country: str, near: Point | None
) -> Answer | None:
    found = [find(spelling, layer, country, near) for layer in layers]
    return decide(name, spelling, found, layers, country, near)


def _abroad(spelling: Spelling, groups: Sequence[Sequence[Layer]], country: str) -> tuple[Candidate, ...]:
    """Places of exactly that name in other countries than the one asked for."""
    layers = [layer for group in groups for layer in group] if country else []
    return tuple(Candidate(layer, int(row), 0.0) for layer in layers for row in named(spelling, layer).row)


def _known_abroad(spelling: Spelling, layers: Sequence[Layer], country: str) -> bool:
    """Whether the first of several layers has exactly that name, and none of them has it in this country.

    What is merely like it in this country would then be a confident wrong answer: al-Qaim asked for in Syria.
    """
    if not country or len(layers) < 2 or not len(named(spelling, layers[0]).row):
        return False
    return not any(
        layer.place(int(row)).country == country for layer in layers for row in named(spelling, layer).row
    )


def _doubted(candidate: Candidate) -> Candidate:
    return replace(candidate, score=0.0)


def _typed(text: str) -> Answer:
    try:
        position = coordinates.parse(text)
    except CoordinateError as error:
        return Answer(query=text, status="unknown", score=0.0, why=str(error))
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
    only = (Candidate(One(place), 0, 1.0),)
    return Answer(query=text, status="resolved", score=1.0, why=why, candidates=only)


def _unknown(
    text: str,
    spelling: Spelling,
    country: str,
    abroad: tuple[Candidate, ...],
    alike: tuple[Candidate, ...],
) -> Answer:
    never = class_names(spelling.bits & NEVER_A_PLACE)
    if not spelling.folded:
        why = "There is no name in it." if len(text) < 200 else "It is too long to be a name."
    elif never:
        why = f"It names {_NO_PLACES[never[0]]}, not a place."
    elif not spelling.core:
        why = "Generic words only; no name stands beside them."
    elif abroad:
        why = f"No place of that name in {country}; there is one elsewhere."
    else:
        why = "No place of that name in the gazetteer."
        why += f" The most alike is {alike[0].place.name!r}." if alike else ""
    likely = [candidate for candidate in alike if candidate.score >= _LIKELY]
    listed = (*likely, *abroad[:_ABROAD], *alike[len(likely) :])[:10]
    return Answer(
        query=text,
        status="unknown",
        score=max((candidate.score for candidate in likely), default=0.0),
        why=why,
        candidates=listed,
    )
