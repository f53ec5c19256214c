"""What an output is: a form, and who makes its files.

To add one, write a module that ends in one of these and name it in ``all.py``.

A maker gives bytes, for one page at a time, and depends on the publication alone. Where it fails, the page
and the output are named as a problem and the others go on (``builder/publish/derive.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from builder.catalogue.forms import Form
from builder.model import Entry
from builder.publish.listings import Listing
from builder.publish.publication import Publication

Depends = tuple[object, ...] | bytes
"""All that decides the bytes of a file besides what is the same for the whole site (``key_of``)."""


class File(NamedTuple):
    """A file of the site. ``path`` is POSIX, relative to the site."""

    path: str
    content: bytes
    depends: Depends | None = None
    """What it was made from, if that is known."""

    def made(self) -> File:
        """Itself."""
        return self


class Later(NamedTuple):
    """A file of the site that is made only where the one that stands was made from something else."""

    path: str
    depends: Depends
    make: Callable[[], bytes]

    def made(self) -> File:
        """It, made."""
        return File(self.path, self.make(), self.depends)


class Block(NamedTuple):
    """A part of a file that is made only where the file that stands has none made from the same."""

    depends: tuple[object, ...]
    """As of a file."""
    make: Callable[[], bytes]


class Poured(NamedTuple):
    """A file of the site that is written block by block, for it may be too long to be held."""

    path: str
    depends: Depends
    blocks: Callable[[], Iterable[Block]]

    def made(self) -> File:
        """It, in one piece."""
        return File(self.path, b"".join(block.make() for block in self.blocks()), self.depends)


class Standing(NamedTuple):
    """A file of the site that has been put in its place already."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """What stands in the site already, for the outputs that vouch for others."""

    sums: Mapping[str, str]
    """Address → SHA-256 in hexadecimal digits."""
    beside: Mapping[str, Sequence[str]]
    """Path of an article's page → the addresses of the files beside it."""


@dataclass(frozen=True, slots=True)
class ArticleOutput:
    """A file beside each article."""

    form: Form
    make: Callable[[Publication, Entry], bytes]


@dataclass(frozen=True, slots=True)
class ListOutput:
    """A file beside each list whose kind has the form, and those that continue it."""

    form: Form
    make: Callable[[Publication, Listing], Iterable[File | Later | Poured]]


_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class PartsOutput(Generic[_Part]):
    """Files of what the output itself divides the archive into, made one by one.

    ``parts`` gives each with the page it belongs to.
    """

    name: str
    parts: Callable[[Publication], Iterable[tuple[str, _Part]]]
    make: Callable[[Publication, _Part], Iterable[File | Later]]


@dataclass(frozen=True, slots=True)
class DrawnOutput:
    """Files that hold all they are made of: each can be made in another process.

    ``files`` gives each with the page it belongs to.
    """

    name: str
    files: Callable[[Publication], Iterable[tuple[str, Later]]]


@dataclass(frozen=True, slots=True)
class ArchiveOutput:
    """Files of the archive as a whole. ``addresses``: those that are always made."""

    name: str
    make: Callable[[Publication, Made], Iterable[File | Poured]]
    addresses: tuple[str, ...] = ()
