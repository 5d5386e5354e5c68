"""The gazetteer as one object: groups of layers, and the way from a name to an answer; opens no file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from geostrike import coordinates
from geostrike.borders.codes import alpha2, code_of_name
from geostrike.errors import CoordinateError
from geostrike.gazetteer import countries, parts
from geostrike.gazetteer.answer import Answer, Candidate, One
from geostrike.gazetteer.decide import decide, of_none, weigh
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.many import Question, questions
from geostrike.gazetteer.match import Asked, find, named
from geostrike.gazetteer.provinces import rather
from geostrike.gazetteer.reverse import Nearby, nearest
from geostrike.gazetteer.search import Suggestion, suggestions
from geostrike.model import Place
from geostrike.names import Spelling, fold, read
from geostrike.names.blank import is_blank
from geostrike.names.words import NEVER_A_PLACE, class_names

_NO_PLACES = {"media": "a broadcaster, paper or agency", "body": "a force, party or office"}
Point = tuple[float, float]
_BLANK = (
    "It says that no place is known, and is not taken for a name; where a place is so called, give its "
    "country or a nearby point."
)
_LONGEST = 2_000  # letters; a longer text is neither a name nor a map link
_LIKELY = 0.02  # probability from which a place that is not taken for the answer is said to have one
_TOGETHER = 128  # questions that are looked up at once
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
        return self._resolve([(name, country, near)])[0]

    def _resolve(self, asked: Sequence[Question]) -> list[Answer]:
        """Answers for some questions, looked up together."""
        told = [_understood(*question) for question in asked]
        open_ = [at for at, one in enumerate(told) if not isinstance(one, Answer)]
        plain = [one for one in told if not isinstance(one, Answer)]
        found = dict(zip(open_, self._by_groups(plain), strict=True))
        return [
            one if isinstance(one, Answer) else replace(found[at], query=question[0])
            for at, (question, one) in enumerate(zip(asked, told, strict=True))
        ]

    def _by_groups(self, asked: Sequence[Question]) -> list[Answer]:
        read_ = [(read(name), country, near) for name, country, near in asked]
        done: dict[int, Answer] = {}
        alike: list[tuple[Candidate, ...]] = [()] * len(asked)
        for layers in self.groups:
            left = [at for at in range(len(asked)) if at not in done]
            for at, answer in zip(
                left, _ask([asked[at][0] for at in left], [read_[at] for at in left], layers), strict=True
            ):
                if answer and answer.status != "unknown":
                    done[at] = answer
                else:
                    alike[at] += answer.candidates if answer else ()
        answers = []
        for at, (name, country, near) in enumerate(asked):
            answer = done.get(at) or _unknown(
                name, read_[at][0], country, _abroad(read_[at][0], self.groups, country), alike[at]
            )
            if self.provinces:
                answer = rather(countries.rather(answer, country, near), country, near)
                answer = parts.told(answer, partial(self.resolve, country=country, near=near))
            blank = is_blank(name) and not any(
                read_[at][0].key in countries.keys(each.place) for each in answer.candidates[:1]
            )
            answers.append(_blank(name) if blank else answer)
        return answers

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
        once = list(dict.fromkeys(asked))
        parts = (self._resolve(once[at : at + _TOGETHER]) for at in range(0, len(once), _TOGETHER))
        answers = dict(zip(once, chain.from_iterable(parts), strict=True))
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


def _understood(name: str, country: str, near: Point | None) -> Answer | Question:
    """The answer for what is no name; else the question with the country that is said behind a comma."""
    code = alpha2(country) if country else ""
    if len(name) > _LONGEST:
        return Answer(query=name, status="unknown", score=0.0, why="It is too long to be a name.")
    if coordinates.looks_like(name):
        return _typed(name)
    if len(fold(name)) == 1 and read(name).readings:
        return Answer(query=name, status="unknown", score=0.0, why="A single letter is not taken for a name.")
    if is_blank(name) and not code and near is None:
        return _blank(name)
    head, _, tail = name.rpartition(",")
    said = code_of_name(tail) if head.strip() else ""
    return (head, said, near) if said and code in {"", said} else (name, code, near)


def _blank(name: str) -> Answer:
    return Answer(query=name, status="unknown", score=0.0, why=_BLANK)


def _ask(names: Sequence[str], asked: Sequence[Asked], layers: Sequence[Layer]) -> list[Answer | None]:
    """Answer of one group of layers for each name, None where nothing was found."""
    if not asked:
        return []
    found = [find(asked, layer) for layer in layers]
    weighed = [weigh(asked, some, layer) for some, layer in zip(found, layers, strict=True)]
    ends = [np.searchsorted(some.of, np.arange(len(asked) + 1)).tolist() for some in found]
    none = of_none(asked, layers).tolist()
    answers = []
    for at, (name, one) in enumerate(zip(names, asked, strict=True)):
        mine = [slice(end[at], end[at + 1]) for end in ends]
        parts = [(some.take(part), each[part]) for some, each, part in zip(found, weighed, mine, strict=True)]
        answer = decide(name, one, layers, parts, none[at])
        answers.append(_only_abroad(answer) if answer and _known_abroad(one[0], layers, one[1]) else answer)
    return answers


def _only_abroad(answer: Answer) -> Answer:
    doubted = tuple(replace(candidate, score=0.0) for candidate in answer.candidates)
    return replace(answer, status="unknown", candidates=doubted)


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
