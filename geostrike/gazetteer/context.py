"""Names of one document together: what is sure tells which of several places an ambiguous name means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.layer import rough_m
from geostrike.gazetteer.many import Question, questions
from geostrike.gazetteer.resolver import Gazetteer
from geostrike.model import Place
from geostrike.names import read

REACH_M = 60_000.0  # within which places of one document are taken to belong together
_TENTH = (
    0.1  # of the chosen candidate's probability, from which another one near the document's places counts
)
_DOUBT_FROM = 2  # places of the document beside another place of the name, from which a far one is doubted
_SHOWN = 3
BEGINS = "Other places of the same document lie within 60 km"


def resolve_document(
    gazetteer: Gazetteer, names: Any, *, country: Any = None, near: Any = None
) -> tuple[Answer, ...]:
    """Answers for the names of one document; those that resolve are evidence for the ambiguous ones.

    An ambiguous name without a point of its own is asked again near the document's nearest place that
    resolved; it resolves if its place lies within 60 km of one, and no other candidate of weight does
    elsewhere. A place that resolved is kept; it becomes ambiguous, and the reason says so, if all others lie
    farther off and two of them lie within 60 km of another place of exactly that name.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    names : str or sequence of str, shape (n,)
        The names, in any order; the answers have the same.
    country, near : optional
        As `Gazetteer.resolve_many` takes them.

    Raises
    ------
    BorderError, TableError
        As `Gazetteer.resolve_many` does.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> answers = resolve_document(gazetteer.load(), ["al-Hamra", "Salamiyah", "Hama"])
    >>> answers[0].status, answers[0].place.country
    ('resolved', 'SY')
    """
    asked = questions(names, country, near)
    first = [gazetteer.resolve(name, country=code, near=point) for name, code, point in asked]
    known = list({a.place.id: a.place for a in first if a.place is not None and not a.place.region}.values())
    return tuple(
        answer if question[2] else _in_context(gazetteer, question, answer, known)
        for question, answer in zip(asked, first, strict=True)
    )


def _in_context(gazetteer: Gazetteer, question: Question, answer: Answer, known: Sequence[Place]) -> Answer:
    if answer.status == "ambiguous":
        return _settled(gazetteer, question, answer, known)
    if answer.place is not None and not answer.place.region:
        return _doubted(answer, answer.place, known)
    return answer


def _settled(gazetteer: Gazetteer, question: Question, answer: Answer, known: Sequence[Place]) -> Answer:
    """Return the answer that an ambiguous name has near the places that are known, if it has one."""
    near = [(c, beside) for c in answer.candidates if (beside := _beside(c.place, known))]
    if not near:
        return answer
    chosen, beside = max(near, key=lambda pair: (pair[0].score, -_metres(pair[0].place, pair[1][0])))
    rivals = [c.place for c, _ in near if c.score >= _TENTH * chosen.score]
    name, country, _ = question
    again = gazetteer.resolve(name, country=country, near=(beside[0].lon, beside[0].lat))
    place = again.place
    if place is None or any(_metres(place, rival) > REACH_M for rival in rivals):
        return answer
    beside = _beside(place, known)
    return replace(again, why=f"{_told(beside)} {again.why}") if beside else answer


def _doubted(answer: Answer, place: Place, known: Sequence[Place]) -> Answer:
    """Return the answer as ambiguous where the other places speak for another place of exactly its name."""
    others = [each for each in known if each.id != place.id]
    if any(_metres(place, each) <= REACH_M for each in others):
        return answer
    key = read(answer.query).key
    for candidate in answer.candidates[1:]:
        rival = candidate.place
        beside = _beside(rival, others)
        if len(beside) >= _DOUBT_FROM and not rival.region and key in _keys(rival):
            why = (
                f"{rival.name} ({rival.kind}, {rival.country}) is of that name too, and {_told(beside, 'it')}"
            )
            return replace(answer, status="ambiguous", why=f"{answer.why} But {why}")
    return answer


def _beside(place: Place, known: Sequence[Place]) -> list[Place]:
    """Places within reach of a place, itself left out, the nearest first; none where it is a region."""
    away = sorted((_metres(place, each), each.id, each) for each in known if each.id != place.id)
    return [] if place.region else [each for metres, _, each in away if metres <= REACH_M]


def _metres(one: Place, other: Place) -> float:
    return rough_m(one.lon, one.lat, other.lon, other.lat)


def _keys(place: Place) -> set[str]:
    return {read(name).key for name in (place.name, *place.names, *place.names_ar)}


def _told(beside: Sequence[Place], of: str = "") -> str:
    shown = ", ".join(place.name for place in beside[:_SHOWN])
    more = f" and {len(beside) - _SHOWN} more" if len(beside) > _SHOWN else ""
    begin = f"{BEGINS[0].lower()}{BEGINS[1:]} of {of}" if of else BEGINS
    return f"{begin} ({shown}{more})."
