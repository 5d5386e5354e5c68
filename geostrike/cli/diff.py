"""The verb `diff`: what changed between two editions; no logic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from geostrike import diff, escape
from geostrike.cli.options import coarsening
from geostrike.cli.output import as_json, as_table, emit
from geostrike.diff import Change
from geostrike.errors import InputError
from geostrike.files import write_text
from geostrike.locate import cleaned, locate
from geostrike.model import Dossier
from geostrike.tables import about, detect, dossier, released
from geostrike.tables.columns import Columns
from geostrike.tables.dossierfiles import is_dossier

_HEADER = ("change", "table", "id", "field", "old", "new", "moved_m")
_WIDE, _BEFORE = 60, 20  # characters of a cell, and how many stand before the first that differs


@click.command
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "html"]), default="table", help="How to print it."
)
@click.option("-o", "--output", metavar="OUT", help="File to write; stdout if not given.")
@click.option(
    "--corrections", metavar="FILE", help="Write corrections.csv, as the page of a dossier shows it."
)
@click.option("--edition", metavar="DATE", default="", help="Date of NEW, if its about.csv has no edition.")
@coarsening
def command(
    old: str,
    new: str,
    form: str,
    output: str | None,
    corrections: str | None,
    edition: str,
    coarsen: str | None,
) -> None:
    """List what changed from OLD to NEW: added, removed, moved, recounted, redated, edited.

    Each is a dossier, or a table of events of any format that convert reads. Events are paired by id, then by
    day, place and name. Places to protect are compared as the coarse areas that pages show.

    \b
    geostrike diff last-week/ seeds
    geostrike diff acled-may.csv acled-june.csv --format json > changes.json
    geostrike diff last-week/ seeds --format html -o changes.html
    geostrike diff last-week/ seeds --corrections seeds/corrections.csv --edition 2024-03-01
    """
    first, last = _dossier(old), _dossier(new)
    how = coarsen or ""
    if first and last:
        found, notes = diff.of_dossiers(first, last, locate=partial(locate, coarsen=how), cleaned=cleaned)
    else:
        found, notes = diff.of_tables(_table(old, first), _table(new, last), coarsen=how)
    for note in notes:
        click.echo(note, err=True)
    if corrections:
        _correct(found, Path(corrections), last, edition)
    emit(_text(found, form, f"What changed from {Path(old).name} to {Path(new).name}"), output)
    click.echo(diff.counted(found), err=True)


def _dossier(path: str) -> Dossier | None:
    return dossier.read(path) if is_dossier(path) else None


def _table(path: str, book: Dossier | None) -> Columns:
    if not book:
        return detect.read_columns(path)
    located = locate(book)
    return released.from_dossier(cleaned(book, located), located)


def _correct(found: tuple[Change, ...], path: Path, book: Dossier | None, edition: str) -> None:
    date = edition or (book.about.edition if book else "")
    if not date:
        raise InputError("NEW does not say its date; give --edition, such as --edition 2024-03-01.")
    events = book.events if book else ()
    drafts = {event.id for event in events if event.status == "draft"}
    before = about.corrections_of(path)
    known = {event.id for event in events} if book else None
    made = diff.corrections(found, date, drafts=drafts, before=before, known=known)
    write_text(path, diff.as_csv(made))
    click.echo(f"Wrote {path}: {len(made) - len(before)} new corrections; fill in their reasons.", err=True)


def _text(found: tuple[Change, ...], form: str, title: str) -> str:
    if form == "html":
        return diff.as_html(found, title)
    rows = [change.as_dict() for change in found]
    if form == "json":
        return as_json(rows)
    return as_table(_HEADER, map(_cells, rows))


def _cells(row: Mapping[str, Any]) -> list[object]:
    """A change on one line; of long texts the part that differs, of radii as many digits as differ."""
    shown = {name: _line(value) if isinstance(value, str) else value for name, value in row.items()}
    old, new = shown["old"], shown["new"]
    if row["field"] == "radius_m":
        shown |= _radii(row["old"], row["new"])
    elif isinstance(old, str) and isinstance(new, str):
        same = next(
            (at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two),
            min(len(old), len(new)),
        )
        shown |= {"old": _cut(old, same), "new": _cut(new, same)}
    return [_cut(shown[name], 0) if isinstance(shown[name], str) else shown[name] for name in _HEADER]


def _radii(old: Any, new: Any) -> dict[str, object]:
    """Radii in whole metres, or to 0.1 m where they are equal in whole ones."""
    numbers = [value for value in (old, new) if isinstance(value, int | float)]
    digits = int(len({round(value) for value in numbers}) < len(numbers))
    return {
        name: f"{value:.{digits}f}" if isinstance(value, int | float) else value
        for name, value in (("old", old), ("new", new))
    }


def _line(text: str) -> str:
    return escape.clean(" ".join(text.split()))


def _cut(text: str, at: int) -> str:
    """At most `_WIDE` characters of a text, from a little before a place in it, with … where it goes on."""
    if len(text) <= _WIDE:
        return text
    first = max(0, min(at - _BEFORE, len(text) - _WIDE + 1))
    last = first + _WIDE - (first > 0)
    last -= last < len(text)
    return f"{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"
