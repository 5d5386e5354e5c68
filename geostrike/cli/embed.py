"""The verb `embed`: the snippet that puts a page into another document; no logic."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike.maps.embed import FORMS, read_page, snippet

_NOTES = {
    "wordpress": (
        "Paste this into a Custom HTML block. WordPress drops frames that authors without the right"
        " unfiltered_html paste; an administrator can, or use the markdown form with --figure."
    ),
    "quarto": "Upload the page beside the document: it stays a file of its own, also with embed-resources.",
}


@click.command
@click.argument("page", type=click.Path(path_type=Path), metavar="PAGE.html")
@click.option("--for", "form", type=click.Choice(list(FORMS)), default="iframe", help="Kind of document.")
@click.option("--url", default="", help="Address of the page on the web, instead of its path.")
@click.option("--figure", default="", metavar="PICTURE", help="Picture for readers without frames.")
@click.option(
    "--height",
    type=click.IntRange(200, 4000),
    default=None,
    help="Height in pixels; else it follows the width.",
)
def command(page: Path, form: str, url: str, figure: str, height: int | None) -> None:
    """Print the snippet that puts PAGE.html into a web page, a Markdown file, Quarto, Jupyter or WordPress.

    The frame is sandboxed and loads when it comes into view; its title and the alt text of the picture come
    from the page.

    \b
    geostrike embed maps/strikes.html
    geostrike embed maps/strikes.html --for wordpress --url https://example.org/strikes.html
    geostrike embed maps/strikes.html --for quarto
    """
    click.echo(snippet(read_page(page, url=url, picture=figure, height_px=height or 0), form), nl=False)
    if form in _NOTES:
        click.echo(_NOTES[form], err=True)
