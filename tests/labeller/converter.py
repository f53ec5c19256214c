"""How well the whole converter does on layouts its labeller never saw: `python tests/labeller/converter.py [--strict] [-v]`.

The reference's pages, family by family of `families.json`: each is converted with a labeller that learned from the other families' pages
(and our own; with --strict from no page of that family at all), and scored by the reference's own score.py. Needs ../shared. `-v` lists
what each page fails.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # so that it runs as a script too

from builder.facts.decide import Known  # noqa: E402
from builder.intake.read import read_seed  # noqa: E402
from builder.model import Article  # noqa: E402
from builder.pages.article import understand_seed  # noqa: E402
from builder.pages.make import article_page  # noqa: E402
from builder.pages.new_id import new_id  # noqa: E402
from builder.prose.front_matter import dump_page  # noqa: E402
from builder.reading import labeller  # noqa: E402
from builder.registry import Registry, load_registry  # noqa: E402
from tests.labeller.corpus import FAMILIES  # noqa: E402
from tests.labeller.cross_validate import model_without  # noqa: E402

EVAL = ROOT.parent / "shared" / "eval"
#: The first twenty are the sample that every developer knows: they have a table of their own.
SAMPLE = frozenset(f"{number:03}" for number in range(1, 21))
#: What a page without a body, and a page whose paragraphs are a matter of taste, are not measured by.
OF_A_BODY = frozenset(["first", "last", "kept", "body_lines", "paragraphs", "bullets", "no_duplicates"])
OF_PARAGRAPHS = frozenset(["paragraphs", "bullets"])
#: The day on which the pages are taken to have arrived.
ARRIVED = "2026-11-22"


@dataclass(frozen=True)
class Scored:
    """One page of the reference: its metrics, and what score.py says beside them."""

    id: str
    family: str
    metrics: Mapping[str, float]
    details: Mapping[str, Any]


def _score_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _page(path: Path, registry: Registry) -> str | None:
    """The Markdown that is made of a page; None where it is refused."""
    seed = read_seed(path, path.name, registry.list_page_patterns).seed
    article = understand_seed(seed, registry, Known(latest=ARRIVED)) if seed is not None else None
    if not isinstance(article, Article):
        return None
    page = article_page(article, new_id(article.seed.sha256), ARRIVED, registry)
    return dump_page(page.meta, page.body)


def _left_out(gold: Mapping[str, Any]) -> frozenset[str]:
    of_body = OF_A_BODY if gold.get("no_body") else frozenset[str]()
    return of_body | (OF_PARAGRAPHS if gold.get("paragraphs_free") else frozenset[str]())


def score_page(gold: Mapping[str, Any], family: str, registry: Registry) -> Scored:
    """Converts one page and scores it: ``made`` is 1 where a page was made, ``list_refused`` where a list was not."""
    text = _page(next(EVAL.glob(f"{gold['id']}.[th]*")), registry)
    if gold.get("list_page"):
        return Scored(gold["id"], family, {"list_refused": float(text is None)}, {})
    if text is None:
        return Scored(gold["id"], family, {"made": 0.0}, {})
    score = _score_module()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.md"
        target.write_bytes(text.encode())
        raw = score.source(gold["id"])
        found, details = score.score({**gold, "_raw": raw}, *score.load(str(target)))
    metrics = {name: float(value) for name, value in found.items() if name not in _left_out(gold)}
    return Scored(gold["id"], family, {"made": 1.0, **metrics}, details)


def score_family(family: str, *, strict: bool) -> list[Scored]:
    """The reference's pages of a family, converted with a labeller that never saw one of them."""
    families = json.loads((EVAL / "families.json").read_text("utf-8"))
    golds = map(json.loads, (EVAL / "gold.jsonl").read_text("utf-8").splitlines())
    registry, model = load_registry(), model_without(family, strict=strict)
    with mock.patch.object(labeller, "shipped", return_value=model):
        return [score_page(gold, family, registry) for gold in golds if families[gold["id"]] == family]


def score_all(*, strict: bool) -> list[Scored]:
    """Every page of the reference."""
    with ProcessPoolExecutor(2) as pool:
        return [one for found in pool.map(partial(score_family, strict=strict), FAMILIES) for one in found]


def means(scored: Sequence[Scored]) -> dict[str, float]:
    """The mean of each metric over the pages that are measured by it."""
    names = sorted({name for one in scored for name in one.metrics})
    values = {name: [one.metrics[name] for one in scored if name in one.metrics] for name in names}
    return {name: round(sum(found) / len(found), 4) for name, found in values.items()}


def table(scored: Sequence[Scored]) -> Iterator[str]:
    """A row a metric, a column a family; then all of them without the sample, and the sample."""
    parts = [[one for one in scored if one.family == family and one.id not in SAMPLE] for family in FAMILIES]
    parts += [[one for one in scored if one.id not in SAMPLE], [one for one in scored if one.id in SAMPLE]]
    columns = [means(part) for part in parts]
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
            print(one.id, one.family, failed, {name: told for name, told in one.details.items() if told})  # noqa: T201
    print("\n".join(table(scored)))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
