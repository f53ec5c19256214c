"""Learns where a line cut at a width was cut inside a word, and writes the weights: `make train`.

Paragraphs are cut at widths that were usual; where each cut fell is known. They are those of this repository's labelled
pages and of the real releases in ``../shared/press`` (all but every thirtieth, which test_joints.py measures). What is
stored are weights of syllables beside a cut, at least eight times seen: statistics, no text.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

import pycrfsuite  # noqa: E402

from builder.prose.rows import width  # noqa: E402
from builder.reading.joints import WEIGHTS, features, own_words  # noqa: E402
from builder.text import is_sentence  # noqa: E402
from tests.labeller.corpus import samples  # noqa: E402

#: Columns: newspapers' own, and wire copy's.
WIDTHS = (36, 40, 60, 64, 72, 76, 80)
RELEASES = ROOT.parent / "shared" / "press" / "releases.jsonl.gz"
#: Every so many-th release is left out of the training.
LEFT_OUT = 30
SETTINGS = {"c1": 2.0, "c2": 0.01, "max_iterations": 150, "feature.minfreq": 8}
#: Each text is cut at so many widths.
_TIMES = 2
_SHORTEST = 60
_LEAST = 0.05
_SPACE, _INSIDE = "space", "inside"

Case = tuple[list[str], str]


def cut(text: str, columns: int) -> list[str]:
    """The text in lines of so many columns, cut wherever the last one is full; spaces at the cuts stay."""
    lines = [""]
    for letter in text:
        if width(lines[-1] + letter) > columns:
            lines.append("")
        lines[-1] += letter
    return lines


def cases(texts: Iterable[Sequence[str]], times: int = _TIMES, seed: int = 1) -> Iterator[Case]:
    """The features of every cut and where it fell, from texts given as their paragraphs."""
    rng = random.Random(seed)
    for paragraphs in texts:
        for columns in rng.sample(WIDTHS, min(times, len(WIDTHS))):
            wrapped = [cut(paragraph, columns) for paragraph in paragraphs]
            own = own_words([line for lines in wrapped for line in lines])
            for lines in wrapped:
                for left, right in pairwise(lines):
                    where = _SPACE if left[-1] == " " or right[0] == " " else _INSIDE
                    if left.strip() and right.strip():
                        yield list(features(left.rstrip(), right.lstrip(), own)), where


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Those long enough to be cut, white space folded."""
    folded = (" ".join(line.split()) for line in lines)
    return [text for text in folded if len(text) >= _SHORTEST and is_sentence(text)]


def releases(*, left_out: bool) -> Iterator[list[str]]:
    """The paragraphs of each real release that is learned from; or of each that is left out."""
    with gzip.open(RELEASES, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if (number % LEFT_OUT == 0) == left_out:
                yield paragraphs(json.loads(line)["DataContents"].split("\n"))


def pages() -> Iterator[list[str]]:
    """The paragraphs of each labelled page."""
    for page in samples():
        lines = zip(page.lines, page.roles, strict=True)
        yield paragraphs(text for (_, text), role in lines if role in ("body", "list", "note"))


def train() -> str:
    """The weights as text."""
    return fit(cases([*releases(left_out=False), *pages()]))


def fit(learned: Iterable[Case]) -> str:
    """The weights as text: a feature a line, above nought where it speaks for a space."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for case, where in learned:
        trainer.append([case], [where])
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info().state_features
        tagger.close()
    weights: dict[str, float] = {}
    for (feature, label), weight in found.items():
        weights[feature] = weights.get(feature, 0.0) + (weight if label == _SPACE else -weight)
    rows = [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= _LEAST]
    return "\n".join(
        ["# Written by `make train` (tests/wraps/train.py): what speaks for a space.", *rows, ""]
    )


def main() -> None:
    WEIGHTS.write_text(train(), encoding="utf-8", newline="\n")
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size // 1024} KB")  # noqa: T201


if __name__ == "__main__":
    main()
