"""What an article is known by where it is compared with others: its names, its words, and its phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from sys import intern
from typing import Final

from builder.pages.page import Page
from builder.publish.outputs.related.closeness import Pieces, headline, pieces_of
from builder.publish.publication import Publication
from builder.reading.body import without_brackets
from builder.registry import Registry
from builder.review.stories import Shingles, shingles_of
from builder.text import fold_dots, key

#: Kinds of dated events that are planned, passed and then carried out.
_CARRIED_OUT: Final = frozenset({"law", "plan", "programme", "launch", "treaty"})
#: A name in quotation marks or brackets; whole sentences in quotation marks are speech, and shorter names are
#: words.
_QUOTED: Final = re.compile(r"[「『‘']([^「」『』‘’'\n.?!]{5,50})[」』’']")
_NAME: Final = re.compile(r"[0-9A-Za-z가-힣][^()\[\]<>,;:]{4,30}[0-9A-Za-z가-힣]")
#: Letters of the body in which names are looked for.
_REACH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one article; they depend on its page alone."""

    pieces: Pieces
    names: Mapping[str, str]
    """Key of a name → the name as it reads in what may be published."""
    shingles: Shingles


def marks_of(publication: Publication) -> dict[str, Marks]:
    """By id. Of an article that has not changed they are as before."""
    found = {}
    for article_id, page in publication.articles.items():
        make = partial(_marks, publication, article_id, page)
        pieces, names, shingles = publication.memory.recall(
            "marks", article_id, (publication.digest(article_id),), make
        )
        told, others = (tuple(map(intern, part)) for part in pieces)  # most stand in other articles too
        found[article_id] = Marks(Pieces(told, others), names, frozenset(shingles))
    return found


def _marks(
    publication: Publication, article_id: str, page: Page
) -> tuple[Pieces, Mapping[str, str], list[int]]:
    text = f"{headline(page)}\n{publication.text(article_id)[:_REACH]}"
    return pieces_of(page), _names(text, publication.registry), sorted(shingles_of(page.body))


def _names(text: str, registry: Registry) -> dict[str, str]:
    """Plans, laws and the like that a text names.

    Those of the registry of events, and what stands in quotation marks.
    """
    quoted = [
        name for part in _QUOTED.findall(text) if _NAME.fullmatch(name := without_brackets(part).strip())
    ]
    hits = [
        hit
        for hit in registry.lexicon.longest_events(fold_dots(text))
        if registry.event(hit.term.id).kind in _CARRIED_OUT
    ]
    return {key(name): name for name in quoted} | {hit.term.id: text[hit.start : hit.end] for hit in hits}
