"""Columns that stand beside those of an events table: guessed from their names and said; no format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from geostrike.tables import columns, filling, generic
from geostrike.tables import counts as people
from geostrike.tables.columns import Draft
from geostrike.tables.guessing import guess, unused_counts

_ENDS = ("killed", "killed_civilian", "injured")
_TEXTS = ("country", "admin1", "admin2", "place", "category", "status", "source", "source_url", "summary")
_NUMBERED = re.compile(r"(?<![a-z])(?:num|number|no|total)(?![a-z])", re.IGNORECASE)


def fill(draft: Draft, left: Collection[str]) -> set[str]:
    """Fill empty columns of a draft from others whose names tell what they hold; the ones that were used.

    Parameters
    ----------
    draft : Draft
        What is being made, with its own columns.
    left : collection of str
        Columns of the table that are none of ours.
    """
    guessed = guess(left).columns
    worded = guess(name for name in left if not _NUMBERED.search(name)).columns
    named = {name: worded[name] for name in _TEXTS if name in worded and _empty(draft, name)}
    for pair in _ENDS:
        named |= _pair(draft, guessed, pair)
    for name, column in named.items():
        if name == "country":
            filling.country_column(draft, draft.cells.texts(column))
        elif name not in columns.NUMBERS:
            draft.values[name] = draft.cells.texts(column)
    for pair in _ENDS:
        generic.fill_counts(draft, named, pair)
    if named:
        said = ", ".join(f"{ours} from {theirs}" for ours, theirs in named.items())
        draft.notes.append(f"Columns guessed from their names: {said}.")
    used = set(named.values())
    draft.notes += unused_counts(name for name in left if name not in used)
    return used


def _empty(draft: Draft, name: str) -> bool:
    held = draft.values.get(name)
    return held is None or bool((held == "").all() if held.dtype == object else (held != held).all())  # noqa: PLR0124 (NaN)


def _pair(draft: Draft, guessed: dict[str, str], pair: str) -> dict[str, str]:
    """Columns for the ends of a count that are empty; one for both only where both are."""
    ends = [name for name in (f"{pair}_low", f"{pair}_high") if name in guessed and _empty(draft, name)]
    found = {name: guessed[name] for name in ends if _counted(draft.cells.texts(guessed[name]))}
    alone = guessed.get(f"{pair}_low") == guessed.get(f"{pair}_high")
    return {} if alone and len(found) < len((f"{pair}_low", f"{pair}_high")) else found


def _counted(column: Iterable[str]) -> bool:
    """Whether most cells that hold anything hold a count."""
    held = [people.ends(text) is not None for text in column if text]
    return 2 * sum(held) > len(held)
