"""A linear-chain conditional random field, as data: how likely a line bears a label, given its page.

The weights are a reviewable text (weights.tsv), written by `make train`; here they are only read and summed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp
from operator import mul
from pathlib import Path
from typing import NamedTuple

from builder.reading.labeller.features import Groups

WEIGHTS = Path(__file__).with_name("weights.tsv")
_FROM = ">"  # a line of the file that begins with it holds the weights from one label to the next


Pairs = tuple[tuple[int, float], ...]
_REMEMBERED = 20_000  # groups of features; then all are forgotten


class Model(NamedTuple):
    """Labels, the weights features give to them, and the factors (e to the weight) from label to label."""

    labels: tuple[str, ...]
    weights: dict[str, Pairs]
    onward: tuple[tuple[float, ...], ...]  # by label: factors to each next label
    inward: tuple[tuple[float, ...], ...]  # by label: factors from each label before
    sums: dict[
        tuple[str, ...], Pairs
    ]  # weights of groups of features met before: pages of one site share their furniture


def parse(lines: Iterable[str]) -> Model:
    """Reads a model: a first line of labels, then `name<TAB>label=weight …`; comments begin with `# `."""
    rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("# ")]
    labels = tuple(rows[0])
    at = {label: i for i, label in enumerate(labels)}
    weights: dict[str, Pairs] = {}
    steps = {label: [1.0] * len(labels) for label in labels}
    for name, *cells in rows[1:]:
        pairs = tuple(
            (at[label], float(weight)) for label, _, weight in (cell.partition("=") for cell in cells)
        )
        if name.startswith(_FROM) and name[1:] in steps:
            for i, weight in pairs:
                steps[name[1:]][i] = exp(weight)
        else:
            weights[name] = pairs
    onward = tuple(tuple(steps[label]) for label in labels)
    return Model(labels, weights, onward, tuple(zip(*onward, strict=True)), {})


@cache
def shipped() -> Model:
    """The model of this release."""
    return parse(WEIGHTS.read_text("utf-8").splitlines())


def _add(sums: list[float], model: Model, features: Iterable[str]) -> None:
    weights = model.weights
    for name in features:
        if name in weights:
            for i, weight in weights[name]:
                sums[i] += weight


def _lasting(model: Model, group: tuple[str, ...]) -> Pairs:
    known = model.sums.get(group)
    if known is None:
        if len(model.sums) >= _REMEMBERED:
            model.sums.clear()
        sums = [0.0] * len(model.labels)
        _add(sums, model, group)
        known = model.sums[group] = tuple((i, s) for i, s in enumerate(sums) if s)
    return known


def _local(model: Model, groups: Groups) -> list[float]:
    """How likely each label is by the line alone, up to a factor."""
    sums = [0.0] * len(model.labels)
    for group in groups.lasting:
        for i, weight in _lasting(model, group):
            sums[i] += weight
    _add(sums, model, groups.here)
    top = max(sums)
    return [exp(s - top) for s in sums]


def _normal(row: list[float]) -> list[float]:
    total = sum(row) or 1.0
    return [x / total for x in row]


def marginals(model: Model, page: Sequence[Groups]) -> list[list[float]]:
    """For each line (its features) the probability of each label: the forward-backward algorithm."""
    if not page:
        return []
    local = [_local(model, groups) for groups in page]
    forward = [_normal(local[0])]
    for row in local[1:]:
        last = forward[-1]
        forward.append(
            _normal(
                [here * sum(map(mul, last, factors)) for here, factors in zip(row, model.inward, strict=True)]
            )
        )
    backward = [1.0] * len(model.labels)
    out = [forward[-1]]
    for i in range(len(local) - 2, -1, -1):
        ahead = list(map(mul, local[i + 1], backward))
        backward = _normal([sum(map(mul, ahead, factors)) for factors in model.onward])
        out.append(_normal(list(map(mul, forward[i], backward))))
    out.reverse()
    return out
