"""Distance to a land border, its interval, and what the other data set says; knows no Place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from shapely import get_coordinates, linestrings, multilinestrings, segmentize
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders.data import Lines, load, names
from geostrike.errors import BorderError
from geostrike.model import Measure

_STEP_DEG = 0.005  # about 500 m: how closely the rim of a region is walked


def distance(lon: float, lat: float, *, to: str, dataset: str = "osm", radius_m: float = 0.0) -> Measure:
    """Geodesic distance from a point to the nearest point of a land border, with its interval.

    Parameters
    ----------
    lon, lat : float
        The point in degrees.
    to : str
        A pair such as ``IRQ-SYR``, a country such as ``IRQ`` or ``IQ`` (with all its neighbours), or ``all``.
    dataset : str
        The border data set that the answer rests on; the others go into ``sensitivity``.
    radius_m : float
        Radius of the point's place in metres.

    Returns
    -------
    Measure
        ``low_m = max(0, distance - radius - border error)``, ``high_m = distance + radius + border error``,
        where the border error is that of the pair of countries on whose line the foot lies.

    Raises
    ------
    BorderError
        If the data set or the border is not there.

    Examples
    --------
    >>> found = distance(40.97452, 34.39841, to="IRQ-SYR", radius_m=100)
    >>> f"{found.distance_m:.0f} m ({found.low_m:.0f} to {found.high_m:.0f} m), in {found.country}"
    '139 m (33 to 245 m), in SY'
    """
    prepared = _prepared(dataset, to)
    found = geodesy.nearest(lon, lat, prepared.segments)
    distance_m = found.distance_m.item()
    spread_m = radius_m + _error_m(found, prepared, dataset)
    return _measure(found, lon, lat, to, dataset, distance_m - spread_m, distance_m + spread_m)


def region_distance(region: BaseGeometry, *, to: str, dataset: str = "osm") -> Measure:
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
        ``distance_m`` is that of one point of the region and means little; quote the interval.

    Raises
    ------
    BorderError
        If the data set or the border is not there.
    """
    prepared = _prepared(dataset, to)
    lon, lat = region.representative_point().coords[0]
    rim = get_coordinates(segmentize(region, _STEP_DEG))
    rim_m = geodesy.nearest(rim[:, 0], rim[:, 1], prepared.segments).distance_m
    found = geodesy.nearest(lon, lat, prepared.segments)
    error_m = _error_m(found, prepared, dataset)
    low_m = 0.0 if region.intersects(prepared.geometry()) else rim_m.min() - error_m
    return _measure(found, lon, lat, to, dataset, low_m, max(rim_m.max(), found.distance_m.item()) + error_m)


def disagreement(found: Measure) -> str:
    """A sentence where another data set puts the point in another country; empty where none does.

    Examples
    --------
    >>> disagreement(distance(40.97452, 34.39841, to="IRQ-SYR"))[:61]
    'The border data disagree on the country: SY by osm (139 m fro'
    """
    others = [each for each in found.sensitivity if each["country"] not in {None, found.country}]
    if not others:
        return ""
    said = [_said(found.country, found.dataset, found.distance_m)]
    said += [_said(each["country"], each["dataset"], each["distance_m"]) for each in others]
    return f"The border data disagree on the country: {', '.join(said)}; say which you rely on."


def _said(country: str | None, dataset: str, distance_m: float | None) -> str:
    far = "" if distance_m is None else f" ({distance_m:,.0f} m from the line)"
    return f"{country or 'no country'} by {dataset}{far}"


class _Prepared:
    """Lines of a border ready for measuring: segments, and the pair that each belongs to."""

    def __init__(self, lines: Lines) -> None:
        first = np.ones(lines.lon.size, bool)
        first[lines.starts[1:] - 1] = False  # no segment from an arc's last vertex to the next arc
        at = np.flatnonzero(first)
        self.segments = geodesy.segments(lines.lon[at], lines.lat[at], lines.lon[at + 1], lines.lat[at + 1])
        arc = np.searchsorted(lines.starts, at, side="right") - 1
        self.pair: npt.NDArray[np.str_] = np.asarray(lines.pair)[arc]

    def geometry(self) -> BaseGeometry:
        line = self.segments
        ends = np.column_stack([line.lon0, line.lat0, line.lon1, line.lat1])
        return multilinestrings(linestrings(ends.reshape(-1, 2, 2)))


def _error_m(found: geodesy.Nearest, prepared: _Prepared, dataset: str) -> float:
    """Error of the border that the foot lies on."""
    return load(dataset).lines(str(prepared.pair[found.segment.item()])).error_m


@lru_cache(maxsize=16)
def _prepared(dataset: str, to: str) -> _Prepared:
    return _Prepared(load(dataset).lines(to))


def _measure(
    found: geodesy.Nearest, lon: float, lat: float, to: str, dataset: str, low_m: float, high_m: float
) -> Measure:
    data = load(dataset)
    return Measure(
        distance_m=found.distance_m.item(),
        low_m=max(0.0, float(low_m)),
        high_m=float(high_m),
        azimuth_deg=found.azimuth_deg.item(),
        border=str(_prepared(dataset, to).pair[found.segment.item()]),
        border_lon=found.lon.item(),
        border_lat=found.lat.item(),
        country=data.country(lon, lat),
        dataset=data.name,
        dataset_date=data.date,
        sensitivity=tuple(_elsewhere(lon, lat, to, name) for name in names() if name != dataset),
    )


def _elsewhere(lon: float, lat: float, to: str, dataset: str) -> dict[str, Any]:
    """What another data set says of the point; no distance where it does not hold the border."""
    data = load(dataset)
    try:
        distance_m = geodesy.nearest(lon, lat, _prepared(dataset, to).segments).distance_m.item()
    except BorderError:
        distance_m = None
    return {
        "dataset": data.name,
        "dataset_date": data.date,
        "distance_m": distance_m,
        "country": data.country(lon, lat),
    }
