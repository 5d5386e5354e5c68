"""A spelling taken apart once: folded form, keys, what its generic words and digits demand; no places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from geostrike.names import words as w
from geostrike.names.fold import fold, script

_LONGEST = 200  # letters; a longer text is no name


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One spelling: `folded` keeps every word, `key` drops articles and spaces, `core` generic words too.

    `bits` are the classes of its generic words (`geostrike.names.words`), `digits` its numbers in order.
    """

    folded: str
    key: str
    core: str
    bits: int
    digits: tuple[str, ...]
    script: str


@lru_cache(maxsize=4096)
def read(text: str) -> Spelling:
    """Take a spelling apart.

    Parameters
    ----------
    text : str
        A name in any script; beyond 200 letters it is no name, and all parts are empty.

    Examples
    --------
    >>> read("Al-Qā’im border crossing").core, read("Tower 22").digits
    ('qaim', ('22',))
    """
    folded = fold(text) if len(text) <= 8 * _LONGEST else ""
    folded = folded if len(folded) <= _LONGEST else ""
    words = folded.split()
    naming, bits = w.split(words)
    return Spelling(
        folded=folded,
        key="".join(w.without_articles(words)),
        core="".join(naming),
        bits=bits,
        digits=tuple(re.findall("[0-9]+", folded)),
        script=script(folded),
    )
