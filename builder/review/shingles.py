"""Shingles: the runs of letters by which texts are compared, as numbers; a text's are made of it alone."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from builder.pages.later import read_body, sent_body
from builder.pages.page import Page
from builder.text import letters_of
from builder.workers import Shared, Workers

#: Letters of a shingle.
_SHINGLE: Final = 10
#: One shingle in eight is looked at: enough of them stay to tell, and the work is an eighth.
_SAMPLE: Final = 8

Shingles = frozenset[int]
Packed = Sequence[int]
"""The shingles of a text, each once, in their order and in little room (an ``array``)."""


def shingles_of(text: str) -> Shingles:
    """The sampled shingles of a text's letters, whatever its spaces and marks."""
    letters, width = letters_of(text).encode("utf-16-le", "surrogatepass"), _SHINGLE * 2
    marks = (zlib.crc32(letters[at : at + width]) for at in range(0, max(1, len(letters) - width), 2))
    return frozenset(mark for mark in marks if mark % _SAMPLE == 0)


def packed(shingles: Shingles) -> array[int]:
    """To be held by the thousand."""
    return array("I", sorted(shingles))


def shingles_of_each(pages: Iterable[Page], count: int, workers: Workers) -> Iterator[array[int]]:
    """Those of so many pages, one after another. ``workers``: who may make them."""
    bodies = map(sent_body, pages)
    return (array("I", found) for found in workers.map(_NOTHING, _of_bodies, bodies, count))


def _of_bodies(_: None, bodies: Sequence[str | bytes]) -> list[bytes]:
    return [packed(shingles_of(read_body(body))).tobytes() for body in bodies]


def _nothing(_: bytes) -> None:
    return None


_NOTHING: Final = Shared(None, _nothing, bytes)
