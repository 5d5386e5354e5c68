"""One table as rows of trimmed text under known columns; no record and no private column gets in here."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geostrike import escape, files
from geostrike.errors import TableError
from geostrike.model import Finding, nearest


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number below the header, from 1, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table and what was wrong with its header and cells."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def lines(path: Path, known: Sequence[str]) -> list[list[str]]:
    """Cells of a CSV file, header first: UTF-8, comma or semicolon.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    known : sequence of str
        Names of columns, by which the sign between cells is told.

    Raises
    ------
    InputError
        If the file is missing or is not UTF-8.
    TableError
        If the file has no header or a quotation mark in it is never closed.
    """
    return _lines(path, files.read_text(path), known)


def read(cells: list[list[str]], table: str, known: Sequence[str], required: Sequence[str]) -> Sheet:
    """Rows of a table, its columns in any order.

    Columns whose name begins with ``_`` are private and dropped here; cells are trimmed, empty rows skipped.

    Parameters
    ----------
    cells : list of list of str
        The lines, header first.
    table : str
        Name of the table in findings.
    known, required : sequence of str
        Columns that may and that must be there.
    """
    header, *below = cells
    columns = [name.strip().casefold() if not name.strip().startswith("_") else "_" for name in header]
    findings = list(_header_findings(table, header, columns, known, required))
    rows = []
    for number, typed in enumerate(below, 1):
        if any(cell.strip() for cell in typed):
            findings.extend(_width_findings(table, number, typed, columns))
            kept = {name: _clean(cell) for name, cell in zip(columns, typed, strict=False) if name in known}
            findings.extend(_control_findings(table, number, kept))
            rows.append(Row(number, kept))
    return Sheet(tuple(rows), tuple(findings))


def _lines(path: Path, text: str, known: Sequence[str]) -> list[list[str]]:
    first = text.partition("\n")[0].strip()
    if re.fullmatch(r"sep=.", first, re.IGNORECASE):
        raise TableError(f"{path.name} begins with the line {first!r}; delete it, the columns come first.")
    if first.count("\t") > max(first.count(","), first.count(";")):
        raise TableError(f"{path.name} is separated by tabs; save it again with commas or semicolons.")
    parsed = {sign: _parse(path, text, sign) for sign in ",;"}
    best = max(parsed, key=lambda sign: _familiar(parsed[sign], known))
    found = parsed[best]
    if isinstance(found, TableError):
        raise found
    if not found or not any(cell.strip() for cell in found[0]):
        raise TableError(f"{path.name} has no header; write the names of the columns in its first row.")
    return found


def _parse(path: Path, text: str, delimiter: str) -> list[list[str]] | TableError:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[list[str]] = []
    try:
        found.extend(reader)
    except csv.Error as error:
        return TableError(
            f"{path.name} cannot be read near line {reader.line_num} ({error}); look there for a quotation "
            "mark that is not closed or not doubled, or save the table again as 'CSV UTF-8'."
        )
    return found


def _familiar(parsed: list[list[str]] | TableError, known: Sequence[str]) -> int:
    if isinstance(parsed, TableError) or not parsed:
        return 0
    return sum(name.strip().casefold() in known for name in parsed[0])


def _clean(cell: str) -> str:
    return escape.csv_text(cell.replace("\r\n", "\n").replace("\r", "\n").strip()).strip()


def _header_findings(
    table: str, header: Sequence[str], columns: Sequence[str], known: Sequence[str], required: Sequence[str]
) -> Iterator[Finding]:
    for place, (name, column) in enumerate(zip(header, columns, strict=True), 1):
        if column in known and column in columns[: place - 1]:
            message = f"column {column} stands twice; delete one of them."
            yield _of_header("column-twice", table, column, message)
        elif column not in known and column not in {"_", ""}:
            near = nearest(column, known)
            hint = f"did you mean {near}?" if near else f"the columns are {', '.join(known)}."
            message = f"column {name.strip()} is not known; {hint} Put _ before its name to keep it private."
            yield _of_header("column-unknown", table, name.strip(), message, near)
    for column in required:
        if column not in columns:
            message = f"column {column} is missing; add it, it is required."
            yield _of_header("column-missing", table, column, message)


def _of_header(rule: str, table: str, column: str, message: str, suggestion: str = "") -> Finding:
    return Finding(
        rule=rule,
        severity="error",
        table=table,
        row=0,
        field=column,
        value=column,
        message=message,
        suggestion=suggestion,
    )


def _width_findings(
    table: str, number: int, cells: Sequence[str], columns: Sequence[str]
) -> Iterator[Finding]:
    names = (*columns, *("" for _ in cells[len(columns) :]))
    nameless = sum(bool(cell.strip()) and not name for name, cell in zip(names, cells, strict=False))
    if nameless:
        yield Finding(
            rule="row-width",
            severity="error",
            table=table,
            row=number,
            field="",
            value=str(nameless),
            message=f"{nameless} of its cells stand under no column name; a text with a comma or semicolon "
            "in it needs quotation marks around it.",
        )


def _control_findings(table: str, number: int, cells: dict[str, str]) -> Iterator[Finding]:
    for field, text in cells.items():
        signs = sorted({sign for sign in text if unicodedata.category(sign) == "Cc" and sign not in "\n\t"})
        if signs:
            code = f"U+{ord(signs[0]):04X}"
            yield Finding(
                rule="control-character",
                severity="error",
                table=table,
                row=number,
                field=field,
                value=code,
                message=f"{field} holds the invisible control character {code}; type the cell again.",
                suggestion="".join(sign for sign in text if sign not in signs),
            )
