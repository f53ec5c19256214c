"""Learns how far facts are to be trusted: `make calibrate`. Labelled texts → evidence.tsv (counts) → builder/facts/levels.tsv.

evidence.tsv counts, for each fact, kind of evidence and family of texts, how many facts there were and how many were right. It is made
anew where ../shared is there; else the levels are learned from the counts as they lie here. No text is in it. Pages of sites are converted
with a labeller that learned from no page of their family: of what it has seen it is surer than of what it will meet.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.facts.certainty import JUDGED, LEVELS  # noqa: E402
from builder.model import Article, Basis, Level  # noqa: E402
from builder.reading import labeller  # noqa: E402
from builder.registry import Registry, load_registry  # noqa: E402
from tests.labeller.corpus import FAMILIES  # noqa: E402
from tests.labeller.cross_validate import model_without  # noqa: E402
from tests.measures.documents import Document, read_documents  # noqa: E402
from tests.measures.evaluation import (  # noqa: E402
    Labelled,
    Scored,
    families_of,
    labelled_files,
    score_files,
    scorer,
)
from tests.measures.releases import NEAR, Release, all_releases, read_records  # noqa: E402

SHARED = ROOT.parent / "shared"
EVIDENCE = Path(__file__).with_name("evidence.tsv")

#: The shares right from which on a kind of evidence may be sure: of each fact the least that holds on left-out families.
SURE = (0.985, 0.99, 0.995)
#: The same for likely.
LIKELY = 0.80
#: Of what is called sure so much is right on families that were left out; a fact for which no share holds has no sure kinds.
HELD = 0.99
#: A kind counts as if it had come so often more, right as often as the more general kind, the most general as often as the fact.
WEIGHT = 4
#: Fewer say too little to be sure.
FEWEST = 10
#: Releases up to this year are one family of texts, the later ones another.
LAST_YEAR = 2022


class Seen(NamedTuple):
    """One fact of a labelled text: on what kind of evidence it stood, of which family the text is, and whether it was right."""

    fact: str
    kind: str
    family: str
    right: bool


Counts = Mapping[tuple[str, str, str], tuple[int, int]]
"""(fact, kind, family) → (right, all)."""
Levels = Mapping[tuple[str, str], tuple[Level, int, int]]
"""(fact, kind) → level, right, all."""


# ------------------------------------------------------------------------------------------------------------- what is seen


def seen_in_files(scored: Iterable[Scored]) -> Iterator[Seen]:
    """Of labelled files: right by the metrics of score.py."""
    for one in scored:
        if one.article is not None:
            right = _right_in_file(one.article, one.gold, one.metrics)
            yield from _seen(one.article, one.family or "sample", right)


def _right_in_file(
    article: Article, gold: Mapping[str, Any], metrics: Mapping[str, float]
) -> dict[str, Sequence[bool]]:
    facts = article.facts
    bodies, topics = ({*gold[key], *gold[f"{key}_optional"]} for key in ("ministries", "topics"))
    lead = gold["ministries"][:1]
    title = "title_useful" if facts.title.basis is Basis.GENERATED else "title"
    return {
        "title": [bool(metrics[title])] if title in metrics else [],
        "date": [bool(metrics["date_not_wrong"])],
        "ministries": [
            [one.name] == lead if one.role == "lead" else one.name in bodies for one in facts.ministries
        ],
        "topics": [topic.slug in topics for topic in facts.topics if topic.chosen],
        **{
            fact: [bool(metrics[fact])] for fact in ("kind", "outlet", "author", "licence") if fact in metrics
        },
    }


def seen_in_releases(releases: Iterable[Release], golds: Mapping[str, Mapping[str, Any]]) -> Iterator[Seen]:
    """Of real releases: the date, the lead where the publisher is known and named, the topics of those a reader labelled."""
    for one in releases:
        family = f"releases-{'early' if int(one.truth.date[:4]) <= LAST_YEAR else 'late'}"
        yield from _seen(one.article, family, _right_in_release(one, golds.get(one.truth.id)))


def seen_in_documents(releases: Iterable[Document]) -> Iterator[Seen]:
    """Of real files: the date where their heads state it, as no text does."""
    for one in releases:
        if one.article.facts.date.basis is Basis.STATED:
            yield from _seen(one.article, "documents", {"date": [one.has_day]})


def _right_in_release(one: Release, gold: Mapping[str, Any] | None) -> dict[str, Sequence[bool]]:
    facts, truth = one.article.facts, one.truth
    near = one.day is not None and one.day <= NEAR
    given = {*gold["topics"], *gold["optional"]} if gold else None
    return {
        "date": [near or truth.date.startswith(facts.date.value or "-")],
        "ministries": [one.lead == "right"] if truth.bodies and truth.named else [],
        "topics": [topic.slug in given for topic in facts.topics if topic.chosen]
        if given is not None
        else [],
    }


def _seen(article: Article, family: str, right: Mapping[str, Sequence[bool]]) -> Iterator[Seen]:
    for fact in JUDGED:
        for judged, is_right in zip(article.facts.certainty.get(fact, ()), right.get(fact, ()), strict=False):
            yield Seen(fact, judged.evidence, family, is_right)


def counted(seen: Iterable[Seen]) -> Counts:
    """How many of each kind in each family, and how many of them were right."""
    found: dict[tuple[str, str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in seen:
        right, of = found[one[:3]]
        found[one[:3]] = right + one.right, of + 1
    return dict(sorted(found.items()))


# ---------------------------------------------------------------------------------------------------------------- learning


def learned(counts: Counts, sure: float = SURE[0], without: str = "") -> Levels:
    """Each kind's level, and that of each more general one.

    ``sure``: the share right from which on a kind is. ``without``: a family that is left out.
    """
    right, of = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (fact, kind, family), (good, every) in counts.items():
        if family != without and kind != "supplied":
            for way in ("", *_ways(kind)):
                right[fact, way] += good
                of[fact, way] += every
    return {key: (_level(*key, right, of, sure), right[key], of[key]) for key in sorted(of) if key[1]}


def _ways(kind: str) -> list[str]:
    words = kind.split()
    return [" ".join(words[:count]) for count in range(1, len(words) + 1)]


def _level(
    fact: str, kind: str, right: Counter[tuple[str, str]], of: Counter[tuple[str, str]], sure: float
) -> Level:
    share = right[fact, ""] / of[fact, ""]
    for way in _ways(kind):
        share = (right[fact, way] + WEIGHT * share) / (of[fact, way] + WEIGHT)
    if share >= sure and of[fact, kind] >= FEWEST:
        return Level.SURE
    return Level.LIKELY if share >= LIKELY else Level.GUESS


class Worth(NamedTuple):
    """Of the facts of one name: how many there are, how many are called sure, and how many of those are right."""

    of: int
    sure: int
    right: int

    @property
    def holds(self) -> bool:
        """Whether so much of what is called sure is right as must be."""
        return self.right >= HELD * self.sure


def worth(counts: Counts, sure: float) -> dict[str, Worth]:
    """What the levels are worth, each family judged by what the others taught; ``date``: stated ones alone."""
    found: dict[str, Worth] = dict.fromkeys(JUDGED, Worth(0, 0, 0))
    for family in sorted({family for _, _, family in counts}):
        levels = learned(counts, sure, without=family)
        for (fact, kind, own), (right, of) in counts.items():
            if own == family and not kind.startswith("inferred") and kind != "supplied":
                is_sure = _looked_up(fact, kind, levels) is Level.SURE
                was = found[fact]
                found[fact] = Worth(was.of + of, was.sure + of * is_sure, was.right + right * is_sure)
    return found


def held(counts: Counts) -> dict[str, tuple[float | None, Worth]]:
    """Of each fact the least share that holds on left-out families, and what the levels are worth by it.

    None where no share does: then nothing is called sure.
    """
    found: dict[str, tuple[float | None, Worth]] = {}
    for sure in SURE:
        for fact, one in worth(counts, sure).items():
            if one.holds:
                found.setdefault(fact, (sure, one))
    none_sure = {fact: (None, Worth(one.of, 0, 0)) for fact, one in worth(counts, SURE[-1]).items()}
    return none_sure | found


def settled(counts: Counts) -> Levels:
    """What is learned of all families, of each fact by the share that held; where none did, nothing is sure."""
    shares = {fact: share for fact, (share, _) in held(counts).items()}
    by_share = {sure: learned(counts, sure) for sure in SURE}
    return {
        (fact, kind): by_share[share][fact, kind]
        if (share := shares[fact])
        else (Level.LIKELY if level is Level.SURE else level, right, of)
        for (fact, kind), (level, right, of) in by_share[SURE[0]].items()
    }


def _looked_up(fact: str, kind: str, levels: Levels) -> Level:
    known = (levels[fact, way][0] for way in reversed(_ways(kind)) if (fact, way) in levels)
    return next(known, Level.GUESS)


# ------------------------------------------------------------------------------------------------------------------- files


def table(levels: Levels) -> str:
    """levels.tsv."""
    head = (
        "# How far a fact is to be trusted, by the kind of evidence it stands on.\n"
        "# Made by `make calibrate` from labelled texts: fact, kind, level, right, all.\n"
    )
    rows = (
        f"{fact}\t{kind}\t{level}\t{right}\t{of}\n" for (fact, kind), (level, right, of) in levels.items()
    )
    return head + "".join(rows)


def read_counts() -> Counts:
    """evidence.tsv as it lies here."""
    rows = (line.split("\t") for line in EVIDENCE.read_text("utf-8").splitlines())
    return {(fact, kind, family): (int(right), int(of)) for fact, kind, family, right, of in rows}


def _scored_unseen(family: str) -> list[Scored]:
    """The labelled files of a family, converted with a labeller that learned from no page of it."""
    registry, score, model = load_registry(), scorer(SHARED / "eval"), model_without(family, strict=True)
    with mock.patch.object(labeller, "shipped", return_value=model):
        return [
            one
            for folder in (SHARED / "eval", ROOT / "tests" / "layouts")
            for one in score_files(_files_of(family, folder), score, registry)
        ]


def _files_of(family: str, folder: Path) -> list[Labelled]:
    families = families_of(folder)
    return [one for one in labelled_files(folder) if families.get(one.path.stem) == family]


def _count_anew(registry: Registry) -> Counts:
    with ProcessPoolExecutor(2) as pool:
        files = chain.from_iterable(pool.map(_scored_unseen, FAMILIES))
    golds = map(json.loads, (SHARED / "press" / "topics.jsonl").read_text("utf-8").splitlines())
    releases = all_releases(read_records(SHARED / "press" / "releases.jsonl.gz"), registry)
    return counted(
        chain(
            seen_in_files(files),
            seen_in_releases(releases, {gold["id"]: gold for gold in golds}),
            seen_in_documents(read_documents(registry).values()),
        )
    )


def main() -> None:
    """Counts, learns, writes; prints what the levels are worth on families that were left out."""
    if (SHARED / "press").is_dir():
        rows = (
            f"{fact}\t{kind}\t{family}\t{right}\t{of}\n"
            for (fact, kind, family), (right, of) in _count_anew(load_registry()).items()
        )
        EVIDENCE.write_bytes("".join(rows).encode())
    counts = read_counts()
    LEVELS.write_bytes(table(settled(counts)).encode())
    sys.stdout.writelines(f"{line}\n" for line in report(counts))


def report(counts: Counts) -> Iterator[str]:
    """What the levels are worth on families that were left out, a line a fact."""
    for fact, (share, one) in held(counts).items():
        right = f", of them {one.right / one.sure:7.2%} right, from {share:.1%} on" if one.sure else ""
        yield f"{fact:<12}{one.of:6,} facts, {one.sure / max(1, one.of):6.1%} sure{right}"


if __name__ == "__main__":
    main()
