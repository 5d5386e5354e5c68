"""Words of an events table: addresses, contacts, people, vague days, quotations, stated ways, homes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import numpy as np

from geostrike import sheltered
from geostrike.checks import texts, ways
from geostrike.checks.tabular.frame import Frame, Rows
from geostrike.model import Finding
from geostrike.tables.guessing import of_people

_PRINTED = ("title", "summary", "place")
_EXACT_M = 500.0
_ARCHIVE = re.compile(r"archive(_?url|_?link)?|archived(_?url)?|wayback", re.IGNORECASE)
_MAY_STATE = re.compile(r"\d|(?:north|south|east|west)\s+of\s", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[;|]\s*")


def findings(frame: Frame) -> Iterator[Finding]:
    """Findings on what is written.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    for name in [name for name in _PRINTED if name in frame.names]:
        yield from _written(frame, name)
        yield from _ways(frame, name)
    yield from _addresses(frame)
    yield from _agencies(frame)
    yield from _homes(frame)
    for name in of_people(frame.columns.extra):
        full = np.flatnonzero([any(map(str.isalpha, text)) for text in frame.column(name)])
        if full.size:
            message = f"column {name} names or describes people; it is never written out. Is it needed here?"
            yield frame.finding("person-named", "question", int(full[0]), name, message)


def _written(frame: Frame, name: str) -> Iterator[Finding]:
    found = _by_text(frame, name, _faults)
    for at, faults in found:
        for rule, severity, message in faults:
            yield frame.finding(rule, severity, at, name, f"{name} {message}")


def _by_text(
    frame: Frame, name: str, judge: Callable[[str], tuple[tuple[str, str, str], ...]]
) -> Iterator[tuple[int, tuple[tuple[str, str, str], ...]]]:
    """Rows with what is wrong with their text; equal texts are judged once."""
    column = frame.typed_coded(name)
    judged = [judge(text) if text else () for text in column.texts]
    for at in np.flatnonzero(np.array([bool(faults) for faults in judged], bool)[column.code]).tolist():
        yield at, judged[column.code[at]]


def _faults(text: str) -> tuple[tuple[str, str, str], ...]:
    found = []
    if reach := texts.contact(text):
        said = f"holds {reach!r}, which reads like a phone number or mail address; take it out."
        found.append(("contact", "warning", said))
    if person := texts.person(text):
        said = f"holds {person!r}, which reads like the name of a person; victims are not named, take it out."
        found.append(("person-named", "warning", said))
    if day := texts.relative_day(text):
        found.append(("date-relative", "question", f"says {day!r}; which day is that? Write the date."))
    if (count := texts.quoted_words(text)) > texts.QUOTED_WORDS:
        said = f"quotes {count} words; can {texts.QUOTED_WORDS} or fewer carry it?"
        found.append(("words-long", "question", said))
    return tuple(found)


def _ways(frame: Frame, name: str) -> Iterator[Finding]:
    """Stated distances and directions against the point."""
    column = frame.typed(name)
    held = frame.typed_coded(name)
    stated = {text: ways.ways(text) for text in held.texts if _MAY_STATE.search(text)}
    for at in np.flatnonzero(~np.isnan(frame.columns.lon) & held.those(stated.get)).tolist():
        point = float(frame.columns.lon[at]), float(frame.columns.lat[at])
        for way in stated[column[at]]:
            doubt_m = float(frame.doubt_m()[at])
            rule, said = ways.misfit(way, *point, doubt_m, frame.values("country")[at])
            if rule:
                message = f"{name} says {way.words!r} but {said}; correct the point or the words."
                severity = "question" if way.length_m is None else "warning"
                yield frame.finding(rule, severity, at, name, message)


def _addresses(frame: Frame) -> Iterator[Finding]:
    column = frame.typed("source_url")
    wrong = {
        text: fault
        for text in frame.typed_coded("source_url").texts
        if text and (fault := next(filter(None, map(texts.address_fault, _SPLIT.split(text))), ""))
    }
    for at in np.flatnonzero(frame.typed_coded("source_url").those(wrong.__contains__)).tolist():
        yield frame.finding("url", "error", at, "source_url", f"{column[at][:80]!r} {wrong[column[at]]}.")
    archives = [name for name in frame.cells.columns if _ARCHIVE.fullmatch(name.strip())]
    if (column != "").any() and frame.columns.format in {"events", "generic"}:
        yield from _archives(frame, archives, np.flatnonzero(column != ""))


def _archives(frame: Frame, archives: list[str], linked: Rows) -> Iterator[Finding]:
    if not archives:
        return
    name = archives[0]
    kept = frame.column(name)
    message = f"{name} is empty: a page that is not archived may be gone when a reader looks; archive it."
    empty = linked[kept[linked] == ""]
    yield from frame.several("archive-missing", "question", empty, name, lambda _: message)
    for at in np.flatnonzero(kept != "").tolist():
        if fault := texts.address_fault(kept[at]):
            yield frame.finding("url", "error", at, name, f"{kept[at][:80]!r} {fault}.")


def _agencies(frame: Frame) -> Iterator[Finding]:
    """One source that stands twice in a cell, which would count as two."""
    if frame.columns.format == "ucdp":
        return
    column = frame.typed("source")
    for at in np.flatnonzero(frame.typed_coded("source").those(_twice)).tolist():
        message = f"source names {_twice(column[at])!r} twice; one agency is one source."
        yield frame.finding("agency-twice", "warning", at, "source", message)


def _twice(text: str) -> str:
    parts = _SPLIT.split(text) if ";" in text or "|" in text else re.split(r"\s*,\s*", text)
    named = [part.casefold() for part in parts if part]
    return next((part for part in named if named.count(part) > 1), "")


def _homes(frame: Frame) -> Iterator[Finding]:
    """Protected places whose point is exact."""
    exact = (frame.values("radius_m") <= _EXACT_M) & ~np.isnan(frame.columns.lon)
    names = [name for name in _PRINTED if name in frame.names]
    for at in np.flatnonzero(exact).tolist():
        kind = sheltered.kind_of(" ".join(frame.typed(name)[at] for name in names if name != "summary"))
        kind = kind or _victims_home(frame, at)
        if kind:
            message = (
                f"the row names a {kind} and its point is exact; publish it as an area of 5 km "
                "(geostrike map --coarsen 5km), or have a reason."
            )
            yield frame.finding("protected-place", "warning", at, "place", message)


def _victims_home(frame: Frame, at: int) -> str:
    told = frame.typed("summary")[at]
    return "home" if told and sheltered.kind_of(told) == "home" else ""
