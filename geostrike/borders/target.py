"""Lines ready for measuring: segments with the border id and the error of each; from a data set by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from shapely import linestrings, multilinestrings
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders.data import load


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Lines to measure to, and what they rest on.

    Attributes
    ----------
    segments : Segments
        Geodesic segments.
    border : ndarray of str, shape (n,)
        Border id of each segment.
    error_m : ndarray of float64, shape (n,)
        Bound on the error of each segment.
    dataset, date, version : str
        The data set, or the name of the file, and its ISO date and version where they are known.
    to : str
        The border as it was asked for; empty for a line of the user's own.
    """

    segments: geodesy.Segments
    border: NDArray[np.str_]
    error_m: NDArray[np.float64]
    dataset: str
    date: str
    version: str
    to: str

    def geometry(self) -> BaseGeometry:
        """The lines as a multi-line in longitude and latitude."""
        line = self.segments
        ends = np.column_stack([line.lon0, line.lat0, line.lon1, line.lat1])
        return multilinestrings(linestrings(ends.reshape(-1, 2, 2)))


@lru_cache(maxsize=64)
def target(to: str, dataset: str = "osm") -> Target:
    """Land borders of a data set, ready for measuring; kept for the next call.

    Parameters
    ----------
    to : str
        A pair such as ``IRQ-SYR``, a country such as ``IRQ`` or ``IQ``, or ``all``.
    dataset : str
        One of `names`.

    Raises
    ------
    BorderError
        If the data set or the border is not there.

    Examples
    --------
    >>> sorted(set(target("KWT").border.tolist()))
    ['IRQ-KWT', 'KWT-SAU']
    """
    data = load(dataset)
    lines = data.lines(to)
    first = np.ones(lines.lon.size, bool)
    first[lines.starts[1:] - 1] = False  # no segment from an arc's last vertex to the next arc
    at = np.flatnonzero(first)
    arc = np.searchsorted(lines.starts, at, side="right") - 1
    errors_m = [data.errors.get(pair, data.error_m) for pair in lines.pair]
    return Target(
        segments=geodesy.segments(lines.lon[at], lines.lat[at], lines.lon[at + 1], lines.lat[at + 1]),
        border=np.asarray(lines.pair)[arc],
        error_m=np.asarray(errors_m, np.float64)[arc],
        dataset=data.name,
        date=data.date,
        version=data.version,
        to=to,
    )
