"""`briefings explain`: each fact of a seed with its basis and evidence, each line with its fate and the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from builder.commands.common import finish, print_json, problem_data, rules, rules_of, today
from builder.facts.decide import Known
from builder.host.renderer import renderer
from builder.intake.read import read_seed
from builder.model import Article, Evidence, Placed, Problem, Role
from builder.pages.article import understand_seed
from builder.registry import Registry
from builder.settings import Settings


def run(seed: Path, form: str, config_file: Path | None) -> None:
    """Print what the builder makes of ``seed``, as text or JSON."""
    registry = _rules(config_file)
    read = read_seed(seed, seed.as_posix(), registry.list_page_patterns)
    if read.seed is None:
        finish(read.problems)
    article = understand_seed(read.seed, registry, Known(latest=today()))
    if isinstance(article, Problem):
        finish([*read.problems, article])
    data = explanation_data(article)
    print_json(data) if form == "json" else _print(data)
    finish(read.problems)


def _rules(config_file: Path | None) -> Registry:
    """Of the archive that is named, else of the one we stand in where that is in order, else the builder's alone."""
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


def line_fates(article: Article) -> tuple[_Fate, ...]:
    """Every non-blank line of the seed in order, with its fate: its role in the reading.

    What was cut from a line stands below it.
    """
    return tuple(fate for line in article.reading.lines for fate in _fates(line))


def _fates(line: Placed) -> Iterator[_Fate]:
    text = line.text.strip()
    if text:
        yield _Fate(line.number, line.role.value, line.rule if line.role is not Role.BODY else "", text)
    for cut in line.cuts:
        if cut.text.strip():
            yield _Fate(line.number, "cut", cut.rule, cut.text)


def explanation_data(article: Article) -> dict[str, Any]:
    """Everything ``explain`` knows, as plain data."""
    facts = article.facts
    return {
        "seed": article.seed.path,
        "encoding": article.seed.encoding,
        "kind": facts.kind,
        "title": {
            "value": facts.title.text,
            "basis": facts.title.basis.value,
            "subtitle": list(facts.title.subtitles),
        },
        "date": {
            "value": facts.date.value,
            "precision": facts.date.precision,
            "basis": facts.date.basis.value,
            "of": facts.date.of,
            "sentence": facts.date.sentence,
            "evidence": [_evidence(one) for one in facts.date.evidence],
            "conflicts": [_evidence(one) for one in facts.date.conflicts],
        },
        "ministries": [
            {"id": m.id, "name": m.name, "role": m.role, "evidence": _evidence(m.evidence)}
            for m in facts.ministries
        ],
        "organizations": list(facts.organizations),
        "topics": [
            {
                "slug": t.slug,
                "score": t.score,
                "chosen": t.chosen,
                "phrases": [{"phrase": p, "weight": w, "place": where} for p, w, where in t.phrases],
            }
            for t in facts.topics
        ],
        "source": {
            "outlet": facts.source.outlet,
            "author": facts.source.author,
            "credit": facts.source.credit,
            "url": facts.source.url,
        },
        "rights": {"statement": facts.rights.statement, "licence": facts.rights.licence},
        "lines": [
            {"line": f.line, "fate": f.fate, "rule": f.rule, "text": f.text} for f in line_fates(article)
        ],
        "notices": [problem_data(one) for one in article.problems],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"sentence": one.sentence, "line": one.line, "rule": one.rule}


def _print(data: dict[str, Any]) -> None:
    console = Console(highlight=False)
    console.print(f"[bold]{escape(data['seed'])}[/]  ({data['encoding']}, {data['kind']})\n")
    console.print(_facts_table(data))
    console.print(_lines_table(data))


def _facts_table(data: dict[str, Any]) -> Table:
    table = Table(
        "fact",
        "value",
        "basis",
        "evidence",
        box=None,
        padding=(0, 2, 0, 0),
        title="Facts",
        title_justify="left",
    )
    table.add_row(
        "title",
        escape(data["title"]["value"]),
        data["title"]["basis"],
        escape(" / ".join(data["title"]["subtitle"])),
    )
    table.add_row(
        "date", data["date"]["value"] or "unknown", data["date"]["basis"], escape(data["date"]["sentence"])
    )
    for one in data["date"]["evidence"]:
        table.add_row(
            "", "", f"line {one['line']}" if one["line"] else "", escape(f"{one['rule']}: {one['sentence']}")
        )
    for one in data["date"]["conflicts"]:
        table.add_row(
            "", "[red]conflict[/]", f"line {one['line']}" if one["line"] else "", escape(one["sentence"])
        )
    for one in data["ministries"]:
        line = f", line {one['evidence']['line']}" if one["evidence"]["line"] else ""
        table.add_row(
            "ministry",
            escape(one["name"]),
            one["role"],
            escape(f"{one['evidence']['rule']}{line}: {one['evidence']['sentence']}"),
        )
    if data["organizations"]:
        table.add_row("organizations", escape(", ".join(data["organizations"])), "", "")
    for one in data["topics"][:6]:
        phrases = ", ".join(f"{p['phrase']} {p['weight']:g} ({p['place']})" for p in one["phrases"][:6])
        table.add_row(
            "topic",
            ("[bold]" if one["chosen"] else "[dim]") + one["slug"] + "[/]",
            f"{one['score']:g}",
            escape(phrases),
        )
    for key in ("outlet", "author", "credit", "url"):
        if data["source"][key]:
            table.add_row(key, escape(data["source"][key]), "", "")
    table.add_row("rights", data["rights"]["licence"], "", escape(data["rights"]["statement"] or ""))
    return table


def _lines_table(data: dict[str, Any]) -> Table:
    table = Table(
        "line", "fate", "rule", "text", box=None, padding=(0, 2, 0, 0), title="\nLines", title_justify="left"
    )
    for one in data["lines"]:
        style = {"removed": "red", "cut": "red", "body": ""}.get(one["fate"], "cyan")
        table.add_row(str(one["line"]), one["fate"], one["rule"], escape(one["text"]), style=style)
    return table
