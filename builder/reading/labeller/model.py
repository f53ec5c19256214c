"""A linear-chain conditional random field, as data: how likely a line bears a label, given its page.

The weights are a reviewable text (weights.tsv), written by `make train`; here they are only read and summed.

A line has some sixty features, and each may weigh on all labels: most of the work of understanding a text is
this sum. So what a feature weighs stands in one number, a lane of bits for each label, and a line's sum is a
sum of numbers. The weights have two decimals; in hundredths their sum is exact, whatever its order.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from math import exp
from operator import mul
from pathlib import Path
from typing import Final, NamedTuple

WEIGHTS = Path(__file__).with_name("weights.tsv")
_FROM: Final = ">"  # a line of the file that begins with it holds the weights from one label to the next

_LANE: Final = 32  # bits of a label in a packed number
_UNIT: Final = 100  # weights are counted in hundredths
#: e to the minus k hundredths; what is less likely by more than that is impossible.
_FACTORS: Final = tuple(exp(-k / _UNIT) for k in range(4000))


class Model(NamedTuple):
    """Labels, what features weigh on them (packed), and the steps from label to label that are weighed.

    A step: from which label, to which, and by how much its factor (e to the weight) is more than one.
    """

    labels: tuple[str, ...]
    weights: dict[str, int]
    steps: tuple[tuple[int, int, float], ...]


def parse(lines: Iterable[str]) -> Model:
    """Reads a model: a first line of labels, then `name<TAB>label=weight …`; comments begin with `# `."""
    rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("# ")]
    labels = tuple(rows[0])
    at = {label: i for i, label in enumerate(labels)}
    weights: dict[str, int] = {}
    steps: list[tuple[int, int, float]] = []
    for name, *cells in rows[1:]:
        parts = (cell.partition("=") for cell in cells)
        pairs = [(at[label], float(weight)) for label, _, weight in parts]
        if name.startswith(_FROM) and name[1:] in at:
            steps += ((at[name[1:]], i, exp(weight) - 1) for i, weight in pairs)
        else:
            weights[name] = sum(round(weight * _UNIT) << i * _LANE for i, weight in pairs)
    return Model(labels, weights, tuple(steps))


@cache
def shipped() -> Model:
    """The model of this release."""
    return parse(WEIGHTS.read_text("utf-8").splitlines())


def _local(model: Model, page: Iterable[Iterable[str]]) -> Iterator[list[float]]:
    """How likely each label is by each line alone, up to a factor."""
    size, none, weight = len(model.labels), repeat(0), model.weights.get
    lanes = struct.Struct(f"<{size}I")
    middle = sum(1 << (i + 1) * _LANE - 1 for i in range(size))  # so that no lane falls below nought
    for features in page:
        total = sum(map(weight, features, none), middle)
        sums = lanes.unpack(total.to_bytes(lanes.size, "little"))
        top = max(sums)
        least = top - len(_FACTORS)
        yield [_FACTORS[top - one] if one > least else 0.0 for one in sums]


def _normal(row: Iterable[float]) -> list[float]:
    values = list(row)
    total = sum(values) or 1.0
    return [x / total for x in values]


def marginals(model: Model, page: Sequence[Iterable[str]]) -> list[list[float]]:
    """For each line (its features) the probability of each label: the forward-backward algorithm.

    From all labels together, which is 1, one comes to each label; only what the weighed steps add is summed.
    """
    if not page:
        return []
    local, size = list(_local(model, page)), len(model.labels)
    forward = [_normal(local[0])]
    for row in local[1:]:
        last, here = forward[-1], [1.0] * size
        for before, after, more in model.steps:
            here[after] += last[before] * more
        forward.append(_normal(map(mul, row, here)))
    backward, out = [1.0] * size, [forward[-1]]
    for i in range(len(local) - 2, -1, -1):
        ahead, backward = _normal(map(mul, local[i + 1], backward)), [1.0] * size
        for before, after, more in model.steps:
            backward[before] += ahead[after] * more
        out.append(_normal(map(mul, forward[i], backward)))
    out.reverse()
    return out
