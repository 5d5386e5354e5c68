"""What the author says around a dossier: about.csv and corrections.csv, both optional; reads no event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from geostrike import escape, files
from geostrike.errors import FieldError, TableError
from geostrike.model import About, Correction, Finding, nearest
from geostrike.tables import sheet

KEYS = ("title", "standfirst", "not_known", "edition", "contact", "address")
CORRECTION = ("date", "event", "change", "reason")


def read(lines: Mapping[str, list[list[str]]], events: Collection[str]) -> tuple[About, tuple[Finding, ...]]:
    """What stands around the events of a dossier, and what is wrong with it.

    Parameters
    ----------
    lines : mapping of str to list of list of str
        Lines of the tables about and corrections; either may be missing.
    events : collection of str
        The ids that a correction may name.
    """
    findings: list[Finding] = []
    values = _values(lines.get("about", []), findings)
    corrections = tuple(_corrections(lines.get("corrections", []), events, findings))
    try:
        return About(**values, corrections=corrections), tuple(findings)
    except FieldError as fault:
        row = list(values).index(fault.field) + 1
        return About(corrections=corrections), (*findings, _finding("about", row, fault))


def corrections_of(path: Path) -> tuple[Correction, ...]:
    """Corrections of a file, whatever events they name; none where there is no file.

    Parameters
    ----------
    path : pathlib.Path
        A corrections.csv.

    Raises
    ------
    InputError
        If it is unreadable.
    TableError
        If a row in it is no correction.
    """
    findings: list[Finding] = []
    lines = sheet.lines(path, CORRECTION) if path.is_file() else []
    found = tuple(_corrections(lines, None, findings))
    if findings:
        raise TableError(f"{path.name}, row {findings[0].row}: {findings[0].message}")
    return found


def write(about: About, folder: Path) -> None:
    """Write what stands around the events; a file without content is not made."""
    values = [(key, getattr(about, key)) for key in KEYS if getattr(about, key)]
    rows = [[getattr(one, name) for name in CORRECTION] for one in about.corrections]
    for name, header, lines in (("about", ("key", "value"), values), ("corrections", CORRECTION, rows)):
        if lines:
            files.write_text(folder / f"{name}.csv", "\ufeff" + escape.csv_lines([header, *lines]))


def _values(lines: list[list[str]], findings: list[Finding]) -> dict[str, str]:
    if not lines:
        return {}
    table = sheet.read(lines, "about", ("key", "value"), ("key", "value"))
    findings.extend(table.findings)
    values: dict[str, str] = {}
    for row in table.rows:
        key = row.cells.get("key", "").casefold()
        fault = _key_fault(key, values)
        if fault:
            findings.append(_finding("about", row.number, fault))
        else:
            values[key] = row.cells.get("value", "")
    return values


def _key_fault(key: str, seen: Collection[str]) -> FieldError | None:
    if key in seen:
        return FieldError(
            f"key {key!r} stands twice; delete one of the rows.", field="key", value=key, rule="id-twice"
        )
    if key not in KEYS:
        return FieldError(
            f"key is {key!r}; use one of {', '.join(KEYS)}.",
            field="key",
            value=key,
            rule="vocabulary",
            suggestion=nearest(key, KEYS),
        )
    return None


def _corrections(
    lines: list[list[str]], events: Collection[str] | None, findings: list[Finding]
) -> Iterator[Correction]:
    if not lines:
        return
    table = sheet.read(lines, "corrections", CORRECTION, ("date", "change"))
    findings.extend(table.findings)
    for row in table.rows:
        event = row.cells.get("event", "")
        try:
            if event and events is not None and event not in events:
                raise FieldError(
                    f"event names {event!r}, which is no id of events.csv; correct or empty it.",
                    field="event",
                    value=event,
                    rule="ref-unknown",
                    suggestion=nearest(event, events),
                )
            yield Correction(**row.cells)
        except FieldError as fault:
            findings.append(_finding("corrections", row.number, fault))


def _finding(table: str, row: int, fault: FieldError) -> Finding:
    return Finding(
        rule=fault.rule,
        severity="error",
        table=table,
        row=row,
        field=fault.field,
        value=str(fault.value),
        message=str(fault),
        suggestion=fault.suggestion,
    )


__all__ = ["CORRECTION", "KEYS", "corrections_of", "read", "write"]
