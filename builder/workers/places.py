"""Where work is done: processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol

from builder.workers.elsewhere import NoContextError

_MOST: Final = 61 if os.name == "nt" else 1024
"""So many processes one pool can wait for; on Windows that is a limit of the system."""


class Place(Protocol):
    """An executor, and a way for what all of its work needs."""

    jobs: int
    """How many batches it works on at once."""
    executor: Executor
    losses: tuple[type[BaseException], ...]
    """What a batch ends with whose process was lost, or can do nothing."""

    def share(self, name: str, written: bytes) -> Any:
        """What ``executor`` brings to its processes as these bytes, or as the path of a file of them.

        ``name`` can be a file's.
        """

    def close(self, *, wait: bool) -> None:
        """Nobody works here any more. ``wait``: until the last batch is done."""


class Processes:
    """Processes of this machine, begun as work comes."""

    losses: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, NoContextError)

    def __init__(self, jobs: int) -> None:
        """``jobs``: how many."""
        self.jobs = min(jobs, _MOST)
        self._folder = tempfile.TemporaryDirectory(prefix="briefings-")
        # a new interpreter, not a copy of this one: it may have threads, and copies of locks they hold
        spawn = multiprocessing.get_context("spawn")
        self.executor: Executor = ProcessPoolExecutor(self.jobs, spawn, _begin)

    def share(self, name: str, written: bytes) -> Path:
        """A file of them."""
        file = Path(self._folder.name, name)
        file.write_bytes(written)
        return file

    def close(self, *, wait: bool) -> None:
        """End them."""
        self.executor.shutdown(wait=wait, cancel_futures=True)
        self._folder.cleanup()


def _begin() -> None:
    """Ctrl+C is answered by the process that began this one; without that one, this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def all_cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
