"""Text from outside into HTML and into JSON inside HTML, here only; nothing else may build markup.

`tag` escapes every child that is not `Html` already: markup can only come from names written in our own code.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_HTML = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    "`": "&#96;",
    "{": "&#123;",
    "}": "&#125;",
}
_JSON = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_VOID = frozenset({"br", "hr", "input", "link", "meta"})
_ADDRESSES = frozenset({"href", "src"})
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


class Html(str):
    """Markup that is safe already; only `tag`, `html` and `join` may make it from text."""

    __slots__ = ()


def clean(text: object) -> str:
    r"""Text without control characters and without marks that override the direction of writing.

    Examples
    --------
    >>> clean("al-\u202eQaim\x00")
    'al-Qaim'
    """
    return _INVISIBLE.sub("", str(text))


def html(text: object) -> Html:
    """Text as HTML that shows it and does nothing else, in an element or in a quoted attribute.

    Examples
    --------
    >>> html("<b>1 & 2</b>")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    """
    if isinstance(text, Html):
        return text
    return Html(clean(text).translate(_HTML_TABLE))


def web_address(text: str) -> str:
    """The address if it is a plain http or https one, else an empty string.

    Examples
    --------
    >>> web_address("https://example.org/a?b=1")
    'https://example.org/a?b=1'
    >>> web_address("javascript:alert(1)")
    ''
    """
    if re.search(r"[\s\x00-\x20<>\"'`\\]", text) or clean(text) != text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and parts.hostname and not parts.username else ""


def tag(name: str, *children: object, **attributes: object) -> Html:
    """One element; children and attribute values are escaped unless they are `Html`.

    Parameters
    ----------
    name : str
        The element, from our own code, never from outside.
    *children : object
        Text, `Html`, or None for nothing.
    **attributes : object
        ``class_`` becomes ``class``, ``aria_label`` becomes ``aria-label``; True writes the bare name, None
        and False write nothing; an ``href`` or ``src`` that is no web address and no place on the page is
        left out.

    Examples
    --------
    >>> tag("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    >>> tag("a", "site", href="javascript:alert(1)")
    '<a>site</a>'
    """
    head = name + "".join(_attribute(key, value) for key, value in attributes.items())
    return Html(f"<{head}>") if name in _VOID else Html(f"<{head}>{join(*children)}</{name}>")


def join(*children: object) -> Html:
    """Children one after another, each escaped unless it is `Html`; None is nothing.

    Examples
    --------
    >>> join(tag("b", "1"), " < 2")
    '<b>1</b> &lt; 2'
    """
    return Html("".join(html(child) for child in children if child is not None))


def json_text(data: Any) -> str:
    r"""JSON that can stand in a ``<script>`` of data without ever closing it; keys keep their order.

    Examples
    --------
    >>> json_text({"title": "</script>"})
    '{"title":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _INVISIBLE.sub("", text).translate(_JSON_TABLE)


def json_script(data: Any, element_id: str) -> Html:
    """Data for the page's script: an element of JSON that no browser runs.

    Examples
    --------
    >>> json_script([1, 2], "data")
    '<script type="application/json" id="data">[1,2]</script>'
    """
    return Html(f'<script type="application/json" id="{html(element_id)}">{json_text(data)}</script>')


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False or (name in _ADDRESSES and not _allowed(str(value))):
        return ""
    return f" {name}" if value is True else f' {name}="{html(value)}"'


def _allowed(address: str) -> bool:
    return bool(web_address(address)) or re.fullmatch(r"#[A-Za-z0-9._:-]*", address) is not None


def csv_cell(text: str) -> str:
    """Cell of a CSV file that no spreadsheet runs as a formula; `csv_text` gives the text back.

    A text that begins with one of = + - @ gets an apostrophe before it; plain numbers stay as they are.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> csv_cell("=HYPERLINK(A1)"), csv_cell("-33.9,18.4"), csv_cell("-5"), csv_cell("al-Qaim")
    ("'=HYPERLINK(A1)", "'-33.9,18.4", '-5', 'al-Qaim')
    """
    return f"'{text}" if _runs(text) else text


def csv_lines(rows: Iterable[Iterable[str]]) -> str:
    r"""Rows as CSV text in which no cell runs as a formula.

    Parameters
    ----------
    rows : iterable of iterables of str
        The header first.

    Examples
    --------
    >>> csv_lines([["id", "title"], ["a", "=1, 2"]])
    'id,title\na,"\'=1, 2"\n'
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [_one_end(csv_cell(cell)) for cell in row] for row in rows
    )
    return text.getvalue()


def _one_end(cell: str) -> str:
    """A cell whose lines end in line feeds: an older csv module leaves a lone carriage return unquoted."""
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def csv_text(cell: str) -> str:
    """Text of a CSV cell without the apostrophe that stands before a formula sign, as `csv_cell` puts it.

    Parameters
    ----------
    cell : str
        A cell as read.

    Examples
    --------
    >>> csv_text("'@newsdesk"), csv_text("'Ana"), csv_text(csv_cell("'=1+1"))
    ('@newsdesk', "'Ana", "'=1+1")
    """
    return cell[1:] if cell.startswith("'") and _runs(cell[1:]) else cell


def _runs(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _PLAIN_NUMBER.fullmatch(text.lstrip("'"))


_HTML_TABLE = str.maketrans(_HTML)
_JSON_TABLE = str.maketrans(_JSON)

__all__ = [
    "Html",
    "clean",
    "csv_cell",
    "csv_lines",
    "csv_text",
    "html",
    "join",
    "json_script",
    "json_text",
    "tag",
    "web_address",
]
