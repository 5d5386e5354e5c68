"""Findings as text, JSON, SARIF 2.1.0 and an HTML page without script; finds nothing itself."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geostrike import __version__
from geostrike.checks.rules import RULES
from geostrike.escape import Html, clean, join, tag
from geostrike.model import Finding
from geostrike.tables import dossierfiles
from geostrike.tables.dossierfiles import is_dossier

Where = Callable[[Finding], str]
FORMATS = ("text", "json", "sarif", "html")
_SEVERITIES = ("error", "warning", "question")
_LEVELS = {"error": "error", "warning": "warning", "question": "note"}
_SHOWN = 50  # findings of one rule in the text, after which the others are counted
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_STYLE = """:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #8888;padding:.4rem .6rem;text-align:start;vertical-align:top}
td{overflow-wrap:anywhere}
.error{border-inline-start:.4rem solid #b3261e}
.warning{border-inline-start:.4rem solid #b26a00}
.question{border-inline-start:.4rem solid #2b6cb0}
code{font-family:ui-monospace,monospace}
"""


def report(findings: Sequence[Finding], source: Path, form: str) -> str:
    """Findings in one of `FORMATS`; the same findings give the same text.

    Parameters
    ----------
    findings : sequence of Finding
        What `geostrike.checks.check` found.
    source : pathlib.Path
        What was checked.
    form : str
        One of `FORMATS`.
    """
    if form == "json":
        return _json([asdict(finding) for finding in findings])
    if books := dossierfiles.books(source):
        source = books[0]
    if form == "sarif":
        return _json(_sarif(findings, source))
    above = _above(source) if any(finding.row for finding in findings) else {}
    where = partial(_where, source, above)
    return _html(findings, source, where) if form == "html" else _text(findings, where)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _text(findings: Sequence[Finding], where: Where) -> str:
    seen: Counter[str] = Counter()
    lines = []
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] <= _SHOWN:
            lines.append(f"{finding.severity}  {_said(finding, where)}{_hint(finding)}  [{finding.rule}]\n")
    more = {rule: count - _SHOWN for rule, count in seen.items() if count > _SHOWN}
    lines += [
        f"{count} more findings of rule {rule}; --format json lists all.\n" for rule, count in more.items()
    ]
    return "".join(lines) + counts(findings) + "\n"


def _said(finding: Finding, where: Where) -> str:
    return f"{where(finding)}: {clean(' '.join(finding.message.split()))}"


def _where(source: Path, above: Mapping[str, int], finding: Finding) -> str:
    """Where a finding stands; in a file of text with its line, in a workbook with its row of the sheet."""
    name = _file(finding, source)
    if not finding.row:
        return f"{name}, header"
    if Path(name).suffix.casefold() == ".csv":
        return f"{name}, row {finding.row} (line {finding.row + 1} of the file)"
    sheet = f", sheet {finding.table}" if is_dossier(source) else ""
    top = above.get(finding.table, 0)
    there = f" (row {finding.row + top} of the sheet)" if top else ""
    return f"{name}{sheet}, row {finding.row}{there}"


def _above(source: Path) -> dict[str, int]:
    """Rows of a workbook's sheets above the first one of each table; none for other files."""
    if source.suffix.casefold() not in dossierfiles.BOOKS or not source.is_file():
        return {}
    if is_dossier(source):
        return dossierfiles.open_tables(source).above
    return {"events": import_module("geostrike.tables.workbook").read(source).above}


def _file(finding: Finding, source: Path) -> str:
    return f"{finding.table}.csv" if not source.suffix or source.is_dir() else source.name


def _hint(finding: Finding) -> str:
    told = not finding.suggestion or "did you mean" in finding.message
    return "" if told else f" Suggestion: {clean(finding.suggestion)}"


def counts(findings: Sequence[Finding]) -> str:
    """How many errors, warnings and questions there are, in a sentence.

    Examples
    --------
    >>> counts([])
    'Nothing found.'
    """
    if not findings:
        return "Nothing found."
    held = Counter(finding.severity for finding in findings)
    said = [f"{held[one]} {one}{'s' if held[one] > 1 else ''}" for one in _SEVERITIES if held[one]]
    return f"{', '.join(said)}."


def _sarif(findings: Sequence[Finding], source: Path) -> dict[str, Any]:
    used = [rule for rule in RULES if rule in {finding.rule for finding in findings}]
    rules = [
        {
            "id": rule,
            "shortDescription": {"text": RULES[rule]},
            "help": {"text": f"See docs/rules.md, section {rule}."},
        }
        for rule in used
    ]
    driver = {"name": "geostrike", "version": __version__, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, source, used) for finding in findings],
            }
        ],
    }


def _result(finding: Finding, source: Path, used: Sequence[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(_file(finding, source))}}
    place["region"] = {"startLine": finding.row + 1}
    named = f"{finding.table}/{finding.row}/{finding.field}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": used.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": clean(finding.message) + _hint(finding)},
        "locations": [
            {
                "physicalLocation": place,
                "logicalLocations": [{"fullyQualifiedName": clean(named), "kind": "member"}],
            }
        ],
        "properties": {
            name: clean(getattr(finding, name)) for name in ("severity", "table", "row", "field", "value")
        }
        | {"row": finding.row, "suggestion": clean(finding.suggestion)},
    }


def _html(findings: Sequence[Finding], source: Path, where: Where) -> str:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = f"Check of {source.name}"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        Html(f"<style>{_STYLE}</style>"),
    )
    body = tag("body", tag("h1", title), tag("p", counts(findings)), _tables(findings, where))
    return "<!DOCTYPE html>\n" + tag("html", head, body, lang="en") + "\n"


def _tables(findings: Sequence[Finding], where: Where) -> Html:
    header = tag(
        "tr", *(tag("th", name, scope="col") for name in ("Where", "Column", "Found", "What and why", "Rule"))
    )
    parts = []
    for severity in _SEVERITIES:
        held = [finding for finding in findings if finding.severity == severity]
        if held:
            rows = join(*(_row(finding, where) for finding in held))
            parts += [
                tag("h2", f"{severity.capitalize()}s ({len(held)})"),
                tag("table", tag("thead", header), tag("tbody", rows)),
            ]
    return join(*parts)


def _row(finding: Finding, where: Where) -> Html:
    return tag(
        "tr",
        tag("td", where(finding)),
        tag("td", tag("code", finding.field)),
        tag("td", finding.value),
        tag("td", finding.message + _hint(finding)),
        tag("td", tag("code", finding.rule), tag("br"), RULES[finding.rule]),
        class_=finding.severity,
    )
