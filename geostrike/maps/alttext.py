"""The sentence that stands for the map where it cannot be seen, made from the data; draws nothing."""

from __future__ import annotations

from geostrike.borders.codes import country_name
from geostrike.maps import wording
from geostrike.maps.placenames import arabic_of
from geostrike.maps.report import Item, Report
from geostrike.maps.strings import count, country, say, spoken

_NAMED = 6


def alt_text(report: Report) -> str:
    """How many events there are, when, and which places are drawn.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.

    Examples
    --------
    >>> from geostrike.locate import Located
    >>> from geostrike.maps.report import prepare
    >>> from geostrike.model import Dossier, Event
    >>> event = Event(id="a", title="A strike", kind="strike", date="2024-02-03", place="al-Qaim")
    >>> where = Located(event=event, shape="point", lon=41.0, lat=34.4, radius_m=50)
    >>> alt_text(prepare(Dossier(title="One", events=(event,), claims=(), sources=()), [where]))
    'Map of 1 event, 3 February 2024. Drawn: al-Qaim (3 Feb 2024).'
    """
    drawn = [item for item in report.items if item.on_map]
    named = [
        say("alt_place", name=shown_name(item), date=wording.day(item.event.date, short=True))
        for item in drawn
    ]
    places = say("semicolon").join(named[:_NAMED])
    if named[_NAMED:]:
        places = say("alt_more", places=places, n=len(named) - _NAMED)
    sentences = [say("alt_drawn", places=places)] if places else []
    if report.without_place:
        sentences.append(count("figure_without_place", len(report.without_place)))
    events = count("summary_events", len(report.items))
    return say("alt", events=events, dates=dates(report), places=" ".join(sentences)).rstrip()


def shown_name(item: Item) -> str:
    """The place of an event as it is printed; in Arabic the gazetteer's name, where only a name is printed.

    Parameters
    ----------
    item : Item
        An event of a report.
    """
    return _arabic_name(item) or item.event.place or item.event.title


def _arabic_name(item: Item) -> str:
    """The Arabic name of a place or country that stands alone in the table, where Arabic is spoken."""
    place, printed, code = item.where.place, item.event.place, item.event.country
    if spoken() == "en" or not printed:
        return ""
    if code and printed == country_name(code):
        return country(code)
    known = {name.casefold() for name in (place.name, *place.names)} if place else set()
    return arabic_of(place) if place and printed.casefold() in known else ""


def dates(report: Report) -> str:
    """The first and the last date of all events, in words.

    Parameters
    ----------
    report : Report
        From `geostrike.maps.prepare`.
    """
    first = min(item.event.date.partition("/")[0] for item in report.items)
    last = max(item.event.date.rpartition("/")[2] for item in report.items)
    if first == last:
        return wording.day(first)
    return say("dates", first=wording.day(first), last=wording.day(last))
