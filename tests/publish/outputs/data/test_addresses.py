"""`briefings check` knows what publishing puts beside the pages: its links hold, and a dead one is still found."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def config(built, copy_of):
    return copy_of(built)


def test_links_to_what_publishing_makes_are_no_problem(config, briefings, built) -> None:
    links = ("index.xml", "index.csv", "feeds.opml", "data/briefings.jsonl", "data/SHA256SUMS", "undated.csv")
    assert all((built / "site" / link).is_file() for link in links)
    (config.parent / "docs" / "own.md").write_text(
        "# 내 쪽\n\n" + "".join(f'<a href="{link}">받기</a>\n' for link in links), "utf-8"
    )
    assert "own.md" not in briefings("check", "-f", config).stderr


def test_a_dead_link_is_found(config, briefings) -> None:
    links = (
        "ministries/none.csv",
        "feed.xml",
        "ministries/index.xml",
        "ministries/lineage.csv",
        "data/briefings.json",
    )
    (config.parent / "docs" / "own.md").write_text(
        "# 내 쪽\n\n" + "".join(f'<a href="{link}">받기</a>\n' for link in links), "utf-8"
    )
    found = briefings("check", "-f", config)
    assert found.exit_code == 1
    assert sum("own.md" in line and "E302" in line for line in found.stderr.splitlines()) == len(links), (
        found.stderr
    )


def test_every_link_of_the_data_page_leads_to_a_file(built) -> None:
    page = (built / "docs" / "data.md").read_text("utf-8")
    links = re.findall(r'<a href="([^"]+)">', page)
    assert len(links) > 20
    assert [link for link in links if not (built / "site" / link).is_file()] == []
