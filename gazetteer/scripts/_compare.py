"""How far apart two border data sets draw the same border, sampled each 200 m or more; builds nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike import geodesy
from geostrike.borders import BorderSet, Lines

STEP_M = 200.0
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Apart:
    """Mean distance from the second set's line to the first's, and the greatest either way, in metres."""

    mean_m: float
    max_m: float


def distances(one: BorderSet, other: BorderSet, pairs: Iterable[str]) -> dict[str, Apart]:
    """Distances between two sets for borders that both hold."""
    return {pair: _apart(one.lines(pair), other.lines(pair)) for pair in pairs}


def farthest_m(one: BorderSet, other: BorderSet, pairs: Iterable[str]) -> dict[str, float]:
    """Greatest distance of the first set's agreed lines from the second's, sampled each kilometre."""
    found = {}
    for pair in pairs:
        lines, line = one.lines(pair), other.lines(pair)
        edges = np.stack(_edges(lines))[:, _agreed(lines)]
        if edges.size:
            lon, lat = _walk(*edges, 1000.0)
            found[pair] = float(geodesy.nearest(lon, lat, geodesy.segments(*_edges(line))).distance_m.max())
    return found


def _agreed(lines: Lines) -> NDArray[np.bool_]:
    """Which edges are of no disputed or indefinite stretch."""
    count = np.diff(lines.starts) - 1
    return np.repeat([kind == "land" for kind in lines.kind], count)


def _apart(one: Lines, other: Lines) -> Apart:
    there, back = _from(other, one), _from(one, other)
    return Apart(float(there.mean()), float(max(there.max(), back.max())))


def _from(walked: Lines, line: Lines) -> FloatArray:
    found: FloatArray = geodesy.nearest(*_samples(walked), geodesy.segments(*_edges(line))).distance_m
    return found


def _edges(lines: Lines) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    within = np.ones(lines.lon.size, bool)
    within[lines.starts[1:] - 1] = False
    at = np.flatnonzero(within)
    return lines.lon[at], lines.lat[at], lines.lon[at + 1], lines.lat[at + 1]


def _samples(lines: Lines) -> tuple[FloatArray, FloatArray]:
    lon, lat = _walk(*_edges(lines), STEP_M)
    ends = lines.starts[1:] - 1
    return np.append(lon, lines.lon[ends]), np.append(lat, lines.lat[ends])


def _walk(
    lon0: FloatArray, lat0: FloatArray, lon1: FloatArray, lat1: FloatArray, step_m: float
) -> tuple[FloatArray, FloatArray]:
    """Points along edges, each edge's first end among them."""
    length_m, _ = geodesy.inverse(lon0, lat0, lon1, lat1)
    parts = np.maximum(1, np.ceil(length_m / step_m)).astype(int)
    edge = np.repeat(np.arange(parts.size), parts)
    share = (np.arange(edge.size) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[edge]
    return lon0[edge] + share * (lon1 - lon0)[edge], lat0[edge] + share * (lat1 - lat0)[edge]
