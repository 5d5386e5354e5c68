"""Land borders: lines by pair of countries, the country of a point, distances; two data sets, `names`."""

from geostrike.borders.data import BorderSet, Lines, load, names
from geostrike.borders.geojson import export, listing
from geostrike.borders.measure import disagreement, distance, region_distance

__all__ = [
    "BorderSet",
    "Lines",
    "disagreement",
    "distance",
    "export",
    "listing",
    "load",
    "names",
    "region_distance",
]
