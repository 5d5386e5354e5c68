"""ACLED exports: today's columns, those before 2023, the oldest in capitals; notes are never taken.

Its fatalities are one number for all the dead, no count of civilians.
"""

from __future__ import annotations

from collections.abc import Collection

from geostrike import precision
from geostrike.errors import TableError
from geostrike.tables import columns, filling
from geostrike.tables.cells import Cells, Texts, by_value, texts
from geostrike.tables.columns import Columns, Draft

_TELLING = {
    *(
        "event_id_cnty",
        "event_id_no_cnty",
        "sub_event_type",
        "time_precision",
        "geo_precision",
        "interaction",
    ),
    *("assoc_actor_1", "ally_actor_1", "inter1", "disorder_type", "source_scale"),
}
_WEEKLY = {"week", "events", "centroid_latitude", "centroid_longitude"}
WITHHELD = ("notes",)


def matches(header: Collection[str]) -> bool:
    """Whether these are the columns of ACLED.

    Parameters
    ----------
    header : collection of str
        Names of the columns.

    Raises
    ------
    TableError
        If they are those of its counts by week.

    Examples
    --------
    >>> matches(["EVENT_ID_CNTY", "EVENT_DATE", "EVENT_TYPE", "LATITUDE", "LONGITUDE", "GEO_PRECISION"])
    True
    """
    names = set(filling.fold(header))
    if names >= _WEEKLY:
        raise TableError(
            "These are ACLED's counts by week and province, no single events: their points are middles of "
            "provinces; export the events themselves."
        )
    return {"event_date", "event_type", "latitude", "longitude"} <= names and len(names & _TELLING) >= 2


def read(cells: Cells) -> Columns:
    """Events of an ACLED table.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    names = filling.fold(cells.columns)
    draft = filling.new_draft(cells, "acled")
    values = draft.values
    filling.points(draft, names.get("longitude", ""), names.get("latitude", ""))
    values["id"] = filling.first_of(cells, names, "event_id_cnty", "data_id", "event_id_no_cnty")
    values["dataset_id"] = values["id"]
    filling.date_column(draft, cells.texts(names["event_date"]), name=names["event_date"])
    for ours, theirs in (
        ("place", "location"),
        ("admin1", "admin1"),
        ("admin2", "admin2"),
        ("source", "source"),
    ):
        values[ours] = filling.first_of(cells, names, theirs)
    filling.country_column(draft, filling.first_of(cells, names, "iso3", "country"))
    values["category"] = filling.first_of(cells, names, "sub_event_type", "event_type")
    values["kind"] = texts(by_value(values["category"], kind_of))
    filling.titles(draft, values["category"], values["place"], filling.first_of(cells, names, "country"))
    _time_precision(draft, filling.first_of(cells, names, "time_precision"))
    codes = filling.first_of(cells, names, "geo_precision")
    filling.precision_column(draft, codes, lambda code: precision.from_acled(filling.as_number(code)))
    if "fatalities" in names:
        filling.number_column(draft, "killed_low", names["fatalities"])
        values["killed_high"] = values["killed_low"]
    filling.constants(draft, dataset="ACLED", status="reported")
    used = ("event_id_cnty", "event_date", "location", "admin1", "admin2", "source", "latitude", "longitude")
    draft.extra = filling.others(cells, [names[name] for name in used if name in names])
    draft.withheld = tuple(names[name] for name in WITHHELD if name in names)
    return columns.finish(draft)


def kind_of(category: str) -> str:
    """Kind of event that a sub-event type means; empty for none of ours.

    Examples
    --------
    >>> kind_of("Air/drone strike"), kind_of("Attack")
    ('strike', '')
    """
    return "strike" if category == "Air/drone strike" else ""


def _time_precision(draft: Draft, codes: Texts) -> None:
    """Where the code says that only the month is known, the day goes; where only the week, it is inferred."""
    dates = draft.values["date"]
    draft.values["date"] = texts(
        day[:7] if code == "3" else day for day, code in zip(dates, codes, strict=True)
    )
    draft.values["date_how"] = texts(
        "stated" if code == "1" else "inferred" if code in "23" and code else "" for code in codes
    )
