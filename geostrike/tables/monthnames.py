"""Dates with the names of months in other languages, made English; reads no date."""

from __future__ import annotations

import re

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = (
    "janvier|janv|januar|jänner|enero|ene|января|янв|січня|ocak|يناير|كانون الثاني|جانفي",
    "février|févr|fév|fevrier|februar|febrero|февраля|фев|лютого|şubat|فبراير|شباط|فيفري",
    "mars|märz|mär|mrz|marzo|марта|мар|березня|mart|مارس|آذار",
    "avril|avr|abril|abr|апреля|апр|квітня|nisan|أبريل|ابريل|إبريل|نيسان|أفريل",
    "mai|mayo|мая|травня|mayıs|مايو|أيار|ماي",
    "juin|juni|junio|июня|червня|haziran|يونيو|حزيران|جوان",
    "juillet|juil|juli|julio|июля|липня|temmuz|يوليو|تموز|جويلية",
    "août|aout|agosto|ago|августа|авг|серпня|ağustos|أغسطس|آب|أوت",
    "septembre|septiembre|сентября|вересня|eylül|سبتمبر|أيلول",
    "octobre|oktober|okt|octubre|октября|окт|жовтня|ekim|أكتوبر|اكتوبر|تشرين الأول",
    "novembre|noviembre|ноября|листопада|kasım|نوفمبر|تشرين الثاني",
    "décembre|déc|decembre|dezember|dez|diciembre|dic|декабря|дек|грудня|aralık|ديسمبر|كانون الأول",
)
_MONTH_OF = {name: month for names, month in zip(_NAMES, _ENGLISH, strict=True) for name in names.split("|")}
_LONGEST_FIRST = "|".join(sorted(map(re.escape, _MONTH_OF), key=len, reverse=True))
_FOREIGN = re.compile(rf"(?<![^\W\d_])({_LONGEST_FIRST})(?![^\W\d_])\.?")
_WEEKDAY = re.compile(r"^[^\W\d_]+\.?[,،]?\s+(?=\d)")
_AROUND = re.compile(r"\b(?:de|del)\b|\s(?:г|р)\.?$|(?<=\d)\.(?=\s)")


def english(text: str) -> str:
    """A date with the English name of its month, and without a day of the week, where it has a foreign name.

    Parameters
    ----------
    text : str
        A cell.

    Examples
    --------
    >>> english("lundi 5 février 2024"), english("3. Okt. 2023"), english("3 May 2024")
    ('5 Feb 2024', '3 Oct 2023', '3 May 2024')
    """
    folded = text.casefold()
    if not _FOREIGN.search(folded):
        return text
    named = _FOREIGN.sub(lambda found: _MONTH_OF[found[1]], _WEEKDAY.sub("", folded))
    return " ".join(_AROUND.sub(" ", named).split())
