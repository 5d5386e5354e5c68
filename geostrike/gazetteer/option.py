"""A place that a name may mean, as it is weighed against others; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from geostrike.gazetteer.layer import Layer, rough_m

Point = tuple[float, float]


@dataclass(slots=True)
class Option:
    """A place that may be meant: its layer and row, its logarithmic weight, and what was found."""

    layer: Layer
    row: int
    rank: int
    weight: float
    odds: float
    name: int
    equal: int
    more: bool
    across: bool
    kind: str
    settled: bool
    point: Point
    called: str = ""
    via: Option | None = None

    @property
    def text(self) -> str:
        """The spelling that was met."""
        return self.layer.spellings[self.name]

    def metres(self, other: Option) -> float:
        """Distance between the two."""
        return rough_m(*self.point, *other.point)

    def akin(self, best: Option) -> bool:
        """Whether it bears the name as well as the best does, or is called so elsewhere."""
        return bool(self.called) or self.odds >= best.odds - 1
