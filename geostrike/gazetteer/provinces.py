"""Regions of the world by name, as layers that are asked last, beside towns of their names; finds no town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from geostrike.files import data_path
from geostrike.gazetteer import larger, rivals
from geostrike.gazetteer.answer import Answer, Candidate
from geostrike.gazetteer.countries import THE, keys
from geostrike.gazetteer.decide import decide, of_none, weigh
from geostrike.gazetteer.extents import code_of
from geostrike.gazetteer.gazfile import open_layer
from geostrike.gazetteer.layer import Layer, rough_m
from geostrike.gazetteer.match import Found, named
from geostrike.gazetteer.regionwords import ANY_TYPE, bare
from geostrike.model import Place
from geostrike.names import Spelling, key_of, read
from geostrike.names.fold import fold
from geostrike.names.words import NEVER_A_PLACE

Point = tuple[float, float]
_OURS = "geostrike"  # the layer of places made by hand, for reports
_BESIDE_DEG = 2.0  # beyond a region, for a point that is said to be near it
_OWN = 2  # spellings of a region that are its name, short and whole
_SHORTEST = 3  # Latin letters; what is shorter is a code, or a word such as "in"
_LIKELY = 0.05  # probability from which a place made by hand may be meant


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
    """Return a region's answer in place of one that found none; a town found by its own name stays.

    Parameters
    ----------
    answer : Answer
        What the other layers gave for ``answer.query``.
    country : str
        Alpha-2, "" for the world.
    near : (float, float), optional
        Longitude and latitude of a point near it.
    """
    text = THE.sub("", answer.query, 1)
    name, said = bare(text)
    found = _near(_ask(text, name, said, country, near), near)
    key, place = read(text).key, answer.place
    if found is None or found.status == "unknown" or (said and place and place.kind == "country"):
        return answer
    if said:
        return answer if _is_that_region(answer, found) else _told(answer.query, found)
    open_ = not country and near is None
    if place is not None and (place.layer == _OURS or place.kind == "country"):
        if key in keys(place) or _holds(found, place):
            return _beside_known(answer, place, found, key) if open_ else answer
    elif alike := _alike(answer, found, key):
        return _weighed(answer, found, alike, text, country) if near is None else _kept(answer, found, key)
    foreign = open_ and _is_foreign(found, name) and _by_hand(answer)
    return _among(answer, found) if foreign else _told(answer.query, found)


def _near(found: Answer | None, near: Point | None) -> Answer | None:
    """Leave out regions that a nearby point is far from: the Sahel, where a village in Lebanon is meant."""
    if found is None or near is None:
        return found
    return found if rivals.is_near(found.candidates[0].place, *near, _BESIDE_DEG) else None


def _kept(answer: Answer, found: Answer, key: str) -> Answer:
    """Return an answer of towns as it is, with the region as one more candidate where it is ambiguous."""
    return answer if answer.place is not None else _beside(answer, found, key)


def _alike(answer: Answer, found: Answer, key: str) -> list[Place]:
    """Places of exactly that name: the one that is the answer, or those that it may be."""
    if answer.place is not None:
        namesakes = rivals.are_namesakes(answer.place, found.candidates[0].place)
        return [answer.place] if namesakes or key in keys(answer.place) else []
    known = answer.candidates if answer.status == "ambiguous" else ()
    return [each.place for each in known if key in keys(each.place)]


def _weighed(answer: Answer, found: Answer, alike: Sequence[Place], text: str, country: str) -> Answer:
    """Weigh towns of a region's name against it; towns whose own name it is stay where a country is given."""
    key = read(text).key
    if any(place.layer == _OURS or place.kind == "country" for place in alike):
        return _kept(answer, found, key)
    regions = [found.place] if found.place else [each.place for each in found.candidates]
    verdicts = [rivals.verdict(place, regions, text) for place in alike]
    if country and (rivals.TOWN in verdicts or any(rivals.is_own(place, text) for place in alike)):
        return _kept(answer, found, key)
    if rivals.TOWN in verdicts and answer.place is not None:
        return _also(answer, regions[0], key)
    for kept in (rivals.TOWN, rivals.EITHER):
        if kept in verdicts:
            towns = [place for place, each in zip(alike, verdicts, strict=True) if each == kept]
            first = max(towns, key=lambda town: (rivals.is_own(town, text), town.population))
            return _either(answer, found, first, text)
    told = _told(answer.query, found)
    if found.place is None:
        return told
    first = max(alike, key=lambda place: place.population)
    why = f"{told.why} A place {first.name} ({first.kind}, {first.country}) is so called too."
    rest = [replace(each, score=0.0) for each in answer.candidates if each.place in alike]
    return replace(told, why=why, candidates=(*told.candidates, *rest)[:10])


def _also(answer: Answer, region: Place, key: str) -> Answer:
    """Return an answer whose reason tells that a region is so called too, where that is the region's name."""
    if key not in {read(name).key for name in (region.name, *region.names[:1])}:
        return answer
    return replace(answer, why=f"{answer.why} {_so_called(region)}")


def _so_called(region: Place) -> str:
    return f"The {_what(region)} {region.name}{_in(region)} is so called too."


def _what(region: Place) -> str:
    return region.note or region.kind


def _in(region: Place) -> str:
    return f" ({region.country})" if region.country else ""


def _either(answer: Answer, found: Answer, place: Place, text: str) -> Answer:
    """Return an answer as ambiguous between a place and the region of its name, the first by its own name."""
    region = max(found.candidates, key=lambda each: rivals.people_of(each.place))
    first = next(each for each in answer.candidates if each.place == place)
    rest = [each for each in answer.candidates if each is not first]
    why = f"{place.name} ({place.kind}, {place.country}) is so called, and the {_what(region.place)}"
    why += f" {region.place.name}{_in(region.place)}. Give a country or a nearby point."
    score = min(first.score, 0.5)
    pair = [replace(first, score=score), replace(region, score=score)]
    pair = pair if rivals.is_own(place, text) else pair[::-1]
    capped = [replace(each, score=min(each.score, score)) for each in rest]
    return replace(answer, status="ambiguous", score=score, why=why, candidates=(*pair, *capped)[:10])


def _beside_known(answer: Answer, place: Place, found: Answer, key: str) -> Answer:
    """Return the answer of a country, or of a place made by hand, with a region of its name told."""
    region = found.candidates[0].place
    if place.country == region.country or found.place is None:
        return answer
    return _beside(answer, found, key) if place.kind == "country" else _also_by_hand(answer, region)


def _also_by_hand(answer: Answer, region: Place) -> Answer:
    return replace(answer, why=f"{answer.why} {_so_called(region)}")


def _is_foreign(found: Answer, name: str) -> bool:
    """Whether the region is so called in another language in Latin letters only, as Moselle is Mosel."""
    asked, place = read(name), found.place
    if place is None or place.layer == larger.NAME:
        return False
    known = {read(text).key for text in (place.name, *place.names[:1])}
    return asked.script == "latin" and asked.key not in known


def _by_hand(answer: Answer) -> list[Candidate]:
    """Places made by hand, for reports, that an answer holds for likely, as Mosul is."""
    return [each for each in answer.candidates if each.score >= _LIKELY and each.place.layer == _OURS]


def _among(answer: Answer, found: Answer) -> Answer:
    """Return an ambiguous answer of a region beside places made by hand that sound like its name."""
    region, likely = found.candidates[0], _by_hand(answer)
    rest = [each for each in answer.candidates if each not in likely]
    place, names = region.place, ", ".join([f"{each.place.name} ({each.place.country})" for each in likely])
    region_said = f"The {_what(place)} {place.name}{_in(place)} is so called in another language"
    why = f"{region_said}; it may also mean {names}. Give a country or a nearby point."
    shares = (*likely, replace(region, score=likely[0].score), *[replace(each, score=0.0) for each in rest])
    return replace(answer, status="ambiguous", score=likely[0].score, why=why, candidates=shares[:10])


def _holds(found: Answer, place: Place) -> bool:
    """Whether a place made by hand lies in the region that was found, as a capital does."""
    region = found.candidates[0].place
    metres = rough_m(place.lon, place.lat, region.lon, region.lat)
    ours = place.layer == _OURS and not place.region and place.country == region.country
    return ours and metres <= region.radius_m


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
    noun = _what(place)
    what = f"{place.name} is {'an' if noun[:1] in 'aeiou' else 'a'} {noun}{_in(place)}"
    ours = place.layer == larger.NAME
    basis = (
        f"; its extent: {place.source}"
        if ours
        else ", the only first-order region of that name in Natural Earth"
    )
    return replace(found, query=query, why=f"{what}{basis}.")


def _beside(answer: Answer, found: Answer, key: str) -> Answer:
    """Return an ambiguous answer with the region as one more candidate."""
    best = found.candidates[0].place
    if key not in {read(name).key for name in (best.name, *best.names[:1])}:
        return answer
    why = f"{answer.why} It may also mean the {_what(best)} {best.name}{_in(best)}."
    return replace(
        answer, why=why, candidates=(*answer.candidates[:9], replace(found.candidates[0], score=0.0))
    )


def _ask(text: str, name: str, said: tuple[str, ...], country: str, near: Point | None) -> Answer | None:
    """Answer of the larger regions, else of the first-order ones."""
    spelling = read(name)
    for known, unpeopled in _layers():
        if known.name != larger.NAME and not _may_be_first_order(spelling):
            return None
        found = _found(text, name, said, country, known)
        if len(found):
            asked = (spelling, country, near)
            weighed = [(found, weigh([asked], found, unpeopled))]
            return decide(name, asked, [known], weighed, float(of_none([asked], [layer()])[0]))
    return None


def _may_be_first_order(spelling: Spelling) -> bool:
    short = spelling.script == "latin" and len(spelling.core) < _SHORTEST
    return bool(spelling.core) and not short and not spelling.bits & NEVER_A_PLACE


def _found(text: str, name: str, said: tuple[str, ...], country: str, known: Layer) -> Found:
    """Regions of a layer that are spelt so, or of the type that is said; larger ones by the whole name."""
    found = _spelt(text, known) if known.name == larger.NAME or not said else None
    if found is None or (said and not len(found)):
        found = named(read(name), known)
        keep = [at for at in range(len(found)) if _fits(found, at, said, known)]
        found = found.take(np.array(keep, np.intp))
    return found.take(np.flatnonzero(known.inland(found.row, np.int16(known.number_of(country)))))


def _spelt(text: str, known: Layer) -> Found:
    """Regions of exactly that name, but for case, accents and articles."""
    whole = read(text)
    found = named(whole, known)
    spelled = [[key_of(text) for text in known.spelled(row)] for row in found.row.tolist()]
    at = [i for i, keys_ in enumerate(spelled) if whole.key in keys_]
    own = [i for i in at if whole.key in spelled[i][:_OWN]]
    return found.take(np.array(own or at, np.intp))


@cache
def _layers() -> tuple[tuple[Layer, Layer], ...]:
    """Layers of regions, and each without people, who do not tell regions of one name apart."""
    known = (larger.layer(), layer())
    return tuple((each, replace(each, population=np.zeros_like(each.population))) for each in known)


def _fits(found: Found, at: int, said: tuple[str, ...], known: Layer) -> bool:
    """Whether a region is of the type that is said."""
    place = known.place(int(found.row[at]))
    words = fold(place.note).split()
    if known.name == larger.NAME:
        return place.kind == "region" and all(word == "region" or word in words for word in said)
    return all(word in ANY_TYPE or word in words for word in said)
