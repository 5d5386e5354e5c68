"""The pen of a figure: shapes and text in points from the top left corner; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from numpy.typing import ArrayLike, NDArray

from geostrike.maps.figure.lettering import RIGHT_TO_LEFT, Line, face, outline, step

Box = tuple[float, float, float, float]
INK, MUTED, PAPER = "#1d2329", "#4a545e", "#ffffff"
_POINTS_PER_INCH = 72.0


class Pen:
    """Draws on one matplotlib figure; y grows downwards, lengths are points, later strokes lie above."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        inches = (width / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
        self.figure = Figure(figsize=inches, facecolor=PAPER)
        down = Affine2D().scale(1, -1).translate(0, height).scale(1 / _POINTS_PER_INCH)
        self._to_figure = down + self.figure.dpi_scale_trans
        self._clip: PathPatch | None = None
        self._order = 1.0

    def clip(self, box: Box | None) -> None:
        """Let what follows show only inside a box (left, top, right, bottom), or everywhere."""
        self._clip = None if box is None else PathPatch(_rectangle(box), transform=self._to_figure)

    def shape(
        self,
        rings: Iterable[ArrayLike],
        *,
        closed: bool = True,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.75,
        dashes: Sequence[float] = (),
        alpha: float | None = None,
        round_ends: bool = False,
    ) -> None:
        """Polygons with their holes, or lines, each an array of x and y."""
        parts = [_path(np.asarray(ring, float), closed=closed) for ring in rings]
        if not parts:
            return
        self._add(
            PathPatch(
                Path.make_compound_path(*parts),
                facecolor=fill if closed else "none",
                edgecolor=edge,
                linewidth=width if edge != "none" else 0,
                linestyle=(0, tuple(part / width for part in dashes)) if dashes else "solid",
                capstyle="round" if round_ends else "butt",
                joinstyle="round",
                alpha=alpha,
            )
        )

    def box(self, box: Box, *, fill: str = "none", edge: str = "none", width: float = 0.75) -> None:
        """A rectangle from its left, top, right and bottom."""
        left, top, right, bottom = box
        ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        self.shape([ring], fill=fill, edge=edge, width=width)

    def circle(
        self,
        at: tuple[float, float],
        radius: float,
        *,
        fill: str = "none",
        edge: str = "none",
        width: float = 0.75,
        dashes: Sequence[float] = (),
        alpha: float | None = None,
    ) -> None:
        """A circle around a point."""
        self._add(
            Ellipse(
                at,
                2 * radius,
                2 * radius,
                facecolor=fill,
                edgecolor=edge,
                linewidth=width if edge != "none" else 0,
                linestyle=(0, tuple(part / width for part in dashes)) if dashes else "solid",
                capstyle="round",
                alpha=alpha,
            )
        )

    def text(self, x: float, y: float, line: Line, *, halo: float = 0.0) -> None:
        """A line of text from its left end and base line, with a white edge of so many points around it.

        A line that holds marks of direction is drawn as outlines: a PDF would give each mark the width of a
        space. Its raised letter stands where reading ends.
        """
        if line.raised:
            rightwards = line.text.startswith(RIGHT_TO_LEFT)
            letter_x = x if rightwards else x + line.width - line.letter.width
            self.text(letter_x, y - line.rise, line.letter, halo=halo)
            x += line.width - line.bare_width if rightwards else 0.0
        if halo:
            self._letters(x, y, line, edgecolor=PAPER, linewidth=2 * halo, alpha=0.85)
        if RIGHT_TO_LEFT in line.text:
            self._letters(x, y, line, facecolor=line.colour)
            return
        done = self.figure.text(
            x,
            y,
            line.text,
            transform=self._to_figure,
            fontproperties=face(line.bold),
            fontsize=line.size,
            color=line.colour,
            horizontalalignment="left",
            verticalalignment="baseline",
            parse_math=False,
        )
        self._register(done)

    def lines(
        self, start: float, top: float, room: float, lines: Sequence[Line], *, align: str = "start"
    ) -> float:
        """Lines of text below each other in a room so wide; gives the bottom of their ink."""
        y = top
        for at, line in enumerate(lines):
            y += line.above if at == 0 else step(lines[at - 1], line)
            rightwards = line.text.startswith(RIGHT_TO_LEFT)
            slack = room - line.width
            shift = {"start": slack if rightwards else 0.0, "middle": slack / 2, "left": 0.0, "right": slack}
            self.text(start + shift[align], y, line)
        return y + (lines[-1].below if lines else 0.0)

    def _letters(self, x: float, y: float, line: Line, **look: Any) -> None:
        letters = outline(line)
        corners = np.asarray(letters.vertices)
        if len(corners):
            here = Path(corners * (1, -1) + (x, y), letters.codes)
            self._add(PathPatch(here, **({"facecolor": "none", "linewidth": 0, "joinstyle": "round"} | look)))

    def _add(self, patch: PathPatch | Ellipse) -> None:
        patch.set_transform(self._to_figure)
        self.figure.add_artist(patch, clip=False)
        if self._clip is not None:
            patch.set_clip_path(self._clip)
        self._register(patch)

    def _register(self, artist: object) -> None:
        self._order += 1
        artist.set_zorder(self._order)  # type: ignore[attr-defined]


def _path(ring: NDArray[np.float64], *, closed: bool) -> Path:
    codes = [Path.MOVETO, *[Path.LINETO] * (len(ring) - 1)]
    if closed:
        codes[-1] = Path.CLOSEPOLY
    return Path(ring, codes)


def _rectangle(box: Box) -> Path:
    left, top, right, bottom = box
    return Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)
