"""Weights of the evidence for a place and the calibration of scores, read once; no logic.

``gazetteer/scripts/fit_weights.py`` makes the file and says which weights are fitted, which set by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from geostrike.files import data_path

# Evidence for a place (geostrike.gazetteer.evidence), one weight each, in the order of its columns.
PLACE = (
    "odds", "mean", "across", "across_length", "doubted", "lax", "equal", "key", "more", "quarter", "people",
    "near", "article_more", "article_less", "village",
)  # fmt: skip
# Evidence for no known place: the logarithm of the places that count has the weight 1.
NONE = ("one", "length", "own", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of logarithms that add up, for a place and for no known place, and what follows from the sum.

    `share` and `score` are the knots of the calibration: the share of the weight that a place has, and how
    often such a place was the right one. From `resolved_from` on it is the answer, unless another place of
    its name has `rival` of its share.
    """

    place: NDArray[np.float64]
    none: NDArray[np.float64]
    share: NDArray[np.float64]
    score: NDArray[np.float64]
    resolved_from: float
    rival: float


@cache
def weights() -> Weights:
    """Weights that ship with geostrike.

    Examples
    --------
    >>> len(weights().place) == len(PLACE)
    True
    """
    told = json.loads(data_path("geonames", "weights.json").read_text(encoding="utf-8"))
    return Weights(
        place=np.array([told["place"][name] for name in PLACE]),
        none=np.array([told["none"][name] for name in NONE]),
        share=np.array(told["calibration"]["share"]),
        score=np.array(told["calibration"]["score"]),
        resolved_from=told["resolved_from"],
        rival=told["rival"],
    )
