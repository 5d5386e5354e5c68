"""First-order regions of the world by name, as a layer that is asked last; a town is never taken for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from geostrike.files import data_path
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.countries import keys
from geostrike.gazetteer.decide import decide, of_none, weigh
from geostrike.gazetteer.extents import code_of
from geostrike.gazetteer.gazfile import open_layer
from geostrike.gazetteer.layer import Layer, rough_m
from geostrike.gazetteer.match import Found, named
from geostrike.gazetteer.regionwords import ANY_TYPE, bare
from geostrike.model import Place
from geostrike.names import Spelling, read
from geostrike.names.fold import fold
from geostrike.names.words import NEVER_A_PLACE

Point = tuple[float, float]
_OURS = "geostrike"  # the layer of places made by hand, for reports
_SHORTEST = 3  # Latin letters; what is shorter is a code, or a word such as "in"
_LIKELY = 0.05  # probability from which a place made by hand may be meant
_LARGE = 50_000  # people of a place that is known beyond its country as well as a region of its name


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
    found = _ask(name, said, country, near)
    if found is None or found.status == "unknown":
        return answer
    if said:
        return answer if _is_that_region(answer, found) else _told(answer.query, found)
    key = read(name).key
    place = answer.place
    if place is not None and (key in keys(place) or _holds(found, place)):
        open_ = not country and near is None and found.place is not None
        return _perhaps(answer, place, found) if open_ else answer
    known = answer.candidates if answer.status == "ambiguous" else ()
    alike = [candidate.place for candidate in known if key in keys(candidate.place)]
    open_ = not country and near is None and not alike
    if open_ and _is_foreign(found, name) and _by_hand(answer):
        return _among(answer, found)
    if not alike or _is_larger(found, alike, country, near):
        return _told(answer.query, found)
    return _beside(answer, found, key)


def _is_foreign(found: Answer, name: str) -> bool:
    """Whether the region is so called in another language in Latin letters only, as Moselle is Mosel."""
    asked, place = read(name), found.place
    known = {read(text).key for text in (place.name, *place.names[:1])} if place else {asked.key}
    return asked.script == "latin" and asked.key not in known


def _by_hand(answer: Answer) -> list[Candidate]:
    """Places made by hand, for reports, that an answer holds for likely, as Mosul is."""
    return [each for each in answer.candidates if each.score >= _LIKELY and each.place.layer == _OURS]


def _among(answer: Answer, found: Answer) -> Answer:
    """Return an ambiguous answer of a region beside places made by hand that sound like its name."""
    region, likely = found.candidates[0], _by_hand(answer)
    rest = [each for each in answer.candidates if each not in likely]
    place, names = region.place, ", ".join([f"{each.place.name} ({each.place.country})" for each in likely])
    region_said = f"The {place.note} {place.name} ({place.country}) is so called in another language"
    why = f"{region_said}; it may also mean {names}. Give a country or a nearby point."
    shares = (*likely, replace(region, score=likely[0].score), *[replace(each, score=0.0) for each in rest])
    return replace(answer, status="ambiguous", score=likely[0].score, why=why, candidates=shares[:10])


def _holds(found: Answer, place: Place) -> bool:
    """Whether a place made by hand lies in the region that was found, as a capital does."""
    region = found.candidates[0].place
    metres = rough_m(place.lon, place.lat, region.lon, region.lat)
    ours = place.layer == _OURS and not place.region and place.country == region.country
    return ours and metres <= region.radius_m


def _perhaps(answer: Answer, place: Place, found: Answer) -> Answer:
    """Return an answer as ambiguous where its place is small, and the region of that name lies elsewhere.

    A place made by hand, for reports, is kept, and the reason tells of the region.
    """
    region = found.candidates[0].place
    if place.kind == "country" and place.country != region.country:
        return _beside(answer, found, read(answer.query).key)
    known = place.region and place.layer != _OURS
    if known or place.country == region.country or place.population >= _LARGE:
        return answer
    why = f"{answer.why} The {region.note} {region.name} ({region.country}) is so called too."
    if place.layer == _OURS:
        return replace(answer, why=why)
    candidates = (answer.candidates[0], found.candidates[0], *answer.candidates[1:9])
    return replace(answer, status="ambiguous", why=why, candidates=candidates)


def _is_larger(found: Answer, alike: Sequence[Place], country: str, near: Point | None) -> bool:
    """Whether a name is asked for alone, and is that of one region and else of small places."""
    alone = not country and near is None and found.place is not None
    return alone and all(place.population < _LARGE and not place.region for place in alike)


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
    what = f"{'an' if place.note[:1] in 'aeiou' else 'a'} {place.note}"
    what += f" ({place.country})" if place.country else ""
    why = f"{place.name} is {what}, the only first-order region of that name in Natural Earth."
    return replace(found, query=query, why=why)


def _beside(answer: Answer, found: Answer, key: str) -> Answer:
    """Return an ambiguous answer with the region as one more candidate."""
    best = found.candidates[0].place
    if key not in {read(name).key for name in (best.name, *best.names[:1])}:
        return answer
    why = f"{answer.why} It may also mean the {best.note} {best.name} ({best.country})."
    return replace(
        answer, why=why, candidates=(*answer.candidates[:9], replace(found.candidates[0], score=0.0))
    )


def _ask(name: str, said: tuple[str, ...], country: str, near: Point | None) -> Answer | None:
    spelling = read(name)
    short = spelling.script == "latin" and len(spelling.core) < _SHORTEST
    if short or not spelling.core or spelling.bits & NEVER_A_PLACE:
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
