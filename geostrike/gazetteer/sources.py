"""Readers of the gazetteer sources that are tables of text: our own places.csv; each row becomes a record."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from geostrike.errors import TableError
from geostrike.files import read_text
from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Record

PLACES_COLUMNS = (
    "id", "name", "names", "names_ar", "kind", "country", "lon", "lat", "radius_m", "source", "licence",
    "note",
)  # fmt: skip


def places_csv(path: Path) -> Iterator[Record]:
    """Records of a hand-made table of places (columns `PLACES_COLUMNS`, variants parted by ``|``).

    Raises
    ------
    TableError
        Naming the row and the field that cannot be read.
    """
    rows = csv.DictReader(read_text(path).splitlines(keepends=True))
    missing = [name for name in PLACES_COLUMNS if name not in (rows.fieldnames or [])]
    if missing:
        raise TableError(f"{path.name} lacks the column {missing[0]}; it needs {', '.join(PLACES_COLUMNS)}.")
    for number, row in enumerate(rows, 1):
        yield _place(path, number, {name: (value or "").strip() for name, value in row.items() if name})


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
