"""Which event of an old edition is which of the new: by id, then by space, time and name; compares no field.

A pair is taken only where neither of the two could be paired with another: nothing is guessed, and the old
and the new edition can change places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike import geodesy
from geostrike.names import fold
from geostrike.tables.cells import Texts, by_value
from geostrike.tables.columns import Columns

Rows = NDArray[np.int64]
NEAR_M = 10_000.0
_NEAR_DEG = 0.2  # more than NEAR_M along a meridian; longitudes are compared by `_near`
_NUMBERED = re.compile(r"row-\d+")
_MOST = 4_000_000  # pairs of one day that are measured
_PLAIN = frozenset({"al", "el", "the", "of", "in", "near", "at", "strike", "event", "attack"})


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Rows of the old and the new edition that are one event, in the order of the new; and the others.

    Attributes
    ----------
    old, new : ndarray of int64, shape (n,)
        Places of the pairs.
    removed, added : ndarray of int64
        Places of rows that have no partner.
    notes : tuple of str
        What a person should know.
    """

    old: Rows
    new: Rows
    removed: Rows
    added: Rows
    notes: tuple[str, ...] = ()


def match(old: Columns, new: Columns) -> Pairs:
    """Pair the events of two editions.

    By equal ids; then, among events without a partner, by equal day, point and words; by equal day and place;
    by equal point and title; and by equal day within 10 km where their names share a word. Numbers of rows
    that stand in for missing ids are no ids.

    Parameters
    ----------
    old, new : Columns
        The editions.
    """
    partner = np.full(len(new), -1, np.int64)
    free = np.ones(len(old), bool)
    if not (_numbered(old) or _numbered(new)):
        at = {name: place for place, name in enumerate(old.values["id"])}
        partner[:] = [at.get(name, -1) for name in new.values["id"]]
        free[partner[partner >= 0]] = False
    for key in _KEYS:
        if not free.any() or (partner >= 0).all():
            break
        _take(partner, free, *_unique(key(old, np.flatnonzero(free)), key(new, np.flatnonzero(partner < 0))))
    notes = _take_near(old, new, partner, free) if free.any() and (partner < 0).any() else ()
    found = np.flatnonzero(partner >= 0)
    return Pairs(partner[found], found, np.flatnonzero(free), np.flatnonzero(partner < 0), notes)


def _numbered(found: Columns) -> bool:
    """Whether the ids are only numbers of rows."""
    return len(found) > 0 and all(_NUMBERED.fullmatch(name) for name in found.values["id"])


Keys = dict[int, Hashable]


def _take(partner: Rows, free: NDArray[np.bool_], old: list[int], new: list[int]) -> None:
    partner[new] = old
    free[old] = False


def _unique(old: Keys, new: Keys) -> tuple[list[int], list[int]]:
    """Rows whose key stands once in either edition."""
    once_old = {key: row for row, key in old.items()}
    once_new = {key: row for row, key in new.items()}
    counts_old, counts_new = Counter(old.values()), Counter(new.values())
    keys = [key for key in once_new if counts_new[key] == 1 and counts_old[key] == 1]
    return [once_old[key] for key in keys], [once_new[key] for key in keys]


def _keys(found: Columns, rows: Rows, *names: str, point: bool, must: Callable[..., bool]) -> Keys:
    columns: list[Iterable[Hashable]] = [found.values[name][rows] for name in names]
    if point:
        columns += [found.lon[rows].tolist(), found.lat[rows].tolist()]
    return {
        row: key for row, key in zip(rows.tolist(), zip(*columns, strict=True), strict=True) if must(*key)
    }


def _same_words(found: Columns, rows: Rows) -> Keys:
    return _keys(found, rows, "date", "title", "place", point=True, must=lambda date, *_: bool(date))


def _same_place(found: Columns, rows: Rows) -> Keys:
    def must(date: str, place: str, *_: str) -> bool:
        return bool(date and place)

    return _keys(found, rows, "date", "place", "country", point=False, must=must)


def _same_title(found: Columns, rows: Rows) -> Keys:
    return _keys(found, rows, "title", "place", point=True, must=lambda *key: not np.isnan(key[2]))


_KEYS = (_same_words, _same_place, _same_title)


def _take_near(old: Columns, new: Columns, partner: Rows, free: NDArray[np.bool_]) -> tuple[str, ...]:
    """Pair rows of one day that lie near each other and share a word of their names, one to one."""
    rows_old, rows_new = (
        _by_day(found, rows)
        for found, rows in ((old, np.flatnonzero(free)), (new, np.flatnonzero(partner < 0)))
    )
    pairs: list[tuple[int, int]] = []
    crowded = 0
    for day in sorted(rows_old.keys() & rows_new.keys()):
        a, b = rows_old[day], rows_new[day]
        if a.size * b.size > _MOST:
            crowded += a.size + b.size
        else:
            pairs += _near(old, new, a, b)
    words_old, words_new = (
        by_value(_named(found), lambda text: frozenset(fold(text).split()) - _PLAIN) for found in (old, new)
    )
    kept = [(a, b) for a, b in pairs if words_old[a] & words_new[b]]
    times_old, times_new = Counter(a for a, _ in kept), Counter(b for _, b in kept)
    single = [(a, b) for a, b in kept if times_old[a] == times_new[b] == 1]
    _take(partner, free, [a for a, _ in single], [b for _, b in single])
    return (
        (f"{crowded} events share their day with too many others to be paired by place.",) if crowded else ()
    )


def _named(found: Columns) -> Texts:
    held = found.values
    named: Texts = np.where(held["place"] == "", held["title"], held["place"])
    return named


def _by_day(found: Columns, rows: Rows) -> dict[str, Rows]:
    days = found.values["date"][rows]
    placed = (days != "") & ~np.isnan(found.lon[rows])
    rows, days = rows[placed], days[placed]
    order = np.argsort(days, kind="stable")
    names, starts = np.unique(days[order].astype(str), return_index=True)
    return dict(zip(names.tolist(), np.split(rows[order], starts[1:]), strict=True)) if rows.size else {}


def _near(old: Columns, new: Columns, a: Rows, b: Rows) -> list[tuple[int, int]]:
    close = np.abs(old.lat[a][:, None] - new.lat[b][None, :]) <= _NEAR_DEG
    left, right = np.nonzero(close)
    left, right = a[left], b[right]
    if not left.size:
        return []
    metres, _ = geodesy.inverse(old.lon[left], old.lat[left], new.lon[right], new.lat[right])
    within = np.asarray(metres) <= NEAR_M
    return list(zip(left[within].tolist(), right[within].tolist(), strict=True))
