"""Words that are written where no place is known, such as none, n/a and unknown; knows no places."""

from __future__ import annotations

from geostrike.names.fold import fold

_WHOLE = (
    "none null nil nan na nd ns nn nr tba tbc tbd unk undef undefined void blank empty missing others same"
    " ditto somewhere anywhere elsewhere nowhere everywhere here there abroad overseas anonymous any all both"
    " many some ninguno ninguna desconocido desconocida inconnu inconnue unbekannt sconosciuto onbekend"
    " bilinmiyor neizvestno неизвестно невідомо لايوجد مجهول مجهوله"
)
_SAYS = (
    "unknown unspecified undisclosed unidentified unnamed undetermined unclear various multiple several"
    " different numerous other not no non غير لا לא"
)
_PARTS = (
    "known available applicable specified stated given disclosed reported recorded mentioned determined"
    " provided identified confirmed clear sure data information info entry name value yet to be location"
    " locations place places site sites area areas region regions province city town village address country"
    " countries point points in at the an of or and exact precise معروف محدد معلوم متوفر مكان موقع يوجد ידוע"
)
_ALONE = frozenset(fold(word) for word in _WHOLE.split())
_FIRST = frozenset(fold(word) for word in _SAYS.split())
_ANY = _FIRST | frozenset(fold(word) for word in _PARTS.split())


def is_blank(text: str) -> bool:
    """Whether a cell or a word says that no place is known, rather than naming one.

    Examples
    --------
    >>> [is_blank(text) for text in ("N/A", "None", "Unknown location", "not specified", "Na'an", "Noname")]
    [True, True, True, True, False, False]
    """
    folded = fold(text)
    words = folded.split()
    return folded.replace(" ", "") in _ALONE or (
        bool(words) and words[0] in _FIRST and all(word in _ANY for word in words)
    )
