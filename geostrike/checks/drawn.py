"""Errors of an events table that cost next to no look-up, counted by rule for who draws it; lists no rows."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from geostrike.checks.tabular import spots
from geostrike.protect.people import today as current_day
from geostrike.tables.cells import by_value
from geostrike.tables.columns import Columns

_NOWHERE_DEG = 0.01
_PAIRS = ("killed", "killed_civilian", "injured")


def faults(found: Columns, today: date | None = None) -> dict[str, int]:
    """Number of rows with an error by rule, of those rules of `check` that a row alone decides.

    Parameters
    ----------
    found : Columns
        Events in plain arrays.
    today : datetime.date, optional
        The day after which nothing has happened yet; see `geostrike.protect.people.today`.
    """
    latest = ((today or current_day()) + timedelta(days=1)).isoformat()
    held = found.values
    late, epoch = np.zeros(len(found), bool), held["date"] == "1970-01-01"
    for name in ("date", "date_end"):
        late |= np.array(by_value(held[name], lambda text: bool(text) and text > latest[: len(text)]), bool)
    crossed = np.any([held[f"{pair}_low"] > held[f"{pair}_high"] for pair in _PAIRS], axis=0)
    counts = {
        "null-island": (np.abs(found.lon) < _NOWHERE_DEG) & (np.abs(found.lat) < _NOWHERE_DEG),
        "swapped": spots.swapped(found),
        "date-epoch": epoch,
        "date-future": late,
        "low-above-high": crossed,
        "part-above-whole": held["killed_civilian_low"] > held["killed_high"],
    }
    return {rule: int(which.sum()) for rule, which in counts.items() if which.any()}


def sentence(found: Columns, source: str, today: date | None = None) -> str:
    """What `check` finds in what is drawn, in a sentence; empty where these rules find nothing.

    Parameters
    ----------
    found : Columns
        Events in plain arrays.
    source : str
        The file as it was named.
    today : datetime.date, optional
        See `faults`.
    """
    held = faults(found, today)
    if not held:
        return ""
    count = sum(held.values())
    errors = "1 error" if count == 1 else f"{count:,} errors"
    listed = ", ".join(f"{rule} {rows:,}" for rule, rows in held.items())
    return f"`geostrike check {source}` finds {errors} or more in what is drawn: {listed}."
