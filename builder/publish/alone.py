"""Articles in other processes: each alone, with what is the same for all of them.

What is said of an article depends on its page and on little else (``Publication.around``). So that, and no
other article, is what another process is given.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.lists import Lines
from builder.lasting import for_good
from builder.memory import Memory
from builder.model import Entry
from builder.pages.page import Page
from builder.pages.versions import Version
from builder.permanence.ledger import Ledger
from builder.publish.publication import Publication
from builder.registry import Registry, registry_of
from builder.workers import HERE, NoContextError, Shared, Work, Workers

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Fewer articles are made in the time in which another process learns the rules.
LEAST: Final = 1_000


class Elsewhere(NamedTuple):
    """Other processes, and how they come to the same rules."""

    workers: Workers
    rules: Callable[[], bytes]
    """The registry as ``registry_of`` reads it; ValueError where it has changed meanwhile."""


NOBODY: Final = Elsewhere(HERE, bytes)


class Article(NamedTuple):
    """What a process needs of one article."""

    entry: Entry
    page: Page
    digest: bytes
    versions: dict[str, Version]


def article(publication: Publication, entry: Entry) -> Article:
    """It, on its way."""
    versions = {**publication.versions.get(entry.id, {})}
    return Article(entry, publication.articles[entry.id], publication.digest(entry.id), versions)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who works for all articles of a publication, each by itself."""

    shared: Shared[Publication]
    workers: Workers

    def map(
        self,
        work: Work[Publication, Item, Result],
        items: Iterable[Item],
        count: int,
        *,
        on_disk: bool = False,
    ) -> Iterator[Result]:
        """As ``Workers.map``; who works knows the publication without articles and lists."""
        return self.workers.map(self.shared, work, items, count, on_disk=on_disk)


def hands_for(publication: Publication, elsewhere: Elsewhere, count: int) -> Hands:
    """Those for so many articles."""
    workers = elsewhere.workers if count >= LEAST else HERE
    return Hands(shared(publication, elsewhere.rules), workers)


def with_articles(alone: Publication, articles: Sequence[Article]) -> Publication:
    """The publication as far as it is about these."""
    return replace(
        alone,
        articles={one.entry.id: one.page for one in articles},
        digests={one.page.path: one.digest for one in articles},
        versions={one.entry.id: one.versions for one in articles if one.versions},
    )


def without_memory(what: Publication) -> Publication:
    """The same with a memory of its own, that knows nothing yet: what is ``found`` in it was made of this."""
    return replace(what, memory=Memory(None, what.memory.shape))


def shared(publication: Publication, rules: Callable[[], bytes]) -> Shared[Publication]:
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
        lines=Lines({}, ()),
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
