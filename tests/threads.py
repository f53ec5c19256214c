"""A place to work that is quick to begin."""

from __future__ import annotations

import pickle
from concurrent.futures import BrokenExecutor, CancelledError, Future, ThreadPoolExecutor

from builder.workers import NoContextError
from builder.workers.elsewhere import do


class Threads:
    """Threads as another place: quick to begin. A batch with ``poison`` ends as if its process had died."""

    jobs = 2
    losses: tuple[type[BaseException], ...] = (BrokenExecutor, CancelledError, NoContextError)
    poison: int | None = None

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(2)

    def submit(self, name: str, shared: bytes, task: bytes) -> Future[bytes]:
        if self.poison in pickle.loads(task)[2]:
            future: Future[bytes] = Future()
            future.set_exception(BrokenExecutor("gone"))
            return future
        return self._threads.submit(do, f"{id(self)} {name}", shared, task)

    def share(self, name: str, written: bytes) -> bytes:
        return written

    def close(self, *, wait: bool) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
