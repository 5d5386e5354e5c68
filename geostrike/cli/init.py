"""The verb `init`: a new dossier to type into; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike.tables import starter


@click.command
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--xlsx", is_flag=True, help="Make a workbook (FOLDER/dossier.xlsx) instead of CSV files.")
def command(folder: Path, xlsx: bool) -> None:
    """Make a new dossier in FOLDER: events, claims and sources, with example rows to replace.

    With --xlsx it is a workbook whose cells are text, with lists to choose from and a sheet that explains
    each column; FOLDER may then also be the name of an .xlsx. Nothing that is there is replaced.

    \b
    geostrike init my-story
    geostrike init my-story --xlsx
    geostrike check my-story/dossier.xlsx && geostrike map my-story/dossier.xlsx -o my-story.html
    """
    wants_book = xlsx or folder.suffix.casefold() == ".xlsx"
    made = starter.make_book(folder) if wants_book else starter.make_folder(folder)
    click.echo(f"Wrote {made}; replace its example rows, then: geostrike check {made}", err=True)
