"""Distance of a point or region to a land border, its interval, what other data sets say; knows no Place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from shapely import get_coordinates, segmentize
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders import interval
from geostrike.borders.bulk import check_points
from geostrike.borders.data import load, names
from geostrike.borders.target import Target, target_about
from geostrike.errors import BorderError
from geostrike.geodesy import Array
from geostrike.model import Measure

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import ArrayLike

_STEP_DEG = 0.005  # about 500 m: how closely the rim of a region is walked


@overload
def distance(
    lon: float, lat: float, *, to: str | Target, dataset: str = "osm", radius_m: float = 0.0
) -> Measure: ...
@overload
def distance(
    lon: gpd.GeoSeries | gpd.GeoDataFrame,
    lat: None = None,
    *,
    to: str | Target,
    dataset: str = "osm",
    radius_m: ArrayLike = 0.0,
) -> pd.DataFrame: ...
def distance(
    lon: Any, lat: Any = None, *, to: str | Target, dataset: str = "osm", radius_m: Any = 0.0
) -> Any:
    """Geodesic distance from a point to the nearest point of a land border, with its interval.

    Parameters
    ----------
    lon, lat : float
        The point in degrees. Instead of both, a GeoSeries or GeoDataFrame of points: then the answer is a
        DataFrame on the same index.
    to : str or Target
        A pair such as ``IRQ-SYR``, a country such as ``IRQ`` or ``IQ`` (with all its neighbours), ``all``, or
        lines of one's own from `read_border`.
    dataset : str
        The border data set that the answer rests on; the others go into ``sensitivity``.
    radius_m : float
        Radius of the point's place in metres.

    Returns
    -------
    Measure
        ``low_m = max(0, distance - radius - border error)``, ``high_m = distance + radius + border error``,
        each the least over all borders asked for, with the error and the distance of that border: a line
        that is drawn farther off, with a larger error, may in truth be nearer.

    Raises
    ------
    BorderError
        If the data set or the border is not there.
    CoordinateError
        If the point is not finite or out of range, or a GeoSeries has no CRS or holds other than points.

    Examples
    --------
    >>> found = distance(40.97452, 34.39841, to="IRQ-SYR", radius_m=100)
    >>> f"{found.distance_m:.0f} m ({found.low_m:.0f} to {found.high_m:.0f} m), in {found.country}"
    '139 m (33 to 245 m), in SY'
    """
    if hasattr(lon, "geometry"):
        return import_module("geostrike.borders.frames").distance_frame(
            lon, to=to, dataset=dataset, radius_m=radius_m
        )
    check_points(*np.array([[lon], [lat], [radius_m]], np.float64))
    lines = to if isinstance(to, Target) else target_about(lon, lat, to, dataset)
    found = geodesy.nearest(lon, lat, lines.segments)
    low_m, high_m = interval.bounds(np.array([lon]), np.array([lat]), found, lines)
    return _measure(found, lon, lat, lines, dataset, (low_m.item() - radius_m, high_m.item() + radius_m))


def region_distance(region: BaseGeometry, *, to: str | Target, dataset: str = "osm") -> Measure:
    """Geodesic distance of a region from a land border: the interval from its nearest to its farthest point.

    Parameters
    ----------
    region : shapely geometry
        Polygon in longitude and latitude.
    to, dataset : str
        As in `distance`.

    Returns
    -------
    Measure
        ``distance_m`` is that of one point of the region and means little; quote the interval. ``country``
        joins all that the region reaches into (``IQ+SY``); each entry of ``sensitivity`` has an interval too.

    Raises
    ------
    BorderError
        If the data set or the border is not there.
    """
    lon, lat = region.representative_point().coords[0]
    rim = get_coordinates(segmentize(region, _STEP_DEG))
    reach_m = geodesy.inverse(lon, lat, rim[:, 0], rim[:, 1])[0].max()
    lines = to if isinstance(to, Target) else target_about(lon, lat, to, dataset, reach_m=reach_m)
    found = geodesy.nearest(lon, lat, lines.segments)
    at_rim = geodesy.nearest(rim[:, 0], rim[:, 1], lines.segments)
    rim_low_m, rim_high_m = interval.bounds(rim[:, 0], rim[:, 1], at_rim, lines)
    _, point_high_m = interval.bounds(np.array([lon]), np.array([lat]), found, lines)
    low_m = 0.0 if region.intersects(lines.geometry()) else float(rim_low_m.min())
    high_m = float(max(rim_high_m.max(), point_high_m.max()))
    measure = _measure(found, lon, lat, lines, dataset, (low_m, high_m))
    elsewhere = tuple(
        _region_elsewhere(region, rim, each, (lon, lat, lines.to), reach_m) for each in measure.sensitivity
    )
    return replace(measure, country=_countries(rim, dataset), sensitivity=elsewhere)


def _region_elsewhere(
    region: BaseGeometry,
    rim: Array,
    point: Mapping[str, Any],
    asked: tuple[float, float, str],
    reach_m: float,
) -> dict[str, Any]:
    """What another data set says of the whole region: its interval, and each country that it reaches into."""
    facts = {**point, "country": _countries(rim, point["dataset"]), "low_m": None, "high_m": None}
    if point["distance_m"] is None:
        return facts
    lines = target_about(*asked, point["dataset"], reach_m=reach_m)
    rim_m = geodesy.nearest(rim[:, 0], rim[:, 1], lines.segments).distance_m
    crossed = region.intersects(lines.geometry())
    return {**facts, "low_m": 0.0 if crossed else float(rim_m.min()), "high_m": float(rim_m.max())}


def _countries(rim: Array, dataset: str) -> str | None:
    """Countries about the rim of a region, joined by a plus sign; None where the set covers none of it."""
    found = load(dataset).countries(rim[:, 0], rim[:, 1]).tolist()
    covered = sorted({country for country in found if country is not None})
    return "+".join(filter(None, covered)) if covered else None


def agreement(found: Measure) -> bool | None:
    """Whether the border data sets agree on the country; None where fewer than two cover the point.

    Examples
    --------
    >>> agreement(distance(40.97452, 34.39841, to="IRQ-SYR")), agreement(distance(44.4, 33.3, to="IRQ"))
    (False, True)
    """
    countries = [country for country, _, _ in _answers(found) if country is not None]
    return len(set(countries)) == 1 if len(countries) > 1 else None


def disagreement(found: Measure) -> str:
    """A sentence where two data sets put the point in different countries; empty where none does.

    Examples
    --------
    >>> disagreement(distance(40.97452, 34.39841, to="IRQ-SYR"))[:61]
    'The border data disagree on the country: SY by osm (139 m fro'
    """
    if agreement(found) is not False:
        return ""
    said = ", ".join(_said(*answer) for answer in _answers(found) if answer[0] is not None)
    return f"The border data disagree on the country: {said}; say which you rely on."


def _answers(found: Measure) -> list[tuple[str | None, str, float | None]]:
    """Country, data set and distance of each data set; a line of the user's own says nothing of countries."""
    own = [(found.country, found.dataset, found.distance_m)] if found.dataset in names() else []
    return own + [(each["country"], each["dataset"], each["distance_m"]) for each in found.sensitivity]


def _said(country: str | None, dataset: str, distance_m: float | None) -> str:
    far = "" if distance_m is None else f" ({distance_m:,.0f} m from the line)"
    return f"{country or 'no country'} by {dataset}{far}"


def _measure(
    found: geodesy.Nearest, lon: float, lat: float, lines: Target, dataset: str, interval: tuple[float, float]
) -> Measure:
    return Measure(
        distance_m=found.distance_m.item(),
        low_m=max(0.0, float(interval[0])),
        high_m=float(interval[1]),
        azimuth_deg=found.azimuth_deg.item(),
        border=str(lines.border[found.segment.item()]),
        border_lon=found.lon.item(),
        border_lat=found.lat.item(),
        country=load(dataset).country(lon, lat),
        dataset=lines.dataset,
        dataset_date=lines.date,
        sensitivity=tuple(_elsewhere(lon, lat, lines.to, name) for name in names() if name != lines.dataset),
    )


def _elsewhere(lon: float, lat: float, to: str, dataset: str) -> dict[str, Any]:
    """What another data set says of the point; no distance where it does not hold the border."""
    data = load(dataset)
    try:
        segments = target_about(lon, lat, to, dataset).segments if to else None
    except BorderError:
        segments = None
    return {
        "dataset": data.name,
        "dataset_date": data.date,
        "distance_m": geodesy.nearest(lon, lat, segments).distance_m.item() if segments else None,
        "country": data.country(lon, lat),
    }
