"""Events tables to files of geographic tools: GeoPackage, FlatGeobuf, Shapefile, GeoParquet.

Dates that these containers write of their own are set to one day: the same events give the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio import raw
from pyogrio.errors import DataSourceError

from geostrike import files
from geostrike.errors import MissingExtraError, OutputError
from geostrike.tables.geofiles import FIELDS
from geostrike.tables.outgoing import Outgoing

_DAY = "2000-01-01"
_WIDEST = 254  # bytes of a text in a Shapefile
_SHORT = {
    "place_how": "place_how",
    "source_url": "source_url",
    "killed_low": "kill_low",
    "killed_high": "kill_high",
    "killed_civilian_low": "kciv_low",
    "killed_civilian_high": "kciv_high",
    "injured_low": "inj_low",
    "injured_high": "inj_high",
    "dataset_id": "dataset_id",
}


def gpkg(held: Outgoing, path: Path) -> list[str]:
    """Write a GeoPackage with the layer events."""
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{_DAY}T00:00:00.000Z"})
    try:
        with files.replacing(path) as beside:
            _write(held, beside, "GPKG", held.shapes, layer_options={"SPATIAL_INDEX": "YES"})
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    return []


def flatgeobuf(held: Outgoing, path: Path) -> list[str]:
    """Write a FlatGeobuf file in the order of the events, which leaves no room for its index."""
    with files.replacing(path) as beside:
        _write(held, beside, "FlatGeobuf", held.shapes, layer_options={"SPATIAL_INDEX": "NO"})
    return []


def geoparquet(held: Outgoing, path: Path) -> list[str]:
    """Write a GeoParquet file."""
    try:
        import geopandas  # noqa: PLC0415  (heavy)
        import pyarrow as pa  # noqa: F401, PLC0415  (an extra)
    except ImportError:
        raise MissingExtraError(
            f"Writing {path.name} needs the package pyarrow; install it: pip install 'geostrike[dask]'."
        ) from None
    columns = {name: column for name, column in held.columns.items() if name != "geometry"}
    frame = geopandas.GeoDataFrame(columns, geometry=held.shapes, crs="EPSG:4326")
    with files.replacing(path) as beside:
        frame.to_parquet(beside, index=False)
    return []


def shapefile(held: Outgoing, path: Path) -> list[str]:
    """Write a Shapefile, and the full names of its fields beside it."""
    short = short_names(list(held.columns))
    points = held.shapes.copy()
    points[np.isnan(held.lon)] = None
    renamed, notes = {}, []
    for name, column in held.columns.items():
        renamed[short[name]], cut = _narrow(column)
        if cut:
            notes.append(f"{cut} texts of {name} are cut to {_WIDEST} bytes.")
    if held.has_areas:
        lost = int((np.isnan(held.lon) & ~shapely.is_missing(held.shapes)).sum())
        notes.append(
            f"{lost} events are lines or areas, which cannot stand beside points; they have no place."
        )
    other = {name: brief for name, brief in short.items() if name != brief}
    if other:
        listed = ", ".join(f"{name} as {brief}" for name, brief in other.items())
        notes.append(
            f"Names of fields are cut to 10 characters ({listed}); {path.stem}{FIELDS} has them whole."
        )
    brief = Outgoing(renamed, held.lon, held.lat, points, (), ())
    options = {"DBF_DATE_LAST_UPDATE": _DAY}
    with tempfile.TemporaryDirectory(prefix="geostrike-") as folder:
        _write(brief, Path(folder) / path.name, "ESRI Shapefile", points, layer_options=options)
        for part in sorted(Path(folder).iterdir()):
            files.write_bytes(path.with_suffix(part.suffix), part.read_bytes())
    names = {brief: name for name, brief in short.items()}
    files.write_text(path.with_suffix(FIELDS), json.dumps(names, ensure_ascii=False, indent=2) + "\n")
    return notes


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Names of fields with 10 characters at most, each once.

    Parameters
    ----------
    names : sequence of str
        The full names.

    Examples
    --------
    >>> list(short_names(["id", "killed_civilian_low", "geolocation_a", "geolocation_b"]).values())
    ['id', 'kciv_low', 'geolocatio', 'geolocat_2']
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    for name in names:
        plain = _SHORT.get(
            name, "".join(c if c.isascii() and (c.isalnum() or c == "_") else "_" for c in name)
        )
        brief, at = plain[:10], 2
        while brief.casefold() in used:
            brief, at = f"{plain[: 9 - len(str(at))]}_{at}", at + 1
        used.add(brief.casefold())
        found[name] = brief
    return found


def _narrow(column: Any) -> tuple[Any, int]:
    """Texts cut to what a Shapefile holds, and how many were."""
    if column.dtype != object:
        return column, 0
    long = [at for at, text in enumerate(column) if len(text) * 4 > _WIDEST and len(text.encode()) > _WIDEST]
    made = column.copy()
    for at in long:
        made[at] = made[at].encode()[:_WIDEST].decode("utf-8", "ignore")
    return made, len(long)


def _write(held: Outgoing, path: Path, driver: str, shapes: Any, *, layer_options: Mapping[str, str]) -> None:
    columns = [_nulls(column) for column in held.columns.values()]
    kinds = {shape.geom_type for shape in shapes if shape is not None}
    try:
        raw.write(
            path,
            geometry=shapely.to_wkb(shapes),
            field_data=columns,
            fields=list(held.columns),
            driver=driver,
            layer="events" if driver == "GPKG" else None,
            geometry_type="Point" if kinds <= {"Point"} else "Unknown",
            crs="EPSG:4326",
            encoding="UTF-8",
            layer_options=dict(layer_options),
        )
    except (DataSourceError, RuntimeError, ValueError) as error:
        raise OutputError(
            f"{path.name} cannot be written ({str(error)[:120]}); check that its folder exists."
        ) from None


def _nulls(column: Any) -> Any:
    if column.dtype != object:
        return column
    made = column.copy()
    made[made == ""] = None
    return made
