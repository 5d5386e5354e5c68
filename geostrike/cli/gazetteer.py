"""Verb gazetteer: fetch, build and add gazetteers of one's own, and say what one holds; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike import gazetteer
from geostrike.cli import output


@click.group()
def command() -> None:
    """Build gazetteers out of GeoNames dumps or tables of places, and describe them.

    \b
    geostrike gazetteer build SY.zip IQ.zip -o mine.gaz
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

    SOURCES are GeoNames dumps (SY.zip, allCountries.txt, with alternateNamesV2.zip for more spellings) and
    tables with the columns of geostrike's own places.csv.

    \b
    geostrike gazetteer build SY.zip alternateNamesV2.zip -o syria.gaz
    """
    layer = gazetteer.build(sources, target)
    click.echo(f"Wrote {target}: {len(layer)} places, {len(layer.spellings)} spellings.", err=True)


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
@click.argument("paths", nargs=-1)
def info(paths: tuple[str, ...]) -> None:
    """List the layers of gazetteers, with places, spellings, source and licence.

    \b
    geostrike gazetteer info
    """
    layers = [layer for group in gazetteer.load(*paths).groups for layer in group]
    rows = [
        (layer.name, len(layer), len(layer.spellings), layer.source, layer.licence or "see each place")
        for layer in layers
    ]
    output.emit(output.as_table(("layer", "places", "spellings", "source", "licence"), rows), None)
