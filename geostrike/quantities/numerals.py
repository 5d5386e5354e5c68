"""Numbers in digits and words ("two and a half", "a third", "four hundred") and what they cover."""

from __future__ import annotations

from geostrike.quantities import lexicon
from geostrike.quantities.cursor import Cursor, Number, ReadingError, part_spread
from geostrike.quantities.intervals import half_digit

Amount = tuple[float, float]


def read_amount(cursor: Cursor) -> tuple[Amount, str]:
    """Number with what it covers on either side, and its unit, empty where none follows.

    Raises
    ------
    ReadingError
        If there is no number here.
    """
    part = _part(cursor)
    if part:
        cursor.take("of")
        cursor.take("-") or cursor.take_any(lexicon.ARTICLES)
        value, parts = part
        return (value, part_spread(value, parts)), cursor.unit()
    amount = _number(cursor) or _article(cursor)
    if amount is None:
        here = cursor.peek()
        raise ReadingError(f"holds {here!r} where a number should stand" if here else "gives no number")
    amount = _and_part(cursor, amount)
    unit = cursor.unit()
    return (_and_part(cursor, amount) if unit else amount), unit


def _article(cursor: Cursor) -> Amount | None:
    """The one of "a mile"."""
    start = cursor.at
    if cursor.take_any({"a", "an"}):
        behind = cursor.at
        if cursor.unit():
            cursor.at = behind
            return 1.0, half_digit(1.0)
    cursor.at = start
    return None


def _and_part(cursor: Cursor, amount: Amount) -> Amount:
    start = cursor.at
    part = _part(cursor) if cursor.take("and") else None
    if part is None:
        cursor.at = start
        return amount
    value = amount[0] + part[0]
    return value, part_spread(value, part[1])


def _part(cursor: Cursor) -> tuple[float, int] | None:
    """A fraction below one: its value and its denominator."""
    here = cursor.peek()
    if isinstance(here, Number):
        if not here.parts:
            return None
        cursor.at += 1
        return here.value, here.parts
    start = cursor.at
    count = _small(cursor) or (1.0 if cursor.take_any(lexicon.ARTICLES) else 0.0)
    cursor.take("-")
    parts = lexicon.PARTS.get(cursor.take_any(lexicon.PARTS), 0)
    bare = parts in {2, 4} and not count
    value = (count or 1.0) / parts if parts and (count or bare) else 0.0
    if not 0 < value < 1 or (count == 1 and parts not in {2, 4} and cursor.peek() != "of"):
        cursor.at = start  # "a third kilometre" is an ordinal
        return None
    return value, parts


def _number(cursor: Cursor) -> Amount | None:
    here = cursor.peek()
    if isinstance(here, Number):
        cursor.at += 1
        return _scaled(cursor, here)
    start, total, group, seen = cursor.at, 0.0, 0.0, False
    while True:
        small = _small(cursor)
        if small is not None:
            group, seen = group + small, True
        elif scale := lexicon.SCALES.get(cursor.take_any(lexicon.SCALES), 0.0):
            group, total, seen = _carried(group or 1.0, total, scale)
        elif not (seen and _joins(cursor)):
            break
    value = total + group
    if not seen:
        cursor.at = start
        return None
    return value, half_digit(value)


def _carried(group: float, total: float, scale: float) -> tuple[float, float, bool]:
    """A hundred multiplies its group; thousands and millions close it."""
    return (group * scale, total, True) if scale == 100 else (0.0, total + group * scale, True)


def _joins(cursor: Cursor) -> bool:
    """Whether an "and" here is inside of a number, as in "a hundred and fifty"."""
    counted = cursor.peek(1) in lexicon.SMALL or cursor.peek(1) in lexicon.TENS
    return counted and cursor.take("and")


def _scaled(cursor: Cursor, number: Number) -> Amount:
    scale = lexicon.SCALES.get(cursor.take_any(lexicon.SCALES), 1.0)
    value = number.value * scale
    return value, number.spread * scale if scale == 1 or number.value % 1 else half_digit(value)


def _small(cursor: Cursor) -> float | None:
    """A number below a hundred in words; "a hundred" is read as one hundred."""
    here = cursor.peek()
    if here in {"a", "an"} and cursor.peek(1) in lexicon.SCALES:
        cursor.at += 1
        return 1.0
    ten = lexicon.TENS.get(cursor.take_any(lexicon.TENS), 0.0)
    if ten and cursor.peek() == "-" and cursor.peek(1) in lexicon.SMALL:
        cursor.at += 1
    one = cursor.take_any(lexicon.SMALL)
    if not ten and not one:
        return None
    return ten + (lexicon.SMALL[one] if one else 0.0)
