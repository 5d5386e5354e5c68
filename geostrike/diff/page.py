"""Changes as an HTML page of tables that opens offline; it runs no script and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence

from geostrike.diff.changes import KINDS, Change
from geostrike.escape import Html, join, tag

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto;
 max-width: 70rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: start; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #ccc;
 overflow-wrap: anywhere; }
td.figure { text-align: end; font-variant-numeric: tabular-nums; }
code { font-size: .85em; color: #555; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #151515; }
 th, td { border-color: #444; } code { color: #aaa; } }
"""
MOST = 5_000  # rows of a section
_HEADINGS = {
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
    "recounted": "Recounted",
    "redated": "Redated",
    "edited": "Edited",
}


def as_html(changes: Sequence[Change], title: str) -> str:
    """A page with a table for each kind of change.

    Parameters
    ----------
    changes : sequence of Change
        The changes.
    title : str
        Heading of the page.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(_STYLE)),
    )
    body = tag("body", tag("main", tag("h1", title), tag("p", counted(changes)), *_sections(changes)))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def counted(changes: Sequence[Change]) -> str:
    """How many changes there are of each kind, in one sentence.

    Examples
    --------
    >>> counted([])
    'Nothing changed.'
    """
    counts = {kind: sum(each.change == kind for each in changes) for kind in KINDS}
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    return f"{said}." if said else "Nothing changed."


def _sections(changes: Sequence[Change]) -> Iterator[Html]:
    for kind, heading in _HEADINGS.items():
        held = [each for each in changes if each.change == kind]
        if not held:
            continue
        yield tag("h2", f"{heading}: {len(held)}")
        if len(held) > MOST:
            yield tag("p", f"The first {MOST} are listed; --format json has all of them.")
        names = ("Table", "What", "Field", "Before", "Now", *(["Metres"] if kind == "moved" else []))
        header = tag("tr", *(tag("th", name, scope="col") for name in names))
        rows = [_row(each, moved=kind == "moved") for each in held[:MOST]]
        yield tag("table", tag("thead", header), tag("tbody", *rows))


def _row(change: Change, *, moved: bool) -> Html:
    what = join(tag("bdi", change.title), " ", tag("code", change.id))
    cells = [
        change.table,
        what,
        change.field,
        *(tag("bdi", _text(each)) for each in (change.old, change.new)),
    ]
    far = "" if change.moved_m is None else f"{change.moved_m:,.0f}"
    return tag("tr", *(tag("td", cell) for cell in cells), tag("td", far, class_="figure") if moved else None)


def _text(value: str | float | None) -> str:
    return "" if value is None else str(value)
