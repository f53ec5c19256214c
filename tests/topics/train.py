"""Learns which topics a text has beside its first, and writes the weights: `make train`.

From this repository's labelled pages, and where ../shared is there from its evaluation set and from half of the 150 real
releases that a reader labelled; the other half says how well. What is stored are nine weights, no text.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.facts.topics import WEIGHTS, signs  # noqa: E402
from builder.model import TopicScore  # noqa: E402
from builder.registry import Registry, load_registry  # noqa: E402
from tests.measures.evaluation import labelled_files, read_article  # noqa: E402
from tests.measures.releases import all_releases, halves, read_records  # noqa: E402

SHARED = ROOT.parent / "shared"
_EPOCHS, _RATE = 60, 0.15
#: A release counts as much as two pages: it is what most archives hold.
_RELEASE = 2.0
#: How much is added to what speaks for a topic: a missing one is nearly as bad as a wrong one, and commoner.
_EASE = 0.4


class Case(NamedTuple):
    """A topic behind a text's first: what speaks for it, whether a reader gave it, and how much the text counts."""

    signs: Mapping[str, float]
    given: bool
    counts: float


def cases(registry: Registry) -> Iterator[Case]:
    """All that is learned from; topics that a reader left open are not asked."""
    for folder in (ROOT / "tests" / "layouts", SHARED / "eval"):
        for file in labelled_files(folder) if folder.is_dir() else ():
            if file.gold.get("topics") and not file.is_list:
                scored = read_article(file.path, registry).facts.topics
                yield from _cases(scored, file.gold["topics"], file.gold.get("topics_optional", ()), 1.0)
    lines = (SHARED / "press" / "topics.jsonl").read_text("utf-8").splitlines()
    golds = {gold["id"]: gold for gold in halves(map(json.loads, lines))[0]}
    records = [
        record
        for record in read_records(SHARED / "press" / "releases.jsonl.gz")
        if record["NewsItemId"] in golds
    ]
    for release in all_releases(records, registry):
        gold: Mapping[str, Any] = golds[release.truth.id]
        yield from _cases(release.article.facts.topics, gold["topics"], gold["optional"], _RELEASE)


def _cases(
    scored: Sequence[TopicScore], given: Sequence[str], left_open: Sequence[str], counts: float
) -> Iterator[Case]:
    for place in range(1, min(len(scored), 8)):
        if scored[place].slug not in left_open:
            yield Case(signs(scored, place), scored[place].slug in given, counts)


def fit(learned: Iterable[Case]) -> dict[str, float]:
    """Logistic regression, step by step, always in one order."""
    known = list(learned)
    weights = dict.fromkeys(known[0].signs, 0.0)
    slopes = dict.fromkeys(weights, 1e-3)
    rng = random.Random(1)
    for _ in range(_EPOCHS):
        rng.shuffle(known)
        for case in known:
            value = sum(weights[name] * sign for name, sign in case.signs.items())
            error = case.counts * (case.given - 1 / (1 + math.exp(-value)))
            for name, sign in case.signs.items():
                slopes[name] += (error * sign) ** 2
                weights[name] += _RATE * error * sign / math.sqrt(slopes[name])
    return {**weights, "always": weights["always"] + _EASE}


def main() -> None:
    weights = fit(cases(load_registry()))
    rows = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items())]
    head = "# Written by `make train` (tests/topics/train.py): what speaks for a topic beside the first."
    WEIGHTS.write_text("\n".join([head, *rows, ""]), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{WEIGHTS.relative_to(ROOT)}: {len(rows)} weights\n")


if __name__ == "__main__":
    main()
