"""Reader of GeoNames dumps (country files, allCountries, alternateNamesV2; ZIP or TXT); makes records."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from geostrike.errors import InputError, TableError
from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Record

_COLUMNS = 19
_NAMES_COLUMNS = range(4, 13)  # of a table of alternate names: those of all its editions
_MOST_PEOPLE = 2**32 - 1
_DIGITS = 8  # of the number of a place of GeoNames; those in use have seven or eight
_ID = re.compile("[0-9]{1,10}")  # dumps made of other sources have longer ones
_COUNTRY = re.compile(r"[A-Z]{2}|")
_NO_SPELLING = frozenset(
    {"post", "iata", "icao", "faac", "tcid", "unlc", "link", "wkdt", "abbr", "phon", "piny"}
)

Row = tuple[int, list[str]]
Flags = NDArray[np.bool_]


def read(paths: Sequence[Path]) -> Iterator[Record]:
    """Records of GeoNames dumps; tables of alternate names add spellings to the places of the others.

    A place that several dumps hold is taken from the first.

    Raises
    ------
    InputError, TableError
        If a file is missing or is no dump, naming the line, or there is no place in them.
    """
    tables = [path for path in paths if _is_of_names(path)]
    dumps = [path for path in paths if path not in tables]
    more = _alternate_names(tables, _numbers(dumps) if tables else _flags())
    seen, long = _flags(), set[int]()
    for path in dumps:
        for number, cells in _rows(path):
            record = _record(path, number, cells, more)
            at = int(record.id)
            if at in long or (at < len(seen) and seen[at]):
                continue
            if at < len(seen):
                seen[at] = True
            else:
                long.add(at)
            yield record
    if not long and not seen.any():
        files = ", ".join(path.name for path in paths)
        raise InputError(f"{files} holds no place; give a country's dump or allCountries.")


def _rows(path: Path) -> Iterator[Row]:
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                yield number, line.rstrip("\r\n").split("\t")


@contextmanager
def _lines(path: Path) -> Iterator[Iterable[str]]:
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as raw:
                yield _text(raw)
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as packed:
            yield _text(packed)
    except InputError:
        raise
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; is it a GeoNames dump?") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise InputError(f"{path} is no ZIP file, or it is cut short; download it again.") from None
    except (RuntimeError, NotImplementedError):
        raise InputError(f"{path} is locked or packed in a rare way; pack its .txt file anew.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None


def _text(raw: IO[bytes]) -> Iterable[str]:
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="\n")


def _member(path: Path, archive: zipfile.ZipFile) -> str:
    names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
    names = [name for name in names if not name.startswith("iso-languagecodes")]
    same = [name for name in names if Path(name).stem == path.stem]
    if not names:
        raise InputError(f"{path} holds no .txt file; a GeoNames dump has one.")
    return (same or names)[0]


def _record(path: Path, number: int, cells: list[str], more: _Names) -> Record:
    try:
        if len(cells) != _COLUMNS:
            raise ValueError(f"{len(cells)} columns")
        lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and _ID.fullmatch(cells[0]) and cells[1].strip()):
            raise ValueError("no id, name or coordinate")
        if not _COUNTRY.fullmatch(cells[8]):
            raise ValueError("no country code")
    except ValueError as error:
        raise TableError(
            f"{path.name} line {number} is no GeoNames record ({error}); "
            f"a dump has {_COLUMNS} tab-separated columns."
        ) from None
    kind = kinds.of_geonames(cells[6], cells[7], population)
    alternates = [name.strip() for name in cells[3].split(",")]
    return Record(
        id=cells[0],
        name=cells[1].strip(),
        names=tuple(name for name in [cells[2], *alternates, *more.of(int(cells[0]))] if name),
        kind=kind,
        country=cells[8],
        lon=lon,
        lat=lat,
        radius_m=kinds.radius_m(kind, population),
        population=min(max(population, 0), _MOST_PEOPLE),
    )


class _Names:
    """Alternate names by the number of their place, packed: the table of the world has 18 million."""

    __slots__ = ("_at", "_blob", "_ids", "_order")

    def __init__(self, ids: array[int], at: array[int], blob: bytearray) -> None:
        numbers = np.array(ids, np.uint32)
        self._order = np.argsort(numbers, kind="stable")
        self._ids = numbers[self._order]
        self._at = at
        self._blob = blob

    def of(self, number: int) -> list[str]:
        """Names of one place, in the order of the table."""
        low, high = np.searchsorted(self._ids, [number, number + 1])
        spans = ((self._at[which], self._at[which + 1]) for which in self._order[low:high])
        return [self._blob[start:end].decode() for start, end in spans]


def _is_of_names(path: Path) -> bool:
    """Whether a file is a table of alternate names: by its columns, whatever it is called."""
    _, cells = next(_rows(path), (0, []))
    return len(cells) in _NAMES_COLUMNS and all(_ID.fullmatch(cell) for cell in cells[:2])


def _numbers(dumps: Sequence[Path]) -> Flags:
    """Which numbers of places are in dumps."""
    flags = _flags()
    for path in dumps:
        for _, cells in _rows(path):
            if _ID.fullmatch(cells[0]) and int(cells[0]) < len(flags):
                flags[int(cells[0])] = True
    return flags


def _flags() -> Flags:
    return np.zeros(10**_DIGITS, np.bool_)  # memory is taken only where one is set


def _alternate_names(tables: Sequence[Path], wanted: Flags) -> _Names:
    ids, at, blob = array("I"), array("Q", [0]), bytearray()
    for path in tables:
        for number, cells in _rows(path):
            if len(cells) not in _NAMES_COLUMNS or not _ID.fullmatch(cells[1]):
                raise TableError(f"{path.name} line {number} is no alternate name; download the file again.")
            if cells[2] not in _NO_SPELLING and int(cells[1]) < len(wanted) and wanted[int(cells[1])]:
                ids.append(int(cells[1]))
                blob += cells[3].strip().encode()
                at.append(len(blob))
    return _Names(ids, at, blob)
