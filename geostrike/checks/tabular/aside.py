"""Rows that the reader of a table could not take, each as a finding with its rule; judges no value itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geostrike.checks.tabular.frame import TABLE, Frame
from geostrike.checks.texts import is_relative_date
from geostrike.model import Finding
from geostrike.tables import dates
from geostrike.tables.cells import texts

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
_DATES = frozenset({"date-form", "date-two-readings"})


def findings(frame: Frame) -> Iterator[Finding]:
    """Findings on the rows that are no sound events.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    for each in frame.columns.aside:
        rule, field = _rule(each.reason)
        name = field if field in each.cells else frame.names.get(field, field)
        value = each.cells.get(name, "")
        reason, suggestion = each.reason, ""
        if rule in _DATES:
            rule, reason, suggestion = _of_date(rule, reason, value)
        if rule == "swapped":
            lat = each.cells.get(frame.names.get("lat", ""), "")
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
