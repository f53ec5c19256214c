"""What is searched of each article: its facts, and its text as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from operator import attrgetter
from typing import Final, Generic, NamedTuple, TypeVar

from builder.catalogue import links
from builder.model import Basis, Entry
from builder.pages.page import Page
from builder.permanence.ledger import address_of
from builder.prose.escape import INVISIBLE
from builder.prose.excerpt import public_text
from builder.prose.reader import plain
from builder.publish.publication import Publication
from builder.rights import Level, level_of

_Source = TypeVar("_Source")
_IN_ORDER: Final = attrgetter("added", "id")
_FACTS: Final = attrgetter("id", "added", "title", "title_basis", "date_basis", "kind")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One article.

    ``ministries`` are ids of bodies, ``topics`` slugs; ``date`` is ISO at its precision; ``added`` an ISO
    day.
    """

    id: str
    address: str
    title: str
    title_generated: bool
    date: str | None
    date_inferred: bool
    ministries: tuple[str, ...]
    topics: tuple[str, ...]
    kind: str
    text: str
    """Plain: a line per paragraph, item or row."""
    added: str = ""
    people: tuple[str, ...] = ()
    """The ids of the officials it names in office."""


#: Characters of the digest that stands for all that a document is made of.
DIGEST: Final = 24


class Draft(NamedTuple):
    """A document that is only made when it has changed.

    ``make`` can be sent to another process.
    """

    digest: str
    make: Callable[[], SearchDocument]


#: So many documents that follow each other are known as a whole.
TOGETHER: Final = 256


@dataclass(frozen=True, slots=True)
class Drafts(Generic[_Source]):
    """The drafts of all documents in order of (added, id); of each nothing is held but what it is made of."""

    sources: Sequence[_Source]
    digest: Callable[[_Source], str]
    make: Callable[[_Source], Callable[[], SearchDocument]]
    whole: Callable[[Sequence[_Source]], str] | None = None
    """A digest of all that decides the digests of several, where it is quicker than these."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.sources)

    def __getitem__(self, number: int) -> Draft:
        """That of the document of this number."""
        source = self.sources[number]
        return Draft(self.digest(source), self.make(source))

    def digests(self, first: int) -> Iterator[str]:
        """Those of the document of this number, and of those known together with it, in their order."""
        return map(self.digest, self.sources[first : first + TOGETHER])

    def wholes(self) -> list[str]:
        """A digest of each ``TOGETHER`` documents."""
        whole = self.whole or (lambda several: _digest(*map(self.digest, several)))
        starts = range(0, len(self), TOGETHER)
        return [whole(self.sources[first : first + TOGETHER]) for first in starts]


def documents(publication: Publication) -> Iterator[SearchDocument]:
    """The published articles as documents, in order of (added, id).

    Text that the rights keep back is not among it.
    """
    made = drafts(publication)
    return (made[number].make() for number in range(len(made)))


def drafts(publication: Publication) -> Drafts[Entry]:
    """The same without making them."""
    level = cache(partial(level_of, setting=publication.text_setting))  # of few licences
    return Drafts(
        sorted(publication.collection.entries, key=_IN_ORDER),
        lambda entry: _digest_of_article(entry, publication, level(entry.licence)),
        lambda entry: partial(_document, entry, publication.articles[entry.id], level(entry.licence)),
        partial(_digest_of_articles, publication),
    )


def drafts_of(made: Iterable[SearchDocument]) -> Drafts[SearchDocument]:
    """Documents that are there already, in order of (added, id).

    Raises:
        ValueError: two have one id.
    """
    ordered = sorted(made, key=_IN_ORDER)
    if len({one.id for one in ordered}) < len(ordered):
        raise ValueError("two documents have one id")
    return Drafts(ordered, _digest_of, lambda one: partial(_same, one))


def _digest_of_article(entry: Entry, publication: Publication, level: Level) -> str:
    return _digest(
        publication.digest(entry.id).hex(),
        level,
        entry.date or "",
        *_FACTS(entry),
        *entry.ministry_ids,
        "",
        *entry.topics,
        "",
        *entry.people,
    )


def _digest_of_articles(publication: Publication, entries: Sequence[Entry]) -> str:
    """An entry says what its page says, as the code reads it (``Memory.shape``)."""
    rules = publication.memory.shape.hex(), repr(publication.text_setting)
    return _digest(*rules, publication.all_around(entries).hex(), *(entry.id for entry in entries))


def _same(document: SearchDocument) -> SearchDocument:
    return document


def _digest_of(one: SearchDocument) -> str:
    marks = f"{one.title_generated}{one.date_inferred}"
    return _digest(
        one.id,
        one.added,
        one.address,
        one.title,
        marks,
        one.date or "",
        one.kind,
        *one.ministries,
        "",
        *one.topics,
        "",
        *one.people,
        one.text,
    )


def _document(entry: Entry, page: Page, level: Level) -> SearchDocument:
    return SearchDocument(
        id=entry.id,
        address=address_of(links.briefing(entry.id)),
        title=entry.title,
        title_generated=entry.title_basis == Basis.GENERATED,
        date=entry.date,
        date_inferred=entry.date_basis == Basis.INFERRED,
        ministries=tuple(dict.fromkeys(entry.ministry_ids)),
        topics=tuple(dict.fromkeys(entry.topics)),
        kind=entry.kind,
        text=plain_text(public_text(page.body, level)),
        added=entry.added,
        people=entry.people,
    )


def _digest(*parts: str) -> str:
    """Stands for the parts. They are many and seldom changed, so this is quick: one string, one hash."""
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=DIGEST // 2).hexdigest()


# ------------------------------------------------------------------------------------------- Markdown → words

_FENCE: Final = re.compile(r"(?:```|~~~).*")
#: What opens a block: quotes, headings, list marks, numbers of lists. An escaped mark (``2024\. 3. 5.``) does
#: not match.
_BLOCK: Final = re.compile(r"(?:[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-+*][ \t]+|\d{1,9}[.)][ \t]+))*[ \t]*")
_RULE: Final = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}|[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|[ \t:|-]*")
_COMMENT: Final = re.compile(r"<!--.{0,2000}?-->")


def plain_text(markdown: str) -> str:
    """The words of a page's Markdown: a line per block or row, without marks.

    Each line's words are what the reader of our Markdown finds in it. Its blocks are not asked for: code and
    HTML that a person wrote are no text of the article to it, but who searches for their words shall find the
    page.
    """
    return "\n".join(filter(None, map(_plain_line, INVISIBLE.sub("", markdown).split("\n"))))


def _plain_line(line: str) -> str:
    if not line.strip() or _FENCE.fullmatch(line.strip()) or _RULE.fullmatch(line):
        return ""
    block = _BLOCK.match(line)
    words = line[block.end() :] if block else line
    if words.startswith("|") or " | " in words:
        words = words.strip().strip("|").replace("|", " ")
    return plain(_COMMENT.sub("", words))
