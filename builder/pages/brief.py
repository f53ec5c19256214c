"""What is asked of every article's page, again and again: what lists show of it, and whose it is.

It is read from the front matter once. The rest of a page is for those that make something of that page.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from builder.kept import as_tuples
from builder.model import Change, Entry, Problem
from builder.pages.entry import entry_of
from builder.pages.page import Page
from builder.pages.record import Record


@dataclass(frozen=True, slots=True)
class Brief:
    """What is asked of every page. What seeds find their pages by is in it as it stands there."""

    entry: Entry | Problem
    """What lists show; or why no list can."""
    url: str | None
    file: str | None
    sha256: str | None
    bytes_sha256: str | None
    text_hash: str | None
    headline: str | None
    """The title, where the article itself states it."""
    bodies: tuple[str, ...]
    """The ids of its ministries."""
    topics: tuple[str, ...]
    licence: str
    modified: str | None
    added: str
    withdrawn: bool
    of_a_person: bool
    """Whether there are keys in its front matter that the builder does not know, or reads otherwise."""


_OWN: Final = attrgetter(*(one.name for one in fields(Brief)[1:]))
_OF_ENTRY: Final = attrgetter(*(one.name for one in fields(Entry)))
_LISTED: Final = len(fields(Entry))
_OF_CHANGE: Final = attrgetter(*(one.name for one in fields(Change)))


def made_brief(page: Page) -> Brief:
    """That of a page, read from its front matter."""
    record: Record = page.record
    return Brief(
        entry=entry_of(page),
        url=record.source.url,
        file=record.source.file,
        sha256=record.source.sha256,
        bytes_sha256=record.source.bytes_sha256,
        text_hash=record.generated.get("text"),
        headline=record.title or None if record.title_basis in {"stated", "supplied"} else None,
        bodies=record.ministry_ids,
        topics=record.topics,
        licence=record.licence,
        modified=record.source.modified,
        added=record.added,
        withdrawn=record.withdrawn is not None,
        of_a_person=bool(record.more or record.unread),
    )


def written_brief(brief: Brief) -> bytes | None:
    """It as JSON; None of a page that no list can show."""
    if isinstance(brief.entry, Problem):
        return None
    return json.dumps(written_together([brief]), ensure_ascii=False).encode()


def brief_from(written: bytes) -> Brief:
    """Of what was written."""
    return next(briefs_from(json.loads(written)))


def written_together(briefs: Sequence[Brief]) -> list[list[Any]]:
    """Several as JSON has them, all with entries: what is said more than once, and the rest of each."""
    rows = [_values(one) for one in briefs]
    counts = Counter(value for row in rows for value in row)
    common = [value for value, count in counts.items() if count > 1 or len(rows) == 1]
    places = {value: place for place, value in enumerate(common)}
    return [common, [[places.get(value, value) for value in row] for row in rows]]


def briefs_from(written: Sequence[Sequence[Any]]) -> Iterator[Brief]:
    """Of what was written together, in its order. What many have in common is one object."""
    common = [*map(_shared, written[0])]
    for row in written[1]:
        values = [common[one] if type(one) is int else _own(one) for one in row]
        values[_LISTED - 1] = tuple(Change(*one) for one in values[_LISTED - 1])
        yield Brief(Entry(*values[:_LISTED]), *values[_LISTED:])


def _values(brief: Brief) -> tuple[Any, ...]:
    *shown, changed = _OF_ENTRY(brief.entry)
    return (*shown, tuple(map(_OF_CHANGE, changed)), *_OWN(brief))


def _own(value: Any) -> Any:
    return value if type(value) is str else _same(as_tuples(value))


def _shared(value: Any) -> Any:
    if isinstance(value, list):
        return _same(tuple(map(_shared, value)))
    return sys.intern(value) if isinstance(value, str) and len(value) <= _SHORT else value


_SHORT: Final = 24
"""Names, ids and days; titles and addresses are longer, and each has its own."""


@lru_cache(8_192)
def _same(group: tuple[Any, ...]) -> tuple[Any, ...]:
    """One for all that are equal: many articles have the same bodies and topics."""
    return group
