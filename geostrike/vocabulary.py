"""The closed vocabularies of the dossier's columns, and the words of places to protect; no more logic."""

from __future__ import annotations

KIND_OF_EVENT = {
    "strike": "one strike on one place",
    "strikes": "several strikes reported together",
    "attack": "an attack that a strike answered",
    "series": "a run of events counted together",
}
DATE_HOW = {
    "stated": "as the source states it",
    "converted": "converted from another time zone",
    "inferred": "inferred from the context",
}
PLACE_HOW = {
    "coordinates": "coordinates printed by a source",
    "official_grid": "a grid reference released officially",
    "imagery": "found in imagery by a source",
    "named": "the point of the named place",
    "described": "a region drawn from a description",
    "inferred": "inferred from the context",
    "none": "not known",
}
STATUS = {
    "draft": "not for publication",
    "reported": "reported",
    "confirmed": "confirmed by an authority or a monitor",
    "disputed": "sources contradict each other",
    "retracted": "withdrawn by its source",
}
PUBLISH = {"yes": "as it is", "no": "not at all", "coarse": "as a coarse disc"}
STANCE = {
    "says": "says",
    "concedes": "concedes",
    "denies": "denies",
    "declines": "declines to say",
    "unknown": "says that it is not known",
    "retracts": "retracts",
}
CLAIM_NUMERIC = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "targets": "targets",
    "sites": "sites",
    "strikes": "strikes",
    "munitions": "munitions",
    "structures": "structures hit",
    "damaged": "damaged",
    "destroyed": "destroyed",
    "attacks": "attacks",
    "distance": "distance",
}
CLAIM_WORDED = {
    "aircraft": "aircraft",
    "time": "time",
    "place": "place",
    "actor": "actor",
    "answers": "in response to",
    "purpose": "purpose",
    "outcome": "outcome",
}
KIND_OF_CLAIM = CLAIM_NUMERIC | CLAIM_WORDED
WHO = {
    "all": "people",
    "civilian": "civilians",
    "child": "children",
    "woman": "women",
    "man": "men",
    "medic": "medics",
    "journalist": "journalists",
    "aidworker": "aid workers",
    "militia": "militia members",
    "soldier": "soldiers",
    "contractor": "contractors",
    "unknown": "not said who",
}
HEDGE = {
    "about": "about",
    "at_least": "at least",
    "more_than": "more than",
    "up_to": "up to",
    "less_than": "less than",
    "nearly": "nearly",
    "just_over": "just over",
    "vague": "no number given",
}
OPEN_ABOVE = frozenset({"at_least", "more_than"})
OPEN_BELOW = frozenset({"up_to", "less_than"})
UNIT = {
    "person": "people",
    "target": "targets",
    "site": "sites",
    "location": "locations",
    "facility": "facilities",
    "area": "areas",
    "settlement": "settlements",
    "building": "buildings",
    "house": "houses",
    "vehicle": "vehicles",
    "munition": "munitions",
    "strike": "strikes",
    "attack": "attacks",
    "aircraft": "aircraft",
    "m": "m",
    "km": "km",
    "mi": "miles",
    "yd": "yards",
}
METRES_PER_UNIT = {"m": 1.0, "km": 1000.0, "mi": 1609.344, "yd": 0.9144}
KIND_OF_SOURCE = {
    "official": "official statement",
    "agency": "news agency",
    "newspaper": "newspaper or news site",
    "broadcaster": "broadcaster",
    "monitor": "monitoring group",
    "armed_group": "armed group",
    "imagery": "imagery provider",
    "aggregator": "aggregator",
    "reference": "reference work",
    "social": "social media",
}

COLUMNS = {
    "events": (
        *(
            "id",
            "part_of",
            "answers",
            "title",
            "kind",
            "date",
            "time",
            "zone",
            "date_how",
            "place",
            "country",
        ),
        *("at", "area", "radius_m", "place_how", "status", "publish", "publish_reason", "summary"),
    ),
    "claims": (
        *("id", "event", "source", "said_by", "stance", "kind", "who", "hedge", "low", "high", "unit"),
        *("value", "words", "as_of", "within", "replaces"),
    ),
    "sources": (
        *("id", "publisher", "title", "kind", "published", "lang", "url", "archive", "accessed", "repeats"),
    ),
}
REQUIRED = {
    "events": ("id", "title", "kind", "date", "place"),
    "claims": ("event", "source", "kind", "words"),
    "sources": ("id", "publisher", "kind"),
}
