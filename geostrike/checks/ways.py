"""Stated ways, "12 km north-east of X" or "south of X", out of a text, and whether a point fits them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from geostrike import gazetteer, geodesy
from geostrike.model import Place

_UNITS = {
    "km": 1000.0,
    "kilo": 1000.0,
    "mile": 1609.344,
    "mi": 1609.344,
    "m": 1.0,
    "metre": 1.0,
    "meter": 1.0,
}
_ROSE = (
    *("north n", "nne", "north-east northeast ne", "ene", "east e", "ese", "south-east southeast se", "sse"),
    *("south s", "ssw", "south-west southwest sw", "wsw", "west w", "wnw", "north-west northwest nw", "nnw"),
)
_POINTS = {point: 22.5 * at for at, names in enumerate(_ROSE) for point in names.split()}
_NAME = (
    r"\s+(?:the\s+)?(?:(?:town|city|village|centre|center)\s+of\s+)?"
    r"(?P<name>(?:(?:al|el|ad|as|ar|ash|az)[ -])?[A-ZÀ-Þ][\w'’ʻ-]*"
    r"(?:[ -](?:[A-ZÀ-Þ][\w'’ʻ-]*|(?:al|el|ad|as|ar|ash|az|bin|abu|de|la)\b))*)"
)
_BEARING = r"(?i:(?:north|south)[- ]?(?:east|west)|north|south|east|west)"
_WAY = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*-?(?P<unit>km|(?i:kilomet(?:re|er)s?|miles?)|mi|(?i:met(?:re|er)s?)|m)\b"
    r"\.?\s*(?:(?:away|to the|due)\s+)?"
    rf"(?P<point>{_BEARING}|[NS][EW]|[NSEW]{{1,3}})?(?:ern|erly)?\s*(?:of|from|outside){_NAME}"
)
_SIDE = re.compile(rf"(?<![\w-])(?P<point>{_BEARING})\s+of{_NAME}")
_SHARE = 0.25  # of the stated length that it may be off
_LEAST_M = 5_000.0
_ANGLE_DEG = 50.0
_WIDE_DEG = 90.0  # where no length is stated
_FARTHEST_M = 150_000.0  # to which a direction without a length is held against a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A stated way: its words, length in metres and direction in degrees (None if not said), from where."""

    words: str
    length_m: float | None
    azimuth_deg: float | None
    name: str


def ways(text: str) -> tuple[Way, ...]:
    """Ways that a text states.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> found = ways("a compound 12 km north-east of Tikrit")[0]
    >>> found.length_m, found.azimuth_deg, found.name
    (12000.0, 45.0, 'Tikrit')
    """
    measured = list(_WAY.finditer(text))
    ends = {found.end() for found in measured}
    return tuple(
        map(_way, [*measured, *(found for found in _SIDE.finditer(text) if found.end() not in ends)])
    )


def _way(found: re.Match[str]) -> Way:
    point = (found["point"] or "").casefold().replace(" ", "-")
    return Way(
        words=found[0],
        length_m=_length_m(**found.groupdict()),
        azimuth_deg=_POINTS.get(point),
        name=found["name"].strip(),
    )


def _length_m(number: str = "", unit: str = "", **_: str) -> float | None:
    metres = (metres for name, metres in _UNITS.items() if number and unit.casefold().startswith(name))
    return next((float(number) * each for each in metres), None)


def misfit(way: Way, lon: float, lat: float, radius_m: float, country: str) -> tuple[str, str]:
    """Rule that a point breaks with a stated way, and how; empty texts where it fits or nothing can be told.

    Parameters
    ----------
    way : Way
        As stated.
    lon, lat : float
        The point, in degrees.
    radius_m : float
        How far the point may be off.
    country : str
        Alpha-2 code in which the name is looked for first; may be empty.
    """
    start = _start(way.name, country)
    if start is None or start.region:
        return "", ""
    distance_m, azimuth = (float(one) for one in geodesy.inverse(start.lon, start.lat, lon, lat))
    if way.length_m is None and distance_m > _FARTHEST_M:
        return "", ""
    slack_m = radius_m + start.radius_m + max(_SHARE * (way.length_m or 0.0), _LEAST_M)
    if way.length_m is not None and abs(distance_m - way.length_m) > slack_m:
        return "stated-distance", f"the point lies {distance_m / 1000:.1f} km from {start.name}"
    reach_m = radius_m + start.radius_m
    if way.azimuth_deg is None or distance_m <= reach_m:
        return "", ""
    turned = abs((azimuth - way.azimuth_deg + 180) % 360 - 180)
    if turned > (_WIDE_DEG if way.length_m is None else _ANGLE_DEG) + math.degrees(
        math.asin(reach_m / distance_m)
    ):
        return "stated-direction", f"the point lies {_named(azimuth)} of {start.name}"
    return "", ""


def _named(azimuth_deg: float) -> str:
    names = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    return names[round(azimuth_deg / 45) % 8]


@lru_cache(maxsize=4096)
def _start(name: str, country: str) -> Place | None:
    places = gazetteer.load()
    return places.resolve(name, country=country).place or places.resolve(name).place
