"""Memory that was let go is given back to the system, before the next stage asks for its own."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """What was let go is the system's again, where the C library has kept it.

    That of GNU does so with what lies between values that are still needed (``malloc_trim``): after related
    articles were found in 19,722 releases a hundred megabytes. Python takes room for small values elsewhere,
    so nobody would have used it. Other libraries have no such call, and nothing is done.
    """
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
