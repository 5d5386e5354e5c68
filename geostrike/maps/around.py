"""What stands around the events, as HTML: standfirst, what is not known, corrections, contact; no event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geostrike.escape import Html, join, tag, web_address
from geostrike.maps import wording
from geostrike.maps.claims import link
from geostrike.maps.report import Report
from geostrike.maps.strings import count, say
from geostrike.model import Correction


def paragraphs(text: str) -> tuple[str, ...]:
    r"""The points of a text: one a line, or parted by upright strokes.

    Examples
    --------
    >>> paragraphs("Where it lay. | Who died.\nWhen.")
    ('Where it lay.', 'Who died.', 'When.')
    """
    return tuple(filter(None, (part.strip() for part in re.split(r"[\n|]", text))))


def intro(report: Report) -> Html | None:
    """The author's standfirst and, folded, what these tables cannot say."""
    about = report.about
    unknown = paragraphs(about.not_known)
    if not about.standfirst and not unknown:
        return None
    folded = tag(
        "details",
        tag("summary", say("not_known"), tag("span", f" ({len(unknown)})", class_="muted")),
        tag("ul", *(tag("li", point, dir="auto") for point in unknown)),
        id="not-known",
        class_="not-known",
    )
    return tag(
        "section",
        *(tag("p", part, class_="standfirst", dir="auto") for part in paragraphs(about.standfirst)),
        folded if unknown else None,
        class_="intro",
        aria_label=say("intro"),
    )


def corrections(report: Report) -> Html | None:
    """All corrections with their reasons, the latest first; open, since nobody looks for them."""
    found = report.about.corrections
    if not found:
        return None
    return tag(
        "section",
        tag("h2", count("corrections", len(found)), id="corrections"),
        tag("ul", *(tag("li", _correction(one, report)) for one in found), class_="corrections"),
        class_="corrected",
        aria_labelledby="corrections",
    )


def corrections_of(event: str, report: Report) -> Html | None:
    """The corrections of one event, for its card."""
    found = [one for one in report.about.corrections if one.event == event]
    if not found:
        return None
    return tag(
        "section",
        tag("h4", count("corrections", len(found))),
        tag("ul", *(tag("li", *_said(one)) for one in found), class_="corrections"),
        class_="corrected",
    )


def contact(report: Report) -> Html | None:
    """Where a reader reports an error, if the author says so."""
    text = report.about.contact
    if not text:
        return None
    where = link(text, text) if web_address(text) else tag("bdi", text)
    return tag("p", say("contact"), " ", where, class_="contact")


def edition_date(report: Report) -> Html | None:
    """The date that the author gave this edition."""
    about = report.about
    if not about.edition:
        return None
    date = tag("time", wording.day(about.edition), datetime=about.edition)
    return tag("p", say("edition_of"), " ", date, class_="edition-date")


def _correction(one: Correction, report: Report) -> Html:
    shown = {item.id: item.event.title for item in report.items}
    where = tag("a", shown[one.event], href=f"#event-{one.event}", dir="auto") if one.event else None
    return join(*_said(one), join(" ", where) if where else None)


def _said(one: Correction) -> Iterable[Html]:
    yield tag("time", wording.day(one.date), datetime=one.date.partition("/")[0])
    yield join(": ", tag("bdi", one.change))
    if one.reason:
        yield tag("span", " ", say("reason"), " ", tag("bdi", one.reason), class_="reason")
