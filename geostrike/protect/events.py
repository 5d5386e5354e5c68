"""An events table whose points are made coarse, all of them or those of places to protect; draws nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geostrike import precision, sheltered
from geostrike.protect import cells, people, telling
from geostrike.tables.cells import Cells, Mask, SetAside, Texts, blank, by_value, many, texts
from geostrike.tables.columns import Columns

COLUMN = "coarsened"
_EMPTIED = ("place_ar", "admin2", "grid", "place_how", "dataset_id")
_NAMING = ("kind", "category", "place")
_SITES = re.compile(r"(?<![a-z])(?:infrastructure|facility|target|site|object)(?![a-z])", re.IGNORECASE)
_DECIMALS = re.compile(r"[0-9]+\.[0-9]+|[0-9]{4,}")

Floats = NDArray[np.float64]


def protect(found: Columns, *, day: date | None = None) -> Columns:
    """The same events with the places to protect made coarse, as pages show them.

    Those are places whose kind, category, name or title says displacement camp, hospital, school, shelter or
    home, and those of events less than 30 days old, but for rows with `publish` yes and a `publish_reason`;
    rows with `publish` coarse are coarse, rows with `publish` no are left out.

    Parameters
    ----------
    found : Columns
        From `geostrike.tables.read_columns`.
    day : date, optional
        By which events are young; see `today`.
    """
    public = _said(found, "publish")
    if (public == "no").any():
        found = _without(found, public == "no")
        public = public[public != "no"]
    lifted = (_said(found, "publish_reason") != "") & (public == "yes")
    which = (public == "coarse") | (~lifted & (_at_protected(found) | _young(found, day or people.today())))
    return coarsen(found, "5km", which) if which.any() else found


def coarsen(found: Columns, how: str, which: Mask | None = None) -> Columns:
    """The same events with all that gives their points away recomputed or dropped.

    Coordinates, radius and precision become those of a cell; grid, district, Arabic name, the data set's own
    id, and names of places smaller than the cell go; of texts only sentences without coordinates, lengths,
    addresses and such names stay. The column `coarsened` of `extra` and a note say what was done.

    Parameters
    ----------
    found : Columns
        Events in plain arrays.
    how : str
        ``5km``: a circle around the middle of a fixed cell; ``admin1``: the first-order region, at a point
        inside it with a radius that reaches all of it; ``grid``: a square of a tenth of a degree.
    which : ndarray of bool, shape (n,), optional
        The rows; all where it is missing.

    Raises
    ------
    GeostrikeError
        If there is no such way.
    """
    cells.known(how)
    rows = np.arange(len(found)) if which is None else np.flatnonzero(which)
    lon, lat, radius_m = _points(found, rows)
    cell = cells.cells(how, lon, lat)
    wide = cells.widened(radius_m, cell.radius_m, 4_000.0 if how == "5km" else 10_000.0)
    values = dict(found.values)
    values["radius_m"] = _set(values["radius_m"], rows, wide)
    values["precision"] = _set(values["precision"], rows, _classes(wide, how))
    for name in _EMPTIED:
        values[name] = _set(values[name], rows, "")
    values |= _worded(found, rows, cell, radius_m)
    return replace(
        found,
        values=values,
        lon=_set(found.lon, rows, cell.lon),
        lat=_set(found.lat, rows, cell.lat),
        shapes=_shapes(found, rows),
        extra=_extra(found, rows, how),
        aside=found.aside if which is not None else tuple(map(_masked, found.aside)),
        notes=(*found.notes, cells.note(how if which is None else "some")),
    )


def rule(found: Columns) -> str:
    """The sentence on how the events were coarsened; empty where none was.

    Parameters
    ----------
    found : Columns
        Events in plain arrays.
    """
    if COLUMN not in found.extra:
        return ""
    given = set(_read(found, COLUMN))
    return cells.note(given.pop() if len(given) == 1 else "some") if given & set(cells.HOW) else ""


def _set(column: Any, rows: NDArray[np.int64], new: Any) -> Any:
    changed = column.copy()
    changed[rows] = new
    return changed


def _points(found: Columns, rows: NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
    """Points and radii of rows; of lines and areas a point inside and the radius that reaches all of it."""
    lon, lat, radius_m = found.lon[rows], found.lat[rows], found.values["radius_m"][rows]
    if found.shapes is None:
        return lon, lat, radius_m
    shaped = ~shapely.is_missing(found.shapes[rows])
    shapes = found.shapes[rows][shaped]
    inside = shapely.point_on_surface(shapes)
    lon[shaped], lat[shaped] = shapely.get_x(inside), shapely.get_y(inside)
    if shapes.size:
        radius_m[shaped] = cells.reach(lon[shaped], lat[shaped], tuple(shapely.bounds(shapes).T))
    return lon, lat, radius_m


def _shapes(found: Columns, rows: NDArray[np.int64]) -> Texts | None:
    if found.shapes is None:
        return None
    left: Texts = _set(found.shapes, rows, None)
    return None if shapely.is_missing(left).all() else left


def _classes(radius_m: Floats, how: str) -> Texts:
    of_radius = cache(precision.of_radius)
    names = ("province" if how == "admin1" else of_radius(each) for each in radius_m.tolist())
    return texts("unknown" if np.isnan(each) else name for name, each in zip(names, radius_m, strict=True))


def _worded(
    found: Columns, rows: NDArray[np.int64], cell: cells.Coarse, radius_m: Floats
) -> dict[str, Texts]:
    """Place, title, summary and address of rows as far as they give nothing away."""
    held = found.values
    regions, labels = cells.names_of(cell.region), cells.labels_of(cell.region.tolist())
    small = ~(radius_m >= cell.radius_m)  # what has no radius counts as small
    place, title, summary, link = (
        [*map(str, held[name][rows])] for name in ("place", "title", "summary", "source_url")
    )
    kinds = by_value(held["kind"][rows], lambda kind: f"{kind[:1].upper()}{kind[1:]}" or "Event")
    folded, tells = cache(lambda name: telling.folded([name])), cache(telling.tells)
    for at, (region, name, is_small) in enumerate(zip(labels, list(place), small.tolist(), strict=True)):
        gone = is_small and name
        names = folded(name) if gone else frozenset[str]()
        if gone or tells(name):
            place[at] = region
        if telling.tells(title[at], names):
            title[at] = f"{kinds[at]} in {region}" if region else kinds[at]
        summary[at] = summary[at] and telling.kept(summary[at], names)
        link[at] = "" if link[at] and telling.points(link[at]) else link[at]
    new = {"place": place, "title": title, "summary": summary, "source_url": link}
    admin1 = np.where(held["admin1"][rows] == "", np.array(regions, object), held["admin1"][rows])
    return {name: _set(held[name], rows, texts(each)) for name, each in new.items()} | {
        "admin1": _set(held["admin1"], rows, admin1)
    }


def _extra(found: Columns, rows: NDArray[np.int64], how: str) -> dict[str, Any]:
    """The source's other columns without what they say of these rows, and a column that says how."""
    said = np.full(len(found), "", object)
    if COLUMN in found.extra:
        said = _read(found, COLUMN).copy()
    said[rows] = how
    if len(rows) == len(found):
        return {COLUMN: said}
    kept = {name: _set(_read(found, name), rows, "") for name in found.extra}
    return kept | {COLUMN: said}


def _read(found: Columns, name: str) -> Texts:
    return Cells("", found.extra, np.arange(len(found))).texts(name)


def _masked(row: SetAside) -> SetAside:
    """A row that was set aside, without its cells and without the numbers in the reason."""
    return replace(row, reason=_DECIMALS.sub(telling.GONE, row.reason), cells={})


def _said(found: Columns, name: str) -> Texts:
    if name not in found.extra:
        return blank(len(found))
    return texts(text.strip().casefold() for text in _read(found, name))


def _without(found: Columns, gone: Mask) -> Columns:
    """The same without some rows."""
    keep = ~gone
    extra = Cells("", found.extra, np.arange(len(found))).take(keep).columns
    return replace(
        found,
        values={name: column[keep] for name, column in found.values.items()},
        lon=found.lon[keep],
        lat=found.lat[keep],
        shapes=None if found.shapes is None else found.shapes[keep],
        extra=extra,
        notes=(*found.notes, f"{int(gone.sum())} events that are not to be published are left out."),
    )


def _at_protected(found: Columns) -> Mask:
    """Rows whose kind, category, place, title or kind of site names a place to protect."""
    which = np.zeros(len(found), bool)
    sites = (_read(found, name) for name in found.extra if _SITES.search(name))
    for column in (*(found.values[name] for name in _NAMING), *sites):
        which |= np.array(by_value(column, lambda text: bool(sheltered.kind_of(text))), bool)
    which[[at for at, text in _with_stem(found.values["title"].tolist()) if sheltered.kind_of(text)]] = True
    return which


def _with_stem(lines: list[str]) -> Iterable[tuple[int, str]]:
    """Texts that hold the beginning of a telling word, found in all of them at once."""
    column = many(lines)
    if column is not None:
        arrow = import_module("geostrike.tables.arrowcells")
        return [(at, lines[at]) for at in arrow.matching(column, "|".join(sheltered.STEMS))]
    whole = "\n".join(lines).casefold()
    if whole.count("\n") != len(lines) - 1:  # a text of several lines
        return enumerate(lines)
    found = [at for stem in sheltered.STEMS for at in _all_in(whole, stem)]
    same = len(whole) == sum(map(len, lines)) + len(lines) - 1
    ends = np.cumsum([len(line if same else line.casefold()) + 1 for line in lines])
    held = dict.fromkeys(np.searchsorted(ends, sorted(found), "right").tolist())
    return [(at, lines[at]) for at in held]


def _all_in(whole: str, stem: str) -> Iterator[int]:
    at = whole.find(stem)
    while at >= 0:
        yield at
        at = whole.find(stem, at + 1)


def _young(found: Columns, day: date) -> Mask:
    last = np.where(found.values["date_end"] == "", found.values["date"], found.values["date_end"])
    return np.array(by_value(last, lambda text: people.is_young(text, day)), bool)
