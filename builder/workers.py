"""Work on all cores: values go in batches to other processes, and what comes of them comes back in order.

Values and results travel as bytes, so that nothing depends on how many processes there are, or where. A
process that dies costs time, not output: its work is done here. A bounded number of batches is under way at
once, and that bounds the memory.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

Context = TypeVar("Context")
Item = TypeVar("Item")
Result = TypeVar("Result")

_BATCH: Final = 50
_LEAST: Final = 400
"""Fewer values are not worth the start of a process."""
_WAITING: Final = 3
"""Batches for each process that are under way or wait to be fetched."""

_context: Any = None
"""Of this process, if it is one of ours: what the work needs besides the values."""


_SELDOM: Final = 20_000
"""Values made since the collector of cycles last looked; Python's own 700 are one article's."""


def for_good(value: Context) -> Context:
    """The value, which is needed until the process ends: the collector of cycles no longer walks through it.

    Nor does it look so often at what is made of it: our values are frozen, and hardly one is part of a cycle.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM)
    return value


def all_cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Workers(Generic[Context]):
    """How work is spread: over ``jobs`` processes, each of which makes its own ``context``."""

    jobs: int
    context: Context
    """What the work needs besides the values, in this process."""
    start: Callable[..., Context]
    """Makes it in another one, from ``arguments``."""
    arguments: tuple[object, ...]

    def map(
        self, work: Callable[[Context, Sequence[Item]], list[Result]], items: Sequence[Item]
    ) -> Iterator[Result]:
        """What ``work`` makes of each item, in their order; it is a function of a module, given a batch."""
        batches = [items[start : start + _BATCH] for start in range(0, len(items), _BATCH)]
        jobs = min(self.jobs, len(batches))
        done = 0
        if jobs > 1 and len(items) >= _LEAST:
            try:
                for results in self._elsewhere(work, batches, jobs):
                    done += 1
                    yield from results
            except BrokenProcessPool:
                pass  # one has died; what is missing is done here
        for batch in batches[done:]:
            yield from work(self.context, batch)

    def _elsewhere(
        self,
        work: Callable[[Context, Sequence[Item]], list[Result]],
        batches: Sequence[Sequence[Item]],
        jobs: int,
    ) -> Iterator[list[Result]]:
        # a new interpreter, not a copy of this one: it may have threads, and copies of locks they hold
        pool = ProcessPoolExecutor(
            jobs, multiprocessing.get_context("spawn"), _begin, (self.start, self.arguments)
        )
        with pool:
            waiting: deque[Future[list[Result]]] = deque()
            try:
                for batch in batches:
                    waiting.append(pool.submit(_do, work, batch))
                    if len(waiting) >= jobs * _WAITING:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _begin(start: Callable[..., object], arguments: tuple[object, ...]) -> None:
    global _context  # noqa: PLW0603 - the one value a process of ours has
    _context = start(*arguments)


def _do(work: Callable[[Any, Sequence[Item]], list[Result]], batch: Sequence[Item]) -> list[Result]:
    return work(_context, batch)
