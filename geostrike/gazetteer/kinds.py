"""Kinds of places: which are regions, how prominent each is, what generic words it answers to."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from geostrike import sheltered
from geostrike.names.words import BITS

REGIONS = frozenset(
    {
        "country",
        "governorate",
        "province",
        "state",
        "district",
        "subdistrict",
        "region",
        "desert",
        "river",
        "area",
        "water",
        "land",
    }
)
DISTRICTS = frozenset({"governorate", "province", "state", "district", "subdistrict"})
SETTLEMENTS = frozenset({"city", "town", "village", "populated place"})

# People that a kind counts for where no population is known: its share of the mentions of a name in reports.
_PEOPLE = {
    "country": 3_000_000,
    "city": 200_000,
    "town": 20_000,
    "village": 1_000,
    "populated place": 1_000,
    "governorate": 200_000,
    "province": 200_000,
    "state": 200_000,
    "region": 30_000,
    "desert": 30_000,
    "river": 30_000,
    "airbase": 50_000,
    "displacement camp": 30_000,
    "airport": 20_000,
    "base": 20_000,
    "outpost": 20_000,
    "crossing": 5_000,
    "oilfield": 5_000,
}
_OTHER_PEOPLE = 300

_ANSWERS = {
    "camp": "camp",
    "displacement camp": "camp",
    "base": "base outpost compound airport",
    "airbase": "base airport compound",
    "airport": "airport base",
    "outpost": "outpost base compound",
    "crossing": "crossing",
    "site": "compound building station tower",
    "compound": "compound",
    "oilfield": "field",
    "governorate": "governorate area",
    "province": "governorate area",
    "state": "governorate area",
    "district": "district area",
    "subdistrict": "subdistrict area",
    "area": "area quarter",
    "quarter": "quarter area",
    "region": "area",
    "country": "country",
    "desert": "desert",
    "river": "river",
    "water": "water",
    "land": "land",
} | dict.fromkeys(SETTLEMENTS, "settlement")
_ANSWER_BITS = {kind: sum(BITS[word] for word in words.split()) for kind, words in _ANSWERS.items()}

KINDS = frozenset(_ANSWERS) | sheltered.KINDS

_GEONAMES = {
    "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "ADM4": "subdistrict",
    "PCLI": "country",    "PPLX": "quarter", "AIRP": "airport", "AIRF": "airport",
    "AIRB": "airbase", "INSM": "base", "FRM": "site",
    "CMPRF": "displacement camp", "OILF": "oilfield", "DSRT": "desert", "STM": "river",
    "STMI": "river", "WAD": "river",    "PSTB": "crossing",
}  # fmt: skip
_GEONAMES_CLASS = {"A": "district", "H": "water", "L": "area", "P": "", "T": "land"}
_RADIUS_M = {"country": 300_000, "governorate": 60_000, "district": 20_000, "subdistrict": 10_000}


def answer_bits(kind: str) -> int:
    """Bits of the generic words (`geostrike.names.words`) that a place of this kind answers to.

    Examples
    --------
    >>> answer_bits("displacement camp") == BITS["camp"]
    True
    """
    return _ANSWER_BITS.get(kind, 0)


@cache
def people(names: tuple[str, ...]) -> NDArray[np.float64]:
    """People that each of some kinds counts for where no population is known.

    Examples
    --------
    >>> people(("city", "village")).tolist()
    [200000.0, 1000.0]
    """
    return np.array([_PEOPLE.get(kind, _OTHER_PEOPLE) for kind in names], np.float64)


def of_geonames(feature_class: str, feature_code: str, population: int) -> str:
    """Kind of a GeoNames feature; a populated place is a city, town or village by its population.

    Examples
    --------
    >>> of_geonames("P", "PPL", 250_000), of_geonames("A", "ADM1", 0)
    ('city', 'governorate')
    """
    kind = _GEONAMES.get(feature_code) or _GEONAMES_CLASS.get(feature_class, "site")
    if kind:
        return kind
    sizes = ((100_000, "city"), (5_000, "town"), (1, "village"))
    return next((name for least, name in sizes if population >= least), "populated place")


def radius_m(kind: str, population: int) -> int:
    """Radius in metres within which what is reported at a place of this kind mostly lies.

    Precise strike points that reports put in or near a place lie 1.3 km (median) and 3.4 km (three quarters)
    from its point; large towns reach farther, and a region's radius is only the order of its size.

    Examples
    --------
    >>> radius_m("village", 300), radius_m("city", 2_000_000)
    (2000, 10000)
    """
    sizes = ((1_000_000, 10_000), (100_000, 6_000), (10_000, 3_500))
    return _RADIUS_M.get(kind) or next((radius for least, radius in sizes if population >= least), 2_000)


@cache
def of(names: tuple[str, ...], *which: str) -> NDArray[np.bool_]:
    """Whether each of some kinds is one of others.

    Examples
    --------
    >>> of(("city", "village"), "village", "quarter").tolist()
    [False, True]
    """
    return np.array([name in which for name in names], np.bool_)


@cache
def bits_of(names: tuple[str, ...]) -> NDArray[np.uint32]:
    """Bits of the generic words that each of some kinds answers to."""
    return np.array([answer_bits(name) for name in names], np.uint32)
