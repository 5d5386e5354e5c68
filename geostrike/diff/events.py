"""What changed between two events tables, column by column; a coarse point stays coarse on both sides."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import shapely

from geostrike import geodesy, protect
from geostrike.diff.changes import Change, in_order, kind_of
from geostrike.diff.matching import Pairs, match
from geostrike.protect.events import COLUMN
from geostrike.tables.cells import Cells, Floats, Mask, Texts
from geostrike.tables.columns import KNOWN, NUMBERS, Columns, radii

LEAST_M = 0.01  # a smaller step is the digits of another format


def of_tables(
    old: Columns, new: Columns, *, coarsen: str = "", skip: Collection[str] = ()
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Changes from one edition of a table to another, and notes for a person.

    Points of places to protect are compared and printed as the coarse cells that pages show; an event that is
    coarse in one edition is coarse in both.

    Parameters
    ----------
    old, new : Columns
        The editions, as `geostrike.tables.read_columns` reads them.
    coarsen : str
        One of `geostrike.protect.HOW` to make all points coarse first; empty for those to protect only.
    skip : collection of str
        Columns that are not compared.

    Raises
    ------
    GeostrikeError
        If there is no such way to coarsen.
    """
    old, new = (_coarse(each, coarsen) for each in (old, new))
    pairs = match(old, new)
    if not coarsen:
        old, new = _both_coarse(old, new, pairs)
    return of_pairs(old, new, pairs, skip), pairs.notes


def of_pairs(old: Columns, new: Columns, pairs: Pairs, skip: Collection[str] = ()) -> tuple[Change, ...]:
    """Changes between editions whose events are paired already; their points are taken as they are.

    Parameters
    ----------
    old, new : Columns
        The editions.
    pairs : Pairs
        From `geostrike.diff.match`.
    skip : collection of str
        Columns that are not compared.
    """
    found = [*_rows("added", new, pairs.added), *_rows("removed", old, pairs.removed)]
    found += _moves(old, new, pairs)
    for name in KNOWN:
        if name not in skip:
            found += _column(old, new, pairs, name)
    return in_order(found)


def _coarse(found: Columns, how: str) -> Columns:
    return protect.coarsen(found, how) if how else protect.protect(found)


def _both_coarse(old: Columns, new: Columns, pairs: Pairs) -> tuple[Columns, Columns]:
    """Both editions with a pair coarse where one of the two is."""
    in_old, in_new = _is_coarse(old)[pairs.old], _is_coarse(new)[pairs.new]
    more_old, more_new = pairs.old[in_new & ~in_old], pairs.new[in_old & ~in_new]
    return _with_coarse(old, more_old), _with_coarse(new, more_new)


def _with_coarse(found: Columns, rows: Any) -> Columns:
    which: Mask = np.zeros(len(found), bool)
    which[rows] = True
    return protect.coarsen(found, "5km", which) if which.any() else found


def _is_coarse(found: Columns) -> Mask:
    if COLUMN not in found.extra:
        return np.zeros(len(found), bool)
    said: Texts = Cells("", {COLUMN: found.extra[COLUMN]}, np.arange(len(found))).texts(COLUMN)
    return np.asarray(said != "", bool)


def _rows(kind: str, found: Columns, rows: Any) -> Iterator[Change]:
    for name, title in zip(found.values["id"][rows], found.values["title"][rows], strict=True):
        old, new = (None, title) if kind == "added" else (title, None)
        yield Change(change=kind, table="events", id=name, old=old, new=new, title=title, event=name)


def _column(old: Columns, new: Columns, pairs: Pairs, name: str) -> Iterator[Change]:
    """Changes of one column."""
    before, after = old.values[name][pairs.old], new.values[name][pairs.new]
    if name == "radius_m":
        before, after = radii(before), radii(after)
    other = before != after
    if name in NUMBERS:
        other &= ~(np.isnan(before) & np.isnan(after))
    rows = np.flatnonzero(other)
    kind, ids, titles = kind_of(name), new.values["id"], new.values["title"]
    for at, first, last in zip(pairs.new[rows], before[rows].tolist(), after[rows].tolist(), strict=True):
        yield Change(
            change=kind,
            table="events",
            id=ids[at],
            field=name,
            old=_value(first),
            new=_value(last),
            title=titles[at],
            event=ids[at],
        )


def _value(value: Any) -> str | float | None:
    if isinstance(value, float):
        return None if value != value else int(value) if value.is_integer() else value  # noqa: PLR0124 (NaN)
    return str(value) or None


def _moves(old: Columns, new: Columns, pairs: Pairs) -> Iterator[Change]:
    """Points that moved, came or went, and shapes that are others."""
    first, last = _points(old)[:, pairs.old], _points(new)[:, pairs.new]
    here, there = ~np.isnan(first[0]), ~np.isnan(last[0])
    moved_m: Floats = np.full(len(pairs.old), np.nan)
    both = here & there & (first != last).any(axis=0)
    if both.any():
        moved_m[both] = geodesy.inverse(*first[:, both], *last[:, both])[0]
    other = (here != there) | (moved_m >= LEAST_M) | _other_shapes(old, new, pairs)
    ids, titles = new.values["id"], new.values["title"]
    for row in np.flatnonzero(other).tolist():
        at = pairs.new[row]
        metres = moved_m[row] if both[row] else 0.0 if here[row] and there[row] else np.nan
        yield Change(
            change="moved",
            table="events",
            id=ids[at],
            field="at",
            old=_place(old, pairs.old[row]),
            new=_place(new, at),
            moved_m=None if np.isnan(metres) else round(float(metres), 3),
            title=titles[at],
            event=ids[at],
        )


def _points(found: Columns) -> Floats:
    """Points, and of lines and areas the centroid: longitudes, then latitudes."""
    lon, lat = found.lon.copy(), found.lat.copy()
    if found.shapes is not None:
        shaped = ~shapely.is_missing(found.shapes)
        middle = shapely.centroid(found.shapes[shaped])
        lon[shaped], lat[shaped] = shapely.get_x(middle), shapely.get_y(middle)
    return np.vstack([lon, lat])


def _other_shapes(old: Columns, new: Columns, pairs: Pairs) -> Mask:
    if old.shapes is None and new.shapes is None:
        return np.zeros(len(pairs.old), bool)
    first, last = _shapes(old)[pairs.old], _shapes(new)[pairs.new]
    missing = shapely.is_missing(first), shapely.is_missing(last)
    same: Mask = shapely.equals_exact(first, last, 1e-9, normalize=True)
    return np.asarray((missing[0] != missing[1]) | (~missing[0] & ~missing[1] & ~same), bool)


def _shapes(found: Columns) -> Texts:
    return np.full(len(found), None, object) if found.shapes is None else found.shapes


def _place(found: Columns, row: int) -> str | None:
    if found.shapes is not None and found.shapes[row] is not None:
        return str(found.shapes[row].geom_type)
    lon, lat = float(found.lon[row]), float(found.lat[row])
    return None if np.isnan(lon) else f"{round(lat, 7)!r},{round(lon, 7)!r}"
