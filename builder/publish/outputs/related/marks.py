"""What articles are known by where they are compared, besides their words: their names, their phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

from builder.memory import Together
from builder.pages.page import Page
from builder.phrases import Lexicon, Term, TermKind
from builder.publish.alone import NOBODY, Elsewhere
from builder.publish.outputs.related.closeness import headline
from builder.publish.publication import Publication
from builder.reading.body import without_brackets
from builder.registry import Registry
from builder.review.near_duplicates import Versions
from builder.review.versions import STORIES, known_versions, versions_of
from builder.roll import ROLL, keep_roll, roll_of
from builder.text import fold_dots, key
from builder.workers import Workers

#: Kinds of dated events that are planned, passed and then carried out.
_CARRIED_OUT: Final = frozenset({"law", "plan", "programme", "launch", "treaty"})
#: A name in quotation marks or brackets; whole sentences in quotation marks are speech, and shorter names are
#: words.
_QUOTED: Final = re.compile(r"[「『‘']([^「」『』‘’'\n.?!]{5,50})[」』’']")
_NAME: Final = re.compile(r"[0-9A-Za-z가-힣][^()\[\]<>,;:]{4,30}[0-9A-Za-z가-힣]")
#: Letters of the body in which names are looked for.
_REACH: Final = 2_000


def versions_in(publication: Publication, elsewhere: Elsewhere = NOBODY) -> Versions:
    """The versions of stories among the articles, by path. ``elsewhere``: who may work for it."""
    kept = publication.memory.together("versions")
    articles = {page.path: page for page in publication.articles.values()}
    digests = {path: publication.page_digest(page) for path, page in articles.items()}
    return kept.brought_up((*ROLL, *STORIES), partial(_versions, kept, articles, digests, elsewhere.workers))


def _versions(
    kept: Together, articles: Mapping[str, Page], digests: Mapping[str, bytes], workers: Workers
) -> Versions:
    roll = roll_of(kept, digests)
    if kept.state is not None and roll.is_the_same:
        return known_versions(kept)
    kept.begin()
    versions = versions_of(kept, roll, articles, workers)
    keep_roll(kept, roll)
    kept.finish({})
    return versions


def names_in(publication: Publication, article_id: str) -> dict[str, str]:
    """What an article names: key of a name → the name as it reads in what may be published."""
    page = publication.articles[article_id]
    text = f"{headline(page)}\n{publication.text(article_id)[:_REACH]}"
    return _names(text, publication.registry)


def events(registry: Registry) -> Lexicon:
    """The phrases of events alone."""
    return Lexicon(
        Term(TermKind.EVENT, event.id, phrase) for event in registry.events for phrase in event.phrases
    )


def _names(text: str, registry: Registry) -> dict[str, str]:
    """Plans, laws and the like that a text names.

    Those of the registry of events, and what stands in quotation marks.
    """
    quoted = [
        name for part in _QUOTED.findall(text) if _NAME.fullmatch(name := without_brackets(part).strip())
    ]
    hits = [
        hit
        for hit in registry.made(events).longest(fold_dots(text))
        if registry.event(hit.term.id).kind in _CARRIED_OUT
    ]
    return {key(name): name for name in quoted} | {hit.term.id: text[hit.start : hit.end] for hit in hits}
