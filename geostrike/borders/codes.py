"""ISO 3166 codes of countries: alpha-2, alpha-3 and a short English name; knows no geometry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from geostrike.errors import BorderError
from geostrike.files import data_path, read_text


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory that has its own ISO 3166 code (XK and XKX stand for Kosovo)."""

    alpha2: str
    alpha3: str
    name: str


def alpha2(text: str) -> str:
    """Alpha-2 code of a country given by its alpha-2 or alpha-3 code in any case.

    Parameters
    ----------
    text : str
        A code such as ``SY``, ``syr``.

    Raises
    ------
    BorderError
        If there is no such code; the message names near ones.

    Examples
    --------
    >>> alpha2("irq")
    'IQ'
    """
    return _find(text).alpha2


def alpha3(text: str) -> str:
    """Alpha-3 code of a country given by its alpha-2 or alpha-3 code in any case.

    Parameters
    ----------
    text : str
        A code such as ``SY``, ``syr``.

    Raises
    ------
    BorderError
        If there is no such code; the message names near ones.

    Examples
    --------
    >>> alpha3("SY")
    'SYR'
    """
    return _find(text).alpha3


def country_name(code: str) -> str:
    """Short English name of a country given by its code.

    Parameters
    ----------
    code : str
        Alpha-2 or alpha-3 code in any case.

    Raises
    ------
    BorderError
        If there is no such code.

    Examples
    --------
    >>> country_name("JO")
    'Jordan'
    """
    return _find(code).name


def code_of_name(text: str) -> str:
    """Alpha-2 code of a country given by its short English name in any case; empty where it is none.

    Parameters
    ----------
    text : str
        A name such as ``Syria``.

    Examples
    --------
    >>> code_of_name("syria"), code_of_name("Paris")
    ('SY', '')
    """
    return _codes_of_names().get(text.strip().casefold(), "")


@cache
def _codes_of_names() -> dict[str, str]:
    return {country.name.casefold(): country.alpha2 for country in _countries().values()}


def _find(text: str) -> Country:
    known = _countries()
    code = text.strip().upper()
    if code in known:
        return known[code]
    named = {country.name.casefold(): country for country in known.values()}
    near = [named[name].alpha3 for name in get_close_matches(text.strip().casefold(), named, 3)]
    near += get_close_matches(code, [key for key in known if len(key) == 3], 3)
    hint = ", ".join(f"{key} ({known[key].name})" for key in dict.fromkeys(near)) or "SYR (Syria)"
    raise BorderError(
        f"{text!r} is not an ISO 3166 country code; write two or three letters, for example {hint}.",
        text=text,
    )


@cache
def _countries() -> dict[str, Country]:
    rows = csv.DictReader(read_text(data_path("borders", "countries.csv")).splitlines())
    countries = [Country(row["alpha2"], row["alpha3"], row["name"]) for row in rows]
    return {code: country for country in countries for code in (country.alpha2, country.alpha3)}
