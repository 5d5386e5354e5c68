"""Words that say a name is that of a first-order region, in several languages; knows no places."""

from __future__ import annotations

from geostrike.names.fold import fold

# Words for a first-order region, which are taken for one another; and words that must be its very type.
_ANY = (
    "governorate governate gouvernorat gouvernement gubernia muhafazah muhafazat muhafaza mohafazah"
    " mohafazat mohafaza muhafadha province provinces provincia provincie provinz prowincja state estado"
    " oblast oblasti krai kray okrug voivodeship wojewodztwo prefecture ostan wilaya wilayah wilayat vilayet"
    " viloyat velayat ili محافظة المحافظة استان ولاية إمارة מחוז область"
)
_OWN = "canton county department district emirate municipality parish region republic territory"
ANY_TYPE = frozenset(map(fold, _ANY.split()))
_OWN_TYPE = frozenset(_OWN.split())
_LINKS = frozenset({"of", "the", "de", "du", "del", "da", "di"})


def bare(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a name into what names and the words that say it is a first-order region, folded.

    Examples
    --------
    >>> bare("Kursk Oblast"), bare("province of Idlib"), bare("Homs")
    (('Kursk', ('oblast',)), ('Idlib', ('province',)), ('Homs', ()))
    """
    words = [(word, fold(word)) for word in text.split()]
    said = tuple(folded for _, folded in words if folded in ANY_TYPE or folded in _OWN_TYPE)
    rest = [word for word, folded in words if folded not in said]
    while said and rest and fold(rest[0]) in _LINKS:
        rest.pop(0)
    return (" ".join(rest), said) if rest else (text, ())
