"""What stands below an events table's page: how it was made, by whose data, what was left out; no logic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geostrike import __version__, borders
from geostrike.escape import Html, tag
from geostrike.maps import wording
from geostrike.maps.strings import say
from geostrike.maps.table.ground import Ground
from geostrike.maps.table.phrases import phrase
from geostrike.maps.table.sheet import Sheet

_ROWS = 12


def footer(sheet: Sheet, edition: str, base: Ground) -> Html:
    """Method, sources, licences and edition, and which rows of the table are not on the page.

    Parameters
    ----------
    sheet : Sheet
        From `sheet.prepare`.
    edition : str
        The page's content hash.
    base : Ground
        The map under the events.
    """
    lines = (
        phrase("method"),
        *([sheet.coarseness] if sheet.coarseness else []),
        *_borders(base),
        say("places_by"),
        say("software"),
        say("edition", hash=edition, version=__version__),
    )
    title = tag("summary", say("about"), id="about")
    details = tag("details", title, *_left_out(sheet), *(tag("p", line) for line in lines))
    return tag("footer", details, class_="about")


def _borders(base: Ground) -> Iterator[str]:
    for one in map(borders.credit, base.datasets):
        yield say(
            "borders_by",
            title=one.title,
            date=wording.day(one.date),
            rights=wording.rights(one.attribution, one.licence),
        )


def _left_out(sheet: Sheet) -> Iterator[Html]:
    """Rows that were set aside, by what is wrong with them."""
    if sheet.aside:
        n = sum(map(len, sheet.aside.values()))
        yield tag("p", phrase("aside", n=f"{n:,}"))
        items = (
            tag("li", phrase("aside_rows", reason=why, rows=_rows(rows)), dir="auto")
            for why, rows in sheet.aside.items()
        )
        yield tag("ul", *items, class_="aside-rows")


def _rows(rows: Sequence[int]) -> str:
    named = phrase("row" if len(rows) == 1 else "rows", rows=say("comma").join(map(str, rows[:_ROWS])))
    left = len(rows) - _ROWS
    return phrase("aside_more", rows=named, n=f"{left:,}") if left > 0 else named
