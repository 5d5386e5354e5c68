"""Any table, with the columns that `guessing` or a saved mapping tells; never a guess about a cell.

Coordinates may be two columns of degrees or one of text: decimal, DMS, MGRS or a map link. A row without an
id gets its number, a row without a title neutral words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from geostrike import precision
from geostrike.errors import TableError
from geostrike.model import nearest
from geostrike.tables import columns, counts, filling, headless, missing, spots, wording
from geostrike.tables.cells import Cells, Texts, blank, by_value, texts
from geostrike.tables.columns import Columns, Draft
from geostrike.tables.dateparts import PLUS, joined
from geostrike.tables.guessing import (
    Assignment,
    date_order,
    guess,
    of_people,
    say,
    unused,
    unused_counts,
    unused_places,
)

_SUM = re.compile(
    r"(?:grand |sub)?-?totals?|sum|gesamt|insgesamt|summe|somme|suma|المجموع|الإجمالي|итого|всего"
)
_SAID_M = 100.0  # below it the digits of a point in a table say nothing of how well the place is known
_LINES = frozenset({"id", "title", "place", "category", "kind", "status", "admin1", "admin2"})
_DASHES = frozenset({"-", "–", "—", "?"})
_PAIRS = ("killed", "killed_civilian", "injured")


def read(cells: Cells, mapping: Assignment | None = None) -> Columns:
    """Events of any table.

    Parameters
    ----------
    cells : Cells
        The table.
    mapping : Assignment, optional
        Which column is which; guessed where it is missing.

    Raises
    ------
    TableError
        If the mapping names a column that the table has not, or no column holds places, dates or titles.
    """
    chosen = mapping or chosen_for(cells)
    _check(cells, chosen)
    draft = filling.new_draft(cells, "generic")
    named = chosen.columns
    for name in columns.KNOWN:
        if name in named and name not in columns.NUMBERS:
            draft.values[name] = _texts(cells, named[name])
    _one_line(draft)
    _place(draft, named)
    if "date" in named:
        order = chosen.date_order or date_order(named["date"])
        filling.date_column(draft, draft.values["date"], order=order, name=named["date"])
        if "date_end" in named:
            filling.end_column(draft, draft.values["date_end"], order=order, name=named["date_end"])
    for pair in _PAIRS:
        fill_counts(draft, named, pair)
    if "country" in named:
        filling.country_column(draft, draft.values["country"])
    _classes(draft, named)
    _totals(draft, cells)
    _ids_and_titles(draft)
    draft.extra = filling.others(
        cells, [part for name in named.values() for part in (name, *name.split(PLUS))]
    )
    draft.withheld = of_people(draft.extra)
    public = [name for name in draft.extra if name not in draft.withheld]
    draft.notes.insert(0, say(chosen))
    if "date" not in named:
        draft.notes.append(_no_dates(public))
    draft.notes += unused(public) + unused_counts(public) + unused_places(public)
    return columns.finish(draft)


def chosen_for(cells: Cells) -> Assignment:
    """Which column of a table is which, as the names of the columns that hold anything tell.

    A column that is numbered by its name alone ("number", "ref") and hardly ever differs holds no ids.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    found = guess(missing.filled(cells), cells.tags)
    held = [text for text in cells.texts(found.columns.get("id", "")) if text]
    if 2 * len(set(held)) < len(held):
        found.columns.pop("id")
    return found


def _texts(cells: Cells, name: str) -> Texts:
    """Texts of a column, without dashes that stand for nothing; dates of columns named with a plus."""
    if name not in cells.columns and PLUS in name:
        return joined(cells, name)
    held = cells.texts(name)
    dashes = _DASHES.intersection(held)
    return texts("" if text in dashes else text for text in held) if dashes else held


def _one_line(draft: Draft) -> None:
    """Put words that stand in titles and lists on one line."""
    for name in _LINES.intersection(draft.values):
        draft.values[name] = texts(
            " ".join(text.split()) if "\n" in text else text for text in draft.values[name]
        )


def _no_dates(left: list[str]) -> str:
    listed = f"the columns left are {', '.join(left[:12])}" if left else "no column is left"
    return f"There is no column of dates that could be read; {listed}: name one as date with --mapping."


def _check(cells: Cells, mapping: Assignment) -> None:
    for ours, theirs in mapping.columns.items():
        if theirs not in cells.columns and not set(cells.columns).issuperset(theirs.split(PLUS)):
            near = nearest(theirs, cells.columns)
            hint = f"did you mean {near}?" if near else f"it has {', '.join(cells.columns)}."
            raise TableError(f"{cells.name} has no column {theirs!r} for {ours}; {hint}")
    named = set(mapping.columns)
    placed = {"lon", "lat"} <= named or named & {"at", "geometry"} or cells.geometry is not None
    if not placed:
        listed = ", ".join(list(cells.columns)[:12])
        if headless.looks_like_data(list(cells.columns)):
            raise TableError(
                f"{cells.name} begins with a row of data ({listed[:80]}); write the names of the "
                "columns above it."
            )
        place = mapping.columns.get("place", "")
        hint = (
            f"column {place} seems to hold names: write the coordinates beside them (geostrike resolve lists "
            "where a name may lie), or give --mapping with lon and lat or at"
            if place
            else "give --mapping with lon and lat, with at for coordinates in one cell, or geometry for WKT"
        )
        raise TableError(
            f"{cells.name} has no column that geostrike takes for places (it has {listed}); {hint}."
        )


def _place(draft: Draft, named: Mapping[str, str]) -> None:
    if draft.cells.geometry is not None:
        filling.place_shapes(draft, draft.cells.geometry)
    elif "geometry" in named and not named.keys() & {"lon", "at"}:
        filling.wkt_shapes(draft, draft.cells.texts(named["geometry"]), named["geometry"])
    elif "at" in named:
        _spots(draft, draft.cells.texts(named["at"]), named["at"])
    else:
        filling.points(draft, named["lon"], named["lat"])
    if "grid" in named and named["grid"] != named.get("at"):
        draft.values.setdefault("radius_m", np.full(len(draft.cells), np.nan))
        draft.values.setdefault("precision", np.full(len(draft.cells), "", object))
        spots.put_grids(draft, [draft.cells.texts(named["grid"])], {})
    if "radius_m" in named:
        filling.number_column(draft, "radius_m", named["radius_m"])


def _spots(draft: Draft, column: Texts, name: str) -> None:
    """Fill the points from one column of coordinates as typed; two grids are two candidates, no point."""
    read = {text: spots.parsed(text) for text in dict.fromkeys(column)}
    grids = {text: spots.grids_in(text) if why else [] for text, (_, why) in read.items()}
    several = {text for text, held in grids.items() if len(held) > 1 and all(map(spots.cell_of, held))}
    wrong = np.array([bool(read[text][1]) and text not in several for text in column], bool)
    draft.set_aside(wrong, lambda at: f"{name}: {read[column[at]][1]}")
    found = [read[text][0] for text in column]
    draft.lon, draft.lat, draft.values["radius_m"] = (
        np.array([getattr(spot, part) if spot else np.nan for spot in found], np.float64)
        for part in ("lon", "lat", "radius_m")
    )
    fine = np.array([spot is not None and spot.form != "mgrs" for spot in found], bool)
    fine &= draft.values["radius_m"] < _SAID_M
    draft.values["radius_m"][fine] = np.nan
    draft.values["grid"] = texts(
        "; ".join(grids[text]) if text in several else spot.text if spot and spot.form == "mgrs" else ""
        for text, spot in zip(column, found, strict=True)
    )
    if several:
        rows = sum(text in several for text in column)
        draft.notes.append(f"{rows} rows hold more than one grid: candidates, no grid is chosen.")
    links = sum(spot is not None and spot.form == "link" for spot in found)
    if links:
        draft.notes.append(f"{links} places are read from map links.")


def fill_counts(draft: Draft, named: Mapping[str, str], pair: str) -> None:
    """Fill low and high from two columns, or from one that may hold "3 - 7"."""
    low, high = named.get(f"{pair}_low", ""), named.get(f"{pair}_high", "")
    if low and low == high:
        typed = draft.cells.texts(low)
        ends = {text: counts.ends(text) for text in dict.fromkeys(typed)}
        wrong = np.array([ends[text] is None for text in typed], bool)
        draft.set_aside(wrong, lambda at: filling.not_a_count(low, typed[at]))
        for at, end in enumerate(("low", "high")):
            values = [(ends[text] or (np.nan, np.nan))[at] for text in typed]
            draft.values[f"{pair}_{end}"] = np.array(values, np.float64)
        return
    for end, column in (("low", low), ("high", high)):
        if column:
            filling.number_column(draft, f"{pair}_{end}", column)


def _classes(draft: Draft, named: Mapping[str, str]) -> None:
    """Take over words for precision that are ours or Airwars'; others are left out, with a note."""
    if "precision" not in named:
        return
    typed = draft.values["precision"]
    found = by_value(typed, lambda text: precision.from_airwars(text)[0] if text else "")
    odd = {
        text for text, name in zip(typed, found, strict=True) if name == "unknown" and text.casefold() != name
    }
    if odd:
        draft.notes.append(
            f"{named['precision']} holds words that are no class of precision: {', '.join(sorted(odd)[:5])}."
        )
    draft.values["precision"] = texts(found)
    if "radius_m" not in named and "radius_m" in draft.values:  # the digits of a point are no precision
        radius_m = {each.name: each.radius_m for each in precision.CLASSES if each.name != "unknown"}
        stated = np.array([radius_m.get(name, np.nan) for name in found], np.float64)
        draft.values["radius_m"] = np.fmax(draft.values["radius_m"], stated)


def _totals(draft: Draft, cells: Cells) -> None:
    """Set aside rows without date and place that say that they are sums, or hold nothing but numbers."""
    dates = draft.values.get("date", blank(len(cells)))
    bare = np.isnan(draft.lon) & np.isnan(draft.lat) & (dates == "")
    if draft.shapes is not None:
        bare &= draft.shapes == None  # noqa: E711
    for at in np.flatnonzero(bare).tolist():
        held = [text.casefold().strip(" :") for text in cells.row(at).values() if text]
        if any(map(_SUM.fullmatch, held)) or not any(sign.isalpha() for text in held for sign in text):
            draft.reasons[at] = "is a row of totals or of numbers alone, without date and place: no event"


def _ids_and_titles(draft: Draft) -> None:
    values, rows = draft.values, draft.cells.rows
    if "id" not in values:
        values["id"] = texts(f"row-{row}" for row in rows)
        draft.notes.append("There is no column of ids; each event has the number of its row.")
    else:
        values["id"] = np.where(values["id"] == "", texts(f"row-{row}" for row in rows), values["id"])
    size = len(draft.cells)
    blank = np.full(size, "", object)
    where = zip(values.get("category", blank), values.get("place", blank), strict=True)
    made = texts(wording.title(what, [place]) for what, place in where)
    title = values.get("title", blank)
    values["title"] = np.where(title == "", made, title)
