"""Long files in blocks: lines of some articles each, of which only those are made that say something new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final
from zlib import crc32

from builder.model import Entry
from builder.publish.outputs.output import Block
from builder.publish.publication import Publication

OFTEN: Final = 64
"""Articles of a block, on average: what one changed article makes anew of each file that it stands in."""

Lines = Callable[[Sequence[Entry]], bytes]


def blocks_of(
    publication: Publication,
    entries: Iterable[Entry],
    lines: Lines,
    more: Callable[[Sequence[Entry]], object] = lambda _: None,
) -> Iterator[Block]:
    """The ``entries`` in their order as blocks of ``lines``.

    ``more``: what decides the lines of some besides what is said of each alone (``Publication.around``).
    """
    for some in cut(entries):
        yield Block((publication.all_around(some), more(some)), partial(lines, some))


def cut(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Cut behind those whose ids say so: who comes or goes moves no other cut."""
    some: list[Entry] = []
    for entry in entries:
        some.append(entry)
        if crc32(entry.id.encode()) % OFTEN == 0:
            yield some
            some = []
    if some:
        yield some
