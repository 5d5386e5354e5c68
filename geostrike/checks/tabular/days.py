"""Dates of an events table: the epoch, the future, publication before the event, years, times and zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np

from geostrike import fields
from geostrike.checks.tabular.frame import Frame, ordinal
from geostrike.errors import FieldError
from geostrike.model import Finding

EPOCH = "1970-01-01"
OLDEST = "1900"
_PUBLISHED = re.compile(
    r"(source_?)?(date_?)?publi(shed|cation)(_?date|_?on)?|source_date|post_published|date_reported|report_date|"
    r"timestamp|local_first_reported_date_time|accessed",
    re.IGNORECASE,
)
_TWO = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MIDNIGHT = "00:00"  # which stands for no time in a format that demands one
_YEAR = re.compile(r"\d{4}(\.0)?")
_CLOCK = re.compile(r"\d{1,2}:\d\d")


def findings(frame: Frame) -> Iterator[Finding]:
    """Findings on dates and times.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    yield from _missing(frame)
    yield from _epoch(frame)
    yield from _future(frame)
    yield from _two_readings(frame)
    yield from _published(frame)
    yield from _years(frame)
    if frame.columns.format in {"events", "generic", "timemap"}:
        yield from _times(frame)


def _missing(frame: Frame) -> Iterator[Finding]:
    if "date" in frame.names:
        message = "date is empty; write the day, month or year that a source gives, if one does."
        which = np.flatnonzero((frame.values("date") == "") & (frame.typed("date") == ""))
        yield from frame.several("date-missing", "question", which, "date", lambda _: message)


def _epoch(frame: Frame) -> Iterator[Finding]:
    is_epoch = frame.typed_coded("date").those(
        lambda text: text.startswith((EPOCH, "01/01/1970", "1/1/1970"))
    )
    for at in np.flatnonzero(is_epoch | (frame.values("date") == EPOCH)).tolist():
        message = (
            f"date is {EPOCH}, which programs write where a date is not known; empty it, or write the day."
        )
        yield frame.finding("date-epoch", "error", at, "date", message)
    old = frame.coded("date").those(lambda text: text and text < OLDEST)
    for at in np.flatnonzero(old).tolist():
        message = f"date is {frame.values('date')[at]}; is the year right?"
        yield frame.finding("date-epoch", "question", at, "date", message)


def _future(frame: Frame) -> Iterator[Finding]:
    latest = (frame.today + timedelta(days=1)).isoformat()
    for name in ("date", "date_end"):
        late = frame.coded(name).those(lambda text: text and text > latest[: len(text)])
        for at in np.flatnonzero(late).tolist():
            message = (
                f"{name} is {frame.values(name)[at]}, which has not come yet; only past events are recorded."
            )
            yield frame.finding("date-future", "error", at, name, message)


def _two_readings(frame: Frame) -> Iterator[Finding]:
    """Dates such as 03/04/2021 among dates of another form, whose order nothing beside them decides."""
    typed = frame.typed("date")
    slashed = frame.typed_coded("date").those(_TWO.match)
    if not slashed.any() or slashed.sum() > len(frame) / 2:
        return
    for at in np.flatnonzero(slashed).tolist():
        first, second = (int(part) for part in _TWO.match(typed[at]).groups()[:2])  # type: ignore[union-attr]
        if first <= 12 and second <= 12 and first != second and "." not in typed[at]:
            message = (
                f"date {typed[at]!r} is read as {frame.values('date')[at]}, but may have day and month the "
                "other way round; write an ISO date as the other rows have."
            )
            yield frame.finding("date-two-readings", "warning", at, "date", message)
        else:
            message = f"date {typed[at]!r} is written unlike the others; write {frame.values('date')[at]}."
            yield frame.finding("date-form", "question", at, "date", message, frame.values("date")[at])


def _published(frame: Frame) -> Iterator[Finding]:
    """Publication before the event; one day may be due to time zones."""
    dates, begun = frame.values("date"), frame.coded("date").numbers(ordinal)
    for name in [name for name in frame.cells.columns if _PUBLISHED.fullmatch(name.strip())]:
        typed = frame.column(name)
        latest = frame.column_coded(name).numbers(lambda text: ordinal(_latest_day(text)))
        which = np.flatnonzero((latest > 0) & (latest < begun - 1))
        told = {
            int(at): f"{name} is {_latest_day(typed[at])}, before the event of {dates[at]}" for at in which
        }
        yield from frame.several(
            "published-before",
            "warning",
            which,
            name,
            lambda at, told=told: f"{told[at]}; correct one of the dates.",  # type: ignore[misc]
        )


def _latest_day(text: str) -> str:
    if text.isdigit() and len(text) in {9, 10}:
        return datetime.fromtimestamp(int(text), UTC).date().isoformat()
    return max(_DAY.findall(text), default="")


def _years(frame: Frame) -> Iterator[Finding]:
    """A column of years that does not go with the dates."""
    name = next((name for name in frame.cells.columns if name.strip().casefold() == "year"), "")
    if not name:
        return
    years, dates = frame.column(name), frame.values("date")
    stated = frame.column_coded(name).numbers(lambda text: _year(text) if _YEAR.fullmatch(text) else -1)
    first, last = (frame.coded(day).numbers(_year) for day in ("date", "date_end"))
    odd = (stated >= 0) & (first >= 0) & ((stated < first) | (stated > np.where(last < 0, first, last)))
    yield from frame.several(
        "date-year",
        "warning",
        np.flatnonzero(odd),
        name,
        lambda at: f"{name} is {years[at]} but the date is {dates[at]}; correct one of them.",
    )


def _year(text: str) -> int:
    return int(text[:4]) if text else -1


def _times(frame: Frame) -> Iterator[Finding]:
    time, zone = frame.typed("time"), frame.values("zone")
    empty = _MIDNIGHT if frame.columns.format == "timemap" else ""
    for at in np.flatnonzero(time != "").tolist():
        yield from _field(frame, at, "time", time[at])
    clocks = frame.typed_coded("time").those(lambda text: _CLOCK.match(text) and text != empty)
    yield from frame.several(
        "zone-missing",
        "warning",
        np.flatnonzero(clocks & (zone == "")),
        "zone" if "zone" in frame.names else "time",
        lambda at: f"time is {time[at]!r} but no zone says where; write an IANA name such as Asia/Baghdad.",
    )
    for at in np.flatnonzero(frame.typed("zone") != "").tolist():
        yield from _field(frame, at, "zone", frame.typed("zone")[at])


def _field(frame: Frame, at: int, name: str, text: str) -> Iterator[Finding]:
    if re.fullmatch(r"UTC|GMT|Z|[+-]\d\d:?\d\d", text):
        return
    try:
        if name == "time":
            fields.clock(name, re.sub(r"(\d:\d\d):\d\d$", r"\1", text))
        else:
            fields.zone(name, text)
    except FieldError as fault:
        yield frame.finding(fault.rule, "error", at, name, str(fault))
