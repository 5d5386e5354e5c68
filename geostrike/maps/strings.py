"""Every word that the page says of its own accord, in one place; no logic beyond filling in."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

EN: dict[str, str | dict[str, str]] = {
    # whole page
    "skip": "Skip to the list of events",
    "draft": "Draft – not for publication",
    "list_heading": "Events",
    "cards_heading": "Every event with its claims and sources",
    "map_label": "Map of the events. The list has the same information.",
    "no_script": "The map needs JavaScript. Everything it shows is also written in the list.",
    "summary_events": {"one": "{n} event", "other": "{n} events"},
    "summary_claims": {"one": "{n} claim", "other": "{n} claims"},
    "summary_speakers": {"one": "{n} speaker", "other": "{n} speakers"},
    "summary_sources": {"one": "{n} source", "other": "{n} sources"},
    "summary": "{events}, {dates}. {claims} by {speakers}, from {sources}.",
    "dates": "{first} to {last}",
    "without_place": {"one": "{n} event not on the map", "other": "{n} events not on the map"},
    "without_place_note": {
        "one": "{n} event has no known place. It is in the list, not on the map.",
        "other": "{n} events have no known place. They are in the list, not on the map.",
    },
    "hide_list": "Hide list",
    "show_list": "Show list",
    # search, filters, timeline
    "tools": "Search and filter",
    "search": "Search events",
    "search_hint": "Title, place or speaker",
    "filters": "Filters",
    "filters_on": "{n} on",
    "reset": "Show all",
    "shown": "{n} of {m} events shown",
    "shown_all": "{m} events",
    "facet_speaker": "Who says it",
    "facet_precision": "How sharp the place is",
    "facet_kind": "Kind",
    "facet_status": "Status",
    "precise_point": "exact, within 100 m",
    "precise_cell": "a grid square",
    "precise_disc": "somewhere in a ring",
    "precise_region": "somewhere in an area",
    "precise_coarse": "shown roughly, to protect people",
    "precise_whole": "a whole, placed by its parts",
    "precise_none": "place not known",
    "kind_strike": "Strike",
    "kind_strikes": "Several strikes together",
    "kind_attack": "Attack",
    "kind_series": "Series",
    "timeline": "Timeline",
    "timeline_earliest": "Earliest day shown",
    "timeline_latest": "Latest day shown",
    "timeline_bar": "{first} to {last}: {n}",
    "timeline_unplaced": "not on the map",
    "step_back": "Previous event in time",
    "step_on": "Next event in time",
    "several_here": "{n} events here",
    "card_position": "{n} / {m}",
    # list
    "no_place": "place not known",
    "not_on_map": "not on the map",
    "list_of": "{kind}: {figures}",
    # card
    "close": "Back to list",
    "earlier": "Earlier",
    "later": "Later",
    "zoom": "Show on map",
    "status_draft": "Draft",
    "status_reported": "Reported",
    "status_confirmed": "Confirmed",
    "status_disputed": "Disputed",
    "status_retracted": "Retracted",
    "date": "Date",
    "date_stated": "as the sources state it",
    "date_converted": "converted from another time zone",
    "date_inferred": "inferred from the context",
    "clock": "{time}, time zone {zone}",
    "zone": "time zone {zone}",
    "time_without_zone": "{time}, time zone not stated",
    "where": "Where",
    "how_located": "How it was located",
    "how_none": "No source says where. It is listed here and not drawn.",
    "how_vague": "Reported only as “{place}”. It is listed here and not drawn.",
    "how_parent": "Reported as a whole; each part has its own place, where one is known.",
    "how_coarse": "Shown only roughly, to protect people: a circle of {radius} that holds the place.",
    "precision": "Precision",
    "precision_point": "within {radius} of the point",
    "precision_disc": "anywhere within {radius}",
    "precision_cell": "one grid square, {radius} from middle to corner",
    "precision_region": "anywhere in the hatched area",
    "coordinates": "Coordinates",
    "north": "N",
    "south": "S",
    "east": "E",
    "west": "W",
    "country": "Country",
    "border": "To the border",
    "border_line": "{distance} from the {border} border ({interval})",
    "border_interval": "{interval} from the {border} border",
    "border_basis": "By {dataset}, {date}.",
    "border_other": "By {dataset}, {date}: {distance}.",
    "border_other_country": (
        "{dataset} ({date}) puts the border elsewhere: by it the place lies {distance} from it, {where}."
    ),
    "border_named": "{border} border, which a source names",
    "border_named_line": "{before}: {distance} ({interval})",
    "border_named_interval": "{before}: {interval}",
    "border_described": "As reported: the area was drawn from these reports.",
    "border_of": "the border of {country}",
    "border_between": "the {border} border",
    "crosses_point": "The ring crosses the border.",
    "crosses_disc": "The ring crosses the border.",
    "crosses_cell": "The grid square reaches across the border.",
    "crosses_region": "The area crosses the border.",
    "crosses_perhaps": "Within the error of the border data the place may lie on either side.",
    "in_country": "in {country}",
    "in_no_country": "in no country",
    "partly_in": "partly in {country}",
    "line_to": "{length} to the {border} border",
    "read_as": "read as {figure}",
    "read_as_to": "read as {figure} from {to}",
    "released_grid": "grid released by {speaker}",
    "released_point": "point given by {speaker}",
    "released_distances": (
        "{shown} from the {what} shown; {border_distance} ({interval}) from the {border} border"
    ),
    "shown_point": "point",
    "shown_disc": "middle of the ring",
    "shown_cell": "middle of the square",
    "shown_region": "middle of the area",
    "border_region": "Measured from the whole area, not from its middle.",
    "measured": "Measured: {interval}.",
    "stated": "Distances that sources state",
    "verdict_consistent": "Consistent with the place shown",
    "verdict_inconsistent": "Inconsistent with the place shown",
    "verdict_cannot tell": "Cannot tell",
    "who_says": "Who says what",
    "no_killed": "Killed: not known. No source here gives a number.",
    "no_killed_part": "Killed: no source here counts the dead of this place alone.",
    "speakers": {"one": "{n} speaker", "other": "{n} speakers"},
    "speaker_on": "{speaker}, {date}",
    "spread": "{low} ({low_speaker}) to {high} ({high_speaker})",
    "range": "{low} to {high}",
    "differ": "They differ: {spread}",
    "differ_units": "They count different things: {figures}",
    "differ_people": "The same figure is given for different people: {figures}",
    "figure_by": "{figure} ({speakers})",
    "figures_differ": "figures differ",
    "superseded": {"one": "Earlier figure, since replaced", "other": "{n} earlier figures, since replaced"},
    "said": "said {date}",
    "part_of_claim": "of these",
    "stance_concedes": "concedes",
    "stance_denies": "denies it",
    "stance_declines": "declines to say",
    "stance_unknown": "says it is not known",
    "stance_retracts": "withdrew this",
    "archive": "archived copy",
    "undated": "undated",
    "repeats": "repeats {publisher}",
    "also": "Also reported",
    "parts": "Parts",
    "parts_sentence": {
        "one": "{n} part listed, {named} with a place.",
        "other": "{n} parts listed, {named} with a place.",
    },
    "parts_within": {
        "one": "{n} part listed, with {inner} further parts of its own; {named} of them have a place.",
        "other": "{n} parts listed, with {inner} further parts of their own; {named} of them have a place.",
    },
    "part_of": "Part of",
    "answers": "In response to",
    "answered_by": "Answered by",
    "cite": "Cite",
    "citation": "“{title}”, {date}. In: {page}. Edition {hash}, made with geostrike {version}.",
    "permalink": "Link to this event",
    # map
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "whole_map": "Whole map",
    "legend_point": "exact, within 100 m",
    "legend_disc": "somewhere in the ring",
    "legend_cell": "in a grid square",
    "legend_region": "somewhere in the hatched area",
    "legend_coarse": "shown roughly, to protect people",
    "legend_line": "distance to the border",
    "legend_released": "where a source puts it, if elsewhere",
    "legend_border": "border",
    "legend_disputed": "disputed border",
    "locator": "Where this map lies",
    "more": "and {n} more",
    "keys_title": "Keys",
    "keys_close": "Close",
    "keys": (
        "Up and down arrows walk the list, Enter opens an event, Escape closes it."
        " In the map, arrows move it, + and − zoom."
    ),
    # footer
    "about": "About this map",
    "method": (
        "Every place is drawn as sharply as its source allows and no sharper. Distances are geodesics on the"
        " WGS 84 ellipsoid, with an interval from the radius of the place and the error of the border data."
        " Figures that disagree stand side by side; none is added up or averaged."
    ),
    "status_words": (
        "Status: reported – a source says so; confirmed – the party that did it or an authority says so too;"
        " disputed – sources contradict each other, on the place, the date or the figures; retracted – who"
        " said it withdrew it."
    ),
    "sources": "Sources",
    "borders_by": "Borders: {title}, {date}. {attribution}. {licence}.",
    "places_by": "Places: the geostrike gazetteer; GeoNames (CC BY 4.0).",
    "software": "Made with geostrike, folium and Leaflet 1.9.4 (BSD-2-Clause).",
    "attribution": "Borders: {titles}",
    "edition": "Edition {hash}, geostrike {version}.",
    "accessed": "read {date}",
    # figures and what stands for them
    "figure_reports": "Reports: {names}.",
    "figure_reports_more": "Reports: {names} and {n} more.",
    "figure_made": "Map: geostrike {version}.",
    "figure_unlettered": {
        "one": "{n} mark has no room for a number.",
        "other": "{n} marks have no room for a number.",
    },
    "figure_without_place": {
        "one": "{n} event without a known place is not on the map.",
        "other": "{n} events without a known place are not on the map.",
    },
    "embed_open": "Open the map: {title}",
    "ledger_title": "Ledger: {title}",
    "ledger_note": (
        "Each row is one date, place, distance or claim of the map."
        " Whoever has checked it signs in the last column."
    ),
    "ledger_superseded": "replaced by a later figure",
    "figure_label": "{date} · {badge}",
    "figure_entry": "{name}, {date}",
    "metres": "{n} m",
    "kilometres": "{n} km",
    "alt": "Map of {events}, {dates}. {places}",
    "alt_drawn": "Drawn: {places}.",
    "alt_place": "{name} ({date})",
    "alt_more": "{places} and {n} more",
}  # fmt: skip

CLAIM_HEADINGS = {
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "targets": "Targets",
    "sites": "Sites",
    "strikes": "Strikes",
    "munitions": "Munitions",
    "aircraft": "Aircraft",
    "structures": "Structures hit",
    "damaged": "Damaged",
    "destroyed": "Destroyed",
    "attacks": "Attacks",
    "distance": "Distance",
    "time": "Time",
    "place": "Place",
    "actor": "Who is named",
    "answers": "In response to",
    "purpose": "Purpose",
    "outcome": "Outcome",
}
ONE_OF = {
    "civilian": "civilian",
    "child": "child",
    "woman": "woman",
    "man": "man",
    "medic": "medic",
    "journalist": "journalist",
    "aidworker": "aid worker",
    "militia": "militia member",
    "soldier": "soldier",
    "contractor": "contractor",
}
HEDGES = {
    "about": "hedge_about",
    "at_least": "hedge_at_least",
    "more_than": "hedge_more_than",
    "up_to": "hedge_up_to",
    "less_than": "hedge_less_than",
    "nearly": "hedge_nearly",
    "just_over": "hedge_just_over",
}
EN |= {
    "hedge_about": "about {figure}",
    "hedge_at_least": "at least {figure}",
    "hedge_more_than": "more than {figure}",
    "hedge_up_to": "up to {figure}",
    "hedge_less_than": "less than {figure}",
    "hedge_nearly": "nearly {figure}",
    "hedge_just_over": "just over {figure}",
}


def say(key: str, **facts: object) -> str:
    """A phrase with its facts filled in.

    Examples
    --------
    >>> say("range", low="32", high="244 m")
    '32 to 244 m'
    """
    phrase = EN[key]
    if not isinstance(phrase, str):
        raise TypeError(key)
    return phrase.format(**facts)


def count(key: str, n: int, **facts: object) -> str:
    """A phrase that depends on a number, singular or plural.

    Examples
    --------
    >>> count("summary_events", 1), count("summary_events", 4)
    ('1 event', '4 events')
    """
    forms = EN[key]
    if isinstance(forms, str):
        raise TypeError(key)
    return forms["one" if n == 1 else "other"].format(n=f"{n:,}", **facts)
