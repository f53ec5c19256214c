"""What is read of each page, alone: where others see its article, and the pieces of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

from builder.memory import Together
from builder.model import Entry
from builder.publish.alone import Article, Hands, article, with_articles
from builder.publish.outputs.related.closeness import pieces_of
from builder.publish.outputs.related.seen import SEEN, written_seen
from builder.publish.outputs.related.words import PIECES
from builder.publish.publication import Publication
from builder.roll import Roll

_AT_ONCE: Final = 1_000
"""What was read of so many pages is in memory before it is kept."""


def read_changed(
    publication: Publication, kept: Together, roll: Roll, entries: Mapping[str, Entry], hands: Hands
) -> None:
    """Keep it of the articles that are new or have changed, and not of those that are gone."""
    for part in (SEEN, PIECES):
        kept.put(part, {}, roll.gone)
    changed = sorted(roll.changed)
    tasks = (article(publication, entries[one]) for one in changed)
    found = zip(changed, hands.map(_read_all, tasks, len(changed)), strict=True)
    while batch := dict(islice(found, _AT_ONCE)):
        kept.put_each(SEEN, ((one, seen) for one, (seen, _) in batch.items()))
        kept.put_each(PIECES, ((one, pieces) for one, (_, pieces) in batch.items()))


def _read_all(alone: Publication, batch: Sequence[Article]) -> list[tuple[bytes, bytes]]:
    what = with_articles(alone, batch)
    return [(written_seen(what, one.entry), pieces_of(one.page).tobytes()) for one in batch]
