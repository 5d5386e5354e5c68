"""What changed between two editions of a dossier or of a table of events; measures moves, judges nothing."""

from geostrike.diff.changes import KINDS, Change
from geostrike.diff.corrections import as_csv, corrections
from geostrike.diff.dossiers import of_dossiers
from geostrike.diff.events import of_tables
from geostrike.diff.matching import Pairs, match
from geostrike.diff.page import as_html, counted

__all__ = [
    "KINDS",
    "Change",
    "Pairs",
    "as_csv",
    "as_html",
    "corrections",
    "counted",
    "match",
    "of_dossiers",
    "of_tables",
]
