"""Events tables as CSV files with the columns of ACLED, UCDP GED, Airwars; what these cannot hold is named.

A code that the source gave is kept where it still says what the event says. Nothing is made up: a column for
which there is no value stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from geostrike import escape, files, precision
from geostrike.borders import codes
from geostrike.tables import headers, wording
from geostrike.tables.acled import kind_of
from geostrike.tables.cells import Mask, Texts, by_value, texts
from geostrike.tables.filling import as_number
from geostrike.tables.outgoing import Outgoing, number_texts
from geostrike.tables.spots import cell_of
from geostrike.tables.ucdp import DATE_PRECISION, VIOLENCE

_VIOLENCE = {words: code for code, words in VIOLENCE.items()}
_DERIVED = ("dataset", "dataset_id")


@dataclass(slots=True, eq=False)
class _Target:
    """A table that is being filled: its name, columns made, columns of ours that it holds, what it lacks."""

    held: Outgoing
    name: str
    form: str
    made: dict[str, Texts] = field(default_factory=dict)
    done: set[str] = field(default_factory=lambda: set(_DERIVED))
    notes: list[str] = field(default_factory=list)

    def take(self, **columns: str) -> None:
        """Write our columns under other names."""
        for theirs, ours in columns.items():
            self.made[theirs] = self.held.text(ours)
            self.done.add(ours)

    def other(self, name: str) -> Texts:
        """A column that the source had and no events table knows; empty texts where there is none."""
        key = self.extra.get(name, "")
        self.done.add(key)
        return self.held.text(key)

    @property
    def extra(self) -> dict[str, str]:
        """Names in lower case of the source's other columns, as they stood there, and as they stand here."""
        return {name.casefold().removeprefix(f"{self.form}_"): name for name in self.held.extra}

    def holds(self, name: str, back: Texts) -> None:
        """Say that a column is held where reading it back gives it again."""
        if (self.held.text(name) == back).all():
            self.done.add(name)

    def lacks(self, which: Mask, what: str) -> None:
        """Note how many rows lose something."""
        if which.any():
            self.notes.append(f"{int(which.sum())} {what}.")


def acled(held: Outgoing, path: Path) -> list[str]:
    """Write the 31 columns of ACLED: one number of dead, three classes of place, three of time."""
    to = _Target(held, "ACLED", "acled")
    to.take(event_id_cnty="id", location="place", admin1="admin1", admin2="admin2", source="source")
    to.take(sub_event_type="category", fatalities="killed_low")
    _points(to, "latitude", "longitude")
    dates = held.text("date")
    to.made["event_date"] = texts(
        f"{day}-01" if len(day) == 7 else day if len(day) == 10 else "" for day in dates
    )
    to.made["year"] = texts(day[:4] for day in dates)
    how = held.text("date_how")
    wanted = texts(
        "3" if len(day) == 7 else {"stated": "1", "converted": "1", "inferred": "2"}.get(known, "")
        for day, known in zip(dates, how, strict=True)
    )
    to.made["time_precision"] = wanted
    to.holds("date_how", texts("stated" if code == "1" else "inferred" if code else "" for code in wanted))
    to.lacks(np.array([len(day) == 4 for day in dates], bool), "dates are years, which ACLED cannot hold")
    to.done.add("date")
    to.made["country"] = _country(to, to.other("country"))
    to.made["geo_precision"] = _codes(
        to, to.other("geo_precision"), precision.from_acled, lambda each: each.acled
    )
    low, high = held.text("killed_low"), held.text("killed_high")
    to.lacks(low != high, "counts of killed have two ends; fatalities holds the lower")
    to.done.add("killed_high")
    category = held.text("category")
    to.holds("kind", texts(by_value(category, kind_of)))
    _constant(to, status="reported")
    _title(to, category, to.made["country"])
    return _write(to, headers.ACLED, path)


def ucdp(held: Outgoing, path: Path) -> list[str]:
    """Write the 49 columns of UCDP GED 25.1: seven classes of place, low and high ends of the dead."""
    to = _Target(held, "UCDP GED", "ucdp")
    to.take(id="id", where_coordinates="place", adm_1="admin1", adm_2="admin2", source_office="source")
    to.take(low="killed_low", high="killed_high", deaths_civilians="killed_civilian_low")
    _points(to, "latitude", "longitude")
    to.made["geom_wkt"] = texts(
        f"POINT ({lon} {lat})" if lon else ""
        for lon, lat in zip(to.made["longitude"], to.made["latitude"], strict=True)
    )
    _days(to)
    to.made["country"] = _country(to, to.other("country"))
    to.made["where_prec"] = _codes(to, to.other("where_prec"), precision.from_ged, lambda each: each.ged)
    best = to.other("best")
    same = (to.made["low"] == to.made["high"]) & (best == "")
    to.made["best"] = np.where(same, to.made["low"], best)
    _unknown_dead(to)
    category = held.text("category")
    to.made["type_of_violence"] = texts(_VIOLENCE.get(text, "") for text in category)
    to.holds("category", texts(VIOLENCE.get(code, "") for code in to.made["type_of_violence"]))
    _constant(to, status="reported")
    _title(to, category, to.made["country"])
    return _write(to, headers.GED, path)


def airwars(held: Outgoing, path: Path) -> list[str]:
    """Write the columns of Airwars incidents: labels of accuracy, civilian counts, grids."""
    to = _Target(held, "Airwars", "airwars")
    to.take(code="id", date="date", date_end="date_end", local_time="time", region="admin1")
    to.take(location_name="place", location_name_arabic="place_ar", permalink="source_url")
    to.take(strike_type_name="category", belligerent_1_mgrs_coordinate="grid")
    to.take(civilian_non_combatants_killed_min="killed_civilian_low")
    to.take(civilian_non_combatants_killed_max="killed_civilian_high")
    to.take(
        civilian_non_combatants_injured_min="injured_low", civilian_non_combatants_injured_max="injured_high"
    )
    to.made["date_type"] = texts("date_range" if end else "single_date" for end in held.text("date_end"))
    _points(to, "latitude", "longitude")
    to.made["country_name"] = _country(to, to.other("country_name"))
    in_cell = _grid_points(to)
    labels = to.other("geolocation_accuracy_name")
    to.made["geolocation_accuracy_name"] = _codes(to, labels, precision.from_airwars, _label, in_cell)
    category = held.text("category")
    to.holds("kind", texts("strike" if "strike" in text.casefold() else "" for text in category))
    status = held.text("status")
    to.made["post_status"] = texts("draft" if text == "draft" else "publish" for text in status)
    to.holds("status", texts("draft" if text == "draft" else "reported" for text in status))
    _constant(to, source="Airwars")
    _title(to, category, to.made["country_name"])
    return _write(to, headers.AIRWARS, path)


def _points(to: _Target, lat: str, lon: str) -> None:
    to.made[lat], to.made[lon] = number_texts(to.held.lat), number_texts(to.held.lon)
    if to.held.has_areas:
        to.notes.append(f"Events that are lines or areas have no place in {to.name}.")


def _days(to: _Target) -> None:
    """First and last day, and how well they are known; a month is a span of days there."""
    firsts, lasts = to.held.text("date"), to.held.text("date_end")
    whole = np.array([len(day) == 10 for day in firsts], bool)
    ends = np.where(lasts == "", firsts, lasts)
    for theirs, days in (("date_start", firsts), ("date_end", ends)):
        made = [
            f"{day} 00:00:00.000" if full and len(day) == 10 else ""
            for day, full in zip(days, whole, strict=True)
        ]
        to.made[theirs] = texts(made)
    to.made["year"] = texts(day[:4] for day in firsts)
    to.lacks(~whole & (firsts != ""), "dates have no day, which UCDP GED cannot hold; they are empty")
    how, given = to.held.text("date_how"), to.other("date_prec")
    to.made["date_prec"] = texts(
        code if DATE_PRECISION.get(code, "") == known else {"stated": "1", "inferred": "3"}.get(known, "")
        for code, known in zip(given, how, strict=True)
    )
    to.holds("date_how", texts(DATE_PRECISION.get(code, "") for code in to.made["date_prec"]))
    to.done |= {"date", "date_end"}


def _unknown_dead(to: _Target) -> None:
    """Dead of unknown standing: what lies between the ends of the civilians."""
    low, high = (to.held.columns.get(f"killed_civilian_{end}") for end in ("low", "high"))
    if low is None:
        return
    high = np.full(len(to.held), np.nan) if high is None else high
    to.lacks(~np.isnan(low) & np.isnan(high), "counts of civilians have no upper end, which UCDP GED closes")
    to.made["deaths_unknown"] = number_texts(high - low)
    to.done.add("killed_civilian_high")


def _country(to: _Target, given: Texts) -> Texts:
    """English names of countries; the source's own where it means the same."""
    held = to.held.text("country")
    to.done.add("country")
    names = by_value(held, lambda code: codes.country_name(code) if code else "")
    return texts(
        own if own and wording.country_of(own.replace("-", " ")) in {code, ""} else name
        for own, code, name in zip(given, held, names, strict=True)
    )


def _codes(
    to: _Target,
    given: Texts,
    read: Callable[..., tuple[str, float]],
    write: Callable[[precision.Precision], int | str],
    known: Mask | None = None,
) -> Texts:
    """Codes of precision: the source's own where it says the same, else that of the class."""
    names, metres = to.held.text("precision"), to.held.columns.get("radius_m", np.full(len(to.held), np.nan))
    to.done |= {"precision", "radius_m"}
    typed = str if read is precision.from_airwars else as_number
    made, lost = [], 0
    for at, (code, name, radius_m) in enumerate(zip(given, names, metres.tolist(), strict=True)):
        if known is not None and known[at]:  # its radius comes back from elsewhere
            made.append(code)
            continue
        if not (code and _same(read(typed(code)), name, radius_m)):
            unknown = name in {"", "unknown"}
            code = "" if unknown else str(write(precision.of_name(name)))  # noqa: PLW2901 (the code that fits)
        lost += not _same(read(typed(code)), name or "unknown", radius_m)
        made.append(code)
    if lost:
        to.notes.append(f"{lost} places have a class or radius that the codes of {to.name} say less finely.")
    return texts(made)


def _same(read: tuple[str, float], name: str, radius_m: float) -> bool:
    return read[0] == name and (read[1] == radius_m or (np.isnan(read[1]) and np.isnan(radius_m)))


def _label(each: precision.Precision) -> str:
    return each.airwars[0] if each.airwars else ""


def _grid_points(to: _Target) -> Mask:
    """Leave the degrees of a grid's cell out: they come back from the grid; which rows these are."""
    how = to.held.text("place_how")
    grids = to.held.text("grid")
    in_cell = np.array(
        [
            text == "official_grid" and cell_of(grid) is not None
            for text, grid in zip(how, grids, strict=True)
        ],
        bool,
    )
    for name in ("latitude", "longitude"):
        to.made[name] = np.where(in_cell, "", to.made[name])
    to.holds("place_how", np.where(in_cell, "official_grid", "").astype(object))
    return in_cell


def _constant(to: _Target, **values: str) -> None:
    for name, value in values.items():
        to.holds(name, np.full(len(to.held), value, object))


def _title(to: _Target, category: Texts, country: Texts) -> None:
    """Titles are held where they are the neutral words that a reader makes again."""
    made = [
        wording.title(what, where)
        for what, *where in zip(category, to.held.text("place"), country, strict=True)
    ]
    to.holds("title", texts(made))


def _write(to: _Target, header: Sequence[str], path: Path) -> list[str]:
    columns = [to.made.get(name, to.other(name)) for name in header]
    lost = [
        name
        for name in to.held.columns
        if name not in to.done and not name.startswith("_") and (to.held.text(name) != "").any()
    ]
    if lost:
        to.notes.append(f"{to.name} has no columns for {', '.join(lost)}.")
    files.write_text(path, escape.csv_lines([header, *zip(*columns, strict=True)]))
    return to.notes
