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
        return Costs(table["pair"].astype(np.int16), table["gap"].astype(np.int16), float(table["scale"]))
