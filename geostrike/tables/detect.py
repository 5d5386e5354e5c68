"""Which format a file holds, told from its content, never from its name; readers load when needed.

Two questions: what the container is (CSV, workbook, JSON, KML, geographic files), and whose columns it holds.
"""

from __future__ import annotations

import gzip
import re
import tempfile
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from geostrike.errors import InputError, TableError
from geostrike.model import nearest
from geostrike.tables import dateparts, missing, unpacking
from geostrike.tables.cells import Cells, SetAside
from geostrike.tables.columns import Columns

LAYOUTS = {
    "events": "native",
    "acled": "acled",
    "ucdp": "ucdp",
    "airwars": "airwars",
    "timemap": "timemap",
    "generic": "generic",
}
_MAGIC = (
    (b"SQLite format 3\x00", "geofiles", "read"),
    (b"fgb\x03", "geofiles", "read"),
    (b"\x00\x00\x27\x0a", "geofiles", "read"),
    (b"PAR1", "geofiles", "read_parquet"),
    (b"\xd0\xcf\x11\xe0", "workbook", "read"),
)
_LARGEST = 1 << 32
_TAG = re.compile(r"#[A-Za-z]")
_PACKED = (
    {".csv", ".tsv"},
    {".json", ".geojson", ".ndjson", ".geojsonl", ".jsonl"},
    {".shp"},
    {".gpkg", ".fgb", ".parquet", ".geoparquet"},
    {".xlsx", ".xls", ".ods"},
)


def read_columns(path: Path | str, *, layout: str = "", mapping: Any = None) -> Columns:
    """Events of a file as plain arrays, without pandas or geopandas where the file needs none.

    Parameters
    ----------
    path : path-like
        The file.
    layout : str
        Name of the format, one of `LAYOUTS`; found from the content where it is empty.
    mapping : guessing.Assignment, optional
        Which column is which; the format is then ``generic``.

    Raises
    ------
    InputError
        If the file is missing or unreadable.
    TableError
        If the file holds no table of a known format.
    """
    file = Path(path)
    if not file.is_file():
        raise InputError(f"{file} cannot be read (no such file); check the path.")
    if layout and layout not in LAYOUTS:
        near = nearest(layout, LAYOUTS)
        hint = f"did you mean {near}?" if near else f"the formats are {', '.join(LAYOUTS)}."
        raise TableError(f"{layout!r} is no format of tables; {hint}")
    cells = open_cells(file)
    if mapping is not None:
        found: Columns = _module("generic").read(cells, mapping)
        return found
    name = layout or layout_of(cells)
    if layout and layout != "generic" and not _module(layout).matches(_header(cells)):
        raise TableError(
            f"{file.name} has not the columns of {layout}; leave the format out to have it found."
        )
    found = _module(name).read(cells)
    return _module(name).with_sources(found, file) if name == "timemap" else found


def open_cells(path: Path) -> Cells:
    """Text of a file by column, without a row of HXL tags.

    Parameters
    ----------
    path : pathlib.Path
        A CSV, workbook, JSON, KML, GeoPackage, FlatGeobuf, Shapefile or Parquet file, zipped or not.

    Raises
    ------
    InputError, TableError, MissingExtraError
        If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path.") from None
    if why := _no_table(start):
        raise TableError(f"{path.name} is {why}.")
    if start.startswith(b"PK\x03\x04"):
        return _unpacked(path)
    if start.startswith(b"\x1f\x8b"):
        return _unzipped(path)
    module, function = next(
        ((module, name) for sign, module, name in _MAGIC if start.startswith(sign)), ("", "")
    )
    if not module:
        module, function = _of_text(start)
    found: Cells = getattr(import_module(f"geostrike.tables.{module}"), function)(path)
    return _sound(found)


def _no_table(start: bytes) -> str:
    """What a file is instead of a table, and what to do; empty for a table."""
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if not text:
        return "empty; get it again"
    if text.startswith((b"<!doctype html", b"<html")):
        return "a web page, no table: a login or an error may have been saved; get the file itself"
    if text.startswith(b"version https://git-lfs"):
        return "a pointer to a file in Git LFS, not the file; get the file itself"
    return "a PDF, no table; copy the table into a spreadsheet" if text.startswith(b"%pdf-") else ""


def _of_text(start: bytes) -> tuple[str, str]:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[", b"\x1e")):
        return "objects", "read"
    return ("kml", "read") if text.startswith(b"<") else ("csvfile", "read_csv")


def _unpacked(path: Path) -> Cells:
    """A zip file: a workbook, a KMZ, or one table packed."""
    with unpacking.of(path), zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names or "content.xml" in names or "xl/workbook.bin" in names:
            found: Cells = import_module("geostrike.tables.workbook").read(path)
            return _sound(found)
        if any(name.casefold().endswith(".kml") for name in names):
            marks: Cells = import_module("geostrike.tables.kml").read(path)
            return _sound(marks)
        return _packed_table(path, archive)


def _packed_table(path: Path, archive: zipfile.ZipFile) -> Cells:
    """The one table of a zip file, such as a data set's download or a Shapefile with its parts."""
    files = [each for each in archive.infolist() if not each.is_dir() and "__MACOSX" not in each.filename]
    by_kind = (
        [each for each in files if Path(each.filename).suffix.casefold() in endings] for endings in _PACKED
    )
    tables = next(filter(None, by_kind), [])
    if not tables:
        raise TableError(f"{path.name} holds no table; give a CSV, workbook, GeoJSON or KML file.")
    if len(tables) != 1 or sum(each.file_size for each in files) > _LARGEST:
        raise TableError(
            f"{path.name} holds {len(tables)} tables; unpack it and give the one with the events."
        )
    with tempfile.TemporaryDirectory(prefix="geostrike-") as folder:
        for each in files:
            target = Path(folder) / Path(each.filename).name
            target.write_bytes(archive.read(each))
        found = open_cells(Path(folder) / Path(tables[0].filename).name)
        note = f"{tables[0].filename} of {path.name} is read."
        return replace(found, name=path.name, notes=(note, *found.notes))


def _unzipped(path: Path) -> Cells:
    """The file that a gzip file holds."""
    with tempfile.TemporaryDirectory(prefix="geostrike-") as folder:
        inside = Path(folder) / (path.stem or "table")
        with unpacking.of(path), gzip.open(path) as packed, inside.open("wb") as file:
            while chunk := packed.read(1 << 20):
                file.write(chunk)
                if file.tell() > _LARGEST:
                    raise TableError(f"{path.name} is too large; unpack it and give a part of it.")
        return replace(open_cells(inside), name=path.name)


def _header(cells: Cells) -> list[str]:
    """Names of the columns; a container that has shapes has the columns of a point."""
    places = ["geometry", "latitude", "longitude"] if cells.geometry is not None else []
    return [*cells.columns, *places]


def layout_of(cells: Cells) -> str:
    """Name of the format whose columns these are, one of `LAYOUTS`; ``generic`` for any other."""
    header = _header(cells)
    return next((name for name in LAYOUTS if name != "generic" and _module(name).matches(header)), "generic")


def _module(name: str) -> Any:
    return import_module(f"geostrike.tables.{LAYOUTS[name]}")


def _sound(cells: Cells) -> Cells:
    """The same without a second row of HXL tags and without the words of programs for nothing."""
    held = cells.row(0) if len(cells) else {}
    tags = {name: cell for name, cell in held.items() if cell}
    if tags and all(map(_TAG.match, tags.values())):
        keep = np.ones(len(cells), bool)
        keep[0] = False
        notes = (*cells.notes, "Row 1 holds HXL tags; it is left out.")
        cells = replace(cells.take(keep), notes=notes, tags=tags)
    return dateparts.with_dates(missing.emptied(_without_names(cells)))


def _without_names(cells: Cells) -> Cells:
    """The same with rows set aside that hold the names of the columns once more."""
    first = list(cells.columns)[:3]
    if len(first) < 3 or not all(cells.holds(name, name) for name in first):
        return cells
    again = np.logical_and.reduce([cells.texts(name) == name for name in first])
    reason = "repeats the names of the columns"
    aside = [SetAside(int(cells.rows[at]), reason, cells.row(at)) for at in np.flatnonzero(again).tolist()]
    return replace(cells.take(~again), aside=(*cells.aside, *aside))
