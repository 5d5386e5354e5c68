"""Changes as corrections that a page shows: one sentence each, no coordinates; the reason is left open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
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
    "radius_m": "Radius in metres",
    "admin1": "Province",
    "admin2": "District",
    "source_url": "Address of the source",
    "as_of": "As of",
    "said_by": "speaker",
    "words": "words",
}
_SILENT = frozenset({"id", "source", "replaces", "within", "part_of", "answers", "date_how", "place_how"})
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

    New claims and changes of sources alone correct nothing that was shown; they are left out. A correction
    that stands in `before` with the same date, event and words is kept with its reason and not repeated.

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
    made = dict.fromkeys(
        (event, text) for change in changes for event, text in _sentence(change) if event not in drafts
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


def _sentence(change: Change) -> Iterator[tuple[str, str]]:
    """Event and sentence of a change that readers are told of."""
    if change.table == "sources" or (change.table == "claims" and change.change == "added"):
        return
    if change.field in _SILENT:
        return
    if change.change == "added":
        yield change.event, f"Added: {change.title}."
    elif change.change == "removed":
        yield (change.event, f"Removed: {change.title}.") if change.table == "claims" else ("", _gone(change))
    elif change.change == "moved":
        yield change.event, _moved(change)
    else:
        yield change.event, _other(change)


def _gone(change: Change) -> str:
    return f"Removed: {change.title} ({change.id})."


def _moved(change: Change) -> str:
    if change.old is None:
        return "A place is shown now."
    if change.new is None:
        return "The place is no longer shown."
    if not change.moved_m:
        return "The area of the place is drawn anew."
    metres = change.moved_m
    far = f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.1f} km"
    return f"The place is moved by {far}."


def _other(change: Change) -> str:
    name = _NAMES.get(change.field, change.field.replace("_", " "))
    what = f"{change.title}: {name}" if change.table == "claims" else f"{name[:1].upper()}{name[1:]}"
    if any(isinstance(each, str) and len(each) > _LONG for each in (change.old, change.new)):
        return f"{what} is reworded."
    return f"{what} is now {_said(change.new)}, before it was {_said(change.old)}."


def _said(value: str | float | None) -> str:
    if value is None:
        return "not given"
    return value if isinstance(value, str) else f"{value:,}"
