"""The words of the page in the language that is spoken: phrases filled in, months, countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from geostrike import vocabulary
from geostrike.borders.codes import alpha2, country_name
from geostrike.errors import GeostrikeError
from geostrike.maps import arabicpage
from geostrike.maps.arabic import AR, COUNTRIES
from geostrike.maps.arabic import MONTHS as ARABIC_MONTHS
from geostrike.maps.english import CLAIM_HEADINGS, EN, HEDGES, MONTHS, ONE_OF, SHORT_MONTHS

LANGUAGES = ("en", "ar")
DIRECTIONS = {"en": "ltr", "ar": "rtl"}
_ARABIC = arabicpage.PAGE | AR
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = "\u200f", "\u200e"
_SPOKEN: ContextVar[str] = ContextVar("language", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let `say`, `count` and all words of the page be in a language inside the block.

    Parameters
    ----------
    language : str
        ``en`` or ``ar``.

    Raises
    ------
    GeostrikeError
        If it is another one.

    Examples
    --------
    >>> with speaking("ar"):
    ...     say("metres", n=138)
    '138 م'
    """
    if language not in LANGUAGES:
        raise GeostrikeError(f"There are no words in {language!r}; use one of {', '.join(LANGUAGES)}.")
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken() -> str:
    """The language that is spoken now, ``en`` or ``ar``."""
    return _SPOKEN.get()


def say(key: str, **facts: object) -> str:
    """A phrase with its facts filled in.

    Examples
    --------
    >>> say("range", low="32", high="244 m")
    '32 to 244 m'
    """
    phrase = _phrase(key)
    if not isinstance(phrase, str):
        raise TypeError(key)
    return phrase.format(**_kept_apart(facts))


def count(key: str, n: int, **facts: object) -> str:
    """A phrase that depends on a number, singular or plural.

    Examples
    --------
    >>> count("summary_events", 1), count("summary_events", 4)
    ('1 event', '4 events')
    """
    forms = _phrase(key)
    if isinstance(forms, str):
        raise TypeError(key)
    return forms.get(_form(n), forms["other"]).format(n=f"{n:,}", **_kept_apart(facts))


def _kept_apart(facts: Mapping[str, object]) -> dict[str, object]:
    """Latin words in an Arabic phrase between marks of direction: signs and numbers stay on their side."""
    return {key: apart(str(fact)) if _is_latin(fact) else fact for key, fact in facts.items()}


def foreign(text: str) -> str:
    """Words of a source inside a sentence of ours: kept apart where they run the other way.

    Examples
    --------
    >>> foreign("in Syria")
    'in Syria'
    """
    return apart(text) if _is_latin(text) else text


def apart(text: str) -> str:
    """A text that runs from left to right, in Arabic between marks that keep its signs on their side.

    Examples
    --------
    >>> apart("34.4°")
    '34.4°'
    """
    if spoken() == "en":
        return text
    return f"{_RIGHT_TO_LEFT}{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}{_RIGHT_TO_LEFT}"


def _is_latin(fact: object) -> bool:
    text = str(fact)
    if text.startswith("{"):  # a place that a script fills in
        return False
    return any(sign.isalpha() for sign in text) and not any("\u0590" <= sign <= "\u06ff" for sign in text)


def _phrase(key: str) -> str | dict[str, str]:
    if spoken() == "ar" and key in _ARABIC:
        return _ARABIC[key]
    return EN[key]


def _form(n: int) -> str:
    """The grammatical number that a count takes."""
    if n == 1 or spoken() == "en":
        return "one" if n == 1 else "other"
    if n == 2:
        return "two"
    return "few" if 3 <= n % 100 <= 10 else "many" if n % 100 > 10 else "other"


def heading(kind: str) -> str:
    """What claims of a kind stand under.

    Examples
    --------
    >>> heading("killed")
    'Killed'
    """
    return CLAIM_HEADINGS[kind] if spoken() == "en" else say(f"heading_{kind}")


def persons(who: str, *, single: bool = False) -> str:
    """Whom a number is about, in the plural unless it is one.

    Examples
    --------
    >>> persons("aidworker"), persons("aidworker", single=True)
    ('aid workers', 'aid worker')
    """
    if spoken() == "en":
        return ONE_OF[who] if single else vocabulary.WHO[who]
    return say(f"one_{who}" if single else f"who_{who}")


def unit(name: str, *, single: bool = False) -> str:
    """What was counted or measured; Arabic has the singular for any number here.

    Examples
    --------
    >>> unit("facility"), unit("facility", single=True)
    ('facilities', 'facility')
    """
    if spoken() == "ar" and f"unit_{name}" in _ARABIC:
        return say(f"unit_{name}")
    return name if single else vocabulary.UNIT.get(name, name)


def months(*, short: bool = False) -> tuple[str, ...]:
    """The names of the months, January first."""
    if spoken() == "ar":
        return ARABIC_MONTHS
    return SHORT_MONTHS if short else MONTHS


def country(code: str) -> str:
    """A country's name in the language that is spoken, in English where it has none there.

    Parameters
    ----------
    code : str
        Alpha-2 or alpha-3.

    Raises
    ------
    BorderError
        If there is no such country.

    Examples
    --------
    >>> country("IRQ")
    'Iraq'
    """
    english = country_name(code)
    return COUNTRIES.get(alpha2(code), english) if spoken() == "ar" else english


__all__ = [
    "AR",
    "CLAIM_HEADINGS",
    "DIRECTIONS",
    "EN",
    "HEDGES",
    "LANGUAGES",
    "MONTHS",
    "ONE_OF",
    "SHORT_MONTHS",
    "apart",
    "count",
    "country",
    "foreign",
    "heading",
    "months",
    "persons",
    "say",
    "speaking",
    "spoken",
    "unit",
]
