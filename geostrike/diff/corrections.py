"""Changes as corrections that a page shows: one sentence each, no coordinates; the reason is left open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from geostrike import escape
from geostrike.diff.changes import Change
from geostrike.model import Correction
from geostrike.tables.about import CORRECTION

_NAMES = {
    "killed_low": "Killed, lowest figure",
    "killed_high": "Killed, highest figure",
    "killed_civilian_low": "Civilians killed, lowest figure",
    "killed_civilian_high": "Civilians killed, highest figure",
    "injured_low": "Injured, lowest figure",
    "injured_high": "Injured, highest figure",
    "low": "lowest figure",
    "high": "highest figure",
    "date_end": "Last day",
    "place_ar": "Place in Arabic",
    "admin1": "Province",
    "admin2": "District",
    "source_url": "Address of the source",
    "as_of": "As of",
    "said_by": "speaker",
    "zone": "Time zone",
    "time": "Local time",
}
_SILENT = frozenset(
    {
        *("id", "source", "replaces", "within", "part_of", "answers", "date_how", "place_how", "dataset"),
        *("dataset_id", "radius_m", "precision", "grid", "kind", "value", "stance"),
    }
)
_TOLL = ("low", "high", "unit", "hedge")
_PAIRS = {"killed": "Killed", "killed_civilian": "Civilians killed", "injured": "Injured"}
Fields = Mapping[str, Change]
_LONG = 60  # characters of a text that a sentence can hold


def corrections(
    changes: Iterable[Change],
    date: str,
    *,
    drafts: Collection[str] = (),
    before: Sequence[Correction] = (),
    known: Collection[str] | None = None,
) -> tuple[Correction, ...]:
    """Corrections of an edition, after those that were made before.

    New claims and changes of sources alone correct nothing that was shown; they are left out. A radius
    is told with the move of its place, the two ends of a toll in one sentence. A correction that stands in
    `before` with the same date, event and words is kept with its reason and not repeated.

    Parameters
    ----------
    changes : iterable of Change
        From `of_dossiers` or `of_tables`.
    date : str
        ISO date of the new edition.
    drafts : collection of str
        Ids of events that are not shown yet.
    before : sequence of Correction
        Those of earlier editions.
    known : collection of str, optional
        Ids of the events of the new edition: an earlier correction of another event names none any more.
    """
    stand = {(one.date, one.event, one.change) for one in before}
    changes = tuple(changes)
    rows: dict[tuple[str, str], dict[str, Change]] = {}
    for change in changes:
        rows.setdefault((change.table, change.id), {}).setdefault(change.field, change)
    made = dict.fromkeys(
        (event, text)
        for change in changes
        for event, text in _sentence(change, rows[change.table, change.id])
        if event not in drafts
    )
    return (
        *(one if known is None or one.event in known else replace(one, event="") for one in before),
        *(
            Correction(date=date, event=event, change=text)
            for event, text in made
            if (date, event, text) not in stand
        ),
    )


def as_csv(made: Iterable[Correction]) -> str:
    """Corrections as the text of corrections.csv.

    Parameters
    ----------
    made : iterable of Correction
        The corrections, in their order.
    """
    rows = [[getattr(one, name) for name in CORRECTION] for one in made]
    return "\ufeff" + escape.csv_lines([CORRECTION, *rows])


def _sentence(change: Change, row: Fields) -> Iterator[tuple[str, str]]:
    """Event and sentence that readers are told; `row` holds all that changed there, by field."""
    if change.table == "sources" or (change.table == "claims" and change.change == "added"):
        return
    if change.field in _SILENT:
        return
    if change.change == "added":
        yield change.event, f"Added: {change.title}."
    elif change.change == "removed":
        yield (change.event, f"Removed: {change.title}.") if change.table == "claims" else ("", _gone(change))
    elif change.change == "moved":
        yield change.event, _moved(change, row)
    else:
        text = _of_claim(change, row) if change.table == "claims" else _of_event(change, row)
        if text:
            yield change.event, text


def _gone(change: Change) -> str:
    return f"Removed: {change.title} ({change.id})."


def _moved(change: Change, row: Fields) -> str:
    if change.old is None:
        return "A place is shown now."
    if change.new is None:
        return "The place is no longer shown."
    if not change.moved_m:
        return "The area of the place is drawn anew."
    radius = row.get("radius_m")
    if radius is None or not isinstance(radius.new, int | float):
        return f"The place is moved by {_far(change.moved_m)}."
    before = f", before {_far(radius.old)}" if isinstance(radius.old, int | float) else ""
    return f"The place is moved by {_far(change.moved_m)}; its radius is now {_far(radius.new)}{before}."


def _far(metres: float) -> str:
    if round(metres) < 1:
        return "less than 1 m"
    return f"{metres:.0f} m" if round(metres) < 1000 else f"{metres / 1000:.1f} km"


def _of_event(change: Change, row: Fields) -> str:
    """Sentence of a field of an event; empty for the higher end where the lower one told both."""
    pair, _, end = change.field.rpartition("_")
    if pair in _PAIRS and {f"{pair}_low", f"{pair}_high"} <= row.keys():
        low, high = row[f"{pair}_low"], row[f"{pair}_high"]
        now, before = _span(low.new, high.new), _span(low.old, high.old)
        return f"{_PAIRS[pair]}: now {now}, before {before}." if end == "low" else ""
    name = _NAMES.get(change.field, change.field.replace("_", " "))
    return _other(change, f"{name[:1].upper()}{name[1:]}")


def _of_claim(change: Change, row: Fields) -> str:
    """Sentence of a field of a claim; a toll is told once, and its words and units are not told beside it."""
    title = change.title or "A claim"
    told = [name for name in ("low", "high") if name in row]
    if told and change.field in (*_TOLL, "words"):
        if change.field != told[0]:
            return ""
        if len(told) == len(("low", "high")):
            low, high = row["low"], row["high"]
            return f"{title}: now {_span(low.new, high.new)}, before {_span(low.old, high.old)}."
        return _other(change, f"{title}: {_NAMES[change.field]}")
    if change.field in (*_TOLL, "words"):
        return f"{title} is reworded."
    return _other(change, f"{title}: {_NAMES.get(change.field, change.field.replace('_', ' '))}")


def _span(low: str | float | None, high: str | float | None) -> str:
    """Both ends of a count for readers."""
    if low == high:
        return _said(low)
    if high is None:
        return f"at least {_said(low)}"
    return f"up to {_said(high)}" if low is None else f"{_said(low)} to {_said(high)}"


def _other(change: Change, what: str) -> str:
    if any(isinstance(each, str) and len(each) > _LONG for each in (change.old, change.new)):
        return f"{what} is reworded."
    return f"{what} is now {_said(change.new)}, before it was {_said(change.old)}."


def _said(value: str | float | None) -> str:
    if value is None:
        return "not given"
    return value if isinstance(value, str) else f"{round(value, 1):,}"
