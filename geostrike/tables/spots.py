"""Places as cells give them: grids and their cells, pairs of degrees in signs and letters; no column by name.

Two grids in one cell are two candidates and no point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from geostrike import coordinates, precision
from geostrike.errors import CoordinateError
from geostrike.tables.cells import Mask, Texts, blank
from geostrike.tables.columns import Draft

_SQUARE = r"[A-Z]\s?[A-Z]{2}\s?\d"
_GRID = re.compile(rf"(?<![\dA-Z])\d{{1,3}}\s?{_SQUARE}(?:[\d ]*\d)?(?!\d*{_SQUARE})", re.IGNORECASE)


def grids_in(text: str) -> list[str]:
    """Every MGRS grid that a text holds, as written, each once.

    Parameters
    ----------
    text : str
        A cell.

    Examples
    --------
    >>> grids_in("37SFU8140407174 and 37S FV 04994 08511"), grids_in("none")
    (['37SFU8140407174', '37S FV 04994 08511'], [])
    >>> grids_in("37SFU8140407174 37SFV0499408511")
    ['37SFU8140407174', '37SFV0499408511']
    """
    return list(dict.fromkeys(found.strip() for found in _GRID.findall(text)))


def cell_of(grid: str) -> coordinates.Position | None:
    """Position of a grid; None where there is no such square."""
    return parsed(grid)[0]


def parsed(text: str) -> tuple[coordinates.Position | None, str]:
    """Position of a coordinate as typed, or why it is none."""
    if not text:
        return None, ""
    try:
        return coordinates.parse(text), ""
    except CoordinateError as error:
        return None, str(error.facts.get("why", error))


def put_grids(draft: Draft, columns: Iterable[Texts], stated: dict[int, float]) -> None:
    """List the grids of each row; a row with no point and one sound grid lies in its cell.

    Parameters
    ----------
    draft : Draft
        What is being made, with its points and radii.
    columns : iterable of ndarray of str
        The columns that hold grids.
    stated : dict of int to float
        Metres that a row says of its grid: its radius is no smaller.
    """
    held = list(columns)
    draft.values["grid"] = grids = blank(len(draft.cells))
    if not held:
        return
    how = draft.values.get("place_how", blank(len(draft.cells))).copy()
    lon, lat, radius_m = draft.lon.copy(), draft.lat.copy(), draft.values["radius_m"].copy()
    candidates = unsound = 0
    for at, row in enumerate(zip(*held, strict=True)):
        text = " ; ".join(filter(None, row))
        if not text:
            continue
        found = grids_in(text)
        grids[at] = "; ".join(found) or text
        cells = [cell_of(grid) for grid in found]
        candidates += len(found) > 1
        unsound += None in cells or not found
        cell = cells[0] if len(found) == 1 else None
        if cell and np.isnan(lon[at]) and np.isnan(lat[at]):
            lon[at], lat[at] = cell.lon, cell.lat
            radius_m[at], how[at] = max(cell.radius_m, stated.get(at, 0.0)), "official_grid"
            draft.values["precision"][at] = precision.of_radius(radius_m[at])
    draft.lon, draft.lat = lon, lat
    draft.values |= {"radius_m": radius_m, "place_how": how}
    if candidates:
        draft.notes.append(f"{candidates} rows hold more than one grid: candidates, no grid is chosen.")
    if unsound:
        draft.notes.append(f"{unsound} rows hold a grid that is no MGRS square; it is kept as text.")


def put_pairs(draft: Draft, lon: Texts, lat: Texts, wrong: Mask) -> Mask:
    """Fill the points of rows whose two cells hold degrees with signs or letters; those that stay wrong.

    Parameters
    ----------
    draft : Draft
        What is being made, with its points.
    lon, lat : ndarray of str
        The two columns.
    wrong : ndarray of bool
        Rows of which a cell is no plain number.
    """
    left = wrong.copy()
    for at in np.flatnonzero(wrong & (lon != "") & (lat != "")).tolist():
        spot, _ = parsed(f"{lat[at]}, {lon[at]}")
        if spot and spot.form in {"decimal", "dms"}:
            draft.lon[at], draft.lat[at], left[at] = spot.lon, spot.lat, False
    return left
