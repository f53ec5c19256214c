"""An understood article as the Markdown page it becomes: front matter in the order of overview §4, and the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from builder.model import Article, Cut, DateFact, MinistryMention, Page, Removal, Rights, Seed, Source
from builder.pages.identity import page_path, text_hash
from builder.pages.parts import hashes
from builder.prose.markdown import first_sentence, render_document
from builder.registry.types import Registry

SCHEMA: Final = 1
_ROLE_ORDER: Final = {"lead": 0, "joint": 1, "involved": 2}


def article_page(article: Article, page_id: str, added: str, registry: Registry) -> Page:
    """The page as seed and rules make it, with the hash of each of its parts.

    Args:
        article: The article, understood.
        page_id: From identity; its form is checked here once more (ValueError), because it becomes a path.
        added: The ISO day the article first came into the archive.
        registry: For the Korean names of the topics, and the greetings that are no summary.
    """
    facts = article.facts
    meta: dict[str, Any] = {
        "schema": SCHEMA,
        "id": page_id,
        "kind": facts.kind,
        "title": facts.title.text,
        "title_basis": facts.title.basis.value,
        "subtitle": list(facts.title.subtitles),
        **_date_keys(facts.date),
        **_ministry_keys(facts.ministries),
        **_topic_keys([topic.slug for topic in facts.topics if topic.chosen], registry),
        "removed": receipt(article.frame.cleaned.removals, article.frame.cuts),
        "organizations": list(facts.organizations),
        "summary": first_sentence(article.document, greetings=registry.greetings),
        "source": _source(article.seed, facts.source),
        "rights": _rights(facts.rights),
        "added": added,
    }
    page = Page(page_path(page_id), meta, render_document(article.document))
    return Page(
        page.path, {**meta, "generated": {**hashes(page), "text": text_hash(article.seed)}}, page.body
    )


def receipt(removals: Iterable[Removal], cuts: Iterable[Cut]) -> list[dict[str, Any]]:
    """What was taken out of the article: ``{lines: 9, rule: …}`` or ``{lines: 2-11, rule: …}``, in line order, never the words."""
    taken = sorted(
        {(removal.rule, removal.line) for removal in removals} | {(cut.rule, cut.line) for cut in cuts}
    )
    runs: list[tuple[int, int, str]] = []
    for rule, line in taken:
        if runs and runs[-1][1:] == (line - 1, rule):
            runs[-1] = (runs[-1][0], line, rule)
        else:
            runs.append((line, line, rule))
    return [
        {"lines": first if first == last else f"{first}-{last}", "rule": rule}
        for first, last, rule in sorted(runs)
    ]


def _date_keys(date: DateFact) -> dict[str, Any]:
    return {
        "date": date.value,
        "date_precision": date.precision,
        "date_basis": date.basis.value,
        "date_of": date.of,
        "date_evidence": date.sentence or None,
    }


def _ministry_keys(ministries: Iterable[MinistryMention]) -> dict[str, Any]:
    acting = sorted(ministries, key=lambda mention: _ROLE_ORDER[mention.role])
    return {
        "ministry": acting[0].name if acting and acting[0].role == "lead" else None,
        "ministries": [mention.name for mention in acting],
        "ministry_ids": [mention.id for mention in acting],
        "ministry_roles": [mention.role for mention in acting],
    }


def _topic_keys(slugs: Sequence[str], registry: Registry) -> dict[str, Any]:
    return {"topics": list(slugs), "topic_names": [registry.topics[slug].name for slug in slugs]}


def _source(seed: Seed, source: Source) -> dict[str, str]:
    said = {"outlet": source.outlet, "author": source.author, "credit": source.credit, "url": source.url}
    return {"file": seed.path, "sha256": seed.sha256, **{key: value for key, value in said.items() if value}}


def _rights(rights: Rights) -> dict[str, str]:
    return {**({"statement": rights.statement} if rights.statement else {}), "licence": rights.licence}
