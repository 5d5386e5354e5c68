"""The members of a JSON object, one after another, features of a collection one by one; knows no point."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from geostrike.errors import InputError, TableError

_CHUNK = 1 << 20
_LONGEST = 1 << 28  # a feature longer than this is a file that is not closed


def members(path: Path) -> Iterator[tuple[str, Any]]:
    """Name and value of each member of the object in a file.

    The value of ``features`` is an iterator of pairs: a feature and the number of bytes read. It is
    to be run through before the next member.

    Parameters
    ----------
    path : pathlib.Path
        A JSON file.

    Raises
    ------
    InputError
        If the file cannot be read.
    TableError
        If it is no JSON object.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _members(_Text(path, file))
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} is not UTF-8 text (byte {error.start}); save it again.") from None
    except OSError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None


class _Text:
    """The text of a file from a place on, read as it is needed."""

    def __init__(self, path: Path, file: TextIOWrapper) -> None:
        self.path, self.file = path, file
        self.held, self.at, self.behind = "", 0, 0
        self.decoder = json.JSONDecoder()

    def done(self) -> int:
        """Characters behind the place."""
        return self.behind + self.at

    def read(self) -> int:
        """Bytes of the file that have been read."""
        return int(self.file.buffer.tell())  # type: ignore[attr-defined] # a buffer has a place

    def sign(self) -> str:
        """The next sign that is no space, empty at the end; the place stays before it."""
        while True:
            while self.at < len(self.held) and self.held[self.at].isspace():
                self.at += 1
            if self.at < len(self.held):
                return self.held[self.at]
            if not self._more():
                return ""

    def expect(self, *signs: str) -> str:
        """Go on behind one of these signs."""
        found = self.sign()
        if found not in signs or not found:
            self.fail()
        self.at += 1
        return found

    def value(self) -> Any:
        """Go on behind a value."""
        self.sign()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.held, self.at)
            except (json.JSONDecodeError, RecursionError):
                end = len(self.held)
                found = None
            if end < len(self.held):
                self.at = end
                return found
            if len(self.held) - self.at > _LONGEST or not self._more():
                self.fail()

    def fail(self) -> NoReturn:
        """Say that the file is no JSON object."""
        raise TableError(f"{self.path.name} is no GeoJSON near character {self.done()}; save it again.")

    def _more(self) -> bool:
        chunk = self.file.read(max(_CHUNK, len(self.held) - self.at))
        self.behind += self.at
        self.held, self.at = self.held[self.at :] + chunk, 0
        return bool(chunk)


def _members(text: _Text) -> Iterator[tuple[str, Any]]:
    text.expect("{")
    if text.sign() == "}":
        return
    while True:
        name = text.value()
        if not isinstance(name, str):
            text.fail()
        text.expect(":")
        yield name, _features(text) if name == "features" else text.value()
        if text.expect(",", "}") == "}":
            return


def _features(text: _Text) -> Iterator[tuple[dict[str, Any], int]]:
    text.expect("[")
    if text.sign() == "]":
        text.expect("]")
        return
    while True:
        feature = text.value()
        if not isinstance(feature, dict):
            text.fail()
        yield feature, text.read()
        if text.expect(",", "]") == "]":
            return
