"""The verb `distance`: from a point or a named place to a land border; it parses, calls and prints."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import click

from geostrike import borders, coordinates, gazetteer
from geostrike.borders.codes import country_name
from geostrike.cli.options import parse_near
from geostrike.cli.output import as_json
from geostrike.errors import PlaceError
from geostrike.model import Measure, Place


@click.command
@click.argument("where", metavar="LAT,LON|NAME")
@click.option(
    "--to", required=True, metavar="BORDER", help="A pair (IRQ-SYR), a country (IRQ or IQ), or all."
)
@click.option(
    "--dataset",
    type=click.Choice(["osm", "naturalearth"]),
    default="osm",
    show_default=True,
    help="Border data.",
)
@click.option(
    "--radius",
    "radius_m",
    type=click.FloatRange(min=0),
    metavar="METRES",
    help="Radius of the place, if not its own.",
)
@click.option("--country", default="", metavar="CODE", help="Country of the named place, such as SY.")
@click.option("--near", default="", metavar="LAT,LON", help="A point that the named place is near.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def command(**options: Any) -> None:
    """Measure the geodesic distance from a point or place to a land border.

    The answer holds an interval from the place's radius and the border's error, and what the other border
    data set says. A name that is ambiguous or unknown is an error that lists the candidates.

    \b
    geostrike distance "34.39841,40.97452" --to IRQ
    geostrike distance al-Bukamal --to IRQ-SYR --format json
    geostrike distance "Tower 22" --to IRQ --radius 500
    """
    lon, lat, radius_m, place = _where(options["where"], options["country"], options["near"])
    if options["radius_m"] is not None:
        radius_m = options["radius_m"]
    found = borders.distance(lon, lat, to=options["to"], dataset=options["dataset"], radius_m=radius_m)
    warning = borders.disagreement(found)
    if warning:
        click.echo(f"Warning: {warning}", err=True)
    text = (
        as_json(_facts(found, lon, lat, radius_m, place))
        if options["form"] == "json"
        else _lines(found, radius_m, place)
    )
    click.echo(text, nl=False)


def _where(text: str, country: str, near: str) -> tuple[float, float, float, Place | None]:
    if coordinates.looks_like(text):
        position = coordinates.parse(text)
        return position.lon, position.lat, position.radius_m, None
    answer = gazetteer.load().resolve(text, country=country, near=parse_near(near))
    if answer.place is None:
        raise PlaceError(_unresolved(answer), candidates=answer.candidates)
    return answer.place.lon, answer.place.lat, answer.place.radius_m, answer.place


def _unresolved(answer: gazetteer.Answer) -> str:
    listed = "; ".join(
        f"{each.place.name} ({each.place.kind}, {each.place.country}, {each.place.id})"
        for each in answer.candidates
    )
    if answer.status == "ambiguous":
        return f"{answer.query!r} may mean {listed}; add --country or --near, or type coordinates."
    hint = f" Near it: {listed}." if listed else ""
    return f"{answer.query!r} is in no gazetteer; check the spelling or type coordinates.{hint}"


def _facts(found: Measure, lon: float, lat: float, radius_m: float, place: Place | None) -> dict[str, Any]:
    facts = {name: _number(name, value) for name, value in asdict(found).items()}
    facts["sensitivity"] = [
        {name: _number(name, value) for name, value in each.items()} for each in found.sensitivity
    ]
    point = {"lon": round(lon, 7), "lat": round(lat, 7), "radius_m": round(radius_m, 3)}
    named = {"id": place.id, "name": place.name, "kind": place.kind, "source": place.source} if place else {}
    return facts | {"edge_model": "geodesic", "point": point | named}


def _number(name: str, value: Any) -> Any:
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return None
    return round(value, 3 if name.endswith("_m") else 7)


def _lines(found: Measure, radius_m: float, place: Place | None) -> str:
    lines = [f"{place.name} ({place.kind}, {place.id}; {place.source})"] if place else []
    lines += [
        f"{metres(found.distance_m)} ({metres(found.low_m)} to {metres(found.high_m)}) from {found.border}",
        f"In {_country(found.country)}, by {found.dataset} of {found.dataset_date}",
        f"Radius of the place {metres(radius_m)}",
        f"Nearest point of the border {found.border_lat:.7f},{found.border_lon:.7f}"
        + ("" if math.isnan(found.azimuth_deg) else f", azimuth {found.azimuth_deg:.1f} degrees"),
    ]
    for each in found.sensitivity:
        distance_m = each["distance_m"]
        says = (
            f"{metres(distance_m)} from it"
            if isinstance(distance_m, float)
            else "it does not hold this border"
        )
        lines.append(
            f"By {each['dataset']} of {each['dataset_date']}: in {_country(each['country'])}, {says}"
        )
    if radius_m > found.distance_m / 2:
        lines.append("The place is wide for this distance: quote the interval, not the number")
    return "".join(f"{line}.\n" for line in lines)


def _country(code: str | None) -> str:
    if code is None:
        return "a country that it does not cover"
    return f"{country_name(code)} ({code})" if code else "no country (at sea)"


def metres(length_m: float) -> str:
    """A length as a reader would write it: metres below 10 km, kilometres above."""
    return f"{length_m:,.0f} m" if length_m < 10_000 else f"{length_m / 1000:,.1f} km"
