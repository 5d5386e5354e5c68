"""Airwars incidents: the table of its database, its short export, and coordinates as its pages print them.

Its summaries, notes and statements name people: they are never taken over, nor are staff and first reporters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import numpy as np

from geostrike import precision
from geostrike.tables import columns, filling, spots
from geostrike.tables.cells import Cells, Texts, by_value, texts
from geostrike.tables.columns import Columns, Draft

_TELLING = {
    *("strike_status_name", "strike_type_name", "civilian_harm_status_name", "civilian_harm_reported"),
    *(
        "geolocation_accuracy_name",
        "geolocation_accuracy",
        "geolocation_status_name",
        "cause_of_death_injury_name",
    ),
    *("targeted_belligerent_name", "belligerent_1_belligerent_name", "civilian_non_combatants_killed_min"),
    *(
        "unique_reference_code",
        "strike_status",
        "strike_type",
        "civilian_harm_status",
        "grading",
        "civilians_killed_min",
    ),
    *(
        "coordinates",
        "local_time_of_day",
        "post_status",
        "location_name_arabic",
        "permalink",
        "militants_killed_min",
    ),
}
_PRINTED = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
_LEVEL = re.compile(
    r"accuracy of this location is to\s*(?:<strong>)?\s*([^<]+?)\s*(?:</strong>)?\s*level", re.IGNORECASE
)
_UNKNOWN_DAY = "1970-01-01"
_WITHHELD = re.compile(
    r"summary|notes|statement|strike_reports|sign_off|first_reported|caption|victim(?!s?_average)|^names?(_|$)|assessor"
)
_COUNTS = {
    "killed_civilian_low": ("civilian_non_combatants_killed_min", "civilians_killed_min"),
    "killed_civilian_high": ("civilian_non_combatants_killed_max", "civilians_killed_max"),
    "injured_low": ("civilian_non_combatants_injured_min", "civilians_injured_min"),
    "injured_high": ("civilian_non_combatants_injured_max", "civilians_injured_max"),
}
_SPOTS = ("coordinates", "geolocation", "lat_lng", "latlng", "location_coordinates")


def matches(header: Collection[str]) -> bool:
    """Whether these are the columns of Airwars.

    Parameters
    ----------
    header : collection of str
        Names of the columns.

    Examples
    --------
    >>> matches(["code", "date", "permalink", "strike_type_name", "geolocation_accuracy_name"])
    True
    """
    names = set(filling.fold(header))
    return bool(names & {"date", "incident_date"}) and len(names & _TELLING) >= 3


def read(cells: Cells) -> Columns:
    """Events of an Airwars table.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    names = filling.fold(cells.columns)
    draft = filling.new_draft(cells, "airwars")
    values = draft.values
    values["id"] = filling.first_of(cells, names, "code", "unique_reference_code", "post_id", "permalink")
    values["dataset_id"] = values["id"]
    _dates(draft, names)
    places = (("place", "location_name"), ("place_ar", "location_name_arabic"), ("admin1", "region"))
    for ours, theirs in (*places, ("source_url", "permalink")):
        values[ours] = filling.first_of(cells, names, theirs)
    country = filling.first_of(cells, names, "country_name", "country", "country_slug")
    if "location" in names:
        country = _printed_place(draft, cells.texts(names["location"]), country)
    country = texts(by_value(country, _spelt))
    filling.country_column(draft, country)
    values["category"] = filling.first_of(cells, names, "strike_type_name", "strike_type")
    values["kind"] = texts(
        by_value(values["category"], lambda kind: "strike" if "strike" in kind.casefold() else "")
    )
    filling.titles(draft, values["category"], values["place"], country)
    levels = _positions(draft, names)
    filling.precision_column(draft, levels, precision.from_airwars)
    _grids(draft, names)
    for ours, wanted in _COUNTS.items():
        column = next((names[name] for name in wanted if name in names), "")
        if column:
            filling.number_column(draft, ours, column)
    filling.constants(draft, dataset="Airwars", source="Airwars")
    posted = filling.first_of(cells, names, "post_status")
    values["status"] = texts("draft" if status == "draft" else "reported" for status in posted)
    used = (
        "code",
        "date_end",
        "location_name",
        "location_name_arabic",
        "permalink",
        "region",
        "latitude",
        "longitude",
    )
    draft.extra = filling.others(cells, [names[name] for name in used if name in names])
    draft.withheld = tuple(
        name for folded, name in names.items() if _WITHHELD.search(folded) and not folded.startswith("num_")
    )
    return columns.finish(draft)


def _spelt(slug: str) -> str:
    """Name of a country that is written as in an address."""
    return slug.replace("-", " ").title() if slug.islower() else slug


def _dates(draft: Draft, names: Mapping[str, str]) -> None:
    name = names.get("date", names.get("incident_date", ""))
    typed = draft.cells.texts(name)
    unknown = np.array([day.startswith(_UNKNOWN_DAY) for day in typed], bool)
    filling.date_column(draft, np.where(unknown, "", typed), name=name)
    if unknown.any():
        draft.notes.append(
            f"{int(unknown.sum())} dates are 1970-01-01, which stands for unknown; they are empty."
        )
    ranges = filling.first_of(draft.cells, names, "date_type")
    ends = filling.first_of(draft.cells, names, "date_end")
    is_range = np.isin(ranges, ("", "date_range"))
    filling.end_column(draft, np.where(is_range & ~unknown, ends, ""))
    clock = filling.first_of(draft.cells, names, "local_time", "local_time_of_day")
    short = by_value(clock, lambda time: time[:5] if re.match(r"\d\d:\d\d", time) else time.replace("_", " "))
    draft.values["time"] = texts(short)


def _printed_place(draft: Draft, printed: Texts, country: Texts) -> Texts:
    """Fill the place from "name in Arabic, name, governorate, country", as pages print it; the countries."""
    values = draft.values
    parts = [[part.strip() for part in text.split(",")] if text else [] for text in printed]
    arabic = [part[0] if part and re.match(r"[\u0600-\u06ff]", part[0]) else "" for part in parts]
    latin = [part[1:] if first else part for part, first in zip(parts, arabic, strict=True)]
    places = {
        "place": texts(part[0] if part else "" for part in latin),
        "place_ar": texts(arabic),
        "admin1": texts(part[-2] if len(part) > 2 else "" for part in latin),
    }
    for name, found in places.items():
        values[name] = np.where(values[name] == "", found, values[name])
    return np.where(country == "", texts(part[-1] if len(part) > 1 else "" for part in latin), country)


def _positions(draft: Draft, names: Mapping[str, str]) -> Texts:
    """Fill the points from two columns, or from the text of a page; the labels of accuracy."""
    cells = draft.cells
    level = filling.first_of(
        cells, names, "geolocation_accuracy_name", "geolocation_accuracy_slug", "geolocation_accuracy"
    )
    if cells.geometry is not None or ("latitude" in names and "longitude" in names):
        filling.points(draft, names.get("longitude", ""), names.get("latitude", ""))
        if "unique_reference_code" in names:
            _no_zeros(draft)
        return level
    printed = filling.first_of(cells, names, *_SPOTS, "latitude")
    lon, lat, found = np.full(len(cells), np.nan), np.full(len(cells), np.nan), level.copy()
    for at, text in enumerate(printed):
        pair, said = _PRINTED.search(text), _LEVEL.search(text)
        if pair:
            lat[at], lon[at] = float(pair[1]), float(pair[2])
        elif text:
            draft.reasons.setdefault(at, f"its coordinates are {text[:40]!r}; write LAT, LON")
        found[at] = said[1] if said else found[at]
    draft.lon, draft.lat = lon, lat
    return found


def _no_zeros(draft: Draft) -> None:
    """Empty the points at 0,0: the short export writes them where it has none."""
    zero = (draft.lon == 0) & (draft.lat == 0)
    if zero.any():
        draft.lon, draft.lat = (np.where(zero, np.nan, ends) for ends in (draft.lon, draft.lat))
        draft.notes.append(f"{int(zero.sum())} points are 0,0, which stands for none; they are empty.")


def _grids(draft: Draft, names: Mapping[str, str]) -> None:
    texts_of = draft.cells.texts
    held = [texts_of(name) for folded, name in names.items() if re.search(r"mgrs_coordinates?$", folded)]
    stated = _metres(texts_of(name) for folded, name in names.items() if folded.endswith("mgrs_accuracy"))
    spots.put_grids(draft, held, stated)


def _metres(accuracies: Iterable[Texts]) -> dict[int, float]:
    """Metres that the accuracy of a row's grid states, by its place; the largest."""
    found: dict[int, float] = {}
    for column in accuracies:
        for at, text in enumerate(column):
            for metres in re.findall(r"(\d+)\s*m\b", text):
                found[at] = max(found.get(at, 0.0), float(metres))
    return found
