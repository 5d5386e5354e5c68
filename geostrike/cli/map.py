"""The verb `map`: a dossier or a table of events as one HTML file; no logic."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from geostrike.cli.options import assignment, coarsening, mapped
from geostrike.cli.output import emit
from geostrike.errors import OutputError

_LARGE = 4_000_000  # bytes of a table that takes more than a moment


@click.command
@click.argument("source", metavar="INPUT")
@click.option("-o", "--output", required=True, metavar="OUT.html", help="File to write; - for stdout.")
@click.option(
    "--title", default="", help="Title of the page; the dossier's own or the file's name if not given."
)
@click.option("--draft", is_flag=True, help="Draw drafts too, marked as drafts.")
@click.option("--ledger", default="", metavar="LEDGER", help="Path or address of a ledger to link to.")
@click.option("--social-url", default="", metavar="URL", help="Address of a picture for social media.")
@click.option(
    "--tiles", default="", metavar="NAME|URL", help="Tiles under the events, such as osm; opens the page."
)
@click.option("--tiles-credit", default="", metavar="TEXT", help="Whom the tiles of a URL are by.")
@click.option(
    "--lang", type=click.Choice(("en", "ar")), default="en", help="Language of the page's own words."
)
@mapped
@coarsening
def command(
    source: str,
    output: str,
    title: str,
    draft: bool,
    ledger: str,
    social_url: str,
    tiles: str,
    tiles_credit: str,
    lang: str,
    mapping: str | None,
    coarsen: str | None,
) -> None:
    """Draw INPUT as one HTML file that opens offline.

    INPUT is a dossier (a folder or a workbook with events, claims and sources), or a table of events of any
    format that `geostrike convert` reads, from one event to a million: CSV with the columns id, title, date,
    lon, lat, or a file of ACLED, UCDP GED, Airwars and others. Events without a place are listed. Rows of a
    table that are no sound events go to OUT.html.rejected.csv. Errors that the rows of a table show by
    themselves (0,0, a date to come, low above high) are counted on stderr; run `geostrike check` first.

    Events with publish "no" and private columns never reach the file; drafts are refused without --draft.
    Camps, hospitals, schools, shelters and homes, and events of the last 30 days, are drawn as 5 km circles
    unless publish_reason says why not; with --coarsen all places are, and what gives their points away goes.

    The page asks the network for nothing, but with --tiles: then a notice on it names the servers it asks.

    \b
    geostrike map seeds -o maps/strikes.html
    geostrike map seeds --title "Strikes on the Syria-Iraq border" -o strikes.html
    geostrike map events.csv --title "Reported strikes, 2014 to 2024" -o events.html
    geostrike map list.xlsx --mapping list.json -o list.html
    geostrike ledger seeds -o ledger.html && geostrike map seeds -o strikes.html --ledger ledger.html
    geostrike map seeds -o strikes.html --tiles osm
    geostrike map seeds -o strikes-rough.html --coarsen admin1
    geostrike map seeds -o strikes-ar.html --lang ar
    geostrike check seeds && geostrike map seeds -o strikes.html
    """
    if output != "-" and Path(output).suffix.casefold() not in {".html", ".htm"}:
        raise OutputError(
            f"{output} does not end in .html; a map is a web page, so name a file such as map.html."
        )
    chosen = assignment(mapping, source)
    if import_module("geostrike.tables.dossierfiles").is_dossier(source):
        own = {"title": title, "draft": draft, "ledger": ledger, "social_url": social_url, "lang": lang}
        page = _of_dossier(source, coarsen or "", own | {"tiles": tiles, "tiles_credit": tiles_credit})
    else:
        own = {"title": title or Path(source).stem, "draft": draft, "lang": lang}
        own |= {"tiles": tiles, "tiles_credit": tiles_credit}
        page = _of_table(source, chosen, output, coarsen or "", own)
    emit(page, output)


def _of_dossier(source: str, coarsen: str, settings: dict[str, Any]) -> str:
    records = import_module("geostrike.tables.dossier").read(source)
    mark = import_module("geostrike.tables.starter").MARK
    if examples := sum(event.id.startswith(mark) for event in records.events):
        rows = "1 event is an example row" if examples == 1 else f"{examples} events are example rows"
        click.echo(f"{rows} of `geostrike init`, drawn as any other; replace them.", err=True)
    located = import_module("geostrike.locate").locate(records, coarsen=coarsen)
    maps = import_module("geostrike.maps")
    page: str = maps.render(records, located, **settings)
    return page


def _of_table(source: str, chosen: Any, output: str, coarsen: str, settings: dict[str, Any]) -> str:
    large = Path(source).is_file() and Path(source).stat().st_size > _LARGE
    if large:
        click.echo(f"Reading {Path(source).stat().st_size / 1e6:,.0f} MB ...", err=True)
    found = import_module("geostrike.tables.detect").read_columns(source, mapping=chosen)
    if large:
        click.echo(f"Drawing {len(found):,} events ...", err=True)
    doubt = import_module("geostrike.checks.drawn").sentence(found, source)
    protect = import_module("geostrike.protect")
    found = protect.coarsen(found, coarsen) if coarsen else protect.protect(found)
    page: str = import_module("geostrike.maps.table").render_columns(found, **settings)
    for note in (*found.notes, *filter(None, [doubt])):
        click.echo(note, err=True)
    if found.aside and output != "-":
        beside = import_module("geostrike.tables.outgoing").save_rejected(found, output)
        click.echo(f"{len(found.aside)} rows are set aside; {beside} says why.", err=True)
    return page
