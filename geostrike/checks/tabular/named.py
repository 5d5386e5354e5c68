"""Points against the places that the names beside them mean, and against other rows of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geostrike import coordinates, gazetteer, geodesy
from geostrike.borders.codes import country_name
from geostrike.checks.tabular.frame import Frame, Rows, groups
from geostrike.checks.tabular.spots import UNSETTLED
from geostrike.gazetteer import Answer, Candidate
from geostrike.gazetteer.layer import Layer
from geostrike.gazetteer.match import named
from geostrike.model import Finding, Place
from geostrike.names import read
from geostrike.tables.cells import Floats

MOST_NAMES = 3_000  # that are looked up; the rarest beyond them are left, and that is said
_FEWER_NAMES = 1_500  # of a table of more rows than this
_LARGE = 50_000
FAR_M = 25_000.0
_APART_M = 75_000.0
_PROMINENT = frozenset({"city", "town", "airbase", "airport", "base", "outpost", "crossing", "oilfield"})
_PEOPLE = 5_000
_LIKELY = 0.02  # probability from which another place may be the one that is meant
_ASIDE = re.compile(r"(?<=\S)\s*\([^()]*\)")
_BESIDE_M = 10_000.0  # from a place whose country is another one than that stated
_SINGLY, _SAMPLE = 100, 25  # rows of one name that are asked each; how many of more are asked
_MOST_ASKED = 3_000  # rows that are asked in all
_ROWS = 5  # of one name, from which the place of most of them speaks against the others


class Name(NamedTuple):
    """A printed name with its country, and the rows that bear it."""

    name: str
    country: str
    rows: Rows


class Doubt(NamedTuple):
    """Rows of a name far from its place, or, without one, from most of `of` rows; said `once`, or each.

    It is `sure` that a place has this name, and not one that is merely like it.
    """

    name: Name
    place: Place | None
    rows: Rows
    away_m: Floats
    of: int = 0
    sure: bool = True
    once: bool = False


def findings(frame: Frame, doubted: NDArray[np.bool_]) -> tuple[list[Finding], Floats]:
    """Findings on points far from the place that their name means, and how far each point lies from it.

    Parameters
    ----------
    frame : Frame
        The table.
    doubted : ndarray of bool
        Rows whose point has a finding already.
    """
    names = _names(frame, doubted)
    off_m = np.full(len(frame), np.nan)
    most = _FEWER_NAMES if len(frame) > _LARGE else MOST_NAMES
    unseen = [doubt for each in names[most:] for doubt in _apart(frame, each)]
    answers = _answers(names[:most])
    looked_up = [doubt for each, answer in answers for doubt in _far(frame, each, answer, off_m)]
    doubts = [*_explained(frame, looked_up), *unseen]
    found = [finding for doubt in doubts for finding in _told(frame, doubt)]
    found += _abroad(frame, [each for each, answer in answers if each.country and answer.place is None])
    if len(names) > most:
        message = (
            f"the table has {len(names)} names of places; the {most} most frequent are looked up, the "
            "others are only held against each other."
        )
        found.append(frame.finding("names-many", "question", int(names[0].rows[0]), "place", message))
    return found, off_m


def _names(frame: Frame, doubted: NDArray[np.bool_]) -> list[Name]:
    """Names that can be looked up, the most frequent first."""
    place, country = frame.values("place"), frame.values("country")
    rows = np.flatnonzero((place != "") & ~doubted & ~np.isnan(frame.columns.lon))
    if not rows.size:
        return []
    group, first = groups(place[rows], country[rows])
    order = np.argsort(group, kind="stable")
    ends = np.cumsum(np.bincount(group, minlength=len(first)))
    named = [
        Name(_ASIDE.sub("", place[rows[at]]), country[rows[at]], rows[order[end - size : end]])
        for at, end, size in zip(first, ends, np.bincount(group), strict=True)
    ]
    sound = [
        each for each in named if not re.search(r"\d\s*(km|mi|m)\b", each.name) and not _typed(each.name)
    ]
    return sorted(sound, key=lambda each: (-each.rows.size, int(each.rows[0])))


def _typed(name: str) -> bool:
    return any(sign.isdigit() for sign in name) and coordinates.looks_like(name)


def _answers(names: list[Name], *, country: bool = True) -> list[tuple[Name, Answer]]:
    codes = [each.country if country else "" for each in names]
    answers = gazetteer.load().resolve_many([each.name for each in names], country=codes) if names else ()
    return list(zip(names, answers, strict=True))


def _abroad(frame: Frame, names: list[Name]) -> Iterator[Finding]:
    """Findings on names that the country stated does not have, whose points lie at the place next door."""
    for each, answer in _answers(names, country=False):
        place = answer.place
        pair = {(each.country, place.country), (place.country, each.country)} if place else set()
        if place is None or not place.country or not _is_prominent(place) or pair & UNSETTLED:
            continue
        away_m = _away_m(frame, each.rows, place.lon, place.lat)
        near = each.rows[away_m <= place.radius_m + _BESIDE_M]
        if place.region or not near.size or not _is_called(each.name, answer.candidates[0]):
            continue
        message = (
            f"{place.name} ({place.kind}) is in {country_name(place.country)}, and no place of that name in "
            f"{country_name(each.country)} is known; correct the country or the name if one is wrong."
        )
        yield from frame.several(
            "country-point", "warning", near, "country", dict.fromkeys(near.tolist(), message).__getitem__
        )


def _far(frame: Frame, each: Name, answer: Answer, off_m: Floats) -> Iterator[Doubt]:
    place = answer.place
    if place is None:
        yield from _apart(frame, each)
        return
    away_m = off_m[each.rows] = _away_m(frame, each.rows, place.lon, place.lat)
    reach_m = np.maximum(
        FAR_M, (1.5 if place.region else 1) * place.radius_m + frame.doubt_m()[each.rows] + 15_000
    )
    far = away_m > reach_m
    if not far.any():
        return
    if not _is_prominent(place) and (~far).sum() <= max(1, far.sum()):
        yield from _apart(frame, each)
        return
    for other in (one.place for one in answer.candidates[1:] if one.score >= _LIKELY):
        far[far] = ~_near(frame, other, each.rows[far])
    yield Doubt(each, place, each.rows[far], away_m[far], sure=_is_called(each.name, answer.candidates[0]))


def _is_called(name: str, candidate: Candidate) -> bool:
    """Whether a place has exactly that name, in some spelling, and not one that is merely like it."""
    layer = candidate.places
    return not isinstance(layer, Layer) or candidate.row in named(read(name), layer).row


def _explained(frame: Frame, doubts: list[Doubt]) -> Iterator[Doubt]:
    """The same without rows near which lies another place of their name, as asked with their points.

    Of a name with very many such rows some are asked; beyond a number of questions nothing is, and all rows
    of a name are said together.
    """
    asked = [[_question(frame, doubt, at) for at in _sample(doubt.rows)] for doubt in doubts]
    once = list(dict.fromkeys(chain.from_iterable(asked)))[:_MOST_ASKED]
    names, countries, points = zip(*once, strict=True) if once else ((), (), ())
    answers = gazetteer.load().resolve_many(names, country=countries, near=points) if once else ()
    known = dict(zip(once, answers, strict=True))
    for doubt, questions in zip(doubts, asked, strict=True):
        told = [known[one] for one in questions if one in known]
        left = _beyond(frame, doubt, told)
        if left.rows.size:
            yield left._replace(once=len(told) < len(questions) or left.rows.size > _SINGLY)


def _sample(rows: Rows) -> list[int]:
    some = rows if rows.size <= _SINGLY else rows[np.linspace(0, rows.size - 1, _SAMPLE).astype(np.intp)]
    asked: list[int] = some.tolist()
    return asked


def _question(frame: Frame, doubt: Doubt, at: int) -> tuple[str, str, tuple[float, float]]:
    return doubt.name.name, doubt.name.country, (float(frame.columns.lon[at]), float(frame.columns.lat[at]))


def _beyond(frame: Frame, doubt: Doubt, answers: list[Answer]) -> Doubt:
    """Rows that lie near none of the places that are likely in these answers.

    A name that is only like that of the place means it no more, where the point lies far from it.
    """
    places = {one.place.id: one.place for each in answers for one in each.candidates if one.score >= _LIKELY}
    left = np.ones(doubt.rows.size, bool)
    if not doubt.sure and answers:
        means = np.array([each.status != "unknown" for each in answers], bool)
        left[:] = means if means.size == left.size else means.any()
    for place in places.values():
        left[left] = ~_near(frame, place, doubt.rows[left])
    return doubt._replace(rows=doubt.rows[left], away_m=doubt.away_m[left])


def _is_prominent(place: Place) -> bool:
    known = place.kind in _PROMINENT or place.population >= _PEOPLE
    return known or place.region or place.layer == "geostrike"


def _near(frame: Frame, place: Place, rows: Rows) -> NDArray[np.bool_]:
    return _away_m(frame, rows, place.lon, place.lat) <= _reach_m(place)


def _reach_m(place: Place) -> float:
    return max(FAR_M, (1.5 if place.region else 1) * place.radius_m)


def _told(frame: Frame, doubt: Doubt) -> Iterator[Finding]:
    found = (_finding(frame, doubt, *each) for each in zip(doubt.rows, doubt.away_m, strict=True))
    if not doubt.once:
        yield from found
        return
    first = next(found)
    more = f" So it is in {doubt.rows.size} rows of that name; do they mean another place?"
    yield replace(first, severity="question", message=f"{first.message}{more}")


def _finding(frame: Frame, doubt: Doubt, at: int, metres: float) -> Finding:
    lon, lat, place = float(frame.columns.lon[at]), float(frame.columns.lat[at]), doubt.place
    if place is None:
        said = f"where most of the {doubt.of} rows of that name lie"
    else:
        said = f"{place.name} ({place.kind}, {place.country})"
        turned_m = float(geodesy.inverse(lat, lon, place.lon, place.lat)[0]) if abs(lon) <= 90 else np.inf
        if turned_m <= _reach_m(place):
            message = (
                f"the point lies {metres / 1000:.0f} km from {said}; with latitude and longitude swapped it "
                "lies there."
            )
            return frame.finding("swapped", "error", at, "lat", message, f"lat {lon:g}, lon {lat:g}")
    message = (
        f"the point lies {metres / 1000:.0f} km from {said}; correct the point or the name if one is wrong."
    )
    return frame.finding("at-far", "warning" if place else "question", at, "place", message)


def _apart(frame: Frame, each: Name) -> Iterator[Doubt]:
    """Rows far from where most other rows of the name, and of its province, lie."""
    admin = frame.values("admin1")[each.rows]
    for province in dict.fromkeys(admin):
        rows = each.rows[admin == province]
        if rows.size < _ROWS:
            continue
        lon, lat = np.median(frame.columns.lon[rows]), np.median(frame.columns.lat[rows])
        away_m = _away_m(frame, rows, float(lon), float(lat))
        far = away_m > _APART_M + frame.doubt_m()[rows]
        if 0 < far.sum() <= rows.size // 5:
            yield Doubt(each, None, rows[far], away_m[far], rows.size)


def _away_m(frame: Frame, rows: Rows, lon: float, lat: float) -> Floats:
    there = np.full(rows.size, lon), np.full(rows.size, lat)
    metres: Floats = geodesy.inverse(frame.columns.lon[rows], frame.columns.lat[rows], *there)[0]
    return metres
