"""A GeoDataFrame of events as the plain arrays that the page is made from; loads no geopandas by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from geostrike.errors import TableError
from geostrike.tables.cells import texts
from geostrike.tables.columns import KNOWN, NUMBERS, Columns

REQUIRED = ("id", "title", "date")


def columns_of(events: Any) -> Columns:
    """Known columns and places of a frame.

    Parameters
    ----------
    events : geopandas.GeoDataFrame
        Events table; see `geostrike.tables.read_events`. Other columns stay behind.

    Raises
    ------
    TableError
        If a required column or the CRS is missing.
    """
    missing = [name for name in REQUIRED if name not in events.columns]
    if missing:
        raise TableError(
            f"The frame has no column {missing[0]}; an events table needs id, title, date, geometry."
        )
    if events.crs is None:
        raise TableError("The frame has no CRS; set it with events.set_crs('EPSG:4326') if it is in degrees.")
    geometry = np.array(events.geometry.to_crs("EPSG:4326"), object)
    geometry[shapely.is_empty(geometry)] = None
    points, wide = geometry.copy(), geometry.copy()
    is_point = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    points[~is_point] = wide[is_point] = None
    values = {name: _column(events, name) for name in KNOWN}
    return Columns(
        values=values,
        lon=shapely.get_x(points),
        lat=shapely.get_y(points),
        extra={},
        aside=(),
        format="events",
        shapes=None if shapely.is_missing(wide).all() else wide,
    )


def _column(events: Any, name: str) -> Any:
    if name not in events:
        return np.full(len(events), np.nan) if name in NUMBERS else np.full(len(events), "", object)
    column = events[name]
    if name in NUMBERS:
        return column.astype("float64").to_numpy(na_value=np.nan)
    if column.dtype.kind == "M":
        column = column.dt.strftime("%Y-%m-%d")
    return texts(column.astype(object).where(column.notna(), "").map(str))
