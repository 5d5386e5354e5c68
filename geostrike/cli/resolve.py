"""Verb resolve: the place that a printed name means; no logic."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from geostrike import gazetteer
from geostrike.cli import output
from geostrike.cli.options import parse_near
from geostrike.escape import clean
from geostrike.gazetteer import Answer
from geostrike.gazetteer.batch import answers, blocks_of


@click.command()
@click.argument("name", required=False)
@click.option("--country", default="", help="Only places of this country (SY or SYR).")
@click.option("--near", metavar="LAT,LON", default="", help="A point that the place is thought to lie near.")
@click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    metavar="PATH",
    help="A .gaz or .csv gazetteer, or 'default'; replaces the embedded one; repeat to layer, first wins.",
)
@click.option(
    "--online",
    metavar="SERVICE",
    default="",
    help="Ask this service (nominatim, photon, ...) for names that are unknown; they leave this computer.",
)
@click.option("--batch", metavar="FILE", help="A name or JSON object a line; - reads stdin.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "geojson"]),
    help="table for one name, jsonl for a batch.",
)
@click.option("-o", "--output", "target", help="Write to this file.")
def command(
    *,
    name: str | None,
    country: str,
    near: str,
    gazetteers: tuple[str, ...],
    online: str,
    batch: str | None,
    form: str | None,
    target: str | None,
) -> None:
    """Find the place that a printed NAME means: resolved, ambiguous or unknown, with the reason.

    A typed coordinate, MGRS grid or map link stands for itself. A line of a batch is a name or an object such
    as {"name": "al-Qaim", "country": "IQ", "near": [41.0, 34.4]}; each gives one line, in the same order.

    \b
    geostrike resolve "al-Bukamal"
    geostrike resolve "al-Hamra" --country SY --near 35.9,36.5 --format json
    geostrike resolve --batch names.txt > places.jsonl
    geostrike resolve "Made Up" --online nominatim
    """
    if (name is None) == (batch is None):
        raise click.UsageError("Give one NAME, or --batch FILE.")
    if batch is not None:
        if form not in {None, "jsonl"} or country or near:
            raise click.UsageError("--batch prints jsonl, and its lines hold country and near.")
        source = sys.stdin.buffer if batch == "-" else Path(batch)
        blocks = blocks_of(source, 1) if online else blocks_of(source)  # a service takes a second a name
        _emit_batch(answers(_places(gazetteers, online), blocks), target)
    elif name is not None:
        asked = name.encode("utf-8", "replace").decode("utf-8")  # bytes of an argument that are no text
        answer = _places(gazetteers, online).resolve(asked, country=country, near=parse_near(near))
        output.emit(_FORMS[form or "table"](answer), target)


def _places(gazetteers: tuple[str, ...], service: str) -> gazetteer.Gazetteer:
    places = gazetteer.load(*gazetteers)
    if not service:
        return places
    found: gazetteer.Gazetteer = import_module("geostrike.gazetteer.online").online(places, service)
    return found


def _emit_batch(found: Iterable[Answer], target: str | None) -> None:
    if target in {None, "-"}:
        for answer in found:
            sys.stdout.write(_line(answer))
            sys.stdout.flush()  # who reads may ask the next name only then
    else:
        output.emit("".join(map(_line, found)), target)


def _table(answer: Answer) -> str:
    rows = [
        (c.place.id, c.place.name, c.place.kind, c.place.country, f"{c.place.lat:.5f}", f"{c.place.lon:.5f}",
         f"{c.place.radius_m:.0f}", f"{c.score:.2f}", c.place.layer)
        for c in answer.candidates
    ]  # fmt: skip
    head = f"{clean(answer.query).strip()}: {answer.status}. {answer.why}\n{_region(answer)}"
    columns = ("id", "name", "kind", "country", "lat", "lon", "radius_m", "score", "layer")
    return head + (output.as_table(columns, rows) if rows else "")


def _region(answer: Answer) -> str:
    extent = (answer.as_dict()["place"] or {}).get("extent")
    if not extent:
        return ""
    west, south, east, north = extent
    box = f"west {west:g}, south {south:g}, east {east:g}, north {north:g}"
    return f"A region: {box} (Natural Earth, generalised).\n"


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
