"""The side or direction that the words of a stated distance name, held against the point; no length here."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geostrike.borders.codes import alpha2, country_name
from geostrike.errors import BorderError
from geostrike.model import Measure
from geostrike.quantities import CANNOT_TELL, CONSISTENT, INCONSISTENT
from geostrike.tables.wording import country_of

_ROSE = ["north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"]
_POINTS = {point: 45.0 * at for at, point in enumerate(_ROSE)} | {
    point: 22.5 * at
    for at, point in enumerate(
        ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
    )
}
_FITS_DEG, _FAILS_DEG = 67.5, 112.5
_HEDGES = re.compile(
    r"\b(?:in (?:the )?(?:region|order|vicinity) of|in excess of|(?:to )?within(?= (?:about |an? |one )?\d)"
    r"|within (?=an? |one |half |two |three |a few )|in a straight line|across from)",
    re.IGNORECASE,
)
_COMPASS = re.compile(
    r"\b(?P<point>(?i:(?:north|south)[- ]?(?:east|west)|north|south|east|west)(?![a-z]*land)(?:(?i:[a-z]+))?"
    r"|(?:[NS]{1,2}[EW]|[EW][NS][EW]|[NSEW])(?=\W+(?:of|from)\b))(?:\W+(?:of|from)\s+(?=(?P<start>.+)))?"
)
_PLACED = re.compile(
    r"\b(?:in|inside|into|within)\s+(?:the\s+)?(?=(?P<name>[^\W\d]\S*(?:\s+\S+){0,3}))", re.IGNORECASE
)
_NAMED = re.compile(r"\bon\s+(?:the\s+)?(?P<name>[^\W\d]\S*(?:\s+\S+){0,2}?)\s+side\b", re.IGNORECASE)
_SIDED = re.compile(r"\b(?:inside|into|sides?|territory|soil|across|beyond|behind|outside)\b", re.IGNORECASE)
_ARABIC = re.compile(r"\b(?:داخل|خارج|(?:ال)?(?:شرق|غرب|شمال|جنوب)(?:ي|ا|ية)?)\b")
_BORDER = re.compile(r"(?:the\s+)?(?:\S+\s+){0,3}?(?:borders?|frontier|boundary|line|berm)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What words say of a side: countries, a direction and from what, and whether more is said than that."""

    countries: tuple[str, ...] = ()
    azimuth_deg: float | None = None
    of_border: bool = False
    unread: bool = False

    def __bool__(self) -> bool:
        return bool(self.countries) or self.azimuth_deg is not None or self.unread


def read(words: str, near: Collection[str] = ()) -> Side:
    """Side or direction in the words of a stated distance.

    Parameters
    ----------
    words : str
        As printed.
    near : collection of str
        Alpha-2 codes of the countries on either side, by which "the Syrian side" is understood.

    Examples
    --------
    >>> read("7 km inside Iraq").countries, read("7 km east of the border").azimuth_deg
    (('IQ',), 90.0)
    >>> bool(read("within 10 km of the border")), read("5 km on the Syrian side", {"SY"}).countries
    (False, ('SY',))
    """
    text = _HEDGES.sub(" ", words)
    held = [found["name"] for found in (*_PLACED.finditer(text), *_NAMED.finditer(text))]
    codes = [_country(name, near) for name in held]
    upper = any(name[0].isupper() and not code for name, code in zip(held, codes, strict=True))
    countries = tuple(dict.fromkeys(filter(None, codes)))
    points = list(_COMPASS.finditer(text))
    azimuth, of_border = _direction(points)
    return Side(
        countries=countries,
        azimuth_deg=azimuth,
        of_border=of_border,
        unread=bool(
            len(countries) > 1
            or upper
            or (points and azimuth is None)
            or (_SIDED.search(text) and not countries)
            or _ARABIC.search(text)
        ),
    )


def _direction(points: list[re.Match[str]]) -> tuple[float | None, bool]:
    """The one direction that is said with its start, and whether that is a border."""
    if len(points) != 1 or not points[0]["start"]:
        return None, False
    point = points[0]["point"]
    azimuth = _POINTS.get(point, _POINTS.get(re.sub("[- ]", "", point.casefold())))
    start = points[0]["start"]
    return azimuth, bool(_BORDER.match(start) or _country(start, ()))


def _country(text: str, near: Collection[str]) -> str:
    """Alpha-2 code of the country that a text begins with, by its name or as "Syrian" by the border's."""
    words = [re.sub(r"['’]s$", "", word.strip('.,;:()[]"“”')) for word in text.split()]
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        if (len(name) > 3 or name.isupper()) and (code := country_of(name)):
            return code
    stems = [code for code in near if country_name(code)[:4].casefold() == words[0][:4].casefold()]
    return stems[0] if len(stems) == 1 and len(words[0]) > 3 else ""


def countries(found: Measure) -> list[str | None]:
    """Country of the point of a measure by each data set, None where it does not cover it."""
    return [found.country, *(each["country"] for each in found.sensitivity)]


def beside(found: Measure) -> set[str]:
    """Alpha-2 codes of the countries of a point and of those on either side of the border measured to."""
    codes = {code for code in countries(found) if code and "+" not in code}
    try:
        return codes | {alpha2(part) for part in found.border.split("-")}
    except BorderError:  # a line of the user's own has any name
        return codes


def from_border(found: Measure) -> float | None:
    """Azimuth from the border to the point in degrees; None where the point lies on it."""
    return None if math.isnan(found.azimuth_deg) else (found.azimuth_deg + 180) % 360


def judge(
    side: Side,
    verdict: str,
    *,
    countries: Collection[str | None],
    whole: bool,
    azimuth_deg: float | None,
    to_border: bool,
) -> tuple[str, str]:
    """Verdict on a stated distance with its side, and a sentence on the side; empty where none is said.

    A country fits where all data sets that cover the point say it, and fails where two or more all say
    others. A direction fits within 67.5 degrees of the measured one and fails beyond 112.5. A length that
    fits is consistent only where the side fits too.

    Parameters
    ----------
    side : Side
        From `read`.
    verdict : str
        That on the length alone.
    countries : collection of str or None
        Country of the point by each data set; None where it does not cover it.
    whole : bool
        Whether the place with its radius lies in one country.
    azimuth_deg : float or None
        From the border or place measured to, to the point; None where the point may lie on it.
    to_border : bool
        Whether the measure is to a border.

    Examples
    --------
    >>> facts = {"countries": ["SY", "SY"], "whole": True, "azimuth_deg": 0, "to_border": True}
    >>> judge(read("in Iraq"), "consistent", **facts)
    ('inconsistent', 'the words say Iraq, the border data say Syria')
    """
    if not side:
        return verdict, ""
    found = list(_judged(side, countries, azimuth_deg, whole=whole, to_border=to_border))
    for worst in (INCONSISTENT, CANNOT_TELL):
        said = [sentence for fit, sentence in found if fit == worst]
        if said:
            return (INCONSISTENT if verdict == INCONSISTENT else worst), said[0]
    return verdict, ""


def _judged(
    side: Side, countries: Collection[str | None], azimuth_deg: float | None, *, whole: bool, to_border: bool
) -> Iterator[tuple[str, str]]:
    if side.unread:
        yield CANNOT_TELL, "the side or direction is not tested"
    elif side.countries:
        yield _by_country(side.countries[0], [code for code in countries if code is not None], whole=whole)
    if side.azimuth_deg is not None:
        if side.of_border != to_border:
            yield CANNOT_TELL, "the direction is not tested"
        else:
            yield _by_direction(side.azimuth_deg, azimuth_deg)


def _by_country(stated: str, covered: list[str], *, whole: bool) -> tuple[str, str]:
    if len(set(covered)) > 1:
        return CANNOT_TELL, "the border data disagree on the country"
    if not whole or not covered or not covered[0] or "+" in covered[0]:
        return CANNOT_TELL, "the place may lie on either side"
    if covered[0] == stated:
        return CONSISTENT, ""
    if len(covered) < 2:
        return CANNOT_TELL, "one data set alone says another country"
    return (
        INCONSISTENT,
        f"the words say {country_name(stated)}, the border data say {country_name(covered[0])}",
    )


def _by_direction(stated_deg: float, azimuth_deg: float | None) -> tuple[str, str]:
    if azimuth_deg is None:
        return CANNOT_TELL, "the place is too wide to test the direction"
    off = abs((azimuth_deg - stated_deg + 180) % 360 - 180)
    if off <= _FITS_DEG:
        return CONSISTENT, ""
    said, found = (_ROSE[round(azimuth / 45) % 8] for azimuth in (stated_deg, azimuth_deg))
    sentence = f"the words say {said}, the place lies {found} of where it is measured from"
    return (INCONSISTENT if off > _FAILS_DEG else CANNOT_TELL), sentence
