"""The events table as a GeoDataFrame, from any format that geostrike reads; draws and measures nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import shapely

from geostrike.model import Dossier
from geostrike.tables import released
from geostrike.tables.cells import SetAside
from geostrike.tables.columns import KNOWN, NUMBERS, Columns
from geostrike.tables.detect import read_columns
from geostrike.tables.guessing import Assignment
from geostrike.tables.released import Where

COLUMNS = {**{name: "float64" if name in NUMBERS else "object" for name in KNOWN}, "geometry": "geometry"}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Events of a file, what else the file holds, and what was set aside.

    Attributes
    ----------
    events : geopandas.GeoDataFrame
        The columns of `COLUMNS` in EPSG:4326, in file order; None as geometry where an event has no place.
    extra : pandas.DataFrame
        The source's other columns, under the same index; they are never on a page.
    rejected : pandas.DataFrame
        `row` (from 1 below the header), `reason`, and the row's columns as text.
    format : str
        Name of the format.
    notes : tuple of str
        What a person should know.
    """

    events: geopandas.GeoDataFrame
    extra: pd.DataFrame
    rejected: pd.DataFrame
    format: str
    notes: tuple[str, ...] = ()


def read(path: Path | str, *, layout: str = "", mapping: Assignment | None = None) -> Table:
    """Events of a file; its format is found from its content.

    Parameters
    ----------
    path : path-like
        The file.
    layout : str
        Name of the format, if it is not to be found.
    mapping : guessing.Assignment, optional
        Which column is which.

    Raises
    ------
    InputError
        If the file is missing or unreadable.
    TableError
        If it holds no table of a known format.
    """
    return from_columns(read_columns(path, layout=layout, mapping=mapping))


def from_columns(found: Columns) -> Table:
    """The same events as frames.

    Parameters
    ----------
    found : Columns
        Events as plain arrays.
    """
    held = found.values  # noqa: PD011  (columns, no frame)
    values = {name: pd.Series(held[name], dtype=COLUMNS[name]) for name in KNOWN}
    events = geopandas.GeoDataFrame(values, geometry=_geometry(found), crs="EPSG:4326")
    extra = {name: _frame_column(column) for name, column in found.extra.items()}
    return Table(
        events=events,
        extra=pd.DataFrame(extra, index=events.index),
        rejected=_rejected(found.aside),
        format=found.format,
        notes=found.notes,
    )


def from_dossier(dossier: Dossier, located: Sequence[Where]) -> geopandas.GeoDataFrame:
    """Events that a dossier's author releases; see `geostrike.tables.released`.

    Parameters
    ----------
    dossier : Dossier
        The claims and sources.
    located : sequence of Located
        Where each event lies, in the order of the events.
    """
    return from_columns(released.from_dossier(dossier, located)).events


def _geometry(found: Columns) -> Any:
    shapes = shapely.points(found.lon, found.lat)
    shapes[np.isnan(found.lon)] = None
    return (
        shapes if found.shapes is None else np.where(shapely.is_missing(found.shapes), shapes, found.shapes)
    )


def _frame_column(column: Any) -> Any:
    return pd.Series(column, dtype="object") if isinstance(column, np.ndarray) else column.to_pandas()


def _rejected(aside: tuple[SetAside, ...]) -> pd.DataFrame:
    names = list(dict.fromkeys(name for each in aside for name in each.cells))
    rows = [[each.row, each.reason, *(each.cells.get(name, "") for name in names)] for each in aside]
    return pd.DataFrame(rows, columns=["row", "reason", *names])
