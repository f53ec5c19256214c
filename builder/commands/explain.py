"""`briefings explain`.

Each fact of a seed with its basis and evidence, each line with its fate and the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from builder.commands.common import finish, print_json, problem_data, rules, rules_of, today
from builder.facts.candidates import candidates
from builder.facts.decide import Known
from builder.host.renderer import renderer
from builder.intake.read import read_seed
from builder.model import (
    Article,
    Certainty,
    DateFact,
    Evidence,
    Facts,
    Placed,
    Problem,
    Role,
    TitleFact,
    TopicScore,
)
from builder.pages.article import understand_seed
from builder.registry import Registry
from builder.review.others import Others, data_of, told
from builder.settings import Settings

#: Of each article, and of each topic: the rest says no more.
_TOPICS: Final = 6
_PHRASES: Final = 6

_Row = tuple[str, str, str, str, str]


def run(seed: Path, form: str, config_file: Path | None) -> None:
    """Print what the builder makes of ``seed``, as text or JSON."""
    registry = _rules(config_file)
    read = read_seed(seed, seed.as_posix(), registry.list_page_patterns)
    if read.seed is None:
        finish(read.problems)
    article = understand_seed(read.seed, registry, Known(latest=today()))
    if isinstance(article, Problem):
        finish([*read.problems, article])
    others = candidates(article.facts, article.reading, registry)
    print_json(explanation_data(article, others)) if form == "json" else _print(article, others)
    finish(read.problems)


def _rules(config_file: Path | None) -> Registry:
    """Of the archive that is named, else of the one we stand in if it is in order, else ours alone."""
    here = Path("mkdocs.yml")
    if config_file is None and here.is_file():
        settings = renderer().load(here)
        if isinstance(settings, Settings):
            return rules_of(settings)
    return rules(config_file)


@dataclass(frozen=True, slots=True)
class _Fate:
    """Where one line of the seed went."""

    line: int
    fate: str
    rule: str
    text: str
    page: int | None = None
    """Of a PDF, on which the line stands."""
    margin: float | None = None
    """How sure the learned labeller is of what the line is; below 0 where a protection overrules it."""


def line_fates(article: Article) -> tuple[_Fate, ...]:
    """Every non-blank line of the seed in order, with its fate: its role in the reading.

    What was cut from a line stands below it.
    """
    pages = dict(article.seed.pages)
    return tuple(fate for line in article.reading.lines for fate in _fates(line, pages.get(line.number)))


def _fates(line: Placed, page: int | None) -> Iterator[_Fate]:
    text = line.text.strip()
    if text:
        rule = line.rule if line.role is not Role.BODY else ""
        yield _Fate(line.number, line.role.value, rule, text, page, line.margin)
    for cut in line.cuts:
        if cut.text.strip():
            yield _Fate(line.number, "cut", cut.rule, cut.text, page)


def _unit(article: Article) -> str:
    """What the numbers of its lines count."""
    return "paragraph" if article.seed.is_document else "line"


def explanation_data(article: Article, others: Others) -> dict[str, Any]:
    """Everything ``explain`` knows, as plain data; ``others``: what else was seen of doubted facts."""
    facts = article.facts
    source = facts.source
    return {
        "seed": article.seed.path,
        "encoding": article.seed.encoding,
        "unit": _unit(article),
        "kind": facts.kind,
        "title": _title(facts.title),
        "date": _date(facts.date),
        "ministries": [
            {"id": one.id, "name": one.name, "role": one.role, "evidence": _evidence(one.evidence)}
            for one in facts.ministries
        ],
        "organizations": list(facts.organizations),
        "topics": [_topic(one) for one in facts.topics],
        "source": {key: getattr(source, key) for key in ("outlet", "author", "credit", "url")},
        "rights": {"statement": facts.rights.statement, "licence": facts.rights.licence},
        "certainty": {
            fact: [{"level": one.level.value, "evidence": one.evidence} for one in found]
            for fact, found in facts.certainty.items()
        },
        "also_seen": data_of(others),
        "lines": [_fate_data(one) for one in line_fates(article)],
        "notices": [problem_data(one) for one in article.problems],
    }


def _fate_data(fate: _Fate) -> dict[str, Any]:
    """Without the page and the margin where there are none."""
    known = asdict(fate).items()
    return {key: value for key, value in known if key not in ("page", "margin") or value is not None}


def _title(title: TitleFact) -> dict[str, Any]:
    return {"value": title.text, "basis": title.basis.value, "subtitle": list(title.subtitles)}


def _date(date: DateFact) -> dict[str, Any]:
    return {
        "value": date.value,
        "precision": date.precision,
        "basis": date.basis.value,
        "of": date.of,
        "sentence": date.sentence,
        "evidence": [_evidence(one) for one in date.evidence],
        "conflicts": [_evidence(one) for one in date.conflicts],
    }


def _topic(topic: TopicScore) -> dict[str, Any]:
    phrases = [
        {"phrase": phrase, "weight": weight, "place": place} for phrase, weight, place in topic.phrases
    ]
    return {"slug": topic.slug, "score": topic.score, "chosen": topic.chosen, "phrases": phrases}


def _evidence(one: Evidence) -> dict[str, Any]:
    """``span`` only of a clue that leaves one run of days."""
    told = {"sentence": one.sentence, "line": one.line, "rule": one.rule}
    return {**told, "span": list(one.span)} if one.span else told


# ------------------------------------------------------------------------------------------------- for people


def _print(article: Article, others: Others) -> None:
    console = Console(highlight=False)
    seed, unit = article.seed, _unit(article)
    console.print(f"[bold]{escape(seed.path)}[/]  ({seed.encoding}, {article.facts.kind})\n")
    facts = _table("Facts", "fact", "value", "basis", "certainty", "evidence")
    for row in _fact_rows(article.facts, partial(_place, article)):
        facts.add_row(*row)
    console.print(facts)
    for line in told(others, unit):
        console.print(escape(line), soft_wrap=True)
    lines = _table(f"\n{unit.capitalize()}s", unit, "fate", "rule", "margin", "text")
    for one in line_fates(article):
        style = {"removed": "red", "cut": "red", "body": ""}.get(one.fate, "cyan")
        place = str(one.line) if one.page is None else f"{one.line} (page {one.page})"
        margin = "" if one.margin is None else f"{one.margin:.2f}"
        lines.add_row(place, one.fate, one.rule, margin, escape(one.text), style=style)
    console.print(lines)


def _table(title: str, *heads: str) -> Table:
    return Table(*heads, box=None, padding=(0, 2, 0, 0), title=title, title_justify="left")


def _place(article: Article, one: Evidence) -> str:
    """Where the evidence stands: ``line 3``, ``paragraph 12, page 2``; empty where it has no place."""
    if not one.line:
        return ""
    page = dict(article.seed.pages).get(one.line)
    return f"{_unit(article)} {one.line}{f', page {page}' if page else ''}"


def _fact_rows(facts: Facts, place: Callable[[Evidence], str]) -> Iterator[_Row]:
    title, source, certain = facts.title, facts.source, facts.certainty
    yield (
        "title",
        escape(title.text),
        title.basis.value,
        _sure("title", facts),
        escape(" / ".join(title.subtitles)),
    )
    yield from _date_rows(facts.date, _sure("date", facts), place)
    for body, one in zip(facts.ministries, certain.get("ministries", ()), strict=True):
        where = ", ".join(filter(None, (body.evidence.rule, place(body.evidence))))
        why = f"{where}: {body.evidence.sentence}"
        yield "ministry", escape(body.name), body.role, _told(one), escape(why)
    if facts.organizations:
        yield "organizations", escape(", ".join(facts.organizations)), "", "", ""
    levels = iter(certain.get("topics", ()))
    for topic in facts.topics[:_TOPICS]:
        yield _topic_row(topic, _told(next(levels)) if topic.chosen else "")
    yield "kind", facts.kind, "", _sure("kind", facts), ""
    for key in ("outlet", "author", "credit", "url"):
        if value := getattr(source, key):
            yield key, escape(value), "", _sure(key, facts), ""
    yield "rights", facts.rights.licence, "", _sure("licence", facts), escape(facts.rights.statement or "")


def _sure(fact: str, facts: Facts) -> str:
    return " ".join(map(_told, facts.certainty.get(fact, ())))


def _told(one: Certainty) -> str:
    return f"{one.level.value} ({escape(one.evidence)})"


def _date_rows(date: DateFact, certainty: str, place: Callable[[Evidence], str]) -> Iterator[_Row]:
    yield "date", date.value or "unknown", date.basis.value, certainty, escape(date.sentence)
    for one in date.evidence:
        yield "", "", place(one), "", escape(f"{one.rule}: {one.sentence}{_span(one)}")
    for one in date.conflicts:
        yield "", "[red]conflict[/]", place(one), "", escape(f"{one.sentence}{_span(one)}")


def _span(one: Evidence) -> str:
    """The days that a clue leaves: `` [2013-03-23/2025-06-01]``; an open end is two dots (ISO 8601-2)."""
    return f" [{'/'.join(day or '..' for day in one.span)}]" if one.span else ""


def _topic_row(topic: TopicScore, certainty: str) -> _Row:
    phrases = ", ".join(
        f"{phrase} {weight:g} ({place})" for phrase, weight, place in topic.phrases[:_PHRASES]
    )
    style = "[bold]" if topic.chosen else "[dim]"
    return "topic", f"{style}{topic.slug}[/]", f"{topic.score:g}", certainty, escape(phrases)
