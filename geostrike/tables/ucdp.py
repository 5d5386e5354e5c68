"""UCDP GED: the releases of today and before, and the copy of HDX; article text is never taken over.

Its low and high become the range; its best estimate stays beside the events. Civilians: at least those that
it counts as civilians, at most those and the dead of unknown standing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from geostrike import precision
from geostrike.tables import columns, filling
from geostrike.tables.cells import Cells, by_value, texts
from geostrike.tables.columns import Columns, Draft

VIOLENCE = {"1": "State-based violence", "2": "Non-state violence", "3": "One-sided violence"}
WITHHELD = ("source_article", "source_headline", "source_original")
DATE_PRECISION = {"1": "stated", "2": "stated", "3": "inferred", "4": "inferred", "5": "inferred"}


def matches(header: Collection[str]) -> bool:
    """Whether these are the columns of GED.

    Parameters
    ----------
    header : collection of str
        Names of the columns.

    Examples
    --------
    >>> matches(["id", "where_prec", "type_of_violence", "date_start", "latitude", "longitude"])
    True
    """
    names = set(filling.fold(header))
    telling = {"where_prec", "type_of_violence", "dyad_name", "priogrid_gid", "deaths_civilians", "date_prec"}
    return {"id", "date_start", "latitude", "longitude"} <= names and len(names & telling) >= 2


def read(cells: Cells) -> Columns:
    """Events of a GED table.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    names = filling.fold(cells.columns)
    draft = filling.new_draft(cells, "ucdp")
    values = draft.values
    filling.points(draft, names.get("longitude", ""), names.get("latitude", ""))
    values["id"] = values["dataset_id"] = cells.texts(names["id"])
    filling.date_column(draft, cells.texts(names["date_start"]), name=names["date_start"])
    filling.end_column(draft, filling.first_of(cells, names, "date_end"), name="date_end")
    values["date_how"] = texts(
        DATE_PRECISION.get(code, "") for code in filling.first_of(cells, names, "date_prec")
    )
    for ours, theirs in (("place", "where_coordinates"), ("admin1", "adm_1"), ("admin2", "adm_2")):
        values[ours] = filling.first_of(cells, names, theirs)
    values["source"] = filling.first_of(cells, names, "source_office")
    filling.country_column(draft, filling.first_of(cells, names, "iso3", "country"))
    kinds = filling.first_of(cells, names, "type_of_violence")
    values["category"] = texts(by_value(kinds, lambda code: VIOLENCE.get(code, code)))
    filling.titles(draft, values["category"], values["place"], filling.first_of(cells, names, "country"))
    codes = filling.first_of(cells, names, "where_prec")
    filling.precision_column(draft, codes, lambda code: precision.from_ged(filling.as_number(code)))
    _deaths(draft, names)
    filling.constants(draft, dataset="UCDP GED", status="reported")
    used = (
        *("id", "date_start", "date_end", "where_coordinates", "adm_1", "adm_2", "source_office", "latitude"),
        *("longitude", "low", "high", "low_est", "high_est"),
    )
    draft.extra = filling.others(cells, [names[name] for name in used if name in names])
    draft.withheld = tuple(names[name] for name in WITHHELD if name in names)
    return columns.finish(draft)


def _deaths(draft: Draft, names: Mapping[str, str]) -> None:
    for ours, theirs in (("killed_low", ("low", "low_est")), ("killed_high", ("high", "high_est"))):
        column = next((names[name] for name in theirs if name in names), "")
        if column:
            filling.number_column(draft, ours, column)
    if "deaths_civilians" in names:
        civilians = filling.numbers_of(draft, names["deaths_civilians"])
        unknown = filling.numbers_of(draft, names["deaths_unknown"]) if "deaths_unknown" in names else np.nan
        draft.values["killed_civilian_low"] = civilians
        draft.values["killed_civilian_high"] = civilians + np.nan_to_num(unknown)
