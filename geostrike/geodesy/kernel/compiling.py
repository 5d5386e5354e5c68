"""How the kernel's functions are compiled, and kept on disk where that is possible; no geometry here."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import numba

_Function = TypeVar("_Function", bound=Callable[..., Any])

_SOURCES = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
_DIGEST = blake2b(_SOURCES, digest_size=8).hexdigest()


def inline(function: _Function) -> _Function:
    """Compile a function into its callers."""
    return _compiled(function, forceinline=True)


def called(function: _Function) -> _Function:
    """Compile a function that stays a call, for what is long and rare."""
    return _compiled(function)


def entry(function: _Function) -> _Function:
    """Compile a function for Python, and keep the result on disk where a folder for it can be written.

    To tell stale code numba looks at the function's own file only; a digest of all files in the name mends
    that.
    """
    function.__qualname__ += "_" + _DIGEST
    try:
        return _compiled(function, cache=True)
    except RuntimeError:
        return _compiled(function)


def _compiled(function: _Function, **flags: Any) -> _Function:
    flags |= {"nogil": True, "error_model": "numpy", "fastmath": {"contract"}}
    compiled: _Function = numba.njit(**flags)(function)
    return compiled
