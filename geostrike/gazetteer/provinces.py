"""First-order regions of the world by name, as a layer that is asked last; a town is never taken for one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from geostrike.files import data_path
from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.decide import decide, of_none, weigh
from geostrike.gazetteer.extents import code_of
from geostrike.gazetteer.gazfile import open_layer
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.match import Found, named
from geostrike.gazetteer.regionwords import ANY_TYPE, bare
from geostrike.names import Spelling, read
from geostrike.names.fold import fold
from geostrike.names.words import NEVER_A_PLACE

Point = tuple[float, float]


@cache
def layer() -> Layer:
    """Return the layer of the world's first-order regions, opened once.

    Examples
    --------
    >>> layer().licence
    'public domain'
    """
    return open_layer(data_path("regions", "admin1.gaz"))


def rather(answer: Answer, country: str, near: Point | None) -> Answer:
    """Return a region's answer in place of one that found none; a town found by its bare name stays.

    Parameters
    ----------
    answer : Answer
        What the other layers gave for ``answer.query``.
    country : str
        Alpha-2, "" for the world.
    near : (float, float), optional
        Longitude and latitude of a point near it.
    """
    name, said = bare(answer.query)
    if answer.status == "resolved" and not said:
        return answer
    found = _ask(name, said, country, near)
    if found is None or found.status == "unknown":
        return answer
    if said:
        return answer if _is_that_region(answer, found) else _told(answer.query, found)
    if answer.status == "unknown":
        return _told(answer.query, found)
    return _beside(answer, found, read(name).key)


def _is_that_region(answer: Answer, found: Answer) -> bool:
    """Whether an earlier layer's answer is a region, and not another one than what was found."""
    place, other = answer.place, found.place
    if place is None or not place.region:
        return False
    codes = [code_of(each.kind, each.country, each.id, each.name) for each in (place, other) if each]
    return len(codes) < 2 or not codes[0] or codes[0] == codes[1]


def _told(query: str, found: Answer) -> Answer:
    place = found.place
    if place is None:
        return replace(found, query=query)
    what = f"a {place.note} ({place.country})" if place.country else f"a {place.note}"
    why = f"{place.name} is {what}, the only first-order region of that name in Natural Earth."
    return replace(found, query=query, why=why)


def _beside(answer: Answer, found: Answer, key: str) -> Answer:
    """Return an ambiguous answer with the region as one more candidate, or alone if no place is so spelt."""
    best = found.candidates[0].place
    if read(best.name).key != key:
        return answer
    places = [candidate.place for candidate in answer.candidates]
    if not any(
        read(name).key == key for place in places for name in (place.name, *place.names, *place.names_ar)
    ):
        return _told(answer.query, found)
    why = f"{answer.why} It may also mean the {best.note} {best.name} ({best.country})."
    return replace(
        answer, why=why, candidates=(*answer.candidates[:9], replace(found.candidates[0], score=0.0))
    )


def _ask(name: str, said: tuple[str, ...], country: str, near: Point | None) -> Answer | None:
    spelling = read(name)
    if not spelling.core or spelling.bits & NEVER_A_PLACE:
        return None
    known = layer()
    found = named(spelling, known)
    found = found.take(np.flatnonzero(known.inland(found.row, np.int16(known.number_of(country)))))
    if not len(found):
        return None
    asked = (spelling, country, near)
    keep = [at for at in range(len(found)) if _fits(found, at, spelling, said, known)]
    found = found.take(np.array(keep, np.intp))
    weighed = [(found, weigh([asked], found, known))]
    return decide(name, asked, [known], weighed, float(of_none([asked], [known])[0]))


def _fits(found: Found, at: int, spelling: Spelling, said: tuple[str, ...], known: Layer) -> bool:
    """Whether a region is of the type that is said; a bare name has to be spelt as the region's is."""
    if not said:
        return read(known.spellings[int(found.name[at])]).key == spelling.key
    type_ = fold(known.place(int(found.row[at])).note).split()
    return all(word in ANY_TYPE or word in type_ for word in said)
