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


_Steps = tuple[tuple[tuple[int, float], ...], ...]
"""For each label the weighed steps on one side of it.

Which label is there, and by how much the step's factor (e to the weight) is more than one.
"""


class Model(NamedTuple):
    """Labels, what features weigh on them (packed), and the steps from label to label that are weighed."""

    labels: tuple[str, ...]
    weights: dict[str, int]
    into: _Steps
    out_of: _Steps


def parse(lines: Iterable[str]) -> Model:
    """Reads a model: a first line of labels, then `name<TAB>label=weight …`; comments begin with `# `."""
    rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("# ")]
    labels = tuple(rows[0])
    at = {label: i for i, label in enumerate(labels)}
    weights: dict[str, int] = {}
    into: list[list[tuple[int, float]]] = [[] for _ in labels]
    out_of: list[list[tuple[int, float]]] = [[] for _ in labels]
    for name, *cells in rows[1:]:
        parts = (cell.partition("=") for cell in cells)
        pairs = [(at[label], float(weight)) for label, _, weight in parts]
        if name.startswith(_FROM) and name[1:] in at:
            for i, weight in pairs:
                into[i].append((at[name[1:]], exp(weight) - 1))
                out_of[at[name[1:]]].append((i, exp(weight) - 1))
        else:
            weights[name] = sum(round(weight * _UNIT) << i * _LANE for i, weight in pairs)
    return Model(labels, weights, tuple(map(tuple, into)), tuple(map(tuple, out_of)))


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


def _stepped(row: Sequence[float], steps: _Steps) -> list[float]:
    """What comes to each label from those of a row, whose sum is 1, where only what is weighed is summed."""
    out = []
    for weighed in steps:
        total = 1.0
        for label, more in weighed:
            total += row[label] * more
        out.append(total)
    return out


def marginals(model: Model, page: Sequence[Iterable[str]]) -> list[list[float]]:
    """For each line (its features) the probability of each label: the forward-backward algorithm."""
    if not page:
        return []
    local = list(_local(model, page))
    forward = [_normal(local[0])]
    for row in local[1:]:
        forward.append(_normal(map(mul, row, _stepped(forward[-1], model.into))))
    backward, out = [1.0] * len(model.labels), [forward[-1]]
    for i in range(len(local) - 2, -1, -1):
        backward = _stepped(_normal(map(mul, local[i + 1], backward)), model.out_of)
        out.append(_normal(map(mul, forward[i], backward)))
    out.reverse()
    return out
