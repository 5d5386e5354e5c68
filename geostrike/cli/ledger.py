"""The verb `ledger`: every figure, place and date of a dossier's page with its source; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike.cli.options import coarsening
from geostrike.errors import OutputError
from geostrike.files import write_bytes
from geostrike.locate import locate
from geostrike.maps import ledger
from geostrike.maps.report import prepare
from geostrike.tables.dossier import read


@click.command
@click.argument("dossier", metavar="INPUT")
@click.option("-o", "--output", required=True, metavar="OUT", help="File to write: .csv, .xlsx or .html.")
@click.option("--title", default="", help="Title of an HTML ledger; the dossier's own if not given.")
@click.option("--draft", is_flag=True, help="List drafts too.")
@coarsening
def command(dossier: str, output: str, title: str, draft: bool, coarsen: str | None) -> None:
    """List every date, place, distance and claim that the page of INPUT shows, for checking.

    Each row has the speaker, the words as printed, the source with its archived copy, when it was read, and
    an empty column checked_by to fill. What the page holds back is not in the ledger either.

    \b
    geostrike ledger seeds -o ledger.xlsx
    geostrike ledger seeds -o ledger.html
    geostrike ledger seeds -o ledger-rough.csv --coarsen 5km
    """
    path = Path(output)
    form = path.suffix[1:].casefold()
    if form not in ledger.FORMATS:
        raise OutputError(f"{output} does not end in .csv, .xlsx or .html; name a file so.")
    records = read(dossier)
    report = prepare(records, locate(records, coarsen=coarsen or ""), title=title, draft=draft)
    found = ledger.rows(report)
    if form == "xlsx":
        write_bytes(path, ledger.as_xlsx(found))
    else:
        text = ledger.as_csv(found) if form == "csv" else ledger.as_html(report, found)
        write_bytes(path, text.encode("utf-8"))
    click.echo(f"Wrote {path}: {len(found)} rows.", err=True)
