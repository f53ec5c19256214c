"""How good the conversion is, in one report. Run ``.venv/bin/python tests/quality.py``; needs ../shared.

The evaluation set (files with gold: the sample, the field, each family), five real articles with gold, the releases of one month, 3,000
press releases as texts of which nothing is supplied, 150 of them with topics that a reader gave, and what the levels of certainty are
worth on families that were left out. The tests hold the floors; this shows what lies behind them.

``--every N``: each Nth of the press releases only. ``--wrong``: list each file and release that is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.registry import Registry, load_registry  # noqa: E402
from tests.measures import month, releases  # noqa: E402
from tests.measures.calibrate import read_counts, report  # noqa: E402
from tests.measures.evaluation import Scored, labelled_files, means, score_files, scorer  # noqa: E402
from tests.measures.real import real_faults  # noqa: E402

SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
#: Files known when the rules were first written; the others are of the field.
SAMPLE = frozenset(path.stem for path in (ROOT / "seeds" / "eval").glob("*.*"))


def say(text: str = "") -> None:
    """One line of the report."""
    sys.stdout.write(f"{text}\n")


def report_evaluation(registry: Registry, *, list_wrong: bool) -> None:
    """Means beside their floors, the field's by family, then who fails what."""
    folder = SHARED / "eval"
    scored = list(score_files(labelled_files(folder), scorer(folder), registry))
    floors = json.loads(FLOORS.read_text("utf-8"))
    for part, files in (
        ("sample", [one for one in scored if one.name in SAMPLE]),
        ("field", [one for one in scored if one.name not in SAMPLE]),
    ):
        say(f"\nThe evaluation set, {part}: {len(files)} files")
        for name, value in means([one.metrics for one in files]).items():
            say(
                f"  {name:<20}{value:7.3f}   floor {floors[part].get(name, 0.0):.3f}{_by_family(name, files)}"
            )
    for one in scored if list_wrong else ():
        failed = {name: value for name, value in one.metrics.items() if value < 1}
        if failed:
            say(f"  {one.name}: {', '.join(f'{name} {value:.2f}' for name, value in failed.items())}")
            say(f"       {', '.join(f'{name} {value}' for name, value in one.details.items() if value)}")


def _by_family(metric: str, files: Sequence[Scored]) -> str:
    families = sorted({one.family for one in files} - {""})
    measured = (
        (family, [one.metrics[metric] for one in files if one.family == family and metric in one.metrics])
        for family in families
    )
    return "".join(f"   {family} {sum(values) / len(values):.2f}" for family, values in measured if values)


def report_real(registry: Registry) -> None:
    """What differs from the gold, article by article."""
    found = real_faults(SHARED / "seeds", registry)
    say(f"\nThe real articles: {len(found)}")
    for name, faults in found.items():
        say(f"  {name[:3]}: {'; '.join(faults) or 'as in the gold'}")


def report_month(registry: Registry, *, list_wrong: bool) -> None:
    """Lead ministry and date of the releases of one month."""
    records = month.releases(SHARED / "search" / "docs.jsonl")
    leads, dates = month.lead_ministries(records, registry), month.inferred_dates(records, registry)
    named = sum(one.named for one in leads)
    right, wrong = month.share_right(leads), month.share_wrong(leads)
    say(f"\nThe releases of one month: {len(records):,}")
    say(f"  lead, where {named:,} name theirs: {right:.1%} right (at least {month.NAMED_RIGHT:.0%})")
    say(f"  lead, over all: {wrong:.1%} wrong (at most {month.WRONG_AT_MOST:.0%}), {_counts(leads)}")
    say(f"  date, read without the date line: {_counts(dates)} (wrong: more than a week away; none may be)")
    if list_wrong:
        missed = [one for one in leads if one.named and one.verdict == "unknown"]
        for one in (*(one for one in (*leads, *dates) if one.verdict == "wrong"), *missed):
            say(f"    {one.verdict}: {one.known}, found {one.found} by {one.how}: {one.title.strip()[:80]}")


def _counts(found: Iterable[month.Release]) -> str:
    return ", ".join(
        f"{count:,} {verdict}" for verdict, count in sorted(Counter(one.verdict for one in found).items())
    )


def report_releases(registry: Registry, every: int, *, list_wrong: bool) -> None:
    """Lead, day and topics of real press releases, of which nothing is supplied; topics against a reader's."""
    path = SHARED / "press" / "releases.jsonl.gz"
    found = releases.all_releases(releases.read_records(path, every), registry)
    leads, days = releases.leads(found), releases.days(found)
    say(f"\nPress releases, title and body as text: {len(found):,}")
    say(f"  left out of the leads: {leads.left_out[0]} whose publisher is no body of that day, ")
    say(f"    {leads.left_out[1]} that do not name theirs; a body above the publisher is right too")
    say(
        f"  lead, of {leads.asked:,}: {leads.right:.2%} right (at least 95 %), {leads.wrong:.2%} wrong (2.5 %)"
    )
    say(f"  to the day: {days.to_the_day:.2%} (at least 22 %); unknown: {days.unknown:.1%}")
    say(f"    of these the year right: {days.year_right:.2%} (99.5 %), within 3 days {days.near:.2%} (95 %)")
    say(f"    coarser and wrong: {days.coarser_wrong}")
    say(f"  with a topic, of the long ones: {releases.with_topic(found):.2%} (at least 97 %)")
    if list_wrong:
        for one in found:
            _say_wrong(one)
    report_topics(registry)


def _say_wrong(one: releases.Release) -> None:
    facts, truth = one.article.facts, one.truth
    title = " ".join((one.article.reading.title or "").split())[:60]
    if truth.bodies and truth.named and one.lead != "right":
        lead = facts.ministries[0] if facts.ministries else None
        how = f"{lead.name} by {lead.evidence.rule}" if lead else "none"
        say(f"    {truth.id} lead {one.lead}: {truth.ministry}, found {how}: {title}")
    if one.day is not None and one.day > releases.NEAR:
        say(
            f"    {truth.id} date: {truth.date}, found {facts.date.value}: {facts.date.sentence[:120]}: {title}"
        )


def report_topics(registry: Registry) -> None:
    """Against the topics a reader gave: the half that is tuned on, and the other one."""
    lines = (SHARED / "press" / "topics.jsonl").read_text("utf-8").splitlines()
    golds = {gold["id"]: gold for gold in map(json.loads, lines)}
    records = releases.read_records(SHARED / "press" / "releases.jsonl.gz")
    labelled = [record for record in records if record["NewsItemId"] in golds]
    found = {one.truth.id: one for one in releases.all_releases(labelled, registry)}
    tuned, other = releases.halves(gold for name, gold in golds.items() if name in found)
    say(f"  topics of {len(found)} that a reader labelled (precision at least .92, recall .86)")
    for name, half in (("tuned on", tuned), ("other half", other), ("both", [*tuned, *other])):
        one = releases.topics(half, found)
        say(f"    {name:<12}{one.releases:4}   precision {one.precision:.3f}   recall {one.recall:.3f}")


def report_certainty() -> None:
    """What is called sure, and how much of it is right, on families that were left out."""
    say("\nCertainty, each family judged by what the others taught (dates: the stated ones)")
    for line in report(read_counts()):
        say(f"  {line}")


def main() -> int:
    """Print the report; 1 where ../shared is not there."""
    parser = argparse.ArgumentParser(description="How good the conversion is.")
    parser.add_argument("--every", type=int, default=1, help="each so many one of the press releases")
    parser.add_argument("--wrong", action="store_true", help="list each file and release that is wrong")
    given = parser.parse_args()
    if not (SHARED / "eval").is_dir():
        say(f"the folder {SHARED} is not beside this checkout")
        return 1
    registry = load_registry()
    report_evaluation(registry, list_wrong=given.wrong)
    report_real(registry)
    report_month(registry, list_wrong=given.wrong)
    report_releases(registry, given.every, list_wrong=given.wrong)
    report_certainty()
    return 0


if __name__ == "__main__":
    sys.exit(main())
