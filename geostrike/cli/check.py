"""`geostrike check`: list what a dossier's editor should mend or look at; no rule lives here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from geostrike.checks import check
from geostrike.cli.output import as_json, emit
from geostrike.model import Finding
from geostrike.tables.dossier import say

_SEVERITIES = ("error", "warning", "question")


@click.command("check")
@click.argument("dossier", type=click.Path(path_type=Path), metavar="INPUT")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
def command(dossier: Path, form: str) -> int:
    """List errors, warnings and questions of a dossier.

    INPUT is the folder that holds events.csv, claims.csv and sources.csv. The report goes to stdout; the exit
    code is 1 where it holds an error. Each rule is explained in docs/rules.md.

    \b
    geostrike check seeds
    geostrike check seeds --format json > findings.json
    geostrike check seeds && geostrike map seeds -o strikes.html
    """
    findings = check(dossier)
    emit(as_json([asdict(finding) for finding in findings]) if form == "json" else _as_text(findings), None)
    return int(any(finding.severity == "error" for finding in findings))


def _as_text(findings: Sequence[Finding]) -> str:
    return "".join(f"{_line(finding)}\n" for finding in findings) + _counts(findings)


def _line(finding: Finding) -> str:
    told = not finding.suggestion or "did you mean" in finding.message
    hint = "" if told else f" Suggestion: {finding.suggestion}"
    return f"{finding.severity}  {say(finding)}{hint}  [{finding.rule}]"


def _counts(findings: Sequence[Finding]) -> str:
    if not findings:
        return "Nothing found.\n"
    counts = Counter(finding.severity for finding in findings)
    said = [f"{counts[one]} {one}{'s' if counts[one] > 1 else ''}" for one in _SEVERITIES if counts[one]]
    return f"{', '.join(said)}.\n"
