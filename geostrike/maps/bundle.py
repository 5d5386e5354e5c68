"""Script and style of pages as bundled from viewer/ into built/, with their hashes; knows no event.

A hash is made from the bundle before any page exists, never harvested from a finished page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from geostrike.escape import Html

_HERE = Path(__file__).resolve().parent
_WITH_ADDRESS = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S*\s*\Z")


@cache
def leaflet_script() -> str:
    """Leaflet as published, without the pointer to its source map."""
    return _SOURCE_MAP.sub("\n", _read("vendor", "leaflet-1.9.4.js"))


@cache
def leaflet_style() -> str:
    """Leaflet's style without the rules that would fetch pictures."""
    return _WITH_ADDRESS.sub("", _read("vendor", "leaflet-1.9.4.css"))


@cache
def script(entry: str) -> str:
    """The bundle of an entry's modules, such as "report" for viewer/report.entry.js."""
    return _read("built", f"{entry}.js")


@cache
def style(entry: str) -> str:
    """The bundle of an entry's sheets, such as "report" for viewer/report.entry.css."""
    return _read("built", f"{entry}.css")


def digest(text: str) -> str:
    """A source expression for a policy that lets exactly this text run.

    Examples
    --------
    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content-Security-Policy of a closed page: these texts of ours by their hashes, and no request.

    Examples
    --------
    >>> policy([""], [""]).split("; ")[0]
    "default-src 'none'"
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src", *map(digest, scripts))),
            " ".join(("style-src", *map(digest, styles))),
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
