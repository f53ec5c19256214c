"""The page that shall stand: seed, rules and a person's edits decided once, and rendered once."""

from __future__ import annotations

from dataclasses import replace

from builder.facts.candidates import candidates
from builder.facts.decide import Known
from builder.model import Article, Problem, Reading
from builder.pages.article import article_of
from builder.pages.edits import Edits, Made, Side, Take, Versions, seed_changed, side, with_edits
from builder.pages.make import article_page, with_facts
from builder.pages.page import Page
from builder.registry.types import Registry


def make_page(
    reading: Reading,
    page_id: str,
    edits: Edits | None,
    added: str,
    registry: Registry,
    take: Take | None = None,
    *,
    asks: bool = False,
) -> Made:
    """The page that shall stand. Pure: equal arguments give an equal page.

    Args:
        reading: The article as it was read.
        page_id: From identity; checked here once more (ValueError), because it becomes a path.
        edits: What a person made of the page that stands; None for a page that is new or that nobody touched.
        added: The ISO day the article first came into the archive.
        registry: The rules.
        take: How a person decides conflicts: keep the edits, or give them up.
        asks: Whether what else was seen of doubted facts is asked for.

    Returns:
        The page, its ``generated`` hashes of the builder's own text also for edited parts, so that an edit
        outlives any number of builds. Or no page, with E201 for each part that was edited and changed in the
        seed too, E301 for an edit without meaning, E112 and E113 for a seed that makes no article.
    """
    made = versions_of(reading, page_id, edits, added, registry, take)
    if isinstance(made, Problem):
        return Made(None, (made,))
    plain, article, versions = made
    whole = Made(plain) if versions is None else with_edits(versions)
    others = candidates(article.facts, reading, registry) if asks else {}
    return replace(whole, notices=article.problems, others=others)


def versions_of(
    reading: Reading,
    page_id: str,
    edits: Edits | None,
    added: str,
    registry: Registry,
    take: Take | None = None,
) -> tuple[Page, Article, Versions | None] | Problem:
    """What seed and rules alone make, the article as it is understood, and the versions to be compared.

    None for those where nobody has edited. Arguments and problems as of ``make_page``.
    """
    article = article_of(reading, registry, Known(latest=added))
    if isinstance(article, Problem):
        return article
    plain = article_page(article, page_id, added, registry)
    if edits is None:
        return plain, article, None
    changed = seed_changed(edits.page.record, article.seed)
    versions = Versions(edits.page, plain, plain, changed, take, registry)
    if edits.date_is_legible and side("date", versions) is Side.PERSON:
        again = article_of(reading, registry, Known(edits.date, date_edited=True, latest=added))
        if isinstance(again, Article):
            article = again
            versions = replace(versions, made=with_facts(plain, again, registry))
    return plain, article, versions
