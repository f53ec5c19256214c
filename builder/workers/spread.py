"""Work is given out in batches, and what comes of it is taken back in order.

Values and results travel as bytes, so that any ``concurrent.futures.Executor`` serves, and nothing depends on
how many processes there are, or where. A process that is lost costs time, not output: its batches are given
to others, and in the end they are done here. A bounded number of batches is under way at once, and that
bounds the memory.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from itertools import islice
from typing import Any, Final, Generic, Self

from builder.workers.elsewhere import Context, Item, Result, Shared, Work, packed
from builder.workers.places import NoPlaceError, Place, Processes

#: A multiple of the number of documents that stand in one file of the search index.
BATCH: Final = 64
_LEAST: Final = 400
"""Fewer values are not worth the start of a process."""
_WAITING: Final = 3
"""Batches for each process that are under way or wait to be fetched."""
_MOST_PLACES: Final = 3
"""So often processes are begun anew where some were lost."""

Hire = Callable[[], Place]


class Workers:
    """The other processes of one run, begun when they are first needed. Use it as a context."""

    def __init__(self, jobs: int = 1, cluster: Hire | None = None) -> None:
        """``jobs``: so many processes of this machine. ``cluster``: where all goes that needs no disk."""
        self._on_disk = _Crew(partial(Processes, jobs) if jobs > 1 else None)
        self._anywhere = _Crew(cluster) if cluster else self._on_disk
        self._is_far = cluster is not None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def begin(self) -> None:
        """Begin to work with the cluster, if there is one.

        Raises:
            NoPlaceError: that is not possible.
        """
        if self._is_far:
            self._anywhere.begin()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes; after an error or Ctrl+C without waiting for what they do."""
        for crew in (self._on_disk, self._anywhere):
            crew.leave(wait=kind is None)

    @property
    def lost(self) -> tuple[str, ...]:
        """Why processes were lost, in words."""
        return tuple(dict.fromkeys((*self._on_disk.lost, *self._anywhere.lost)))

    def map(
        self,
        shared: Shared[Context],
        work: Work[Context, Item, Result],
        items: Iterable[Item],
        count: int,
        *,
        batch: int | None = None,
        on_disk: bool = False,
    ) -> Iterator[Result]:
        """What ``work`` makes of the items, batch by batch, in their order.

        ``count``: how many there are; they are taken as they are needed. ``batch``: so many at a time, if not
        ``BATCH``. ``on_disk``: the work needs files of this machine.
        """
        crew = self._on_disk if on_disk else self._anywhere
        if count < (1 if self._is_far and not on_disk else _LEAST):
            crew = _Crew(None)
        task, waiting = _Task(shared, work), deque[_Given[Item]]()
        taken = iter(items)
        while values := tuple(islice(taken, batch or BATCH)):
            waiting.append(crew.give(task, values))
            if len(waiting) >= crew.most:
                yield from crew.done(task, waiting.popleft())
        while waiting:
            yield from crew.done(task, waiting.popleft())


@dataclass(frozen=True)
class _Task(Generic[Context, Item, Result]):
    """What is to be done with each batch."""

    shared: Shared[Context]
    work: Work[Context, Item, Result]

    @cached_property
    def context(self) -> tuple[str, bytes]:
        """What the other processes make the context from, and a name for it."""
        written = self.shared.written()
        return blake2b(written, digest_size=16).hexdigest(), written

    def here(self, batch: Sequence[Item]) -> list[Result]:
        return self.work(self.shared.here, batch)


@dataclass(frozen=True, slots=True)
class _Given(Generic[Item]):
    """A batch, who does it, and what will come of it; nobody does it before it is asked for here."""

    batch: Sequence[Item]
    by: tuple[Place, Future[bytes]] | None = None


class _Crew:
    """Other processes, begun again where some were lost; nobody where ``hire`` is None."""

    def __init__(self, hire: Hire | None) -> None:
        self._hire, self._left = hire, _MOST_PLACES if hire else 0
        self._place: Place | None = None
        self._brought: dict[str, Any] = {}
        self.lost: list[str] = []

    @property
    def most(self) -> int:
        """So many batches may be under way."""
        return self._place.jobs * _WAITING if self._place else 1

    def begin(self) -> None:
        self._place = self._hire() if self._hire else None

    def give(self, task: _Task[Any, Item, Any], batch: Sequence[Item]) -> _Given[Item]:
        while place := self._begun():
            try:
                name, _ = task.context
                written = packed((task.shared.start, task.work, batch))
                future = place.submit(name, self._shared(place, task), written)
            except place.losses as error:
                self._lose(place, error)
            except (pickle.PicklingError, TypeError, AttributeError):
                break  # an archive's settings can be anything, and not all of it travels
            else:
                return _Given(batch, (place, future))
        return _Given(batch)

    def done(self, task: _Task[Any, Item, Result], given: _Given[Item]) -> list[Result]:
        while given.by:
            place, future = given.by
            try:
                results: list[Result] = pickle.loads(future.result())  # noqa: S301 - from a process we gave work to
            except place.losses as error:
                self._lose(place, error)
                given = self.give(task, given.batch)
            else:
                return results
        return task.here(given.batch)

    def leave(self, *, wait: bool) -> None:
        if self._place:
            self._place.close(wait=wait)
        self._place = None
        self._brought.clear()

    def _begun(self) -> Place | None:
        """Where to work; None where there were too many losses."""
        if self._place is None and self._left and self._hire:
            self._left -= 1
            try:
                self._place = self._hire()
            except NoPlaceError as error:
                self._left = 0
                self.lost.append(str(error))
        return self._place

    def _shared(self, place: Place, task: _Task[Any, Any, Any]) -> Any:
        name, written = task.context
        if name not in self._brought:
            self._brought[name] = place.share(name, written)
        return self._brought[name]

    def _lose(self, place: Place, error: BaseException) -> None:
        """The other batches that were given there come back too, each as it is asked for."""
        if place is self._place:
            self.lost.append(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
            self.leave(wait=False)


#: No other process.
HERE: Final = Workers()
