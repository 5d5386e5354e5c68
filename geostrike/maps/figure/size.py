"""How large a figure is: a width as it is typed, in points and in pixels; draws nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geostrike.errors import GeostrikeError

_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75}
_NARROWEST_PT, _WIDEST_PT = 120.0, 3000.0
_PRINT_DPI, _SCREEN_DPI = 300.0, 96.0
_FORM = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(mm|cm|in|pt|px)")


@dataclass(frozen=True, slots=True)
class Size:
    """The width of a figure, its unit as typed, and the pixels an inch of a picture."""

    width_pt: float
    unit: str
    dpi: float
    height_pt: float = 0.0

    def typed(self, points: float) -> str:
        """A length of so many points in the unit that was typed.

        Examples
        --------
        >>> read("170mm").typed(read("170mm").width_pt)
        '170mm'
        """
        return f"{points / _POINTS[self.unit]:.4f}".rstrip("0").rstrip(".") + self.unit


SOCIAL = Size(450.0, "px", 192.0, height_pt=236.25)


def read(text: str) -> Size:
    """The width of a figure: a number with mm, cm, in, pt or px (96 an inch).

    Parameters
    ----------
    text : str
        What was typed, such as ``170mm``.

    Raises
    ------
    GeostrikeError
        If it is no length, or one that no figure can have.

    Examples
    --------
    >>> read("1200px").width_pt, read("8.5 cm").unit
    (900.0, 'cm')
    """
    found = _FORM.fullmatch(text.strip().casefold())
    if not found:
        raise GeostrikeError(f"The width {text!r} is no length; write a number with its unit, such as 170mm.")
    width = float(found[1]) * _POINTS[found[2]]
    if not _NARROWEST_PT <= width <= _WIDEST_PT:
        raise GeostrikeError(f"The width {text!r} is out of range; a figure is between 43mm and 1058mm wide.")
    return Size(width, found[2], _SCREEN_DPI if found[2] == "px" else _PRINT_DPI)
