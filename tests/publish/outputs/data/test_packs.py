"""The articles' data packed by year: what stands where, and that no address of theirs dies."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from builder.catalogue import packs
from builder.permanence.ledger import LEDGER, Ledger, lost_addresses, read_ledger
from builder.publish.derive import made_files
from builder.publish.outputs.all import derived_addresses
from builder.publish.outputs.citation.section import cite_sections
from builder.publish.outputs.head import article_heads
from builder.publish.outputs.output import File
from builder.publish.publication import Publication

SITE = "https://example.org/archive/"
PACKED = {"url": SITE, "article_data": "by-year"}
YEAR, NEXT, UNDATED = (f"data/articles/{name}.zip" for name in ("2020", "2020-p2", "undated"))
NO_DATE = {"date": None, "date_precision": None, "date_basis": "unknown", "date_of": None}


@pytest.fixture
def pages(article_page):
    return [
        article_page("a-1", added="2026-11-20"),
        article_page("b-1", added="2026-11-21"),
        article_page("c-1", **NO_DATE),
    ]


def made(publication: Publication) -> dict[str, bytes]:
    return {one.path: one.content for one in made_files(publication) if isinstance(one, File)}


def of_articles(files: dict[str, bytes]) -> list[str]:
    return sorted(path for path in files if path.startswith("briefings/"))


def inside(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def ledger_of(files: dict[str, bytes]) -> Ledger:
    return Ledger(frozenset(line for line in files["addresses.txt"].decode().split("\n")[1:] if line))


def test_a_new_archive_has_packs_alone_with_the_same_files(pages, publication_of) -> None:
    beside, files = made(publication_of(*pages, url=SITE)), made(publication_of(*pages, **PACKED))
    assert of_articles(files) == []
    alone = {path: beside[path] for path in of_articles(beside)}
    assert inside(files[YEAR]) | inside(files[UNDATED]) == alone
    assert list(inside(files[YEAR])) == [
        f"briefings/{one}" for one in ("a-1.json", "a-1.md", "b-1.json", "b-1.md")
    ]
    assert {YEAR, UNDATED} <= ledger_of(files).published
    assert not any("json" in one or one.endswith(".md") for one in ledger_of(files).published)


def test_all_that_names_them_names_what_is_there(pages, publication_of) -> None:
    what = publication_of(*pages, **PACKED)
    files = made(what)
    lines = {one["id"]: one["files"] for one in map(json.loads, files["data/briefings.jsonl"].splitlines())}
    sums = {path: hashlib.sha256(files[path]).hexdigest() for path in (YEAR, UNDATED)}
    assert lines["a-1"] == lines["b-1"] == [{"path": YEAR, "sha256": sums[YEAR]}]
    assert lines["c-1"] == [{"path": UNDATED, "sha256": sums[UNDATED]}]
    assert f"{sums[YEAR]}  articles/2020.zip\n" in files["data/SHA256SUMS"].decode()
    data = what.indexes["data.md"].body
    assert f'<a href="{YEAR}">2020년</a>' in data
    assert ".json`을 쓰면" not in data
    entry = what.collection.entries[0]
    (beside,) = (one.html for one in cite_sections(what).of([entry]) if one.slot == "beside")
    assert 'href="../data.html#글마다의-자료-묶음"' in beside
    assert "2020년" in beside
    (head,) = article_heads(what).of([entry])
    assert "alternate" not in head.html
    assert "describedby" not in head.html
    made_beside = derived_addresses(((path, None) for path in what.pages), what.beside)
    assert not any(path.startswith("briefings/") for path in made_beside)


def test_what_was_published_beside_articles_stays_there_for_ever(pages, publication_of) -> None:
    before = Ledger(frozenset({"briefings/a-1.html", "index.html"}))
    files = made(publication_of(*pages, **PACKED, ledger=before))
    kept = ["briefings/a-1.json", "briefings/a-1.md"]
    assert of_articles(files) == kept
    named = ledger_of(files)
    assert {*kept, YEAR, "briefings/b-1.html"} <= named.living
    again = publication_of(*pages, **PACKED, ledger=named)
    assert made(again) == files
    assert lost_addresses(named, again.pages) == ()
    let_go = Ledger(named.published, frozenset(kept))
    assert of_articles(made(publication_of(*pages, **PACKED, ledger=let_go))) == []
    first = Ledger(before.published, frozenset(kept))
    assert of_articles(made(publication_of(*pages, **PACKED, ledger=first))) == []


def test_who_goes_back_keeps_the_packs_too(pages, publication_of) -> None:
    named = ledger_of(made(publication_of(*pages[1:], **PACKED)))
    back = made(publication_of(*pages, url=SITE, ledger=named))
    assert len(of_articles(back)) == 6
    assert set(of_articles(back)) < ledger_of(back).published
    assert len(inside(back[YEAR])) == 4


def test_a_pack_of_which_nothing_is_left_says_where_the_data_are(pages, publication_of) -> None:
    named = Ledger(frozenset({YEAR, NEXT}))
    files = made(publication_of(*pages, **PACKED, ledger=named))
    (note,) = inside(files[NEXT]).values()
    assert f"{SITE}data.html" in note.decode()
    assert NEXT in ledger_of(files).living
    assert lost_addresses(named, []) == ()


def test_a_full_pack_does_not_change_as_the_archive_grows(
    pages, article_page, publication_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "SIZE", 2)
    newer = article_page("a-0", added="2026-11-22")
    before, after = (made(publication_of(*some, **PACKED)) for some in (pages, [newer, *pages]))
    assert after[YEAR] == before[YEAR]
    assert NEXT not in before
    assert list(inside(after[NEXT])) == ["briefings/a-0.json", "briefings/a-0.md"]


def test_an_archive_that_goes_over_to_packs(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    """With the files themselves: they stay, until a person says that nobody was given their addresses."""
    seed = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n"
    config = new_archive(tmp_path / "a", {"a.txt": seed})
    root = config.parent
    assert briefings("build", "-f", config).exit_code == 0
    singles = sorted(path.relative_to(root / "site") for path in (root / "site/briefings").glob("*.[jm]*"))
    assert [path.suffix for path in singles] == [".json", ".md"]
    assert briefings("discard", "--article-data", "-f", config).exit_code == 2
    text = config.read_text("utf-8").replace("  archive:\n", "  archive:\n    article_data: by-year\n", 1)
    config.write_text(text, "utf-8")

    assert "N145" in briefings("build", "-f", config).stderr
    assert all((root / "site" / path).is_file() for path in (*singles, Path(YEAR)))
    assert {str(path) for path in singles} < read_ledger(root / "docs" / LEDGER).living
    assert "1 articles" in briefings("discard", "--article-data", "-f", config).stdout
    result = briefings("build", "-f", config)
    assert (result.exit_code, "N145" in result.stderr) == (0, False)
    assert not any((root / "site" / path).exists() for path in singles)
    assert briefings("check", "-f", config).exit_code == 0
