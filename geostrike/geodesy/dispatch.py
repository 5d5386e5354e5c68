"""Which engine answers `nearest`: the reference, or for large queries the compiled kernel; no geometry."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from geostrike.geodesy import lines
from geostrike.geodesy.lines import Nearest, Segments

# From here the reference takes some seconds, as long as a compiler: so many points, or pairs with a piece.
KERNEL_POINTS = 50_000
KERNEL_PAIRS = 200_000_000


def nearest(lon: Any, lat: Any, line: Segments, *, threads: int = 0) -> Nearest:
    """Nearest point of geodesic segments to each point, anywhere on the ellipsoid.

    Small queries are answered by numpy and pyproj. Above `KERNEL_POINTS` points or `KERNEL_PAIRS` pairs of a
    point and a piece, and with the extra ``fast``, a compiled kernel answers, with distances equal to less
    than a millimetre.

    Parameters
    ----------
    lon, lat : array_like of float, shape (m,)
        Points in degrees; a point that is not finite or beyond a pole gets NaN.
    line : Segments
        From `segments`.
    threads : int
        How many the kernel may use; 0 for one a processor. They change no answer.

    Returns
    -------
    Nearest
        Distances in metres, azimuths from the point in degrees (NaN on the line), feet in degrees, segments.

    Examples
    --------
    >>> from geostrike.geodesy import segments
    >>> line = segments([41.0], [34.0], [41.0], [35.0])
    >>> found = nearest([41.5], [34.5], line)
    >>> round(found.distance_m.item(), 3), round(found.lat.item(), 6), found.segment.item()
    (45919.804, 34.501023, 0)
    """
    point_lon, point_lat = (np.asarray(x, np.float64).ravel() for x in np.broadcast_arrays(lon, lat))
    pairs = point_lon.size * line.pieces.owner.size
    kernel = _kernel() if point_lon.size > KERNEL_POINTS or pairs > KERNEL_PAIRS else None
    if kernel is not None:
        with suppress(OSError):  # a cache of compiled code that cannot be read
            return kernel(point_lon, point_lat, line, threads)
    return lines.nearest(point_lon, point_lat, line)


@cache
def _kernel() -> Callable[..., Nearest] | None:
    """The compiled kernel, or None where numba is not installed."""
    try:
        module = import_module("geostrike.geodesy.kernel")
    except ImportError:
        return None
    found: Callable[..., Nearest] = module.nearest
    return found
