"""Names: a spelling in any script or romanisation becomes keys that can be compared; knows no place."""

from __future__ import annotations

from geostrike.names.fold import fold
from geostrike.names.spelling import Spelling, key_of, read

__all__ = ["Spelling", "fold", "key_of", "read"]
