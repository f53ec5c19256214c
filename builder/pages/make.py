"""An article's page as seed and rules make it, with the hash of each of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from builder.facts.clues.officials import people
from builder.model import Article, Placed, Role, Seed, Source
from builder.pages.certainty import levels_of
from builder.pages.likeness import text_hash
from builder.pages.mappings import PageRights, PageSource, Removed
from builder.pages.page import Page, page_path
from builder.pages.parts import hashes
from builder.pages.record import SCHEMA, Record
from builder.prose.markdown import render_document
from builder.prose.summary import lead
from builder.registry.types import Registry
from builder.text import key

_READ_AS_FACTS: Final = frozenset({Role.STAMP, Role.BYLINE, Role.CREDIT, Role.METADATA})
"""What such a line says stands in the front matter, the line itself nowhere."""
_TITLES: Final = frozenset({Role.TITLE, Role.SUBTITLE})
_ROLE_ORDER: Final = {"lead": 0, "joint": 1, "involved": 2}


def article_page(article: Article, page_id: str, added: str, registry: Registry) -> Page:
    """The page as seed and rules make it, with the hash of each of its parts.

    Args:
        article: The article, understood.
        page_id: From identity; its form is checked here once more (ValueError), because it becomes a path.
        added: The ISO day the article first came into the archive.
        registry: For the Korean names of the topics, and the greetings and marks that are no summary.
    """
    path = page_path(page_id)
    record = _record(article, page_id, added, registry)
    return _with_hashes(Page(path, record, render_document(article.document)), article.seed)


def with_facts(page: Page, article: Article, registry: Registry) -> Page:
    """The page with other facts of the same text."""
    record = _record(article, page.record.id, page.record.added, registry)
    return _with_hashes(replace(page, record=record), article.seed)


def _with_hashes(page: Page, seed: Seed) -> Page:
    generated = {**hashes(page), "text": text_hash(seed)}
    return replace(page, record=replace(page.record, generated=generated))


def _record(article: Article, page_id: str, added: str, registry: Registry) -> Record:
    facts = article.facts
    acting = sorted(facts.ministries, key=lambda mention: _ROLE_ORDER[mention.role])
    topics = tuple(topic.slug for topic in facts.topics if topic.chosen)
    return Record(
        schema=SCHEMA,
        id=page_id,
        kind=facts.kind,
        title=facts.title.text,
        title_basis=facts.title.basis.value,
        subtitle=facts.title.subtitles,
        date=facts.date.value,
        date_precision=facts.date.precision,
        date_basis=facts.date.basis.value,
        date_of=facts.date.of,
        date_evidence=facts.date.sentence or None,
        ministry=acting[0].name if acting and acting[0].role == "lead" else None,
        ministries=tuple(mention.name for mention in acting),
        ministry_ids=tuple(mention.id for mention in acting),
        ministry_roles=tuple(mention.role for mention in acting),
        topics=topics,
        topic_names=tuple(registry.topics[slug].name for slug in topics),
        removed=receipt(article.reading.lines, (facts.title.text, *facts.title.subtitles)),
        organizations=facts.organizations,
        people=people(article.reading.sentences, facts.date.value, registry),
        summary=_summary(article, registry),
        source=_source(article.seed, facts.source),
        rights=PageRights(facts.rights.statement or None, facts.rights.licence),
        certainty=levels_of(facts),
        embargo=article.seed.stated.embargo if article.seed.stated else None,
        attachments=article.seed.attachments,
        added=added,
    )


def _summary(article: Article, registry: Registry) -> str:
    said = (article.facts.title.text, *article.facts.title.subtitles)
    return lead(article.document, said, registry.greetings, registry.structure.marks)


def receipt(lines: Iterable[Placed], titles: Iterable[str]) -> tuple[Removed, ...]:
    """What of the seed does not stand on the page: taken out by a rule, or read as a fact (stamp, byline …).

    Line 9, or lines 2-11, with the rule or the role, in line order, never the words. ``titles``: the headline
    and those below it, as the page has them.
    """
    said = "\n".join(map(key, titles))
    taken = sorted({(why, line.number) for line in lines for why in _reasons(line, said)})
    runs: list[tuple[int, int, str]] = []
    for rule, line in taken:
        if runs and runs[-1][1:] == (line - 1, rule):
            runs[-1] = (runs[-1][0], line, rule)
        else:
            runs.append((line, line, rule))
    return tuple(
        Removed(str(first) if first == last else f"{first}-{last}", rule)
        for first, last, rule in sorted(runs)
    )


def _reasons(line: Placed, titles: str) -> Iterable[str]:
    """Why a line, or a part of it, does not stand on the page; nothing for one that stands there whole.

    A headline that is printed twice need not be printed alike: the page has one of them.
    """
    if line.role is Role.REMOVED:
        return (line.rule,)
    is_read = line.role in _READ_AS_FACTS and bool(line.text.strip())
    is_other = line.role in _TITLES and key(line.text) not in titles
    return (*([line.role.value] if is_read or is_other else []), *(cut.rule for cut in line.cuts))


def _source(seed: Seed, source: Source) -> PageSource:
    return PageSource(
        file=seed.path,
        sha256=seed.sha256,
        bytes_sha256=seed.file_sha256,
        outlet=source.outlet or None,
        author=source.author or None,
        credit=source.credit or None,
        url=source.url or None,
        modified=seed.supplied.modified,
    )
