"""The command line: one lazily loaded module a verb; errors become a sentence and an exit code only here."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from geostrike import __version__
from geostrike.errors import GeostrikeError

VERBS = {
    "init": "Make a new dossier to type into: CSV files or a workbook.",
    "check": "List errors, warnings and questions of a dossier or a table.",
    "map": "Draw a dossier as one HTML file that opens offline.",
    "convert": "Write the events of a table in another format.",
    "diff": "List what changed between two editions, and write corrections.",
    "figure": "Draw a dossier as a figure for print: SVG, PDF or PNG.",
    "embed": "Print the snippet that puts a page into another one.",
    "ledger": "List every figure, place and date with its source, for checking.",
    "resolve": "Find the place that a printed name means.",
    "gazetteer": "Build gazetteers and describe them.",
    "distance": "Measure from a point or place to a land border.",
    "borders": "List and export the border lines.",
    "licenses": "Show the sources and licences of code and data.",
}
_NEGATIVE = re.compile(r"-\d[\d.]*[\s,]")


class Verbs(click.Group):
    """A group that imports the module of a verb only when the verb is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Verbs in the order of their use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of one verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"geostrike.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep click from reading a negative latitude as an option."""
        return super().parse_args(ctx, [_shield(arg) for arg in args])


def _shield(arg: str) -> str:
    """A negative latitude typed as an argument is no option."""
    return f" {arg}" if _NEGATIVE.match(arg) else arg


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="geostrike", message="%(prog)s %(version)s")
def cli() -> None:
    """Map publicly reported strikes so that the map can be defended.

    Every point has a name, a source and a radius; every distance an interval and the border data it rests on.
    Coordinates are typed LAT,LON. Data go to stdout, messages to stderr.

    \b
    geostrike check seeds
    geostrike map seeds -o strikes.html
    geostrike resolve "al-Bukamal" --format json
    geostrike distance "34.39841,40.97452" --to IRQ
    """


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code is 0 done, 1 deliberate error, 2 wrong usage, 130 interrupted."""
    _speak_utf8()
    try:
        result = cli.main(args=args if args is None else list(args), standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    except GeostrikeError as error:
        click.echo(f"Error: {error}", err=True)
        return 1
    except BrokenPipeError:  # the reader of our stdout has gone: `geostrike ... | head`
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
