"""The verb `borders`: lists the border data sets and exports their lines; no logic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from geostrike import borders
from geostrike.cli.output import as_json, as_table, emit

_MEASURES = (("length_km", 1), ("error_m", 0))


@click.group
def command() -> None:
    """List the border data that geostrike holds, and export lines.

    \b
    geostrike borders list
    geostrike borders export IRQ-SYR -o iraq-syria.geojson
    """


@command.command("list")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def list_(form: str) -> None:
    """List the data sets with their dates, licences and errors, then every land border.

    \b
    geostrike borders list
    geostrike borders list --format json > borders.json
    """
    sets = borders.listing()
    emit(as_json(sets) if form == "json" else _tables(sets), None)


@command.command()
@click.argument("border", metavar="BORDER")
@click.option(
    "--dataset",
    type=click.Choice(borders.names()),
    default="osm",
    show_default=True,
    help="Border data.",
)
@click.option("-o", "--output", metavar="FILE", help="File to write; stdout where none is named.")
def export(border: str, dataset: str, output: str | None) -> None:
    """Export land borders as GeoJSON: a pair (IRQ-SYR), a country (IRQ or IQ) or all.

    \b
    geostrike borders export IRQ-SYR -o iraq-syria.geojson
    geostrike borders export JO --dataset naturalearth > jordan.geojson
    """
    found = borders.export(border, dataset)
    emit(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n", output)


def _tables(sets: list[dict[str, Any]]) -> str:
    header = ("dataset", "date", "version", "licence", "error_m")
    head = as_table(header, ([each["name"], *(each[column] for column in header[1:])] for each in sets))
    basis = "".join(f"error of {each['name']}: {each['error_basis']}\n" for each in sets)
    measures = (f"{each['name']}_{unit}" for each in sets for unit in ("km", "error_m"))
    columns = ("border", *measures, "class", "claimants", "countries")
    return f"{head}\n{basis}\n{as_table(columns, _rows(sets))}"


def _rows(sets: list[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    by_set = [{row["border"]: row for row in each["borders"]} for each in sets]
    for border in sorted(set().union(*by_set)):
        rows = [held.get(border) for held in by_set]
        held = [row for row in rows if row]
        measures = (f"{row[key]:.{places}f}" if row else "" for row in rows for key, places in _MEASURES)
        classes, claimants = (_united(row[key] for row in held) for key in ("classes", "claimants"))
        yield border, *measures, classes, claimants, " - ".join(held[0]["countries"])


def _united(lists: Iterable[list[str]]) -> str:
    """What any data set says, once."""
    return "+".join(sorted(set().union(*lists)))
