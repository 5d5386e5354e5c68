"""Readers of the gazetteer sources that are tables of places in our own columns; a row becomes a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from geostrike.borders.codes import alpha2
from geostrike.errors import GeostrikeError, TableError
from geostrike.files import read_text
from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Record

PLACES_COLUMNS = (
    "id", "name", "names", "names_ar", "kind", "country", "lon", "lat", "radius_m", "source", "licence",
    "note",
)  # fmt: skip
_TOLD = 20  # rows


def places_csv(path: Path) -> Iterator[Record]:
    """Records of a hand-made table of places (columns `PLACES_COLUMNS`, variants parted by ``|``).

    Raises
    ------
    TableError
        Naming the row and the field that cannot be read.
    """
    for number, row in _rows(path):
        yield _place(path, number, row)


def own_places(path: Path) -> list[Record]:
    """Records of a user's own table of places, checked more strictly: each place says whence and how exactly.

    Parameters
    ----------
    path : pathlib.Path
        A table with the columns of `places_csv`, parted by commas or semicolons.

    Raises
    ------
    TableError
        With a sentence for each row that cannot be taken.
    """
    found: dict[str, tuple[int, Record]] = {}
    wrong = []
    for number, row in _rows(path):
        try:
            record = _own(path, number, row)
            if record.id in found:
                raise TableError(
                    f"{path.name} row {number}: id {record.id!r} stands in row {found[record.id][0]} too; "
                    "give each place an id of its own."
                )
            found[record.id] = number, record
        except GeostrikeError as error:
            wrong.append(str(error))
    if wrong:
        more = [f"{len(wrong) - _TOLD} more rows are wrong."] if len(wrong) > _TOLD else []
        raise TableError("\n".join(wrong[:_TOLD] + more), rows=len(wrong))
    if not found:
        raise TableError(f"{path.name} holds no place; write one a row below the header.")
    return [record for _, record in found.values()]


def _own(path: Path, number: int, row: dict[str, str]) -> Record:
    for name in ("source", "radius_m"):
        if not row[name]:
            raise TableError(f"{path.name} row {number}: {name} is empty; it is required.")
    if row["kind"] and row["kind"] not in kinds.KINDS:
        near = get_close_matches(row["kind"], kinds.KINDS, 1) or sorted(kinds.KINDS)
        raise TableError(
            f"{path.name} row {number}: kind is {row['kind']!r}, which is none; write for example "
            f"{near[0]!r}."
        )
    if float(_number(path, number, row, "radius_m", 20_037_508)) <= 0:
        raise TableError(
            f"{path.name} row {number}: radius_m is {row['radius_m']!r}; write how many metres the place may "
            "lie off its point, more than 0."
        )
    try:
        code = alpha2(row["country"]) if row["country"] else ""
    except GeostrikeError as error:
        raise TableError(f"{path.name} row {number}: country: {error}") from None
    return _place(path, number, row | {"country": code})


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and cells of each row that is not blank, the first below the header being 1."""
    text = read_text(path)
    head = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    try:
        missing = [name for name in PLACES_COLUMNS if name not in (rows.fieldnames or [])]
        if missing:
            raise TableError(
                f"{path.name} lacks the column {missing[0]}; it needs {', '.join(PLACES_COLUMNS)}."
            )
        for number, row in enumerate(rows, 1):
            if None in row:
                raise TableError(
                    f"{path.name} row {number} has more cells than the header; quote text with commas."
                )
            yield number, {name: (value or "").strip() for name, value in row.items()}
    except csv.Error as error:
        raise TableError(f"{path.name} cannot be read as CSV ({error}); save it as 'CSV UTF-8'.") from None


def _place(path: Path, number: int, row: dict[str, str]) -> Record:
    for name in ("id", "name", "kind", "source"):
        if not row[name]:
            raise TableError(f"{path.name} row {number}: {name} is empty; it is required.")
    lon, lat = _number(path, number, row, "lon", 180), _number(path, number, row, "lat", 90)
    names = [text.strip() for column in ("names", "names_ar") for text in row[column].split("|")]
    return Record(
        id=row["id"],
        name=row["name"],
        names=tuple(text for text in names if text),
        kind=row["kind"],
        country=row["country"].upper(),
        lon=lon,
        lat=lat,
        radius_m=round(max(_number(path, number, row, "radius_m", 20_037_508), 1))
        if row["radius_m"]
        else kinds.radius_m(row["kind"], 0),
        source=row["source"],
        licence=row["licence"],
        note=row["note"],
    )


def _number(path: Path, number: int, row: dict[str, str], name: str, limit: float) -> float:
    try:
        value = float(row[name])
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise TableError(
            f"{path.name} row {number}: {name} is {row[name]!r}; "
            f"write a number between {-limit:g} and {limit:g}."
        )
    return value
