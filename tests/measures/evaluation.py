"""The conversion of labelled files, measured by the functions of the evaluation set's own score.py."""

from __future__ import annotations

import importlib.util
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from builder.facts.decide import Known
from builder.intake.read import read_seed
from builder.model import Article, Seed
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.new_id import new_id
from builder.pages.page import Page
from builder.prose.front_matter import dump_page
from builder.registry import Registry

#: The day the texts are taken to have arrived: without it an open term of office leaves every later year possible.
ARRIVED = "2026-11-22"
#: What a text without a body, and a text whose paragraphs are a matter of taste, are not measured by (as score.py has it).
OF_A_BODY = {"first", "last", "kept", "body_lines", "paragraphs", "bullets", "no_duplicates"}
OF_PARAGRAPHS = {"paragraphs", "bullets"}
_LINK = re.compile(r"(?<!\\)\[((?:[^\\\]]|\\.)*)\]\(https?://[^()\s]*\)")


@dataclass(frozen=True)
class Labelled:
    """A file of the evaluation set, and what its gold says of it."""

    path: Path
    gold: Mapping[str, Any]

    @property
    def is_list(self) -> bool:
        """A page of many articles, which must be refused."""
        return bool(self.gold.get("list_page"))

    @property
    def is_html(self) -> bool:
        return bool(self.gold.get("html")) or self.path.suffix == ".html"

    @property
    def text(self) -> str:
        """As it was written, whatever the encoding; without a byte order mark, lines ended by LF."""
        raw = self.path.read_bytes()
        codec = "cp949" if self.gold.get("encoding") == "cp949" else "utf-8-sig"
        return raw.decode(codec).replace("\r\n", "\n")


@dataclass(frozen=True)
class Scored:
    """One file: its metrics, what score.py says beside them, and the article that was measured (None for a list)."""

    name: str
    family: str
    metrics: Mapping[str, float]
    details: Mapping[str, Any]
    article: Article | None
    gold: Mapping[str, Any]


def labelled_files(folder: Path) -> tuple[Labelled, ...]:
    """Of all gold files of the folder; nothing where it is not there."""
    lines = (
        line for path in sorted(folder.glob("gold*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return tuple(Labelled(next(folder.glob(f"{gold['id']}.[th]*")), gold) for gold in map(json.loads, lines))


class NoArticleError(Exception):
    """A text of which no article can be made, for a reason that the builder names."""


def understood(seed: Seed, registry: Registry, latest: str | None = None) -> Article:
    """The seed as an article; a text that is none is a fault of the measurement."""
    article = understand_seed(seed, registry, Known(latest=latest))
    if not isinstance(article, Article):
        raise NoArticleError(article)
    return article


def read_article(path: Path, registry: Registry) -> Article:
    """The file as an article."""
    read = read_seed(path, path.name, registry.list_page_patterns)
    if read.seed is None:
        raise NoArticleError(read.problems)
    return understood(read.seed, registry, ARRIVED)


def page_of(article: Article, registry: Registry) -> Page:
    """The page that `convert` writes of it."""
    return article_page(article, new_id(article.seed.sha256), ARRIVED, registry)


def families_of(folder: Path) -> dict[str, str]:
    """The family of sites of each file of a folder, by its name without the ending."""
    families: dict[str, str] = {}
    for path in sorted(folder.glob("families*.json")):
        families |= json.loads(path.read_text("utf-8"))
    return families


def score_files(files: Sequence[Labelled], score: ModuleType, registry: Registry) -> Iterator[Scored]:
    """Each file with a gold, measured on its page as `convert` writes it."""
    families = families_of(files[0].path.parent)
    with tempfile.TemporaryDirectory() as out:
        for one in files:
            yield _scored(one, families.get(one.path.stem, ""), score, Path(out), registry)


def _scored(one: Labelled, family: str, score: ModuleType, out: Path, registry: Registry) -> Scored:
    gold = {**one.gold, "_raw": one.text.split("\n")}
    name = str(gold["id"])
    if one.is_list:
        read = read_seed(one.path, one.path.name, registry.list_page_patterns)
        return Scored(name, family, {"list_refused": float(read.seed is None)}, {}, None, one.gold)
    article = read_article(one.path, registry)
    page = page_of(article, registry)
    target = out / f"{name}.md"
    words = _LINK.sub(r"\1", page.body)  # score.py compares words and takes an address for some
    target.write_bytes(dump_page(page.meta, words).encode())
    found, details = score.score(gold, *score.load(str(target)))
    left_out = (OF_A_BODY if gold.get("no_body") else set()) | (
        OF_PARAGRAPHS if gold.get("paragraphs_free") else set()
    )
    metrics = {metric: float(value) for metric, value in found.items() if metric not in left_out}
    return Scored(name, family, metrics, details, article, one.gold)


def means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each metric over the files that are measured by it."""
    metrics = sorted({metric for row in rows for metric in row})
    values = {metric: [row[metric] for row in rows if metric in row] for metric in metrics}
    return {metric: round(sum(found) / len(found), 4) for metric, found in values.items()}


def scorer(folder: Path) -> ModuleType:
    """The score.py of a folder."""
    spec = importlib.util.spec_from_file_location("score_of_files", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
