"""Every error that geostrike raises on purpose: one root, facts as attributes; no logic and no I/O here.

Each error is also the standard error that a caller would expect (``ValueError``, ``LookupError``,
``OSError``), and its message is one sentence that ends with what to do.
"""

from __future__ import annotations

from typing import Any


class GeostrikeError(Exception):
    """The root of all deliberate errors; ``str(error)`` is one sentence for a person."""

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(" ".join(message.splitlines()))  # names and cells may hold line ends
        self.facts = facts


class CoordinateError(GeostrikeError, ValueError):
    """A coordinate that cannot be read, lies out of range, or can be read two ways."""


class FieldError(GeostrikeError, ValueError):
    """A field of a record that holds what its column may not hold.

    Attributes
    ----------
    field : str
        The column.
    value : object
        What was found there.
    rule : str
        The id of the rule that the value breaks.
    suggestion : str
        What to write instead; may be empty.
    """

    def __init__(self, message: str, *, field: str, value: object, rule: str, suggestion: str = "") -> None:
        super().__init__(message, field=field, value=value, rule=rule, suggestion=suggestion)
        self.field = field
        self.value = value
        self.rule = rule
        self.suggestion = suggestion


class TableError(GeostrikeError, ValueError):
    """A table that cannot be read or fails its checks."""


class InputError(GeostrikeError, OSError):
    """A file or folder that is missing, unreadable or not what it should be."""


class OutputError(GeostrikeError, OSError):
    """An output that could not be written; the old file is whole."""


class NetworkError(GeostrikeError, OSError):
    """Something that could not be fetched, or an address that geostrike does not fetch from."""


class BorderError(GeostrikeError, LookupError):
    """A border or border data set that geostrike does not hold."""


class PlaceError(GeostrikeError, LookupError):
    """A toponym that is ambiguous or unknown where one place is needed."""


class MissingExtraError(GeostrikeError, ImportError):
    """A feature whose optional dependency is not installed."""
