"""Probable duplicates: two rows that agree in place, day and words more than chance would have them agree.

Each pair that lies close in space and time is weighed in bits (Fellegi and Sunter, A theory for record
linkage, 1969): a field that agrees weighs the more, the rarer its value is among the events of the place; a
day that is shared weighs the less, the more events the place has in those weeks.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geostrike.checks.tabular.frame import Coded, Frame, ordinal
from geostrike.checks.texts import alike, folded
from geostrike.model import Finding
from geostrike.tables import filling
from geostrike.tables.cells import Floats
from geostrike.tables.columns import NUMBERS

ENOUGH_BITS = 6.5  # a pair is questioned if chance makes fewer than one row in 90 such a pair
_CELL_DEG = 0.05
_NEAR_M = 3_000.0
_DAYS = 1
_WEEKS_DAYS = 30
_NEXT = 25  # rows of one place that a row is held against, the nearest in time first
_SAME_M = 1.0
_METRES_PER_DEGREE = 111_195.0
_SAME = 0.9  # how often a field of two records of one event agrees
_MOST_BITS = 12.0
_ALIKE = 0.8  # of texts that may be one misspelt
_RARE = 3  # rows of one text at a place, below which it may be another one misspelt
# Our columns that are compared, and what disagreement costs in bits.
_FIELDS = {
    "title": 4.0,
    "category": 2.0,
    "killed_low": 3.0,
    "killed_high": 3.0,
    "killed_civilian_low": 2.0,
    "injured_low": 2.0,
    "source": 0.5,
    "source_url": 0.5,
    "summary": 2.0,
    "time": 3.0,
}
_EXTRA = {
    "dyad_name": 5.0,
    "actor1": 3.0,
    "actor2": 3.0,
    "notes": 5.0,
    "source_headline": 1.0,
    "source_original": 1.0,
    "deaths_a": 2.0,
    "deaths_b": 2.0,
    "deaths_civilians": 2.0,
    "description": 4.0,
}
_DENSE = 16  # as many numbers a row are counted by their places
_WORDS = frozenset({"title", "summary", "notes", "description"})


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A field of all rows: a number for each value (0 for nothing), its texts where words may be misspelt."""

    code: NDArray[np.int64]
    cost: float
    texts: Coded | None


def findings(frame: Frame) -> Iterator[Finding]:
    """Findings on rows that are probably one event with a row before them.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    day = frame.coded("date").numbers(ordinal)
    rows = np.flatnonzero((day > 0) & ~np.isnan(frame.columns.lon))
    if rows.size < 2:
        return
    held = [field for field in _fields(frame) if field.code.any()]
    fields = sorted(held, key=lambda field: field.texts is not None)
    span = max(int(day[rows].max() - day[rows].min()), 365)
    best: dict[int, tuple[float, int]] = {}
    for members in _cells(frame, rows, day):
        for one, other, bits in _weighed(frame, members, day, fields, span):
            later, earlier = max(one, other), min(one, other)
            best[later] = max(best.get(later, (0.0, 0)), (bits, earlier))
    for at in sorted(best):
        yield _finding(frame, at, best[at][1])


def _finding(frame: Frame, at: int, earlier: int) -> Finding:
    apart_m = float(_apart_m(frame, np.array([at]), np.array([earlier]))[0])
    row = int(frame.rows[earlier])
    where = "at the same point" if apart_m < _SAME_M else f"{apart_m / 1000:.1f} km away"
    message = (
        f"row {row} ({frame.values('id')[earlier]}) tells of {frame.values('date')[earlier]} {where} in the "
        "same words; is this one event twice? Then keep one row."
    )
    return frame.finding("duplicate", "question", at, "id", message, str(row))


def _fields(frame: Frame) -> Iterator[Compared]:
    made_up = frame.columns.format in {"acled", "ucdp", "airwars"} or "title" not in frame.names
    for name, cost in _FIELDS.items():
        if name == "title" and made_up:
            continue
        if name in NUMBERS:
            yield _of_numbers(frame.values(name), cost)
        else:
            yield _of_texts(frame.coded(name), cost, words=name in _WORDS)
    by_name = filling.fold(frame.columns.extra)
    for name, cost in _EXTRA.items():
        if name in by_name:
            yield _of_texts(frame.column_coded(by_name[name]), cost, words=name in _WORDS)


def _of_numbers(numbers: Floats, cost: float) -> Compared:
    return Compared(np.where(np.isnan(numbers), 0, np.nan_to_num(numbers) + 1).astype(np.int64), cost, None)


def _of_texts(column: Coded, cost: float, *, words: bool) -> Compared:
    known = {"": 0}
    plain = [folded(text) if words else text.casefold() for text in column.texts]
    code = np.array([known.setdefault(text, len(known)) for text in plain], np.int64)[column.code]
    return Compared(code, cost, column if words else None)


def _cells(frame: Frame, rows: NDArray[np.intp], day: NDArray[np.int64]) -> Iterator[NDArray[np.intp]]:
    """Rows of each neighbourhood in the order of their days; rows of two that overlap come in both."""
    for shift in (0.0, _CELL_DEG / 2):
        x = np.floor((frame.columns.lon[rows] + shift) / _CELL_DEG).astype(np.int64)
        y = np.floor((frame.columns.lat[rows] + shift) / _CELL_DEG).astype(np.int64)
        key = x * 100_000 + y
        order = np.lexsort((rows, day[rows], key))
        ends = np.flatnonzero(np.diff(key[order], append=np.iinfo(np.int64).max)) + 1
        start = 0
        for end in ends.tolist():
            if end - start > 1:
                members = rows[order[start:end]]
                if (np.diff(day[members]) <= _DAYS).any():
                    yield members
            start = end


def _weighed(
    frame: Frame,
    members: NDArray[np.intp],
    day: NDArray[np.int64],
    fields: list[Compared],
    span: int,
) -> Iterator[tuple[int, int, float]]:
    """Pairs of a neighbourhood that weigh enough."""
    days = day[members]
    one, other = _pairs(days)
    apart_m = _apart_m(frame, members[one], members[other])
    near = apart_m <= _NEAR_M
    agreed = ((apart_m < _SAME_M) & (days[one] == days[other]))[near]
    one, other = one[near], other[near]
    bits = _of_time(days, one, span)
    most = min(_MOST_BITS, math.log2(_SAME * members.size)) + 1e-6
    for at, field in enumerate(fields):
        if not one.size:
            return
        able = bits + most * (len(fields) - at) >= ENOUGH_BITS
        one, other, bits, agreed = one[able], other[able], bits[able], agreed[able]
        more = _of_field(field, members, one, other)
        bits, agreed = bits + more, agreed | (more > 0)
    for at in np.flatnonzero((bits >= ENOUGH_BITS) & agreed).tolist():
        yield int(members[one[at]]), int(members[other[at]]), float(bits[at])


def _pairs(days: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places of the rows of each pair that lies close in time; the days are in order."""
    firsts, steps = [], []
    for step in range(1, min(_NEXT, days.size - 1) + 1):
        close = np.flatnonzero(days[step:] - days[:-step] <= _DAYS)
        if not close.size:
            break
        firsts.append(close)
        steps.append(close + step)
    return np.concatenate(firsts), np.concatenate(steps)


def _of_time(days: NDArray[np.int64], at: NDArray[np.intp], span: int) -> Floats:
    """Bits of a shared day: few where the place has many events, over all or in those weeks."""
    window = 2 * _DAYS + 1
    low = np.searchsorted(days, days[at] - _WEEKS_DAYS)
    high = np.searchsorted(days, days[at] + _WEEKS_DAYS, side="right")
    around = np.maximum(high - low - 2, 0) * window / (2 * _WEEKS_DAYS + 1)
    overall = max(days.size - 1, 1) * window / span
    return np.asarray(-np.log2(np.maximum(around, overall)), np.float64)


def _of_field(
    field: Compared, members: NDArray[np.intp], one: NDArray[np.intp], other: NDArray[np.intp]
) -> Floats:
    """Bits of one field of each pair; 0 where one of the two holds nothing."""
    code = field.code[members]
    first, second, count = code[one], code[other], _counter(code)
    both = (first != 0) & (second != 0)
    same = first == second
    held = count(first)
    agreed = np.minimum(_MOST_BITS, np.log2(_SAME * members.size / np.maximum(held - 1, 1)))
    bits = np.where(both, np.where(same, agreed, -field.cost), 0.0)
    if field.texts is not None:
        rare = np.flatnonzero(both & ~same & (np.minimum(held, count(second)) < _RARE))
        pairs = zip(members[one[rare]].tolist(), members[other[rare]].tolist(), strict=True)
        at = field.texts.at
        bits[rare] = [_of_words(at(a), at(b), members.size, field.cost) for a, b in pairs]
    return bits


def _counter(code: NDArray[np.int64]) -> Callable[[NDArray[np.int64]], NDArray[np.intp]]:
    """A function of values: how often each stands in an array of numbers from 0."""
    if code.max() < _DENSE * code.size:
        held = np.bincount(code)
        return lambda values: held[values]
    in_order = np.sort(code)
    return lambda values: in_order.searchsorted(values, side="right") - in_order.searchsorted(values)


def _of_words(one: str, other: str, size: int, cost: float) -> float:
    likeness = alike(one, other)
    if likeness >= _ALIKE:
        return min(_MOST_BITS, math.log2(_SAME * size))
    return -cost if likeness < 0.6 else 0.0


def _apart_m(frame: Frame, one: NDArray[np.intp], other: NDArray[np.intp]) -> Floats:
    """Rough metres between rows: to filter."""
    lon, lat = frame.columns.lon, frame.columns.lat
    east = (lon[one] - lon[other]) * np.cos(np.radians(lat[one]))
    metres: Floats = _METRES_PER_DEGREE * np.hypot(east, lat[one] - lat[other])
    return metres
