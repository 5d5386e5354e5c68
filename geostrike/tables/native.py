"""The format "events": a table that already has columns id, title, date, and lon, lat or a geometry (WKT)."""

from __future__ import annotations

import operator
import re
from collections.abc import Collection
from datetime import date as calendar
from importlib import import_module

import numpy as np

from geostrike.tables import columns, filling
from geostrike.tables import dates as as_typed
from geostrike.tables.cells import Cells, Mask, Texts, blank, texts
from geostrike.tables.columns import Columns, Draft
from geostrike.tables.guessing import of_people

_GEOMETRY = ("geometry", "geom", "wkt")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"
)


def matches(header: Collection[str]) -> bool:
    """Whether these are the columns of an events table.

    Parameters
    ----------
    header : collection of str
        Names of the columns.

    Examples
    --------
    >>> matches(["id", "title", "date", "lon", "lat"]), matches(["id", "date"])
    (True, False)
    """
    names = set(filling.fold(header))
    return {"id", "title", "date"} <= names and bool({"lon", "lat"} <= names or names & set(_GEOMETRY))


def read(cells: Cells) -> Columns:
    """Events of a table in our own columns, in any order and any case.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    names = filling.fold(cells.columns)
    draft = filling.new_draft(cells, "events")
    for name in columns.KNOWN:
        if name in columns.NUMBERS and name in names:
            filling.number_column(draft, name, names[name])
        elif name in names:
            draft.values[name] = cells.texts(names[name])
    if "country" in names:
        filling.country_column(draft, cells.texts(names["country"]))
    geometry = next((names[name] for name in _GEOMETRY if name in names), "")
    if cells.geometry is not None or ("lon" in names and "lat" in names):
        filling.points(draft, names.get("lon", ""), names.get("lat", ""))
    elif geometry:
        filling.wkt_shapes(draft, cells.texts(geometry), geometry)
    dates(draft)
    used = {names[name] for name in (*columns.KNOWN, "lon", "lat", *_GEOMETRY) if name in names}
    people = of_people(cells.columns)
    left = [name for name in filling.others(cells, used) if name not in people]
    if left and not names.keys() >= set(columns.KNOWN):
        used |= import_module("geostrike.tables.beside").fill(draft, left)
    draft.extra = filling.others(cells, used)
    draft.withheld = of_people(draft.extra)
    return columns.finish(draft)


def dates(draft: Draft) -> None:
    """Turn the ISO dates of a draft into date, date_end, time and zone; other dates set their row aside.

    Parameters
    ----------
    draft : Draft
        What is being made, with its column date.
    """
    printed = draft.values.get("date", blank(len(draft.cells)))
    parts, why = _parts(printed)
    bad = _those(printed, set(why))
    draft.set_aside(bad, lambda at: why[printed[at]])
    for place, name in enumerate(("date", "date_end", "time", "zone")):
        made = {text: part[place] if part else "" for text, part in parts.items()}
        if name == "date":
            draft.values[name] = (
                printed if all(map(operator.eq, made, made.values())) else _mapped(printed, made)
            )
        elif any(made.values()):
            found, typed = _mapped(printed, made), draft.values.get(name)
            draft.values[name] = found if typed is None else np.where(found == "", typed, found)
    _check_ends(draft)
    unknown = int((draft.values["date"] == "").sum() - bad.sum())
    if unknown:
        draft.notes.append(f"{unknown} events have no date.")


def _parts(
    column: Texts, name: str = "date"
) -> tuple[dict[str, tuple[str, str, str, str] | None], dict[str, str]]:
    """Date, end, time and zone of each text, ISO or as people write dates; and why one has none."""
    found = {text: _iso(text) for text in dict.fromkeys(column)}
    typed = texts(text for text, part in found.items() if part is None)
    if not typed.size:
        return found, {}
    read = as_typed.read(typed, name=name)
    for at, text in enumerate(typed):
        if at not in read.wrong:
            found[text] = (read.iso[at], "", read.time[at], "")
    return found, {typed[at]: why for at, why in read.wrong.items()}


def _check_ends(draft: Draft) -> None:
    if "date_end" not in draft.values:
        return
    held = draft.values["date_end"]
    ends, why = _parts(held, "date_end")
    why |= {text: f"date_end is {text[:40]!r}, a span" for text, end in ends.items() if end and end[1]}
    wrong = _those(held, set(why))
    draft.set_aside(wrong, lambda at: why[held[at]])
    draft.values["date_end"] = last = _mapped(
        held, {text: end[0] if end else "" for text, end in ends.items()}
    )
    pairs = zip(last, draft.values["date"], strict=True)
    before = np.array([bool(end) and end < first[: len(end)] for end, first in pairs], bool)
    draft.set_aside(before, lambda at: f"date_end {held[at]} is before its date")


def _those(column: Texts, bad: set[str]) -> Mask:
    return np.array([text in bad for text in column], bool) if bad else np.zeros(column.size, bool)


def _mapped(column: Texts, made: dict[str, str]) -> Texts:
    return texts([made[text] for text in column])


def _iso(text: str) -> tuple[str, str, str, str] | None:
    """Date, end, time and zone of an ISO date, span or moment; None for anything else."""
    if not text:
        return ("", "", "", "")
    moment = _MOMENT.fullmatch(text)
    if moment and _is_day(moment[1]):
        clock = f"{moment[2]}:{moment[3]}"
        return (moment[1], "", "" if clock == "00:00" else clock, "UTC" if moment[4] == "Z" else "")
    first, slash, last = text.partition("/")
    if not _is_day(first) or (slash and not _is_day(last)):
        return None
    return (first, last, "", "")


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    if not match:
        return False
    try:
        calendar(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
