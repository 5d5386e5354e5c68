"""The compiled counterpart of `lines.nearest`, for many points: needs numba; answers the same to 1 mm."""

from geostrike.geodesy.kernel.run import nearest

__all__ = ["nearest"]
