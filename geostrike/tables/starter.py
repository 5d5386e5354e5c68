"""A new dossier to start from: three tables with example rows that say so; it never replaces a file.

The examples are one real, publicly reported event in our own words, so that every column shows its use.
"""

from __future__ import annotations

from pathlib import Path

from geostrike import escape, files
from geostrike import vocabulary as v
from geostrike.errors import OutputError
from geostrike.tables import about, dossierfiles
from geostrike.tables.dossierbook import book

MARK = "example"  # ids of example rows begin with it; `check` asks to replace them
_OWN = ("claims", "sources")  # names that only tables of a dossier have
_NOTE = "EXAMPLE ROW, replace it: "
_ROWS: dict[str, list[dict[str, str]]] = {
    "events": [
        {
            "id": "example-1",
            "title": f"{_NOTE}US strikes in western Iraq",
            "kind": "strikes",
            "date": "2024-02-03",
            "time": "00:30",
            "zone": "Asia/Baghdad",
            "date_how": "converted",
            "place": "Al-Qaim",
            "country": "IQ",
            "place_how": "named",
            "status": "reported",
            "publish": "yes",
            "summary": "US aircraft struck sites in western Iraq, in answer to an attack in Jordan.",
        }
    ],
    "claims": [
        {
            "id": "example-claim-1",
            "event": "example-1",
            "source": "example-source-1",
            "said_by": "US Central Command",
            "kind": "targets",
            "hedge": "more_than",
            "low": "85",
            "unit": "target",
            "words": "more than 85 targets",
        },
        {
            "event": "example-1",
            "source": "example-source-1",
            "said_by": "US Central Command",
            "kind": "place",
            "value": "Iraq and Syria",
            "words": "in Iraq and Syria",
        },
    ],
    "sources": [
        {
            "id": "example-source-1",
            "publisher": "US Central Command",
            "title": f"{_NOTE}statement on the strikes",
            "kind": "official",
            "published": "2024-02-02",
            "lang": "en",
        }
    ],
}
_AROUND = {
    "about": [["key", "value"], *([key, ""] for key in about.KEYS)],
    "corrections": [list(about.CORRECTION)],
}


def lines() -> dict[str, list[list[str]]]:
    """Lines of the tables of a new dossier, header first.

    Examples
    --------
    >>> [len(rows) for rows in lines().values()]
    [2, 3, 2]
    """
    return {
        table: [list(columns), *([row.get(name, "") for name in columns] for row in _ROWS[table])]
        for table, columns in v.COLUMNS.items()
    }


def make_folder(folder: Path) -> Path:
    """Write the three tables as CSV files into a folder that is new or empty.

    Parameters
    ----------
    folder : pathlib.Path
        Where they go.

    Raises
    ------
    OutputError
        If one of the tables or the workbook of a dossier is there already, or the folder cannot be made.
    """
    there = [table for table in v.COLUMNS if (folder / f"{table}.csv").exists()]
    if there:
        raise OutputError(f"{folder} already holds {there[0]}.csv; name another folder, nothing is replaced.")
    if there_is := dossierfiles.books(folder):
        raise OutputError(f"{folder} already holds the dossier {there_is[0].name}; name another folder.")
    _make(folder)
    for table, rows in lines().items():
        files.write_text(folder / f"{table}.csv", "\ufeff" + escape.csv_lines(rows))
    return folder


def make_book(path: Path) -> Path:
    """Write the tables as a workbook, with lists to choose from and a sheet that explains the columns.

    Parameters
    ----------
    path : pathlib.Path
        An .xlsx, or a folder, into which dossier.xlsx goes.

    Raises
    ------
    OutputError
        If the workbook is there already, or beside the tables of another dossier, or cannot be written.
    """
    if path.suffix.casefold() != ".xlsx":
        path = path / "dossier.xlsx"
    if path.exists():
        raise OutputError(f"{path} is there already; name another file, nothing is replaced.")
    if there := [table for table in _OWN if (path.parent / f"{table}.csv").exists()]:
        raise OutputError(
            f"{path.parent} already holds the {there[0]}.csv of a dossier; name another folder."
        )
    _make(path.parent)
    files.write_bytes(path, book({**lines(), **_AROUND}))
    return path


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made ({error.strerror}); name another folder.") from None
