"""The verb `distance`: from a point, place or table of points to a land border; it parses, calls, prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from geostrike import borders, coordinates, gazetteer, quantities, scale
from geostrike.cli.measures import Shown, as_facts, as_sentences
from geostrike.cli.options import parse_near
from geostrike.cli.output import as_json
from geostrike.errors import PlaceError
from geostrike.gazetteer.landborders import read_border
from geostrike.locate import side
from geostrike.model import Measure
from geostrike.tables.points import FORMATS, is_points


@click.command
@click.argument("where", metavar="LAT,LON|NAME|FILE|FOLDER")
@click.option(
    "--to",
    default="",
    metavar="BORDER",
    help="A country by its code or name (IRQ, Iraq), a pair (IRQ-SYR), or all.",
)
@click.option(
    "--border-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A line of your own (GeoJSON, GeoPackage, ...) to measure to; the data sets are asked for --to.",
)
@click.option(
    "--dataset",
    type=click.Choice(borders.names()),
    default="osm",
    show_default=True,
    help="Border data.",
)
@click.option(
    "--radius",
    "radius_m",
    type=click.FloatRange(min=0),
    metavar="METRES",
    help="Radius of the place, if not its own; in a table a column radius_m goes before it.",
)
@click.option("--country", default="", metavar="CODE", help="Country of the named place, such as SY.")
@click.option("--near", default="", metavar="LAT,LON", help="A point that the named place is near.")
@click.option(
    "--claim",
    metavar="TEXT",
    help="A distance as stated ('about 370 yards'): consistent, inconsistent, or cannot tell.",
)
@click.option(
    "--sensitivity", is_flag=True, help="Each data set's answer, and whether they agree on the country."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Where a table goes.")
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Dask scheduler for a folder; a local one else."
)
def command(**options: Any) -> None:
    """Measure the geodesic distance from a point, a place, or each point of a table to a land border.

    The answer holds an interval from the place's radius and the border's error, and what the other border
    data set says. A name that is ambiguous or unknown is an error that lists the candidates.

    A table is CSV, GeoJSON, Parquet or GeoPackage with columns lon and lat or a geometry; a folder holds
    GeoParquet files. Rows keep their order and columns; those that hold no place are set aside in
    OUT.rejected.csv.

    \b
    geostrike distance "34.39841,40.97452" --to IRQ
    geostrike distance al-Bukamal --to IRQ-SYR --format json
    geostrike distance "34.39841,40.97452" --to IRQ --claim "just over a third of a kilometre"
    geostrike distance "Tower 22" --to IRQ --radius 500 --sensitivity
    geostrike distance points.csv --to IRQ -o measured.csv
    """
    if not (options["to"] or options["border_file"]):
        raise click.UsageError("Missing option '--to' (or '--border-file').")
    where, options["asked"] = options["where"].strip(), options["to"].strip()
    options["to"] = read_border(options["asked"])
    if options["output"] is not None or is_points(where):
        _measure_table(Path(where), options)
    else:
        _measure_place(where, options)


def _measure_place(where: str, options: dict[str, Any]) -> None:
    if options["scheduler"]:
        raise click.UsageError("'--scheduler' goes with a folder and '-o OUT'.")
    claim = None if options["claim"] is None else quantities.parse(options["claim"])
    lon, lat, radius_m, answer = _where(where, options["country"], options["near"])
    if options["radius_m"] is not None:
        radius_m = options["radius_m"]
    target = _target(options)
    found = borders.distance(lon, lat, to=target, dataset=options["dataset"], radius_m=radius_m)
    warning = borders.disagreement(found)
    if warning:
        click.echo(f"Warning: {warning}", err=True)
    verdict, on_side = _held(claim, found, lon, lat, radius_m)
    shown = Shown(
        found=found,
        lon=lon,
        lat=lat,
        radius_m=radius_m,
        place=answer.place if answer else None,
        why=answer.why if answer else "",
        claim=claim,
        verdict=verdict,
        side=on_side,
        sensitivity=options["sensitivity"],
        own_line=options["border_file"] is not None,
        asked=options["asked"],
        to=options["to"],
    )
    text = as_json(as_facts(shown)) if options["form"] == "json" else as_sentences(shown)
    click.echo(text, nl=False)


def _held(
    claim: quantities.Length | None, found: Measure, lon: float, lat: float, radius_m: float
) -> tuple[str, str]:
    """Verdict on a claim by its length, side and direction, and a sentence on the latter two."""
    if claim is None:
        return "", ""
    verdict = quantities.compare(claim, (found.low_m, found.high_m))
    stated = side.read(claim.text, side.beside(found))
    return side.judge(
        stated,
        verdict,
        countries=side.countries(found),
        whole=bool(stated.countries) and _is_within_one(found, lon, lat, radius_m),
        azimuth_deg=side.from_border(found) if found.low_m > 0 else None,
        to_border=True,
    )


def _is_within_one(found: Measure, lon: float, lat: float, radius_m: float) -> bool:
    """Whether the place with its radius reaches no border of its country."""
    home = borders.distance(lon, lat, to=found.country or "all", radius_m=radius_m)
    return home.low_m > 0


def _target(options: dict[str, Any]) -> str | borders.Target:
    if options["border_file"] is None:
        to: str = options["to"]
        return to
    return borders.read_border(options["border_file"], to=options["to"])


def _where(text: str, country: str, near: str) -> tuple[float, float, float, gazetteer.Answer | None]:
    if coordinates.looks_like(text):
        position = coordinates.parse(text)
        return position.lon, position.lat, position.radius_m, None
    answer = gazetteer.load().resolve(text, country=country, near=parse_near(near))
    if answer.place is None:
        raise PlaceError(_unresolved(answer), candidates=answer.candidates)
    return answer.place.lon, answer.place.lat, answer.place.radius_m, answer


def _unresolved(answer: gazetteer.Answer) -> str:
    listed = "; ".join(
        f"{each.place.name} ({each.place.kind}, {each.place.country}, {each.place.id})"
        for each in answer.candidates
    )
    if answer.status == "ambiguous":
        return f"{answer.query!r} may mean {listed}; add --country or --near, or type coordinates."
    hint = f" Near it: {listed}." if listed else ""
    return f"{answer.query!r} is in no gazetteer; check the spelling or type coordinates.{hint}"


def _measure_table(source: Path, options: dict[str, Any]) -> None:
    output = options["output"]
    if output is None:
        raise click.UsageError(f"{source} is a table of points; say where it goes with '-o OUT'.")
    for name in ("claim", "sensitivity", "country", "near"):
        if options[name]:
            raise click.UsageError(f"'--{name}' goes with one place, not with a table.")
    if not (source.is_dir() or is_points(str(source))):
        raise click.UsageError(
            f"'-o' goes with a table ({', '.join(FORMATS)}) or a folder, not with {source}."
        )
    run = _measure_folder(source, options) if source.is_dir() else _measure_file(source, options)
    read_as = f" to {options['to']}" if options["to"] != options["asked"] else ""
    said = f"Wrote {output}: {run.rows - run.rejected:,} rows measured{read_as}"
    if run.rejected:
        said += f", {run.rejected:,} set aside in {scale.rejected_path(output)}"
    click.echo(f"{said}.", err=True)
    if run.given:
        kept = ", ".join(f"{name} as {given}" for name, given in run.given.items())
        click.echo(f"Columns of {source} with the names of added ones are kept: {kept}.", err=True)
    if run.uncovered:
        click.echo(f"Warning: the border data do not cover the country of {run.uncovered:,} rows.", err=True)


def _measure_file(source: Path, options: dict[str, Any]) -> scale.Run:
    if options["scheduler"]:
        raise click.UsageError("'--scheduler' goes with a folder.")
    with _progress() as progress:
        return scale.measure_file(
            source,
            options["output"],
            to=_target(options),
            dataset=options["dataset"],
            radius_m=options["radius_m"] or 0.0,
            progress=progress,
        )


def _measure_folder(source: Path, options: dict[str, Any]) -> scale.Run:
    folder = scale.cluster()
    own = options["border_file"]
    job = folder.Job(
        to=options["to"],
        border_file=str(own.resolve()) if own else "",
        dataset=options["dataset"],
        radius_m=options["radius_m"] or 0.0,
    )
    with _progress() as progress:
        found: scale.Run = folder.measure_folder(
            source, options["output"], job, scheduler=options["scheduler"], progress=progress
        )
    return found


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """A progress bar on stderr, told what part is behind."""
    with click.progressbar(length=1000, label="Measuring", file=sys.stderr) as bar:
        yield lambda part: bar.update(round(part * 1000) - bar.pos)
