"""An article that was taken down is gone from everywhere; its address says when and why, and it stays down."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from builder.pages.page import Page
from builder.pages.withdrawal import tombstone
from builder.prose.front_matter import dump_page, parse_page

WORD = "절차특유낱말"
SEED = f"관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 {WORD}를 고친다고 밝혔다.\n"
OTHER = "산림청, 숲길 새로 연다\n\n2020-01-03 10:00\n\n산림청은 3일 숲길을 새로 연다고 밝혔다.\n"
REASON = "<b>저작권자의</b> 요청"


@pytest.fixture
def archive(new_archive: Callable[..., Path], tmp_path: Path) -> Path:
    return new_archive(tmp_path / "a", {"a.txt": SEED, "b.txt": OTHER, "a.yml": "outlet: 물길일보\n"})


def _page(config: Path, word: str) -> Path:
    pages = (config.parent / "docs/briefings").glob("*.md")
    return next(page for page in pages if word in page.read_text("utf-8"))


def test_the_text_goes_and_the_address_stays(archive: Path, briefings: Callable[..., Result]) -> None:
    briefings("build", "-f", archive)
    page, site = _page(archive, WORD), archive.parent / "site"
    address = site / "briefings" / page.with_suffix(".html").name
    assert WORD in address.read_text("utf-8")

    assert briefings("withdraw", page.stem, "--reason", REASON, "-f", archive).exit_code == 0
    (archive.parent / "seeds/a.txt").write_text(SEED + "\n다시 모은 글이다.\n", "utf-8")
    built = briefings("build", "-f", archive)
    assert (built.exit_code, "a.txt: N137" in built.stderr, "N107" in built.stderr) == (0, True, False)
    assert briefings("check", "-f", archive).exit_code == 0
    assert len(list(page.parent.glob("*.md"))) == 2
    texts = {
        path: path.read_bytes()
        for root in (site, page.parents[1])
        for path in root.rglob("*.*")
        if path.is_file()
    }
    assert [
        path for path, text in texts.items() if WORD.encode() in text or "물길일보".encode() in text
    ] == []
    shown = address.read_text("utf-8")
    assert "&lt;b&gt;저작권자의" in shown
    assert 'name="robots" content="noindex"' in shown
    assert "2025. 11. 25.에 내려졌습니다" in shown
    assert json.loads(address.with_suffix(".json").read_bytes())["withdrawn"]["on"] == "2025-11-25"
    assert "2025-11-25" in address.with_suffix(".md").read_text("utf-8")
    lists = [path for path, text in texts.items() if page.stem.encode() in text and path.stem != page.stem]
    assert {path.name for path in lists} <= {"addresses.txt", ".addresses"}


def test_the_seed_is_deleted_or_fills_the_page_again(archive: Path, briefings: Callable[..., Result]) -> None:
    briefings("build", "--no-site", "-f", archive)
    page, seeds = _page(archive, WORD), archive.parent / "seeds"
    before = page.read_text("utf-8")
    briefings("withdraw", page.stem, "--reason", REASON, "-f", archive)
    briefings("withdraw", page.stem, "--undo", "-f", archive)
    briefings("build", "--no-site", "-f", archive)
    assert page.read_text("utf-8") == before
    assert "a.yml" in briefings("withdraw", page.stem, "--reason", REASON, "--purge", "-f", archive).stdout
    assert [seed.name for seed in seeds.glob("[!.]*")] == ["b.txt"]
    assert briefings("build", "--no-site", "-f", archive).exit_code == 0
    assert briefings("withdraw", page.stem, "--undo", "-f", archive).exit_code == 2


def test_what_is_asked_wrongly_is_told(archive: Path, briefings: Callable[..., Result]) -> None:
    for wrong in (("../index", "--reason", "x"), ("k7f3q9x2mt", "--reason", "x"), ("k7f3q9x2mt",)):
        assert briefings("withdraw", *wrong, "-f", archive).exit_code == 2


def test_withdrawing_twice_is_withdrawing_once() -> None:
    meta = {"id": "k7f3q9x2mt", "title": "제목", "generated": {"text": "0"}, "own": 1}
    page = Page.read(
        "briefings/k7f3q9x2mt.md", meta | {"withdrawn": {"on": "2025-11-25", "reason": "까닭"}}, "글"
    )
    once = tombstone(page)
    read = parse_page(dump_page(once.meta, once.body))
    assert not isinstance(read, str)
    assert tombstone(Page.read(page.path, *read)).meta == once.meta
    assert (once.body, "own" in once.meta) == ("", False)
