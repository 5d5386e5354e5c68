"""Names by the line: each line in, a name or a JSON object, gives one answer; no line is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from geostrike.errors import GeostrikeError
from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.resolver import Gazetteer, Point


def answers(gazetteer: Gazetteer, lines: Iterable[bytes]) -> Iterator[Answer]:
    r"""Answer of each line, in order.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    lines : iterable of bytes
        Each a name, or an object ``{"name", "country", "near": [lon, lat]}`` whose other members are ignored;
        a blank or unreadable line is unknown.

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> [answer.status for answer in answers(gazetteer.load(), [b"al-Bukamal\n", b"\n", b"\xff\n"])]
    ['resolved', 'unknown', 'unknown']
    """
    for line in lines:
        text = line.rstrip(b"\n").rstrip(b"\r")
        try:
            yield _answer(gazetteer, text.decode("utf-8"))
        except UnicodeDecodeError:
            yield _unknown(text.decode("utf-8", "replace"), "The line is not UTF-8 text.")


def _answer(gazetteer: Gazetteer, text: str) -> Answer:
    if not text.lstrip().startswith("{"):
        return gazetteer.resolve(text)
    try:
        name, country, near = _members(json.loads(text))
    except (ValueError, RecursionError) as error:
        return _unknown(text, f"The line is no name and no JSON object with a name ({error}).")
    try:
        return gazetteer.resolve(name, country=country, near=near)
    except GeostrikeError as error:
        return _unknown(name, str(error))


def _members(given: dict[str, Any]) -> tuple[str, str, Point | None]:
    name, country, near = given.get("name"), given.get("country") or "", given.get("near")
    if not isinstance(name, str) or not isinstance(country, str):
        raise ValueError("name and country are texts")  # noqa: TRY004  (of the JSON, not of the call)
    if near is None:
        return name, country, None
    if not (isinstance(near, list) and len(near) == 2 and all(type(part) in {int, float} for part in near)):
        raise ValueError("near is [lon, lat]")
    lon, lat = (float(part) for part in near)
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise ValueError("near is [lon, lat] in degrees, and this is out of range")
    return name, country, (lon, lat)


def _unknown(query: str, why: str) -> Answer:
    return Answer(query=query, status="unknown", score=0.0, why=why)
