"""Rows that the reader of a table could not take, each as a finding with its rule; judges no value itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from geostrike.borders.codes import country_name
from geostrike.checks.tabular.frame import TABLE, Frame
from geostrike.checks.tabular.spots import is_in, is_near
from geostrike.checks.texts import is_relative_date
from geostrike.model import Finding
from geostrike.tables import dates
from geostrike.tables.cells import texts
from geostrike.tables.filling import as_number
from geostrike.tables.wording import country_of

# What a reason begins with, the rule, and our column where the reason does not name the table's own.
_REASONS = (
    (r"(lon|lat) is empty", "point-half"),
    (r"(lon) \S+ and lat \S+ look swapped", "swapped"),
    (r"out of range: (lon)", "range"),
    (r"its geometry is out of the range()", "range"),
    (r"(id|title) is empty", "required"),
    (r"(id) .* stands in row", "id-twice"),
    (r"(precision) is ", "vocabulary"),
    (r"(\w+) is \S+, below 0", "range"),
    (r"(.+?) is .*it can be read as", "date-two-readings"),
    (r"(.+?) is .*spreadsheet's number of a day", "date-form"),
    (r"(.+?) is .*there is no such day", "date-form"),
    (r"(.+?) is .*write (?:a date such as|2024-02-03)", "date-form"),
    (r"(\w+) .* is before its date", "date-order"),
    (r"(.+?) is .*write a point before the decimals", "number-form"),
    (r"(.+?) is .*(?:can be read two ways|not a number)", "number-form"),
    (r"(geometry) is ", "geometry-form"),
    (r"its coordinates are ()", "at-form"),
    (r"has \d+ cells where()", "row-width"),
    (r"(\w[\w ]*): ", "at-form"),
)
_NEAR_M = 25_000.0
_DATES = frozenset({"date-form", "date-two-readings"})


def findings(frame: Frame) -> Iterator[Finding]:
    """Findings on the rows that are no sound events.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    elsewhere = _elsewhere(frame)
    for each in frame.columns.aside:
        rule, field = _rule(each.reason)
        name = field if field in each.cells else frame.names.get(field, field)
        value = each.cells.get(name, "")
        reason, suggestion = each.reason, ""
        if rule in _DATES:
            rule, reason, suggestion = _of_date(rule, reason, value)
        if rule == "swapped":
            lat = each.cells.get(frame.names.get("lat", ""), "")
            if each.row in elsewhere:
                rule = "range"
                reason = (
                    f"lat is {lat}, and swapped with lon the point is not in {elsewhere[each.row]} either"
                )
            else:
                suggestion = f"lon {lat}, lat {value}"
        yield Finding(
            rule=rule,
            severity="error",
            table=TABLE,
            row=each.row,
            field=name,
            value=value[:200],
            message=f"{reason.rstrip('.')}; the row is left out until this is corrected.",
            suggestion=suggestion,
        )


def _rule(reason: str) -> tuple[str, str]:
    for pattern, rule in _REASONS:
        found = re.match(pattern, reason, re.DOTALL)
        if found:
            return rule, found[1]
    return "row-unsound", ""


def _elsewhere(frame: Frame) -> dict[int, str]:
    """Countries of the rows whose point lies far from the country stated also when it is swapped."""
    held = [each for each in frame.columns.aside if _rule(each.reason)[0] == "swapped"]
    lon, lat = (
        np.array([as_number(each.cells.get(frame.names.get(name, ""), "")) for each in held])
        for name in ("lat", "lon")
    )
    code = texts(country_of(each.cells.get(frame.names.get("country", ""), "")) for each in held)
    told = np.flatnonzero((code != "") & (np.abs(lon) <= 180) & (np.abs(lat) <= 90))
    if not told.size:
        return {}
    point, stated = (lon[told], lat[told]), code[told]
    near = is_in(*point, stated) | is_near(*point, np.full(told.size, _NEAR_M), stated)
    return {held[at].row: country_name(code[at]) for at in told[~near].tolist()}


def _of_date(rule: str, reason: str, value: str) -> tuple[str, str, str]:
    """Words, two readings and other ways of writing a date are told apart; a clear one is suggested."""
    if is_relative_date(value):
        return "date-relative", f"{reason}; who reads it later cannot know the day that it means", ""
    read = dates.read(texts([value]))
    if read.iso[0] and not value.startswith(read.iso[0]):
        return rule, reason, read.iso[0]
    told = read.wrong.get(0, "")
    if "it can be read as" in told:
        return "date-two-readings", told, ""
    return rule, reason, ""
