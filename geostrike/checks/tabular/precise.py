"""Digits against the stated precision, radius against class, grid against point; measures no name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from geostrike import coordinates, geodesy, precision
from geostrike.checks.tabular.frame import Frame, Rows, groups
from geostrike.errors import CoordinateError
from geostrike.model import Finding
from geostrike.tables.cells import Floats, Texts

# Decimals of a degree that say more than a radius, in metres, from which on: 0.00001 degrees are one metre.
_DIGITS = ((900.0, 6), (1_900.0, 5), (99_000.0, 4))
_SHARED = 3  # events at one point and of one name, from which it is the point of the name
_OF_NAMES = 5  # decimals with which gazetteers give the points of names
_HABIT, _HABIT_ROWS = 0.2, 50  # share and number of rows with equal digits that are a habit of the table
_SAME_M = 30.0  # from the place that the name means: the point is that of the name
_BESIDE_M = 1_500.0
_CODED = frozenset({"acled", "ucdp"})  # whose points stand for places by their codebooks
_ODDS = 10.0  # between a radius and that of its class
_AND = re.compile(r"\s*(?:[;,/|\n]|\band\b)\s*")
_SLACK_M = 1_000.0
_MOST_M = 25_000.0


def findings(frame: Frame, doubted: NDArray[np.bool_], off_m: Floats) -> Iterator[Finding]:
    """Findings on digits, radii and grids.

    Parameters
    ----------
    frame : Frame
        The table.
    doubted : ndarray of bool
        Rows whose point has a finding already.
    off_m : ndarray of float64
        How far each point lies from the place that its name means, in metres; NaN where it means none.
    """
    if frame.columns.format not in _CODED:
        yield from _digits(frame, ~doubted, off_m)
    yield from _radii(frame)
    yield from _grids(frame, ~doubted)


def _digits(frame: Frame, wanted: NDArray[np.bool_], off_m: Floats) -> Iterator[Finding]:
    radius_m = frame.values("radius_m")
    rows = np.flatnonzero(wanted & ~np.isnan(radius_m) & ~np.isnan(frame.columns.lon))
    if not rows.size:
        return
    digits = np.maximum(*(_decimals(frame, name)[rows] for name in ("lon", "lat")))
    most = np.full(rows.size, 99)
    for reach_m, count in _DIGITS:
        most[radius_m[rows] > reach_m] = count
    at_name = (_of_name(frame, rows) | (off_m[rows] < _SAME_M)) & (digits <= _OF_NAMES + 1)
    fine = (digits >= most) & ~at_name & ~((off_m[rows] < _BESIDE_M) & (digits <= _OF_NAMES))
    for count in np.unique(digits[fine]).tolist():
        which = rows[fine & (digits == count)]
        if frame.columns.format != "airwars" and which.size > max(_HABIT_ROWS, _HABIT * len(frame)):
            message = (
                f"{which.size} of {len(frame)} points have {count} decimals, {_metres(count)}, where the "
                "places are known to a kilometre or worse; round them, or state how well they are known."
            )
            yield frame.finding("digits", "question", int(which[0]), "lat", message)
            continue
        for at in which.tolist():
            yield _too_fine(frame, at, count)


def _too_fine(frame: Frame, at: int, count: int) -> Finding:
    radius_m = float(frame.values("radius_m")[at])
    message = (
        f"{count} decimals say a point of {_metres(count)}, but the place is known to {radius_m / 1000:.3g} "
        f"km ({frame.values('precision')[at]}); round the point, or state how well it is known."
    )
    keep = next(have for reach_m, have in reversed(_DIGITS) if radius_m > reach_m) - 2
    lon, lat = frame.columns.lon[at], frame.columns.lat[at]
    return frame.finding("digits", "question", at, "lat", message, f"lat {lat:.{keep}f}, lon {lon:.{keep}f}")


def _metres(decimals: int) -> str:
    metres = 111_195.0 / 10**decimals
    return f"{metres:.0f} m" if metres >= 1 else f"{metres * 100:.2g} cm"


def _decimals(frame: Frame, name: str) -> NDArray[np.int64]:
    """Decimals of each coordinate as typed, of the number where it was not typed as one."""
    typed = frame.typed(name)
    numbers = (frame.columns.lon if name == "lon" else frame.columns.lat).tolist()
    return np.array(
        [
            len((text if _is_number(text) else repr(number)).partition(".")[2])
            for text, number in zip(typed, numbers, strict=True)
        ],
        np.int64,
    )


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdigit()


def _of_name(frame: Frame, rows: Rows) -> NDArray[np.bool_]:
    """Whether several events of one name share a point, which is then the point of the name."""
    name = frame.values("place")[rows]
    group, _ = groups(frame.columns.lon[rows], frame.columns.lat[rows], name)
    shared: NDArray[np.bool_] = (np.bincount(group) >= _SHARED)[group] & (name != "")
    return shared


def _radii(frame: Frame) -> Iterator[Finding]:
    """Findings on radii that are missing beside others, or that do not go with their class."""
    if "radius_m" not in frame.names and "precision" not in frame.names:
        if len(frame) and not np.isnan(frame.columns.lon).all():
            message = "no column says how well the points are known; add precision or radius_m."
            yield frame.finding("radius-missing", "question", 0, "radius_m", message)
        return
    placed = ~np.isnan(frame.columns.lon)
    radius_m, typed = frame.values("radius_m"), frame.typed("radius_m")
    missing = np.flatnonzero(placed & np.isnan(radius_m) & (frame.typed("precision") == ""))
    yield from frame.several(
        "radius-missing",
        "question",
        missing,
        "radius_m",
        lambda _: "nothing says how well the point is known; write precision or radius_m.",
    )
    if frame.columns.format in _CODED:
        return
    zero = np.flatnonzero(np.array([_is_number(text) and float(text) == 0 for text in typed], bool))
    for at in zero.tolist():
        message = (
            "radius_m is 0, but no point is known to the metre; empty it, or write how far it may be off."
        )
        yield frame.finding("radius-precision", "warning", at, "radius_m", message)
    yield from _odd_radii(frame, typed)


def _odd_radii(frame: Frame, typed: Texts) -> Iterator[Finding]:
    classes = {
        each.name: each.radius_m for each in precision.CLASSES if each.name not in {"unknown", "country"}
    }
    radius_m, named = frame.values("radius_m"), frame.typed("precision")
    for at in np.flatnonzero((typed != "") & (named != "") & ~np.isnan(radius_m)).tolist():
        usual_m = classes.get(frame.values("precision")[at], 0.0)
        if usual_m and not usual_m / _ODDS / 5 <= radius_m[at] <= usual_m * _ODDS:
            said = f"radius_m is {radius_m[at]:g} but precision {named[at]} usually means {usual_m:g}"
            message = f"{said}; correct one of them."
            yield frame.finding("radius-precision", "warning", at, "radius_m", message)


def _grids(frame: Frame, wanted: NDArray[np.bool_]) -> Iterator[Finding]:
    grid = frame.values("grid")
    for at in np.flatnonzero((grid != "") & wanted).tolist():
        cells = [_cell(text) for text in _AND.split(grid[at])]
        sound = [cell for cell in cells if cell]
        if len(sound) < len(cells):
            message = f"grid {grid[at]!r} is no MGRS square; correct or empty it."
            yield frame.finding("grid-form", "warning", at, "grid", message)
        elif len(sound) > 1:
            message = f"grid holds {len(sound)} grids: which is the place? Write one, or an area."
            yield frame.finding("grid-form", "question", at, "grid", message)
        elif not np.isnan(frame.columns.lon[at]):
            yield from _off_grid(frame, at, sound[0])


def _off_grid(frame: Frame, at: int, cell: coordinates.Position) -> Iterator[Finding]:
    lon, lat = float(frame.columns.lon[at]), float(frame.columns.lat[at])
    metres = float(geodesy.inverse(lon, lat, cell.lon, cell.lat)[0])
    radius_m = float(frame.values("radius_m")[at])
    stated_m = min(radius_m, _MOST_M) if radius_m == radius_m else 0.0  # noqa: PLR0124 (NaN)
    if metres > cell.radius_m + stated_m + _SLACK_M:
        message = (
            f"the point lies {metres / 1000:.1f} km from the middle of grid {cell.text}; correct the one "
            "that is wrong."
        )
        yield frame.finding(
            "grid-far", "warning", at, "grid", message, f"lat {cell.lat:.5f}, lon {cell.lon:.5f}"
        )


def _cell(text: str) -> coordinates.Position | None:
    try:
        found = coordinates.parse(text)
    except CoordinateError:
        return None
    return found if found.form == "mgrs" else None
