"""How good the conversion is, in one report: which article fails what. Run ``.venv/bin/python tests/quality.py``; needs ../shared.

Three sets: the sample evaluation (twenty articles with gold), five real articles with gold, and the releases of one month (1,380 texts
whose ministry and date are known). `test_quality.py` holds the floors; this shows what lies behind them. ``--wrong`` lists each release.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from builder.facts.decide import Known
from builder.intake.read import read_seed
from builder.model import Article, Line, Paragraph, Role, Seed, Supplied
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.new_id import new_id
from builder.partial_date import contains
from builder.prose.front_matter import dump_page
from builder.registry import Registry, load_registry
from builder.text import fold_dots, key

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")

#: Issue 3: of the releases that name their ministry, so many get it right; over all of them so few get a wrong one.
NAMED_RIGHT = 0.97
WRONG_AT_MOST = 0.02
#: A date inferred without the printed one may be the day of the event, not of the release: within a week it is no defect.
NEAR = dt.timedelta(7)
#: The day the texts are taken to have arrived: without it an open term of office leaves every later year possible.
ARRIVED = "2026-11-22"


def understood(seed: Seed, registry: Registry, latest: str | None = None) -> Article:
    """The seed as an article; a text that is none is a fault of the measurement."""
    article = understand_seed(seed, registry, Known(latest=latest))
    if not isinstance(article, Article):
        raise TypeError(article)
    return article


def read_article(path: Path, registry: Registry) -> Article:
    """The file as an article."""
    read = read_seed(path, path.name, registry.list_page_patterns)
    if read.seed is None:
        raise TypeError(read.problems)
    return understood(read.seed, registry, ARRIVED)


# --------------------------------------------------------------------------------------------------- the sample evaluation


@dataclass(frozen=True)
class Scored:
    """One article of the sample: its metrics, and what score.py says beside them."""

    name: str
    metrics: dict[str, float]
    details: dict[str, Any]


def score_sample(folder: Path, registry: Registry) -> list[Scored]:
    """Every article of ``folder`` with a gold, measured by the functions of its own score.py, on files as `convert` writes them."""
    score = _module(folder / "score.py")
    found = []
    with tempfile.TemporaryDirectory() as out:
        for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
            gold = json.loads(line)
            article = read_article(
                next(
                    path
                    for path in sorted(folder.glob(f"{gold['id']}.*"))
                    if path.suffix in (".txt", ".html")
                ),
                registry,
            )
            page = article_page(article, new_id(article.seed.sha256), ARRIVED, registry)
            target = Path(out) / f"{gold['id']}.md"
            target.write_bytes(dump_page(page.meta, page.body).encode())
            metrics, details = score.score(gold, *score.load(str(target)))
            found.append(
                Scored(
                    gold["id"],
                    {name: float(value) for name, value in metrics.items()},
                    {**details, "gold topics": gold["topics"]},
                )
            )
    return found


def means(scored: Sequence[Scored]) -> dict[str, float]:
    """The mean of each metric."""
    names = list(dict.fromkeys(name for one in scored for name in one.metrics))
    return {name: round(sum(one.metrics.get(name, 0.0) for one in scored) / len(scored), 4) for name in names}


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------------------------------------------ the real articles


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


# ----------------------------------------------------------------------------------------------------------- the releases


@dataclass(frozen=True)
class Release:
    """A ministry's release: what is known of it, and what the builder found."""

    title: str
    known: str
    found: str | None
    how: str
    named: bool = True

    @property
    def verdict(self) -> str:
        """right | wrong | unknown."""
        return "unknown" if self.found is None else "right" if self.found == self.known else "wrong"


def releases(path: Path) -> list[dict[str, Any]]:
    """The records of kind ``ministry``."""
    return [
        record
        for line in path.read_text("utf-8").splitlines()
        if (record := json.loads(line))["kind"] == "ministry"
    ]


def _seed_of(record: dict[str, Any], *, dated: bool) -> Seed:
    head = [record["title"], *([record["date"]] if dated else []), "", record["text"], ""]
    lines = tuple(Line(number, text) for number, text in enumerate("\n".join(head).split("\n"), 1))
    return Seed(f"{record['id']}.txt", "0" * 64, "utf-8", lines, Supplied())


def lead_ministries(records: Iterable[dict[str, Any]], registry: Registry) -> list[Release]:
    """The lead ministry of each release: title, date line and lead as a seed. ``named``: title or lead hold its name or an abbreviation."""
    names: dict[str, set[str]] = {}
    for body in registry.bodies.values():
        names.setdefault(body.name, set()).update(map(fold_dots, (body.name, *body.aliases)))
    found = []
    for record in records:
        lead = next(
            (
                mention
                for mention in understood(_seed_of(record, dated=True), registry).facts.ministries
                if mention.role == "lead"
            ),
            None,
        )
        text = fold_dots(record["title"] + record["text"])
        named = any(name in text for name in names.get(record["ministry"], ()))
        found.append(
            Release(
                record["title"],
                record["ministry"],
                lead.name if lead else None,
                lead.evidence.rule if lead else "",
                named,
            )
        )
    return found


def inferred_dates(records: Iterable[dict[str, Any]], registry: Registry) -> list[Release]:
    """The date of each release read without its date line. ``found`` is the known one where that lies in it or within a week."""
    found = []
    for record in records:
        date = understood(_seed_of(record, dated=False), registry, ARRIVED).facts.date
        right = date.value is not None and (
            contains(date.value, record["date"]) or _near(date.value, record["date"])
        )
        found.append(
            Release(
                record["title"],
                record["date"],
                record["date"] if right else date.value,
                f"{date.basis.value}: {date.sentence}",
            )
        )
    return found


def _near(one: str, other: str) -> bool:
    return (
        len(one) == len(other) == 10
        and abs(dt.date.fromisoformat(one) - dt.date.fromisoformat(other)) <= NEAR
    )


def share_right(found: Sequence[Release]) -> float:
    """Of those that name their ministry, the share that is right."""
    named = [one for one in found if one.named]
    return sum(one.verdict == "right" for one in named) / len(named)


def share_wrong(found: Sequence[Release]) -> float:
    """Of all, the share that is wrong; unknown is not."""
    return sum(one.verdict == "wrong" for one in found) / len(found)


# ------------------------------------------------------------------------------------------------------------- the report


def say(text: str = "") -> None:
    """One line of the report."""
    sys.stdout.write(f"{text}\n")


def report_sample(registry: Registry) -> None:
    """Means beside their floors, then who fails what."""
    scored, floors = score_sample(SHARED / "eval", registry), json.loads(FLOORS.read_text("utf-8"))
    say(f"The sample evaluation: {len(scored)} articles")
    for name, value in means(scored).items():
        say(f"  {name:<20}{value:7.3f}   floor {floors.get(name, 0.0):.3f}")
    for one in scored:
        failed = {name: value for name, value in one.metrics.items() if value < 1}
        if failed:
            say(f"  {one.name}: {', '.join(f'{name} {value:.2f}' for name, value in failed.items())}")
            say(f"       {', '.join(f'{name} {value}' for name, value in one.details.items() if value)}")


def report_real(registry: Registry) -> None:
    """What differs from the gold, article by article."""
    found = real_faults(SHARED / "seeds", registry)
    say(f"\nThe real articles: {len(found)}")
    for name, faults in found.items():
        say(f"  {name[:3]}: {'; '.join(faults) or 'as in the gold'}")


def report_releases(registry: Registry, *, list_wrong: bool) -> None:
    """Both figures of the releases; the wrong ones where they are asked for."""
    records = releases(SHARED / "search" / "docs.jsonl")
    leads, dates = lead_ministries(records, registry), inferred_dates(records, registry)
    named = sum(one.named for one in leads)
    say(f"\nThe releases of one month: {len(records):,}")
    say(
        f"  lead ministry, where {named:,} name theirs: {share_right(leads):.1%} right (at least {NAMED_RIGHT:.0%})"
    )
    say(
        f"  lead ministry, over all: {share_wrong(leads):.1%} wrong (at most {WRONG_AT_MOST:.0%}), {_counts(leads)}"
    )
    say(f"  date, read without the date line: {_counts(dates)} (wrong: more than a week away; none may be)")
    if list_wrong:
        missed = [one for one in leads if one.named and one.verdict == "unknown"]
        for one in (*(one for one in (*leads, *dates) if one.verdict == "wrong"), *missed):
            say(
                f"    {one.verdict}: {one.known}, found {one.found} by {one.how}: {' '.join(one.title.split())[:80]}"
            )


def _counts(found: Iterable[Release]) -> str:
    return ", ".join(
        f"{count:,} {verdict}" for verdict, count in sorted(Counter(one.verdict for one in found).items())
    )


def main() -> int:
    """Print the report; 1 where ../shared is not there."""
    parser = argparse.ArgumentParser(description="Which article fails what.")
    parser.add_argument(
        "--wrong",
        action="store_true",
        help="list each release that is wrong, or unknown though it names its ministry",
    )
    given = parser.parse_args()
    if not (SHARED / "eval").is_dir():
        say(f"the folder {SHARED} is not beside this checkout")
        return 1
    registry = load_registry()
    report_sample(registry)
    report_real(registry)
    report_releases(registry, list_wrong=given.wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
