"""Texts in a third of their room, for as long as nobody asks for them: an archive's fit into memory."""

from __future__ import annotations

import json
import zlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, overload

from builder.model.article import OutputFile
from builder.model.seed import Line, Link
from builder.spool import Spool, Waiting

_QUICK: Final = 1
"""The level of zlib that takes a fifth of the time, and a tenth more room."""


class LinesAskedFor(Sequence[Line]):
    """The lines of a seed, of which nothing is in memory until they are asked for."""

    __slots__ = ()

    @abstractmethod
    def _lines(self) -> Sequence[Line]:
        """All of them."""

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        """One of them, or some."""
        return self._lines()[place]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._lines())

    def __iter__(self) -> Iterator[Line]:
        """One after another."""
        return iter(self._lines())


class PackedLines(LinesAskedFor):
    """The lines of a seed. Whoever asks more than once makes a tuple of them."""

    __slots__ = ("_packed",)

    _packed: bytes | Waiting

    def __init__(self, lines: Iterable[Line]) -> None:
        """``lines``: as they are given back."""
        plain = [(one.number, one.text, one.aside, _plain(one.links), one.part) for one in lines]
        self._packed = zlib.compress(json.dumps(plain).encode(), _QUICK)

    def wait(self, spool: Spool) -> None:
        """From now on not in memory."""
        self._packed = spool.put(bytes(self._packed))

    def _lines(self) -> tuple[Line, ...]:
        return tuple(
            Line(number, text, aside, tuple(Link(*link) for link in links), part)
            for number, text, aside, links, part in json.loads(zlib.decompress(bytes(self._packed)))
        )


def _plain(links: Iterable[Link]) -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in links]


class PackedFile(OutputFile):
    """A file whose text is unpacked as often as it is asked for."""

    __slots__ = ("_packed",)

    _packed: bytes | Waiting
    """Where it waits on the disk it takes no room in memory, and is as it is."""

    def __init__(self, path: str, text: str, spool: Spool | None = None) -> None:
        """As any other. With a ``spool`` it is not in memory."""
        content = text.encode("utf-8")
        waiting = spool.put(content) if spool else content
        object.__setattr__(self, "path", path)
        is_here = isinstance(waiting, bytes)
        object.__setattr__(self, "_packed", zlib.compress(content, _QUICK) if is_here else waiting)

    @property
    def text(self) -> str:
        """What shall stand there."""
        packed = self._packed
        content = zlib.decompress(packed) if isinstance(packed, bytes) else bytes(packed)
        return content.decode("utf-8")
