"""Land borders: lines by pair of countries, the country of a point, distances; two data sets, `names`."""

from geostrike.borders.around import borders_within, nearest_borders, signed_distances
from geostrike.borders.bulk import COLUMNS, Distances, distances
from geostrike.borders.data import BorderSet, Credit, Lines, credit, load, names
from geostrike.borders.geojson import export, listing
from geostrike.borders.measure import agreement, disagreement, distance, region_distance
from geostrike.borders.ownline import distance_to, read_border, target_of
from geostrike.borders.target import Target, target

__all__ = [
    "COLUMNS",
    "BorderSet",
    "Credit",
    "Distances",
    "Lines",
    "Target",
    "agreement",
    "borders_within",
    "credit",
    "disagreement",
    "distance",
    "distance_to",
    "distances",
    "export",
    "listing",
    "load",
    "names",
    "nearest_borders",
    "read_border",
    "region_distance",
    "signed_distances",
    "target",
    "target_of",
]
