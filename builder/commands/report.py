"""What the commands print: the summary of a build, the explanation of an article, the list for review."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from builder.model import Article, Placed, Problem, Role
from builder.pages.page import Page
from builder.pages.parts import edited_parts
from builder.publish.bundle.make import Bundle
from builder.review.corrections import ASKED_BY, VERSIONS, Corrections, is_settled, row_of
from builder.review.near_duplicates import Versions, version_notices
from builder.review.spreadsheet import write_sheet
from builder.rights import level_of
from builder.run.order import Prepared, Written
from builder.settings import Settings

#: What a person should look at first: contradictions, then what is missing, then what is only inferred.
_URGENCY: Final = ("N110", "N112", "N115", "N109", "N101", "N104", "N105", "N103", "N102", "N114")


def build_summary(articles: int, written: Written, settings: Settings, *, rendered: bool) -> str:
    """One or two lines on what a build did."""
    noun = "article" if articles == 1 else "articles"
    pages = f"{articles:,} {noun}; docs/: {written.created:,} files new, {written.updated:,} changed, {written.unchanged:,} as they were."
    return f"{pages}\nRead it: {settings.site_dir / 'index.html'}" if rendered else pages


def rights_summary(pages: Iterable[Page], settings: Settings) -> str | None:
    """One line on how many articles reserve their rights and how they are published; None where none does."""
    count = sum(page.record.licence == "reserved" for page in pages)
    if not count:
        return None
    level = level_of("reserved", settings.site.text)
    how = {
        "full": "published in full",
        "excerpt": "published with their first paragraph only",
        "none": "published without their text",
    }[level]
    return f"{_counted(count, 'article')} reserving all rights: {how} (extra.archive.text in {settings.config_file.name})"


def bundle_summary(made: Bundle) -> str:
    """What the offline copy is: its path, its size, its checksum."""
    return f"{made.path}\n{made.files:,} files, {_megabytes(made.size)}, unpacked {_megabytes(made.unpacked)}\nSHA-256 {made.sha256}"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"


# ---------------------------------------------------------------------------------------------------------------- explain


@dataclass(frozen=True, slots=True)
class _Fate:
    """Where one line of the seed went."""

    line: int
    fate: str
    rule: str
    text: str


def line_fates(article: Article) -> tuple[_Fate, ...]:
    """Every non-blank line of the seed in order, with its fate: its role in the reading. What was cut from a line stands below it."""
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


def _evidence(one: Any) -> dict[str, Any]:
    return {"sentence": one.sentence, "line": one.line, "rule": one.rule}


def print_explanation(article: Article, form: str) -> None:
    """Print an article's explanation on standard output, as text or JSON."""
    data = explanation_data(article)
    if form == "json":
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
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


# ----------------------------------------------------------------------------------------------------------------- review


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One article that waits for a person, and why."""

    page: Page
    problems: tuple[Problem, ...]


def review_rows(prepared: Prepared, versions: Versions) -> tuple[ReviewRow, ...]:
    """The articles with something to look at, the most urgent first."""
    alike = version_notices(_not_yet_compared(versions, prepared.pages), prepared.pages)
    rows = []
    for page in prepared.pages:
        open_problems = _still_open(
            page, (*prepared.notices.get(page.path, ()), *alike.get(page.path, ())), versions
        )
        if open_problems:
            rows.append(ReviewRow(page, open_problems))
    return tuple(sorted(rows, key=_urgency))


def _not_yet_compared(versions: Versions, pages: Iterable[Page]) -> Versions:
    """Without the pairs that a person has confirmed or skipped on either page: two articles are compared once."""
    done = {page.path for page in pages if page.path in versions and is_settled(VERSIONS, page, versions)}
    return {
        path: left
        for path, others in versions.items()
        if (left := {other: share for other, share in others.items() if other not in done})
    }


def _still_open(page: Page, found: Iterable[Problem], versions: Versions) -> tuple[Problem, ...]:
    """Without what a person has settled: by editing that very fact, or by confirming or skipping it."""
    settled = set()
    if page.meta.get("date_basis") == "edited":
        settled |= {"N101", "N102", "N110", "N112"}
    if page.meta.get("title_basis") == "edited":
        settled.add("N103")
    if page.meta.get("ministries"):
        settled.add("N104")
    if "ministries" in edited_parts(page):
        settled.add("N115")
    if page.meta.get("topics"):
        settled.add("N105")
    settled |= {code for code, part in ASKED_BY.items() if is_settled(part, page, versions)}
    return tuple(one for one in found if one.code not in settled)


def _urgency(row: ReviewRow) -> tuple[int, int, str]:
    return (
        min(_URGENCY.index(one.code) if one.code in _URGENCY else 0 for one in row.problems),
        -len(row.problems),
        row.page.path,
    )


def print_review(rows: Sequence[ReviewRow], form: str) -> None:
    """Print the list on standard output."""
    if form == "json":
        click.echo(json.dumps([_row_data(row) for row in rows], ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    if not rows:
        console.print("Nothing to look at.")
        return
    for row in rows:
        console.print(
            f"[bold]docs/{row.page.path}[/]  {escape(str(row.page.meta.get('title', '')))}", soft_wrap=True
        )
        for one in row.problems:
            console.print(f"    {one.code} {escape(one.message)}", soft_wrap=True)
    console.print(f"{len(rows)} articles to look at.")


def _row_data(row: ReviewRow) -> dict[str, Any]:
    meta = row.page.meta
    return {
        "page": f"docs/{row.page.path}",
        "id": meta.get("id"),
        "title": meta.get("title"),
        "date": meta.get("date"),
        "ministry": meta.get("ministry"),
        "topics": meta.get("topics"),
        "problems": [problem_data(one) for one in row.problems],
    }


def problem_data(one: Problem) -> dict[str, Any]:
    """A problem as plain data."""
    return {
        "code": one.code,
        "severity": one.severity.value,
        "path": one.path,
        "line": one.line,
        "message": one.message,
        "hint": one.hint,
    }


def review_csv(rows: Sequence[ReviewRow], prepared: Prepared, versions: Versions) -> str:
    """One row per article, the urgent ones first, for a spreadsheet that ``correct`` reads again."""
    waiting = {row.page.path: [f"{one.code} {one.message}" for one in row.problems] for row in rows}
    pages = [*(row.page for row in rows), *(page for page in prepared.pages if page.path not in waiting)]
    return write_sheet(row_of(page, versions, waiting.get(page.path, ())) for page in pages)


# ---------------------------------------------------------------------------------------------------------------- correct


def correction_summary(made: Corrections) -> str:
    """One line on what ``correct`` did, and what comes next."""
    if not made.pages:
        return "There was nothing to apply."
    changed = f"{_counted(made.changed, 'value')} changed, {_counted(made.confirmed, 'fact')} confirmed, {made.skipped:,} skipped"
    return f"{changed}, on {_counted(len(made.pages), 'page')}. Now run briefings build."


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
