"""Where work is done: processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol

from builder.workers.elsewhere import NoContextError, do

_MOST: Final = 61 if os.name == "nt" else 1024
"""So many processes one pool can wait for; on Windows that is a limit of the system."""


class NoPlaceError(Exception):
    """Nobody can work there; its text says why."""


class Place(Protocol):
    """Other processes, as an executor knows them, and a way for what all of their work needs."""

    jobs: int
    """How many batches it works on at once."""
    losses: tuple[type[BaseException], ...]
    """What a batch ends with whose process was lost, or can do nothing."""

    def share(self, name: str, written: bytes) -> Any:
        """What comes to the processes as these bytes, or as the path of a file of them.

        ``name`` can be a file's.
        """

    def submit(self, name: str, shared: Any, task: bytes) -> Future[bytes]:
        """Let ``do`` of elsewhere.py be done there; ``shared``: of ``share``."""

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
        self._executor = ProcessPoolExecutor(self.jobs, spawn, _begin)

    def share(self, name: str, written: bytes) -> Path:
        """A file of them."""
        file = Path(self._folder.name, name)
        file.write_bytes(written)
        return file

    def submit(self, name: str, shared: Path, task: bytes) -> Future[bytes]:
        """See ``Place``."""
        return self._executor.submit(do, name, shared, task)

    def close(self, *, wait: bool) -> None:
        """End them."""
        self._executor.shutdown(wait=wait, cancel_futures=True)
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
