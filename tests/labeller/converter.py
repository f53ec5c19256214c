"""How well the whole converter does on layouts its labeller never saw: `python tests/labeller/converter.py [--strict] [-v]`.

The reference's pages, family by family of `families.json`: each is converted with a labeller that learned from the other families' pages
(and our own; with --strict from no page of that family at all), and measured as `tests/quality.py` does. Needs ../shared. `-v` lists
what each page fails.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.reading import labeller  # noqa: E402
from builder.registry import Registry, load_registry  # noqa: E402
from tests.labeller.corpus import FAMILIES  # noqa: E402
from tests.labeller.cross_validate import model_without  # noqa: E402
from tests.measures.evaluation import (  # noqa: E402
    Labelled,
    NoArticleError,
    Scored,
    labelled_files,
    means,
    score_files,
    scorer,
)

EVAL = ROOT.parent / "shared" / "eval"
#: The first twenty are the sample that every developer knows: they have a column of their own.
SAMPLE = frozenset(f"{number:03}" for number in range(1, 21))


def score_page(one: Labelled, score: ModuleType, registry: Registry) -> Scored:
    """Converts one page and measures it: ``made`` is 1 where a page was made. Without its article."""
    try:
        (found,) = score_files([one], score, registry)
    except NoArticleError:
        return Scored(one.gold["id"], "", {"made": 0.0}, {}, None, one.gold)
    made = {} if one.is_list else {"made": 1.0}
    return replace(found, metrics={**made, **found.metrics}, article=None)


def score_family(family: str, *, strict: bool) -> list[Scored]:
    """The reference's pages of a family, converted with a labeller that never saw one of them."""
    families = json.loads((EVAL / "families.json").read_text("utf-8"))
    files = [one for one in labelled_files(EVAL) if families[one.gold["id"]] == family]
    registry, model, score = load_registry(), model_without(family, strict=strict), scorer(EVAL)
    with mock.patch.object(labeller, "shipped", return_value=model):
        return [replace(score_page(one, score, registry), family=family) for one in files]


def score_all(*, strict: bool) -> list[Scored]:
    """Every page of the reference."""
    with ProcessPoolExecutor(2) as pool:
        return [one for found in pool.map(partial(score_family, strict=strict), FAMILIES) for one in found]


def table(scored: Sequence[Scored]) -> Iterator[str]:
    """A row a metric, a column a family; then all of them without the sample, and the sample."""
    parts = [
        [one for one in scored if one.family == family and one.name not in SAMPLE] for family in FAMILIES
    ]
    parts += [
        [one for one in scored if one.name not in SAMPLE],
        [one for one in scored if one.name in SAMPLE],
    ]
    columns = [means([one.metrics for one in part]) for part in parts]
    heads = [*(family[:9] for family in FAMILIES), "all", "sample"]
    yield f"{'':20}" + "".join(f"{head:>11}" for head in heads)
    yield f"{'pages':20}" + "".join(f"{len(part):11}" for part in parts)
    for name in sorted({name for column in columns for name in column}):
        cells = (f"{column[name]:11.3f}" if name in column else f"{'-':>11}" for column in columns)
        yield f"{name:20}" + "".join(cells)


def main(arguments: Sequence[str]) -> None:
    scored = score_all(strict="--strict" in arguments)
    for one in scored if "-v" in arguments else ():
        failed = {name: round(value, 2) for name, value in one.metrics.items() if value < 1}
        if failed:
            print(one.name, one.family, failed, {name: told for name, told in one.details.items() if told})  # noqa: T201
    print("\n".join(table(scored)))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
