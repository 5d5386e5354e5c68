"""Weights of the evidence for a place, no logic.

Fitted by maximum likelihood on half of a development set of queries, then rounded: `odds`, `mean`,
`across_length`, `near`, `none`, `none_length`. Set by hand, with both halves in sight: all others.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of the logarithms that add up for a place, and for no known place."""

    odds: float
    mean: float
    more: float
    across_length: float
    equal: float
    key: float
    quarter: float
    people: float
    near: float
    near_m: float
    article: float
    village: float
    none: float
    none_length: float


WEIGHTS = Weights(
    odds=0.38,
    mean=2.25,
    across_length=0.36,
    equal=2.0,
    key=1.0,
    more=-3.0,
    quarter=-1.0,
    people=0.6,
    near=2.42,
    near_m=100_000.0,
    article=-1.5,
    village=-1.5,
    none=-5.2,
    none_length=0.53,
)
