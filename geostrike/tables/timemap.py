"""TimeMap: its sheet EXPORT_EVENTS, CSV exports, JSON events; numbered columns fold to one.

The day comes after the month there, unless the rows show otherwise. A description of one line becomes the
title, a longer one the summary.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from geostrike import files
from geostrike.errors import TableError
from geostrike.tables import columns, filling, wording
from geostrike.tables.cells import Cells, Texts, blank, texts
from geostrike.tables.columns import Columns, Draft

_NUMBERED = re.compile(r"(associations?|sources?|filters?|narratives?)_?(\d*)")
_CATEGORIES = ("association", "associations", "category_full", "category", "filter", "filters")
_NAMED = ("title", "value", "name")
_LINE = 120  # characters of a description that can stand as a title


def matches(header: Collection[str]) -> bool:
    """Whether these are the columns of TimeMap.

    Parameters
    ----------
    header : collection of str
        Names of the columns.

    Examples
    --------
    >>> matches(["description", "date", "location", "latitude", "longitude", "association1", "source1"])
    True
    """
    names = set(filling.fold(header))
    telling = {"civid", "time_display", "category_full", "graphic"} & names
    numbered = {match[2] for name in names if (match := _NUMBERED.fullmatch(name))} - {""}
    telling |= {"associations"} & names or ({"filters"} & names if "sources" in names else set())
    return {"description", "date", "latitude", "longitude"} <= names and bool(telling or numbered)


def read(cells: Cells) -> Columns:
    """Events of a TimeMap table.

    Parameters
    ----------
    cells : Cells
        The table.
    """
    names = filling.fold(cells.columns)
    draft = filling.new_draft(cells, "timemap")
    values = draft.values
    filling.points(draft, names.get("longitude", ""), names.get("latitude", ""))
    typed = filling.first_of(cells, names, "id", "civid")
    values["id"] = np.where(typed == "", texts(f"row-{row}" for row in cells.rows), typed)
    _days(draft, cells.texts(names["date"]), names["date"])
    clock = filling.first_of(cells, names, "time")
    if set(clock) - {""} == {"00:00"} and len(cells) > 1:
        clock = blank(len(cells))
        draft.notes.append("Every time is 00:00, which stands for none; they are empty.")
    values["time"] = np.where(clock == "", values.get("time", clock), texts(map(_clock, clock)))
    values["place"] = filling.first_of(cells, names, "location")
    values["category"] = _folded(cells, names, _CATEGORIES)
    values["source"] = _folded(cells, names, ("source", "sources"))
    values["source_url"] = _addresses(cells, names)
    values["kind"] = filling.first_of(cells, names, "type")
    _words(draft, filling.first_of(cells, names, "title"), filling.first_of(cells, names, "description"))
    for name in ("precision", "date_end", "country"):
        if name in names:
            values[name] = cells.texts(names[name])
    for name in set(columns.NUMBERS) & set(names):
        filling.number_column(draft, name, names[name])
    filling.constants(draft, status="reported")
    used = (
        "id",
        "description",
        "date",
        "time",
        "location",
        "latitude",
        "longitude",
        "title",
        "type",
        "precision",
    )
    gone = [names[name] for name in (*used, *columns.NUMBERS, "date_end", "country") if name in names]
    gone += [name for folded, name in names.items() if _NUMBERED.fullmatch(folded)]
    draft.extra = filling.others(cells, gone)
    return columns.finish(draft)


def _days(draft: Draft, typed: Texts, name: str) -> None:
    clear_days = any(re.fullmatch(r"(1[3-9]|2\d|3[01])/\d{1,2}/\d{4}.*", day) for day in dict.fromkeys(typed))
    filling.date_column(draft, typed, order="" if clear_days else "mdy", name=name)
    if not clear_days and any("/" in day for day in dict.fromkeys(typed)):
        draft.notes.append(f"In column {name} the month comes first, as TimeMap has it.")


def _clock(text: str) -> str:
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(?::\d\d)?", text)
    return f"{int(match[1]):02d}:{match[2]}" if match else text


def _folded(cells: Cells, names: Mapping[str, str], wanted: Collection[str]) -> Texts:
    """Numbered columns as one, their texts parted by a bar."""
    held = [
        (int(match[2] or 0), name)
        for folded, name in names.items()
        if (match := re.fullmatch(r"([a-z_]+?)_?(\d*)", folded)) and match[1] in wanted
    ]
    if not held:
        return blank(len(cells))
    held.sort()
    rows = zip(*(cells.texts(name) for _, name in held), strict=True)
    listed = (
        [name for (at, _), cell in zip(held, row, strict=True) for name, _ in _members(cell, one=at > 0)]
        for row in rows
    )
    return texts(" | ".join(dict.fromkeys(names)) for names in listed)


def _members(cell: str, *, one: bool = False) -> list[tuple[str, str]]:
    """Name and address of each member of a cell: one text, or addresses, pairs key=value, objects of JSON."""
    if one or not cell:
        return [(cell, "")] if cell else []
    if _is_address(cell):
        return [(_host(address) or address, address) for address in re.split(r",\s*(?=https?://)", cell)]
    if not cell.startswith("[{"):
        return [(part.partition("=")[2] or part, "") for part in re.split(r",(?=[^=,]+=)", cell)]
    try:
        held = json.loads(cell)
    except (ValueError, RecursionError):
        return [(cell, "")]
    found = []
    for member in (each for each in held if isinstance(each, dict)):
        values = {str(key).casefold(): str(value) for key, value in member.items() if isinstance(value, str)}
        listed = member.get("paths")
        paths = [values.get("path", ""), *map(str, listed if isinstance(listed, list) else [])]
        address = next((path for path in paths if _is_address(path)), "")
        said = [values.get(key, "") for key in _NAMED]
        name = next(filter(None, (*said, _host(address), values.get("description"), values.get("id"))), "")
        found.append((" ".join(name.split()), address))
    return [(name, address) for name, address in found if name]


def _host(address: str) -> str:
    """Name of the site of an address; a source's description tells what it shows, not who says so."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _addresses(cells: Cells, names: Mapping[str, str]) -> Texts:
    """First address that the sources of an event hold themselves."""
    held = [cells.texts(names[name]) for name in ("sources", "source") if name in names]
    if not held:
        return blank(len(cells))
    return texts(
        next((address for cell in row for _, address in _members(cell) if address), "")
        for row in zip(*held, strict=True)
    )


def _words(draft: Draft, title: Texts, description: Texts) -> None:
    short = np.array([len(text) <= _LINE and "\n" not in text for text in description], bool)
    made = texts(wording.title("", [place]) for place in draft.values["place"])
    line = np.where(short & (description != ""), description, made)
    draft.values["title"] = np.where(title != "", title, line)
    said = ((title == "") & short) | (title == description)
    draft.values["summary"] = np.where(said, "", description)


def with_sources(found: Columns, path: Path) -> Columns:
    """The same with the titles and addresses of sources, and the titles of associations, in place of ids.

    A workbook has them in the sheets EXPORT_SOURCES and EXPORT_ASSOCIATIONS, JSON in its own lists; other
    files have the sources in a file beside, ending in .sources.json.

    Parameters
    ----------
    found : Columns
        Events of the file.
    path : pathlib.Path
        The file.
    """
    (title_of, path_of), meaning = _of_sheet(path) if _is_book(path) else _of_file(path)
    if meaning:
        named = ([meaning.get(key, key) for key in text.split(" | ")] for text in found.values["category"])
        found.values["category"] = texts(" | ".join(dict.fromkeys(names)) for names in named)
    if not title_of:
        return found
    listed = [text.split(" | ") if text else [] for text in found.values["source"]]
    found.values["source"] = texts(" | ".join(title_of.get(key, key) for key in keys) for keys in listed)
    addresses = texts(next((path_of[key] for key in keys if key in path_of), "") for keys in listed)
    found.values["source_url"] = np.where(addresses == "", found.values["source_url"], addresses)
    return found


Named = tuple[dict[str, str], dict[str, str]]


def _of_sheet(book: Path) -> tuple[Named, dict[str, str]]:
    """Titles and addresses of sources, and titles of associations, by id in a workbook."""
    from geostrike.tables.workbook import read_sheet  # noqa: PLC0415  (CSV and JSON need no workbook)

    title_of, path_of = _by_id(read_sheet(book, "EXPORT_SOURCES"), "path1", "path")
    meaning, _ = _by_id(read_sheet(book, "EXPORT_ASSOCIATIONS"))
    return (title_of, path_of), meaning


def _by_id(sheet: Cells | None, *paths: str) -> Named:
    if sheet is None:
        return {}, {}
    names = filling.fold(sheet.columns)
    ids, titles = (filling.first_of(sheet, names, name) for name in ("id", "title"))
    found = filling.first_of(sheet, names, *paths)
    title_of = {key: title or key for key, title in zip(ids, titles, strict=True)}
    return title_of, {key: path for key, path in zip(ids, found, strict=True) if _is_address(path)}


def _of_file(events: Path) -> tuple[Named, dict[str, str]]:
    """The same in a JSON file of events, and in the file of sources beside it."""
    beside = events.with_suffix(".sources.json")
    if beside.is_file():
        return _sources(_json(beside)), {}
    held = _json(events) if events.suffix.casefold() == ".json" else None
    lists = {str(name).casefold(): each for name, each in held.items()} if isinstance(held, dict) else {}
    return _sources(lists.get("sources")), _sources(lists.get("associations"))[0]


def _json(path: Path) -> Any:
    try:
        return json.loads(files.read_text(path))
    except (ValueError, RecursionError):
        raise TableError(f"{path.name} is no JSON; save it again, or move it away.") from None


def _sources(held: Any) -> Named:
    listed = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    title_of: dict[str, str] = {}
    path_of: dict[str, str] = {}
    for each in listed:
        if isinstance(each, dict) and each.get("id"):
            key = str(each["id"])
            title_of[key] = str(each.get("title") or key)
            paths = each.get("paths")
            first = next(filter(_is_address, map(str, paths if isinstance(paths, list) else [])), "")
            path_of |= {key: first} if first else {}
    return title_of, path_of


def _is_book(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return not {"xl/workbook.xml", "content.xml"}.isdisjoint(archive.namelist())


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))
