"""Options that several verbs share, read in one way; no verb's own words live here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
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


def mapped(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --mapping, on the verbs that a table without known columns is given to first."""
    return click.option(
        "--mapping", metavar="FILE", help="Which column is which, as convert --save-mapping writes it."
    )(command)


def assignment(mapping: str | None, source: Path | str) -> Any:
    """The mapping of a file, or None where none is named.

    Raises
    ------
    UsageError
        If the source is a dossier, whose columns have their names.
    InputError, TableError
        If it cannot be read, or is no mapping.
    """
    if not mapping:
        return None
    if import_module("geostrike.tables.dossierfiles").is_dossier(source):
        raise click.UsageError(f"'--mapping' goes with a table, not with a dossier such as {source}.")
    return import_module("geostrike.tables.guessing").read_mapping(Path(mapping))


def coarsening(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --coarsen, on every verb that shows or writes places."""
    return click.option(
        "--coarsen",
        type=click.Choice(["5km", "admin1", "grid"]),
        default=None,
        help="Make all places coarse: 5 km circles, provinces, or squares of 0.1 degrees.",
    )(command)
