"""Precision classes of a place: default radius, codes of Airwars, UCDP GED, ACLED, TimeMap; no I/O.

Airwars: labels of the field "geolocation accuracy"; UCDP GED: codebook, `where_prec` 1 to 7; ACLED: codebook,
`geo_precision` 1 to 3. TimeMap has no field of its own: its exports carry our own word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How well a place is known.

    Attributes
    ----------
    name : str
        The word in the column `precision`.
    radius_m : float
        Radius in metres where none is stated; that of ``unknown`` is for those who need one.
    airwars : tuple of str
        Labels of Airwars that mean it; the first is the one to write.
    ged : int
        The code of UCDP GED to write.
    acled : int
        The code of ACLED to write.
    timemap : str
        The word to write for TimeMap.
    """

    name: str
    radius_m: float
    airwars: tuple[str, ...]
    ged: int
    acled: int
    timemap: str


def _of(name: str, radius_m: float, airwars: tuple[str, ...], ged: int, acled: int) -> Precision:
    return Precision(name=name, radius_m=radius_m, airwars=airwars, ged=ged, acled=acled, timemap=name)


_EXACT = (
    "Exact location (other)",
    "Exact location (via Airwars)",
    "Exact location (via Coalition)",
    "Within 1m (via Coalition)",
    "Within 100m (via Coalition)",
    "Exact location",
)
CLASSES = (
    _of("exact", 100.0, _EXACT, 1, 1),
    _of("site", 500.0, ("Nearby landmark",), 1, 1),
    _of("street", 500.0, ("Street",), 1, 1),
    _of("neighbourhood", 1_500.0, ("Neighbourhood/area", "Neighbourhood"), 1, 1),
    _of("village", 2_000.0, ("Village",), 1, 1),
    _of("town", 4_000.0, ("Town",), 1, 1),
    _of("city", 10_000.0, ("City",), 1, 1),
    _of("district", 25_000.0, ("Subdistrict", "District"), 3, 2),
    _of("province", 100_000.0, ("Province/governorate",), 4, 3),
    _of("country", 500_000.0, ("Country",), 6, 3),
    _of("unknown", 25_000.0, (), 7, 3),
)
_BY_NAME = {each.name: each for each in CLASSES}
# What a code of a data set says: the class, and the radius in metres where the code states one.
GED_CODES = {
    1: ("town", 5_000.0),  # "exact location", which is the point of a named town or village
    2: ("district", 25_000.0),  # within 25 km around a known point
    3: ("district", 25_000.0),  # second-order division
    4: ("province", 100_000.0),  # first-order division
    5: ("province", 100_000.0),  # linear feature or fuzzy area
    6: ("country", 500_000.0),
    7: ("unknown", 500_000.0),  # international waters or airspace
}
ACLED_CODES = {
    1: ("town", 4_000.0),  # the town
    2: ("district", 25_000.0),  # part of a region, shown at a town of it
    3: ("province", 100_000.0),  # the region, shown at its capital
}
_METRES = {"Within 1m (via Coalition)": 1.0, "Within 100m (via Coalition)": 100.0}


def of_name(name: str) -> Precision:
    """Class by its name, in any case.

    Parameters
    ----------
    name : str
        One of the names in `CLASSES`.

    Raises
    ------
    KeyError
        If there is no such class.

    Examples
    --------
    >>> of_name("Village").radius_m
    2000.0
    """
    return _BY_NAME[name.strip().casefold()]


def from_airwars(label: str) -> tuple[str, float]:
    """Class and radius in metres that a label or slug of Airwars means; ``unknown`` and NaN for none.

    Parameters
    ----------
    label : str
        Such as ``Neighbourhood/area`` or ``within_100m_via_coalition``.

    Examples
    --------
    >>> from_airwars("Within 100m (via Coalition)"), from_airwars("nearby_landmark")
    (('exact', 100.0), ('site', 500.0))
    """
    return _by_label().get(_folded(label), ("unknown", float("nan")))


def from_ged(code: float) -> tuple[str, float]:
    """Class and radius in metres of a `where_prec` of UCDP GED; ``unknown`` and NaN for none.

    Examples
    --------
    >>> from_ged(4)
    ('province', 100000.0)
    """
    return GED_CODES.get(int(code) if code == code else 0, ("unknown", float("nan")))  # noqa: PLR0124 (NaN)


def from_acled(code: float) -> tuple[str, float]:
    """Class and radius in metres of a `geo_precision` of ACLED; ``unknown`` and NaN for none.

    Examples
    --------
    >>> from_acled(1)
    ('town', 4000.0)
    """
    return ACLED_CODES.get(int(code) if code == code else 0, ("unknown", float("nan")))  # noqa: PLR0124 (NaN)


def of_radius(radius_m: float) -> str:
    """Name of the finest class whose default radius holds a radius; ``unknown`` for none.

    Examples
    --------
    >>> of_radius(80), of_radius(3000), of_radius(float("nan"))
    ('exact', 'town', 'unknown')
    """
    return next((each.name for each in CLASSES[:-1] if radius_m <= each.radius_m), "unknown")


@cache
def _by_label() -> dict[str, tuple[str, float]]:
    return {
        _folded(label): (each.name, _METRES.get(label, each.radius_m))
        for each in CLASSES
        for label in (each.name, *each.airwars)
        if each.name != "unknown"
    }


def _folded(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", label.casefold()).strip()
