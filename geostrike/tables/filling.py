"""What readers of tables share to fill a draft: points, numbers, dates, countries, titles; no format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

import numpy as np

from geostrike.tables import counts, dates, missing, wording
from geostrike.tables.cells import Cells, Floats, Texts, blank, by_value, texts
from geostrike.tables.columns import Draft

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,'\u2019]\d{3})+")
_MULTIPOINT = 4
_FRACTION = re.compile(r"[+-]?\d*[.,]\d+")
_UNIVERSAL = re.compile(r"\d\s*(Z|UTC|[+-]00:?00)$|^\d{12,13}$")


def fold(header: Iterable[str]) -> dict[str, str]:
    """Names of columns in lower case, their words parted by `_`, and as they stand; the first of equal ones.

    Examples
    --------
    >>> fold([" Event Date ", "event.date"])
    {'event_date': ' Event Date '}
    """
    found: dict[str, str] = {}
    for name in header:
        found.setdefault(re.sub(r"[\s\-.]+", "_", name.strip().casefold()), name)
    return found


def first_of(cells: Cells, names: Mapping[str, str], *wanted: str) -> Texts:
    """Text of the first of these columns that the table has; each empty cell is filled from the next."""
    found = blank(len(cells))
    for name in wanted:
        if name in names:
            column = cells.texts(names[name])
            found = column if (found == "").all() else np.where(found == "", column, found)
            if not (found == "").any():
                break
    return found


def new_draft(cells: Cells, layout: str) -> Draft:
    """A draft without places yet."""
    nowhere = np.full(len(cells), np.nan)
    return Draft(cells=cells, format=layout, lon=nowhere, lat=nowhere)


def date_column(draft: Draft, column: Texts, *, order: str = "", name: str = "date") -> None:
    """Fill date and time from a column as typed; what cannot be read sets its row aside.

    Parameters
    ----------
    draft : Draft
        What is being made.
    column : ndarray of str
        Dates as typed.
    order : str
        ``dmy`` or ``mdy`` where the format says so.
    name : str
        The source's column, for reasons.
    """
    found = dates.read(column, order=order, name=name)
    draft.values["date"] = found.iso
    if found.time.any():
        draft.values["time"] = found.time
        universal = {text for text in dict.fromkeys(column) if _UNIVERSAL.search(text)}
        if universal:
            said = zip(column, found.time, strict=True)
            draft.values["zone"] = texts("UTC" if text in universal and time else "" for text, time in said)
    for at, why in found.wrong.items():
        draft.reasons.setdefault(at, why)
    if found.order and not order:
        first = "day" if found.order == "dmy" else "month"
        draft.notes.append(f"In column {name} the {first} comes first, as its clear rows show.")


def end_column(draft: Draft, column: Texts, *, order: str = "", name: str = "date_end") -> None:
    """Fill the last day where it is another one than the first."""
    found = dates.read(column, order=order, name=name)
    starts = draft.values["date"]
    draft.values["date_end"] = np.where(found.iso == starts, "", found.iso)
    for at, why in found.wrong.items():
        draft.reasons.setdefault(at, why)
    pairs = zip(draft.values["date_end"], starts, strict=True)
    before = np.array([bool(end) and end < first[: len(end)] for end, first in pairs], bool)
    draft.set_aside(before, lambda at: f"{name} {found.iso[at]} is before its date {starts[at]}")


def titles(draft: Draft, what: Texts, *places: Texts) -> None:
    """Fill the titles with neutral words."""
    rows = list(zip(what, *places, strict=True))
    made = {row: wording.title(row[0], row[1:]) for row in dict.fromkeys(rows)}
    draft.values["title"] = texts(map(made.__getitem__, rows))


def number_column(draft: Draft, name: str, column: str) -> None:
    """Fill a column of numbers; rows with something else in it go aside with what they hold.

    Parameters
    ----------
    draft : Draft
        What is being made.
    name : str
        The known column.
    column : str
        The column of the table.
    """
    draft.values[name] = (numbers_of if name == "radius_m" else counts_of)(draft, column)


def counts_of(draft: Draft, column: str) -> Floats:
    """Whole numbers of a column, `1,200` among them; rows with something else in it go aside."""
    values, wrong = draft.cells.numbers(column)
    wrong |= np.isfinite(values) & (values != np.floor(values))
    grouped = draft.cells.holds(column, ".000")
    if not (grouped or wrong.any()):
        return values
    values, held = values.copy(), draft.cells.texts(column)
    if grouped:
        wrong |= np.array([counts.may_be_thousands(text) for text in held])
    values[wrong] = [counts.whole(text) for text in held[wrong]]
    said = np.array([not missing.unsaid(text) for text in held])
    draft.set_aside(wrong & np.isnan(values) & said, lambda at: not_a_count(column, held[at]))
    return values


def numbers_of(draft: Draft, column: str) -> Floats:
    """Numbers of a column; rows with something else in it go aside."""
    values, wrong = draft.cells.numbers(column)
    if wrong.any():
        held = draft.cells.texts(column)
        draft.set_aside(wrong, lambda at: not_a_number(column, held[at]))
    return values


def points(draft: Draft, lon: str, lat: str) -> None:
    """Fill the points from the shapes of the container, or else from two columns of degrees."""
    if draft.cells.geometry is not None:
        place_shapes(draft, draft.cells.geometry)
        return
    draft.lon, wrong_lon = draft.cells.numbers(lon)
    draft.lat, wrong_lat = draft.cells.numbers(lat)
    if not (wrong_lon.any() or wrong_lat.any()):
        return
    typed = draft.cells.texts(lon), draft.cells.texts(lat)
    draft.lon, draft.lat = draft.lon.copy(), draft.lat.copy()
    left = import_module("geostrike.tables.spots").put_pairs(draft, *typed, wrong_lon | wrong_lat)
    for column, cells, wrong in zip((lon, lat), typed, (wrong_lon, wrong_lat), strict=True):
        for at in np.flatnonzero(left & wrong).tolist():
            if not missing.unsaid(cells[at]):
                draft.reasons.setdefault(at, not_a_number(column, cells[at]))


def place_shapes(draft: Draft, shapes: Texts) -> None:
    """Fill points and other shapes from geometries in longitude and latitude."""
    shapely = import_module("shapely")
    shapes = shapes.copy()
    shapes[shapely.is_empty(shapes)] = None
    alone = (shapely.get_type_id(shapes) == _MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    shapes[alone] = shapely.get_geometry(shapes[alone], 0)
    is_point = shapely.get_type_id(shapes) == 0
    only_points = shapes.copy()
    only_points[~is_point] = None
    draft.lon, draft.lat = shapely.get_x(only_points), shapely.get_y(only_points)
    left = shapes.copy()
    left[is_point] = None
    wide = shapely.bounds(left)
    out = (np.abs(wide[:, [0, 2]]) > 180).any(axis=1) | (np.abs(wide[:, [1, 3]]) > 90).any(axis=1)
    draft.set_aside(out, "its geometry is out of the range of longitude and latitude")
    draft.shapes = None if is_point.sum() + (shapes == None).sum() == len(shapes) else left  # noqa: E711


def wkt_shapes(draft: Draft, wkt: Texts, name: str) -> None:
    """Fill points and other shapes from a column of WKT.

    Parameters
    ----------
    draft : Draft
        What is being made.
    wkt : ndarray of str
        The cells.
    name : str
        The column, for reasons.
    """
    held = wkt.copy()
    held[held == ""] = None
    shapes = import_module("shapely").from_wkt(held, on_invalid="ignore")
    draft.set_aside((wkt != "") & (shapes == None), lambda at: f"{name} is {wkt[at][:40]!r}, no WKT")  # noqa: E711
    place_shapes(draft, shapes)


def not_a_number(column: str, text: str) -> str:
    """Why a cell is no number.

    Examples
    --------
    >>> not_a_number("lat", "34,5")
    "lat is '34,5': write a point before the decimals, as in 34.5"
    >>> not_a_number("radius_m", "1,200")
    "radius_m is '1,200', which can be read two ways: write 1200 or 1.2"
    """
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
        plain = text.replace(",", "")
        return f"{column} is {text!r}, which can be read two ways: write {plain} or {int(plain) / 1000:g}"
    if text.count(",") == 1 and text.replace(",", "").lstrip("+-").isdigit():
        return f"{column} is {text!r}: write a point before the decimals, as in {text.replace(',', '.')}"
    return f"{column} is {text[:40]!r}, not a number"


def not_a_count(column: str, text: str) -> str:
    """Why a cell is no count of people.

    Examples
    --------
    >>> not_a_count("killed_low", "1.200")
    "killed_low is '1.200', not a number of people; write 1200 if that is meant"
    >>> not_a_count("killed_low", "1,5")
    "killed_low is '1,5', not a number of people: they are counted whole"
    """
    if _THOUSANDS.fullmatch(text):
        plain = re.sub(r"\D", "", text)
        return f"{column} is {text!r}, not a number of people; write {plain} if that is meant"
    if _FRACTION.fullmatch(text):
        return f"{column} is {text[:40]!r}, not a number of people: they are counted whole"
    return f"{column} is {text[:40]!r}, not a number"


def country_column(draft: Draft, column: Texts) -> None:
    """Fill the country from codes or English names; a name that is not known stays out, with a note.

    Parameters
    ----------
    draft : Draft
        What is being made.
    column : ndarray of str
        Codes or names.
    """
    found = texts(by_value(column, wording.country_of))
    unknown = sorted(set(column[(found == "") & (column != "")]))
    draft.values["country"] = found
    if unknown:
        listed = ", ".join(unknown[:5])
        draft.notes.append(f"{len(unknown)} country names are not known ({listed}); their cells are empty.")


def precision_column(draft: Draft, codes: Texts, classify: Callable[[str], tuple[str, float]]) -> None:
    """Fill the class and the radius from the codes of a data set.

    Parameters
    ----------
    draft : Draft
        What is being made.
    codes : ndarray of str
        Codes or labels.
    classify : callable
        Class and radius in metres of a code.
    """
    found = {code: classify(code) for code in dict.fromkeys(codes)}
    draft.values["precision"] = texts(found[code][0] for code in codes)
    draft.values["radius_m"] = np.array([found[code][1] for code in codes], np.float64)


def as_number(text: str) -> float:
    """Number of a text; NaN for none.

    Examples
    --------
    >>> as_number("2"), as_number("x")
    (2.0, nan)
    """
    try:
        return float(text) if text and "_" not in text and abs(float(text)) < 1e9 else float("nan")
    except ValueError:
        return float("nan")


def constants(draft: Draft, **values: str) -> None:
    """Fill columns with one text for all rows."""
    for name, value in values.items():
        draft.values[name] = np.full(len(draft.cells), value, object)


def others(cells: Cells, used: Iterable[str]) -> dict[str, Any]:
    """The columns of a table but those that were used."""
    known = set(used)
    return {name: column for name, column in cells.columns.items() if name not in known}
