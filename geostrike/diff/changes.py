"""One change between two editions as a record, and which kind of change a field makes; compares nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

KINDS = {
    "added": "only in the new edition",
    "removed": "only in the old edition",
    "moved": "at another place",
    "recounted": "with another figure",
    "redated": "at another time",
    "edited": "other words or codes",
}
_TIMES = frozenset({"date", "date_end", "time", "zone", "date_how", "as_of", "published"})
_FIGURES = frozenset({"low", "high", "unit", "hedge"})
_TABLES = ("events", "claims", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of one field, or of a whole row.

    Attributes
    ----------
    change : str
        One of `KINDS`.
    table, id, field : str
        Where; the id is that of the new edition, unless the row was removed. The field is empty for a row.
    old, new : str, float or None
        What stood and what stands there; the title of a row; None for nothing.
    moved_m : float or None
        Geodesic distance in metres between the old and the new point, where both are known.
    title, event : str
        For people: what the row is called, and the id of its event in the new edition.
    """

    change: str
    table: str
    id: str
    field: str = ""
    old: str | float | None = None
    new: str | float | None = None
    moved_m: float | None = None
    title: str = ""
    event: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The members that are printed."""
        return {
            name: getattr(self, name) for name in ("change", "table", "id", "field", "old", "new", "moved_m")
        }


def kind_of(field: str) -> str:
    """Kind of a change of a field.

    Examples
    --------
    >>> kind_of("killed_low"), kind_of("date"), kind_of("title")
    ('recounted', 'redated', 'edited')
    """
    if field in _FIGURES or field.startswith(("killed_", "injured_")):
        return "recounted"
    return "redated" if field in _TIMES else "edited"


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes by table and kind, and within these in the order given."""
    kinds = list(KINDS)
    return tuple(sorted(changes, key=lambda each: (_TABLES.index(each.table), kinds.index(each.change))))
