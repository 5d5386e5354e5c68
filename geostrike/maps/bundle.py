"""The page's script and style out of their files, joined in a fixed order, with their hashes; knows no event.

The files are ES modules; here their imports and exports are taken off and they become one function. A hash
is made from the bundle before any page exists, never harvested from a finished page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from geostrike.escape import Html

_HERE = Path(__file__).resolve().parent
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_WITH_ADDRESS = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S*\s*\Z")

PAGE = (
    "data.js",
    "svg.js",
    "basemap.js",
    "marks.js",
    "layout.js",
    "labels.js",
    "pick.js",
    "cards.js",
    "list.js",
    "frame.js",
    "main.js",
    "report.entry.js",
)
LAYER = ("data.js", "svg.js", "marks.js", "layer.entry.js")
LAYER_STYLES = ("map.css",)
STYLES = ("base.css", "map.css", "panel.css", "frame.css", "card.css", "screens.css", "print.css")


@cache
def leaflet_script() -> str:
    """Leaflet as published, without the pointer to its source map."""
    return _SOURCE_MAP.sub("\n", _read("vendor", "leaflet-1.9.4.js"))


@cache
def leaflet_style() -> str:
    """Leaflet's style without the rules that would fetch pictures."""
    return _WITH_ADDRESS.sub("", _read("vendor", "leaflet-1.9.4.css"))


@cache
def script(modules: tuple[str, ...] = PAGE) -> str:
    """Our own modules as one function."""
    parts = [_EXPORT.sub("", _IMPORT.sub("", _read("viewer", name))).strip() for name in modules]
    return '(() => {\n"use strict";\n\n' + "\n\n".join(parts) + "\n})();\n"


@cache
def style(sheets: tuple[str, ...] = STYLES) -> str:
    """Leaflet's style and our own."""
    own = "\n".join(_read("viewer", name) for name in sheets)
    return own if sheets == LAYER_STYLES else leaflet_style() + own


def digest(text: str) -> str:
    """A source expression for a policy that lets exactly this text run.

    Examples
    --------
    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def policy() -> str:
    """The Content-Security-Policy of a closed page: our scripts and style by their hashes."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {digest(leaflet_script())} {digest(script())}",
            f"style-src {digest(style())}",
            "img-src data:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def script_element(text: str) -> Html:
    """A script of ours, whole."""
    return Html(f"<script>{text}</script>")


def style_element(text: str) -> Html:
    """A style of ours, whole."""
    return Html(f"<style>{text}</style>")


def _read(*parts: str) -> str:
    return _HERE.joinpath(*parts).read_text(encoding="utf-8")
