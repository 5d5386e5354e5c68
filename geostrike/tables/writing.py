"""Events tables to files: which format an ending means, and the formats of text; nothing is measured here.

Each writer returns what its format could not hold. Same events, same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geostrike import escape, files
from geostrike.errors import OutputError
from geostrike.tables import kml
from geostrike.tables.columns import NUMBERS, Columns
from geostrike.tables.outgoing import Outgoing, as_table, prepare

ENDINGS = {
    ".csv": "csv",
    ".geojson": "geojson",
    ".json": "geojson",
    ".geojsonl": "geojsonl",
    ".ndjson": "geojsonl",
    ".jsonl": "geojsonl",
    ".kml": "kml",
    ".kmz": "kmz",
    ".gpkg": "gpkg",
    ".parquet": "geoparquet",
    ".geoparquet": "geoparquet",
    ".fgb": "flatgeobuf",
    ".shp": "shapefile",
    ".xlsx": "xlsx",
    ".ods": "ods",
}
_ELSEWHERE = {
    "gpkg": "geowriting",
    "geoparquet": "geowriting",
    "flatgeobuf": "geowriting",
    "shapefile": "geowriting",
    "xlsx": "bookwriting",
    "ods": "bookwriting",
    "timemap": "bookwriting",
    "acled": "datawriting",
    "ucdp": "datawriting",
    "airwars": "datawriting",
}
FORMATS = (*dict.fromkeys(ENDINGS.values()), "timemap", "acled", "ucdp", "airwars")
_RESERVED = {"geojson": ("when",), "geojsonl": ("when",), "gpkg": ("fid", "geom", "rowid")}


def write(columns: Columns, path: Path | str, *, form: str = "") -> tuple[str, ...]:
    """Write events to a file; what the format cannot hold.

    Parameters
    ----------
    columns : Columns
        The events.
    path : path-like
        The file.
    form : str
        Name of the format, one of `FORMATS`; as the file's ending says where it is empty.

    Raises
    ------
    OutputError
        If the ending means no format, or the file cannot be written.
    TableError
        If there is no event.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    file, name = Path(path), form_of(path, form)
    held = prepare(columns, _RESERVED.get(name, ()))
    writer: Callable[[Outgoing, Path], list[str]]
    if name in _ELSEWHERE:
        writer = getattr(import_module(f"geostrike.tables.{_ELSEWHERE[name]}"), name)
    else:
        writer = _WRITERS[name]
    return (*held.notes, *writer(held, file))


def form_of(path: Path | str, form: str = "") -> str:
    """Name of the format in which a file is to be written.

    Parameters
    ----------
    path : path-like
        The file.
    form : str
        The format where it is told, one of `FORMATS`.

    Raises
    ------
    OutputError
        If it is a folder, or its ending means no format.

    Examples
    --------
    >>> form_of("a.KML"), form_of("a.csv", "acled")
    ('kml', 'acled')
    """
    file, endings = Path(path), ", ".join(ENDINGS)
    if file.is_dir() or str(path).endswith(("/", "\\")):
        raise OutputError(
            f"{path} is a folder, and convert writes one file, such as events.csv ({endings}); a dossier is "
            "made with `geostrike init`."
        )
    name = form or ENDINGS.get(file.suffix.casefold(), "")
    if not name:
        raise OutputError(f"{file} has no known ending; use one of {endings}, or give --format.")
    return name


def _csv(held: Outgoing, path: Path) -> list[str]:
    header, columns = as_table(held)
    files.write_text(path, escape.csv_lines([header, *zip(*columns, strict=True)]))
    return []


def _geojson(held: Outgoing, path: Path) -> list[str]:
    body = ",\n".join(_features(held))
    files.write_text(path, f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n')
    return []


def _geojsonl(held: Outgoing, path: Path) -> list[str]:
    files.write_text(path, "".join(f"{feature}\n" for feature in _features(held)))
    return []


def _features(held: Outgoing) -> Iterator[str]:
    """Each event as a GeoJSON feature with the time in the member `when`."""
    columns = {name: _values(name, column) for name, column in held.columns.items()}
    shapes = shapely.to_geojson(held.shapes)
    ends = held.text("date_end")
    for at, shape in enumerate(shapes):
        feature: dict[str, Any] = {
            "type": "Feature",
            "geometry": None if shape is None else json.loads(shape),
            "properties": {name: column[at] for name, column in columns.items()},
        }
        if date := held.columns["date"][at]:
            span = {"start": {"in": date}} | ({"end": {"in": ends[at]}} if ends[at] else {})
            feature["when"] = {"timespans": [span]}
        yield json.dumps(feature, ensure_ascii=False, allow_nan=False)


def _values(name: str, column: Any) -> list[Any]:
    if name in NUMBERS:
        return [None if np.isnan(value) else _plain(value) for value in column.tolist()]
    return [text or None for text in column]


def _plain(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _document(held: Outgoing) -> str:
    columns = {name: held.text(name) for name in held.columns}
    rows = ({name: column[at] for name, column in columns.items()} for at in range(len(held)))
    return "".join(kml.lines(list(columns), rows, held.shapes))


def _kml(held: Outgoing, path: Path) -> list[str]:
    files.write_text(path, _document(held))
    return []


def _kmz(held: Outgoing, path: Path) -> list[str]:
    files.write_bytes(path, kml.zipped(_document(held).encode("utf-8")))
    return []


_WRITERS = {"csv": _csv, "geojson": _geojson, "geojsonl": _geojsonl, "kml": _kml, "kmz": _kmz}
