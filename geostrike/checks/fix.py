"""A copy of a dossier or table in which what is certain is corrected, with a log; never in place.

Certain is what has one meaning and a wrong form: a date that reads one way, a word in other case, an empty id
of a claim. What a person must decide stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geostrike import escape, files
from geostrike.borders import codes
from geostrike.errors import BorderError, OutputError
from geostrike.precision import CLASSES
from geostrike.tables import dates, detect, dossierbook, dossierfiles
from geostrike.tables.area import area_file
from geostrike.tables.cells import Cells, texts

BESIDE = "\0beside"  # stands for a name beside the input
LOG = ("table", "row", "field", "old", "new", "why")
_DAYS = {"date", "date_end", "published", "accessed", "as_of", "edition"}
_WORDS = dict(dossierbook.LISTS) | {("events", "precision"): {each.name: "" for each in CLASSES}}
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d\d)(?::\d\d)?")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was corrected."""

    table: str
    row: int
    field: str
    old: str
    new: str
    why: str


def fix(source: Path, output: str) -> tuple[Path, int]:
    """Write a corrected copy and the log of its changes.

    Parameters
    ----------
    source : pathlib.Path
        A dossier, or a table of any format that can be read.
    output : str
        The new folder or file, or `BESIDE` for a name beside the input.

    Returns
    -------
    tuple of (pathlib.Path, int)
        The copy, and how many cells were changed.

    Raises
    ------
    OutputError
        If the output is there already, or cannot be written.
    InputError, TableError
        If the input cannot be read.
    """
    dossier = dossierfiles.is_dossier(source)
    target = _target(source, dossier=dossier) if output == BESIDE else Path(output)
    if target.exists():
        raise OutputError(f"{target} is there already; name a new file or folder, nothing is replaced.")
    changes = _fix_dossier(source, target) if dossier else _fix_table(source, target)
    rows = [[escape.clean(getattr(change, name)) for name in LOG] for change in changes]
    files.write_text(target.with_name(f"{target.name}.log.csv"), "\ufeff" + escape.csv_lines([LOG, *rows]))
    return target, len(changes)


def _target(source: Path, *, dossier: bool) -> Path:
    bare = source.resolve()
    return bare.with_name(f"{bare.stem}.fixed{bare.suffix if dossier else '.csv'}")


def _fix_dossier(source: Path, target: Path) -> list[Change]:
    held = dossierfiles.open_tables(source)
    changes: list[Change] = []
    made = {table: _fixed_lines(table, lines, changes) for table, lines in held.lines.items()}
    if target.suffix.casefold() == ".xlsx":
        files.write_bytes(target, dossierbook.book(made))
        return changes
    try:
        target.mkdir(parents=True)
    except OSError as error:
        raise OutputError(f"{target} cannot be made ({error.strerror}); name another folder.") from None
    for table, lines in made.items():
        files.write_text(target / f"{table}.csv", "\ufeff" + escape.csv_lines(lines))
    _copy_areas(made["events"], held.folder, target)
    return changes


def _fixed_lines(table: str, lines: dossierfiles.Lines, changes: list[Change]) -> dossierfiles.Lines:
    header = [name.strip() for name in lines[0]]
    public = [at for at, name in enumerate(header) if name and not name.startswith("_")]
    names = [header[at].casefold() for at in public]
    ids = names.index("id") if table == "claims" and "id" in names else -1
    taken = {row[public[ids]].strip() for row in lines[1:] if len(row) > public[ids]} if ids >= 0 else set()
    made = [[header[at] for at in public]]
    for number, row in enumerate(lines[1:], 1):
        typed = [row[at] if at < len(row) else "" for at in public]
        if not any(cell.strip() for cell in typed):
            continue
        cells = [_fixed(table, name, cell) for name, cell in zip(names, typed, strict=True)]
        if ids >= 0 and not cells[ids][0]:
            cells[ids] = _number(taken), "an empty id is numbered"
        changes += _changes(table, number, names, typed, cells)
        made.append([text for text, _ in cells])
    return made


def _changes(
    table: str, row: int, names: Sequence[str], typed: Sequence[str], cells: Sequence[tuple[str, str]]
) -> Iterator[Change]:
    for name, old, (new, why) in zip(names, typed, cells, strict=True):
        if why:
            yield Change(table, row, name, old, new, why)


def _number(taken: set[str]) -> str:
    count = next(count for count in range(1, len(taken) + 2) if f"c{count}" not in taken)
    taken.add(f"c{count}")
    return f"c{count}"


def _fixed(table: str, column: str, cell: str) -> tuple[str, str]:
    """A cell in its right form, and why it was changed; no reason where it was not."""
    text = escape.csv_text(cell.replace("\r\n", "\n").replace("\r", "\n").strip()).strip()
    bare = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable() or ord(sign) > 0x9F)
    word = _word(_WORDS.get((table, column), {}), bare)
    if word:
        return word, "a word of the list in its own spelling"
    for repair, why in (
        (_day, "a date that reads one way, as ISO"),
        (_clock, "a time as HH:MM"),
        (_code, "the country's code"),
    ):
        found = repair(column, bare)
        if found and found != bare:
            return found, why
    return bare, "control characters taken out" if bare != text else ""


def _word(words: Mapping[str, str], text: str) -> str:
    folded = re.sub(r"[\s-]+", "_", text.casefold())
    return folded if text not in words and folded in words else ""


def _day(column: str, text: str) -> str:
    if column not in _DAYS or not text:
        return ""
    read = dates.read(texts([text]))
    return "" if read.wrong or read.time[0] else read.iso[0]


def _clock(column: str, text: str) -> str:
    found = _CLOCK.fullmatch(text) if column == "time" else None
    return f"{int(found[1]):02d}:{found[2]}" if found and int(found[1]) < 24 and int(found[2]) < 60 else ""


def _code(column: str, text: str) -> str:
    if column != "country" or not text:
        return ""
    try:
        return codes.alpha2(text)
    except BorderError:
        return codes.code_of_name(text.casefold())


def _copy_areas(events: dossierfiles.Lines, folder: Path, target: Path) -> None:
    at = events[0].index("area") if "area" in events[0] else -1
    for row in events[1:] if at >= 0 else ():
        source, copy = area_file(row[at], folder), area_file(row[at], target)
        if source and copy and source.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            files.write_text(copy, files.read_text(source))


def _fix_table(source: Path, target: Path) -> list[Change]:
    cells = detect.open_cells(source)
    changes: list[Change] = []
    columns = [_fixed_column(cells, name, changes) for name in cells.columns]
    rows = zip(*columns, strict=True)
    files.write_text(target, "\ufeff" + escape.csv_lines([list(cells.columns), *rows]))
    return sorted(changes, key=lambda change: change.row)


def _fixed_column(cells: Cells, name: str, changes: list[Change]) -> list[str]:
    column, known = cells.texts(name), name.strip().casefold()
    ours = "date" if known in {"event_date", "date_start"} else known
    repaired = {text: _fixed("events", ours, text) for text in dict.fromkeys(column)}
    for at, text in enumerate(column):
        new, why = repaired[text]
        if why:
            changes.append(Change("events", int(cells.rows[at]), name, text, new, why))
    return [repaired[text][0] for text in column]


__all__ = ["BESIDE", "LOG", "Change", "fix"]
