"""The rules of the check by id, each in a sentence; docs/rules.md explains them, nothing is checked here."""

from __future__ import annotations

RULES = {
    "column-unknown": "A column of a dossier has a name that geostrike does not know.",
    "column-missing": "A required column is not there; the rows are not checked until it is.",
    "column-twice": "Two columns have one name.",
    "row-width": "A row has text in cells under no column name, or more or fewer cells than the header.",
    "row-unsound": "A row of an events table cannot be taken, for the reason given.",
    "control-character": "A cell holds an invisible control character.",
    "book-open": "Beside the workbook lies the mark of a program that holds it open.",
    "example-row": "The row came with geostrike init.",
    "no-events": "The table of events holds nothing but its header.",
    "names-many": (
        "A table has more names of places than are looked up; the rarest are held only against each other."
    ),
    "required": "A required cell is empty.",
    "id-form": "An id of a dossier holds something else than Latin letters, digits and .",
    "id-twice": "An id stands in two rows of one table; the second row is not taken.",
    "vocabulary": "The cell holds none of the words that its column knows.",
    "number-form": "A number is written with a comma, a space, a sign, a unit or in words.",
    "range": (
        "A number lies outside of what it can be: a latitude beyond 90, a longitude beyond 180, a count "
        "below 0, a radius below 1 m."
    ),
    "country-code": "The country is no ISO 3166 code, nor a name of a country.",
    "url": (
        "An address is no plain web address, or leads where no reader gets: another scheme than http(s), "
        "a space, a password, no host, a private machine."
    ),
    "archive-missing": (
        "A source or row has an address but no archived copy, where there is a column for one."
    ),
    "date-form": "A date is not ISO, or there is no such day.",
    "date-missing": "A row of an events table has an empty date.",
    "date-order": "A span ends before it begins.",
    "date-two-readings": "A date can be read with the day or the month first, and nothing beside it decides.",
    "date-relative": "A day is given in words that only who knows the day of writing can read.",
    "date-epoch": "The date is 1970-01-01, or older than any air strike.",
    "date-future": "The date has not come yet.",
    "date-year": "A column year does not go with the date.",
    "published-before": (
        "A source was published, or a figure holds, before the event that it speaks of, or was read "
        "before it was published."
    ),
    "time-form": "A time is neither HH:MM in 24 hours nor words such as dawn.",
    "zone": "The zone is no name of the IANA list.",
    "zone-missing": "A time has no zone.",
    "point-half": "Only one of latitude and longitude is there.",
    "null-island": "The point is 0,0.",
    "swapped": (
        "Latitude and longitude look swapped: the one is out of range, or only the swapped point lies in "
        "the country stated or at the place named."
    ),
    "country-point": "The stated country and the point do not go together.",
    "at-far": (
        "The point lies far from the place that its name means: beyond 25 km, or beyond both radii and "
        "15 km; or at sea."
    ),
    "grid-far": "The point lies farther from the cell of its MGRS grid than both radii and 1 km.",
    "grid-form": "The grid is no MGRS square, or more than one.",
    "geometry-form": "The geometry of a row is no WKT.",
    "at-form": "The cell is no single coordinate that can be read one way only.",
    "area-form": (
        "The cell area is neither GeoJSON nor WKT nor a file of such inside the dossier's folder, or is "
        "no valid polygon."
    ),
    "digits": (
        "The point has more decimals than its precision holds: six for a neighbourhood, five for a "
        "village, town, city or district, four for a province."
    ),
    "radius-missing": "Nothing says how well a point is known.",
    "radius-precision": (
        "The radius does not go with the class of precision: more than ten times it, less than a "
        "fiftieth, or 0."
    ),
    "stated-distance": "The point does not lie as far from a place or border as the words state.",
    "stated-direction": "The point lies in another direction from a place than the words state.",
    "place-missing": "An event that is no parent has no place, coordinates or area.",
    "place-unplaced": (
        "The event has a place but no point or area, and the gazetteer knows the name in no place of "
        "that country or in several."
    ),
    "place-contradicted": (
        "A place that is claimed lies elsewhere than the event, and the event is not marked disputed."
    ),
    "point-crowded": "One point holds improbably many events.",
    "duplicate": "Two rows agree in place, day and words more than chance would have them agree.",
    "claim-twice": "A claim says what another says, by the same source.",
    "agency-twice": (
        "One agency counts as two: sources that repeat one another carry the same figure without saying "
        "who says it, or a source stands twice in a cell."
    ),
    "ref-unknown": (
        "A cell names an id that is not there: part_of, answers, event, source, within, replaces, repeats."
    ),
    "ref-circle": "Following such a reference leads back to the row.",
    "event-silent": "No claim speaks of the event.",
    "parts-published": "A parent has publish = no, but parts of it do not.",
    "draft": "The event is a draft.",
    "low-above-high": "A lowest number is greater than the highest.",
    "vague-with-number": "The hedge is vague but a number is given.",
    "figure-missing": "A claim that counts something has no number and is not marked vague.",
    "figure-half": "A figure fills only one of low and high, and no hedge says what the other end is.",
    "zero": 'The figure is 0, but the words do not say "none".',
    "part-above-whole": (
        "A part is greater than its whole: a claim than the one it is within, civilians than all killed."
    ),
    "distance-unit": "A distance has no unit of length.",
    "distance-to": "A distance does not say to what.",
    "words-long": "More than eight quoted words, or more than twelve in all in the words of a claim.",
    "person-named": "A text reads as if it named a person who was hurt, or a column is made for such names.",
    "contact": "A text holds what reads like a phone number or mail address.",
    "protected-place": (
        "The row names a displacement camp, hospital, school, shelter or home, and its point is fine: "
        "under 5 km in a dossier with publish = yes and without a publish_reason, under 500 m in a "
        "table."
    ),
}
