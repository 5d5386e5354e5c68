"""Land borders by the names of countries, in any language that is known, read as codes; measures nothing."""

from __future__ import annotations

import re

from geostrike.borders.codes import alpha3
from geostrike.errors import BorderError
from geostrike.gazetteer.countries import of_name

_BORDER = re.compile(
    r"^\s*(?:the\s+)?(?:land\s+)?(?:border\s+(?:of|between)\s+)?(.*?)(?:\s+border)?\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[-\u2010-\u2015/]\s*|\s+and\s+|\s+with\s+", re.IGNORECASE)


def read_border(text: str) -> str:
    """Read a border that names countries as one that gives their codes; what is no name is left as it is.

    Parameters
    ----------
    text : str
        A country or two of them, each as its code or a name in any language: ``Iraq``, ``Iraq-Syria``.

    Returns
    -------
    str
        ``IRQ``, ``IRQ-SYR``, ``all``; what is neither code nor name is left as it is.

    Examples
    --------
    >>> [read_border(text) for text in ("Iraq", "العراق", "Syria and IQ", "UAE", "all", "Atlantis")]
    ['IRQ', 'IRQ', 'IRQ-SYR', 'ARE', 'all', 'Atlantis']
    """
    found = _BORDER.fullmatch(text.strip())
    named = found[1] if found else text
    if code := _code(named):
        return code
    parts = _BETWEEN.split(named)
    codes = [_code(part) for part in parts]
    return (
        "-".join(sorted(code or part for code, part in zip(codes, parts, strict=True)))
        if any(codes)
        else text
    )


def _code(text: str) -> str:
    """Alpha-3 code of a country by its code or name, "" where it is neither."""
    try:
        return alpha3(text)
    except BorderError:
        code = of_name(text)
    return alpha3(code) if code else ""
