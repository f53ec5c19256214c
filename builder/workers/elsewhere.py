"""What happens in the process that work was given to: bytes in, bytes out, whoever carries them."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final, Generic, TypeVar

Context = TypeVar("Context")
Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Context, Sequence[Item]], list[Result]]
"""A function of a module: what it makes of a batch of values."""


@dataclass(frozen=True, slots=True)
class Shared(Generic[Context]):
    """What work needs besides its values."""

    here: Context
    """In this process."""
    start: Callable[[bytes], Context]
    """Makes the same in another one: a function of a module."""
    written: Callable[[], bytes]
    """What it is made from. Asked for when work goes to another process."""


class NoContextError(Exception):
    """What the work needs cannot be made in that process."""


#: One batch at a time in each process: ours know nothing of threads, which a cluster's processes may have.
_ALONE: Final = Lock()
_contexts: dict[str, Any] = {}
"""Of this process: what its work needs besides the values, by name; of one kind of work at a time."""


def do(name: str, shared: bytes | Path, task: bytes) -> bytes:
    """The results of a batch: both as ``packed`` writes them.

    ``shared``: what the context called ``name`` is made from, or the file that holds it.

    Raises:
        NoContextError: it cannot be made here.
    """
    start, work, batch = pickle.loads(task)  # noqa: S301 - from the process that started or called this one
    with _ALONE:
        if name not in _contexts:
            _contexts.clear()
            _contexts[name] = _started(start, shared)
        return packed(work(_contexts[name], batch))


def _started(start: Callable[[bytes], Context], shared: bytes | Path) -> Context:
    try:
        return start(shared.read_bytes() if isinstance(shared, Path) else shared)
    except Exception as error:  # noqa: BLE001 - whatever it is, the work can still be done where it came from
        raise NoContextError(f"{type(error).__name__}: {error}") from None


def packed(value: object) -> bytes:
    """A value as it travels."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
