"""Points against the country stated for them, by each border data set; 0,0; longitude for latitude."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray

from geostrike import borders, geodesy
from geostrike.borders import faces
from geostrike.borders.codes import country_name
from geostrike.checks.tabular.frame import Frame, Rows, coded, groups
from geostrike.model import Finding
from geostrike.tables.cells import Floats, Texts
from geostrike.tables.columns import Columns

_NOWHERE_DEG = 0.01
_EXACT_M = 500.0
_AROUND = np.arange(0.0, 360.0, 30.0)
_LEAST_M = 2_000.0  # by which border lines, coasts and points of towns may differ
_MANY = 20
_FAR_DEG = 0.36  # of latitude: more than the most that a point is doubted and what squares differ by
# Pairs that data sets treat differently: territory of one is a country of its own to the other.
UNSETTLED = frozenset(
    {("IL", "PS"), ("IL", "SY"), ("MA", "EH"), ("RS", "XK"), ("CN", "TW"), ("CN", "HK"), ("CN", "MO")}
    | {("RU", "UA"), ("IN", "PK"), ("IN", "CN"), ("SO", "XS"), ("CY", "XC"), ("SD", "SS"), ("GE", "RU")}
)

_SWAPPED, _SIGN = "latitude and longitude swapped", "another sign"
Meant = tuple[str, float, float]


def findings(frame: Frame) -> tuple[list[Finding], NDArray[np.bool_]]:
    """Findings on the points of a table, and which rows' points are in doubt.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    lon, lat = frame.columns.lon, frame.columns.lat
    doubted = (np.abs(lon) < _NOWHERE_DEG) & (np.abs(lat) < _NOWHERE_DEG)
    found = [
        frame.finding(
            "null-island",
            "error",
            int(at),
            "lat",
            f"the point is {lat[at]:g},{lon[at]:g}, which stands for no place in many tables; empty it, or "
            "write the point.",
        )
        for at in np.flatnonzero(doubted)
    ]
    more, elsewhere = _countries(frame, ~doubted)
    doubted[elsewhere] = True
    return [*found, *more], doubted


def _countries(frame: Frame, wanted: NDArray[np.bool_]) -> tuple[list[Finding], list[int]]:
    stated = frame.values("country")
    which = np.flatnonzero(wanted & ~np.isnan(frame.columns.lon) & (stated != ""))
    if not which.size:
        return [], []
    lon, lat, code = frame.columns.lon[which], frame.columns.lat[which], stated[which]
    group, first = groups(lon, lat, code)
    by_set = {name: borders.load(name).countries(lon[first], lat[first]) for name in borders.names()}
    agree = np.zeros(len(first), bool)
    differ = np.zeros(len(first), bool)
    for found in by_set.values():
        same = found == code[first]
        agree |= same
        differ |= ~same & np.array([bool(one) for one in found], bool)
    exact = frame.doubt_m()[which] <= _EXACT_M
    findings: list[Finding] = []
    wrong = np.flatnonzero(~agree)
    reach_m = np.maximum(_largest(frame.doubt_m()[which], group, len(first)), _LEAST_M)
    wrong = wrong[~is_near(lon[first[wrong]], lat[first[wrong]], reach_m[wrong], code[first[wrong]])]
    rows = {each: which[members] for each, members in _members(group, wrong).items()}
    findings += _outside(frame, rows, {each: _place_of(by_set, each) for each in rows})
    disputed = np.isin(group, np.flatnonzero(agree & differ)) & exact
    findings += _disputed(frame, which[disputed], by_set, group[disputed])
    return findings, [int(at) for each in rows.values() for at in each]


def _place_of(by_set: dict[str, Texts], at: int) -> str:
    """Country that the first data set that knows puts a point in; empty for the sea."""
    return next((found[at] for found in by_set.values() if found[at] is not None), "")


def _largest(values: Floats, group: NDArray[np.int64], count: int) -> Floats:
    most = np.zeros(count)
    np.maximum.at(most, group, values)
    return most


def _members(group: NDArray[np.int64], wanted: Rows) -> dict[int, Rows]:
    inside = np.flatnonzero(np.isin(group, wanted))
    members: dict[int, list[int]] = {}
    for at in inside.tolist():
        members.setdefault(int(group[at]), []).append(at)
    return {each: np.array(held, np.intp) for each, held in members.items()}


def swapped(columns: Columns) -> NDArray[np.bool_]:
    """Rows whose point is far from the country stated and in it with longitude and latitude swapped.

    Each square of 0.1 degrees is asked once, by the outlines of Natural Earth; a row within about 40 km of
    the country is never among them.

    Parameters
    ----------
    columns : Columns
        Events in plain arrays.
    """
    lon, lat, stated = columns.lon, columns.lat, columns.values["country"]
    found = np.zeros(len(columns), bool)
    rows = np.flatnonzero(np.maximum(np.abs(lon), np.abs(lat)) >= _NOWHERE_DEG)
    country = coded(stated[rows])
    key = (country.code * 3601 + np.rint(lat[rows] * 10).astype(np.int64) + 1800) * 3601
    key += np.rint(lon[rows] * 10).astype(np.int64) + 1800
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    x, y, code = lon[rows[first]], lat[rows[first]], country.code[first]
    west, south, east, north = np.array([_box(name) for name in country.texts])[code].reshape(-1, 4).T
    likely = np.flatnonzero((west <= y) & (y <= east) & (south <= x) & (x <= north))
    sure = np.zeros(first.size, bool)
    for number in np.unique(code[likely]).tolist():
        of_country = likely[code[likely] == number]
        sure[of_country] = _turned_into(country.texts[number], x[of_country], y[of_country])
    found[rows] = sure[cell]
    return found


def _box(country: str) -> tuple[float, ...]:
    """Degrees west, south, east and north of a country; a box that holds nothing where it has no outline."""
    return _boxes().get(country, (np.nan,) * 4)


@cache
def _boxes() -> dict[str, tuple[float, ...]]:
    world = borders.load("naturalearth")
    return dict(faces.boxes(faces.Part(world.arcs, world.covered, "")))


def _turned_into(country: str, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Whether points are far from a country and in it when swapped."""
    land = borders.load("naturalearth").polygon(country)
    found: NDArray[np.bool_] = shapely.intersects_xy(land, lat, lon)
    wide = _FAR_DEG / np.cos(np.radians(np.minimum(np.abs(lat[found]), 80.0)))
    found[found] = ~shapely.dwithin(shapely.points(lon[found], lat[found]), land, wide)
    return found


def is_near(lon: Floats, lat: Floats, reach_m: Floats, code: Texts) -> NDArray[np.bool_]:
    """Whether the country that is stated lies within reach of a point, by either data set."""
    near = np.zeros(lon.size, bool)
    for share in (0.5, 1.0):
        for azimuth in _AROUND:
            left = np.flatnonzero(~near)
            if left.size:
                x, y = geodesy.destination(
                    lon[left], lat[left], np.full(left.size, azimuth), share * reach_m[left]
                )
                near[left] = is_in(x, y, code[left])
    return near


def is_in(lon: Floats, lat: Floats, code: Texts) -> NDArray[np.bool_]:
    """Whether a point lies in the country that is stated, by either data set."""
    inside = np.zeros(lon.size, bool)
    for name in borders.names():
        inside |= borders.load(name).countries(lon, lat) == code
    return inside


def _outside(frame: Frame, rows: dict[int, Rows], places: dict[int, str]) -> Iterator[Finding]:
    """Findings on points in another country; a pair of countries that many rows share is said once."""
    by_pair: dict[tuple[str, str], list[int]] = {}
    for each, members in rows.items():
        for at in members.tolist():
            by_pair.setdefault((frame.values("country")[at], places[each]), []).append(at)
    singly: list[tuple[int, str, str, str]] = []
    for (stated, found), held in by_pair.items():
        unsettled = bool({(stated, found), (found, stated)} & UNSETTLED)
        if len(held) > _MANY and (unsettled or len(held) > len(frame) // 50):
            turned = sum(one is not None and one[0] == _SWAPPED for one in _meant(frame, np.array(held)))
            if 2 * turned > len(held):
                message = (
                    f"{len(held)} rows state {_called(stated)} for points in {_called(found)}; with "
                    f"{_SWAPPED} {turned} of them are in {_called(stated)}: are the columns swapped?"
                )
                yield frame.finding("swapped", "error", held[0], "lat", message)
                continue
            message = (
                f"{len(held)} rows state {_called(stated)} for points in {_called(found)} by the border "
                "data; does the table draw that border otherwise?"
            )
            yield frame.finding("country-point", "question", held[0], "country", message)
            continue
        singly += [(at, stated, found, "question" if unsettled else "error") for at in held]
    meant = _meant(frame, np.array([at for at, *_ in singly], np.intp))
    for one, point in zip(singly, meant, strict=True):
        yield _one(frame, *one, point)


def _one(frame: Frame, at: int, stated: str, found: str, severity: str, meant: Meant | None) -> Finding:
    lon, lat = float(frame.columns.lon[at]), float(frame.columns.lat[at])
    here = f"country is {stated} but the point {lat:g},{lon:g} is in {_called(found)}"
    if meant is None:
        message = f"{here}; correct one of them."
        return frame.finding("country-point", severity, at, "country", message, found)
    how, x, y = meant
    message, hint = f"{here}; with {how} it is in {_called(stated)}.", f"lat {y:g}, lon {x:g}"
    if how == _SWAPPED:
        return frame.finding("swapped", "error", at, "lat", message, hint)
    return frame.finding("country-point", severity, at, "country", message, hint)


def _meant(frame: Frame, rows: Rows) -> list[Meant | None]:
    """Points swapped or of another sign that lie in the countries stated, and which of the two they are."""
    lon, lat, code = frame.columns.lon[rows], frame.columns.lat[rows], frame.values("country")[rows]
    found: list[Meant | None] = [None] * rows.size
    left = np.ones(rows.size, bool)
    tried = ((lat, lon, _SWAPPED), (-lon, lat, _SIGN), (lon, -lat, _SIGN), (-lon, -lat, _SIGN))
    for x, y, how in tried:
        able = np.flatnonzero(left & (np.abs(y) <= 90))
        inside = able[is_in(x[able], y[able], code[able])] if able.size else able
        left[inside] = False
        for at in inside.tolist():
            found[at] = how, float(x[at]), float(y[at])
    return found


def _disputed(frame: Frame, rows: Rows, by_set: dict[str, Texts], group: NDArray[np.int64]) -> list[Finding]:
    """Exact points that one data set puts in another country."""
    at_group = dict(zip(rows.tolist(), group.tolist(), strict=True))

    def say(at: int) -> str:
        told = " and ".join(
            f"in {_called(str(found[at_group[at]]))} according to {borders.load(name).title}"
            for name, found in by_set.items()
            if found[at_group[at]] is not None
        )
        return f"the border data disagree: the point is {told}; be sure that a source states the country."

    return frame.several("country-point", "warning", rows, "country", say)


def _called(country: str) -> str:
    return country_name(country) if country else "the sea"
