"""CSV files of points: each record stays as its bytes stand, the answers go behind it; measures nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

import numpy as np
import shapely

from geostrike import escape
from geostrike.borders import COLUMNS, Distances
from geostrike.errors import InputError, TableError
from geostrike.files import replacing
from geostrike.tables.points.rows import (
    ROWS,
    Batch,
    Floats,
    Measured,
    Points,
    Where,
    find_columns,
    given_names,
    point_columns,
)

# Metres to 1 mm, degrees of the foot to 0.1 mm; the azimuth of a point on the line is empty.
_NUMBERS = ("%.3f", "%.3f", "%.3f", "%.7f", "%.9f", "%.9f")

Record = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class CsvPoints:
    """A CSV file of points; text that is not UTF-8 passes through as it is."""

    path: Path
    columns: tuple[str, ...]
    where: Where
    delimiter: str
    size: int
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def batches(self) -> Iterator[Batch]:
        """The rows, in order."""
        with _opened(self.path) as file:
            records = _records(self.path, file, self.delimiter)
            next(records)
            first = 1
            while rows := list(islice(records, ROWS)):
                done = int(file.buffer.tell())  # type: ignore[attr-defined] # a buffer has a place
                yield self._batch(rows, first, done)
                first += len(rows)

    def cells(self, batch: Batch, at: int) -> Sequence[str]:
        """One row as text, under `columns`."""
        cells: list[str] = batch.payload[at][1]
        return cells

    def write(self, path: Path, measured: Iterable[Measured]) -> None:
        """Write each record as it stands, with the answers behind it."""
        with _opened(self.path) as source:
            header, names = next(_records(self.path, source, self.delimiter))
        end = header[len(_without_end(header)) :] or "\n"
        given = given_names(names)
        if given:
            header = self.delimiter.join(_quoted(given.get(name, name), self.delimiter) for name in names)
        with replacing(path) as beside, _writing(beside) as file:
            file.write(self.delimiter.join((_without_end(header), *COLUMNS)) + end)
            for each in measured:
                records = each.batch.payload
                rows = zip(each.kept.tolist(), answers(each.found, self.delimiter), strict=True)
                file.writelines(_without_end(records[at][0]) + self.delimiter + row + end for at, row in rows)

    def _batch(self, rows: list[Record], first: int, done: int) -> Batch:
        unread = {
            at: f"has {len(cells)} cells where the header has {len(self.columns)}"
            for at, (_, cells) in enumerate(rows)
            if len(cells) != len(self.columns)
        }
        lon, lat = self._points(rows, unread)
        radius_m = _numbers(_column(rows, self.where.radius), "radius_m", unread)
        return Batch(first, lon, lat, radius_m, rows, done, unread)

    def _points(self, rows: list[Record], unread: dict[int, str]) -> tuple[Floats, Floats]:
        if self.where.geometry < 0:
            lon = _numbers(_column(rows, self.where.lon), "lon", unread)
            return lon, _numbers(_column(rows, self.where.lat), "lat", unread)
        points = shapely.from_wkt(_column(rows, self.where.geometry), on_invalid="ignore")
        return point_columns(points, unread)


def open_points(path: Path) -> CsvPoints:
    """A CSV file of points: comma, semicolon or tab.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If the file cannot be read.
    TableError
        If it has no header, or no column holds the points.
    """
    headers = {sign: _header(path, sign) for sign in ",;\t"}
    delimiter = max(headers, key=lambda sign: len(headers[sign]))
    columns = tuple(name.removeprefix("\ufeff") for name in headers[delimiter])
    return CsvPoints(path, columns, find_columns(path, columns), delimiter, path.stat().st_size)


def write_as_csv(points: Points, path: Path, measured: Iterable[Measured]) -> None:
    """Write rows of another format as CSV, with the answers behind them.

    Parameters
    ----------
    points : Points
        The file that the rows come from.
    path : pathlib.Path
        The file to write.
    measured : iterable of Measured
        The rows.
    """
    with replacing(path) as beside, _writing(beside) as file:
        writer = csv.writer(file, lineterminator="\n")
        given = given_names(points.columns)
        writer.writerow([*(given.get(name, name) for name in points.columns), *COLUMNS])
        for each in measured:
            for at, row in zip(each.kept.tolist(), answers(each.found, ","), strict=True):
                writer.writerow([*points.cells(each.batch, at), *next(csv.reader([row]))])


def answers(found: Distances, delimiter: str) -> Iterator[str]:
    """The added cells of each row, as CSV text.

    Parameters
    ----------
    found : Distances
        Answers.
    delimiter : str
        Comma, semicolon or tab.
    """
    *numbers, border, country = (values.tolist() for _, values in found.columns())
    form = delimiter.join(_NUMBERS)

    @cache
    def tail(border: str, country: str | None) -> str:
        return delimiter.join(("", _cell(border, delimiter), _cell(country or "", delimiter)))

    for row, one, other in zip(zip(*numbers, strict=True), border, country, strict=True):
        yield (form % row).replace("nan", "") + tail(one, other)


def _opened(path: Path) -> TextIOWrapper:
    try:
        file = path.open(encoding="utf-8", errors="surrogateescape", newline="")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    return file


def _writing(path: Path) -> TextIOWrapper:
    return path.open("w", encoding="utf-8", errors="surrogateescape", newline="")


def _without_end(record: str) -> str:
    return record.rstrip("\r\n")


def _records(path: Path, file: TextIOWrapper, delimiter: str) -> Iterator[Record]:
    """Each record with its text as it stands, line end included; blank lines are none."""
    held: list[str] = []

    def lines() -> Iterator[str]:
        for line in file:
            held.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    try:
        for cells in reader:
            raw = held[0] if len(held) == 1 else "".join(held)
            held.clear()
            if cells:
                _check_closed(raw, cells, delimiter)
                yield raw, cells
    except csv.Error as error:
        raise TableError(
            f"{path.name} cannot be read near line {reader.line_num} ({error}); look there for a quotation "
            "mark that is not closed."
        ) from None


def _check_closed(raw: str, cells: list[str], delimiter: str) -> None:
    """Raise csv.Error where a quotation mark is not closed, so that the record runs to the end."""
    if "\n" in cells[-1] or not raw.endswith(("\n", "\r")):
        try:
            list(csv.reader([raw], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                raise


def _header(path: Path, delimiter: str) -> list[str]:
    with _opened(path) as file:
        if "\x00" in file.read(4096):
            raise TableError(f"{path.name} is not UTF-8 text; save it as 'CSV UTF-8' and try again.")
        file.seek(0)
        found = next(_records(path, file, delimiter), None)
    if found is None:
        raise TableError(f"{path.name} is empty; write the names of the columns in its first row.")
    return found[1]


def _column(rows: list[Record], place: int) -> list[str]:
    if place < 0:
        return [""] * len(rows)
    return [cells[place] if place < len(cells) else "" for _, cells in rows]


def _numbers(texts: list[str], name: str, unread: dict[int, str]) -> Floats:
    """Numbers of a column; a cell that is none goes to `unread`."""
    try:
        if any("_" in text for text in texts):
            raise ValueError
        return np.array([text or "nan" for text in texts], dtype=np.float64)
    except ValueError:
        return np.array([_number(text, name, at, unread) for at, text in enumerate(texts)])


def _number(text: str, name: str, at: int, unread: dict[int, str]) -> float:
    try:
        if "_" in text:
            raise ValueError
        return float(text.strip() or "nan")
    except ValueError:
        unread.setdefault(at, f"{name} is {text.strip()[:40]!r}, not a number")
        return float("nan")


def _cell(text: str, delimiter: str) -> str:
    """A label as a cell; one from a file of the user's own may hold anything."""
    return _quoted(escape.csv_cell(text), delimiter)


def _quoted(text: str, delimiter: str) -> str:
    if any(sign in text for sign in ('"', "\r", "\n", delimiter)):
        return '"' + text.replace('"', '""') + '"'
    return text
