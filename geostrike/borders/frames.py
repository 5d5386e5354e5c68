"""Distances of a GeoSeries as a DataFrame on its index; the one module of borders that loads pandas."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike

from geostrike.borders.bulk import distances
from geostrike.borders.target import Target
from geostrike.errors import CoordinateError


def distance_frame(
    points: gpd.GeoSeries | gpd.GeoDataFrame,
    *,
    to: str | Target,
    dataset: str = "osm",
    radius_m: ArrayLike = 0.0,
) -> pd.DataFrame:
    """Distance of each point of a GeoSeries to a land border, with its interval.

    Parameters
    ----------
    points : GeoSeries or GeoDataFrame
        Points in any CRS that is set; a missing or empty one gets NaN.
    to, dataset, radius_m
        As in `distances`.

    Returns
    -------
    DataFrame
        The columns of `Distances` on the index of the points.

    Raises
    ------
    CoordinateError
        If there is no CRS, or a geometry is no point.

    Examples
    --------
    >>> points = gpd.GeoSeries(gpd.points_from_xy([40.97452], [34.39841]), index=["a"], crs=4326)
    >>> found = distance_frame(points, to="IRQ")
    >>> found.loc["a", "distance_m"].round(), found.loc["a", "country"]
    (np.float64(139.0), 'SY')
    """
    series = points.geometry
    if series.crs is None:
        raise CoordinateError(
            "The points have no CRS, so their numbers may mean anything; set it, for longitude and latitude "
            "with .set_crs(4326)."
        )
    geometry = series.to_crs(4326).to_numpy()
    geometry = np.where(shapely.is_empty(geometry), None, geometry)
    other = ~np.isin(shapely.get_type_id(geometry), (-1, 0))
    if other.any():
        at = int(np.flatnonzero(other)[0])
        raise CoordinateError(
            f"Geometry {at} is a {series.iloc[at].geom_type}; give points only, or region_distance."
        )
    found = distances(
        shapely.get_x(geometry), shapely.get_y(geometry), to=to, dataset=dataset, radius_m=radius_m
    )
    return pd.DataFrame(dict(found.columns()), index=points.index)
