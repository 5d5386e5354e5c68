"""The public tables of a report as CSV text, for readers to keep; what the page does not show is not here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geostrike import escape
from geostrike import vocabulary as v
from geostrike.escape import Html, tag, web_address
from geostrike.maps import wording
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import say
from geostrike.model import Source

NAMES = ("events", "claims", "sources")
_PLACED = ("lon", "lat", "radius_m", "shape")
_MEASURED = ("border", "distance_m", "distance_low_m", "distance_high_m", "border_data", "border_data_date")
_TOLD = ("id", "part_of", "answers", "title", "kind", "date", "time", "zone", "date_how", "place", "country")
EVENTS = (*_TOLD, *_PLACED, "place_how", "status", "summary", *_MEASURED)


def tables(report: Report) -> dict[str, str]:
    """Events, claims and sources as CSV text, each with a header.

    A place has no more digits than its radius bears, a region has none; an event that is shown roughly has
    the rough place and nothing measured from the true one.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.
    """
    claims = [claim.closed for item in report.items for claim in item.claims]
    return {
        "events": _csv(EVENTS, (_event(item) for item in report.items)),
        "claims": _csv(v.COLUMNS["claims"], (_cells(one, v.COLUMNS["claims"]) for one in claims)),
        "sources": _csv(v.COLUMNS["sources"], map(_source, report.sources.values())),
    }


def section(report: Report) -> Html:
    """The buttons that save the tables; the script shows them where a page may save files."""
    numbers = {
        "events": len(report.items),
        "claims": sum(len(item.claims) for item in report.items),
        "sources": len(report.sources),
    }
    return tag(
        "p",
        say("download"),
        *(
            tag("button", say(f"download_{name}", n=numbers[name]), type="button", data_table=name)
            for name in NAMES
        ),
        id="downloads",
        class_="downloads",
        hidden=True,
    )


def _csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return escape.csv_lines([list(header), *rows])


def _cells(record: Any, columns: Iterable[str]) -> list[str]:
    return [_text(getattr(record, name)) for name in columns]


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    return escape.clean("" if value is None else value)


def _event(item: Item) -> list[str]:
    told = _cells(item.event, _TOLD)
    rest = _cells(item.event, ("place_how", "status", "summary"))
    return [*told, *_place(item), *rest, *_measure(item)]


def _place(item: Item) -> list[str]:
    where = item.where
    shape = "coarse" if item.coarse and item.on_map else where.shape
    if where.shape in {"none", "region"} or where.lon is None or where.lat is None:
        return ["", "", "", shape]
    digits = wording.digits(where.radius_m or 1)
    radius = "" if where.radius_m is None else f"{where.radius_m:.0f}"
    return [f"{where.lon:.{digits}f}", f"{where.lat:.{digits}f}", radius, shape]


def _measure(item: Item) -> list[str]:
    """The distance to the nearest border; of what is no point only the interval."""
    found = item.where.measure
    if found is None or item.coarse:
        return [""] * len(_MEASURED)
    middle = f"{found.distance_m:.0f}" if item.where.line is not None else ""
    ends = [f"{found.low_m:.0f}", f"{found.high_m:.0f}"]
    return [found.border, middle, *ends, found.dataset, found.dataset_date]


def _source(source: Source) -> list[str]:
    cells = dict(zip(v.COLUMNS["sources"], _cells(source, v.COLUMNS["sources"]), strict=True))
    return list((cells | {name: web_address(cells[name]) for name in ("url", "archive")}).values())
