"""Whose places are protected: what a place is called, how young an event is; moves nothing."""

from __future__ import annotations

import os
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from geostrike import sheltered
from geostrike.errors import GeostrikeError
from geostrike.model import Event, Place

YOUNG_DAYS = 30
MILITARY = frozenset({"base", "outpost", "airbase", "airport"})  # "Camp X" may be one: no camp of people


def today() -> date:
    """The day by which events are young: that of ``SOURCE_DATE_EPOCH`` if it is set, else the clock's.

    Raises
    ------
    GeostrikeError
        If the variable holds no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(tz=UTC).date()
    try:
        return datetime.fromtimestamp(int(given), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        raise GeostrikeError(f"SOURCE_DATE_EPOCH is {given!r}; set it to seconds since 1970.") from None


def is_young(when: str, day: date) -> bool:
    """Whether a date is less than 30 days before a day; of a span or a month, its end.

    Parameters
    ----------
    when : str
        ISO date, span with ``/``, month or year; empty where it is not known.
    day : date
        From `today`.

    Examples
    --------
    >>> is_young("2024-02-03", date(2024, 3, 1)), is_young("2024-02", date(2024, 3, 30))
    (True, False)
    """
    last = _last_day(when.partition("/")[2] or when)
    return last is not None and last > day - timedelta(days=YOUNG_DAYS)


def _last_day(text: str) -> date | None:
    try:
        year, *rest = (int(part) for part in text.strip()[:10].split("-"))
        month = rest[0] if rest else 12
        return date(year, month, rest[1] if rest[1:] else monthrange(year, month)[1])
    except ValueError:
        return None


def kind_of(event: Event, place: Place | None) -> str:
    """Kind of protected place that an event happened at, or an empty text.

    Parameters
    ----------
    event : Event
        Its place and title are read.
    place : Place, optional
        What the gazetteer knows of that name.
    """
    if place is not None and place.kind in sheltered.KINDS:
        return place.kind
    is_base = place is not None and place.kind in MILITARY
    return "" if is_base else sheltered.kind_of(f"{event.place} {event.title}")


def reason(event: Event, place: Place | None, day: date) -> str:
    """Why the place of an event is coarsened, in one sentence; empty where it is not.

    An author who sets `publish` to yes and says why in `publish_reason` has the last word.

    Parameters
    ----------
    event : Event
        The event.
    place : Place, optional
        What the gazetteer knows of its place.
    day : date
        From `today`.
    """
    if event.publish == "coarse":
        return "The author shows this place as an area of 5 km."
    if event.publish == "yes" and event.publish_reason:
        return ""
    kind = kind_of(event, place)
    if kind:
        return f"A {kind} is shown as an area of 5 km, to protect the people there."
    if is_young(event.date, day):
        return "An event of the last 30 days is shown as an area of 5 km, to protect people."
    return ""
