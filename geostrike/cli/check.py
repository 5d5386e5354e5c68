"""The verb `check`: what an editor should mend or look at in a dossier or a table; no rule lives here."""

from __future__ import annotations

from pathlib import Path

import click

from geostrike.checks import check, fix
from geostrike.checks.report import FORMATS, report
from geostrike.cli.options import assignment, mapped


@click.command("check")
@click.argument("source", type=click.Path(path_type=Path), metavar="INPUT", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the report.")
@mapped
@click.option(
    "--fix",
    "fixed",
    is_flag=False,
    flag_value=fix.BESIDE,
    metavar="[OUT]",
    help="Write a copy with what is certain corrected, and OUT.log.csv with each change.",
)
def command(source: Path | None, form: str, mapping: str | None, fixed: str | None) -> int:
    """List errors, warnings and questions of a dossier or of a table of events.

    INPUT is a dossier (a folder with events.csv, claims.csv and sources.csv, or a workbook with these
    sheets), or a table of any format that `geostrike convert` reads: ACLED, UCDP GED, Airwars, GeoJSON, any
    CSV. The report goes to stdout; the exit code is 1 where it holds an error. Each rule is explained in
    docs/rules.md.

    --fix writes a copy, never in place: empty ids of claims are numbered, clear dates become ISO, codes and
    words take their right form. Without OUT it lies beside INPUT. Private columns are not copied.

    \b
    geostrike check seeds
    geostrike check events.csv --format html > report.html
    geostrike check list.xlsx --mapping list.json
    geostrike check seeds --format json > findings.json
    geostrike check my-story --fix my-story-2
    geostrike check seeds && geostrike map seeds -o strikes.html
    """
    if source is None and fixed and fixed != fix.BESIDE:
        source, fixed = Path(fixed), fix.BESIDE
    if source is None:
        raise click.UsageError("Missing argument 'INPUT'.")
    findings = check(source, mapping=assignment(mapping, source))
    click.echo(report(findings, source, form), nl=False)
    if fixed:
        made, changes = fix.fix(source, fixed)
        cells = "1 cell" if changes == 1 else f"{changes} cells"
        click.echo(f"Wrote {made}, {cells} changed; {made}.log.csv lists each.", err=True)
    return int(any(finding.severity == "error" for finding in findings))
