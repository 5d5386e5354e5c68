"""The dossier: events, claims and sources in a folder or a workbook, read into records and written back.

Reading collects what is wrong row by row; no row is dropped without a finding, and no private column gets in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from geostrike import escape, files
from geostrike import vocabulary as v
from geostrike.borders import codes
from geostrike.errors import BorderError, FieldError, OutputError, TableError
from geostrike.model import Claim, Dossier, Event, Finding, Source
from geostrike.tables import about, references, sheet
from geostrike.tables.area import area_file
from geostrike.tables.dossierfiles import DossierFiles, open_tables

RECORDS = {"events": Event, "claims": Claim, "sources": Source}
_ALONE = frozenset(  # columns whose cell can be missing without a change to what the others of its row mean
    {"title", "date", "time", "zone", "radius_m", "low", "high", "as_of"}
    | {"published", "accessed", "url", "archive", "lang"}
)
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Tables:
    """A dossier as far as it could be read, the findings so far, and the row in which each id was typed.

    With `mended`, records of rows at fault are among the others, as they are without the cells at fault.
    """

    dossier: Dossier
    findings: tuple[Finding, ...]
    rows: Mapping[tuple[str, str], int]
    book: str = ""
    above: Mapping[str, int] = field(default_factory=dict)

    def finding(
        self,
        rule: str,
        severity: str,
        record: Event | Claim | Source,
        field: str,
        message: str,
        suggestion: str = "",
    ) -> Finding:
        """A finding on one field of a record, with the row in which the record was typed."""
        table = next(name for name, kind in RECORDS.items() if isinstance(record, kind))
        return Finding(
            rule=rule,
            severity=severity,
            table=table,
            row=self.rows[table, record.id],
            field=field,
            value=_text(getattr(record, field)),
            message=message,
            suggestion=suggestion,
        )


def read(path: Path | str) -> Dossier:
    """Records of a dossier in which every row and every reference is sound.

    Parameters
    ----------
    path : path-like
        The folder that holds the three tables, or the workbook that has them as sheets.

    Raises
    ------
    InputError
        If the folder, the workbook or one of the tables is missing or unreadable.
    TableError
        If a table has findings of level error; it names the first and counts the others.
    """
    tables = read_tables(path)
    errors = [finding for finding in tables.findings if finding.severity == "error"]
    if errors:
        others = len(errors) - 1
        also = f" (And {others} more: `geostrike check` lists them all.)" if others else ""
        raise TableError(
            f"{say(errors[0], tables.book, tables.above)}{also}", finding=errors[0], errors=len(errors)
        )
    return tables.dossier


def scan(path: Path | str) -> tuple[Dossier, tuple[Finding, ...]]:
    """What could be read of a dossier, and what was wrong with the rest.

    Parameters
    ----------
    path : path-like
        The folder that holds the three tables, or the workbook that has them as sheets.

    Raises
    ------
    InputError
        If the folder, the workbook or one of the tables is missing or unreadable.
    TableError
        If a table has no header or cannot be taken apart into cells.
    """
    tables = read_tables(path)
    return tables.dossier, tables.findings


def read_tables(path: Path | str, *, mended: bool = False) -> Tables:
    """The same as `scan`, with the row of each record, for the checks."""
    held = open_tables(path)
    findings = list(_unsaved(held))
    rows: dict[tuple[str, str], int] = {}
    records: dict[str, tuple[Any, ...]] = {}
    for table in v.COLUMNS:
        page = sheet.read(held.lines[table], table, v.COLUMNS[table], v.REQUIRED[table])
        findings.extend(page.findings)
        if not any(finding.rule == "column-missing" for finding in page.findings):
            records[table] = _records(table, page.rows, findings, rows, mended=mended)
    around, faults = about.read(held.lines, [name for table, name in rows if table == "events"])
    findings.extend(faults)
    dossier = Dossier(
        title=around.title or (Path(held.book).stem if held.book else _title(held.folder)),
        folder=str(held.folder),
        about=around,
        **{table: records.get(table, ()) for table in v.COLUMNS},
    )
    if len(records) == len(v.COLUMNS):
        findings.extend(references.findings(dossier, rows))
    return Tables(dossier, tuple(findings), rows, held.book, held.above)


def _unsaved(held: DossierFiles) -> Iterator[Finding]:
    if held.is_open:
        message = f"{held.book} is open in another program; what is not saved there is not read."
        yield Finding(
            rule="book-open",
            severity="warning",
            table="events",
            row=0,
            field="",
            value=held.book,
            message=message,
        )


def write(dossier: Dossier, folder: Path | str) -> None:
    """Write the tables of a dossier as UTF-8 with the byte order mark that spreadsheets need.

    Files named in the column ``area`` go along when the folder is another one.

    Parameters
    ----------
    dossier : Dossier
        The records.
    folder : path-like
        Where the tables go; it is made where it is missing.

    Raises
    ------
    OutputError
        If a table cannot be written; the old one is whole.
    InputError, FieldError
        If a file named in ``area`` is missing or lies outside the folder of the dossier.
    """
    target = Path(folder)
    _make(target)
    for table in v.COLUMNS:
        files.write_text(target / f"{table}.csv", "\ufeff" + _csv(table, getattr(dossier, table)))
    about.write(dossier.about, target)
    for event in dossier.events:
        _copy_area(event.area, Path(dossier.folder), target)


def say(finding: Finding, book: str = "", above: Mapping[str, int] | None = None) -> str:
    """One sentence that says where a finding stands, in a folder or a workbook, and what it is."""
    if book:
        row = f"row {finding.row} (row {finding.row + (above or {}).get(finding.table, 1)} of the sheet)"
        where = row if finding.row else "header"
        return f"{book}, sheet {finding.table}, {where}: {finding.message}"
    where = f"row {finding.row} (line {finding.row + 1} of the file)" if finding.row else "header"
    return f"{finding.table}.csv, {where}: {finding.message}"


def _title(folder: Path) -> str:
    readme = folder / "README.md"
    heading = re.search(r"^# +(.+?)\s*$", files.read_text(readme), re.MULTILINE) if readme.is_file() else None
    return heading.group(1) if heading else folder.resolve().name


def _records(
    table: str,
    rows: Sequence[sheet.Row],
    findings: list[Finding],
    seen: dict[tuple[str, str], int],
    *,
    mended: bool,
) -> tuple[Any, ...]:
    records = []
    typed = {row.cells.get("id", "") for row in rows}
    for row in rows:
        cells = {name: text for name, text in row.cells.items() if text}
        if table == "claims" and "id" not in cells:
            cells["id"] = _claim_id(cells, typed)
        name = cells.get("id", "")
        record, faults = _taken(table, cells)
        if (table, name) in seen:
            faults = [_twice(name, seen[table, name]), *faults]
        elif name:
            seen[table, name] = row.number
        findings.extend(_finding(table, row.number, fault) for fault in faults)
        if not faults or (mended and {fault.field for fault in faults} <= _ALONE):
            records.append(record)
    return tuple(records)


def _taken(table: str, cells: Mapping[str, str]) -> tuple[Any, list[FieldError]]:
    """The record of a row and its faults: each faulty cell makes way for a sound one until it can be made."""
    faults: list[FieldError] = []
    cells = dict(cells)
    while True:
        try:
            return RECORDS[table](**_sound(table, cells)), faults
        except FieldError as fault:
            faults.append(fault)
            cells = _without(table, cells, fault.field)


def _sound(table: str, cells: Mapping[str, str]) -> dict[str, Any]:
    empty = {name: "" for name in _required(table) if name not in cells}
    return _values({**empty, **cells})


def _without(table: str, cells: Mapping[str, str], field: str) -> dict[str, str]:
    kinds = {"events": v.KIND_OF_EVENT, "claims": v.KIND_OF_CLAIM, "sources": v.KIND_OF_SOURCE}
    stand_in = {"kind": next(iter(kinds[table])), "date": "2000"}.get(field, "x")
    others = {name: text for name, text in cells.items() if name != field}
    return {**others, field: stand_in} if field in _required(table) else others


def _required(table: str) -> list[str]:
    return [field.name for field in fields(RECORDS[table]) if field.default is MISSING]


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    return {name: _READERS[name](name, text) if name in _READERS else text for name, text in cells.items()}


def _country(name: str, text: str) -> str:
    try:
        return codes.alpha2(text)
    except BorderError as error:
        raise FieldError(
            f"{name} is {text!r}: {error}", field=name, value=text, rule="country-code"
        ) from None


def _number(name: str, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise FieldError(
            f"{name} is {text!r}; write digits, with a point before decimals and nothing between thousands.",
            field=name,
            value=text,
            rule="number-form",
        )
    return float(text)


_READERS = {"low": _number, "high": _number, "radius_m": _number, "country": _country}


def _claim_id(cells: Mapping[str, str], taken: set[str]) -> str:
    """An id for a claim without one: of its own content, so that rows can be moved and added around it."""
    parts = ("event", "source", "said_by", "kind", "who", "value", "words")
    digest = hashlib.sha256("\x1f".join(cells.get(part, "") for part in parts).encode()).hexdigest()
    name, count = f"c-{digest[:10]}", 1
    while name in taken:
        count += 1
        name = f"c-{digest[:10]}-{count}"
    taken.add(name)
    return name


def _twice(name: str, row: int) -> FieldError:
    return FieldError(
        f"id {name!r} already stands in row {row}; give each row an id of its own.",
        field="id",
        value=name,
        rule="id-twice",
    )


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


def _csv(table: str, records: Sequence[object]) -> str:
    columns = v.COLUMNS[table]
    return escape.csv_lines([columns, *([_text(getattr(one, name)) for name in columns] for one in records)])


def _text(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return "" if value is None else str(value)


def _copy_area(area: str, origin: Path, target: Path) -> None:
    source, copy = area_file(area, origin), area_file(area, target)
    if source and copy and source.resolve() != copy.resolve():
        _make(copy.parent)
        files.write_text(copy, files.read_text(source))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made ({error.strerror}); name another folder.") from None


__all__ = ["Tables", "read", "read_tables", "say", "scan", "write"]
