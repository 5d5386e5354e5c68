"""The words of stated lengths: numbers, fractions, hedges, units, and what may stand around them; no rule."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SMALL = {
    word: float(value)
    for value, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10.0 * value
    for value, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6}
PARTS = {
    word: parts
    for parts, words in {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters fourth fourths",
        5: "fifth fifths",
        6: "sixth sixths",
        8: "eighth eighths",
        10: "tenth tenths",
    }.items()
    for word in _words(words)
}
ARTICLES = frozenset({"a", "an", "one", "the"})
UNITS = {
    name: unit
    for unit, names in {
        "m": "m metre metres meter meters",
        "km": "km kms kilometre kilometres kilometer kilometers",
        "mi": "mi mile miles",
        "yd": "yd yds yard yards",
        "ft": "ft foot feet",
        "nmi": "nmi nm",
    }.items()
    for name in _words(names)
}
LONG_UNITS = {
    ("nautical", "mile"): "nmi",
    ("nautical", "miles"): "nmi",
    ("statute", "mile"): "mi",
    ("statute", "miles"): "mi",
}
NUMERALS = frozenset({*SMALL, *TENS, *SCALES, *PARTS, "a", "an"})
VAGUE = frozenset(
    _words("few several couple many various multiple dozen dozens tens scores hundreds thousands handful")
)
# What each hedge may be called before a number; the longest that fits is taken.
BEFORE = {
    _words(phrase): hedge
    for hedge, phrases in {
        "about": "about|around|approximately|approx|roughly|some|circa|c|ca|~|in the region of|"
        "in the order of|of the order of|on the order of|more or less|an estimated|estimated",
        "nearly": "nearly|almost|just under|just below|just short of|not quite|a little under|"
        "a little less than|slightly under|slightly less than|a bit less than|approaching",
        "just_over": "just over|just above|just more than|a little over|a little more than|slightly over|"
        "slightly more than|a bit more than|a good",
        "at_least": "at least|no less than|not less than|a minimum of|≥",
        "more_than": "more than|over|above|exceeding|in excess of|upwards of|well over|greater than|>",
        "up_to": "up to|at most|no more than|not more than|a maximum of|within|≤",
        "less_than": "less than|under|below|well under|fewer than|shorter than|<",
        "": "only|only just|just|merely|exactly|precisely|a mere|a distance of|lies|is|was|located|"
        "situated|at",
    }.items()
    for phrase in phrases.split("|")
}
AFTER = {
    _words(phrase): hedge
    for hedge, phrases in {
        "about": "or so|or thereabouts|approximately|approx|roughly|give or take|more or less",
        "at_least": "or more|or farther|or further|at least|at a minimum",
        "up_to": "or less|or closer|at most|at the most|at a maximum",
    }.items()
    for phrase in phrases.split("|")
}
# Words that may begin what follows a length; what follows them may hold no further number or unit.
TAIL = frozenset(
    _words(
        "from inside into in away off outside beyond to of deep across as by due north south east west "
        "northeast northwest southeast southwest northern southern eastern western northward southward "
        "eastward westward on ne nw se sw"
    )
)
