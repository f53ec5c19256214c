"""The article as a reader finds it: what it weighs, what it prints, and that no inferred date poses as another."""

from __future__ import annotations

import re

import pytest
import yaml

#: The most an article's HTML may weigh beyond its own text, before compression (issue 4).
HEAVIEST = 30_000


@pytest.fixture(scope="session")
def articles(built):
    """Every article of the small archive: its facts, its Markdown, its page."""
    found = []
    for path in sorted((built / "docs/briefings").glob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        found.append((yaml.safe_load(front), body, built / "site/briefings" / f"{path.stem}.html"))
    return found


def test_no_page_is_heavy_beyond_its_text(articles):
    for _, body, page in articles:
        assert page.stat().st_size - len(body.encode()) <= HEAVIEST, page.name


def test_no_inferred_day_is_there_for_a_machine_to_take(articles, read):
    inferred = [(meta, page) for meta, _, page in articles if meta["date_basis"] == "inferred"]
    assert inferred
    for meta, page in inferred:
        html = page.read_text("utf-8")
        day = str(meta["date"])
        head = html.partition("</head>")[0]
        assert day not in head
        assert day.replace("-", "/") not in html
        cite = read(page).xpath("//section[@class='bp-cite']")[0].text_content()
        assert day not in cite
        assert len(re.findall(r"\[\d{4}\. \d+\. \d+\. 추정\]", cite)) >= 4  # the line, and every form
        facts = read(page).xpath("//dl[@class='bp-facts']")[0]
        assert not facts.xpath(".//time")
        assert meta["date_evidence"] in " ".join(facts.text_content().split())


def test_a_stated_day_is_a_time(articles, read):
    stated = [(meta, page) for meta, _, page in articles if meta["date_basis"] == "stated"]
    for meta, page in stated:
        assert read(page).xpath("//dl[@class='bp-facts']//time/@datetime") == [str(meta["date"])]


def test_citing_needs_no_script(articles, read):
    for meta, _, page in articles:
        cite = read(page).xpath("//section[@class='bp-cite']")[0]
        assert [one.text_content() for one in cite.xpath(".//summary")] == [
            "BibTeX",
            "RIS",
            "CSL-JSON",
            "위키",
        ]
        assert all(meta["id"] in form.text_content() for form in cite.xpath(".//pre")[:3])
        assert cite.xpath(".//button[not(@hidden)]") == []


def test_every_article_has_data_beside_it(articles, read):
    for _, _, page in articles:
        links = read(page).xpath("//section[@class='bp-data']//a/@href")
        assert [link.rpartition(".")[2] for link in links] == ["json", "md"]
        assert all((page.parent / link).is_file() for link in links)
