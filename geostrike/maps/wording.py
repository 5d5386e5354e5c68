"""Numbers, dates, lengths and coordinates as the page words them; knows no event and no markup."""

from __future__ import annotations

import re
from math import ceil, log10

from geostrike.maps.strings import apart, country, months, say, spoken
from geostrike.model import Place

_ISO = re.compile(
    r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T(\d\d:\d\d)(Z)?)?(\b.*)?\Z", re.DOTALL
)


def number(value: float) -> str:
    """A number with thousands separated and no needless decimals.

    Examples
    --------
    >>> number(1250.0), number(0.5)
    ('1,250', '0.5')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def day(iso: str, *, short: bool = False) -> str:
    """An ISO date, month, year or span as people write it.

    Examples
    --------
    >>> day("2024-02-03"), day("2024-02"), day("2021-06-28", short=True)
    ('3 February 2024', 'February 2024', '28 Jun 2021')
    >>> day("2024-02-02/2024-02-03"), day("2021-06-28/2021-07-02")
    ('2–3 February 2024', '28 June – 2 July 2021')
    """
    first, _, last = iso.partition("/")
    if not last or last == first:
        return _one_day(first, short=short)
    head, tail = _one_day(first, short=short).split(" "), _one_day(last, short=short).split(" ")
    shared = 0
    while shared < min(len(head), len(tail)) - 1 and head[-1 - shared] == tail[-1 - shared]:
        shared += 1
    kept = head[: len(head) - shared]
    dash = "–" if len(kept) == 1 else " – "
    return " ".join(kept) + dash + " ".join(tail)


def _one_day(iso: str, *, short: bool) -> str:
    year, _, rest = iso.partition("-")
    month, _, date = rest.partition("-")
    names = months(short=short)
    words = [str(int(date))] if date else []
    return " ".join([*words, *([names[int(month) - 1]] if month else []), year])


def moment(text: str) -> str:
    """A time claim's value: ISO dates and times in words, anything else as it is.

    Examples
    --------
    >>> moment("2021-06-27T22:00Z"), moment("2021-02"), moment("lasted 30 minutes")
    ('27 June 2021, 22:00 UTC', 'February 2021', 'lasted 30 minutes')
    """
    found = _ISO.match(text)
    if not found:
        return text
    date, clock, utc, rest = found.groups()
    time = [f"{clock}{' UTC' if utc else ''}"] if clock else []
    return f"{say('comma').join([day(date), *time])}{rest or ''}"


def day_of_month(iso: str) -> str:
    """A date without its year, for figures whose year the reader knows.

    Examples
    --------
    >>> day_of_month("2021-03-01")
    '1 March'
    """
    words = day(iso).split(" ")
    return " ".join(words[:-1]) or iso


def length(metres: float) -> str:
    """A length in metres below one kilometre, in kilometres above, with digits that it can bear.

    Examples
    --------
    >>> length(138.4), length(9843), length(330_400)
    ('138 m', '9.8 km', '330 km')
    """
    return _with_unit(*_figure(metres))


def radius(metres: float) -> str:
    """A radius, which is a round number as a rule, without a decimal that it does not need.

    Examples
    --------
    >>> radius(3000), radius(2500), radius(71)
    ('3 km', '2.5 km', '71 m')
    """
    return length(metres).replace(".0 ", " ")


def interval(low_m: float, high_m: float) -> str:
    """Two lengths with one unit where one is enough.

    Examples
    --------
    >>> interval(32, 244), interval(0, 2240), interval(77_850, 101_870)
    ('32 to 244 m', '0 to 2.2 km', '78 to 102 km')
    >>> interval(12_723, 12_731), interval(138.2, 138.4)
    ('12.72 to 12.73 km', '138.2 to 138.4 m')
    """
    (low, low_unit), (high, high_unit) = _figure(low_m), _figure(high_m)
    if low_unit == high_unit == "km" and "." not in high:
        low = f"{low_m / 1000:,.0f}"
    scale = 1000 if high_unit == "km" else 1
    for digits in range(1, 5):
        if (low, low_unit) == (high, high_unit) and low_m != high_m:
            low, high = f"{low_m / scale:,.{digits}f}", f"{high_m / scale:,.{digits}f}"
    if low_unit == high_unit or low == "0":
        return say("range", low=low, high=_with_unit(high, high_unit))
    return say("range", low=_with_unit(low, low_unit), high=_with_unit(high, high_unit))


def _with_unit(figure: str, unit: str) -> str:
    return say("metres" if unit == "m" else "kilometres", n=figure)


def _figure(metres: float) -> tuple[str, str]:
    if round(metres) < 1000:
        return f"{metres:.0f}", "m"
    kilometres = metres / 1000
    return (f"{kilometres:.1f}" if kilometres < 99.95 else f"{kilometres:,.0f}"), "km"


def rights(attribution: str, licence: str) -> str:
    """Whom data are by and under which licence, which an attribution may name already.

    Examples
    --------
    >>> rights("© OpenStreetMap contributors, ODbL 1.0", "ODbL-1.0")
    '© OpenStreetMap contributors, ODbL 1.0'
    >>> rights("Made with Natural Earth", "public domain")
    'Made with Natural Earth, public domain'
    """
    named = licence.replace("-", " ").casefold() in attribution.replace("-", " ").casefold()
    return attribution if named else f"{attribution}, {licence}"


def border(pair: str) -> str:
    """A border id such as IRQ-SYR as a reader names it.

    Examples
    --------
    >>> border("IRQ-SYR")
    'Iraq–Syria'
    """
    return "–".join(country(code) for code in pair.split("-"))


def place_name(place: Place) -> str:
    """A place of the gazetteer by its name in the language that is spoken, where it has one there."""
    return place.names_ar[0] if spoken() == "ar" and place.names_ar else place.name


def coordinates(lon: float, lat: float, radius_m: float) -> str:
    """Latitude and longitude with as many digits as the radius can bear: half the last one is not above it.

    Examples
    --------
    >>> coordinates(40.97452, 34.39841, 100)
    '34.398° N, 40.975° E'
    """
    places = digits(radius_m)
    north = say("north") if lat >= 0 else say("south")
    east = say("east") if lon >= 0 else say("west")
    pairs = ((lat, north), (lon, east))
    return say("comma").join(f"{apart(f'{abs(value):.{places}f}°')} {side}" for value, side in pairs)


def digits(radius_m: float) -> int:
    """How many decimals of a degree a radius can bear.

    Examples
    --------
    >>> digits(100), digits(12_000)
    (3, 1)
    """
    return min(max(ceil(log10(55_660 / radius_m)), 0), 6)


__all__ = [
    "border",
    "coordinates",
    "day",
    "day_of_month",
    "digits",
    "interval",
    "length",
    "moment",
    "number",
    "place_name",
    "radius",
    "rights",
]
