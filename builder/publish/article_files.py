"""The files beside articles, and what feeds and tables say of each, made on all cores.

All of it depends on one article and on what is the same for all (``Publication.around``). So other processes
make it of an article's page alone; lists then find it in the memory of this run. Where few articles have
changed nothing is sent away, and each output makes what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import repeat
from typing import NamedTuple

from builder.memory import Found
from builder.model import Entry
from builder.publish.alone import LEAST, Article, Elsewhere, article, shared, with_articles, without_memory
from builder.publish.outputs.all import ARTICLE_OUTPUTS, SAID_OF_ARTICLES
from builder.publish.outputs.data.record import record_of
from builder.publish.outputs.output import ArticleOutput, Depends, Later, Standing
from builder.publish.publication import Publication, is_remembered

Taken = Callable[[str, Depends], str | None]
"""Takes over a file at an address if it stands and was made from the same, and gives its SHA-256."""


class _Said(NamedTuple):
    """What it makes of it."""

    files: tuple[bytes, ...]
    """In order of ``ARTICLE_OUTPUTS``; none where they do not stand beside the page."""
    found: list[Found]


class ArticleFiles:
    """The files beside the articles of a publication."""

    def __init__(self, publication: Publication, taken: Taken, elsewhere: Elsewhere) -> None:
        """``taken`` is asked once for each file."""
        self._publication = publication
        self.standing: dict[str, dict[str, str]] = {}
        """Path of an article's page → address → SHA-256 of each file, where none has to be made."""
        self._partly: dict[str, str] = {}
        self.needy = [entry for entry in publication.collection.entries if self._is_needy(entry, taken)]
        """The articles of which something has to be made, in the order of all."""
        self._said: Iterator[_Said | None] = repeat(None)
        if len(self.needy) >= LEAST:
            self._said = elsewhere.workers.map(
                shared(publication, elsewhere.rules),
                _said_of,
                (article(publication, entry) for entry in self.needy),
                len(self.needy),
            )

    def _is_needy(self, entry: Entry, taken: Taken) -> bool:
        page = self._publication.articles[entry.id].path
        if page not in self._publication.beside:
            return not is_remembered(record_of, self._publication, entry)
        around = self._publication.around(entry)
        addresses = [one.form.beside(page) for one in ARTICLE_OUTPUTS]
        files = {one: sha256 for one in addresses if (sha256 := taken(one, around))}
        if len(files) == len(addresses):
            self.standing[page] = files
            return False
        self._partly |= files
        return True

    def files(self) -> Iterator[tuple[str, ArticleOutput, Later | Standing]]:
        """Those of the needy, each with its article's page."""
        for entry in self.needy:
            said = next(self._said)
            if said:
                self._publication.memory.take_over(said.found)
            else:  # while its page is at hand: lists ask for it in any order
                _say(self._publication, entry)
            contents = said.files if said else ()
            page = self._publication.articles[entry.id].path
            for number, later in enumerate(_later(self._publication, entry)):
                made = later._replace(make=partial(_same, contents[number])) if contents else later
                sha256 = self._partly.get(later.path)
                yield page, ARTICLE_OUTPUTS[number], Standing(later.path, sha256) if sha256 else made


def _later(publication: Publication, entry: Entry) -> list[Later]:
    page = publication.articles[entry.id].path
    if page not in publication.beside:
        return []
    around = publication.around(entry)
    return [
        Later(one.form.beside(page), around, partial(one.make, publication, entry)) for one in ARTICLE_OUTPUTS
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
