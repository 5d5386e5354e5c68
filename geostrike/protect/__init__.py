"""Protecting people: whose places are drawn coarsely, and what else gives a point away; draws nothing.

A coarse place depends on the exact one only through the cell of a fixed grid in which it lies: neither the
output nor the difference of two editions gives more than the cell. `geostrike.locate` applies this to the
records of a dossier, `coarsen` and `protect` to an events table.
"""

from __future__ import annotations

from geostrike.protect.cells import HOW, note
from geostrike.protect.events import coarsen, protect, rule
from geostrike.protect.people import today

__all__ = ["HOW", "coarsen", "note", "protect", "rule", "today"]
