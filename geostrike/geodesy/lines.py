"""The certified nearest point of geodesic segments, anywhere on the ellipsoid; knows no Place and no border.

Segments are cut into pieces; no point of a piece is farther from the piece's middle than half its length.
`prune` names the pieces that can hold the nearest point of each point, and those are searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geostrike.errors import CoordinateError
from geostrike.geodesy.prune import Index, Pieces, by_chord, candidates, unit_vectors
from geostrike.geodesy.solve import Array, geod, inverse

PIECE_M = 5_000.0
_POINTS = 100_000  # held in memory at once
_FEW = 4  # so many pieces are searched without more ado
_MEAN_RADIUS_M = 6_371_008.8
_STEP_M = 1e-6


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Segments:
    """Geodesic segments, cut into pieces of at most `PIECE_M` metres; make them with `segments`.

    Attributes
    ----------
    lon0, lat0, lon1, lat1 : ndarray of float64, shape (n,)
        Ends in degrees.
    azimuth_deg, length_m : ndarray of float64, shape (n,)
        Azimuth at the first end, and length.
    """

    lon0: Array
    lat0: Array
    lon1: Array
    lat1: Array
    azimuth_deg: Array
    length_m: Array
    pieces: Pieces

    def __len__(self) -> int:
        return self.lon0.size


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The nearest point of lines to each of m points: arrays of shape (m,); segment -1 is none."""

    distance_m: Array
    azimuth_deg: Array
    lon: Array
    lat: Array
    segment: Index


def segments(lon0: Any, lat0: Any, lon1: Any, lat1: Any) -> Segments:
    """Prepare geodesic segments for `nearest`.

    Parameters
    ----------
    lon0, lat0, lon1, lat1 : array_like of float, shape (n,)
        Ends in degrees; a segment of no length is a point.

    Raises
    ------
    CoordinateError
        If there is no segment, or an end is not finite or out of range.

    Examples
    --------
    >>> len(segments([41.0, 41.1], [34.4, 34.4], [41.1, 41.2], [34.4, 34.5]))
    2
    """
    a_lon, a_lat, b_lon, b_lat = (
        np.array(degrees, np.float64).ravel() for degrees in (lon0, lat0, lon1, lat1)
    )
    _check_ends(a_lon, a_lat, b_lon, b_lat)
    azimuth_deg, _, length_m = geod().inv(a_lon, a_lat, b_lon, b_lat)
    pieces = _pieces(a_lon, a_lat, azimuth_deg, length_m)
    return Segments(a_lon, a_lat, b_lon, b_lat, azimuth_deg, length_m, pieces)


def subset(line: Segments, some: NDArray[np.bool_]) -> Segments:
    """Some of the segments, prepared as they are.

    Parameters
    ----------
    line : Segments
        From `segments`.
    some : ndarray of bool, shape (n,)
        Which.

    Examples
    --------
    >>> line = segments([41.0, 41.1], [34.4, 34.4], [41.1, 41.2], [34.4, 34.5])
    >>> subset(line, np.array([False, True])).lon0.tolist()
    [41.1]
    """
    held = line.pieces
    kept = some[held.owner]
    owner = (np.cumsum(some) - 1)[held.owner[kept]]
    return Segments(
        lon0=line.lon0[some],
        lat0=line.lat0[some],
        lon1=line.lon1[some],
        lat1=line.lat1[some],
        azimuth_deg=line.azimuth_deg[some],
        length_m=line.length_m[some],
        pieces=Pieces(
            owner=owner,
            from_m=held.from_m[kept],
            length_m=held.length_m[kept],
            lon=held.lon[kept],
            lat=held.lat[kept],
            unit=held.unit[kept],
        ),
    )


def nearest(lon: Any, lat: Any, line: Segments) -> Nearest:
    """Nearest point of geodesic segments to each point, by numpy and pyproj: the reference for every size.

    Parameters
    ----------
    lon, lat : array_like of float, shape (m,)
        Points in degrees; a point that is not finite or beyond a pole gets NaN.
    line : Segments
        From `segments`.

    Returns
    -------
    Nearest
        Distances in metres, azimuths from the point in degrees (NaN on the line), feet in degrees, segments.

    Examples
    --------
    >>> line = segments([41.0], [34.0], [41.0], [35.0])
    >>> found = nearest([41.5], [34.5], line)
    >>> round(found.distance_m.item(), 3), round(found.lat.item(), 6), found.segment.item()
    (45919.804, 34.501023, 0)
    """
    point_lon, point_lat = (np.asarray(x, np.float64).ravel() for x in np.broadcast_arrays(lon, lat))
    good = np.flatnonzero(np.isfinite(point_lon) & (np.abs(point_lat) <= 90))
    foot_lon, foot_lat = np.full(point_lon.size, np.nan), np.full(point_lon.size, np.nan)
    segment = np.full(point_lon.size, -1, np.intp)
    for start in range(0, good.size, _POINTS):
        some = good[start : start + _POINTS]
        foot_lon[some], foot_lat[some], segment[some] = _nearest_of_some(
            point_lon[some], point_lat[some], line
        )
    distance_m, azimuth_deg = np.full(point_lon.size, np.nan), np.full(point_lon.size, np.nan)
    distance_m[good], azimuth_deg[good] = inverse(
        point_lon[good], point_lat[good], foot_lon[good], foot_lat[good]
    )
    azimuth_deg[distance_m < _STEP_M] = np.nan
    return Nearest(distance_m, azimuth_deg, foot_lon, foot_lat, segment)


def _pieces(lon0: Array, lat0: Array, azimuth_deg: Array, length_m: Array) -> Pieces:
    count = np.maximum(np.ceil(length_m / PIECE_M), 1).astype(np.intp)
    owner = np.repeat(np.arange(count.size), count)
    rank = np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count)
    piece_m = (length_m / count)[owner]
    from_m = rank * piece_m
    lon, lat, _ = geod().fwd(lon0[owner], lat0[owner], azimuth_deg[owner], from_m + piece_m / 2)
    return Pieces(owner, from_m, piece_m, lon, lat, unit_vectors(lon, lat))


def _check_ends(*ends: Array) -> None:
    lon0, lat0, lon1, lat1 = ends
    if not lon0.size:
        raise CoordinateError("A line without a segment has no nearest point; give at least two vertices.")
    lons, lats = np.concatenate([lon0, lon1]), np.concatenate([lat0, lat1])
    if not (np.isfinite(lons) & np.isfinite(lats) & (np.abs(lats) <= 90) & (np.abs(lons) <= 360)).all():
        raise CoordinateError("A vertex of the line is not finite or out of range; latitudes lie in -90..90.")


def _nearest_of_some(lon: Array, lat: Array, line: Segments) -> tuple[Array, Array, Index]:
    owner, along_m = np.empty(lon.size, np.intp), np.empty(lon.size)
    unit = unit_vectors(lon, lat)
    for pairs in candidates(unit, line.pieces):
        point, piece = _closer(lon, lat, *_by_chord(unit, *pairs, line), line)
        distance_m, foot_m = _feet(lon[point], lat[point], piece, line)
        order = np.lexsort((piece, distance_m, point))
        first = order[np.diff(point[order], prepend=-1) > 0]
        owner[point[first]], along_m[point[first]] = line.pieces.owner[piece[first]], foot_m[first]
    return *_at(owner, along_m, line), owner


def _by_chord(unit: Array, point: Index, piece: Index, line: Segments) -> tuple[Index, Index]:
    """Of these pairs, those that the chords of the pieces cannot rule out."""
    used, at = np.unique(piece, return_inverse=True)
    owner, from_m, length_m = line.pieces.owner[used], line.pieces.from_m[used], line.pieces.length_m[used]
    first, last = (unit_vectors(*_at(owner, along_m, line)) for along_m in (from_m, from_m + length_m))
    kept = by_chord(unit, point, at, (first, last), length_m)
    return point[kept], piece[kept]


def _closer(lon: Array, lat: Array, point: Index, piece: Index, line: Segments) -> tuple[Index, Index]:
    """Of these pairs, those that geodesic distances to the middles cannot rule out; few need the question."""
    many = np.bincount(point, minlength=lon.size)[point] > _FEW
    middle_m = np.zeros(point.size)
    middle_m[many], _ = inverse(
        lon[point[many]], lat[point[many]], line.pieces.lon[piece[many]], line.pieces.lat[piece[many]]
    )
    highest_m = np.full(lon.size, np.inf)
    np.minimum.at(highest_m, point, middle_m)
    keep = middle_m - line.pieces.length_m[piece] / 2 <= highest_m[point] + _STEP_M
    return point[keep], piece[keep]


def _at(owner: Index, along_m: Array, line: Segments) -> tuple[Array, Array]:
    """Longitude and latitude at a distance along a segment; its own ends are met exactly."""
    lon, lat, _ = geod().fwd(line.lon0[owner], line.lat0[owner], line.azimuth_deg[owner], along_m)
    first, last = along_m <= 0, along_m >= line.length_m[owner]
    lon = np.select([first, last], [line.lon0[owner], line.lon1[owner]], lon)
    lat = np.select([first, last], [line.lat0[owner], line.lat1[owner]], lat)
    return lon, lat


def _slope(lon: Array, lat: Array, owner: Index, along_m: Array, line: Segments) -> tuple[Array, Array]:
    """Distance to the point, and its change per metre along the segment (minus the cosine of the angle)."""
    foot_lon, foot_lat, back_deg = geod().fwd(
        line.lon0[owner], line.lat0[owner], line.azimuth_deg[owner], along_m
    )
    azimuth_deg, _, distance_m = geod().inv(foot_lon, foot_lat, lon, lat)
    return np.asarray(distance_m), -np.cos(np.radians(np.asarray(azimuth_deg) - back_deg - 180))


def _feet(lon: Array, lat: Array, piece: Index, line: Segments) -> tuple[Array, Array]:
    """Nearest point of each piece: distance, and metres along its segment.

    The distance to a point is convex along a geodesic within a quarter of the globe and concave beyond, so on
    a short piece the minimum lies at an end, or between ends where the slope turns from falling to rising.
    """
    owner, low_m = line.pieces.owner[piece], line.pieces.from_m[piece]
    high_m = low_m + line.pieces.length_m[piece]
    low_distance_m, low_slope = _slope(lon, lat, owner, low_m, line)
    high_distance_m, high_slope = _slope(lon, lat, owner, high_m, line)
    distance_m = np.minimum(low_distance_m, high_distance_m)
    along_m = np.where(low_distance_m <= high_distance_m, low_m, high_m)
    inside = np.flatnonzero((low_slope < 0) & (high_slope > 0))
    if inside.size:
        found_m, found_along_m = _turning_point(
            lon[inside], lat[inside], owner[inside], low_m[inside], high_m[inside], line
        )
        better = found_m < distance_m[inside]
        distance_m[inside[better]], along_m[inside[better]] = found_m[better], found_along_m[better]
    return distance_m, along_m


def _turning_point(
    lon: Array, lat: Array, owner: Index, low_m: Array, high_m: Array, line: Segments
) -> tuple[Array, Array]:
    """Where the slope turns, by the right-angled spherical triangle; a step out of the bracket halves it."""
    low_m, high_m = low_m.copy(), high_m.copy()
    along_m = (low_m + high_m) / 2
    for _ in range(60):
        distance_m, slope = _slope(lon, lat, owner, along_m, line)
        low_m = np.where(slope < 0, along_m, low_m)
        high_m = np.where(slope > 0, along_m, high_m)
        reach = _MEAN_RADIUS_M * np.abs(np.tan(np.minimum(distance_m / _MEAN_RADIUS_M, 1.57)))
        step_to_m = along_m - slope * reach
        safe = (low_m < step_to_m) & (step_to_m < high_m)
        next_m = np.where(safe, step_to_m, (low_m + high_m) / 2)
        moved_m = np.abs(next_m - along_m).max()
        along_m = next_m
        if moved_m < _STEP_M:
            break
    distance_m, _ = _slope(lon, lat, owner, along_m, line)
    return distance_m, along_m
