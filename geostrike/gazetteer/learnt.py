"""The learnt costs of letters that ship with geostrike, read once; no arithmetic."""

from __future__ import annotations

from functools import cache

import numpy as np

from geostrike.files import data_path
from geostrike.names.compare import Costs


@cache
def costs() -> Costs:
    """Costs learnt by ``gazetteer/scripts/learn_sounds.py``.

    Examples
    --------
    >>> costs().pair.shape[0]  # scripts
    3
    """
    with np.load(data_path("geonames", "sounds.npz")) as table:
        scale = np.float32(table["scale"])
        return Costs(table["pair"] * scale, table["gap"] * scale)
