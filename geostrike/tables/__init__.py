"""Readers and writers of tables, one module a format; they load when they are needed.

Examples
--------
>>> from geostrike import tables
>>> table = tables.read_events("seeds.csv")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geostrike.tables.columns import Columns
    from geostrike.tables.events import Table
    from geostrike.tables.guessing import Assignment


def read_columns(path: Path | str, *, layout: str = "", mapping: Assignment | None = None) -> Columns:
    """Events of a file as plain arrays, without pandas; see `geostrike.tables.detect.read_columns`."""
    found: Columns = import_module("geostrike.tables.detect").read_columns(
        path, layout=layout, mapping=mapping
    )
    return found


def read_events(path: Path | str, *, layout: str = "", mapping: Assignment | None = None) -> Table:
    """Events of a file as a GeoDataFrame; see `geostrike.tables.events.read`."""
    found: Table = import_module("geostrike.tables.events").read(path, layout=layout, mapping=mapping)
    return found
