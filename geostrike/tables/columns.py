"""The events table as plain arrays, without pandas: known columns, what they may hold, rows set aside.

A reader fills a `Draft`; `finish` sets aside the rows that hold no sound event and says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from geostrike import precision
from geostrike.model import nearest
from geostrike.tables.cells import Cells, Floats, Mask, SetAside, Texts, blank, by_value, texts

NUMBERS = (
    "radius_m",
    "killed_low",
    "killed_high",
    "killed_civilian_low",
    "killed_civilian_high",
    "injured_low",
    "injured_high",
)
KNOWN = (
    *("id", "title", "date", "date_end", "time", "zone", "date_how", "place", "place_ar", "country"),
    *("admin1", "admin2", "radius_m", "precision", "place_how", "grid", "category", "kind", "status"),
    *("source", "source_url", "killed_low", "killed_high", "killed_civilian_low", "killed_civilian_high"),
    *("injured_low", "injured_high", "summary", "dataset", "dataset_id"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Events in file order, column by column.

    Attributes
    ----------
    values : dict of str to ndarray
        Every column of `KNOWN`: object arrays of text, ``""`` for nothing; float64 with NaN for `NUMBERS`.
    lon, lat : ndarray of float64, shape (n,)
        Degrees; NaN where the event has no place.
    shapes : ndarray of object, optional
        Lines and polygons of the rows that are no points, None for the others; their `lon` and `lat` are NaN.
    extra : dict of str to array
        The source's other columns: never on a page.
    aside : tuple of SetAside
        Rows that are no sound events.
    format : str
        Name of the format.
    notes : tuple of str
        What a person should know.
    withheld : tuple of str
        Columns of `extra` that name people or hold text of others: no file is written with them.
    above : int
        Rows of the sheet above the first row, where the events come from a workbook.
    """

    values: dict[str, Any]
    lon: Floats
    lat: Floats
    extra: dict[str, Any]
    aside: tuple[SetAside, ...]
    format: str
    notes: tuple[str, ...] = ()
    shapes: Texts | None = None
    withheld: tuple[str, ...] = ()
    above: int = 0

    def __len__(self) -> int:
        return self.lon.size


@dataclass(slots=True, eq=False)
class Draft:
    """What a reader has made of a table so far: columns, points, and why a row cannot be taken."""

    cells: Cells
    format: str
    lon: Floats
    lat: Floats
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    shapes: Texts | None = None
    withheld: tuple[str, ...] = ()
    reasons: dict[int, str] = field(default_factory=dict)

    def set_aside(self, which: Mask, why: str | Callable[[int], str]) -> None:
        """Set rows aside, unless they are already."""
        for at in np.flatnonzero(which).tolist():
            self.reasons.setdefault(at, why if isinstance(why, str) else why(at))


def finish(draft: Draft) -> Columns:
    """Events of a draft; rows out of range, without id or title, or with an id that stands twice go aside.

    Parameters
    ----------
    draft : Draft
        What a reader has made.
    """
    nothing, nowhere = blank(len(draft.cells)), np.full(len(draft.cells), np.nan)
    for name in KNOWN:
        draft.values.setdefault(name, nowhere if name in NUMBERS else nothing)
    _check_points(draft)
    _fill_precision(draft)
    for name in ("id", "title"):
        draft.set_aside(draft.values[name] == "", f"{name} is empty")
    _check_ids(draft)
    for name in NUMBERS:
        _check_sign(draft, name, draft.values[name])
    return _kept(draft)


def _check_sign(draft: Draft, name: str, values: Floats) -> None:
    draft.set_aside(values < 0, lambda at: f"{name} is {values[at]:g}, below 0")


def radii(radius_m: Floats) -> Floats:
    """Radii to 0.1 m, as they are read and written; those below 1 m as they are.

    Examples
    --------
    >>> radii(np.array([7.20349509909171, 0.04])).tolist()
    [7.2, 0.04]
    """
    return np.where(radius_m < 1, radius_m, np.round(radius_m, 1))


def _check_points(draft: Draft) -> None:
    lon, lat = draft.lon, draft.lat
    one = np.isnan(lon) != np.isnan(lat)
    draft.set_aside(one, lambda at: f"{'lon' if np.isnan(lon[at]) else 'lat'} is empty")
    wide = (np.abs(lat) > 90) | (np.abs(lon) > 180)
    swapped = wide & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    draft.set_aside(swapped, lambda at: f"lon {lon[at]:.7g} and lat {lat[at]:.7g} look swapped")
    draft.set_aside(wide, lambda at: f"out of range: lon {lon[at]:.10g}, lat {lat[at]:.10g}")


def _fill_precision(draft: Draft) -> None:
    """Give each row a known class, and the radius of its class where it states none."""
    names, radius_m = draft.values["precision"], radii(draft.values["radius_m"])
    lowered = texts(by_value(names, lambda name: name.strip().casefold()))
    known = {each.name: each.radius_m for each in precision.CLASSES}
    bad = texts(by_value(lowered, lambda name: bool(name) and name not in known)).astype(bool)
    draft.set_aside(bad, lambda at: _no_class(names[at]))
    radius_m[radius_m == 0] = np.nan
    stated = ~np.isnan(radius_m)
    for name in set(lowered) & set(known) - {"unknown"}:
        radius_m[~stated & (lowered == name)] = known[name]
    empty = np.flatnonzero(lowered == "")
    lowered[empty] = [precision.of_radius(radius) for radius in radius_m[empty].tolist()]
    draft.values |= {"precision": lowered, "radius_m": radius_m}


def _no_class(name: str) -> str:
    near = nearest(name, [each.name for each in precision.CLASSES])
    hint = f"did you mean {near}" if near else f"use one of {', '.join(e.name for e in precision.CLASSES)}"
    return f"precision is {name[:40]!r}; {hint}"


def _check_ids(draft: Draft) -> None:
    ids = draft.values["id"]
    if len(set(ids)) == len(ids):
        return
    first: dict[str, int] = {}
    for at, name in enumerate(ids):
        if first.setdefault(name, at) != at and name:
            draft.reasons.setdefault(at, f"id {name} stands in row {draft.cells.rows[first[name]]} already")


def _kept(draft: Draft) -> Columns:
    keep = np.ones(len(draft.cells), bool)
    keep[list(draft.reasons)] = False
    aside = [
        SetAside(int(draft.cells.rows[at]), draft.reasons[at], draft.cells.row(at))
        for at in sorted(draft.reasons)
    ]
    whole = bool(keep.all())
    return Columns(
        values={name: draft.values[name] if whole else draft.values[name][keep] for name in KNOWN},
        lon=draft.lon[keep],
        lat=draft.lat[keep],
        extra=_extra(draft, keep),
        aside=tuple(sorted((*draft.cells.aside, *aside), key=lambda each: each.row)),
        format=draft.format,
        notes=(*draft.cells.notes, *draft.notes),
        shapes=None if draft.shapes is None else draft.shapes[keep],
        withheld=draft.withheld,
        above=draft.cells.above,
    )


def _extra(draft: Draft, keep: Mask) -> dict[str, Any]:
    if keep.all():
        return draft.extra
    held = Cells(draft.cells.name, draft.extra, draft.cells.rows)
    return held.take(keep).columns
