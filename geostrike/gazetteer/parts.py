"""Parts of countries and cities that only a direction names: never another region; knows no outline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.countries import keys
from geostrike.names import key_of
from geostrike.names.directions import ways, without


def told(answer: Answer, resolve: Callable[[str], Answer]) -> Answer:
    """Return an unknown answer with the whole that its name says a part of, as northern Israel is of Israel.

    Parameters
    ----------
    answer : Answer
        What was found for the name; kept where it is resolved, or a place has exactly that name.
    resolve : callable
        Gives the answer for the whole.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> gazetteer.load().resolve("northern Israel").candidates[0].place.id
    'geostrike:israel'
    """
    whole = without(answer.query) if answer.status != "resolved" and ways(answer.query) else ""
    if not whole or ways(whole) or (answer.status == "ambiguous" and _is_so_called(answer)):
        return answer
    found = resolve(whole)
    wholes = [each for each in found.candidates if found.place is not None or each.place.region][:1]
    if found.status == "unknown" or not wholes:
        return answer
    place = wholes[0].place
    where = f"{place.kind}, {place.country}" if place.country else place.kind
    why = f"It says a part of {place.name} ({where}), which has no record of its own here; name the whole."
    rest = [replace(each, score=0.0) for each in answer.candidates if each.place != place]
    listed = (replace(wholes[0], score=0.0), *rest)[:10]
    return replace(answer, status="unknown", score=0.0, why=why, candidates=listed)


def _is_so_called(answer: Answer) -> bool:
    return any(key_of(answer.query) in keys(each.place) for each in answer.candidates)
