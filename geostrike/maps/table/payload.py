"""The data of an events table's page: a small head in JSON, the rest packed by the part that opens it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from geostrike import __version__, precision
from geostrike.escape import clean, json_text
from geostrike.maps.strings import apart, months, say
from geostrike.maps.table import packing
from geostrike.maps.table import sheet as sheets
from geostrike.maps.table.packing import Packed
from geostrike.maps.table.phrases import SCRIPT, pattern
from geostrike.maps.table.sheet import Coded, Sheet
from geostrike.maps.table.words import Prose, prose

_THREADS = 4
_NUMBERED = ("id", "source_url")
_UNSOUGHT = ("date", "date_end", "source_url", "country", "precision", "held", *sheets.NUMBERS)
_SAID = ("comma", "north", "south", "east", "west", "timeline_earliest", "timeline_latest")
STATUSES = ("draft", "reported", "confirmed", "disputed", "retracted")


@dataclass(frozen=True, slots=True)
class Payload:
    """What stands in the page for its script: the head, and lines of base64 by the name of their element."""

    head: dict[str, Any]
    parts: Mapping[str, str]


def payload(sheet: Sheet, ground: Mapping[str, Any], limits: tuple[float, float, float, float]) -> Payload:
    """Pack a sheet and the map under it.

    Parameters
    ----------
    sheet : Sheet
        From `sheet.prepare`.
    ground : mapping
        The map under the events, see `ground.ground`.
    limits : (float, float, float, float)
        West, south, east, north that a reader may move in.
    """
    columns, left = _columns(sheet)
    pieces = {
        "ground": [json_text(dict(ground)).encode()],
        "places": list(packing.positions(sheet.keys).pieces),
        "columns": [piece for _, packed in columns for piece in packed.pieces],
    }
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = {name: packing.lines(each, pool) for name, each in pieces.items()}
        texts, spoken = _prose(left)
        told = (piece for _, packed in texts for piece in packed.pieces)
        pieces["texts"] = ["\n".join(spoken.words).encode(), *spoken.followers, *told]
        parts["texts"] = packing.lines(pieces["texts"], pool)
        about = [{"name": name, **packed.about} for name, packed in (*columns, *texts)]
        head = _head(sheet, about, limits)
        head["edition"] = _edition(head, pieces)
        return Payload(head, {name: part() for name, part in parts.items()})


def _columns(sheet: Sheet) -> tuple[list[tuple[str, Packed]], dict[str, Sequence[str] | Packed]]:
    """Columns of few values and of numbers; and what is left, prose as it is and other texts packed."""
    columns: list[tuple[str, Packed]] = []
    left: dict[str, Sequence[str] | Packed] = {}
    for name, column in sheet.columns.items():
        if isinstance(column, Coded):
            columns.append((name, packing.dictionary(column.codes, column.distinct)))
        elif name in _NUMBERED:
            clear = [clean(value) for value in column] if _odd(column) else column
            packed = packing.numbered(clear)
            if packed is None:
                left[name] = packing.texts(clear)
            else:
                columns.append((name, packed))
        else:
            left[name] = column
    return columns, left


def _prose(left: Mapping[str, Sequence[str] | Packed]) -> tuple[list[tuple[str, Packed]], Prose]:
    """Columns of prose before those of other texts, and the words of the prose."""
    spoken = {name: column for name, column in left.items() if not isinstance(column, Packed)}
    lines = [(name, column) for name, column in left.items() if isinstance(column, Packed)]
    packed = prose(list(spoken.values()))
    return [*zip(spoken, packed.columns, strict=True), *lines], packed


def _odd(values: Iterable[str]) -> bool:
    whole = "".join(values)
    return not (whole.isascii() and whole.isprintable())


def _head(sheet: Sheet, about: list[dict[str, Any]], limits: tuple[float, ...]) -> dict[str, Any]:
    return {
        "version": __version__,
        "n": len(sheet),
        "placed": sheet.placed,
        "bounds": sheet.bounds,
        "limits": limits,
        "facets": sheets.facets(sheet),
        "columns": about,
        "unsought": _UNSOUGHT,
        "styled": sheet.styled,
        "styles": sheet.styles,
        "radii": {each.name: each.radius_m for each in precision.CLASSES if each.name != "unknown"},
        "countries": sheets.country_names(sheet),
        "words": _words(),
    }


def _words() -> dict[str, Any]:
    own = {key: pattern(key) for key in SCRIPT}
    own |= {f"status_{name}": say(f"status_{name}") for name in STATUSES}
    own |= {name: say(name) for name in _SAID}
    own |= {unit: say(unit, n="{n}") for unit in ("metres", "kilometres")}
    own["degrees"] = f"{apart('{n}°')} {{side}}"
    return own | {"months": months(short=True)}


def _edition(head: Mapping[str, Any], pieces: Mapping[str, Iterable[bytes]]) -> str:
    """Twelve hexadecimal digits of the content before it is deflated."""
    found = hashlib.sha256(json.dumps(head, ensure_ascii=False).encode("utf-8", "replace"))
    for name, parts in pieces.items():
        found.update(name.encode())
        for part in parts:
            found.update(len(part).to_bytes(8, "little"))
            found.update(part)
    return found.hexdigest()[:12]
