"""The window of a figure: which part of the earth it shows, and where a point of it lies on the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geostrike.maps import basemap

METRES_A_DEGREE = 111_319.49
_TALLEST, _FLATTEST = 1.0, 0.56
_LINES_ACROSS, _RADII_ACROSS, _LEAST_M = 12.0, 6.0, 4000.0
_MARGIN = 0.09

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window in Mercator's projection on the paper: `box` in points, `west` and `north` in its degrees."""

    box: Box
    west: float
    north: float
    points_a_degree: float

    def at(self, lonlat: ArrayLike) -> Floats:
        """Points on the paper, x and y downwards, of longitudes and latitudes in columns."""
        xy = mercator(lonlat)
        left, top, *_ = self.box
        out: Floats = (xy - (self.west, self.north)) * (1, -1) * self.points_a_degree + (left, top)
        return out

    def limits(self) -> Box:
        """West, south, east and north of what is seen, in degrees."""
        left, top, right, bottom = self.box
        east = self.west + (right - left) / self.points_a_degree
        south = self.north - (bottom - top) / self.points_a_degree
        return self.west, latitude(south), east, latitude(self.north)

    @property
    def metres_a_point(self) -> float:
        """Ground under one point of the paper, in the middle of the window."""
        _, south, _, north = self.limits()
        return METRES_A_DEGREE * float(np.cos(np.radians((south + north) / 2))) / self.points_a_degree

    @property
    def zoom(self) -> float:
        """The zoom of a web map of the same scale on a screen of 96 pixels an inch."""
        return float(np.log2(self.points_a_degree * 360 / 256 * 96 / 72))


def mercator(lonlat: ArrayLike) -> Floats:
    """Degrees of Mercator's projection, in which angles are true, from longitude and latitude in columns.

    Examples
    --------
    >>> mercator([[40.0, 0.0], [40.0, 60.0]]).round(3).tolist()
    [[40.0, 0.0], [40.0, 75.456]]
    """
    pairs = np.asarray(lonlat, float).reshape(-1, 2)
    north = np.degrees(np.arctanh(np.sin(np.radians(pairs[:, 1]))))
    return np.column_stack([pairs[:, 0], north])


def latitude(north: float) -> float:
    """The latitude of a degree of Mercator's projection.

    Examples
    --------
    >>> round(latitude(75.456), 3)
    60.0
    """
    return float(np.degrees(np.arcsin(np.tanh(np.radians(north)))))


def corners(event: Mapping[str, Any]) -> Floats:
    """Every longitude and latitude that a mark of the page reaches."""
    spots = [event["at"]]
    if "line" in event:
        spots.append(event["line"]["foot"])
    boxes = [event.get("box"), *(second["box"] for second in event.get("released", ()))]
    spots += [pair for box in boxes if box for pair in (box[:2], box[2:])]
    rings = [unpacked(ring) for ring in event.get("outline", ())]
    return np.concatenate([np.asarray(spots, float), *rings])


def unpacked(ring: Iterable[int]) -> Floats:
    """Longitudes and latitudes of a line as the page holds it: differences in millionths of a degree."""
    out: Floats = np.cumsum(np.reshape(np.asarray(ring, np.int64), (-1, 2)), axis=0) / basemap.GRID
    return out


def fit(
    events: Iterable[Mapping[str, Any]], limits: Box, corner: tuple[float, float], size: tuple[float, float]
) -> Frame:
    """The window around some marks; `size` is its width and its height, 0 where that follows the marks.

    Parameters
    ----------
    events : iterable of mapping
        As `geostrike.maps.payload.events` gives them; all of `limits` is shown where there is none.
    limits : (float, float, float, float)
        What the map under the events covers; the window stays inside where it can.
    corner : (float, float)
        Left and top of the window on the paper.
    size : (float, float)
        Width and height in points.
    """
    shown, (left, top) = list(events), corner
    reach = np.concatenate([mercator(corners(event)) for event in shown]) if shown else _ends(limits)
    low, high = reach.min(axis=0), reach.max(axis=0)
    middle = (low + high) / 2
    span = np.maximum((high - low) * (1 + 2 * _MARGIN), _least(shown, latitude(float(middle[1]))))
    width = size[0]
    height = size[1] or width * float(np.clip(span[1] / span[0], _FLATTEST, _TALLEST))
    scale = min(width / float(span[0]), height / float(span[1]))
    half = np.array([width, height]) / scale / 2
    west, north = _inside(middle, half, limits)
    return Frame((left, top, left + width, top + height), west, north, scale)


def _ends(limits: Box) -> Floats:
    return mercator([limits[:2], limits[2:]])


def _inside(middle: Floats, half: Floats, limits: Box) -> tuple[float, float]:
    """West and north of the window, moved so that it does not leave what the map covers."""
    low, high = _ends(limits)
    moved = np.where(2 * half < high - low, np.clip(middle, low + half, high - half), (low + high) / 2)
    return float(moved[0] - half[0]), float(moved[1] + half[1])


def _least(events: Iterable[Mapping[str, Any]], lat: float) -> float:
    """The least width of a window in degrees: lines and rings are seen in it with something around them."""
    metres = [_LEAST_M]
    shrink = float(np.cos(np.radians(lat)))
    for event in events:
        if "line" in event:
            ends = mercator([event["at"], event["line"]["foot"]])
            length = float(np.hypot(*(ends[1] - ends[0]))) * METRES_A_DEGREE * shrink
            metres.append(length * _LINES_ACROSS if length < _LEAST_M else 0.0)
        if "box" in event:
            metres.append((event["box"][3] - event["box"][1]) / 2 * METRES_A_DEGREE * _RADII_ACROSS)
    return max(metres) / METRES_A_DEGREE / shrink
