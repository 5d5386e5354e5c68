"""How the places of a report were coarsened, in a sentence for its footer and source line; draws nothing."""

from __future__ import annotations

from geostrike.maps.report import Report
from geostrike.maps.strings import say
from geostrike.protect import HOW, cells


def rule(report: Report) -> str:
    """The rule that places were coarsened by; empty where every place is as sharp as its source.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.
    """
    given = {item.where.protected for item in report.items} - {""}
    for how in HOW:
        if cells.sentence(how) in given:
            return say(f"coarse_{how}")
    return say("coarse_some") if given else ""
