"""A spelling taken apart once: folded form, keys, sounds, what its generic words and digits demand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from geostrike.names import sounds
from geostrike.names import words as w
from geostrike.names.fold import fold, script

_RUIN = frozenset({"XRBT", "XRB"})
_LONGEST = 200  # letters; a longer text is no name
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile("[0-9]+")
_RUN = re.compile(r"([^\W\d])\1{3}")  # four equal letters are no spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One spelling: `folded` keeps every word, `key` drops articles and spaces, `core` generic words too.

    `sounds` are the core as a row of sounds (`geostrike.names.sounds`), `rest` the same without a first word
    that means ruin (khirbat), which names come with and without.
    `bits` are the classes of its generic words (`geostrike.names.words`), `digits` its numbers in order.
    """

    folded: str
    key: str
    core: str
    sounds: str
    rest: str
    bits: int
    digits: tuple[str, ...]
    script: str

    @property
    def readings(self) -> tuple[str, ...]:
        """The sounds, and the same without a glued al- that may be an article, or without a word for a ruin.

        None where the script is not compared.

        Examples
        --------
        >>> read("Altanf").readings, read("Khirbat Ghazala").readings
        (('altanf', 'tanf'), ('XirbatGazala', 'Gazala'))
        """
        if not self.sounds or any(sign not in sounds.CODE for sign in self.sounds):
            return ()
        glued = (
            len(self.sounds) > 4 and self.sounds[:2] in {"al", "el"} and self.sounds[2] not in "aeiouAEIOU"
        )
        return tuple(filter(None, (self.sounds, self.sounds[2:] if glued else "", self.rest)))


@lru_cache(maxsize=4096)
def read(text: str) -> Spelling:
    """Take a spelling apart.

    Parameters
    ----------
    text : str
        A name in any script; beyond 200 letters or with four equal ones in a row it is no name, and all
        parts are empty.

    Examples
    --------
    >>> read("Al-Qā’im border crossing").sounds, read("Tower 22").digits
    ('qAim', ('22',))
    """
    folded = fold(text) if len(text) <= 8 * _LONGEST else ""
    if len(folded) > _LONGEST or _RUN.search(folded):
        folded = ""
    parted = _CAMEL.sub(" ", text) if folded else ""
    words = fold(parted).split()
    kept, bits = w.naming(words)
    sounded = _sounds(parted, words, kept)
    return Spelling(
        folded=folded,
        key="".join(w.without_articles(folded.split())),
        core="".join([words[i][w.glued_article(words[i]) :] for i in kept]),
        sounds="".join(sounded),
        rest="".join(sounded[1:]) if len(sounded) > 1 and sounds.skeleton(sounded[0]) in _RUIN else "",
        bits=bits,
        digits=tuple(_DIGITS.findall(folded)),
        script=script(folded),
    )


def key_of(text: str) -> str:
    """Return the folded form of a spelling without articles and spaces.

    Examples
    --------
    >>> key_of("al-Qā’im") == key_of("Al Qaim") == read("Qaim").key
    True
    """
    return "".join(w.without_articles(fold(text).split()))


def _sounds(text: str, words: list[str], kept: list[int]) -> list[str]:
    sounded = sounds.words(text)
    if len(sounded) != len(words):  # a sign that is a word of its own only to one of the two readings
        return ["".join(sounded)] if kept else []
    return [sounded[i][w.glued_article(words[i]) :] for i in kept]
