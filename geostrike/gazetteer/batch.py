"""Names by the line: each line in, a name or a JSON object, gives one answer; no line is dropped."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from geostrike.borders.codes import alpha2
from geostrike.errors import GeostrikeError, InputError
from geostrike.gazetteer.answer import Answer
from geostrike.gazetteer.context import resolve_document
from geostrike.gazetteer.many import Question
from geostrike.gazetteer.resolver import Gazetteer, Point

_HALF = re.compile("[\ud800-\udfff]")
_LONGEST_WHY = 400  # characters
_CHUNK = 1 << 16
TOGETHER = 256  # lines that are looked up at once where so many are there
LONGEST = 1_000  # lines of one document that are held at once
Line = Answer | tuple[str, Question]  # a line that cannot be read, or its document and question


def answers(gazetteer: Gazetteer, blocks: Iterable[Sequence[bytes]]) -> Iterator[Answer]:
    r"""Answer of each line, in order.

    Parameters
    ----------
    gazetteer : Gazetteer
        Where to look.
    blocks : iterable of sequences of bytes
        Lines, those of a block looked up together. Each is a name, or an object
        ``{"name", "country", "near": [lon, lat], "document"}`` whose other members are ignored; a blank or
        unreadable line is unknown. Lines that follow each other with the same `document`, up to 1,000, are
        resolved together (`geostrike.gazetteer.context`).

    Examples
    --------
    >>> from geostrike import gazetteer
    >>> [answer.status for answer in answers(gazetteer.load(), [[b"al-Bukamal\n", b"\n"], [b"\xff\n"]])]
    ['resolved', 'unknown', 'unknown']
    """
    held: list[Line] = []
    document = ""
    for block in blocks:
        for line in map(_read, block):
            named = "" if isinstance(line, Answer) else line[0]
            if held and (named != document or len(held) == LONGEST):
                yield from _together(gazetteer, document, held)
                held = []
            document = named
            held.append(line)
        if not document:
            yield from _together(gazetteer, document, held)
            held = []
    yield from _together(gazetteer, document, held)


def blocks_of(source: Path | BinaryIO, most: int = TOGETHER) -> Iterator[list[bytes]]:
    """Lines of a file or stream, split on newline bytes only, as many at once as there are, up to a number.

    Raises
    ------
    InputError
        If a file is missing or cannot be read.
    """
    if not isinstance(source, Path):
        yield from _blocks(source, most)
        return
    try:
        with source.open("rb") as file:
            yield from _blocks(file, most)
    except OSError as error:
        raise InputError(f"{source} cannot be read ({error.strerror}); check the path.") from None


def _blocks(stream: Any, most: int) -> Iterator[list[bytes]]:
    rest: list[bytes] = []
    while chunk := stream.read1(_CHUNK):
        *whole, last = chunk.split(b"\n")
        if whole:
            whole[0] = b"".join([*rest, whole[0]])
            rest = []
            yield from (whole[at : at + most] for at in range(0, len(whole), most))
        rest.append(last)
    if any(rest):
        yield [b"".join(rest)]


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


def _together(gazetteer: Gazetteer, document: str, held: Sequence[Line]) -> Iterator[Answer]:
    """Answers of lines, those of one document resolved together; what cannot be asked is no evidence."""
    asked = [line if isinstance(line, Answer) else _checked(line[1]) for line in held]
    good = [question for question in asked if not isinstance(question, Answer)]
    columns = [list(column) for column in zip(*good, strict=True)]
    many = partial(resolve_document, gazetteer) if document else gazetteer.resolve_many
    found = iter(many(columns[0], country=columns[1], near=columns[2]) if good else ())
    for question in asked:
        yield question if isinstance(question, Answer) else next(found)


def _checked(question: Question) -> Answer | Question:
    """Return the question, or the answer that there is no such country."""
    try:
        if question[1]:
            alpha2(question[1])
    except GeostrikeError as error:
        return _unknown(question[0], str(error))
    return question


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
