"""Trains the labeller of lines on the labelled pages of this repository and writes its weights: `make train`.

The training itself is python-crfsuite's; what it finds is rounded and written as text, sorted, so that a change can be read.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

import pycrfsuite  # noqa: E402

from builder.reading.labeller.features import extract, repeats  # noqa: E402
from builder.reading.labeller.model import WEIGHTS  # noqa: E402
from builder.reading.labeller.verdicts import ROLES  # noqa: E402
from tests.labeller.composed import composed  # noqa: E402
from tests.labeller.corpus import Sample, samples  # noqa: E402

LABEL = {
    "title": "T", "subtitle": "U", "date": "D", "byline": "Y", "caption": "C", "label": "L", "body": "B", "mixed": "B", "heading": "H",
    "list": "I", "note": "I", "table": "X", "contact": "N", "rights": "N", "noise": "N", "other-article": "O", "repeat": "R",
}  # fmt: skip
LABELS = tuple(ROLES)


class _Setting(NamedTuple):
    """A training: L1 and L2 strength, the most steps, which composed pages train too (None: none), and how much it counts."""

    c1: float
    c2: float
    steps: int
    turn: int | None
    share: float


#: The trainings whose weights are averaged: one alone tells a line in a hundred otherwise after any change; their mean, and composed pages
#: for three tenths of it, lost least on left-out families and on the pages that never train.
SETTINGS = (
    _Setting(1.5, 0.7, 80, None, 0.7 / 3),
    _Setting(0.7, 1.5, 80, None, 0.7 / 3),
    _Setting(1.0, 0.3, 60, None, 0.7 / 3),
    _Setting(1.5, 0.7, 80, 0, 0.15),
    _Setting(0.7, 1.5, 80, 1, 0.15),
)
#: Weights nearer to nought than this change no decision (measured on left-out families).
_LEAST = 0.05


def labels_of(roles: Sequence[str], repeats: Sequence[str]) -> list[str]:
    """The model's labels: furniture is told apart by where it stands, above (1), within (2) and below (3) the article.

    What repeats the article in other words is furniture: only what can be compared is a repeat.
    """
    plain = [
        "N" if role == "repeat" and not again else LABEL[role]
        for role, again in zip(roles, repeats, strict=True)
    ]
    article = [i for i, label in enumerate(plain) if label in "BI"]
    first, last = (article[0], article[-1]) if article else (len(plain), -1)
    return [
        label
        if label not in "NO"
        else label + ("3" if i > last else "1" if i < first or label == "O" else "2")
        for i, label in enumerate(plain)
    ]


Weights = dict[tuple[str, str], float]
Page = tuple[list[list[str]], list[str]]
"""The features of its lines, and their labels."""


def _trained(pages: Sequence[Page], setting: _Setting) -> tuple[Weights, Weights]:
    """What features and steps weigh, learned from pages."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in pages:
        trainer.append(features, labels)
    trainer.set_params(
        {"c1": setting.c1, "c2": setting.c2, "max_iterations": setting.steps, "feature.minfreq": 2}
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return info.state_features, info.transitions


def _mean(parts: Sequence[Weights]) -> Weights:
    names = {name for part in parts for name in part}
    shares = [setting.share for setting in SETTINGS]
    return {
        name: sum(part.get(name, 0.0) * share for part, share in zip(parts, shares, strict=True))
        for name in names
    }


def _as_text(state: Weights, transitions: Weights) -> str:
    rows: dict[str, list[str]] = {}
    for (name, label), weight in sorted(state.items()):
        if abs(weight) >= _LEAST:
            rows.setdefault(name, []).append(f"{label}={weight:.2f}")
    steps: dict[str, list[str]] = {}
    for (before, after), weight in sorted(transitions.items()):
        steps.setdefault(f">{before}", []).append(f"{after}={weight:.2f}")
    body = [["\t".join([name, *cells]) for name, cells in sorted(part.items())] for part in (steps, rows)]
    return "\n".join(
        [
            "# Written by `make train` (tests/labeller/train.py): what speaks for and against a label.",
            "\t".join(LABELS),
            *body[0],
            *body[1],
            "",
        ]
    )


def _read(corpus: Sequence[Sample]) -> list[Page]:
    read = [(sample, *extract(sample.lines)) for sample in corpus]
    return [(features, labels_of(sample.roles, repeats(page.lines))) for sample, page, features in read]


def train(corpus: Sequence[Sample]) -> str:
    """The model as the text that `model.parse` reads, from labelled pages and those composed of them."""
    own = _read(corpus)
    found = []
    for setting in SETTINGS:
        more = [] if setting.turn is None else _read(composed(corpus, setting.turn))
        found.append(_trained([*own, *more], setting))
    return _as_text(_mean([state for state, _ in found]), _mean([steps for _, steps in found]))


def main() -> None:
    corpus = samples()
    WEIGHTS.write_text(train(corpus), encoding="utf-8", newline="\n")
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size // 1024} KB from {len(corpus)} pages")  # noqa: T201


if __name__ == "__main__":
    main()
