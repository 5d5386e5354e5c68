"""Land borders: lines by pair of countries, the country of a point, export; two data sets, `names`."""

from geostrike.borders.data import BorderSet, Lines, load, names

__all__ = ["BorderSet", "Lines", "load", "names"]
