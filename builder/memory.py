"""What functions of a run have come to, kept for the next one: each by itself, or many that hold together."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any, Final, NamedTuple, TypeVar

from builder.kept import Drawer, Kept, Value, key_of
from builder.spool import Spool

_STATE: Final = "state"
_AT_ONCE: Final = 1_000
"""So many values go to the disk in one go."""
_Result = TypeVar("_Result")


class Found(NamedTuple):
    """A value that was made, as it is kept."""

    kind: str
    name: str
    value: Value


class Memory:
    """What pure functions of a run have come to, for the next one."""

    def __init__(self, kept: Kept | None = None, shape: bytes = b"") -> None:
        """``shape``: of the code, the rules and the settings: of all that is no argument of a function."""
        self._kept, self.shape = kept, shape
        self._drawers: dict[str, Drawer] = {}

    def recall(self, kind: str, name: str, arguments: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """What ``make`` gives, as JSON has it; it is asked only where the ``arguments`` are not as before.

        ``arguments``: all that it depends on (``key_of``). ``name``: whose it is, one value each in a kind;
        an article's begins with its id and a space, if more follows.
        """
        return json.loads(self.recall_bytes(kind, name, arguments, lambda: _as_json(make())))

    def recall_bytes(
        self, kind: str, name: str, arguments: tuple[object, ...], make: Callable[[], bytes]
    ) -> bytes:
        """The same of what is bytes."""
        key, drawer = key_of(self.shape, *arguments), self._drawer(kind)
        written = drawer.take(name, key)
        if written is None:
            written = make()
            drawer.put(name, key, written)
        return written

    def known(self, kind: str, name: str, arguments: Iterable[object]) -> bytes | None:
        """What was kept under a name, if it was with the same ``arguments``."""
        return self._drawer(kind).take(name, key_of(self.shape, *arguments))

    def keep(self, kind: str, name: str, arguments: Iterable[object], value: bytes) -> None:
        """Keep a value for the next run."""
        self._drawer(kind).put(name, key_of(self.shape, *arguments), value)

    def found(self) -> list[Found]:
        """All that was made by this one, as another of the same shape can take it over."""
        return [
            Found(kind, name, value)
            for kind, drawer in self._drawers.items()
            for name, value in drawer.changed.items()
        ]

    def take_over(self, found: Iterable[Found]) -> None:
        """Keep what another one has made."""
        for kind, name, value in found:
            self._drawer(kind).put(name, *value)

    def _drawer(self, kind: str) -> Drawer:
        if kind not in self._drawers:
            self._drawers[kind] = Drawer(self._kept, kind)
        return self._drawers[kind]

    def together(self, kind: str) -> Together:
        """The values of a kind that only hold together."""
        return Together(self._kept or Kept(None), kind, self.shape)

    def save(self, living: Container[str]) -> None:
        """Bring it to the disk; what is of none of the ``living`` is forgotten.

        So is what this run did not ask for, where it was made in another shape: no run can be given it.
        """
        if self._kept is None:
            return
        is_new = self._kept.renewed("memory", self.shape)
        for drawer in self._drawers.values():
            drawer.save(None if is_new else living)


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


class LostError(Exception):
    """A value that was kept is damaged, or not there: begin with nothing."""


class Together:
    """The values of one kind that only hold together: those of a run that came to its end, or none of them.

    What an article means to others cannot be kept by a key of its own: it depends on all of them. A run finds
    what the last one left, and changes what has to be. While it does so nothing is there for anybody else: if
    it does not come to its end, the next one begins with nothing. So does one that finds a value damaged.
    """

    def __init__(self, kept: Kept, kind: str, shape: bytes) -> None:
        """``shape``: of all that decides what they are, but for what the ``state`` tells."""
        self._kept, self._kind, self._shape = kept, kind, shape
        self.state: Any = self._found()
        """What the last run left of itself, as JSON has it; None where it left nothing that holds."""

    def _found(self) -> Any:
        value = self._kept.value(self._kind, _STATE)
        return json.loads(value.value) if value and value.key == self._shape else None

    def brought_up(self, parts: Iterable[str], work: Callable[[], _Result]) -> _Result:
        """What ``work`` gives: following on from the last run, or from nothing where that left nothing whole.

        ``parts``: all that it keeps.
        """
        if self.state is not None:
            with suppress(LostError):
                return work()
        self.begin_anew(parts)
        return work()

    def begin(self) -> None:
        """Values will change: until ``finish`` there is nothing that holds together."""
        self._kept.replace(self._kind, {}, [_STATE])
        self._kept.commit()

    def begin_anew(self, parts: Iterable[str]) -> None:
        """Forget all of these parts."""
        self.begin()
        self.state = None
        for part in parts:
            self._kept.replace(self._of(part), {}, self._kept.names(self._of(part)))

    def finish(self, state: object) -> None:
        """All is as it shall be: from now on it holds."""
        self._kept.replace(self._kind, {_STATE: Value(self._shape, _as_json(state))})
        self._kept.commit()

    def rows(self, part: str, expected: int) -> Iterator[tuple[str, Value]]:
        """All values of a part, in order of their names; meanwhile others may be put in.

        Raises:
            LostError: there are not as many as ``expected``.
        """
        count = 0
        for name, value in self._kept.rows(self._of(part)):
            count += 1
            yield name, value
        if count != expected:
            raise LostError(part)

    def value(self, part: str, name: str) -> Value:
        """One of them.

        Raises:
            LostError: it is not there.
        """
        found = self._kept.value(self._of(part), name)
        if found is None:
            raise LostError(name)
        return found

    def put(self, part: str, changed: Mapping[str, Value], gone: Iterable[str] = ()) -> None:
        """Put values in the place of those with their names, and forget those that are ``gone``."""
        self._kept.replace(self._of(part), changed, gone)

    def put_by(self, part: str, values: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        """``put_each``, and each of them for whoever needs it besides."""
        rest = iter(values)
        while batch := dict(islice(rest, _AT_ONCE)):
            self.put(part, {name: Value(b"", value) for name, value in batch.items()})
            yield from batch.items()

    def put_each(self, part: str, values: Iterable[tuple[str, bytes]]) -> None:
        """The same of values that are made one by one: few of them are in memory."""
        for _ in self.put_by(part, values):
            pass

    def spool(self) -> Spool:
        """Where bytes of this run can wait, on the disk on which all of it lies."""
        return Spool(self._kept.folder)

    def _of(self, part: str) -> str:
        return f"{self._kind} {part}"
