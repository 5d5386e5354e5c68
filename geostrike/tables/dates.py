"""Dates as people and data sets write them, a column at a time; an ambiguous 03/04/2021 is never guessed.

Whether the day or the month comes first is decided for a whole column, by its rows that read one way only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as calendar

from geostrike.tables import missing, monthnames
from geostrike.tables.cells import Texts, texts

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_CLOCK = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?\s*(?P<half>[AaPp][Mm])?"
    r"\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?"
)
_ISO = re.compile(r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?" + _CLOCK)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)")
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<sign>[/.\- ])(?P<b>\d{1,2})(?P=sign)(?P<y>\d{4}|\d\d)" + _CLOCK)
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]+,\s*)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-/.]+)?(?P<name>[A-Za-z]{3,9})\.?[\s\-/,.]+(?P<y>\d{4}|\d\d)"
    + _CLOCK
)
_MONTH_FIRST = re.compile(
    r"(?:[A-Za-z]+,\s*)?(?P<name>[A-Za-z]{3,9})\.?[\s\-]+(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s\-,]+(?P<y>\d{4})"
    + _CLOCK
)
_EPOCH = re.compile(r"\d{12,13}")  # milliseconds since 1970, as JSON of pandas and of web services has them
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of a column.

    Attributes
    ----------
    iso, time : ndarray of str
        ISO date, and HH:MM where the cell holds a time other than midnight; empty for nothing.
    wrong : dict of int to str
        Why a cell cannot be read, by its place.
    order : str
        ``dmy`` or ``mdy`` as the column shows; empty where no cell depends on it.
    """

    iso: Texts
    time: Texts
    wrong: dict[int, str]
    order: str = ""


def read(column: Texts, *, order: str = "", name: str = "date") -> Dates:
    """Dates of a column of texts.

    Parameters
    ----------
    column : ndarray of str
        Texts as typed; empty ones have no date.
    order : str
        ``dmy`` or ``mdy`` where the format says which comes first.
    name : str
        The column, for reasons.

    Examples
    --------
    >>> read(texts(["12 March 2019", "2019-03", "03/04/2021"])).iso.tolist()
    ['2019-03-12', '2019-03', '']
    >>> read(texts(["03/04/2021", "13/04/2021"])).iso.tolist()
    ['2021-04-03', '2021-04-13']
    """
    values = dict.fromkeys(column)
    decided = order or _order(values)
    found = {value: _read(value, decided) for value in values}
    iso, time, why = ({value: each[part] for value, each in found.items()} for part in range(3))
    held = column.tolist() if any(why.values()) else []
    return Dates(
        iso=texts(map(iso.__getitem__, column)),
        time=texts(map(time.__getitem__, column)),
        wrong={at: f"{name} is {value[:40]!r}; {why[value]}" for at, value in enumerate(held) if why[value]},
        order=decided,
    )


def _order(values: Iterable[str]) -> str:
    """What comes first in a column: known where its clear cells agree."""
    seen = set()
    for value in values:
        match = _NUMBERS.fullmatch(value)
        if match and match["sign"] != ".":
            a, b = int(match["a"]), int(match["b"])
            seen |= {"dmy"} if a > 12 >= b else {"mdy"} if b > 12 >= a else set()
    return seen.pop() if len(seen) == 1 else ""


def _read(value: str, order: str) -> tuple[str, str, str]:
    """ISO date, time, and what is wrong."""
    if missing.unsaid(value):
        return "", "", ""
    if _EPOCH.fullmatch(value):
        value = f"{datetime.fromtimestamp(int(value) / 1000, UTC):%Y-%m-%d %H:%M}"
    value = monthnames.english(value)
    for pattern in (_ISO, _COMPACT):
        if match := pattern.fullmatch(value):
            return _made(match, match["y"], match["m"], match["d"])
    if match := _NUMBERS.fullmatch(value):
        return _numeric(match, order)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if (match := pattern.fullmatch(value)) and (month := _month(match["name"])):
            return _made(match, _year(match["y"]), str(month), match["d"])
    if _SERIAL.fullmatch(value):
        return "", "", "that is a spreadsheet's number of a day; give its cells the format of a date"
    return "", "", "write a date such as 2024-02-03 or 2024-02"


def _numeric(match: re.Match[str], order: str) -> tuple[str, str, str]:
    a, b, year = match["a"], match["b"], _year(match["y"])
    if match["sign"] == "." or int(a) > 12 or int(a) == int(b) or not int(a) * int(b):
        return _made(match, year, b, a)
    if int(b) > 12:
        return _made(match, year, a, b)
    if order:
        return _made(match, year, b, a) if order == "dmy" else _made(match, year, a, b)
    first, second = (f"{int(x)} {_LONG[int(y) - 1].title()}" for x, y in ((a, b), (b, a)))
    return (
        "",
        "",
        f"it can be read as {first} or {second}; write {year}-{int(b):02d}-{int(a):02d} or the other",
    )


def _made(match: re.Match[str], year: str, month: str | None, day: str | None) -> tuple[str, str, str]:
    try:
        calendar(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return "", "", "there is no such day"
    iso = "-".join([f"{int(year):04d}", *(f"{int(part):02d}" for part in (month, day) if part)])
    return iso, _time(match), ""


def _time(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if not groups.get("hour"):
        return ""
    hour, half = int(groups["hour"]), (groups["half"] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return "" if hour > 23 or (hour == 0 and groups["minute"] == "00") else f"{hour:02d}:{groups['minute']}"


def _year(text: str) -> str:
    """Four digits; two of them mean 1970 to 2069."""
    return text if len(text) == 4 else f"{'19' if int(text) >= 70 else '20'}{text}"


def _month(name: str) -> int:
    folded = name.casefold()
    if folded in _LONG:
        return _LONG.index(folded) + 1
    return _MONTHS.index(folded[:3]) + 1 if folded in {*_MONTHS, "sept"} else 0
