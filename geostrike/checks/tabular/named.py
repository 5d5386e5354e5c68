"""Points against the places that the names beside them mean, and against other rows of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geostrike import coordinates, gazetteer, geodesy
from geostrike.checks.tabular.frame import Frame, Rows, groups
from geostrike.gazetteer import Gazetteer
from geostrike.model import Finding, Place
from geostrike.tables.cells import Floats

MOST_NAMES = 3_000  # that are looked up; the rarest beyond them are left, and that is said
_FEWER_NAMES = 1_500  # of a table of more rows than this
_LARGE = 50_000
FAR_M = 25_000.0
_APART_M = 75_000.0
_PROMINENT = frozenset({"city", "town", "airbase", "airport", "base", "outpost", "crossing", "oilfield"})
_PEOPLE = 5_000
_LIKELY = 0.02  # probability from which another place may be the one that is meant
_ROWS = 5  # of one name, from which the place of most of them speaks against the others


class Name(NamedTuple):
    """A printed name with its country, and the rows that bear it."""

    name: str
    country: str
    rows: Rows


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
    places = gazetteer.load()
    found: list[Finding] = []
    most = _FEWER_NAMES if len(frame) > _LARGE else MOST_NAMES
    for each in names[:most]:
        found += _far(frame, each, places, off_m)
    for each in names[most:]:
        found += _apart(frame, each, None)
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
        Name(place[rows[at]], country[rows[at]], rows[order[end - size : end]])
        for at, end, size in zip(first, ends, np.bincount(group), strict=True)
    ]
    sound = [
        each for each in named if not re.search(r"\d\s*(km|mi|m)\b", each.name) and not _typed(each.name)
    ]
    return sorted(sound, key=lambda each: (-each.rows.size, int(each.rows[0])))


def _typed(name: str) -> bool:
    return any(sign.isdigit() for sign in name) and coordinates.looks_like(name)


def _far(frame: Frame, each: Name, places: Gazetteer, off_m: Floats) -> Iterator[Finding]:
    answer = places.resolve(each.name, country=each.country)
    place = answer.place
    if place is None:
        yield from _apart(frame, each, places)
        return
    away_m = off_m[each.rows] = _away_m(frame, each.rows, place.lon, place.lat)
    reach_m = np.maximum(
        FAR_M, (1.5 if place.region else 1) * place.radius_m + frame.doubt_m()[each.rows] + 15_000
    )
    far = away_m > reach_m
    if not far.any():
        return
    others = [one.place for one in answer.candidates[1:] if one.score >= _LIKELY]
    speaks = _is_prominent(place) or (~far).sum() > max(1, far.sum())
    if not speaks:
        yield from _apart(frame, each, places)
        return
    for at, metres in zip(each.rows[far].tolist(), away_m[far].tolist(), strict=True):
        lon, lat = float(frame.columns.lon[at]), float(frame.columns.lat[at])
        if any(_near(other, lon, lat) for other in others) or _another(places, each, lon, lat):
            continue
        yield _finding(frame, at, metres, place)


def _is_prominent(place: Place) -> bool:
    known = place.kind in _PROMINENT or place.population >= _PEOPLE
    return known or place.region or place.layer == "geostrike"


def _another(places: Gazetteer, each: Name, lon: float, lat: float) -> bool:
    """Whether another place of that name lies near the point."""
    found = places.resolve(each.name, country=each.country, near=(lon, lat))
    return any(_near(one.place, lon, lat) for one in found.candidates if one.score >= _LIKELY)


def _near(place: Place, lon: float, lat: float) -> bool:
    metres = float(geodesy.inverse(lon, lat, place.lon, place.lat)[0])
    return metres <= max(FAR_M, (1.5 if place.region else 1) * place.radius_m)


def _finding(frame: Frame, at: int, metres: float, place: Place) -> Finding:
    lon, lat = float(frame.columns.lon[at]), float(frame.columns.lat[at])
    said = f"the point lies {metres / 1000:.0f} km from {place.name} ({place.kind}, {place.country})"
    if abs(lon) <= 90 and _near(place, lat, lon):
        message = f"{said}; with latitude and longitude swapped it lies there."
        return frame.finding("swapped", "error", at, "lat", message, f"lat {lon:g}, lon {lat:g}")
    message = f"{said}; correct the point or the name if one is wrong."
    return frame.finding("at-far", "warning", at, "place", message)


def _apart(frame: Frame, each: Name, places: Gazetteer | None) -> Iterator[Finding]:
    """Findings on rows far from where most other rows of the name, and of its province, lie."""
    admin = frame.values("admin1")[each.rows]
    for province in dict.fromkeys(admin):
        rows = each.rows[admin == province]
        if rows.size < _ROWS:
            continue
        lon, lat = np.median(frame.columns.lon[rows]), np.median(frame.columns.lat[rows])
        away_m = _away_m(frame, rows, float(lon), float(lat))
        far = away_m > _APART_M + frame.doubt_m()[rows]
        if not 0 < far.sum() <= rows.size // 5:
            continue
        for at, metres in zip(rows[far].tolist(), away_m[far].tolist(), strict=True):
            point = float(frame.columns.lon[at]), float(frame.columns.lat[at])
            if places and _another(places, each, *point):
                continue
            message = (
                f"the point lies {metres / 1000:.0f} km from where most of the {rows.size} rows of that name "
                "lie; correct the point or the name if one is wrong."
            )
            yield frame.finding("at-far", "question", at, "place", message)


def _away_m(frame: Frame, rows: Rows, lon: float, lat: float) -> Floats:
    there = np.full(rows.size, lon), np.full(rows.size, lat)
    metres: Floats = geodesy.inverse(frame.columns.lon[rows], frame.columns.lat[rows], *there)[0]
    return metres
