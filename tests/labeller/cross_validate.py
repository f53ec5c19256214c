"""Cross-validates the labeller by families of sites: each family is labelled by a model that never saw one of its reference pages.

`python tests/labeller/cross_validate.py`         own pages of every family train
`python tests/labeller/cross_validate.py --strict`  own pages of the family that is scored are left out too
`… -v`                                              prints every line that is told wrong
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.reading.labeller import Labelled, label_lines  # noqa: E402
from builder.reading.labeller.model import Model, parse  # noqa: E402
from tests.labeller.corpus import FAMILIES, Sample, samples  # noqa: E402
from tests.labeller.score import frame, score, summary  # noqa: E402
from tests.labeller.train import train  # noqa: E402

Told = list[tuple[Sample, tuple[Labelled, ...]]]


def held_out(corpus: Sequence[Sample], family: str, *, strict: bool) -> tuple[list[Sample], list[Sample]]:
    """What trains and what is scored. Of saved pages there are only our own: they are always left out of their own training."""
    scored = [s for s in corpus if s.family == family and (s.source == "eval" or family == "html")]
    alone = strict or family == "html"
    return [s for s in corpus if s.family != family or (s.source != "eval" and not alone)], scored


def model_without(family: str, *, strict: bool) -> Model:
    """A model that never saw one of the family's reference pages."""
    learns, _ = held_out(samples(), family, strict=strict)
    return parse(train(learns).splitlines())


def told(family: str, *, strict: bool) -> Told:
    _, scored = held_out(samples(), family, strict=strict)
    model = model_without(family, strict=strict)
    return [(s, label_lines(s.lines, model=model, of_site=True)) for s in scored]


def _strict(family: str) -> Told:
    return told(family, strict=True)


def _lenient(family: str) -> Told:
    return told(family, strict=False)


def by_family(*, strict: bool) -> dict[str, Told]:
    """Each family as models tell it that never saw one of its reference pages."""
    with ProcessPoolExecutor(2) as pool:
        return dict(zip(FAMILIES, pool.map(_strict if strict else _lenient, FAMILIES), strict=True))


def all_told(*, strict: bool) -> Told:
    """The reference pages (texts only), told by models that know only other families' ones."""
    return [pair for family, pairs in by_family(strict=strict).items() if family != "html" for pair in pairs]


def main(arguments: Sequence[str]) -> None:
    found = by_family(strict="--strict" in arguments)
    for family, pairs in found.items():
        print(f"{family:26s}", summary([score(*pair) for pair in pairs]))  # noqa: T201
    text = [pair for family, pairs in found.items() if family != "html" for pair in pairs]
    scores = [score(*pair) for pair in text]
    print(f"{'all texts':26s}", summary(scores))  # noqa: T201
    for role, (lines, share, precision) in frame(text).items():
        print(f"  {role:10s} {lines:4d} lines, found {share:.3f}, right {precision:.3f}")  # noqa: T201
    if "-v" in arguments:
        for wrong in sorted((w for s in scores for w in s.wrong), key=lambda w: (w.kind, w.sample, w.number)):
            told = wrong.told
            print(wrong.kind, wrong.sample, wrong.number, wrong.role, told.role, told.margin, wrong.text[:60])  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
