"""Workbooks that would ask for more memory than there is, refused before they are opened; reads no cell.

A sheet is held as a whole rectangle: one stray cell far from the others makes it as wide and high as that.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from geostrike.errors import TableError
from geostrike.tables import unpacking

MOST = 60_000_000  # cells of a sheet; 400,000 rows of 49 columns are 20 million
_CHUNK = 1 << 22
_LARGEST = 1 << 32  # bytes of a workbook unpacked
_FAR = re.compile(rb"\br\s*=\s*[\"']([A-Z]{3,}[0-9]+|[A-Z]{1,2}[0-9]{5,})[\"']", re.IGNORECASE)
_COLUMN = re.compile(rb"\br\s*=\s*[\"']([A-Z]+)[0-9]", re.IGNORECASE)


def check(path: Path) -> None:
    """Refuse a workbook whose cells span too wide a rectangle.

    Parameters
    ----------
    path : pathlib.Path
        A workbook; one that is no zip file is let through.

    Raises
    ------
    InputError
        If it cannot be read.
    TableError
        If it is too large, or cannot be unpacked.
    """
    with unpacking.of(path):
        if not zipfile.is_zipfile(path):
            return
        with zipfile.ZipFile(path) as book:
            if sum(part.file_size for part in book.infolist()) > _LARGEST:
                raise TableError(f"{path.name} unpacks to more than 4 GB; save the sheet as CSV.")
            for name in book.namelist():
                if name.endswith(".bin") and name.startswith("xl/workbook"):
                    raise TableError(f"{path.name} is a binary workbook; save it again as .xlsx.")
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_sheet(path, book, name)


def _check_sheet(path: Path, book: zipfile.ZipFile, name: str) -> None:
    far = {found for chunk in _chunks(book, name) for found in _FAR.findall(chunk)}
    if not far:
        return  # at most 702 columns and 9,999 rows
    columns = {found for chunk in _chunks(book, name) for found in _COLUMN.findall(chunk)}
    rows = [int(re.sub(rb"\D", b"", each)) for each in far]
    height, width = max(*rows, 9_999), max(map(_number, columns))
    if height * width > MOST:
        most = max(far, key=lambda each: (len(each), each)).decode()
        raise TableError(
            f"{path.name} has a cell at {most[:12]}, far from the others; delete empty rows and columns, or "
            "save the sheet as CSV."
        )


def _chunks(book: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The text of a part, in pieces that overlap by more than a reference."""
    with book.open(name) as part:
        kept = b""
        while chunk := part.read(_CHUNK):
            yield kept + chunk
            kept = chunk[-64:]


def _number(letters: bytes) -> int:
    """Number of a column by its letters, from 1."""
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found
