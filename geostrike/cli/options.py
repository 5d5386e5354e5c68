"""Options that several verbs share, read in one way; no verb's own words live here."""

from __future__ import annotations

from geostrike import coordinates


def parse_near(text: str) -> tuple[float, float] | None:
    """(lon, lat) of an option typed LAT,LON, or None where it is empty.

    Raises
    ------
    CoordinateError
        If it is no coordinate.
    """
    if not text:
        return None
    position = coordinates.parse(text)
    return position.lon, position.lat
