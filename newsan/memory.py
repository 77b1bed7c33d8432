"""Memory that was freed goes back to the system; a module that loads at no cost."""

from __future__ import annotations

import gc
import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """Give the system what this process needs no more; where the C library has no way to it, only Python frees it.

    Trees of web pages are in cycles, so Python keeps them until it looks for these (27 MB after a long table).  glibc
    keeps what lies between things that are in use, such as the strings of rows.  After 300 web pages that was 50 MB of
    266.  A call takes a tenth of a second or less.
    """
    gc.collect()
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """glibc's function; None elsewhere."""
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None), "malloc_trim", None)
