"""What a reader is told: titles, dates and their basis, bodies, sources, lists."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder.theme
from builder.registry.load import load_labels
from builder.theme.functions import lean

PAGES = (
    "index.html",
    "ministries/index.html",
    "ministries/msit-2017.html",
    "topics/data-ai.html",
    "years/2020.html",
    "undated.html",
    "coverage.html",
    "search.html",
    "about.html",
)
ARTICLES = ("briefings/k7f3q9x2mt.html", "briefings/m2untitled.html", "briefings/u4nodate00.html")


@pytest.fixture
def page(published):
    def read(path: str) -> lxml.html.HtmlElement:
        return lxml.html.fromstring((published / path).read_bytes().decode("utf-8"))

    return read


@given(
    st.lists(st.sampled_from(["a", " ", "\n", "\r", "\t", "\u3000", "<pre> \n </pre>", "<pre>"])).map("".join)
)
def test_white_space_around_line_ends_is_one_line_end(html: str) -> None:
    parts = re.split(r"(?s)(<pre\b.*?</pre>)", html.strip())
    parts[::2] = [re.sub(r"[^\S\n]*\n\s*", "\n", part) for part in parts[::2]]
    assert lean(html) == "".join(parts)


def text(node) -> str:
    return " ".join(node.text_content().split())


def _xpath(selector: str) -> str:
    """The elements of one class; cssselect is no dependency."""
    return f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {selector.removeprefix('.')} ')]"


def one(tree, selector: str) -> str:
    (node,) = tree.xpath(_xpath(selector))
    return text(node)


def every(tree, selector: str) -> list[str]:
    return [text(node) for node in tree.xpath(_xpath(selector))]


def links(tree, selector: str) -> list[str]:
    return tree.xpath(_xpath(selector) + "//a/@href")


class TestAnInferredDate:
    def test_is_marked_and_its_evidence_is_text_on_the_page(self, page):
        tree = page("briefings/k7f3q9x2mt.html")
        assert one(tree, ".bp-date") == "2020. 1. 16. 추정"
        assert text(tree.xpath("//dl[@class='bp-facts']//dt")[0]) == "발표일"
        assert every(tree, ".bp-evidence") == [
            "근거: ‘16일’이라는 표현과 법 개정 직후라는 서술로 추정했습니다."
        ]
        assert (
            tree.xpath("//dl[@class='bp-facts']//time") == []
        )  # which programs would take for the day of publication

    def test_a_stated_one_is_not(self, page):
        tree = page("briefings/m2untitled.html")
        assert one(tree, ".bp-date") == "2020. 4."
        assert "추정" not in one(tree, ".bp-facts") + one(tree, ".bp-aside")
        assert "본문 첫 줄에 적혀 있습니다." in one(tree, ".bp-aside")

    def test_an_unknown_one_says_so_and_why(self, page):
        tree = page("briefings/u4nodate00.html")
        assert one(tree, ".bp-date") == "날짜 미상"
        assert every(tree, ".bp-evidence") == ["근거: 날짜를 알 수 있는 말을 찾지 못했습니다."]


def test_a_generated_title_stands_in_brackets_with_its_mark(page):
    tree = page("briefings/m2untitled.html")
    assert text(tree.find(".//h1")) == "[비대면 전환 논의]"
    assert "붙인 제목" in every(tree, ".bp-mark")
    assert tree.findtext(".//title").startswith("[비대면 전환 논의] - ")


def test_a_title_is_text_not_html(page):
    assert text(page("briefings/k7f3q9x2mt.html").find(".//h1")) == "범정부 전담반 <셋>, 이달부터 가동"


def test_ministries_topics_and_year_lead_on(page):
    tree = page("briefings/k7f3q9x2mt.html")
    assert every(tree, ".bp-chip") == ["과학기술정보통신부", "행정안전부", "데이터·인공지능"]
    rows = tree.xpath("//dl[@class='bp-facts']/div[dd/ul]")
    assert [text(row) for row in rows] == [
        "발표 부처 과학기술정보통신부",
        "참여 행정안전부",
        "주제 데이터·인공지능",
    ]
    assert links(tree, ".bp-chips") == [
        "../ministries/msit-2017.html",
        "../ministries/mois-2017.html",
        "../topics/data-ai.html",
    ]
    assert links(tree, ".bp-crumbs") == [
        "../index.html",
        "../ministries/msit-2017.html",
        "../years/2020.html",
    ]
    assert links(page("briefings/u4nodate00.html"), ".bp-crumbs") == ["../index.html", "../undated.html"]


def test_captions_are_told_from_emphasis(page):
    tree = page("briefings/k7f3q9x2mt.html")
    assert every(tree, ".bp-caption") == [
        "정부 관계자가 전담반 운영 계획을 설명하고 있다. (사진: 과학기술정보통신부)"
    ]
    assert "강조로 시작하는 문단은 그림 설명이 아니다." in one(tree, ".bp-body")


def test_source_rights_receipt_and_address_stand_beside_the_article(page):
    aside = page("briefings/k7f3q9x2mt.html").xpath(_xpath(".bp-aside"))[0]
    said = text(aside)
    for words in (
        "매체 다온통신",
        "글쓴이 홍길동 기자",
        "공공누리 제1유형 (출처 표시)",
        "원문 14줄을 정리함",
        "공유·인쇄 단추 10",
        "저작권 꼬리 1",
        "unnamed-rule 3",
        "k7f3q9x2mt",
    ):
        assert words in re.sub(r"\s+", " ", " ".join(aside.itertext())), words
    assert "https://example.org/news/1" in aside.xpath(".//a/@href")
    assert "None" not in said


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org/x"])
def test_a_source_address_becomes_a_link_only_on_the_web(archive, url, publish):
    file = archive / "docs/briefings/k7f3q9x2mt.md"
    file.write_text(file.read_text("utf-8").replace("https://example.org/news/1", url), "utf-8")
    publish(archive / "mkdocs.yml")
    html = (archive / "site/briefings/k7f3q9x2mt.html").read_text("utf-8")
    assert f'href="{url}' not in html
    assert url in html


def test_lists_have_dated_entries_and_names_with_counts(page):
    tree = page("index.html")
    assert [entry.split(" ")[0] for entry in every(tree, ".bp-entry")] == ["2020.", "2020.", "날짜"]
    assert every(tree, ".bp-names") == ["과학기술정보통신부 2"]


@pytest.mark.parametrize("path", [*PAGES, *ARTICLES])
class TestEveryPage:
    def test_is_korean_has_one_title_one_main_part_and_the_menu(self, page, path):
        tree = page(path)
        assert tree.get("lang") == "ko"
        assert len(tree.xpath("//h1")) == len(tree.xpath("//main")) == 1
        assert [text(link) for link in tree.xpath(_xpath(".bp-menu") + "//a")] == [
            "홈",
            "부처",
            "주제",
            "연도",
            "현황",
            "내려받기",
            "안내",
        ]

    def test_says_that_it_is_sample_data_and_no_government_site(self, page, path):
        tree = page(path)
        assert one(tree, ".md-banner") == "견본입니다. 여기 실린 글은 인용하지 마십시오."
        assert "정부가 운영하는 누리집이 아닙니다." in one(tree, ".bp-footer")

    def test_names_no_other_host(self, page, path):
        tree = page(path)
        loading = "//link[not(@rel='type' or @rel='license' or @rel='cite-as')]/@href"  # those are names
        fetched = [*tree.xpath(loading), *tree.xpath("//*/@src"), *tree.xpath("//*/@srcset")]
        assert not [address for address in fetched if re.match(r"(?:[a-z]+:)?//", address)]
        assert not re.search(
            r"url\(['\"]?(?:https?:)?//|@import", lxml.html.tostring(tree, encoding="unicode")
        )

    def test_every_local_link_leads_to_a_file(self, page, path, published):
        for address in page(path).xpath("//a/@href | //link/@href | //script/@src"):
            local = address.partition("#")[0]
            if local and not local.startswith("https://"):
                assert ((published / path).parent / local).resolve().is_file(), address


def test_notice_and_disclaimer_are_switches(archive, publish):
    config = archive / "mkdocs.yml"
    settings = re.sub(r"\n    notice: .*", "", config.read_text("utf-8")).replace(
        "disclaimer: true", "disclaimer: false"
    )
    config.write_text(settings, "utf-8")
    publish(config)
    html = (archive / "site/index.html").read_text("utf-8")
    assert "md-banner" not in html
    assert "누리집이 아닙니다" not in html


def test_the_stylesheet_and_scripts_fetch_nothing():
    folder = Path(builder.theme.__file__).parent
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".css", ".js", ".html", ".yml"}:
            assert not re.search(r"(?:src|href|url|import|fetch)\W{1,3}https?://", file.read_text("utf-8")), (
                file.name
            )


def test_labels_come_from_the_registry_and_none_is_missing():
    folder = Path(builder.theme.__file__).parent
    labels = load_labels()
    used = {
        key
        for file in sorted(folder.rglob("*.html"))
        for key in re.findall(r"""t\[['"]([^'"]+)['"]\]""", file.read_text("utf-8"))
    }
    assert used
    assert used <= set(labels)


def test_an_archives_own_strings_reach_the_templates(archive, publish):
    (archive / "registry").mkdir()
    (archive / "registry" / "labels.yaml").write_text(
        "labels:\n  site.disclaimer: 우리 부서의 자료실입니다.\n", "utf-8"
    )
    publish(archive / "mkdocs.yml")
    page = (archive / "site" / "about.html").read_text("utf-8")
    assert "우리 부서의 자료실입니다." in page


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]  # WCAG 2.2, relative luminance


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_ink_is_readable_on_every_ground(scheme):
    css = (Path(builder.theme.__file__).parent / "assets/briefings.css").read_text("utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', css, re.DOTALL)
    assert block is not None
    colours = dict(re.findall(r"--bp-([\w-]+): (#\w+);", block[1]))
    pairs = [
        (ink, ground) for ink in ("ink", "soft", "accent") for ground in ("paper", "wash", "accent-wash")
    ] + [("mark", "mark-wash")]
    for ink, ground in pairs:
        light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)
