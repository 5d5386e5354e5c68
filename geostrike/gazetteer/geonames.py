"""Reader of GeoNames dumps (country files, allCountries, alternateNamesV2; ZIP or TXT); makes records."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geostrike.errors import InputError, TableError
from geostrike.gazetteer import kinds
from geostrike.gazetteer.layer import Record

_COLUMNS = 19
_NO_SPELLING = frozenset(
    {"post", "iata", "icao", "faac", "tcid", "unlc", "link", "wkdt", "abbr", "phon", "piny"}
)


def read(paths: Sequence[Path]) -> Iterator[Record]:
    """Records of GeoNames dumps; files named alternateNames* add names to the places of the others.

    Raises
    ------
    InputError, TableError
        If a file is missing or is no dump, naming the line.
    """
    more: dict[str, list[str]] = {}
    for path in paths:
        if path.name.startswith("alternateNames"):
            _alternate_names(path, more)
    for path in paths:
        if not path.name.startswith("alternateNames"):
            for number, cells in _rows(path):
                yield _record(path, number, cells, more)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with _lines(path) as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip() and not line.startswith("#"):
                    yield number, line.rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            raise InputError(f"{path} is not UTF-8 text; is it a GeoNames dump?") from None


@contextmanager
def _lines(path: Path) -> Iterator[Iterable[str]]:
    try:
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as lines:
                yield lines
            return
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive)) as raw:
            yield _text(raw)
    except InputError:
        raise
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    except zipfile.BadZipFile:
        raise InputError(f"{path} is no ZIP file, or it is cut short; download it again.") from None


def _text(raw: IO[bytes]) -> Iterable[str]:
    return io.TextIOWrapper(raw, encoding="utf-8", newline="\n")


def _member(path: Path, archive: zipfile.ZipFile) -> str:
    names = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
    same = [name for name in names if Path(name).stem == path.stem]
    if not names:
        raise InputError(f"{path} holds no .txt file; a GeoNames dump has one.")
    return (same or names)[0]


def _record(path: Path, number: int, cells: list[str], more: dict[str, list[str]]) -> Record:
    try:
        if len(cells) != _COLUMNS:
            raise ValueError(f"{len(cells)} columns")
        lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and cells[0] and cells[1]):
            raise ValueError("no id, name or coordinate")
    except ValueError as error:
        raise TableError(
            f"{path.name} line {number} is no GeoNames record ({error}); "
            f"a dump has {_COLUMNS} tab-separated columns."
        ) from None
    kind = kinds.of_geonames(cells[6], cells[7], population)
    alternates = [name.strip() for name in cells[3].split(",")]
    return Record(
        id=cells[0],
        name=cells[1],
        names=tuple(name for name in [cells[2], *alternates, *more.get(cells[0], ())] if name),
        kind=kind,
        country=cells[8],
        lon=lon,
        lat=lat,
        radius_m=kinds.radius_m(kind, population),
        population=max(population, 0),
    )


def _alternate_names(path: Path, more: dict[str, list[str]]) -> None:
    for _, cells in _rows(path):
        if len(cells) >= 4 and cells[2] not in _NO_SPELLING:
            more.setdefault(cells[1], []).append(cells[3])
