"""Two files or folders change places in one step, where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

#: RENAME_EXCHANGE of renameat2(2) on Linux, RENAME_SWAP of renamex_np(2) on macOS: the same number.
_CHANGE_PLACES: Final = 2
_HERE: Final = -100
"""AT_FDCWD: relative to the folder the process is in."""
_CANNOT: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})

_Call = Callable[[bytes, bytes], int]


def exchange(one: Path, other: Path) -> bool:
    """Let two paths of one file system change places; at no moment is either missing.

    Returns False, and nothing has happened, where the system or the file system cannot do that in one step.

    Raises:
        OSError: one of them is not there, or may not be renamed.
    """
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@cache
def _call() -> _Call | None:
    """The system's own way, if it has one."""
    if sys.platform == "win32":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if renameat2 := getattr(library, "renameat2", None):
        return lambda one, other: int(renameat2(_HERE, one, _HERE, other, _CHANGE_PLACES))
    if renamex := getattr(library, "renamex_np", None):
        return lambda one, other: int(renamex(one, other, _CHANGE_PLACES))
    return None
