"""An archive that withholds text, published whole: what may not leave it is in none of its files."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.publish.outputs.search.documents import documents

#: A word no page has of itself, for each piece of an article.
TEXT = """\
---
title: {name} 도서관 새로 연다
date: 2020-04-16
url: https://example.org/{name}
rights: {rights}
ministries: [문화체육관광부]
---
{name}까투리 도서관이 여섯 곳 더 문을 연다. 문화체육관광부는 {name}멧비둘기 계획을 16일 밝혔다.

□ {name}수리부엉이 과제

{name}올빼미는 둘째 문단에 있다. 예산은 지난해보다 늘었다.

- {name}소쩍새 항목
- {name}뻐꾸기 항목
"""
SETTING = """\
    text:
      reserved: excerpt
      kogl-4: none
"""
RIGHTS = {"reserved": "무단 전재 및 재배포 금지", "kogl4": "공공누리 제4유형", "kogl1": "공공누리 제1유형"}
FIRST, REST = ("까투리", "멧비둘기"), ("수리부엉이", "올빼미", "소쩍새", "뻐꾸기")


@pytest.fixture(scope="module")
def archive(tmp_path_factory, new_archive, briefings):
    """The folder of an archive with one article of each kind, built, and what the build said."""
    seeds = {f"{name}.txt": TEXT.format(name=name, rights=rights) for name, rights in RIGHTS.items()}
    config = new_archive(tmp_path_factory.mktemp("reserved") / "archive", seeds)
    without_search = re.sub(r"(?ms)^plugins:\n.*?(?=^\S)", "plugins: []\n", config.read_text("utf-8"))
    config.write_text(without_search.replace("  archive:\n", f"  archive:\n{SETTING}"), "utf-8")
    result = briefings("build", "-f", config)
    assert result.exit_code == 0, result.stderr
    assert briefings("bundle", "-f", config, "--data").exit_code == 0
    return config.parent, result.stderr


def published(folder: Path) -> Mapping[str, bytes]:
    """Every file of the site and of the offline copy."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }
    for path in (folder / "dist").glob("*.zip"):
        with zipfile.ZipFile(path) as bundle:
            files.update({f"{path.name}/{name}": bundle.read(name) for name in bundle.namelist()})
    return files


def where(files: Mapping[str, bytes], word: str) -> list[str]:
    """The files that hold a word, as it is or in the escapes of JSON."""
    return sorted(
        path
        for path, content in files.items()
        if word.encode() in content or word.encode("unicode_escape") in content
    )


def test_an_excerpt_is_the_first_paragraph_and_nothing_after_it(archive) -> None:
    files = published(archive[0])
    assert {word: where(files, f"reserved{word}") for word in REST} == {word: [] for word in REST}
    for word in FIRST:
        found = where(files, f"reserved{word}")
        for form in (".html", ".json", ".md"):
            assert any(path.startswith("site/briefings/") and path.endswith(form) for path in found), (
                word,
                form,
            )


def test_no_text_is_no_text_not_even_its_first_sentence(archive) -> None:
    files = published(archive[0])
    assert {word: where(files, f"kogl4{word}") for word in (*FIRST, *REST)} == {
        word: [] for word in (*FIRST, *REST)
    }
    assert "site/index.xml" in where(files, "kogl4 도서관 새로 연다"), "its title and facts are published"


def test_search_is_given_no_more(publication_of, article_page) -> None:
    """Its index is packed too tightly to look into; what it is made of is not."""
    pages = [
        article_page(licence, rights={"licence": licence}) for licence in ("kogl-1", "kogl-4", "reserved")
    ]
    texts = {
        one.id: one.text
        for one in documents(publication_of(*pages, text={"reserved": "excerpt", "kogl-4": "none"}))
    }
    first, second = "첫 문단의 첫 문장이다. 둘째 문장이다.", "둘째 문단이다."
    assert texts == {"kogl-1": f"{first}\n{second}", "kogl-4": "", "reserved": first}


def test_what_may_be_published_is_published_whole(archive) -> None:
    files = published(archive[0])
    for word in (*FIRST, *REST):
        assert {path.rpartition(".")[2] for path in where(files, f"kogl1{word}") if "briefings/" in path} >= {
            "html",
            "json",
            "md",
        }


def test_the_page_says_why_and_where_the_whole_is(archive, registry) -> None:
    pages = {path.read_text("utf-8") for path in (archive[0] / "site" / "briefings").glob("*.html")}
    for name, level in (("reserved", "excerpt"), ("kogl4", "none")):
        page = next(text for text in pages if f"{name} 도서관 새로 연다</h1>" in text)
        assert registry.labels[f"article.text.{level}"] in page
        assert (
            f'<a href="https://example.org/{name}" rel="external noopener">{registry.labels["article.text.original"]}</a>'
            in page
        )
    assert sum("bp-withheld" in text for text in pages) == 2


def test_the_build_says_how_reserved_articles_are_published(archive) -> None:
    assert (
        "1 article reserving all rights: published with their first paragraph only (extra.archive.text in mkdocs.yml)"
        in archive[1]
    )


@pytest.mark.parametrize("plugin", ["search", "material/search"])
def test_a_search_that_would_show_all_is_refused(archive, briefings, tmp_path, plugin: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        (archive[0] / "mkdocs.yml").read_text("utf-8").replace("plugins: []", f"plugins: [{plugin}]"), "utf-8"
    )
    result = briefings("build", "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert f"E401 the configuration is wrong: the plugin {plugin} publishes the whole text" in result.stderr
