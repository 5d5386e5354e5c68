"""Numbers and closed words of an events table: ranges, parts and wholes, vocabularies; sums up nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from geostrike import vocabulary as v
from geostrike.checks.tabular.frame import Frame
from geostrike.fields import nearest
from geostrike.model import Finding
from geostrike.precision import CLASSES, from_airwars
from geostrike.tables import filling, wording
from geostrike.tables.cells import Floats

_PAIRS = ("killed", "killed_civilian", "injured")
_COUNTS = re.compile(
    r"number_of_\w+|num_\w+|n_\w+|count(_\w+)?|\w+_count|deaths_\w+|best|fatalities", re.IGNORECASE
)
_UNCOUNTED = "number_of_sources"  # of which -1 stands for years in which GED did not count them
_GED_PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_WORDS = {
    "kind": v.KIND_OF_EVENT,
    "status": v.STATUS,
    "date_how": v.DATE_HOW,
    "place_how": v.PLACE_HOW,
    "precision": {each.name: "" for each in CLASSES},
}


def findings(frame: Frame) -> Iterator[Finding]:
    """Findings on counts and on words of closed vocabularies.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    yield from _ranges(frame)
    yield from _wholes(frame)
    yield from _negative(frame)
    if frame.columns.format == "ucdp":
        yield from _of_ged(frame)
    if frame.columns.format in {"events", "generic"}:
        yield from _vocabulary(frame)
    if frame.columns.format == "generic":
        yield from _empty(frame)
    yield from _countries(frame)


def _empty(frame: Frame) -> Iterator[Finding]:
    """Ids and titles that are missing where the table has columns for them: a stand-in is drawn."""
    for name in [name for name in ("id", "title") if name in frame.names]:
        which = np.flatnonzero(frame.typed(name) == "")
        message = f"{frame.names[name]} is empty; fill it, else the event gets a stand-in."
        yield from frame.several("required", "warning", which, name, lambda _, said=message: said)  # type: ignore[misc]


def _ranges(frame: Frame) -> Iterator[Finding]:
    for pair in _PAIRS:
        low, high = frame.values(f"{pair}_low"), frame.values(f"{pair}_high")
        for at in np.flatnonzero(low > high).tolist():
            message = (
                f"{pair}_low {low[at]:g} is greater than {pair}_high {high[at]:g}; swap or correct them."
            )
            yield frame.finding("low-above-high", "error", at, f"{pair}_low", message)


def _wholes(frame: Frame) -> Iterator[Finding]:
    """Civilians are part of the killed: fewer killed at most than civilians at least cannot be."""
    if frame.columns.format == "ucdp":
        return
    part, whole = frame.values("killed_civilian_low"), frame.values("killed_high")
    most = frame.values("killed_civilian_high")
    for at in np.flatnonzero(part > whole).tolist():
        message = (
            f"at least {part[at]:g} civilians are said to be killed but at most {whole[at]:g} people; "
            "correct one of them."
        )
        yield frame.finding("part-above-whole", "error", at, "killed_civilian_low", message)
    for at in np.flatnonzero((most > whole) & ~(part > whole)).tolist():
        message = f"up to {most[at]:g} civilians are said to be killed but at most {whole[at]:g} people."
        yield frame.finding("part-above-whole", "warning", at, "killed_civilian_high", message)


def _negative(frame: Frame) -> Iterator[Finding]:
    for name, column in _extra_counts(frame):
        unknown = frame.columns.format == "ucdp" and name.strip().casefold() == _UNCOUNTED
        below = np.flatnonzero((column < 0) & ~(unknown & (column == -1)))
        message = (
            f"{name} is below 0, which stands for unknown in some tables; empty it, or write the number."
        )
        yield from frame.several("range", "warning", below, name, lambda _, said=message: said)  # type: ignore[misc]


def _extra_counts(frame: Frame) -> Iterator[tuple[str, Floats]]:
    for name in frame.columns.extra:
        if _COUNTS.fullmatch(name.strip()):
            yield name, frame.cells.numbers(name)[0]


def _of_ged(frame: Frame) -> Iterator[Finding]:
    folded = filling.fold(frame.cells.columns)
    held = {name: frame.cells.numbers(folded[name])[0] for name in (*_GED_PARTS, "best") if name in folded}
    low, high = frame.values("killed_low"), frame.values("killed_high")
    if "best" in held:
        best = held["best"]
        for at in np.flatnonzero((best < low) | (best > high)).tolist():
            message = f"best {best[at]:g} is not between low {low[at]:g} and high {high[at]:g}; correct one."
            yield frame.finding("low-above-high", "warning", at, folded["best"], message)
    if set(_GED_PARTS) <= set(held):
        parts = np.sum([np.nan_to_num(held[name]) for name in _GED_PARTS], axis=0)
        for at in np.flatnonzero(parts > high).tolist():
            message = (
                f"the dead of both sides, civilians and unknown are {parts[at]:g}, above high {high[at]:g}."
            )
            yield frame.finding("part-above-whole", "error", at, folded["deaths_civilians"], message)


def _vocabulary(frame: Frame) -> Iterator[Finding]:
    for name, known in _WORDS.items():
        typed = frame.typed(name)
        folded = {text: text.strip().casefold() for text in frame.typed_coded(name).texts}
        words = sorted(text for text, word in folded.items() if word)
        odd = [text for text in words if folded[text] not in known and not _is_label(name, text)]
        if frame.columns.format == "generic" and 2 * len(odd) > len(words):
            yield _other_words(frame, name, odd, known)
            continue
        for word in odd:
            which = np.flatnonzero(typed == word)
            near = nearest(word, known)
            hint = f"did you mean {near}?" if near else f"the words are {', '.join(known)}."
            said = f"{name} is {word[:40]!r}; {hint}"
            yield from frame.several("vocabulary", "warning", which, name, lambda _, said=said: said)  # type: ignore[misc]


def _other_words(frame: Frame, name: str, odd: list[str], known: Iterable[str]) -> Finding:
    listed = ", ".join(repr(word[:40]) for word in odd[:3])
    ours = ", ".join(known)
    message = f"{frame.names[name]} is taken for {name} but holds {listed}; the words are {ours}."
    first = int(np.flatnonzero(frame.typed(name) == odd[0])[0])
    return frame.finding("vocabulary", "question", first, name, message)


def _is_label(name: str, text: str) -> bool:
    return name == "precision" and from_airwars(text)[0] != "unknown"


def _countries(frame: Frame) -> Iterator[Finding]:
    """Countries as typed that are no country; a printed place of several parts is another column's matter."""
    if frame.names.get("country") in {None, frame.names.get("place")}:
        return
    typed = frame.typed("country")
    unknown = {
        text
        for text in frame.typed_coded("country").texts
        if text and not wording.country_of(text.replace("-", " "))
    }
    for text in sorted(unknown):
        which = np.flatnonzero(typed == text)
        said = (
            f"country is {text[:40]!r}, which is no ISO 3166 code or English name of a country; correct it."
        )
        yield from frame.several("country-code", "error", which, "country", lambda _, said=said: said)  # type: ignore[misc]
