"""The verb `map`: a dossier as one HTML file; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike.cli.output import emit
from geostrike.errors import OutputError
from geostrike.locate import locate
from geostrike.maps import render
from geostrike.tables.dossier import read


@click.command
@click.argument("dossier", metavar="INPUT")
@click.option("-o", "--output", required=True, metavar="OUT.html", help="File to write; - for stdout.")
@click.option("--title", default="", help="Title of the page; the dossier's own if not given.")
@click.option("--draft", is_flag=True, help="Draw drafts too, marked as drafts.")
@click.option("--ledger", default="", metavar="LEDGER", help="Path or address of a ledger to link to.")
@click.option("--social-url", default="", metavar="URL", help="Address of a picture for social media.")
def command(dossier: str, output: str, title: str, draft: bool, ledger: str, social_url: str) -> None:
    """Draw the dossier INPUT as one HTML file that opens offline.

    Events with publish "no" and private columns never reach the file; drafts are refused without --draft.

    \b
    geostrike map seeds -o maps/strikes.html
    geostrike map seeds --title "Strikes on the Syria-Iraq border" -o strikes.html
    geostrike ledger seeds -o ledger.html && geostrike map seeds -o strikes.html --ledger ledger.html
    geostrike check seeds && geostrike map seeds -o strikes.html
    """
    if output != "-" and Path(output).suffix.casefold() not in {".html", ".htm"}:
        raise OutputError(
            f"{output} does not end in .html; a map is a web page, so name a file such as map.html."
        )
    records = read(dossier)
    located = locate(records)
    page = render(records, located, title=title, draft=draft, ledger=ledger, social_url=social_url)
    emit(page, output)
