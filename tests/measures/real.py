"""The real articles with a gold: what the conversion makes otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from builder.model import Article, Paragraph, Role
from builder.partial_date import contains
from builder.registry import Registry
from builder.text import key
from tests.measures.evaluation import read_article


def real_faults(folder: Path, registry: Registry) -> dict[str, list[str]]:
    """For each article of gold.yaml what differs from it, as short sentences; a coarser date that holds the right one is none."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text("utf-8"))["seeds"]
    return {name: list(_faults(read_article(folder / name, registry), facts)) for name, facts in gold.items()}


def _faults(article: Article, gold: dict[str, Any]) -> Iterator[str]:
    facts, acting = article.facts, [mention.name for mention in article.facts.ministries]
    title = None if facts.title.basis == "generated" else facts.title.text
    if key(title or "") != key(gold["title"] or ""):
        yield f"title: {title!r}, not {gold['title']!r}"
    if list(facts.title.subtitles) != [gold["subtitle"]] * bool(gold["subtitle"]):
        yield f"subtitle: {facts.title.subtitles}, not {gold['subtitle']!r}"
    if facts.date.value != gold["date"]["value"]:
        honest = facts.date.value is None or contains(facts.date.value, gold["date"]["value"])
        yield f"date: {facts.date.value} ({'coarser' if honest else 'WRONG'}), not {gold['date']['value']}"
    if facts.date.basis != gold["date"]["basis"]:
        yield f"date basis: {facts.date.basis.value}, not {gold['date']['basis']}"
    if acting[:1] != [gold["primary_ministry"]]:
        yield f"lead: {acting[:1]}, not {gold['primary_ministry']}"
    yield from _difference("ministries", set(acting[1:]), set(gold["other_ministries"]), set())
    yield from _difference(
        "topics",
        {topic.slug for topic in facts.topics if topic.chosen},
        set(gold["topics"]),
        set(gold["topics_also_ok"]),
    )
    paragraphs = sum(isinstance(block, Paragraph) for block in article.document.blocks)
    if paragraphs != gold["paragraphs_after_dedup"]:
        yield f"paragraphs: {paragraphs}, not {gold['paragraphs_after_dedup']}"
    yield from _line_faults(article, gold["lines"])


def _difference(what: str, found: set[str], required: set[str], also: set[str]) -> Iterator[str]:
    if required - found:
        yield f"{what}: missing {', '.join(sorted(required - found))}"
    if found - required - also:
        yield f"{what}: not in the gold {', '.join(sorted(found - required - also))}"


def _line_faults(article: Article, lines: dict[str, Any]) -> Iterator[str]:
    filled = {line.number for line in article.seed.lines if line.text.strip()}
    body = {
        placed.number for placed in article.reading.kept if placed.role == Role.BODY and placed.text.strip()
    }
    gone = {removal.number for removal in article.reading.removed}
    noise = _numbers(lines, ("noise", "duplicate_of_body")) & filled
    text = _numbers(lines, ("body", "caption_then_body", "heading", "heading_or_paragraph")) & filled
    if noise - gone:
        yield f"lines: not removed {sorted(noise - gone)}"
    if text - body:
        yield f"lines: not in the body {sorted(text - body)}"
    if body - text:
        yield f"lines: in the body, but should not be {sorted(body - text)}"


def _numbers(lines: dict[str, Any], kinds: Iterable[str]) -> set[int]:
    return {
        number for kind in kinds for first, last in lines.get(kind) or [] for number in range(first, last + 1)
    }
