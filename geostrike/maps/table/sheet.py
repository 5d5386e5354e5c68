"""What of an events table reaches its page: whitelisted columns as text, sorted by place; makes no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geostrike import geodesy, precision, protect
from geostrike.errors import BorderError, TableError
from geostrike.escape import clean
from geostrike.maps.glyphs import MARKS
from geostrike.maps.strings import country, spoken
from geostrike.maps.table.packing import Keys, coded, morton
from geostrike.protect.events import COLUMN
from geostrike.tables.cells import Cells, SetAside
from geostrike.tables.columns import Columns

TEXTS = ("id", "title", "date", "date_end", "place", "country", "precision", "kind", "category", "status")
TEXTS_BEHIND = ("source", "source_url", "summary")
NUMBERS = (
    *("radius_m", "killed_low", "killed_high", "killed_civilian_low", "killed_civilian_high"),
    *("injured_low", "injured_high"),
)
FACETS = ("category", "kind", "status", "precision", "country", "source")
LISTED = frozenset({"id", "title", "source_url", "summary"})
_MOST_VALUES = 4000
_VALUE = re.compile(r"'.*'|\"[^\"]*\"|(?<=id )\S.*(?= stands)|[-+]?\d(?:[\d.,:/-]*\d)?")

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of few distinct values: a code an event into the values, which are sorted."""

    codes: Rows
    distinct: list[str]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        return self.distinct[int(self.codes[row])]

    def counts(self) -> dict[str, int]:
        """How often each value stands in the column."""
        numbers = np.bincount(self.codes, minlength=len(self.distinct)).tolist()
        return dict(zip(self.distinct, numbers, strict=True))


Column = Coded | list[str]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Events of a page: those with a place first, neighbours beside each other.

    Attributes
    ----------
    columns : dict of str to column
        Each column that holds anything, in the order of the page; no text holds a newline.
    keys : ndarray of uint64
        Morton keys of the events that have a place, sorted.
    bounds : (float, float, float, float)
        West, south, east, north of the places in degrees; the world where there is none.
    styled : str
        The column that marks are told apart by; empty for none.
    styles : dict of str to int
        Mark of each value of the column `styled`.
    coarseness : str
        How places were coarsened, in one sentence; empty where none was.
    aside : dict of str to list of int
        Rows of the table that are not on the page, by what is wrong with them; no text of a row is among it.
    """

    title: str
    columns: dict[str, Column]
    keys: Keys
    bounds: tuple[float, float, float, float]
    styled: str
    styles: dict[str, int]
    coarseness: str = ""
    aside: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns["id"])

    @property
    def placed(self) -> int:
        """Number of events with a place."""
        return len(self.keys)

    def counts(self, name: str) -> dict[str, int]:
        """How often each value of a coded column stands in it; nothing for other columns."""
        column = self.columns.get(name)
        return column.counts() if isinstance(column, Coded) else {}

    def row(self, at: int) -> dict[str, str]:
        """One event as text by column."""
        return {name: column[at] for name, column in self.columns.items()}


def prepare(found: Columns, *, title: str, draft: bool = False) -> Sheet:
    """Choose and sort what a page may show of an events table.

    Parameters
    ----------
    found : Columns
        From `geostrike.tables.read_columns`.
    title : str
        Title of the page.
    draft : bool
        Whether events of status draft may be shown.

    Raises
    ------
    TableError
        If there is no event, or one is a draft and `draft` is false.
    """
    if not len(found):
        raise TableError("The table holds no sound event, so there is nothing to draw; check its rows.")
    _refuse_drafts(found, allowed=draft)
    found = _as_points(found)
    keys, order, bounds = _sorted(found.lon, found.lat)
    columns = _columns(found, order)
    columns |= _held(found, order)
    columns.setdefault("date", Coded(np.zeros(len(order), np.int64), [""]))
    styled, styles = _styles(columns)
    return Sheet(clean(title), columns, keys, bounds, styled, styles, protect.rule(found), aside(found.aside))


def _refuse_drafts(found: Columns, *, allowed: bool) -> None:
    drafts = np.flatnonzero(found.values["status"] == "draft")
    if drafts.size and not allowed:
        raise TableError(
            f"{drafts.size} events have status draft, the first is {found.values['id'][drafts[0]]};"
            " set another status, or use --draft to draw them marked as drafts."
        )


def _as_points(found: Columns) -> Columns:
    """Areas and lines as a point inside them and the radius that reaches all of them."""
    if found.shapes is None:
        return found
    rows = np.flatnonzero(~shapely.is_missing(found.shapes))
    inside = shapely.point_on_surface(found.shapes[rows])
    lon, lat, radius_m = found.lon.copy(), found.lat.copy(), found.values["radius_m"].copy()
    lon[rows], lat[rows] = shapely.get_x(inside), shapely.get_y(inside)
    west, south, east, north = shapely.bounds(found.shapes[rows]).T
    corners = [
        geodesy.inverse(lon[rows], lat[rows], east_west, north_south)[0]
        for east_west in (west, east)
        for north_south in (south, north)
    ]
    radius_m[rows] = np.ceil(np.max(corners, axis=0))
    return replace(found, lon=lon, lat=lat, shapes=None, values={**found.values, "radius_m": radius_m})


def _sorted(lon: Floats, lat: Floats) -> tuple[Keys, Rows, tuple[float, float, float, float]]:
    """Keys of the placed events, and all rows in the order of the page."""
    placed = np.flatnonzero(~np.isnan(lon))
    keys = morton(_millionths(lon[placed]), _millionths(lat[placed]))
    by_place = np.argsort(keys, kind="stable")
    order = np.concatenate([placed[by_place], np.flatnonzero(np.isnan(lon))])
    bounds = (-30.0, -25.0, 60.0, 60.0)
    if placed.size:
        edges = (lon[placed].min(), lat[placed].min(), lon[placed].max(), lat[placed].max())
        west, south, east, north = (round(float(edge), 3) for edge in edges)
        bounds = (west - 0.15, south - 0.15, east + 0.15, north + 0.15)
    return keys[by_place], order, bounds


def _millionths(degrees: Floats) -> Rows:
    return np.rint(degrees * 1e6).astype(np.int64)


def _columns(found: Columns, order: Rows) -> dict[str, Column]:
    columns: dict[str, Column] = {}
    held = found.values
    for name in (*TEXTS, *NUMBERS, *TEXTS_BEHIND):
        if name in NUMBERS:
            column: Column | None = _numbers(_own_radius(held) if name == "radius_m" else held[name], order)
        elif name == "place":
            column = _texts(_places(held), order)
        elif name in LISTED:
            column = _listed(held[name], order)
        else:
            column = _texts(held[name], order)
        if column is not None:
            columns[name] = column
    return columns


def _held(found: Columns, order: Rows) -> dict[str, Column]:
    """A column that marks places without a name because they are coarse; nothing where there is none."""
    if not protect.rule(found):
        return {}
    how = Cells("", found.extra, np.arange(len(found))).texts(COLUMN)
    nameless = np.isin(how.astype(str), list(protect.HOW)) & (found.values["place"] == "")
    return {"held": Coded(nameless[order].astype(np.int64), ["", "1"])} if nameless.any() else {}


def _places(held: Mapping[str, Any]) -> NDArray[np.object_]:
    """Places as printed; where Arabic is spoken and the table has their Arabic names, those."""
    printed: NDArray[np.object_] = held["place"]
    return printed if spoken() == "en" else np.where(held["place_ar"] != "", held["place_ar"], printed)


def _own_radius(held: Mapping[str, Any]) -> Floats:
    """Radii but those that the class of precision says already."""
    radius_m: Floats = held["radius_m"].copy()
    for each in precision.CLASSES:
        if each.name != "unknown":
            radius_m[(radius_m == each.radius_m) & (held["precision"] == each.name)] = np.nan
    return radius_m


def _listed(values: NDArray[np.object_], order: Rows) -> list[str] | None:
    texts = values[order].tolist()
    return _single_lines(texts) if any(texts) else None


def _texts(values: NDArray[np.object_], order: Rows) -> Column | None:
    """A column as codes where its values are few enough, else as it is."""
    codes, distinct = coded(values.tolist())
    if distinct == [""]:
        return None
    if len(distinct) * 2 > len(values) + 4 and len(distinct) > _MOST_VALUES:
        return _listed(values, order)
    clear = [clean(" ".join(text.split("\n"))) for text in distinct]
    if len(set(clear)) == len(clear):
        return Coded(codes[order], clear)
    again, fewer = coded(clear)
    return Coded(again[codes[order]], fewer)


def _numbers(values: Floats, order: Rows) -> Coded | None:
    """Numbers as printed; nothing where there is none."""
    if np.isnan(values).all():
        return None
    found, codes = np.unique(values, return_inverse=True)
    return Coded(codes[order], ["" if np.isnan(one) else _number(one) for one in found])


def _number(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.6g}"


def _single_lines(texts: list[str]) -> list[str]:
    if "\n" in "".join(texts):
        return [" ".join(text.split("\n")) for text in texts]
    return texts


def _styles(columns: Mapping[str, Column]) -> tuple[str, dict[str, int]]:
    """The column that marks are told apart by, and the mark of each value; rare ones share the last."""
    for name in ("category", "kind"):
        column = columns.get(name)
        if isinstance(column, Coded) and 2 <= len(column.distinct) <= _MOST_VALUES:
            numbers = column.counts()
            ranked = sorted(numbers, key=lambda value: (not value, -numbers[value], value))
            return name, {value: min(at, MARKS - 1) for at, value in enumerate(ranked)}
    return "", {}


def radii(sheet: Sheet) -> Floats:
    """Radii in metres of the events with a place, as given or of their class; NaN where neither is stated.

    Parameters
    ----------
    sheet : Sheet
        From `prepare`.
    """
    radius_m = np.full(sheet.placed, np.nan)
    classes = {each.name: each.radius_m for each in precision.CLASSES if each.name != "unknown"}
    for name in ("precision", "radius_m"):
        column = sheet.columns.get(name)
        if isinstance(column, Coded):
            known = [
                classes.get(text, np.nan) if name == "precision" else float(text or "nan")
                for text in column.distinct
            ]
            given = np.array(known)[column.codes[: sheet.placed]]
            radius_m = np.where(np.isnan(given), radius_m, given)
    return radius_m


def facets(sheet: Sheet) -> list[str]:
    """Columns that a reader can filter by: of more than one value, and of far fewer than events."""
    numbers = {name: len(sheet.counts(name)) for name in FACETS}
    return [name for name, n in numbers.items() if 1 < n <= _MOST_VALUES and n * 2 <= len(sheet) + 4]


def aside(rows: Iterable[SetAside]) -> dict[str, list[int]]:
    """Rows set aside by what is wrong with them, without any value that a row holds: it may be private.

    Examples
    --------
    >>> cells = {"lat": "134.4"}
    >>> aside([SetAside(3, "lat is 134.4, beyond 90", cells), SetAside(9, "lat is 95, beyond 90", cells)])
    {'lat is …, beyond …': [3, 9]}
    """
    told = sorted((_VALUE.sub("…", each.reason), each.row) for each in rows)
    return {reason: [row for _, row in some] for reason, some in groupby(told, key=lambda one: one[0])}


def country_names(sheet: Sheet) -> dict[str, str]:
    """Names of the countries of the table by their code."""
    return {code: _country(code) for code in sheet.counts("country") if code}


def _country(code: str) -> str:
    try:
        return country(code)
    except BorderError:
        return code


def ends_of(values: Iterable[str]) -> tuple[str, str]:
    """The first and the last of some ISO dates and spans; empty where there is none.

    Examples
    --------
    >>> ends_of(["", "2024-02-02/2024-02-05", "2023-01"])
    ('2023-01', '2024-02-05')
    """
    ends = sorted({end for value in values if value for end in value.split("/")})
    return (ends[0], ends[-1]) if ends else ("", "")
