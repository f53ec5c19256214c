"""Volumes: the briefings of a topic, or of a ministry and a year, to read in one go or to print.

A volume holds at most ``SIZE`` briefings, those that were added first in the first volume. So a full volume
keeps its number and its briefings when others are added on a later day, whatever their dates. Within it they
stand oldest first.

Which there are says ``extra.archive.volumes``; builder/publish/outputs/volumes/ makes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.catalogue import links
from builder.catalogue.bodies import korean_order
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.lists import grouped, key_title, oldest_first, year_key
from builder.model import Entry
from builder.registry import Registry
from builder.registry.called import KINDS, id_called

SIZE: Final = 200
"""Briefings of a volume: some 300 pages of paper."""
ALL: Final = "all"
PAGE: Final = ".html"
BOOK: Final = ".epub"
_FOLDER: Final = "volumes/"


@dataclass(frozen=True, slots=True)
class Volume:
    """One of them. ``entries`` are oldest first; none in what is left of one that was published once."""

    stem: str
    """Its address without an ending: ``volumes/ministries/moef-2008/2020-1``."""
    title: str
    page: str
    """The page of its topic or ministry, below docs."""
    entries: Entries

    @property
    def addresses(self) -> tuple[str, str]:
        """Of the page to print, and of the book."""
        return self.stem + PAGE, self.stem + BOOK


def is_volume(address: str) -> bool:
    """Whether a volume is or was published there."""
    return address.startswith(_FOLDER)


def page_behind(address: str) -> str:
    """The page of the topic or ministry of a volume: ``topics/hydrogen.md``."""
    return address.removeprefix(_FOLDER).rpartition("/")[0] + ".md"


def volumes(collection: Collection) -> tuple[Volume, ...]:
    """All that the archive asks for: by topic in the order of the registry, then by ministry and year."""
    return (*_of_topics(collection), *_of_ministries(collection))


def _id_of(group: str, word: str, registry: Registry) -> str:
    return word if word == ALL else id_called(KINDS[group], word, registry)


def _chosen(group: str, collection: Collection) -> set[str]:
    words = collection.site.volumes.get(group, ())
    return {_id_of(group, word, collection.registry) for word in words}


def _of_topics(collection: Collection) -> Iterator[Volume]:
    chosen = _chosen("topics", collection)
    for slug, topic in collection.registry.topics.items():
        if slug in collection.topics and chosen & {slug, ALL}:
            yield from _numbered(links.topic(slug), "", topic.name, collection.topics[slug], collection)


def _of_ministries(collection: Collection) -> Iterator[Volume]:
    """What each announced, year by year, the newest year first."""
    chosen, labels = _chosen("ministries", collection), collection.labels
    for body in sorted(collection.bodies.values(), key=korean_order):
        if body.id in collection.announced and chosen & {body.id, ALL}:
            for key, entries in grouped(collection.announced[body.id], year_key).items():
                name = labels["volume.of_year"].format(
                    name=collection.body_name(body), year=key_title(key, labels)
                )
                yield from _numbered(links.ministry(body.id), f"{key}-", name, entries, collection)


def _numbered(
    page: str, prefix: str, name: str, entries: Sequence[Entry], collection: Collection
) -> Iterator[Volume]:
    counted = sorted(entries, key=lambda entry: (entry.added, entry.date or "", entry.id))
    for number, start in enumerate(range(0, len(counted), SIZE), 1):
        title = collection.labels["volume.title"].format(name=name, number=number)
        stem = f"{_FOLDER}{page.removesuffix('.md')}/{prefix}{number}"
        yield Volume(stem, title, page, oldest_first(counted[start : start + SIZE]))
