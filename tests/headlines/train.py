"""Learns which phrase of a lead is its headline, and writes the weights: `make train`.

From real releases in ``../shared/press`` and our own labelled pages whose headlines are hidden: of the phrases that
their leads offer those weigh most that share most words with the headline. Half the releases, told by the hash of their
ids, are learned from; the other half, and the reference's pages, say how well. Headlines that a person made of a lead
that had none weigh more: they say what is asked for here. What is stored are weights of features, no text.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.facts.headline import WEIGHTS, worth  # noqa: E402
from builder.facts.lead_phrases import Phrase, phrases  # noqa: E402
from builder.reading.read import read  # noqa: E402
from builder.registry import Registry, load_registry  # noqa: E402
from builder.text import key  # noqa: E402
from tests.labeller.corpus import LAYOUTS, Sample, samples  # noqa: E402
from tests.measures.evaluation import labelled_files, read_article  # noqa: E402
from tests.measures.releases import read_records, seed_of  # noqa: E402

RELEASES = ROOT.parent / "shared" / "press" / "releases.jsonl.gz"
#: A headline with half the words of the true one is useful (as score.py of the evaluation set counts).
USEFUL = 0.5
_WORD = re.compile(r"[\w%]{2,}")
#: Letters of a word that must stand in the other text: its ending may differ.
_LETTERS = 3
_EPOCHS, _RATE, _DECAY, _SHARPNESS = 5, 0.15, 1e-4, 4
#: Each so many-th release is enough: more of them would outweigh the pages, which are what lacks a headline.
_EVERY = 4
#: How often a headline counts that a person made of a lead without one.
_MADE_COUNTS = 5
#: A text of fewer lines offers too little.
_FEWEST_LINES = 2
#: A feature of fewer releases is left out.
_FEWEST = 40
_LEAST = 0.05


class Case(NamedTuple):
    """A release: the phrases that its lead offers, and its own headline."""

    phrases: Sequence[Phrase]
    headline: str


def overlap(made: str, headline: str) -> float:
    """The share of the headline's words that stand in what was made."""
    words = set(_WORD.findall(headline))
    return sum(word[:_LETTERS] in key(made) for word in words) / max(1, len(words))


def cases(every: int, registry: Registry, *, left_out: bool) -> Iterator[Case]:
    """Each so many-th release of one half, its headline hidden."""
    for record in read_records(RELEASES, every):
        half = hashlib.sha256(record["NewsItemId"].encode()).digest()[1] % 2
        if (half == 1) == left_out:
            reading = read(seed_of({**record, "Title": ""}), registry)
            yield Case(list(phrases(reading, registry)), record["Title"])


def cases_of_pages(pages: Iterable[Sample], registry: Registry) -> Iterator[Case]:
    """Labelled pages that state a headline: what their articles say, without it."""
    for page in pages:
        told = list(zip((text for _, text in page.lines), page.roles, strict=True))
        title = next((text for text, role in told if role == "title"), None)
        body = [text for text, role in told if role in {"body", "mixed", "heading", "list", "note"}]
        if title is None or len(body) < _FEWEST_LINES:
            continue
        record = {"NewsItemId": page.id, "Title": "", "DataContents": "\n\n".join(body)}
        reading = read(seed_of(record), registry)
        if reading.title is None:
            yield Case(list(phrases(reading, registry)), title)


def cases_made(folder: Path, registry: Registry) -> Iterator[Case]:
    """Labelled pages without a headline, each with the one that a person made of its lead."""
    for one in labelled_files(folder):
        if one.gold.get("title_suggest"):
            yield Case(
                list(phrases(read_article(one.path, registry).reading, registry)), one.gold["title_suggest"]
            )


def fit(learned: Iterable[Case]) -> dict[str, float]:
    """The weights: of each release's phrases the better ones are made likelier, step by step, always in one order."""
    known = [case for case in learned if len(case.phrases) > 1]
    seen = Counter(name for case in known for name in {n for one in case.phrases for n in one.features})
    weights: dict[str, float] = dict.fromkeys(sorted(n for n in seen if seen[n] >= _FEWEST), 0.0)
    slopes: dict[str, float] = defaultdict(float)
    rng = random.Random(1)
    for _ in range(_EPOCHS):
        rng.shuffle(known)
        for case in known:
            for name, slope in _slopes(case, weights).items():
                slopes[name] += slope * slope
                weights[name] += _RATE * slope / math.sqrt(slopes[name] + 0.1) - _DECAY * weights[name]
    return {name: weight for name, weight in weights.items() if abs(weight) >= _LEAST}


def _slopes(case: Case, weights: Mapping[str, float]) -> dict[str, float]:
    now = _shares([worth(one, weights) for one in case.phrases])
    wanted = _shares([_SHARPNESS * _reward(one.text, case.headline) for one in case.phrases])
    slopes: dict[str, float] = defaultdict(float)
    for one, share, aim in zip(case.phrases, now, wanted, strict=True):
        for name in one.features.keys() & weights.keys():
            slopes[name] += (aim - share) * one.features[name]
    return {name: slopes[name] for name in sorted(slopes)}


def _shares(values: Sequence[float]) -> list[float]:
    powers = [math.exp(value - max(values)) for value in values]
    return [power / sum(powers) for power in powers]


def _reward(made: str, headline: str) -> float:
    found = overlap(made, headline)
    return found + 0.5 * overlap(headline, made) + 0.3 * (found >= USEFUL)


def useful(found: Iterable[Case], weights: Mapping[str, float]) -> float:
    """The share of releases of which a useful headline is made."""
    made = [(max(one.phrases, key=lambda p: worth(p, weights), default=None), one.headline) for one in found]
    return sum(best is not None and overlap(best.text, own) >= USEFUL for best, own in made) / len(made)


def main() -> None:
    registry = load_registry()
    pages = samples()
    own = [*cases_of_pages((page for page in pages if page.source != "eval"), registry)]
    made = [*cases_made(LAYOUTS, registry)] * _MADE_COUNTS
    weights = fit([*cases(_EVERY, registry, left_out=False), *own, *made])
    rows = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items())]
    head = "# Written by `make train` (tests/headlines/train.py): what speaks for a phrase of the lead as a headline."
    WEIGHTS.write_text("\n".join([head, *rows, ""]), encoding="utf-8", newline="\n")
    share = useful(cases(_EVERY, registry, left_out=True), weights)
    pages_share = useful(cases_of_pages((page for page in pages if page.source == "eval"), registry), weights)
    sys.stdout.write(
        f"{WEIGHTS.relative_to(ROOT)}: {len(rows)} weights; useful of the other half {share:.1%}, "
        f"of the reference's pages that state a headline {pages_share:.1%}\n"
    )


if __name__ == "__main__":
    main()
