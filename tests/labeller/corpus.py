"""The labelled pages of this repository, as the labeller is trained and judged on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
LAYOUTS = TESTS / "layouts"
EVAL = LAYOUTS / "eval"
PAGES = Path(__file__).parent / "pages"
UNSEEN = Path(__file__).parent / "unseen"

FAMILIES = (
    "dailies-agencies",
    "ministries",
    "old-archives",
    "portals-crawls-broadcast",
    "regional-trade",
    "html",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with a role for every line. ``source``: eval (the reference), layouts, pages or unseen (our own)."""

    id: str
    family: str
    source: str
    lines: tuple[tuple[int, str], ...]
    roles: tuple[str, ...]


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    message = "a sample is neither UTF-8 nor CP949"
    raise ValueError(message)


def _of_lines(
    path: Path, spans: list[tuple[int, int, str]]
) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    role = {i: role for first, last, role in spans for i in range(first, last + 1)}
    text = _decoded(path.read_bytes()).split("\n")
    lines = tuple((i, line) for i, line in enumerate(text, 1) if line.strip())
    return lines, tuple(role.get(i, "noise") for i, _ in lines)


def _golds(path: Path) -> Iterator[dict]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _layouts() -> Iterator[Sample]:
    for path in sorted(LAYOUTS.glob("gold-*.jsonl")):
        families = json.loads(
            path.with_name(f"families-{path.stem.removeprefix('gold-')}.json").read_text("utf-8")
        )
        for gold in _golds(path):
            if gold.get("list_page"):
                continue
            family = families[gold["id"]]
            if "lines" in gold:
                yield Sample(
                    gold["id"], family, "layouts", *_of_lines(LAYOUTS / f"{gold['id']}.txt", gold["lines"])
                )
            elif "blocks" in gold:
                blocks = [(text, role) for text, role in gold["blocks"] if text.strip()]
                lines = tuple(enumerate((text for text, _ in blocks), 1))
                yield Sample(gold["id"], family, "layouts", lines, tuple(role for _, role in blocks))


def _eval() -> Iterator[Sample]:
    families = json.loads((EVAL / "families.json").read_text("utf-8"))
    for gold in _golds(EVAL / "lines.jsonl"):
        yield Sample(
            gold["id"], families[gold["id"]], "eval", *_of_lines(EVAL / f"{gold['id']}.txt", gold["lines"])
        )


def _pages(folder: Path) -> Iterator[Sample]:
    for path in sorted(folder.glob("*.tsv")):
        number, family = path.stem.split(".")
        rows = [row.partition("\t") for row in path.read_text("utf-8").split("\n")]
        kept = [(i, role, text) for i, (role, _, text) in enumerate(rows, 1) if text.strip()]
        yield Sample(
            f"p{number}",
            family,
            folder.name,
            tuple((i, text) for i, _, text in kept),
            tuple(role for _, role, _ in kept),
        )


def samples() -> list[Sample]:
    """Every labelled page that trains, in a fixed order."""
    return [*_eval(), *_layouts(), *_pages(PAGES)]


def unseen() -> list[Sample]:
    """Labelled pages that never train: what the shipped model is measured by."""
    return list(_pages(UNSEEN))
