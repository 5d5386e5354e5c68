"""Words that name places to protect: camps, hospitals, schools, shelters, homes; coarsens nothing."""

from __future__ import annotations

import re
from functools import cache

KINDS = frozenset({"displacement camp", "hospital", "school", "shelter", "home"})

# English, French, Spanish, Italian, Portuguese, German, Turkish; then other scripts, line by line
_WORDS = {
    "displacement camp": (
        r"\bcamps?\b|\bcampamentos?\b|\bcampo (?:profughi|de refugiados)\b|\b(?:flüchtlings|zelt)lager\b",
        r"\bkamp(?:ı|i|lar)?\b|\b(?:idps?|displaced|displacement|refugee)\b.{0,20}\b(?:sites?|settlements?|tents?)\b",
        r"مخيم|اردوگاه|کەمپ|کمپ|מחנה (?:פליטים|עקורים)|\bлагер(?!н)|\bтаб[оі]р",
    ),
    "hospital": (
        r"\bh[oô]pita(?:l|ux)\b|\bhospita(?:l|ls|les|is)\b|\bospedal[ei]\b|\bkrankenh[aä]us(?:er)?\b|\bhastane",
        r"\bclini(?:c|cs|que|ques)\b|\bcl[ií]nicas?\b|\bcliniche\b|\bkliniken?\b|\bklinik\b|\bhealth ?care\b",
        r"\b(?:medical|health) (?:cent(?:er|re)|facilit|point)|\bnexweşxane",
        r"مستشفى|مستشفيات|مشفى|مشافي|عيادة|مستوصف|بیمارستان|درمانگاه|نەخۆشخانە|בית.חולים|מרפאה",
        r"больниц|госпитал|поликлиник|лікарн|шпитал",
    ),
    "school": (
        r"\b(?:school|kindergarten|nurser(?:y|ies)|cr[eè]che)s?\b|\b[eé]coles?\b|\blyc[eé]es?\b|\bescuelas?\b",
        r"\bcolegios?\b|\bescolas?\b|\bscuol[ae]\b|\b\w*schulen?\b|\bkita\b|\bokul(?:u|lar)?\b|\banaokul",
        r"مدرسة|مدارس|روضة أطفال|مدرسه|مهدکودک|قوتابخانە|בית.ספר|גן ילדים|\bшкол|детск\w+ сад|дитяч\w+ сад",
    ),
    "shelter": (
        r"\bshelters?\b|\babris?\b|\brefuges?\b|\brefugios?\b|\brifugi?o\b|\babrigos?\b|\bschutzr[aä]um",
        r"\bsığınak|ملجأ|ملاجئ|مأوى|پناهگاه|מקלט|убежищ|бомбоубеж|укритт|сховищ",
    ),
    "home": (
        r"(?<!white )\b(?:houses?|homes?|residences?|apartments?|dwellings?)\b|\bmaisons?\b(?! blanche)",
        r"\bappartements?\b|\bdomiciles?\b|\bcasas?\b|\bviviendas?\b|\bwohn(?:haus|häuser|ung)",
        r"\bkonut|منزل|منازل|بيت سكني|خانه مسکونی|בית מגורים",
        r"\bжил(?:ой|ого|ые|ых) дом|житлов\w+ будин|квартир",
    ),
}
# One of these stands in every text that a word above meets: found first, in many texts at once.
STEMS = (
    *("camp", "kamp", "lager", "pital", "pedal", "klinik", "clini", "clíni", "medical", "health", "hastane"),
    *(
        "krankenh",
        "idp",
        "displace",
        "refugee",
        "nexweş",
        "school",
        "schul",
        "cole",
        "lyc",
        "escuel",
        "scuol",
    ),
    *(
        "escola",
        "colegio",
        "kinderg",
        "nurser",
        "crèche",
        "creche",
        "kita",
        "okul",
        "shelter",
        "abri",
        "refug",
    ),
    *("rifug", "schutzr", "sığınak", "house", "home", "residence", "apartment", "dwelling", "maison"),
    *("appartement", "domicile", "casa", "viviend", "wohn", "konut"),
    *("مخيم", "اردوگاه", "کەمپ", "کمپ", "מחנה", "лагер", "табор", "табір", "مستشف", "مشف", "مشاف", "عيادة"),
    *("مستوصف", "بیمارستان", "درمانگاه", "نەخۆشخانە", "חולים", "מרפאה", "больниц", "госпитал", "поликлиник"),
    *("лікарн", "шпитал", "مدرس", "مدارس", "روضة", "مهدکودک", "قوتابخانە", "ספר", "ילדים", "школ", " сад"),
    *("ملج", "ملاجئ", "مأوى", "پناهگاه", "מקלט", "убежищ", "бомбоубеж", "укритт", "сховищ", "منزل", "منازل"),
    *("بيت", "خانه", "מגורים", "жил", "житлов", "квартир"),
)


def kind_of(text: str) -> str:
    """Kind of protected place that the words of a toponym or title name, or an empty text.

    Parameters
    ----------
    text : str
        A name or title in any language; words are known of the languages that sources here write in.

    Examples
    --------
    >>> kind_of("al-Shifa hospital"), kind_of("École de Hajin"), kind_of("مخيم الركبان"), kind_of("Al-Qaim")
    ('hospital', 'school', 'displacement camp', '')
    """
    folded = text.casefold()
    return next((kind for kind, words in _patterns() if words.search(folded)), "")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile("|".join(words))) for kind, words in _WORDS.items())
