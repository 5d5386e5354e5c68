"""The verb `convert`: events from any table to any other; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike import escape, protect
from geostrike.cli.options import assignment, coarsening, mapped
from geostrike.files import write_text
from geostrike.locate import cleaned, locate
from geostrike.tables import detect, dossier, generic, guessing, outgoing, released, writing
from geostrike.tables.columns import Columns
from geostrike.tables.dossierfiles import is_dossier


@click.command
@click.argument("source", metavar="IN")
@click.argument("output", metavar="OUT")
@click.option(
    "--format", "form", type=click.Choice(writing.FORMATS), help="Format of OUT, if not as its ending says."
)
@mapped
@click.option("--save-mapping", metavar="FILE", help="Write which column was taken for which, to correct it.")
@coarsening
def command(
    source: str,
    output: str,
    form: str | None,
    mapping: str | None,
    save_mapping: str | None,
    coarsen: str | None,
) -> None:
    """Write the events of the table or dossier IN to OUT, in the format that its ending means.

    IN may be a CSV, workbook, JSON, KML, GeoPackage, FlatGeobuf, Shapefile or Parquet file, with the
    columns of ACLED, UCDP GED, Airwars, TimeMap or others: its content tells. OUT ends in .csv .geojson
    .ndjson .kml .kmz .gpkg .parquet .fgb .shp .ods or .xlsx; --format writes the columns of TimeMap, ACLED,
    UCDP GED or Airwars. What OUT cannot hold is said; rows that are no sound events go to OUT.rejected.csv;
    private columns, names of people and article text stay behind.

    \b
    geostrike convert acled.csv strikes.geojson
    geostrike convert seeds events.csv
    geostrike convert incidents.csv events.xlsx --format timemap
    geostrike convert incidents.csv rough.kml --coarsen 5km
    geostrike convert list.xlsx events.csv --save-mapping list.json
    geostrike convert list.xlsx events.csv --mapping list.json
    """
    writing.form_of(output, form or "")
    found = _read(Path(source), assignment(mapping, source), save_mapping, coarsen or "")
    beside = outgoing.save_rejected(found, output)
    for note in found.notes:
        click.echo(escape.clean(note), err=True)
    if beside:
        click.echo(f"{len(found.aside)} rows are set aside; {beside} says why.", err=True)
    for note in writing.write(found, output, form=form or ""):
        click.echo(escape.clean(note), err=True)
    click.echo(f"Wrote {output} ({len(found)} events, read as {found.format}).", err=True)


def _read(
    source: Path, chosen: guessing.Assignment | None, save_mapping: str | None, coarsen: str
) -> Columns:
    if is_dossier(source):
        records = dossier.read(source)
        located = locate(records, coarsen=coarsen)
        return released.from_dossier(cleaned(records, located), located)
    if save_mapping:
        taken = chosen or generic.chosen_for(detect.open_cells(source))
        write_text(Path(save_mapping), guessing.as_json(taken))
    found = detect.read_columns(source, mapping=chosen)
    return protect.coarsen(found, coarsen) if coarsen else found
