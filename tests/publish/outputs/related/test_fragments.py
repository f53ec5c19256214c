"""The three slots of an article's page: versions, related briefings, the ones before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from builder.kept import Kept
from builder.memory import Memory
from builder.model import Entry
from builder.pages.page import Page
from builder.publish.fragment import Fragment
from builder.publish.fragments import write_fragments
from builder.publish.outputs import head
from builder.publish.outputs.related.fragments import related_fragments
from builder.publish.publication import Publication

Make = Callable[..., Page]
Published = Callable[..., Publication]

SAME = " ".join(
    f"{number}번 구간에는 참나무 {number * 7}그루와 벤치 {number + 3}개가 들어선다." for number in range(30)
)
KFS = {"ministry": "산림청", "ministries": ["산림청"], "ministry_ids": ["kfs"], "ministry_roles": ["lead"]}


def slots(publication: Publication) -> dict[tuple[str, str], html.HtmlElement]:
    return {
        (one.page.removeprefix("briefings/").removesuffix(".md"), one.slot): html.fragment_fromstring(
            one.html
        )
        for one in related_fragments(publication).of(publication.collection.entries)
    }


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_other_versions_with_outlet_date_and_share(published: Published, make_article: Make) -> None:
    pages = [
        make_article("a1", SAME),
        make_article(
            "a2",
            SAME + " 산림청이 밝혔다.",
            title="숲길 낸다",
            source={"outlet": "다온통신"},
            date_basis="inferred",
        ),
    ]
    shown = slots(published(pages))["a1", "versions"]
    assert [link.get("href") for link in shown.iter("a")] == ["a2.html"]
    assert "2020. 4. 16. 추정 · 다온통신 · 본문" in text(shown)
    assert "% 같음" in text(shown)


def test_a_reason_in_words_beside_each_related_briefing(published: Published, make_article: Make) -> None:
    pages = [
        make_article("a1", "forest", topics=["forestry"]),
        make_article("a2", "ferry", topics=["forestry"], title_basis="generated"),
        make_article("a3", "school"),
    ]
    shown = slots(published(pages))["a1", "related"]
    assert "[a2 소식]" in text(shown)
    assert "같은 주제 · 산림" in text(shown)
    assert shown.get("aria-labelledby") == shown.xpath("string(.//h2/@id)")


def test_before_and_after_of_the_lead_ministry_by_date(published: Published, make_article: Make) -> None:
    days = {"a1": "2019-01-02", "a2": "2020-01-02", "a3": "2021-01-02"}
    pages = [
        *(make_article(name, "forest", date=day, **KFS) for name, day in days.items()),
        make_article("b1", "ferry", date="2020-06-01"),
    ]
    shown = slots(published(pages))["a2", "neighbours"]
    assert [(item.get("class"), item.xpath("string(.//a/@href)")) for item in shown.iter("li")] == [
        ("bp-neighbours__older", "a1.html"),
        ("bp-neighbours__newer", "a3.html"),
    ]
    assert "산림청의 앞뒤 브리핑" in text(shown)


def test_without_a_lead_ministry_those_of_the_archive(published: Published, make_article: Make) -> None:
    pages = [
        make_article("a1", "forest", date="2019-01-02", **KFS),
        make_article("b1", "ferry", date="2020-06-01"),
    ]
    shown = slots(published(pages))
    assert [link.get("href") for link in shown["b1", "neighbours"].iter("a")] == ["a1.html"]
    assert ("a1", "neighbours") not in shown


def test_an_undated_article_stands_between_no_others(published: Published, make_article: Make) -> None:
    pages = [
        make_article("a1", "forest", date=None),
        make_article("a2", "ferry"),
        make_article("a3", "school", date="2021"),
    ]
    assert {name for name, slot in slots(published(pages)) if slot == "neighbours"} == {"a2", "a3"}


def test_titles_and_outlets_are_text(published: Published, make_article: Make) -> None:
    evil = '"><script>alert(1)</script>'
    pages = [
        make_article("a1", SAME, title=evil, source={"outlet": evil}, topics=["forestry"], date="2020-01-01"),
        make_article("a2", SAME, topics=["forestry"]),
        make_article("a3", f"‘{evil}’", topics=["forestry"]),
    ]
    publication = published(pages)
    assert all(
        "<script" not in one.html and '">&lt;' not in one.html.replace('.html">&lt;', "")
        for one in related_fragments(publication).of(publication.collection.entries)
    )
    assert all(not list(element.iter("script")) for element in slots(publication).values())


def test_an_archive_of_nothing_has_no_fragments(published: Published) -> None:
    assert list(related_fragments(published([])).of(())) == []


def test_the_pages_show_them(built: Path) -> None:
    pages = [page.read_text("utf-8") for page in sorted((built / "site" / "briefings").glob("*.html"))]
    assert any("bp-related" in page for page in pages)
    assert any("bp-neighbours" in page for page in pages)


def test_only_fragments_that_something_has_changed_for_are_made(
    published: Published, make_article: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, made = Kept(None), list[str]()

    def noted(_: Publication, entry: Entry, _found: None) -> list[Fragment]:
        made.append(entry.id)
        return [Fragment("", "head", "")]

    monkeypatch.setattr(head, "_of_article", noted)
    pages = {
        f"a{number}": make_article(f"a{number}", text)
        for number, text in enumerate(("forest", "ferry", "school"))
    }

    def write(folder: Path, memory: Memory) -> list[str]:
        made.clear()
        assert write_fragments(replace(published([*pages.values()]), memory=memory), folder).problems == ()
        memory.save(pages)
        return sorted(made)

    assert write(tmp_path / "grown", Memory(kept)) == ["a0", "a1", "a2"]
    assert write(tmp_path / "grown", Memory(kept)) == []
    (tmp_path / "grown/briefings/a1.md.json").write_text("{}", "utf-8")
    assert write(tmp_path / "grown", Memory(kept)) == ["a1"]
    del pages["a0"]
    pages["a2"] = make_article("a2", "ferry", title="새 제목")
    assert "a2" in write(tmp_path / "grown", Memory(kept))
    write(tmp_path / "fresh", Memory())
    fresh, grown = (
        {file.name: file.read_bytes() for file in (tmp_path / name).rglob("*.json")}
        for name in ("fresh", "grown")
    )
    assert fresh == grown


def test_what_an_ended_build_left_half_written_is_swept_away(
    published: Published, make_article: Make, tmp_path: Path
) -> None:
    publication = published([make_article("a0", "forest")])
    write_fragments(publication, tmp_path)
    whole = tmp_path / "briefings/a0.md.json"
    written = whole.read_bytes()
    for name in (".a0.md.json.new", ".gone.md.json.new"):
        (tmp_path / "briefings" / name).write_text("{", "utf-8")
    whole.unlink()
    assert write_fragments(publication, tmp_path).problems == ()
    assert [path.name for path in (tmp_path / "briefings").iterdir()] == [whole.name]
    assert whole.read_bytes() == written
