"""The verb `licenses`: the sources and licences of code and data, as they ship; no logic."""

from __future__ import annotations

import click

from geostrike.files import data_path, read_text

_CODE = """\
geostrike's code is licensed under MIT; Leaflet, which pages carry, under BSD-2-Clause.
The data files are licensed apart, file by file:

"""


@click.command
def command() -> None:
    """Print the source, version, date and licence of everything that ships.

    \b
    geostrike licenses
    """
    click.echo(_CODE + read_text(data_path("SOURCES.md")), nl=False)
