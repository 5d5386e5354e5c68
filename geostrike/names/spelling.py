"""A spelling taken apart once: folded form, keys, sounds, what its generic words and digits demand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from geostrike.names import sounds
from geostrike.names import words as w
from geostrike.names.fold import fold, script

_LONGEST = 200  # letters; a longer text is no name
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One spelling: `folded` keeps every word, `key` drops articles and spaces, `core` generic words too.

    `sounds` are the core as a row of sounds (`geostrike.names.sounds`).
    `bits` are the classes of its generic words (`geostrike.names.words`), `digits` its numbers in order.
    """

    folded: str
    key: str
    core: str
    sounds: str
    bits: int
    digits: tuple[str, ...]
    script: str

    @property
    def readings(self) -> tuple[str, ...]:
        """The sounds, and the same without an al- that may be an article written together with its word.

        None where the script is not compared.

        Examples
        --------
        >>> read("Altanf").readings
        ('altanf', 'tanf')
        """
        if not self.sounds or any(sign not in sounds.CODE for sign in self.sounds):
            return ()
        glued = (
            len(self.sounds) > 4 and self.sounds[:2] in {"al", "el"} and self.sounds[2] not in "aeiouAEIOU"
        )
        return (self.sounds, self.sounds[2:]) if glued else (self.sounds,)


@lru_cache(maxsize=4096)
def read(text: str) -> Spelling:
    """Take a spelling apart.

    Parameters
    ----------
    text : str
        A name in any script; beyond 200 letters it is no name, and all parts are empty.

    Examples
    --------
    >>> read("Al-Qā’im border crossing").sounds, read("Tower 22").digits
    ('qAim', ('22',))
    """
    folded = fold(text) if len(text) <= 8 * _LONGEST else ""
    if len(folded) > _LONGEST:
        folded = ""
    parted = _CAMEL.sub(" ", text) if folded else ""
    words = fold(parted).split()
    kept, bits = w.naming(words)
    return Spelling(
        folded=folded,
        key="".join(w.without_articles(folded.split())),
        core="".join([words[i][w.glued_article(words[i]) :] for i in kept]),
        sounds=_sounds(parted, words, kept),
        bits=bits,
        digits=tuple(_DIGITS.findall(folded)),
        script=script(folded),
    )


def _sounds(text: str, words: list[str], kept: list[int]) -> str:
    sounded = sounds.words(text)
    if len(sounded) != len(words):  # a sign that is a word of its own only to one of the two readings
        return "".join(sounded) if kept else ""
    return "".join([sounded[i][w.glued_article(words[i]) :] for i in kept])
