"""JSON as text by column: GeoJSON, newline-delimited too, and lists of objects as TimeMap or an API has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely

from geostrike import files
from geostrike.errors import TableError
from geostrike.tables.cells import Cells, from_rows, with_shapes

_LISTS = ("features", "events", "data", "incidents", "strikes", "results", "result", "records", "items")
_SHAPES = {
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
}


def read(path: Path) -> Cells:
    """Text of the objects of a JSON file; a list in an object becomes numbered columns.

    Parameters
    ----------
    path : pathlib.Path
        The file.

    Raises
    ------
    InputError
        If it cannot be read.
    TableError
        If it holds no list of objects.
    """
    text = files.read_text(path)
    found = _objects(path, text)
    features = [each if each.get("type") == "Feature" else {"properties": each} for each in found]
    rows = [_flat(_properties(each)) for each in features]
    header = list(dict.fromkeys(name for row in rows for name in row))
    table = from_rows(path.name, header, ([row.get(name, "") for name in header] for row in rows))
    if not any("geometry" in each for each in features):
        return table
    return with_shapes(table, [_shape(each.get("geometry")) for each in features])


def _objects(path: Path, text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text, parse_constant=lambda _: None)
    except RecursionError:
        raise TableError(f"{path.name} is nested too deep to be a table; give a list of objects.") from None
    except json.JSONDecodeError as error:
        found = _lines(path, text, error)
    if isinstance(found, dict):
        _check_crs(path, found.get("crs"))
        found = [found] if found.get("type") == "Feature" else _held(found)
    if not isinstance(found, list) or not found or not all(isinstance(each, dict) for each in found):
        raise TableError(f"{path.name} holds no list of objects; give GeoJSON or a list of events.")
    return found


def _held(found: Mapping[str, Any]) -> Any:
    """The list of events in an object: so named, the only one, objects by their ids, a table of pandas."""
    columns, rows = found.get("columns"), found.get("data")
    if isinstance(columns, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        return [dict(zip(map(str, columns), row, strict=False)) for row in rows]
    named = {str(name).casefold(): value for name, value in found.items() if _listed(value)}
    known = next((named[name] for name in _LISTS if name in named), None)
    if known is not None:
        return known
    if len(named) == 1:
        return next(iter(named.values()))
    if len(found) < 2 or named or not all(isinstance(each, dict) and each for each in found.values()):
        return None
    if all(key.isdecimal() for each in found.values() for key in each):
        rows = dict.fromkeys(key for each in found.values() for key in each)
        return [{name: each.get(row) for name, each in found.items()} for row in rows]
    return [{"id": name, **each} for name, each in found.items()]


def _listed(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _check_crs(path: Path, crs: object) -> None:
    """Refuse old GeoJSON that says it is in another system than longitude and latitude."""
    if crs and not any(known in json.dumps(crs) for known in ("CRS84", "4326")):
        raise TableError(
            f"{path.name} has a crs other than longitude and latitude; reproject it to EPSG:4326."
        )


def _lines(path: Path, text: str, error: json.JSONDecodeError) -> list[Any]:
    try:
        found = [json.loads(line.lstrip("\x1e")) for line in text.split("\n") if line.strip("\x1e \r\t")]
    except (json.JSONDecodeError, RecursionError):
        raise TableError(
            f"{path.name} is no JSON near line {error.lineno} ({error.msg}); save it again."
        ) from None
    return found


def _properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    held = feature.get("properties")
    properties = dict(held) if isinstance(held, dict) else {}
    if isinstance(feature.get("id"), str | int) and "id" not in properties:
        properties = {"id": feature["id"], **properties}
    for name, value in _when(feature.get("when")).items():
        properties.setdefault(name, value)
    return properties


def _when(when: Any) -> dict[str, str]:
    """Date and last day of the foreign member `when`, as we and others write it."""
    spans = when.get("timespans") if isinstance(when, dict) else None
    if not isinstance(spans, list) or not spans or not isinstance(spans[0], dict):
        return {}
    ends = {}
    for name, key in (("date", "start"), ("date_end", "end")):
        end = spans[0].get(key)
        if isinstance(end, dict):
            day = next(
                (end[word] for word in ("in", "earliest", "latest") if isinstance(end.get(word), str)), ""
            )
            ends[name] = day.rstrip("~?")
    return {name: day for name, day in ends.items() if day}


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """Cells of an object: of lists of plain values name1, name2 and so on, of such objects name_key."""
    cells: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, list) and value and not any(isinstance(each, dict | list) for each in value):
            cells |= {f"{name}{at}": _text(each) for at, each in enumerate(value, 1)}
        elif (
            isinstance(value, dict)
            and value
            and not any(isinstance(each, dict | list) for each in value.values())
        ):
            cells |= {f"{name}_{key}": _text(each) for key, each in value.items()}
        else:
            cells[str(name)] = _text(value)
    return cells


def _text(value: Any) -> str:
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)
    text = (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict | list)
        else str(value)
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _shape(geometry: Any) -> Any:
    """A shapely geometry, None for none, or a text that says what is wrong."""
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or geometry.get("type") not in _SHAPES:
        return "its geometry is no GeoJSON geometry"
    try:
        made = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, ValueError, RecursionError):
        return "its geometry has coordinates that cannot be read"
    return None if made is None or made.is_empty else shapely.force_2d(made)
