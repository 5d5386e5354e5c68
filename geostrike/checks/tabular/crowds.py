"""Points that hold more events than their precision makes likely; looks at points, not at rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geostrike.checks.tabular.frame import Frame, groups
from geostrike.model import Finding

_EXACT_M = 500.0
_LEAST = 20  # events at one exact point
_SHARE = 0.1  # of all events at one point, however well it is known
_TIMES = 10  # as many as the usual point holds
_MOST = 20  # points that are named


def findings(frame: Frame) -> Iterator[Finding]:
    """A finding on each point that holds improbably many events, on its first row.

    Parameters
    ----------
    frame : Frame
        The table.
    """
    rows = np.flatnonzero(~np.isnan(frame.columns.lon))
    if rows.size < _LEAST:
        return
    group, first = groups(frame.columns.lon[rows], frame.columns.lat[rows])
    held = np.bincount(group)
    usual = float(np.median(held))
    exact = frame.values("radius_m")[rows[first]] <= _EXACT_M
    many = (held >= _LEAST) & (held >= _TIMES * usual) & (exact | (held >= _SHARE * rows.size))
    fullest = sorted(np.flatnonzero(many).tolist(), key=lambda each: (-held[each], each))[:_MOST]
    for each in fullest:
        at = int(rows[first[each]])
        lon, lat = frame.columns.lon[at], frame.columns.lat[at]
        message = (
            f"the point {lat:g},{lon:g} holds {held[each]} of {rows.size} events; is it where they "
            "happened, or where a town or an office is? Then state its precision."
        )
        yield frame.finding("point-crowded", "question", at, "lat", message)
