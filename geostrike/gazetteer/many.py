"""Many names at once: sequences and single values broadcast into one question a name; decides nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from geostrike.errors import TableError

Point = tuple[float, float]
Question = tuple[str, str, Point | None]


def questions(names: Any, country: Any, near: Any) -> list[Question]:
    """Name, country and nearby point of each question; a single value counts for every name.

    Parameters
    ----------
    names, country : str, or sequence of str
        A missing value (None, NaN) is an empty text.
    near : None, (lon, lat), or sequence of pairs
        Degrees; a pair may be None or NaN.

    Raises
    ------
    TableError
        If lengths differ or a value is of the wrong sort, naming it.

    Examples
    --------
    >>> questions(["Aleppo", "Homs"], "SY", None)
    [('Aleppo', 'SY', None), ('Homs', 'SY', None)]
    """
    columns = {
        "names": _texts("names", names),
        "country": _texts("country", country),
        "near": _points(near),
    }
    lengths = {name: len(values) for name, values in columns.items() if isinstance(values, list)}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} holds {length}" for name, length in lengths.items())
        raise TableError(f"{told}; give one value for each name, or one for all.")
    count = next(iter(lengths.values()), 1)
    spread = (values if isinstance(values, list) else [values] * count for values in columns.values())
    return list(zip(*spread, strict=True))


def _texts(column: str, values: Any) -> list[str] | str:
    if values is None or isinstance(values, str):
        return values or ""
    if not isinstance(values, Iterable):
        raise TableError(f"{column} is {values!r}; give a text or a sequence of texts.")
    return [_text(column, at, value) for at, value in enumerate(values)]


def _text(column: str, at: int, value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if _missing(value):
        return ""
    raise TableError(f"{column}[{at}] is {value!r}; write a text.")


def _points(near: Any) -> list[Point | None] | Point | None:
    if near is None:
        return None
    values = list(near) if isinstance(near, Iterable) and not isinstance(near, str) else [near]
    if len(values) == 2 and not any(value is None or isinstance(value, Iterable) for value in values):
        return _point("near", values)
    return [None if _missing(value) else _point(f"near[{at}]", value) for at, value in enumerate(values)]


def _point(where: str, value: Any) -> Point | None:
    try:
        lon, lat = (float(part) for part in value)
    except (TypeError, ValueError):
        raise TableError(f"{where} is {value!r}; give a pair (lon, lat) in degrees.") from None
    if math.isnan(lon) and math.isnan(lat):
        return None
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise TableError(f"{where} is ({lon:g}, {lat:g}); give (lon, lat), at most 180 and 90 degrees.")
    return lon, lat


def _missing(value: Any) -> bool:
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and math.isnan(value)
