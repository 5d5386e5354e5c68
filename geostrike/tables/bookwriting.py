"""Events tables to workbooks: our own sheet, and TimeMap's sheets or its JSON; cells are text or numbers.

The dates that a workbook holds of its own are set to one day, so that the same events give the same bytes.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from geostrike import files
from geostrike.tables.columns import NUMBERS
from geostrike.tables.outgoing import Outgoing, as_table

_LONGEST = 32_767  # characters of a cell
_OLD = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{_ODS}office:1.0" '
    f'xmlns:table="{_ODS}table:1.0" xmlns:text="{_ODS}text:1.0" office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="events">\n'
)
_ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>\n"
_ODS_MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{_ODS}manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>\n"
)
_CUSTOM = ("title", "date_end", "country", "precision", *NUMBERS)


def xlsx(held: Outgoing, path: Path) -> list[str]:
    """Write a workbook with the sheet events."""
    header, columns = as_table(held)
    cut = sum(len(text) > _LONGEST for column in columns for text in column)
    files.write_bytes(path, _book({"events": [header, *zip(*columns, strict=True)]}))
    return [f"{cut} texts are cut to {_LONGEST} characters, the most that a cell holds."] if cut else []


def ods(held: Outgoing, path: Path) -> list[str]:
    """Write an OpenDocument spreadsheet with the sheet events."""
    header, columns = as_table(held)
    rows = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>\n"
        for row in [header, *zip(*columns, strict=True)]
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content, packing in (
            ("mimetype", _ODS_TYPE, zipfile.ZIP_STORED),
            ("content.xml", f"{_ODS_HEAD}{rows}{_ODS_TAIL}", zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", _ODS_MANIFEST, zipfile.ZIP_DEFLATED),
        ):
            archive.writestr(zipfile.ZipInfo(name, _OLD), content, packing)
    files.write_bytes(path, made.getvalue())
    tabbed = sum("\t" in text for column in columns for text in column)
    return [f"{tabbed} texts hold a tab, which some readers of .ods leave out."] if tabbed else []


def _ods_cell(text: str) -> str:
    """A cell of text: lines as paragraphs, runs of spaces and tabs as their elements."""
    if not text:
        return "<table:table-cell/>"
    lines = (
        xml_escape(line).replace("\t", "<text:tab/>").replace("  ", " <text:s/>") for line in text.split("\n")
    )
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def timemap(held: Outgoing, path: Path) -> list[str]:
    """Write TimeMap's sheets, or its list of events where the file ends in .json."""
    notes = _not_held(held)
    sources = _Sources()
    wanted = ("id", "date", "time", "place", "kind", "category", "source", "source_url", "summary", "title")
    columns = {name: held.text(name) for name in (*wanted, *_CUSTOM)}
    rows = [{name: column[at] for name, column in columns.items()} for at in range(len(held))]
    custom = [name for name in _CUSTOM if name in held.columns]
    points = [_point(*place) for place in zip(held.lon.tolist(), held.lat.tolist(), strict=True)]
    events = [_event(row, point, custom, sources) for row, point in zip(rows, points, strict=True)]
    if path.suffix.casefold() == ".json":
        files.write_text(path, json.dumps(events, ensure_ascii=False, indent=1) + "\n")
        listed = path.with_suffix(".sources.json")
        files.write_text(listed, json.dumps(sources.as_dict(), ensure_ascii=False, indent=1) + "\n")
        return [*notes, f"The sources are in {listed.name}."]
    names = list(dict.fromkeys(name for event in events for name in event["associations"]))
    files.write_bytes(
        path,
        _book(
            {
                "EXPORT_EVENTS": _unfolded(events),
                "EXPORT_SOURCES": [
                    ["id", "title", "thumbnail", "description", "path1", "type"],
                    *([key, title, "", "", url, ""] for (title, url), key in sources.keys.items()),
                ],
                "EXPORT_ASSOCIATIONS": [
                    ["id", "title", "desc", "mode", "filter_path0", "filter_path1"],
                    *([name, name, "", "FILTER", "category", name] for name in names),
                ],
            }
        ),
    )
    return notes


class _Sources:
    """Ids of sources by title and address, in the order of their use."""

    def __init__(self) -> None:
        self.keys: dict[tuple[str, str], str] = {}

    def key(self, title: str, url: str) -> str:
        return self.keys.setdefault((title, url), f"source-{len(self.keys) + 1}")

    def as_dict(self) -> dict[str, Any]:
        return {
            key: {"id": key, "title": title, "paths": [url] if url else []}
            for (title, url), key in self.keys.items()
        }


def _point(lon: float, lat: float) -> dict[str, str]:
    if lon != lon:  # noqa: PLR0124  (NaN)
        return {"latitude": "", "longitude": ""}
    return {"latitude": repr(lat), "longitude": repr(lon)}


def _event(
    row: Mapping[str, str], point: Mapping[str, str], custom: Sequence[str], sources: _Sources
) -> dict[str, Any]:
    titles = [title for title in row["source"].split(" | ") if title]
    if row["source_url"] and not titles:
        titles = [row["source_url"]]
    return {
        "id": row["id"],
        "description": row["summary"] or row["title"],
        "date": _american(row["date"]),
        "time": row["time"],
        "location": row["place"],
        **point,
        "type": row["kind"],
        "associations": [name for name in row["category"].split(" | ") if name],
        "sources": [
            sources.key(title, "" if number else row["source_url"]) for number, title in enumerate(titles)
        ],
        **{name: row[name] for name in custom},
    }


def _american(day: str) -> str:
    """MM/DD/YYYY, as TimeMap wants it; empty where the day is not known."""
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    return f"{month}/{number}/{year}" if number else ""


def _not_held(held: Outgoing) -> list[str]:
    taken = {"id", "date", "time", "place", "kind", "category", "source", "source_url", "summary", *_CUSTOM}
    lost = [name for name in held.columns if name not in taken]
    notes = [f"TimeMap has no columns for {', '.join(lost)}."] if lost else []
    vague = sum(0 < len(day) < 10 for day in held.columns["date"])
    if vague:
        notes.append(f"{vague} dates have no day, which TimeMap cannot hold; they are empty.")
    if held.has_areas:
        notes.append("Events that are lines or areas have no place in TimeMap.")
    custom = ", ".join(name for name in _CUSTOM if name in held.columns)
    return [*notes, f"TimeMap shows {custom} only where its CUSTOM_EVENT_FIELDS name them."]


def _unfolded(events: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Rows of the events with numbered columns in place of lists, after their header."""
    widths = {name: max(1, *(len(event[name]) for event in events)) for name in ("associations", "sources")}
    header = [name for name in events[0] if name not in widths]
    many = [f"{name[:-1]}{at + 1}" for name, width in widths.items() for at in range(width)]
    rows = [
        [
            *(event[name] for name in header),
            *(cell for name, width in widths.items() for cell in (event[name] + [""] * width)[:width]),
        ]
        for event in events
    ]
    return [[*header, *many], *rows]


def _book(sheets: dict[str, Iterable[Sequence[str]]]) -> bytes:
    """A workbook of text cells, none of which runs as a formula."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(sheet, text) for text in row])
    made = io.BytesIO()
    book.save(made)
    return dateless(made.getvalue())


def _cell(sheet: Any, text: str) -> Any:
    if not text.startswith("="):
        return text[:_LONGEST] or None
    cell = WriteOnlyCell(sheet, text[:_LONGEST])
    cell.data_type = "s"
    return cell


def dateless(book: bytes) -> bytes:
    """A workbook without the moment at which it was written, so that the same cells give the same bytes.

    Parameters
    ----------
    book : bytes
        Content of an .xlsx.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, _OLD), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
