"""The verb `figure`: a dossier as a drawing for print; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike.cli.options import coarsening
from geostrike.errors import OutputError
from geostrike.files import write_bytes
from geostrike.locate import locate
from geostrike.maps import figure as drawing
from geostrike.maps.alttext import alt_text
from geostrike.maps.report import prepare
from geostrike.maps.strings import LANGUAGES, speaking
from geostrike.tables.dossier import read


@click.command
@click.argument("dossier", metavar="INPUT")
@click.option("-o", "--output", metavar="OUT", help="File to write; its ending says svg, pdf or png.")
@click.option(
    "--width", default="170mm", show_default=True, help="Width in mm, cm, in, pt or px (96 an inch)."
)
@click.option("--social", is_flag=True, help="A picture for social media instead: 1200 by 630 pixels.")
@click.option("--alt", is_flag=True, help="Print the alt text instead of drawing.")
@click.option("--title", default="", help="Title of the figure; the dossier's own if not given.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", help="Language of the figure's own words."
)
@click.option("--draft", is_flag=True, help="Draw drafts too, marked as drafts.")
@coarsening
def command(
    dossier: str,
    output: str | None,
    width: str,
    social: bool,
    alt: bool,
    title: str,
    lang: str,
    draft: bool,
    coarsen: str | None,
) -> None:
    """Draw the dossier INPUT as a figure for print, as SVG, PDF or PNG, without a browser.

    The marks are those of the page. Names that find no room become numbers with a key under the map. The same
    dossier gives the same bytes; drafts are refused without --draft.

    \b
    geostrike figure seeds -o strikes.pdf
    geostrike figure seeds -o strikes.svg --width 85mm
    geostrike figure seeds -o social.png --social
    geostrike figure seeds -o strikes-ar.pdf --lang ar
    geostrike figure seeds -o strikes-rough.pdf --coarsen 5km
    geostrike figure seeds --alt
    """
    records = read(dossier)
    places = locate(records, coarsen=coarsen or "")
    if alt:
        with speaking(lang):
            click.echo(alt_text(prepare(records, places, title=title, draft=draft)))
        return
    size = drawing.SOCIAL if social else drawing.read(width)
    path = Path(_named(output, social=social))
    form = path.suffix[1:].casefold()
    content = drawing.figure(records, places, form=form, size=size, title=title, lang=lang, draft=draft)
    write_bytes(path, content)
    click.echo(f"Wrote {path}.", err=True)


def _named(output: str | None, *, social: bool) -> str:
    if output is None:
        raise click.UsageError("Name the file to write, such as -o map.pdf.")
    forms = ("png",) if social else drawing.FORMATS
    if Path(output).suffix[1:].casefold() not in forms:
        raise OutputError(
            f"{output} does not end in {' or '.join('.' + form for form in forms)}; name a file so."
        )
    return output
