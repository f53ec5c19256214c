"""Feeds of a ministry and a topic together: which there are, what they carry, and that none dies."""

from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest

from builder.catalogue.pairs import Pair, pair_of
from builder.permanence.ledger import Ledger, lost_addresses
from builder.publish.derive import made_files
from builder.publish.outputs.output import File

SITE = "https://example.org/archive/"
FEED = "feeds/mosf-2008/hydrogen.xml"
BOTH = {"ministry_ids": ["mosf-2008"], "ministries": ["기획재정부"], "topics": ["hydrogen"]}


@pytest.fixture
def pages(article_page):
    """Two articles of the ministry with the topic, one without, and one of another ministry with it."""
    return [
        article_page("a-1", **BOTH),
        article_page("b-1", **BOTH),
        article_page("c-1", **{**BOTH, "topics": []}),
        article_page("d-1", topics=["hydrogen"], ministry_ids=["nts"], ministries=["국세청"]),
    ]


def published(publication) -> dict[str, str]:
    made = (one for one in made_files(publication) if isinstance(one, File))
    return {one.path: one.content.decode() for one in made if one.path.endswith((".xml", ".opml", ".txt"))}


def ids(feed: str) -> list[str]:
    return sorted(one.link.rpartition("/")[2] for one in feedparser.parse(feed).entries)


def test_a_pair_with_enough_briefings_has_a_feed(pages, publication_of) -> None:
    what = publication_of(*pages, url=SITE, pairs=2)
    files = published(what)
    assert [path for path in files if path.startswith("feeds/")] == [FEED]
    assert ids(files[FEED]) == ["a-1.html", "b-1.html"]
    feed = feedparser.parse(files[FEED]).feed
    assert feed.title.startswith("기획재정부 · ")
    assert {one.rel: one.href for one in feed.links} == {
        "self": SITE + FEED,
        "alternate": f"{SITE}search.html?ministry=mosf-2008&topic=hydrogen",
    }
    assert SITE + FEED in files["feeds.opml"]
    assert f"\n{FEED}\n" in files["addresses.txt"]
    assert f'href="{FEED}"' in what.indexes["data.md"].body


def test_nobody_who_does_not_ask_has_one(pages, publication_of) -> None:
    assert not any(path.startswith("feeds/") for path in published(publication_of(*pages)))


def test_a_feed_that_was_published_stays(pages, publication_of) -> None:
    """With fewer briefings, and even where the setting was taken back."""
    ledger = Ledger(frozenset({FEED}))
    what = publication_of(*pages[1:], ledger=ledger)
    assert ids(published(what)[FEED]) == ["b-1.html"]
    assert f'href="{FEED}"' in what.indexes["data.md"].body
    assert lost_addresses(ledger, []) == ()
    assert not any(
        path.startswith("feeds/")
        for path in published(publication_of(ledger=Ledger(discarded=frozenset({FEED}))))
    )


def test_the_feed_of_what_was_renamed_goes_on_under_both_names(pages, publication_of) -> None:
    ledger = Ledger(frozenset({"feeds/mosf-2008/h2.xml"}))
    now = publication_of(*pages, url=SITE, pairs=2)
    registry = replace(now.registry, replaced_topics={"h2": "hydrogen"})
    files = published(replace(now, registry=registry, ledger=ledger))
    assert ids(files["feeds/mosf-2008/h2.xml"]) == ids(files[FEED])
    assert f'rel="self" href="{SITE}{FEED}"' in files["feeds/mosf-2008/h2.xml"].replace("'", '"')
    assert "h2.xml" not in files["feeds.opml"]


@pytest.mark.parametrize("address", ["feeds.opml", "feeds/a/b.html", "feeds/a/b/c.xml", "topics/a.xml"])
def test_other_addresses_are_no_pairs(address) -> None:
    assert pair_of(address) is None
    assert pair_of(FEED) == Pair("mosf-2008", "hydrogen")
