"""Geodesics on the WGS 84 ellipsoid, on arrays of degrees: inverse, direct, nearest point; knows no Place."""

from geostrike.geodesy.dispatch import nearest
from geostrike.geodesy.lines import Nearest, Segments, segments
from geostrike.geodesy.solve import Array, destination, disc, inverse

__all__ = ["Array", "Nearest", "Segments", "destination", "disc", "inverse", "nearest", "segments"]
