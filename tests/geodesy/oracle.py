"""A brute-force oracle on geographiclib, which shares no code with PROJ's wrapper or with geostrike."""

from geographiclib.geodesic import Geodesic

WGS84 = Geodesic.WGS84
_GOLDEN = (5**0.5 - 1) / 2
_FAR_M = 9_000_000


def distance_m(lon0, lat0, lon1, lat1):
    return WGS84.Inverse(lat0, lon0, lat1, lon1, Geodesic.DISTANCE)["s12"]


def nearest_m(lon, lat, segments):
    """Smallest distance to any segment (lon0, lat0, lon1, lat1), each searched from end to end."""
    return min(_segment_m(lon, lat, segment) for segment in segments)


def _segment_m(lon, lat, segment, samples=32):
    lon0, lat0, lon1, lat1 = segment
    line = WGS84.InverseLine(lat0, lon0, lat1, lon1)

    def at(along_m):
        end = line.Position(along_m)
        return distance_m(lon, lat, end["lon2"], end["lat2"])

    steps = [line.s13 * i / samples for i in range(samples + 1)]
    values = [at(step) for step in steps]
    best = min(range(samples + 1), key=values.__getitem__)
    low, high = steps[max(best - 1, 0)], steps[min(best + 1, samples)]
    return min(*values, _golden(at, low, high))


def _golden(function, low, high):
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    f_left, f_right = function(left), function(right)
    while high - low > 1e-4:
        if f_left <= f_right:
            high, right, f_right = right, left, f_left
            left = high - _GOLDEN * (high - low)
            f_left = function(left)
        else:
            low, left, f_left = left, right, f_right
            right = low + _GOLDEN * (high - low)
            f_right = function(right)
    return min(f_left, f_right)
