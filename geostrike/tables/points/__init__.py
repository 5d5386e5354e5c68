"""Tables of points, read in batches and written with columns added: CSV, GeoJSON, Parquet, GeoPackage.

A file of points is a `Points`: it gives `Batch` after batch, and writes the same rows, with what was
measured, in its own format or as CSV. The modules of the formats load lazily, and so does pyarrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from geostrike.errors import InputError, MissingExtraError, TableError
from geostrike.tables.points.rows import ROWS, Batch, Measured, Points, given_names, reasons

__all__ = [
    "FORMATS",
    "ROWS",
    "Batch",
    "Measured",
    "Points",
    "given_names",
    "is_points",
    "open_points",
    "reasons",
    "write_points",
]

FORMATS = {
    ".csv": "text",
    ".tsv": "text",
    ".geojson": "geojson",
    ".json": "geojson",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".gpkg": "gpkg",
}


def is_points(text: str) -> bool:
    """Whether a text is the name of a file of points, by its ending.

    Examples
    --------
    >>> is_points("points.csv"), is_points("Tower 22")
    (True, False)
    """
    return Path(text).suffix.casefold() in FORMATS


def open_points(path: Path) -> Points:
    """A file of points, by the ending of its name.

    Parameters
    ----------
    path : pathlib.Path
        CSV with columns `lon` and `lat` (or `geometry` as WKT), GeoJSON, Parquet or GeoPackage.

    Raises
    ------
    InputError
        If the file cannot be read.
    MissingExtraError
        If the format needs pyarrow and it is not installed.
    TableError
        If the format is not known or no column holds the points.
    """
    name = FORMATS.get(path.suffix.casefold())
    if name is None:
        raise TableError(f"{path.name} is no table of points; give one of {', '.join(FORMATS)}.")
    if not path.is_file():
        raise InputError(f"{path} cannot be read (no such file); check the path.")
    try:
        module = import_module(f"geostrike.tables.points.{name}")
    except ImportError as error:
        raise MissingExtraError(
            f"Reading {path.name} needs the package {error.name}; install it: pip install 'geostrike[dask]'."
        ) from None
    opened: Points = module.open_points(path)
    return opened


def write_points(points: Points, path: Path, measured: Iterable[Measured]) -> None:
    """Write the rows that were measured, in the format of the file or as CSV, atomically.

    Parameters
    ----------
    points : Points
        The file that the rows come from.
    path : pathlib.Path
        The file to write.
    measured : iterable of Measured
        The rows, in order.

    Raises
    ------
    OutputError
        If the file cannot be written.
    TableError
        If the ending of its name is neither that of the input's format nor ``.csv``.
    """
    check_output(points, path)
    if path.suffix.casefold() in points.suffixes:
        points.write(path, measured)
    else:
        import_module("geostrike.tables.points.text").write_as_csv(points, path, measured)


def check_output(points: Points, path: Path) -> None:
    """Refuse an output whose format cannot be written from the input's."""
    if path.suffix.casefold() not in (*points.suffixes, ".csv"):
        known = " or ".join(dict.fromkeys((*points.suffixes, ".csv")))
        raise TableError(f"{path.name} cannot be written from {points.path.name}; name it {known}.")
