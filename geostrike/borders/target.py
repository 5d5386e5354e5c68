"""Lines ready for measuring: segments with the border id and the error of each; from a data set by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from shapely import linestrings, multilinestrings
from shapely.geometry.base import BaseGeometry

from geostrike import geodesy
from geostrike.borders.data import BorderSet, Lines, load
from geostrike.geodesy.prune import unit_vectors
from geostrike.geodesy.solve import A_M, B_M

_SLACK_M = 1.0  # above the rounding of a cosine near 1


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
    edges = _edges(to, dataset)
    return edges.target(np.arange(edges.at.size))


def target_about(lon: float, lat: float, to: str, dataset: str = "osm", *, reach_m: float = 0.0) -> Target:
    """Of the land borders of a data set, what can be the nearest to a point; ready sooner than all of them.

    Parameters
    ----------
    lon, lat : float
        The point in degrees.
    to, dataset : str
        As in `target`.
    reach_m : float
        Radius about the point of a disc, for all of whose points the lines are to do.

    Raises
    ------
    BorderError
        If the data set or the border is not there.

    Notes
    -----
    No line is left out that its error, or that of the nearest one, could make the nearest.

    Examples
    --------
    >>> len(target_about(40.97452, 34.39841, "all").segments) < 20
    True
    """
    edges = _edges(to, dataset)
    lowest_m, highest_m = edges.bounds(lon, lat)
    limit_m = highest_m.min() + 2 * (reach_m + edges.error_m.max())
    return edges.target(np.flatnonzero(lowest_m <= limit_m))


def border_bounds(
    lon: float, lat: float, dataset: str = "osm"
) -> tuple[NDArray[np.str_], NDArray[np.float64], NDArray[np.float64]]:
    """Each border with a lower and an upper bound of its distance from a point.

    Parameters
    ----------
    lon, lat : float
        The point in degrees.
    dataset : str
        One of `names`.

    Raises
    ------
    BorderError
        If the data set is not there.
    """
    edges = _edges("all", dataset)
    lowest_m, highest_m = edges.bounds(lon, lat)
    pairs, which = np.unique(edges.lines.pair, return_inverse=True)
    found = np.full((2, pairs.size), np.inf)
    np.minimum.at(found[0], which[edges.arc], lowest_m)
    np.minimum.at(found[1], which[edges.arc], highest_m)
    return pairs, *found


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """Lines of a border with what bounds distances to them: unit vectors of vertices, half of each length."""

    data: BorderSet
    to: str
    lines: Lines
    at: NDArray[np.intp]
    arc: NDArray[np.intp]
    unit: NDArray[np.float64]
    half_m: NDArray[np.float64]
    error_m: NDArray[np.float64]

    def bounds(self, lon: float, lat: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Lower and upper bound of the distance of each edge; no point is farther from an end than half."""
        (point,) = unit_vectors(np.array([lon]), np.array([lat]))
        angle = np.arccos(np.clip(self.unit @ point, -1, 1))
        nearer = np.minimum(angle[self.at], angle[self.at + 1])
        return B_M * nearer - self.half_m - _SLACK_M, A_M * nearer + _SLACK_M

    def target(self, some: NDArray[np.intp]) -> Target:
        """These edges, ready for measuring."""
        at, lon, lat = self.at[some], self.lines.lon, self.lines.lat
        return Target(
            segments=geodesy.segments(lon[at], lat[at], lon[at + 1], lat[at + 1]),
            border=np.asarray(self.lines.pair)[self.arc[some]],
            error_m=self.error_m[self.arc[some]],
            dataset=self.data.name,
            date=self.data.date,
            version=self.data.version,
            to=self.to,
        )


@lru_cache(maxsize=64)
def _edges(to: str, dataset: str) -> _Edges:
    data = load(dataset)
    lines = data.lines(to)
    first = np.ones(lines.lon.size, bool)
    first[lines.starts[1:] - 1] = False  # no edge from an arc's last vertex to the next arc
    at = np.flatnonzero(first)
    unit = unit_vectors(lines.lon, lines.lat)
    return _Edges(
        data=data,
        to=to,
        lines=lines,
        at=at,
        arc=np.repeat(np.arange(len(lines.pair)), np.diff(lines.starts) - 1),
        unit=unit,
        half_m=A_M * np.arcsin(np.linalg.norm(unit[at + 1] - unit[at], axis=1) / 2) + _SLACK_M,
        error_m=np.asarray([data.errors.get(pair, data.error_m) for pair in lines.pair], np.float64),
    )
