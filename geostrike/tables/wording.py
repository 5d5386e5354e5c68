"""Neutral titles for events that have none, and country names as data sets write them; reads no table."""

from __future__ import annotations

from collections.abc import Iterable

from geostrike.borders import codes
from geostrike.errors import BorderError

COUNTRIES = {
    "bosnia-herzegovina": "BA",
    "burma": "MM",
    "cambodia (kampuchea)": "KH",
    "cape verde": "CV",
    "congo": "CG",
    "czech republic": "CZ",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "dr congo": "CD",
    "dr congo (zaire)": "CD",
    "east timor": "TL",
    "gaza": "PS",
    "gaza strip": "PS",
    "ivory coast": "CI",
    "kingdom of eswatini (swaziland)": "SZ",
    "macedonia, fyr": "MK",
    "madagascar (malagasy)": "MG",
    "myanmar (burma)": "MM",
    "north yemen": "YE",
    "palestinian territories": "PS",
    "republic of congo": "CG",
    "russia (soviet union)": "RU",
    "sao tome and principe": "ST",
    "serbia (yugoslavia)": "RS",
    "south vietnam": "VN",
    "soviet union": "RU",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "the gaza strip": "PS",
    "türkiye": "TR",
    "uk": "GB",
    "united states": "US",
    "vietnam (north vietnam)": "VN",
    "west bank": "PS",
    "yemen (north yemen)": "YE",
    "zaire": "CD",
    "zimbabwe (rhodesia)": "ZW",
}


def country_of(text: str) -> str:
    """Alpha-2 code of a country as data sets write it; empty where it is not known.

    Examples
    --------
    >>> country_of("SYR"), country_of("Yemen (North Yemen)"), country_of("Atlantis")
    ('SY', 'YE', '')
    """
    folded = text.strip().casefold()
    found = codes.code_of_name(folded) or COUNTRIES.get(folded, "")
    if not found and len(folded) in {2, 3} and folded.isascii() and folded.isalpha():
        return _of_code(folded)
    return found


def _of_code(text: str) -> str:
    try:
        return codes.alpha2(text)
    except BorderError:
        return ""


def title(what: str, places: Iterable[str]) -> str:
    """A title in neutral words: what it was, and where.

    Examples
    --------
    >>> title("Air/drone strike", ["Al-Qaim", "Iraq"]), title("", [])
    ('Air/drone strike, Al-Qaim, Iraq', 'Event')
    """
    return ", ".join([what or "Event", *dict.fromkeys(place for place in places if place)])
