"""Checks of claims: figures without a number, parts above their whole, zeros, distances, long quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geostrike import borders
from geostrike import vocabulary as v
from geostrike.checks.texts import QUOTED_WORDS, quoted_words
from geostrike.errors import BorderError
from geostrike.model import Claim, Finding
from geostrike.tables.dossier import Tables

WORDS = 12
_NONE = re.compile(r"\b(no|none|zero|not|nobody|without|never|0)\b|لا |لم ", re.IGNORECASE)
_CODES = re.compile(r"[A-Z]{2,3}(-[A-Z]{2,3})?")
_LENGTHS = ", ".join(v.METRES_PER_UNIT)


def findings(tables: Tables) -> Iterator[Finding]:
    """Findings on the claims of a dossier.

    Parameters
    ----------
    tables : Tables
        The dossier with the row of each record.
    """
    claims = {claim.id: claim for claim in tables.dossier.claims}
    for claim in tables.dossier.claims:
        yield from _figure(tables, claim)
        yield from _words(tables, claim)
        if claim.kind == "distance":
            yield from _distance(tables, claim)
        if claim.within in claims:
            yield from _part(tables, claim, claims[claim.within])


def _figure(tables: Tables, claim: Claim) -> Iterator[Finding]:
    numberless = claim.low is None and claim.high is None
    if claim.kind in v.CLAIM_NUMERIC and numberless and claim.hedge != "vague" and claim.stance == "says":
        message = (
            f"a claim of kind {claim.kind} has no number; fill low and high, or write vague in hedge where "
            "its words give none."
        )
        yield tables.finding("figure-missing", "warning", claim, "low", message)
    yield from _half(tables, claim)
    if claim.ends[1] == 0 and claim.stance != "denies" and not _NONE.search(claim.words):
        message = (
            f"the figure is 0 but the words {claim.words!r} do not say none; is it not known? Then empty low "
            "and high and write unknown in stance."
        )
        yield tables.finding("zero", "question", claim, "high", message)


def _half(tables: Tables, claim: Claim) -> Iterator[Finding]:
    """One number without a hedge is read as itself; an editor who means an open end has to say so."""
    if claim.hedge or (claim.low is None) == (claim.high is None):
        return
    filled, empty, hedge = ("low", "high", "at_least") if claim.high is None else ("high", "low", "up_to")
    number = f"{getattr(claim, filled):.15g}"
    message = (
        f"{filled} is {number}, {empty} and hedge are empty, so it is read as {number}, not as "
        f"{v.HEDGE[hedge]} {number}; write {number} in {empty} too, or {hedge} in hedge if the words say so."
    )
    yield tables.finding("figure-half", "question", claim, empty, message, number)


def _words(tables: Tables, claim: Claim) -> Iterator[Finding]:
    quoted = quoted_words(claim.words)
    if quoted > QUOTED_WORDS:
        message = f"words quotes {quoted} words; can {QUOTED_WORDS} or fewer carry the claim?"
        yield tables.finding("words-long", "question", claim, "words", message)
    elif len(claim.words.split()) > WORDS:
        message = f"words holds {len(claim.words.split())} words; can a few carry the claim?"
        yield tables.finding("words-long", "question", claim, "words", message)


def _distance(tables: Tables, claim: Claim) -> Iterator[Finding]:
    if claim.unit not in v.METRES_PER_UNIT:
        message = f"unit of a distance is {claim.unit!r}; use one of {_LENGTHS}."
        yield tables.finding("distance-unit", "error", claim, "unit", message)
    if not claim.value:
        message = (
            "value is empty; write the border that the distance is to, such as IRQ or IRQ-SYR, or the place."
        )
        yield tables.finding("distance-to", "error", claim, "value", message)
    elif _CODES.fullmatch(claim.value):
        try:
            borders.load().lines(claim.value)
        except BorderError as error:
            message = f"value is {claim.value!r}: {error}"
            yield tables.finding("distance-to", "error", claim, "value", message)


def _part(tables: Tables, part: Claim, whole: Claim) -> Iterator[Finding]:
    """A part counts as above its whole when even its least is more than the most that the whole can be."""
    open_above = whole.hedge in {"at_least", "more_than", "about", "just_over"}
    most = whole.high if whole.high is not None else whole.low
    least = part.low if part.low is not None else part.high
    if part.unit == whole.unit and most is not None and least is not None and least > most and not open_above:
        yield tables.finding(
            "part-above-whole",
            "error",
            part,
            "within",
            f"{least:g} is more than the {most:g} of {whole.id!r}, of which it is said to be a part; correct "
            "one figure, or empty within.",
        )
