"""How verbs print: JSON, aligned tables, and results to a file or stdout; no verb's own words live here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from geostrike.files import write_text


def as_json(value: Any) -> str:
    """JSON text with a newline at its end; NaN never reaches it."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Aligned columns for a terminal, numbers to the right."""
    cells = [list(header), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    numeric = [len(cells) > 1 and all(_is_number(row[i]) for row in cells[1:]) for i in range(len(header))]
    return "".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ).rstrip()
        + "\n"
        for row in cells
    )


def emit(text: str, output: str | None) -> None:
    """Write a result to a file, or to stdout where no file is named or it is ``-``."""
    if output in {None, "-"}:
        click.echo(text, nl=False)
        return
    write_text(Path(str(output)), text)
    click.echo(f"Wrote {output}.", err=True)


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _is_number(text: str) -> bool:
    return not text or text.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()
