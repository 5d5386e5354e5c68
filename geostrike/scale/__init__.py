"""Distances of many points: a file in bounded memory, a folder on a Dask cluster, batches for Spark.

The modules load lazily: CSV and GeoJSON need no further package, Parquet and GeoPackage need pyarrow, and a
folder needs Dask.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from geostrike.errors import MissingExtraError
from geostrike.scale.stream import Run, measure_file, rejected_path

__all__ = ["Run", "cluster", "measure_file", "rejected_path", "spark"]


def cluster() -> ModuleType:
    """The module that measures a folder on Dask; see `geostrike.scale.folder`.

    Raises
    ------
    MissingExtraError
        If Dask or pyarrow is not installed.
    """
    return _load("folder", "A folder of Parquet files")


def spark() -> ModuleType:
    """The module that measures record batches, as Spark's ``mapInArrow`` hands them over.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.

    Examples
    --------
    >>> spark().ADDED["distance_m"]
    'double'
    """
    return _load("batches", "Measuring record batches")


def _load(name: str, what: str) -> ModuleType:
    try:
        return import_module(f"geostrike.scale.{name}")
    except ImportError as error:
        raise MissingExtraError(
            f"{what} needs the package {error.name}; install it: pip install 'geostrike[dask]'."
        ) from None
