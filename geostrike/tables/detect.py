"""Which format a file holds, told from its content; the reader of each format loads when it is needed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from geostrike.errors import InputError, TableError
from geostrike.model import nearest
from geostrike.tables.cells import Cells
from geostrike.tables.columns import Columns

LAYOUTS = {"events": "native"}


def read_columns(path: Path | str, *, layout: str = "") -> Columns:
    """Events of a file as plain arrays, without pandas or geopandas.

    Parameters
    ----------
    path : path-like
        The file.
    layout : str
        Name of the format; found from the content where it is empty.

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
    name = layout or _layout(file, cells)
    found: Columns = _module(name).read(cells)
    return found


def open_cells(path: Path) -> Cells:
    """Text of a file by column."""
    found: Cells = import_module("geostrike.tables.csvfile").read_csv(path)
    return found


def _layout(path: Path, cells: Cells) -> str:
    for name in LAYOUTS:
        if _module(name).matches(cells.columns):
            return name
    raise TableError(
        f"{path.name} holds no events that geostrike can read; name its columns id, title, date, lon and lat."
    )


def _module(name: str) -> Any:
    return import_module(f"geostrike.tables.{LAYOUTS[name]}")
