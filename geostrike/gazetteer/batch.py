"""Names by the line: each line in, a name or a JSON object, gives one answer; no line is dropped."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geostrike.borders.codes import alpha2
from geostrike.errors import GeostrikeError, InputError
from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.context import resolve_document
from geostrike.gazetteer.many import Question
from geostrike.gazetteer.resolver import Gazetteer, Point

_HALF = re.compile("[\ud800-\udfff]")
_LONGEST_WHY = 400  # characters
LONGEST = 1_000  # lines of one document that are held at once
Line = Answer | tuple[str, Question]  # a line that cannot be read, or its document and question


def answers(gazetteer: Gazetteer, lines: Iterable[bytes]) -> Iterator[Answer]:
    r"""Answer of each line, in order.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    lines : iterable of bytes
        Each a name, or an object ``{"name", "country", "near": [lon, lat], "document"}`` whose other members
        are ignored; a blank or unreadable line is unknown. Lines that follow each other with the same
        `document`, up to 1,000, are resolved together (`geostrike.gazetteer.context`).

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> [answer.status for answer in answers(gazetteer.load(), [b"al-Bukamal\n", b"\n", b"\xff\n"])]
    ['resolved', 'unknown', 'unknown']
    """
    held: list[Question] = []
    document = ""
    for line in map(_read, lines):
        named = "" if isinstance(line, Answer) else line[0]
        if held and (named != document or len(held) == LONGEST):
            yield from _together(gazetteer, held)
            held = []
        document = named
        if isinstance(line, Answer):
            yield line
        elif named:
            held.append(line[1])
        else:
            yield _answer(gazetteer, line[1])
    yield from _together(gazetteer, held)


def lines_of(path: Path) -> Iterator[bytes]:
    """Lines of a file, split on newline bytes only.

    Raises
    ------
    InputError
        If it is missing or cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None


def _read(line: bytes) -> Line:
    text = line.rstrip(b"\n").rstrip(b"\r").removeprefix(BOM_UTF8)
    try:
        return _parsed(text.decode("utf-8"))
    except UnicodeDecodeError:
        return _unknown(text.decode("utf-8", "replace"), "The line is not UTF-8 text.")


def _parsed(text: str) -> Line:
    if not text.lstrip().startswith("{"):
        return "", (text, "", None)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _unknown(text, f"The line is no name and no JSON object ({error}).")
    try:
        document = given.get("document")
        return "" if document is None else json.dumps(document), _members(given)
    except (ValueError, RecursionError) as error:
        return _unknown(_name(given, text), f"The object of the line is not read: {error}.")


def _answer(gazetteer: Gazetteer, question: Question) -> Answer:
    name, country, near = question
    try:
        return gazetteer.resolve(name, country=country, near=near)
    except GeostrikeError as error:
        return _unknown(name, str(error))


def _together(gazetteer: Gazetteer, held: list[Question]) -> Iterator[Answer]:
    """Answers of the lines of one document; a line whose country is none is unknown and no evidence."""
    good = [question for question in held if _is_country(question[1])]
    columns = [list(column) for column in zip(*good, strict=True)]
    found = iter(resolve_document(gazetteer, columns[0], country=columns[1], near=columns[2]) if good else ())
    for question in held:
        yield next(found) if _is_country(question[1]) else _answer(gazetteer, question)


def _is_country(code: str) -> bool:
    try:
        return not code or bool(alpha2(code))
    except GeostrikeError:
        return False


def _name(given: dict[str, Any], text: str) -> str:
    name = given.get("name")
    return name if isinstance(name, str) and not _HALF.search(name) else text


def _members(given: dict[str, Any]) -> Question:
    near = given.get("near")
    name, country = (_text(given, member) for member in ("name", "country"))
    return name, country, None if near is None else _point(near)


def _text(given: dict[str, Any], member: str) -> str:
    value = given.get(member)
    if value is None and member == "country":
        return ""
    if not isinstance(value, str) or _HALF.search(value):
        raise ValueError(f"its {member} is no text")
    return value


def _point(near: Any) -> Point:
    if not (isinstance(near, list) and len(near) == 2 and all(type(part) in {int, float} for part in near)):
        raise ValueError("its near is no [lon, lat]")
    lon, lat = near
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise ValueError("its near is [lon, lat] in degrees, and this is out of range")
    return float(lon), float(lat)


def _unknown(query: str, why: str) -> Answer:
    return Answer(
        query=query,
        status="unknown",
        score=0.0,
        why=why if len(why) <= _LONGEST_WHY else f"{why[:_LONGEST_WHY]}...",
    )
