"""What is needed until the process ends, and how seldom the collector of cycles then looks."""

from __future__ import annotations

import gc
from typing import Final, TypeVar

T = TypeVar("T")

_SELDOM: Final = 20_000
"""Values made since the collector of cycles last looked; Python's own 700 are one article's."""


def for_good(value: T) -> T:
    """The value, which is needed until the process ends: the collector of cycles no longer walks through it.

    Nor does it look so often at what is made of it.
    """
    gc.freeze()
    seldom_collected()
    return value


def seldom_collected() -> None:
    """From now on: our values are frozen, hardly one is part of a cycle, and modules stay where they are."""
    gc.set_threshold(_SELDOM)
