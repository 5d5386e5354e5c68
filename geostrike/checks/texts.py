"""What a text says that an editor should look at: people, contacts, vague days, long quotations, addresses.

It reads one text at a time and knows no table; words of English and a few of Arabic.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from urllib.parse import urlsplit

from geostrike import escape

QUOTED_WORDS = 8
_QUOTED = re.compile(
    r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»|„([^“”]*)[“”]"
    r"|(?<!\w)‘((?:[^‘’]|’(?=\w))*)’(?!\w)|(?<!\w)'((?:[^']|'(?=\w))*)'(?!\w)"
)
_RELATIVE = re.compile(
    r"\b(yesterday|today|tomorrow|tonight|last (?:night|week|month|year)|"
    r"this (?:morning|afternoon|evening|week)|earlier (?:today|this (?:week|month))|"
    r"(?:two|three|few|several|\d+) (?:days|hours|weeks) ago|(?:next|coming) (?:day|week))\b|"
    r"أمس|اليوم|غدا|الليلة الماضية",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(?:on |last |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d.,/\w-])(?:\+|00)\d[\d ()/.\-]{6,18}\d(?![\d.,]*\d)|"
    r"(?<![\d.,\w-])0\d{2,4}[ \-]\d{3}[ \-]?\d{3,4}\b"
)
_LOCAL_PHONE = re.compile(r"(?<![\d.,\w-])0[1-9]\d{8,9}\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_NAME = rf"{_WORD}(?: (?:al|el|bin|ibn|abu|abd|Al|El|Bin|Ibn|Abu|Abd|Umm)[ -]?)?(?:[ -]{_WORD}){{1,3}}"
_AGE = r"(?:\(\d{1,2}\)|\d{1,2},|aged \d{1,2}|\d{1,2}[- ]years?[- ]old)"
_PEOPLE = (
    re.compile(rf"\b(?:named|identified|known) as (?:(?:Mr|Mrs|Ms|Dr)\.? )?({_NAME})"),
    re.compile(rf"(?<!in )(?<!at )(?<!near )(?<!from )(?<!of )\b({_NAME}),? {_AGE}"),
    re.compile(
        rf"\b(?:[Vv]ictims?|[Dd]ead|[Kk]illed|[Mm]artyrs?|[Cc]asualt(?:y|ies))\b[^.:]{{0,30}}: ({_NAME})"
    ),
    re.compile(rf"\b(?:son|daughter|wife|husband|mother|father|brother|sister|child|children) of ({_NAME})"),
    re.compile(rf"\b(?:his|her|their) (?:son|daughter|wife|husband|mother|father|brother|sister) ({_WORD})"),
    re.compile(rf"\b(?:Mr|Mrs|Ms|Miss)\.? ({_WORD})"),
    re.compile(rf"\b({_NAME}) (?:was|has been) (?:killed|wounded|injured|buried)\b"),
    re.compile(
        rf"\b(?:[Kk]illed|[Kk]illing|[Dd]eath of|[Bb]ody of|[Ff]uneral (?:of|for)) ({_NAME})(?=[ ,.;]|$)"
    ),
    re.compile(
        r"(?:الشهيد|الشهيدة|الضحية|الطفل|الطفلة|المواطن|المواطنة)\s+([\u0621-\u064a]+\s+[\u0621-\u064a]+)"
    ),
)
_NOBODY = re.compile(
    r"\b(?:State|States|Army|Force|Forces|Council|City|Province|Governorate|District|Ministry|Minister|President|"
    r"Commander|General|Brigade|Battalion|Front|Party|Movement|Police|Guard|Guards|Corps|Command|Base|Camp|Airport|"
    r"Hospital|School|Market|Street|Road|Bridge|Mosque|Church|Village|Town|Valley|River|North|South|East|West|US|UN|"
    r"United|Islamic|Russian|Syrian|Iraqi|Israeli|Turkish|Iranian|American|British|French|Ukrainian|Saudi|Coalition|"
    r"Civilians?|People|Soldiers?|Fighters?|Militants?|Militia|Women|Children|Men|Family|Members?|January|February|"
    r"March|April|May|June|July|August|September|October|November|December|Hezbollah|Hamas|Taliban|Houthi|Houthis|"
    r"Qaeda|Qaida|Shabaab|Haram|Sham|Hashd|Kataib|Deir|Tell|Tal|Jebel|Jabal|Wadi|Kafr|Khan|Beit|Bayt|Airstrikes?|"
    r"Strikes?|Attacks?|Drones?|Shelling|Explosion|Rockets?|Battle|Area|Region|Border|County|Oblast|"
    r"Jabhat|Jaysh|Jaish|Ahrar|Liwa|Faylaq|Ansar|Saraya|Asaib|Peshmerga|ISIS|ISIL|Daesh|PKK|YPG|SDF|IDF|SAA|"
    r"The|In|At|Near|By|On|And|After|During|As|From|Of|To|With|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|"
    r"Ten|Dozens|Several|Many|Hundreds|At|Least|More|Over|Some|All|Others|Injured|Wounded|Killed|Dead)\b"
)


def folded(text: str) -> str:
    """Text in lower case without accents and marks, to compare.

    Examples
    --------
    >>> folded("Strike at  al-Qā'im!")
    'strike at al qa im'
    """
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", bare.casefold()).strip()


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> float:
    """Likeness of two texts from 0 to 1; texts whose numbers differ are not alike.

    Examples
    --------
    >>> alike("Strike in Mosul", "Strlke in Mosul") > 0.9, alike("Strike 1", "Strike 2")
    (True, 0.0)
    """
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    a, b = folded(one)[:400], folded(other)[:400]
    if abs(len(a) - len(b)) > max(len(a), len(b)) / 3:
        return 0.5
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def quoted_words(text: str) -> int:
    """Words of the longest quotation in a text.

    Examples
    --------
    >>> quoted_words('He said “we hit two sites” there')
    4
    """
    if not any(sign in text for sign in "“\"«„‘'"):
        return 0
    return max((len("".join(parts).split()) for parts in _QUOTED.findall(text)), default=0)


def relative_day(text: str) -> str:
    """The first words of a text that name a day only to who knows when it was written; empty for none.

    Examples
    --------
    >>> relative_day("A strike late yesterday"), relative_day("A strike on 3 February")
    ('yesterday', '')
    """
    found = _RELATIVE.search(text)
    return found[0] if found else ""


def is_relative_date(text: str) -> bool:
    """Whether a date is given in words that only who knows the day of writing can read.

    Examples
    --------
    >>> is_relative_date("last Friday"), is_relative_date("2024-02-03")
    (True, False)
    """
    return bool(_RELATIVE.search(text) or (_DAYS.search(text) and not any(map(str.isdigit, text))))


def contact(text: str) -> str:
    """The first phone number or mail address in a text; empty for none.

    Examples
    --------
    >>> contact("call +964 770 123 4567"), contact("grid 37SFV 5875 1815, 34.39841,40.97452")
    ('+964 770 123 4567', '')
    """
    if sum(map(str.isdigit, text)) >= 8:
        for pattern in (_PHONE, _LOCAL_PHONE):
            for found in pattern.finditer(text):
                if 8 <= sum(map(str.isdigit, found[0])) <= 15:
                    return found[0]
    mail = _MAIL.search(text) if "@" in text else None
    return mail[0] if mail else ""


def person(text: str) -> str:
    """A name in a text that reads like that of a person who was hurt; empty for none.

    Examples
    --------
    >>> person("Among the dead: Example Person, 34, a baker"), person("In Deir Ezzor, 12 hurt")
    ('Example Person', '')
    """
    for pattern in _PEOPLE:
        for found in pattern.finditer(text):
            if not _NOBODY.search(found[1]):
                return found[1]
    return ""


def address_fault(text: str) -> str:
    """What is wrong with a web address, in a few words; empty where nothing is.

    Examples
    --------
    >>> address_fault("https://example.org/a"), address_fault("javascript:alert(1)")
    ('', 'is no web address: only https:// and http:// are')
    """
    if not re.match(r"https?://", text, re.IGNORECASE):
        return "is no web address: only https:// and http:// are"
    if not escape.web_address(text):
        return "is a broken or unsafe address: it holds a space, a quotation mark, a password or no host"
    host = urlsplit(text).hostname or ""
    if host == "localhost" or host.endswith((".local", ".internal", ".lan")) or _is_private(host):
        return "leads to a machine that readers cannot reach"
    if "." not in host.strip(".") and ":" not in host:
        return "has a host without a dot, which leads nowhere"
    if ".." in host or (re.search(r"https?:/", text[8:]) and not _is_archive(host)):
        return "holds two addresses or two dots in its host"
    return ""


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False


def _is_archive(host: str) -> bool:
    return "archive" in host or "webcache" in host or "ghostarchive" in host or host.endswith("perma.cc")
