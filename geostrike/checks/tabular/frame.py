"""An events table as the checks see it: columns, cells as typed, the number of each row; finds nothing.

A fault that most rows share is one of the table: `several` says it once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geostrike.model import Finding
from geostrike.tables import detect, filling
from geostrike.tables.cells import Cells, Floats, Texts, blank, texts
from geostrike.tables.columns import KNOWN, Columns
from geostrike.tables.guessing import Assignment

Rows = NDArray[np.intp]
TABLE = "events"
_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "acled": {
        "id": ("event_id_cnty", "data_id", "event_id_no_cnty"),
        "date": ("event_date",),
        "place": ("location",),
        "country": ("iso3", "country"),
        "lon": ("longitude",),
        "lat": ("latitude",),
        "precision": ("geo_precision",),
        "killed_low": ("fatalities",),
        "killed_high": ("fatalities",),
    },
    "ucdp": {
        "date": ("date_start",),
        "place": ("where_coordinates",),
        "country": ("iso3", "country"),
        "lon": ("longitude",),
        "lat": ("latitude",),
        "precision": ("where_prec",),
        "source": ("source_office",),
        "killed_low": ("low", "low_est"),
        "killed_high": ("high", "high_est"),
        "killed_civilian_low": ("deaths_civilians",),
        "killed_civilian_high": ("deaths_civilians",),
    },
    "airwars": {
        "id": ("code", "unique_reference_code", "post_id"),
        "place": ("location_name", "location"),
        "country": ("country_name", "country", "country_slug"),
        "lon": ("longitude", "coordinates"),
        "lat": ("latitude", "coordinates"),
        "precision": ("geolocation_accuracy_name", "geolocation_accuracy_slug", "geolocation_accuracy"),
        "grid": ("belligerent_1_mgrs_coordinate", "mgrs_coordinate"),
        "source_url": ("permalink",),
        "killed_civilian_low": ("civilian_non_combatants_killed_min", "civilians_killed_min"),
        "killed_civilian_high": ("civilian_non_combatants_killed_max", "civilians_killed_max"),
        "injured_low": ("civilian_non_combatants_injured_min", "civilians_injured_min"),
        "injured_high": ("civilian_non_combatants_injured_max", "civilians_injured_max"),
    },
    "timemap": {
        "place": ("location",),
        "lon": ("longitude",),
        "lat": ("latitude",),
        "title": ("title", "description"),
        "summary": ("description",),
    },
}
_UNKNOWN_M = 2_000.0  # that a point may be off where nothing states its precision
_DOUBT = "\0doubt"
_MOST_M = 25_000.0  # beyond which a stated doubt excuses nothing


class Coded(NamedTuple):
    """A column of texts as the number of each row's text; the different ones are looked at once."""

    code: Rows
    texts: list[str]

    def at(self, row: int) -> str:
        """Text of a row."""
        text: str = self.texts[self.code[row]]
        return text

    def those(self, test: Callable[[str], object]) -> NDArray[np.bool_]:
        """Rows whose text passes a test."""
        passed: NDArray[np.bool_] = np.array([bool(test(text)) for text in self.texts], bool)[self.code]
        return passed

    def numbers(self, convert: Callable[[str], int]) -> NDArray[np.int64]:
        """Whole number that a function makes of each row's text."""
        made: NDArray[np.int64] = np.array(list(map(convert, self.texts)), np.int64)[self.code]
        return made

    def each(self, convert: Callable[[str], str]) -> Texts:
        """What a function makes of each row's text."""
        made: Texts = texts(map(convert, self.texts))[self.code]
        return made


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Events of a table, and what was typed.

    Attributes
    ----------
    name : str
        Name of the file.
    columns : Columns
        The events, and the rows set aside.
    cells : Cells
        Text of each column at the rows of the events.
    rows : ndarray of int64
        Number of each event's row below the header, from 1.
    names : mapping of str to str
        The table's own name of each column that it has.
    today : datetime.date
        The day after which nothing has happened yet; it is never printed.
    all_cells : Cells
        The same with the rows set aside.
    layout : str
        Name of the reader of such tables.
    cache : dict of str to ndarray
        What was asked for before.
    """

    name: str
    columns: Columns
    cells: Cells
    rows: NDArray[np.int64]
    names: Mapping[str, str]
    today: date
    all_cells: Cells = field(repr=False)
    layout: str
    mapping: Assignment | None = None
    cache: dict[str, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return self.rows.size

    def values(self, name: str) -> Any:
        """A known column of the events."""
        return self.columns.values[name]

    def typed(self, name: str) -> Texts:
        """A known column as it was typed; empty texts where the table has none."""
        return self.column(self.names[name]) if name in self.names else blank(len(self))

    def column(self, name: str) -> Texts:
        """A column by the table's own name."""
        if name not in self.cache:
            self.cache[name] = self.cells.texts(name)
        held: Texts = self.cache[name]
        return held

    def coded(self, name: str) -> Coded:
        """A known column of texts of the events, each different text once."""
        return self._once(f"\0{name}", lambda: coded(self.values(name)))

    def typed_coded(self, name: str) -> Coded:
        """A known column as it was typed, each different text once."""
        if name not in self.names:
            return Coded(np.zeros(len(self), np.intp), [""])
        return self.column_coded(self.names[name])

    def column_coded(self, name: str) -> Coded:
        """A column by the table's own name, each different text once."""
        return self._once(f"\0\0{name}", lambda: _coded_cells(self.cells, name))

    def _once(self, key: str, make: Callable[[], Coded]) -> Coded:
        if key not in self.cache:
            self.cache[key] = make()
        held: Coded = self.cache[key]
        return held

    def doubt_m(self) -> Floats:
        """How far each point may be off, in metres: its radius, 2 km where none is stated, at most 25 km."""
        if _DOUBT not in self.cache:
            radius_m = self.values("radius_m")
            self.cache[_DOUBT] = np.minimum(np.where(np.isnan(radius_m), _UNKNOWN_M, radius_m), _MOST_M)
        doubt_m: Floats = self.cache[_DOUBT]
        return doubt_m

    def finding(
        self,
        rule: str,
        severity: str,
        at: int,
        field: str,
        message: str,
        suggestion: str = "",
    ) -> Finding:
        """A finding on one cell of an event, by the table's own name of the column."""
        name = self.names.get(field, field)
        value = str(self.column(name)[at]) if name in self.cells.columns else ""
        return Finding(
            rule=rule,
            severity=severity,
            table=TABLE,
            row=int(self.rows[at]),
            field=name,
            value=value[:200],
            message=message,
            suggestion=suggestion,
        )

    def several(
        self, rule: str, severity: str, which: Rows, field: str, say: Callable[[int], str]
    ) -> list[Finding]:
        """A finding a row; or one for all where they are many and more than a twentieth of the rows."""
        if len(which) <= max(50, len(self) // 20):
            return [self.finding(rule, severity, int(at), field, say(int(at))) for at in which]
        first = int(which[0])
        message = f"{say(first)} So it is in {len(which)} of {len(self)} rows."
        return [self.finding(rule, "question", first, field, message)]


def read(path: Path, today: date, mapping: Assignment | None = None) -> Frame:
    """The table of a file.

    Parameters
    ----------
    path : pathlib.Path
        Any file that `geostrike.tables.detect` reads.
    today : datetime.date
        The day after which nothing has happened yet.
    mapping : guessing.Assignment, optional
        Which column is which; the layout is then ``generic``.

    Raises
    ------
    InputError, TableError, MissingExtraError
        If it cannot be read as a table of events.
    """
    cells = detect.open_cells(path)
    if mapping is not None:
        return of_cells(cells, "generic", today, mapping=mapping)
    return of_cells(cells, detect.layout_of(cells), today)


def of_cells(
    cells: Cells,
    layout: str,
    today: date,
    names: Mapping[str, str] | None = None,
    mapping: Assignment | None = None,
) -> Frame:
    """The table of cells in one of the layouts.

    Parameters
    ----------
    cells : Cells
        All rows.
    layout : str
        Name of the layout, as `detect.layout_of` says it.
    today : datetime.date
        See `read`.
    names : mapping of str to str, optional
        The table's own name of each column, where it is known.
    mapping : guessing.Assignment, optional
        Which column is which, in the layout ``generic``.
    """
    reader = import_module(f"geostrike.tables.{detect.LAYOUTS[layout]}")
    columns: Columns = reader.read(cells, mapping) if mapping else reader.read(cells)
    gone = {each.row for each in columns.aside}
    kept = cells.take(~np.isin(cells.rows, list(gone))) if gone else cells
    own = names or _names(cells, layout, mapping)
    return Frame(cells.name, columns, kept, kept.rows, own, today, cells, layout, mapping)


def _names(cells: Cells, layout: str, mapping: Assignment | None) -> dict[str, str]:
    if layout == "generic":
        given = mapping or import_module("geostrike.tables.generic").chosen_for(cells)
        chosen: dict[str, str] = given.columns
        return chosen | ({"lon": chosen["at"], "lat": chosen["at"]} if "at" in chosen else {})
    folded = filling.fold(cells.columns)
    wanted = {name: (name,) for name in (*KNOWN, "lon", "lat")} | dict(_NAMES.get(layout, {}))
    return {
        ours: folded[held[0]]
        for ours, theirs in wanted.items()
        if (held := [name for name in theirs if name in folded])
    }


def groups(*columns: Any) -> tuple[NDArray[np.int64], Rows]:
    """Number of the group of equal values that each row is in, and the first row of each group.

    Parameters
    ----------
    *columns : array, shape (n,)
        Texts or numbers; rows are equal where all of them are.

    Examples
    --------
    >>> number, first = groups(np.array([1.0, 2.0, 1.0]))
    >>> number.tolist(), first.tolist()
    ([0, 1, 0], [0, 1])
    """
    code: NDArray[np.int64] = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        numbers = column if column.dtype != object else coded(column).code
        _, inverse = np.unique(numbers, return_inverse=True)
        _, code = np.unique(code * (int(inverse.max(initial=0)) + 1) + inverse, return_inverse=True)
    _, first, code = np.unique(code, return_index=True, return_inverse=True)
    return code, first


def coded(column: Texts) -> Coded:
    """A column of texts, each different text once, in the order in which they come.

    Examples
    --------
    >>> coded(texts(["a", "b", "a"]))
    Coded(code=array([0, 1, 0]), texts=['a', 'b'])
    """
    held = column.tolist()
    known = {text: at for at, text in enumerate(dict.fromkeys(held))}
    return Coded(np.fromiter(map(known.__getitem__, held), np.intp, len(held)), list(known))


def ordinal(text: str) -> int:
    """Days since year 1 of a full ISO date, 0 for any other text.

    Examples
    --------
    >>> ordinal("2024-02-03"), ordinal("2024-02")
    (738919, 0)
    """
    try:
        return date.fromisoformat(text).toordinal() if len(text) == 10 else 0
    except ValueError:
        return 0


def _coded_cells(cells: Cells, name: str) -> Coded:
    column = cells.columns[name]
    if isinstance(column, np.ndarray):
        return coded(column)
    number, words = import_module("geostrike.tables.arrowcells").encoded(column)
    inner = coded(words)
    return Coded(inner.code[number], inner.texts)
