"""CSV of any common kind as text by column; large files go through pyarrow where it is there.

Nothing here knows what a column means.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path

from geostrike.errors import InputError, TableError
from geostrike.tables import headless, topmost
from geostrike.tables.cells import Cells, Read, columns_of, from_rows, named_columns, without_blank_rows

LARGE = 4 << 20  # bytes from which pyarrow is worth its import
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 26
_BEYOND = re.compile(rb"[\x80-\xff]+")
_TOGETHER = re.compile(rb"[\x80-\xff]{3,}")


def read_csv(path: Path) -> Cells:
    """Text of a CSV file: UTF-8, UTF-16, Windows-1252 or -1256; comma, semicolon, tab or bar.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the file is missing or unreadable.
    TableError
        If it holds no table, or a quotation mark in it is never closed.
    """
    encoding = _encoding(path)
    notes = [] if encoding == "utf-8-sig" else [f"{path.name} is not UTF-8; it is read as {encoding}."]
    (header, above, skip), delimiter = _header(path, encoding)
    if len(header) == 1 and (wrapped := _wrapped(path, encoding)):
        note = f"{path.name} has each row in one cell, in quotation marks; they are taken off."
        return without_blank_rows(replace(wrapped, notes=(*notes, note, *wrapped.notes)))
    names = headless.names_of(header)
    skip -= bool(names)
    found = None
    if path.stat().st_size >= LARGE and encoding == "utf-8-sig" and not _begins_with_sep(path, encoding):
        found = _through_arrow(path, len(header), delimiter, skip)
    if found is None:
        found = _through_csv(path, encoding, names or header, delimiter, skip)
    columns, rows, aside = found
    if above:
        notes.append(f"{path.name} has {above} lines above the names of its columns; they are left out.")
    if names:
        notes.append(f"{path.name} has no row of names; its cells are those of UCDP GED.")
    named, more = named_columns(path, names or header, columns)
    return without_blank_rows(Cells(path.name, named, rows, tuple(aside), (*notes, *more)))


def _wrapped(path: Path, encoding: str) -> Cells | None:
    """The table in a file of which each row is one cell; None where there is none."""
    with path.open(encoding=encoding, newline="") as file:
        lines = [record[0] for record in _records(path, _after_sep(file), ",") if len(record) == 1]
    rows = list(_records(path, lines, ","))
    return from_rows(path.name, rows[0], rows[1:]) if len(lines) > 1 and len(rows[0]) > 2 else None


def _encoding(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                return "utf-16"
            if start[1::2] == b"\x00\x00" and b"\x00" not in start[::2]:
                return "utf-16-le"
            if b"\x00" in start:
                raise TableError(f"{path.name} is no text; save the table as 'CSV UTF-8' and try again.")
            file.seek(0)
            decoder = codecs.getincrementaldecoder("utf-8")()
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _old_encoding(path)
    except OSError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    return "utf-8-sig"


def _old_encoding(path: Path) -> str:
    """Windows' Arabic encoding where letters beyond ASCII stand together, else its Western one."""
    content = path.read_bytes()
    beyond = sum(map(len, _BEYOND.findall(content)))
    together = sum(map(len, _TOGETHER.findall(content)))
    if 2 * together > beyond:
        return "cp1256"
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def _header(path: Path, encoding: str) -> tuple[tuple[list[str], int, int], str]:
    """What `topmost.find` finds, and the sign between the columns: the one that parts the most cells."""
    found, parted = {}, {}
    for sign in ",;\t|":
        with path.open(encoding=encoding, newline="", errors="replace") as file:
            rows = _top(_records(path, _after_sep(file), sign))
        found[sign] = topmost.find(rows)
        parted[sign] = sum(min(len(row), len(found[sign][0])) for row in rows)
    delimiter = max(parted, key=lambda sign: parted[sign])
    if not any(name.strip() for name in found[delimiter][0]):
        raise TableError(f"{path.name} has no header; write the names of the columns in its first row.")
    return found[delimiter], delimiter


def _top(records: Iterator[list[str]]) -> list[list[str]]:
    """The rows at the top that are not blank, as far as they can be read."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(records, topmost.ROWS))
    except TableError:  # it is said where the rows are read
        return rows[:1]
    return rows


def _begins_with_sep(path: Path, encoding: str) -> bool:
    with path.open(encoding=encoding, newline="") as file:
        return _is_sep(file.readline(20))


def _is_sep(line: str) -> bool:
    return line.strip().casefold().startswith("sep=") and len(line.strip()) <= 5


def _after_sep(file: io.TextIOWrapper) -> Iterator[str]:
    for at, line in enumerate(file):
        if at or not _is_sep(line):
            yield line


def _records(
    path: Path, lines: Iterable[str], delimiter: str, *, strict: bool = False
) -> Iterator[list[str]]:
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    began = 1
    try:
        for record in reader:
            began = reader.line_num + 1
            if record:
                yield record
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        fault = "a quotation mark is opened and never closed" if unclosed else str(error)
        raise TableError(
            f"{path.name} cannot be read from line {began} on ({fault}); close or double the quotation mark "
            "in the row that begins there, or get the file again if it breaks off.",
            unclosed=unclosed,
        ) from None
    except UnicodeDecodeError:
        raise TableError(f"{path.name} breaks off within a letter; save it as 'CSV UTF-8' again.") from None
    finally:
        csv.field_size_limit(before)


def _through_csv(path: Path, encoding: str, header: Sequence[str], delimiter: str, skip: int) -> Read:
    try:
        return _all_records(path, encoding, header, delimiter, skip, strict=True)
    except TableError as error:
        if error.facts.get("unclosed"):
            raise
    return _all_records(path, encoding, header, delimiter, skip, strict=False)


def _all_records(
    path: Path, encoding: str, header: Sequence[str], delimiter: str, skip: int, *, strict: bool
) -> Read:
    with path.open(encoding=encoding, newline="") as file:
        records = _records(path, _after_sep(file), delimiter, strict=strict)
        return columns_of(header, enumerate(islice(records, skip, None), 1), fill=False)


def _through_arrow(path: Path, width: int, delimiter: str, skip: int) -> Read | None:
    """The same through pyarrow; None where it is missing or the csv module must look at the rows."""
    try:
        module = import_module("geostrike.tables.arrowcells")
    except ImportError:
        return None
    found: Read | None = module.read_csv(path, width, delimiter, skip)
    return found
