"""Texts that say by their form what they are: Markdown, an address on top, records, lists of addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.intake.read import Read, read_seed
from builder.model import Article, Severity
from builder.pages.article import understand_seed
from builder.registry import Registry

LEAD = "행정안전부(장관 홍길동)는 새 제도를 널리 알린다고 13일 밝혔다."


def read(tmp_path: Path, name: str, text: str) -> Read:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_seed(path, name, ())


def codes(found: Read) -> list[tuple[str, int | None]]:
    return [(one.code, one.line) for one in found.problems]


MARKDOWN = f"""---
title: 모은 제목
ministry: 행정안전부
approve_date: 04/13/2026 16:00:00
news_item_id: 156754290
tags: [가, 나]
---

# 모은 제목

{LEAD.replace("새 제도", "**새 제도**").replace("널리", "[널리](https://a.example)")}

## 배경

* 첫째 1\\.5배
+ 둘째

> 인용

```
코드
```
"""


def test_markdown_with_foreign_keys(tmp_path: Path, registry: Registry) -> None:
    found = read(tmp_path, "a.md", MARKDOWN)
    assert codes(found) == [("N126", 2)]
    assert "tags" in found.problems[0].message
    assert found.seed is not None
    supplied = found.seed.supplied
    assert (supplied.id, supplied.date, supplied.ministries) == (
        "kr-156754290",
        "2026-04-13",
        ("행정안전부",),
    )
    shown = [(line.number, line.text) for line in found.seed.lines if line.text and not line.aside]
    assert shown == [
        (9, "모은 제목"),
        (11, LEAD),
        (13, "배경"),
        (15, "- 첫째 1.5배"),
        (16, "- 둘째"),
        (18, "인용"),
        (21, "코드"),
    ]
    article = understand_seed(found.seed, registry)
    assert isinstance(article, Article)
    assert [line.rule for line in article.reading.removed] == ["markdown-mark"] * 2


def test_the_top_heading_of_markdown_is_its_title(tmp_path: Path, registry: Registry) -> None:
    found = read(tmp_path, "a.md", f"# 제목이 되는 줄\n\n{LEAD}\n\n# 둘째\n\n{LEAD[:-1]} 뒤에도.\n")
    assert found.seed is not None
    article = understand_seed(found.seed, registry)
    assert isinstance(article, Article)
    assert (article.facts.title.text, article.facts.title.basis.value) == ("제목이 되는 줄", "stated")


def test_our_own_key_wins_over_a_foreign_one(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", f"---\ndate: 2026-01-02\napprove_date: 04/13/2026\n---\n{LEAD}\n")
    assert found.seed is not None
    assert found.seed.supplied.date == "2026-01-02"
    assert codes(found) == [("N126", 2)]


def test_what_a_clipper_writes_is_understood(tmp_path: Path) -> None:
    head = (
        'source: "https://a.example/news/1"\nauthor:\n  - "[[노을빛 기자]]"\n  - "[[people/강마루|강마루]]"\n'
        "published: 2026-05-06\ncreated: 2026-05-07\ndescription: 앞부분\ntags:\n  - clippings\n"
    )
    found = read(tmp_path, "a.md", f"---\n{head}---\n{LEAD}\n")
    assert found.seed is not None
    supplied = found.seed.supplied
    assert (supplied.url, supplied.date, supplied.author) == (
        "https://a.example/news/1",
        "2026-05-06",
        "노을빛 기자, 강마루",
    )
    assert [one.message for one in found.problems if one.code == "N126"] == [
        "the header holds keys that are not known: tags"
    ]


def test_a_foreign_key_whose_value_is_something_else_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", f"---\ntitle: 제목\nsource: 한별일보\npublished: 어제\n---\n{LEAD}\n")
    assert found.seed is not None
    assert (found.seed.supplied.url, found.seed.supplied.date) == (None, None)
    assert codes(found) == [("N126", 2)]
    assert found.problems[0].message.endswith(": source, published")


def test_links_of_markdown_keep_their_addresses(tmp_path: Path) -> None:
    text = f"{LEAD} [**자세히**](https://a.example/b) [위로](#top) [안](javascript:alert(1))\n"
    found = read(tmp_path, "a.md", text)
    assert found.seed is not None
    (line,) = (line for line in found.seed.lines if line.text)
    assert [(link.text, link.url) for link in line.links] == [("자세히", "https://a.example/b")]


def test_an_address_on_the_first_line_is_the_article_s(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", f"\nhttps://a.example/b?c=1\n\n제목\n\n{LEAD}\n")
    assert found.seed is not None
    assert found.seed.supplied.url == "https://a.example/b?c=1"
    assert codes(found) == []
    told = read(tmp_path, "b.txt", f"---\nurl: https://c.example/\n---\nhttps://a.example/b\n\n{LEAD}\n")
    assert told.seed is not None
    assert told.seed.supplied.url == "https://c.example/"
    assert codes(told) == [("N110", 4)]


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "가"}, {"title": "나"}]',
        '{"response": {}}\n',
        '{"a": 1}\n{"a": 2}\n{"a": 3}\n',
        "https://a.example/1\n\nhttps://a.example/2\n",
    ],
)
def test_records_and_addresses_are_no_article(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "a.txt", text)
    assert found.seed is None
    assert codes(found) == [("E128", None)]


@pytest.mark.parametrize("text", [f"[보도] {LEAD}", f"{{주의}} {LEAD}", f"https://a.example/1\n{LEAD}"])
def test_an_article_in_brackets_is_one(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "a.txt", text).seed is not None


def test_a_header_without_a_known_key_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", f"---\nheadline: 가\nwhen: 나\n---\n{LEAD}\n")
    assert found.seed is not None
    assert codes(found) == [("N126", 1)]
    assert codes(read(tmp_path, "b.txt", f"---\n그는 말했다: 좋다.\n---\n{LEAD}\n")) == []


def test_a_supplied_title_is_enough_for_a_page(tmp_path: Path, registry: Registry) -> None:
    for name, body in (("a.txt", ""), ("b.txt", "자세한 내용은 첨부파일을 참고하시기 바랍니다.\n")):
        found = read(tmp_path, name, f"---\ntitle: 제목만 있는 글\n---\n{body}")
        assert found.seed is not None, found.problems
        assert isinstance(understand_seed(found.seed, registry), Article)


def test_errors_are_errors(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "[]").problems[0].severity is Severity.ERROR


def test_an_address_is_enough_of_a_text_under_a_title(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "a.yml").write_text("title: 제목\nurl: https://a.example/1\n", "utf-8")
    found = read(tmp_path, "a.txt", "https://b.example/2\n")
    assert codes(found) == [("N110", 1)]
    assert found.seed is not None
    assert found.seed.supplied.url == "https://a.example/1"
    assert isinstance(understand_seed(found.seed, registry), Article)


def test_a_title_alone_makes_an_article(tmp_path: Path, registry: Registry) -> None:
    assert codes(read(tmp_path, "a.txt", "")) == [("E101", None)]
    (tmp_path / "a.yml").write_text("title: 제목\n", "utf-8")
    for text in ("", "\n", "<p> </p><p></p><p></p>"):
        found = read(tmp_path, "a.txt", text)
        assert found.seed is not None, text
        assert isinstance(understand_seed(found.seed, registry), Article)
