"""A stated length in words ("just over a third of a kilometre") as an interval; refuses what reads two ways.

Hedges stretch a number by the factors of `HEDGES`; of several the widest reading is taken. A number covers
half its last significant digit, of which it has at least two; a fraction in words covers the lesser of a
tenth of the number and half the step of the fraction: a third is 0.30 to 0.37, two and a half is 2.25 to
2.75. Two forms of one length, ``10 km (6 miles)``, cover together what each covers, if they overlap; a
hedge before the first holds for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf

from geostrike.errors import FieldError
from geostrike.quantities import lexicon
from geostrike.quantities.cursor import Cursor, Number, ReadingError, tokens
from geostrike.quantities.intervals import CANNOT_TELL, HEDGES, INCONSISTENT, stretched, verdict
from geostrike.quantities.numerals import read_amount

_LONGEST = 200

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length as stated: the words, the interval that they cover, and what a reader must know of it.

    Attributes
    ----------
    text : str
        The words.
    low_m, high_m : float
        Metres; of two forms the lowest and the highest; the highest may be infinite.
    vague : bool
        Whether no number is given ("a few hundred metres").
    forms : tuple of tuple of float
        The interval of each form: one for ``10 km``, two for ``10 km (6 miles)``.
    note : str
        A sentence where the length is vague or its forms do not agree, or empty.
    """

    text: str
    low_m: float
    high_m: float
    vague: bool = False
    forms: tuple[Interval, ...] = ()
    note: str = ""


def parse(text: str) -> Length:
    """Interval of a length that is stated in words.

    Parameters
    ----------
    text : str
        Such as ``just over a third of a kilometre``, ``10 km (6 miles)``, ``about 370 yards``.

    Raises
    ------
    FieldError
        If it is no length, has no unit, or can be read two ways.

    Examples
    --------
    >>> found = parse("10 km (6 miles)")
    >>> round(found.low_m), round(found.high_m)
    (8851, 10500)
    >>> parse("a few hundred metres").vague
    True
    """
    try:
        if len(text) > _LONGEST:
            raise ReadingError(f"is longer than {_LONGEST} characters")
        return _length(text, Cursor(tokens(text)))
    except ReadingError as error:
        shown = text if len(text) <= _LONGEST else f"{text[:60]}..."
        raise FieldError(
            f"The length {shown!r} {error}; write one such as 'about 10 km' or 'less than 6 miles'.",
            field="claim",
            value=text,
            rule="length-form",
        ) from None


def compare(stated: Length, measured: Interval) -> str:
    """Verdict on a stated length; see `verdict`.

    A vague length, or one whose two forms do not agree, cannot be told unless each form is ruled out.

    Parameters
    ----------
    stated : Length
        From `parse`.
    measured : tuple of float
        Lowest and highest length in metres.

    Examples
    --------
    >>> compare(parse("10 km (6 miles)"), (9800, 9900)), compare(parse("370 yards"), (33, 245))
    ('consistent', 'inconsistent')
    """
    if not stated.note:
        return verdict((stated.low_m, stated.high_m), measured)
    verdicts = {verdict(form, measured) for form in stated.forms}
    return INCONSISTENT if verdicts == {INCONSISTENT} else CANNOT_TELL


def _length(text: str, cursor: Cursor) -> Length:
    if _is_vague(cursor):
        note = "No number is given, so no measurement can contradict it."
        return Length(text=text, low_m=0.0, high_m=inf, vague=True, note=note)
    forms = _forms(cursor)
    apart = max(low for low, _ in forms) > min(high for _, high in forms)
    return Length(
        text=text,
        low_m=min(low for low, _ in forms),
        high_m=max(high for _, high in forms),
        forms=forms,
        note="Its two forms do not agree with each other." if apart else "",
    )


def _is_vague(cursor: Cursor) -> bool:
    """Whether there is a unit but no number, or one of the words that stand for no number."""
    words = [word for word in cursor.rest() if isinstance(word, str)]
    if not set(words) & set(lexicon.UNITS):
        return False
    counted = len(words) < len(cursor.rest()) or set(words) & lexicon.NUMERALS
    some = any(one == "some" and other in lexicon.SCALES for one, other in pairwise(words))
    return some or not counted or bool(set(words) & lexicon.VAGUE)


def _forms(cursor: Cursor) -> tuple[Interval, ...]:
    hedges = cursor.phrases(lexicon.BEFORE)
    forms = [_stated(cursor, hedges)]
    bracket = cursor.take_any({"(", "["})
    if bracket or cursor.take("/") or cursor.take(",", "or") or cursor.take("or"):
        cursor.take("or")
        forms.append(_stated(cursor, cursor.phrases(lexicon.BEFORE) or hedges))
        if bracket and not cursor.take_any({")", "]"}):
            raise ReadingError("has a bracket that is not closed behind a length")
    cursor.take(",")
    _end(cursor)
    return tuple(forms)


def _end(cursor: Cursor) -> None:
    """What follows a length: nothing, or from where it is measured, without a further number."""
    rest = cursor.rest()
    if not rest:
        return
    if rest[0] not in lexicon.TAIL and isinstance(rest[0], str):
        raise ReadingError(f"holds {rest[0]!r}, which is not understood")
    counted = {*lexicon.SMALL, *lexicon.TENS, *lexicon.SCALES, *lexicon.UNITS}
    if any(isinstance(word, Number) or word in counted for word in rest):
        raise ReadingError("holds more than one length")


def _stated(cursor: Cursor, hedges: list[str]) -> Interval:
    """One form: a number or range, a unit, and hedges after it."""
    first, last, unit = _range(cursor)
    hedges = hedges + cursor.phrases(lexicon.AFTER)
    low_m, high_m = stretched(first, last, unit, _factors(hedges))
    if high_m < low_m or last[0] < first[0]:
        raise ReadingError("is a range that ends below its beginning")
    return low_m, high_m


def _factors(hedges: list[str]) -> Interval:
    factors = [HEDGES[hedge] for hedge in hedges if hedge] or [(1.0, 1.0)]
    return min(low for low, _ in factors), max(high for _, high in factors)


def _range(cursor: Cursor) -> tuple[Interval, Interval, str]:
    between = cursor.take("between") or cursor.take("from")
    first, unit = read_amount(cursor)
    start = cursor.at
    last, last_unit = _upper(cursor, between=between, or_joins=not unit) or (first, unit)
    if unit and last_unit != unit:
        if last_unit and not between:  # a second length, which the caller reads or refuses
            cursor.at, last, last_unit = start, first, unit
        else:
            raise ReadingError("is a range that does not name one unit")
    if not last_unit:
        raise ReadingError("has no unit of length after its number (m, km, mi, yd, ft, nmi)")
    return first, last, last_unit


def _upper(cursor: Cursor, *, between: bool, or_joins: bool) -> tuple[Interval, str] | None:
    """The upper end of a range, if one follows."""
    start = cursor.at
    joins = {"-", "to"} | ({"and"} if between else set()) | ({"or"} if or_joins else set())
    if cursor.take_any(joins):
        try:
            return read_amount(cursor)
        except ReadingError:
            cursor.at = start
    return None
