"""Lengths as sources state them, in numbers or words, as intervals, and verdicts on them; reads no files."""

from geostrike.quantities.intervals import (
    CANNOT_TELL,
    CONSISTENT,
    HEDGES,
    INCONSISTENT,
    METRES,
    stated_interval_m,
    verdict,
)
from geostrike.quantities.phrases import Length, compare, parse

__all__ = [
    "CANNOT_TELL",
    "CONSISTENT",
    "HEDGES",
    "INCONSISTENT",
    "METRES",
    "Length",
    "compare",
    "parse",
    "stated_interval_m",
    "verdict",
]
