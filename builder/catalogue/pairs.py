"""A ministry and a topic together: what both have, as a feed of its own where the archive asks for it.

``extra.archive.feeds.pairs`` says from how many briefings. A feed that was published once stays, however few
briefings are left, and whatever the setting says later: its address is in the ledger.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from builder.catalogue.forms import FEED
from builder.model import Entry
from builder.registry.types import Registry

FOLDER: Final = "feeds"
"""Of the site; below it a folder a ministry, in it a feed a topic."""
_ADDRESS: Final = re.compile(rf"{FOLDER}/([a-z0-9-]+)/([a-z0-9-]+){re.escape(FEED.suffix)}")


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A body of government and a topic, by the names that addresses know them by."""

    body: str
    topic: str

    @property
    def path(self) -> str:
        """What its files are named after, as if it had a page below docs."""
        return f"{FOLDER}/{self.body}/{self.topic}.md"

    @property
    def feed(self) -> str:
        """``feeds/mosf-2008/hydrogen.xml``."""
        return FEED.beside(self.path)

    @property
    def query(self) -> str:
        """What sets the search page to both: then it shows what the feed carries."""
        return f"?ministry={self.body}&topic={self.topic}"

    def current(self, registry: Registry) -> Pair:
        """What stands for it since one of the two was renamed, or went up in another."""
        bodies, topics = registry.replaced_bodies, registry.replaced_topics
        return Pair(bodies.get(self.body, self.body), topics.get(self.topic, self.topic))


def pair_of(address: str) -> Pair | None:
    """The pair whose feed is published at ``address``; None where it is no such feed's."""
    found = _ADDRESS.fullmatch(address)
    return Pair(found[1], found[2]) if found else None


def pairs_in(addresses: Iterable[str]) -> frozenset[Pair]:
    """The pairs whose feeds were published, by all ``addresses`` that were."""
    return frozenset(pair for address in addresses if (pair := pair_of(address)))


def pairs_with_feed(
    entries: Iterable[Entry], registry: Registry, least: int, published: Iterable[str] = ()
) -> tuple[Pair, ...]:
    """The pairs that have a feed, in order: those of ``least`` articles (0: none), and those that had one."""
    kept = {pair.current(registry) for pair in pairs_in(published)}
    return tuple(sorted(kept | (_large(entries, registry, least) if least else set())))


def _large(entries: Iterable[Entry], registry: Registry, least: int) -> set[Pair]:
    counts = Counter(
        Pair(body, topic)
        for entry in entries
        for body in {*entry.ministry_ids}
        if body in registry.bodies
        for topic in {*entry.topics}
        if topic in registry.topics
    )
    return {pair for pair, count in counts.items() if count >= least}
