"""Options that several verbs share, read in one way; no verb's own words live here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

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


def coarsening(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --coarsen, on every verb that shows or writes places."""
    return click.option(
        "--coarsen",
        type=click.Choice(["5km", "admin1", "grid"]),
        default=None,
        help="Make all places coarse: 5 km circles, provinces, or squares of 0.1 degrees.",
    )(command)
