"""Neutral titles for events that have none, and country names as data sets write them; reads no table."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from geostrike.borders import codes
from geostrike.errors import BorderError

COUNTRIES = {
    "aland islands": "AX",
    "bailiwick of guernsey": "GG",
    "bailiwick of jersey": "JE",
    "bolivia (plurinational state of)": "BO",
    "bosnia-herzegovina": "BA",
    "brunei darussalam": "BN",
    "burma": "MM",
    "cambodia (kampuchea)": "KH",
    "cape verde": "CV",
    "caribbean netherlands": "BQ",
    "congo": "CG",
    "cote d'ivoire": "CI",
    "curacao": "CW",
    "czech republic": "CZ",
    "côte d'ivoire": "CI",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "dprk": "KP",
    "dr congo": "CD",
    "dr congo (zaire)": "CD",
    "drc": "CD",
    "east timor": "TL",
    "falkland islands": "FK",
    "gaza": "PS",
    "gaza strip": "PS",
    "iran (islamic republic of)": "IR",
    "iran, islamic republic of": "IR",
    "ivory coast": "CI",
    "kingdom of eswatini (swaziland)": "SZ",
    "kingdom of saudi arabia": "SA",
    "korea, north": "KP",
    "korea, republic of": "KR",
    "korea, south": "KR",
    "ksa": "SA",
    "lao pdr": "LA",
    "libyan arab jamahiriya": "LY",
    "macedonia, fyr": "MK",
    "madagascar (malagasy)": "MG",
    "micronesia": "FM",
    "myanmar (burma)": "MM",
    "north yemen": "YE",
    "occupied palestinian territories": "PS",
    "occupied palestinian territory": "PS",
    "opt": "PS",
    "palestinian territories": "PS",
    "republic of congo": "CG",
    "republic of korea": "KR",
    "republic of moldova": "MD",
    "republic of south sudan": "SS",
    "reunion": "RE",
    "russia (soviet union)": "RU",
    "russian federation": "RU",
    "saint helena, ascension and tristan da cunha": "SH",
    "saint-barthelemy": "BL",
    "saint-martin": "MF",
    "sao tome and principe": "ST",
    "serbia (yugoslavia)": "RS",
    "south vietnam": "VN",
    "soviet union": "RU",
    "state of palestine": "PS",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "the gaza strip": "PS",
    "the netherlands": "NL",
    "turkiye": "TR",
    "türkiye": "TR",
    "u.k.": "GB",
    "u.s.": "US",
    "u.s.a.": "US",
    "uae": "AE",
    "uk": "GB",
    "united republic of tanzania": "TZ",
    "united states": "US",
    "venezuela (bolivarian republic of)": "VE",
    "viet nam": "VN",
    "vietnam (north vietnam)": "VN",
    "virgin islands, u.s.": "VI",
    "west bank": "PS",
    "west bank and gaza strip": "PS",
    "yemen (north yemen)": "YE",
    "zaire": "CD",
    "zimbabwe (rhodesia)": "ZW",
    "أفغانستان": "AF",
    "إسرائيل": "IL",
    "إيران": "IR",
    "الأردن": "JO",
    "السعودية": "SA",
    "السودان": "SD",
    "الصومال": "SO",
    "الضفة الغربية": "PS",
    "العراق": "IQ",
    "الكويت": "KW",
    "اليمن": "YE",
    "تركيا": "TR",
    "سوريا": "SY",
    "سورية": "SY",
    "غزة": "PS",
    "فلسطين": "PS",
    "قطاع غزة": "PS",
    "لبنان": "LB",
    "ليبيا": "LY",
    "مصر": "EG",
}


def country_of(text: str) -> str:
    """Alpha-2 code of a country as data sets write it, or of its name in any language; empty where unknown.

    Examples
    --------
    >>> country_of("SYR"), country_of("Yemen (North Yemen)"), country_of("Syrie"), country_of("Atlantis")
    ('SY', 'YE', 'SY', '')
    """
    folded = text.strip().casefold()
    found = codes.code_of_name(folded) or COUNTRIES.get(folded, "")
    if not found and len(folded) in {2, 3} and folded.isascii() and folded.isalpha():
        return _of_code(folded)
    return found or import_module("geostrike.gazetteer.countries").of_name(text)


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
    made = ", ".join([what or "Event", *dict.fromkeys(place for place in places if place)])
    return " ".join(made.split()) if "\n" in made else made
