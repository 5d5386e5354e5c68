"""A drawn figure as the bytes of an SVG, PDF or PNG file, the same each time; draws nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl

from geostrike import __version__
from geostrike.escape import html, tag
from geostrike.maps.figure.pen import Pen
from geostrike.maps.figure.size import Size

_FIXED: dict[Any, Any] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "geostrike",
    "svg.id": None,
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "pdf.inheritcolor": False,
    "pdf.use14corefonts": False,
    "text.hinting": "none",
    "text.usetex": False,
    "path.simplify": False,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
    "font.enable_last_resort": False,
}
_MAKER = f"geostrike {__version__}"


@contextmanager
def fixed_style() -> Iterator[None]:
    """Use matplotlib with its own defaults and ours, whatever a user's style file says."""
    with mpl.rc_context():
        kept = {key: value for key, value in mpl.rcParamsDefault.items() if not key.startswith("backend")}
        mpl.rcParams.update(kept)
        mpl.rcParams.update(_FIXED)
        yield


def as_pdf(pen: Pen, title: str, alt: str) -> bytes:
    """The figure as a PDF whose text can be searched; its fonts are in it."""
    facts = {"Title": title, "Subject": alt, "Creator": _MAKER, "Producer": None, "CreationDate": None}
    return _saved(pen, "pdf", metadata=facts)


def as_png(pen: Pen, size: Size, title: str, alt: str) -> bytes:
    """The figure as a picture."""
    facts = {"Title": title, "Description": alt, "Software": None}
    return _saved(pen, "png", dpi=size.dpi, metadata=facts)


def as_svg(pen: Pen, size: Size, title: str, alt: str) -> bytes:
    """The figure as SVG with its text as outlines, as wide as was typed, with a title and alt text."""
    text = _saved(pen, "svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}).decode()
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = re.sub(r"<!DOCTYPE.*?>\s*", "", text, count=1, flags=re.DOTALL)
    head = re.search(r'<svg [^>]*?width="[^"]*" height="[^"]*" viewBox="([^"]*)"[^>]*>', text)
    assert head is not None  # noqa: S101  (matplotlib has just written it)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' width="{size.typed(pen.width)}" height="{size.typed(pen.height)}" viewBox="{html(head[1])}"'
        f' role="img" aria-labelledby="title desc">'
    )
    words = tag("title", title, id="title") + tag("desc", alt, id="desc")
    return (text[: head.start()] + opening + "\n" + words + _shorter(text[head.end() :])).encode("utf-8")


def _shorter(text: str) -> str:
    """Paths with hundredths of a point, which is as fine as print shows."""
    return re.sub(r'(?<= d=")[^"]*', lambda path: _rounded(path[0]), text)


def _rounded(path: str) -> str:
    short = re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), path)
    return " ".join(short.split())


def _saved(pen: Pen, form: str, **options: Any) -> bytes:
    with io.BytesIO() as buffer:
        pen.figure.savefig(buffer, format=form, **options)
        return buffer.getvalue()
