"""The files beside articles, and what feeds and tables say of each, made on all cores.

All of it depends on one article and on what is the same for all (``Publication.around``). So other processes
make it of an article's page alone; lists then find it in the memory of this run. Where few articles have
changed nothing is sent away, and each output makes what it needs.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.lasting import for_good
from builder.memory import Found, Memory
from builder.model import Entry
from builder.pages.page import Page
from builder.permanence.ledger import Ledger
from builder.publish.outputs.all import ARTICLE_OUTPUTS, SAID_OF_ARTICLES
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.output import ArticleOutput, Later, Poured, Standing
from builder.publish.publication import Publication, is_remembered
from builder.registry import Registry, registry_of
from builder.workers import NoContextError, Shared, Workers

Taken = Callable[[Later | Poured], str | None]
"""Puts a file in its place that need not be made, and gives its SHA-256."""
_LEAST: Final = 1_000
"""Fewer articles are made in the time in which another process learns the rules."""


class Elsewhere(NamedTuple):
    """Other processes, and how they come to the same rules."""

    workers: Workers
    rules: Callable[[], bytes]
    """The registry as ``registry_of`` reads it; ValueError where it has changed meanwhile."""


class _Article(NamedTuple):
    """What a process needs of one article."""

    entry: Entry
    page: Page
    digest: bytes


class _Said(NamedTuple):
    """What it makes of it."""

    files: tuple[bytes, ...]
    """In order of ``ARTICLE_OUTPUTS``; none where they do not stand beside the page."""
    found: list[Found]


class ArticleFiles:
    """The files beside the articles of a publication; to be asked for in the order of its entries."""

    def __init__(self, publication: Publication, taken: Taken, elsewhere: Elsewhere | None) -> None:
        """``taken`` is asked once for each file."""
        self._publication, self._standing = publication, dict[str, str]()
        self._said: dict[str, Iterator[_Said | None]] = {}
        needy = [entry for entry in publication.collection.entries if self._is_needy(entry, taken)]
        self._needy = frozenset(entry.id for entry in needy)
        if elsewhere and len(needy) >= _LEAST:
            said = elsewhere.workers.map(
                _shared(publication, elsewhere.rules),
                _said_of,
                (_article(publication, entry) for entry in needy),
                len(needy),
            )
            self._said = {entry.id: said for entry in needy}

    def _is_needy(self, entry: Entry, taken: Taken) -> bool:
        """Whether something of an article has to be made."""
        files = {later.path: taken(later) for later in _later(self._publication, entry)}
        self._standing |= {path: sha256 for path, sha256 in files.items() if sha256}
        known = files or is_remembered(record_of, self._publication, entry)
        return not known or None in files.values()

    def of(self, entry: Entry) -> Iterator[tuple[ArticleOutput, Later | Standing]]:
        """Those of one article."""
        said = next(self._said[entry.id]) if entry.id in self._said else None
        if said:
            self._publication.memory.take_over(said.found)
        elif entry.id in self._needy:  # while its page is at hand: lists ask for it in any order
            _say(self._publication, entry)
        contents = said.files if said else ()
        for number, later in enumerate(_later(self._publication, entry)):
            made = later._replace(make=partial(_same, contents[number])) if contents else later
            sha256 = self._standing.get(later.path)
            yield ARTICLE_OUTPUTS[number], Standing(later.path, sha256) if sha256 else made


def _later(publication: Publication, entry: Entry) -> list[Later]:
    page = publication.articles[entry.id].path
    if page not in publication.beside:
        return []
    around = publication.around(entry)
    return [
        Later(one.form.beside(page), (one.form.name, around), partial(one.make, publication, entry))
        for one in ARTICLE_OUTPUTS
    ]


def _same(content: bytes) -> bytes:
    return content


# ------------------------------------------------------------------------------------------------- elsewhere


def _shared(publication: Publication, rules: Callable[[], bytes]) -> Shared[Publication]:
    """The publication without articles and lists: each batch brings the articles it is about."""
    alone = replace(
        publication,
        collection=_without_entries(publication.collection),
        articles={},
        indexes={path: publication.indexes[path] for path in publication.indexes if path == links.SEARCH},
        ledger=Ledger(),
        withdrawn={},
        versions={},
        digests={},
        memory=Memory(None, publication.memory.shape),
    )
    return Shared(alone, _read, partial(_written, alone, rules))


def _without_entries(collection: Collection) -> Collection:
    """What is said of an article asks which topics, bodies and officials have a page; no more."""
    nothing: dict[str, Entries] = {}
    return replace(
        collection,
        entries=(),
        lines={},
        years=nothing,
        undated=(),
        announced=nothing,
        involved=nothing,
        acting=nothing,
        topics=dict.fromkeys(collection.topics, ()),
        of_areas=nothing,
        named=nothing,
        organizations=(),
        organization_pages={},
        pairs=(),
        packs=(),
    )


def _frozen(value: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(value)


class _Writer(pickle.Pickler):
    """Leaves the registry out, which has a form of its own to travel in."""

    def persistent_id(self, value: object) -> str | None:
        return "rules" if isinstance(value, Registry) else None

    def reducer_override(self, value: object) -> Any:
        return (_frozen, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


class _Reader(pickle.Unpickler):
    def __init__(self, stream: BytesIO, registry: Registry) -> None:
        super().__init__(stream)
        self._registry = registry

    def persistent_load(self, _: object) -> Registry:
        return self._registry


def _written(alone: Publication, rules: Callable[[], bytes]) -> bytes:
    try:
        written, stream = rules(), BytesIO()
    except ValueError as error:
        raise NoContextError(str(error)) from error
    _Writer(stream, pickle.HIGHEST_PROTOCOL).dump(alone)
    return pickle.dumps((written, stream.getvalue()), pickle.HIGHEST_PROTOCOL)


def _read(written: bytes) -> Publication:
    rules, alone = pickle.loads(written)  # noqa: S301 - from the process that began this one
    found: Publication = _Reader(BytesIO(alone), registry_of(rules)).load()
    return for_good(found)


def _article(publication: Publication, entry: Entry) -> _Article:
    return _Article(entry, publication.articles[entry.id], publication.digest(entry.id))


def _said_of(alone: Publication, batch: Sequence[_Article]) -> list[_Said | None]:
    what = replace(
        alone,
        articles={one.entry.id: one.page for one in batch},
        digests={one.page.path: one.digest for one in batch},
    )
    return [_said(what, one.entry) for one in batch]


def _said(what: Publication, entry: Entry) -> _Said | None:
    """None where something cannot be made: who asks for it next makes it anew, and names what is wrong."""
    what = replace(what, memory=Memory(None, what.memory.shape))
    _say(what, entry)
    try:
        files = tuple(later.make() for later in _later(what, entry))
    except Exception:  # noqa: BLE001 - it may be anything
        return None
    return _Said(files, what.memory.found())


def _say(what: Publication, entry: Entry) -> None:
    """What lists say of an article goes into the memory; where that fails, the list tells of it that asks."""
    for say in SAID_OF_ARTICLES:
        with suppress(Exception):
            say(what, entry)
