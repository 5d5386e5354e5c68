"""Verb gazetteer: fetch, build and add gazetteers of one's own, and say what one holds; no logic."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from geostrike import gazetteer
from geostrike.cli import output
from geostrike.gazetteer.contents import Contents, contents
from geostrike.gazetteer.fetch import BASE_URL
from geostrike.gazetteer.fetch import fetch as download
from geostrike.net import Progress


@click.group()
def command() -> None:
    """Fetch GeoNames dumps, build gazetteers out of them or of tables of places, and describe them.

    \b
    geostrike gazetteer fetch SY IQ -o dumps
    geostrike gazetteer build dumps/SY.zip dumps/IQ.zip -o mine.gaz
    geostrike gazetteer info mine.gaz
    geostrike resolve "al-Hamra" --gazetteer mine.gaz --gazetteer default
    """


@command.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", required=True, type=click.Path(path_type=Path), help="The .gaz file."
)
def build(sources: tuple[Path, ...], target: Path) -> None:
    """Compile SOURCES into one gazetteer file.

    SOURCES are GeoNames dumps (SY.zip, allCountries.txt, with alternateNamesV2.zip for more spellings), or
    CSV tables of Who's On First, of OCHA p-codes, or with the columns of geostrike's own places.csv.

    \b
    geostrike gazetteer build SY.zip alternateNamesV2.zip -o syria.gaz
    """
    layer = gazetteer.build(sources, target, progress=_count)
    click.echo(f"Wrote {target}: {len(layer)} places, {len(layer.spellings)} spellings.", err=True)


def _count(places: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"{places:,} places are compiled.", err=True)


@command.command()
@click.argument("tables", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "target", required=True, type=click.Path(path_type=Path), help="The .gaz file."
)
def add(tables: tuple[Path, ...], target: Path) -> None:
    """Compile TABLES of your own places into one gazetteer file, each row checked.

    The columns are those of geostrike's own places.csv: id, name, names, names_ar, kind, country, lon, lat,
    radius_m, source, licence, note. Every place needs a source and a radius. Layer the file over others:

    \b
    geostrike gazetteer add my_places.csv -o mine.gaz
    geostrike resolve "the old mill" --gazetteer mine.gaz --gazetteer default
    """
    layer = gazetteer.add(tables, target)
    click.echo(f"Wrote {target}: {len(layer)} places, {len(layer.spellings)} spellings.", err=True)


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="COUNTRY...")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder for the files.",
)
@click.option("--mirror", metavar="URL", default=BASE_URL, show_default=True, help="Where the dumps are.")
@click.option("--sha256", metavar="HEX", default="", help="Refuse any other file than that of this checksum.")
def fetch(names: tuple[str, ...], folder: Path, mirror: str, sha256: str) -> None:
    """Download the GeoNames dump of each COUNTRY (SY or SYR), allCountries or alternateNamesV2.

    A download that broke off goes on where it stopped. The SHA-256 of each file is printed and kept beside
    it. GeoNames is under CC BY 4.0.

    \b
    geostrike gazetteer fetch SY IQ -o dumps
    geostrike gazetteer build dumps/SY.zip dumps/IQ.zip -o mine.gaz
    """
    files = download(names, folder, base_url=mirror, sha256=sha256, progress=_progress)
    rows = [(file.path.as_posix(), file.size, file.sha256) for file in files]
    output.emit(output.as_table(("file", "bytes", "sha256"), rows), None)


def _progress(name: str) -> Progress:
    if not sys.stderr.isatty():
        return lambda _done, _total: None
    bar = click.progressbar(length=1, label=name, file=sys.stderr)

    def show(done: int, total: int | None) -> None:
        bar.length = total or max(done, 1)
        bar.update(done - bar.pos)

    return show


@command.command()
@click.argument("paths", nargs=-1)
def info(paths: tuple[str, ...]) -> None:
    """List the layers of gazetteers: places by kind, spellings, countries, sources and licences.

    \b
    geostrike gazetteer info
    geostrike gazetteer info mine.gaz
    """
    layers = contents(gazetteer.load(*paths))
    header = ("layer", "places", "spellings", "countries", "source", "licence")
    rows = [
        (one.layer, one.places, one.spellings, len(one.countries), one.source, _licence(one))
        for one in layers
    ]
    text = output.as_table(header, rows)
    for one in layers:
        kinds = ", ".join(f"{count} {kind}" for kind, count in one.kinds)
        text += f"\n{one.layer} holds {kinds}.\n"
    output.emit(text, None)


def _licence(one: Contents) -> str:
    return "; ".join(one.licences) or "none is said"
