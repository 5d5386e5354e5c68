"""Verb resolve: the place that a printed name means; no logic."""

from __future__ import annotations

import json
from typing import Any

import click

from geostrike import coordinates, gazetteer
from geostrike.cli import output
from geostrike.gazetteer import Answer


@click.command()
@click.argument("name")
@click.option("--country", default="", help="Only places of this country (SY or SYR).")
@click.option("--near", metavar="LAT,LON", help="A point that the place is thought to lie near.")
@click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    metavar="PATH",
    help="A .gaz or .csv gazetteer, or 'default'; replaces the embedded one; repeat to layer, first wins.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "geojson"]),
    default="table",
    show_default=True,
)
@click.option("-o", "--output", "target", help="Write to this file.")
def command(
    name: str, country: str, near: str | None, gazetteers: tuple[str, ...], form: str, target: str | None
) -> None:
    """Find the place that a printed NAME means: resolved, ambiguous or unknown, with the reason.

    A typed coordinate, MGRS grid or map link stands for itself.

    \b
    geostrike resolve "al-Bukamal"
    geostrike resolve "al-Hamra" --country SY --near 35.9,36.5 --format json
    """
    point = coordinates.parse(near) if near else None
    answer = gazetteer.load(*gazetteers).resolve(
        name, country=country, near=(point.lon, point.lat) if point else None
    )
    output.emit(_FORMS[form](answer), target)


def _table(answer: Answer) -> str:
    rows = [
        (c.place.id, c.place.name, c.place.kind, c.place.country, f"{c.place.lat:.5f}", f"{c.place.lon:.5f}",
         f"{c.place.radius_m:.0f}", f"{c.score:.2f}", c.place.layer)
        for c in answer.candidates
    ]  # fmt: skip
    head = f"{answer.query.strip()}: {answer.status}. {answer.why}\n"
    columns = ("id", "name", "kind", "country", "lat", "lon", "radius_m", "score", "layer")
    return head + (output.as_table(columns, rows) if rows else "")


def _geojson(answer: Answer) -> str:
    features = [
        {
            "type": "Feature",
            "id": candidate.place.id,
            "geometry": {"type": "Point", "coordinates": [candidate.place.lon, candidate.place.lat]},
            "properties": {
                "status": answer.status,
                "region": candidate.place.region,
                **_properties(candidate),
            },
        }
        for candidate in answer.candidates
    ]
    members = {"query": answer.query, "status": answer.status, "why": answer.why}
    return output.as_json({"type": "FeatureCollection", **members, "features": features})


def _properties(candidate: gazetteer.Candidate) -> dict[str, Any]:
    return {name: value for name, value in candidate.as_dict().items() if name not in {"id", "lon", "lat"}}


def _line(answer: Answer) -> str:
    return json.dumps(answer.as_dict(), ensure_ascii=False, allow_nan=False) + "\n"


_FORMS = {
    "table": _table,
    "json": lambda answer: output.as_json(answer.as_dict()),
    "jsonl": _line,
    "geojson": _geojson,
}
