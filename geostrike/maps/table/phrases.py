"""What the page of an events table says of its own accord, beyond the phrases of every page; no logic.

Places in braces are filled in by Python or by the script; ``one`` and ``other`` follow the number ``n``.
"""

from __future__ import annotations

from geostrike.maps.strings import spoken
from geostrike.maps.table import arabic

PHRASES: dict[str, str] = {
    "no_script": "The map, the search and the filters need JavaScript.",
    "list": "Events, oldest first",
    "list_hint": "Arrow keys walk the list, Enter opens an event.",
    "none_found": "No event matches. Clear the search or a filter.",
    "loading": "Opening {n} events …",
    "failed": "This browser cannot open the packed events of this page; use a current one.",
    "search_hint": "Title, place or source",
    "shown": "{n} of {m} events",
    "shown_all": "{m} events",
    "nowhere": "{n} without a place, in the list only",
    "here": "{n} events at this spot",
    "here_clear": "Leave this spot",
    "filters_on": "{n} on",
    "reset": "Show all",
    "facet_category": "Category",
    "facet_kind": "Kind",
    "facet_status": "Status",
    "facet_precision": "How sharp the place is",
    "facet_country": "Country",
    "facet_source": "Source",
    "not_given": "not given",
    "more_values": "{n} more values: search for them",
    "timeline_bar": "{first} to {last}",
    "timeline_undated": "{n} without a date",
    "date_unknown": "Date not known",
    "place_unknown": "Place not known",
    "place_unnamed": "No name given",
    "place_held": "Name left out to protect people",
    "not_drawn": "The table gives no position. The event is listed here and not drawn.",
    "precision": "Precision",
    "precision_exact": "within {radius} of the point",
    "precision_around": "anywhere within {radius} of the middle",
    "precision_unknown": "not known",
    "precision_class": "{text} ({name})",
    "coordinates": "Coordinates",
    "place_as_given": "Place",
    "country": "Country",
    "where": "Where",
    "people": "People, as printed",
    "killed": "Killed",
    "killed_civilian": "of them civilians",
    "injured": "Injured",
    "people_unknown": "not known",
    "range": "{low} to {high}",
    "at_least": "at least {low}",
    "up_to": "up to {high}",
    "source": "Source",
    "permalink": "Link to this event",
    "cluster": "several events: a tap comes closer",
    "exact": "exact, within 100 m",
    "ring": "anywhere in the ring",
    "other": "other",
    "card_position": "{n} / {m}",
    "keys": (
        "/ searches. Up and down arrows walk the list, Enter opens an event, Escape closes it."
        " In the map, arrows move it, + and - zoom. In the timeline, arrows move its two ends."
    ),
    "method": (
        "Every place is drawn as sharply as the table says and no sharper: a ring is as large on the ground"
        " as the place is uncertain. Figures are ranges as printed in the table; nothing is added up, and"
        " what is not given is not known."
    ),
    "hollow": "hollow: less exact",
    "unstated": "how well the place is known is not stated",
    "aside": "{n} rows of the table are not on this page because they hold no sound event:",
    "aside_rows": "{reason}: {rows}",
    "aside_more": "{rows} and {n} more",
    "row": "row {rows}",
    "rows": "rows {rows}",
    "set_aside": "{n} rows of the table are set aside.",
    "sources": "Sources named in the table: {n}.",
    "alt": "Map of {n} events, {dates}. The list has the same information.",
}

SCRIPT = (
    *("none_found", "loading", "failed", "shown", "shown_all", "nowhere", "here", "filters_on", "not_given"),
    *("more_values", "timeline_bar", "timeline_undated", "date_unknown", "place_unknown", "not_drawn"),
    *("place_unnamed", "place_held"),
    *("precision", "precision_exact", "precision_around", "precision_unknown", "precision_class"),
    *("coordinates", "place_as_given", "country", "where", "people", "killed", "killed_civilian", "injured"),
    *("people_unknown", "range", "at_least", "up_to", "source", "permalink", "card_position"),
    *("facet_category", "facet_kind", "facet_status", "facet_precision", "facet_country", "facet_source"),
)


def pattern(key: str) -> str:
    """A phrase in the language that is spoken, its places still in braces.

    Examples
    --------
    >>> pattern("range")
    '{low} to {high}'
    """
    return (arabic.PHRASES if spoken() == "ar" else PHRASES)[key]


def phrase(key: str, **facts: object) -> str:
    """A phrase with its facts filled in.

    Examples
    --------
    >>> phrase("range", low=2, high=5)
    '2 to 5'
    """
    return pattern(key).format(**facts)
