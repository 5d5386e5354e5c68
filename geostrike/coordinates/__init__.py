"""Coordinates as people type them: decimal, DMS, one MGRS grid, map links; never a guess."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import mgrs
import numpy as np

from geostrike.coordinates.looks import looks_like, tidied
from geostrike.errors import CoordinateError

if TYPE_CHECKING:
    from pyproj import Geod

_POINTING_PX = 16  # a hand that centres a map on something is taken to be this many screen pixels off
_EQUATOR_M_PER_PX = 156_543.034  # of a web map at zoom 0
_HELP = (
    "write LAT,LON such as 34.39841,40.97452, degrees and minutes with N/S and E/W, one MGRS grid, "
    "or paste a map link"
)

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,15})?"
_ANGLE = (
    r"[0-9]{1,3}(?:°\s*|\s+)[0-9]{1,2}(?:\.[0-9]{1,9})?(?:['\s]\s*(?:[0-9]{1,2}(?:\.[0-9]{1,9})?\s*\"?)?)?"
)


def _two(value: str, gap: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of two values: bare, each with its letter before it, each with its letter behind it."""
    return (
        re.compile(rf"(?P<x>{value}){gap}(?P<y>{value})(?P<a>)(?P<b>)"),
        re.compile(rf"(?P<a>[NSEW])\s*(?P<x>{value}){gap}(?P<b>[NSEW])\s*(?P<y>{value})"),
        re.compile(rf"(?P<x>{value})\s*(?P<a>[NSEW]){gap}(?P<y>{value})\s*(?P<b>[NSEW])"),
    )


_DECIMAL = _two(rf"[+-]?{_NUMBER}\s*°?", r"(?P<gap>\s*[,;]\s*|\s+)")
_DMS = _two(_ANGLE, r"\s*[,;]?\s*")
_MGRS = re.compile(
    r"(?P<zone>[1-9]|[0-5][0-9]|60)(?P<band>[C-HJ-NP-X])\s*(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])\s*(?P<digits>[0-9\s]*)"
)
_PIN = re.compile(rf"!3d(-?{_NUMBER})!4d(-?{_NUMBER})")
_VIEW = re.compile(rf"@(-?{_NUMBER}),(-?{_NUMBER}),(\d{{1,2}}(?:\.\d+)?z|\d{{1,8}}(?:\.\d+)?m)")
_PAIR = re.compile(rf"(?:loc:)?\s*(-?{_NUMBER})\s*,\s*(-?{_NUMBER})")
_HASH = re.compile(rf"map=(\d{{1,2}}(?:\.\d+)?)/(-?{_NUMBER})/(-?{_NUMBER})")
_ONE_COMMA = re.compile(r"([+-]?\d+),(\d+)")
_TWO_COMMAS = re.compile(r"\d,\d+[°\sNSEW]{0,9}[,;\s][°\sNSEW]{0,9}[+-]?\d+,\d")
_COMMAS = "decimal commas can be read two ways; write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place given by numbers: its point, the radius in metres that its digits leave open, how it was put.

    `form` is ``decimal``, ``dms``, ``mgrs`` or ``link``; `cell` holds the (lon, lat) corners of an MGRS cell.
    """

    lon: float
    lat: float
    radius_m: float
    form: str
    text: str
    cell: tuple[tuple[float, float], ...] = ()


def parse(text: str) -> Position:
    """Position that a typed coordinate, grid or map link stands for.

    Parameters
    ----------
    text : str
        ``LAT,LON`` in decimal degrees; degrees, minutes and seconds with N/S and E/W; one MGRS grid; or the
        full address of a Google Maps or OpenStreetMap view.

    Returns
    -------
    Position
        The radius is half the diagonal of the cell that the last digits span; of the cell itself for MGRS;
        for the centre of a map view at least 16 screen pixels at its zoom. It is never below 1 m.

    Raises
    ------
    CoordinateError
        If the text is no coordinate, lies out of range, or can be read two ways.

    Examples
    --------
    >>> parse("34.39841,40.97452").lat
    34.39841
    >>> round(parse("34.39841,40.97452").radius_m, 2)
    1.0
    >>> parse("37SFV 5875 1815").form
    'mgrs'
    """
    tidy = tidied(text)
    for reader in _READERS:
        position = reader(text, tidy)
        if position:
            return position
    raise _refused(text, _why_not(tidy))


def _decimal(text: str, tidy: str) -> Position | None:
    comma = _ONE_COMMA.fullmatch(tidy)
    if comma and len(tidy) < 20:
        raise _refused(text, f"{_COMMAS} {comma[1]}, {comma[2]} for two numbers, or points as in 34.5, 40.9")
    match = _first(_DECIMAL, tidy)
    if not match:
        return None
    marks = _marks(text, match)
    if not (marks or match["gap"].strip() or ("." in match["x"] and "." in match["y"])):
        raise _refused(text, "it may be degrees and minutes of one number, or two numbers")
    x, y = (match[name].rstrip("° ") for name in "xy")
    values = [(_signed(text, x, marks[:1]), _step(x)), (_signed(text, y, marks[1:]), _step(y))]
    (lat, lat_step), (lon, lon_step) = values if marks[:1] in ("", "N", "S") else values[::-1]
    return _position(text, "decimal", lon, lat, _digits_m(lon, lat, lon_step, lat_step))


def _dms(text: str, tidy: str) -> Position | None:
    match = _first(_DMS, tidy)
    if not match:
        return None
    marks = _marks(text, match)
    if not marks:
        raise _refused(text, "degrees and minutes need N or S and E or W")
    values = [_angle(text, match["x"], marks[0]), _angle(text, match["y"], marks[1])]
    (lat, lat_step), (lon, lon_step) = values if marks[0] in "NS" else values[::-1]
    return _position(text, "dms", lon, lat, _digits_m(lon, lat, lon_step, lat_step))


def _mgrs(text: str, tidy: str) -> Position | None:
    match = _MGRS.fullmatch(tidy)
    if not match:
        return None
    digits = re.sub(r"\s", "", match["digits"])
    if len(digits) % 2 or len(digits) > 10:
        raise _refused(text, f"an MGRS grid has 0, 2, 4, 6, 8 or 10 digits, this has {len(digits)}")
    if len(match["digits"].split()) > 2 or len({len(part) for part in match["digits"].split()}) > 1:
        raise _refused(text, "its digits fall into uneven groups, or more than one grid stands there")
    size = 10 ** (5 - len(digits) // 2)
    zone, hemisphere, easting, northing = _utm(text, match["zone"] + match["band"] + match["square"] + digits)
    to_degrees = import_module("pyproj").Transformer.from_crs(
        f"EPSG:{326 if hemisphere == 'N' else 327}{zone:02d}", "EPSG:4326", always_xy=True
    )
    lon, lat = to_degrees.transform(easting + size / 2, northing + size / 2)
    x, y = (easting + np.array([0, 1, 1, 0, 0]) * size, northing + np.array([0, 0, 1, 1, 0]) * size)
    corners = tuple(zip(*(axis.tolist() for axis in to_degrees.transform(x, y)), strict=True))
    if not _in_zone(zone, match["band"], corners):
        raise _refused(text, f"its square does not lie in grid zone {zone}{match['band']}")
    reach = max(_geod().inv(lon, lat, *corner)[2] for corner in corners)
    return _position(text, "mgrs", lon, lat, reach, corners)


def _link(text: str, tidy: str) -> Position | None:
    if not re.match(r"https?://", tidy):
        return None
    try:
        url = urlsplit(tidy)
    except ValueError:
        raise _refused(text, "it is a broken web address") from None
    host = (url.hostname or "").removeprefix("www.")
    if host in {"goo.gl", "maps.app.goo.gl", "osm.org"} and not url.query and not url.fragment:
        raise _refused(text, "a short link does not hold the place; open it and paste the full address")
    if re.fullmatch(r"(maps\.)?google\.[a-z.]{2,6}", host):
        return _google(text, unquote(tidy), parse_qs(url.query))
    if host in {"openstreetmap.org", "osm.org"}:
        return _osm(text, url.fragment, parse_qs(url.query))
    raise _refused(text, f"{host or 'it'} is neither Google Maps nor OpenStreetMap")


def _google(text: str, address: str, query: dict[str, list[str]]) -> Position:
    pins = set(_PIN.findall(address))
    for key in ("q", "query", "ll", "destination"):
        pins |= {match.groups() for value in query.get(key, []) if (match := _PAIR.fullmatch(value.strip()))}
    if len(pins) > 1:
        raise _refused(text, "the link holds more than one place")
    if pins:
        return _pin(text, *pins.pop())
    view = _VIEW.search(address)
    if not view:
        raise _refused(text, "the link holds no coordinate")
    lat, lon, extent = view.groups()
    zoom_m = _zoom_m(float(extent[:-1]), float(lat)) if extent.endswith("z") else float(extent[:-1]) / 50
    return _pin(text, lat, lon, zoom_m)


def _osm(text: str, fragment: str, query: dict[str, list[str]]) -> Position:
    lat, lon = query.get("mlat", []), query.get("mlon", [])
    if len(lat) == len(lon) == 1 and _PAIR.fullmatch(f"{lat[0]},{lon[0]}"):
        return _pin(text, lat[0], lon[0])
    view = _HASH.search(fragment)
    if not view:
        raise _refused(text, "the link holds no coordinate")
    return _pin(text, view[2], view[3], _zoom_m(float(view[1]), float(view[2])))


def _pin(text: str, lat: str, lon: str, at_least_m: float = 0.0) -> Position:
    radius_m = _digits_m(float(lon), float(lat), _step(lon), _step(lat))
    return _position(text, "link", float(lon), float(lat), max(radius_m, at_least_m))


_READERS: tuple[Callable[[str, str], Position | None], ...] = (_decimal, _dms, _mgrs, _link)


def _first(patterns: tuple[re.Pattern[str], ...], tidy: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(tidy))), None)


def _marks(text: str, match: re.Match[str]) -> str:
    """Give the two hemisphere letters in the order typed, or nothing; two of one axis are refused."""
    marks = match["a"] + match["b"]
    if marks and (marks[0] in "NS") == (marks[1] in "NS"):
        raise _refused(text, "its N, S, E, W do not name one latitude and one longitude")
    return str(marks)


def _signed(text: str, number: str, mark: str) -> float:
    if mark and number[0] in "+-":
        raise _refused(text, "a number has both a sign and a letter")
    return float(number) * (-1 if mark and mark in "SW" else 1)


def _angle(text: str, written: str, mark: str) -> tuple[float, float]:
    from geopy.point import Point  # noqa: PLC0415  (it loads every geocoder of geopy: 0.14 s that only DMS needs)

    parts = re.findall(r"[\d.]+", written)
    if any(float(part) >= 60 for part in parts[1:]) or any("." in part for part in parts[:-1]):
        raise _refused(text, "minutes and seconds run from 0 to below 60")
    degrees = "".join(part + sign for part, sign in zip(parts, "°'\"", strict=False))
    limit = 90 if mark in "NS" else 180
    if float(parts[0]) > limit:
        raise _refused(text, f"{parts[0]} degrees {mark} is out of range")
    value = (
        float(Point(f"{degrees}N 0E").latitude)
        if float(parts[0]) <= 90
        else float(Point(f"0N {degrees}E").longitude)
    )
    step = 10.0 ** -_decimals(parts[-1]) / 60 ** (len(parts) - 1)
    return math.copysign(value, -1 if mark in "SW" else 1), step


def _utm(text: str, grid: str) -> tuple[int, str, float, float]:
    try:
        zone, hemisphere, easting, northing = mgrs.MGRS().MGRSToUTM(grid)
    except mgrs.core.MGRSError:
        raise _refused(text, "there is no such MGRS square") from None
    return int(zone), str(hemisphere), float(easting), float(northing)


def _in_zone(zone: int, band: str, corners: tuple[tuple[float, float], ...]) -> bool:
    south = -80 + 8 * "CDEFGHJKLMNPQRSTUVWX".index(band)
    north = 84 if band == "X" else south + 8
    middle, half_width = 6 * zone - 183, 6 if band in "VX" else 3  # Norway and Svalbard have wider zones
    lons, lats = zip(*corners, strict=True)
    return min(lats) < north and max(lats) >= south and any(abs(lon - middle) <= half_width for lon in lons)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _step(number: str) -> float:
    return float(10.0 ** -_decimals(number))


def _digits_m(lon: float, lat: float, lon_step: float, lat_step: float) -> float:
    north, south = min(lat + lat_step / 2, 90.0), max(lat - lat_step / 2, -90.0)
    corners = [(lon + side * lon_step / 2, edge) for side in (-1, 1) for edge in (north, south)]
    return max(float(_geod().inv(lon, lat, *corner)[2]) for corner in corners) if abs(lat) <= 90 else 0.0


@cache
def _geod() -> Geod:
    solver: Geod = import_module("pyproj").Geod(ellps="WGS84")
    return solver


def _zoom_m(zoom: float, lat: float) -> float:
    return float(_POINTING_PX * _EQUATOR_M_PER_PX * math.cos(math.radians(lat)) / 2.0**zoom)


def _position(
    text: str, form: str, lon: float, lat: float, radius_m: float, cell: tuple[tuple[float, float], ...] = ()
) -> Position:
    if abs(lat) > 90:
        swapped = "; LAT comes first, then LON" if abs(lon) <= 90 else ""
        raise _refused(text, f"latitude {lat:g} is out of range{swapped}")
    if abs(lon) > 180:
        raise _refused(text, f"longitude {lon:g} is out of range")
    return Position(lon=lon, lat=lat, radius_m=max(radius_m, 1.0), form=form, text=text, cell=cell)


def _why_not(tidy: str) -> str:
    if _TWO_COMMAS.search(tidy):
        return f"{_COMMAS} 34.5, 40.9"
    if len(re.findall(r"\b\d{1,2}[C-X]\s*[A-Z]{2}\s*\d", tidy)) > 1:
        return "more than one grid stands there"
    numbers = re.findall(r"\d+(?:\.\d+)?", tidy)
    if len(numbers) == 2 and max(float(number) for number in numbers) > 180:
        return f"{max(numbers, key=float):.20} is out of range"
    return "it is no coordinate"


def _refused(text: str, why: str) -> CoordinateError:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return CoordinateError(f"{shown!r} is not read as a place: {why}; {_HELP}.", text=text, why=why)


__all__ = ["Position", "looks_like", "parse"]
