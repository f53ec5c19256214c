"""The files beside articles, and what feeds and tables say of each, made on all cores.

All of it depends on one article and on what is the same for all (``Publication.around``). So other processes
make it of an article's page alone; lists then find it in the memory of this run. Where few articles have
changed nothing is sent away, and each output makes what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from builder.memory import Found
from builder.model import Entry
from builder.publish.alone import LEAST, Article, Elsewhere, article, shared, with_articles, without_memory
from builder.publish.outputs.all import ARTICLE_OUTPUTS, SAID_OF_ARTICLES
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.output import ArticleOutput, Later, Poured, Standing
from builder.publish.publication import Publication, is_remembered

Taken = Callable[[Later | Poured], str | None]
"""Puts a file in its place that need not be made, and gives its SHA-256."""


class _Said(NamedTuple):
    """What it makes of it."""

    files: tuple[bytes, ...]
    """In order of ``ARTICLE_OUTPUTS``; none where they do not stand beside the page."""
    found: list[Found]


class ArticleFiles:
    """The files beside the articles of a publication; to be asked for in the order of its entries."""

    def __init__(self, publication: Publication, taken: Taken, elsewhere: Elsewhere) -> None:
        """``taken`` is asked once for each file."""
        self._publication, self._standing = publication, dict[str, str]()
        self._said: dict[str, Iterator[_Said | None]] = {}
        needy = [entry for entry in publication.collection.entries if self._is_needy(entry, taken)]
        self._needy = frozenset(entry.id for entry in needy)
        if len(needy) >= LEAST:
            said = elsewhere.workers.map(
                shared(publication, elsewhere.rules),
                _said_of,
                (article(publication, entry) for entry in needy),
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


def _said_of(alone: Publication, batch: Sequence[Article]) -> list[_Said | None]:
    what = with_articles(alone, batch)
    return [_said(what, one.entry) for one in batch]


def _said(what: Publication, entry: Entry) -> _Said | None:
    """None where something cannot be made: who asks for it next makes it anew, and names what is wrong."""
    what = without_memory(what)
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
