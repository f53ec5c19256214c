"""Feeds as an independent reader (feedparser) and the RFC's own grammar see them."""

from __future__ import annotations

from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import feedparser
import pytest
from lxml import etree

from builder.publish.outputs.feeds.atom import entry_id

SITE = "https://example.org/archive/"
ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))

HOSTILE = "</title><script>alert('1')</script> & \"]]>\" <b>굵게</b> \u0007\ufffe"


@pytest.fixture(scope="module")
def pages(article_page):
    """A release, a reporter's article whose date is inferred, a generated title without date, one whose every word is hostile, many more."""
    roles = {
        "ministries": ["기획재정부", "국세청"],
        "ministry": "기획재정부",
        "ministry_ids": ["mosf-2008", "nts"],
        "ministry_roles": ["lead", "involved"],
    }
    nobody: dict[str, Any] = {
        "ministry": None,
        "ministries": [],
        "ministry_ids": [],
        "ministry_roles": [],
        "topics": [],
        "topic_names": [],
    }
    undated = {"date": None, "date_precision": None, "date_basis": "unknown", "date_of": None}
    return [
        article_page("a-release", added="2026-11-20", rights={"licence": "kogl-1", "statement": "공공누리 제1유형"}),
        article_page("b-inferred", kind="news", date_basis="inferred", source={"author": "강나래", "outlet": "푸른매일", "url": "javascript:alert(1)"}, **roles),
        article_page("c-generated", kind="unknown", title_basis="generated", summary="", source={}, **nobody, **undated),
        article_page("d-hostile", kind="news", title=HOSTILE, summary=HOSTILE, source={"author": HOSTILE, "outlet": HOSTILE}, rights={"licence": "none such", "statement": HOSTILE}),
        article_page("e-announced", date_of="announced"),
        article_page("f-month", date="2020-04", date_precision="month"),
        *(article_page(f"g-many-{number:03}", added=f"2026-10-{number % 28 + 1:02}") for number in range(110)),
    ]  # fmt: skip


@pytest.fixture(scope="module", params=[SITE, None], ids=["hosted", "without site_url"])
def documents(request, pages, publication_of, feeds):
    return request.param, feeds(publication_of(*pages, url=request.param))


@pytest.fixture(scope="module")
def parsed(documents) -> dict[str, Any]:
    """Every feed document as the independent reader understands it."""
    return {path: feedparser.parse(text) for path, text in documents[1].items() if path.endswith(".xml")}


def entries_of(feed):
    return {entry.id: entry for entry in feed.entries}


def ids_of(text) -> list[str | None]:
    """The feed's own id, then those of its entries."""
    return [element.text for element in etree.fromstring(text.encode()).iter(f"{ATOM}id")]


def test_every_document_is_valid_by_the_grammar_and_the_rules_of_the_rfc(documents) -> None:
    _, files = documents
    xml = {path: etree.fromstring(text.encode()) for path, text in files.items() if path.endswith(".xml")}
    assert {path: GRAMMAR.error_log for path, root in xml.items() if not GRAMMAR.validate(root)} == {}
    for path, root in xml.items():
        ids = [element.text for element in root.iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids), f"{path}: an id stands twice"
        for holder in (root, *root.iter(f"{ATOM}entry")):  # sections 4.1.1 and 4.1.2
            alternates = [
                (link.get("type"), link.get("hreflang"))
                for link in holder.findall(f"{ATOM}link")
                if link.get("rel") == "alternate"
            ]
            assert len(alternates) == len(set(alternates)) == 1


def test_an_independent_reader_finds_nothing_wrong(parsed) -> None:
    for path, feed in parsed.items():
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10"
        assert feed.feed.title
        assert all(
            entry.title and entry.link and entry.updated_parsed and entry.authors for entry in feed.entries
        )


def test_each_document_names_itself_where_the_address_is_known(documents, parsed) -> None:
    url, _ = documents
    for path, feed in parsed.items():
        assert [link.href for link in feed.feed.links if link.rel == "self"] == ([url + path] if url else [])


def test_every_link_leads_to_what_is_published(documents, pages) -> None:
    url, files = documents
    published = {*files, *(page.path.replace(".md", ".html") for page in pages), "index.html"}
    for path, text in files.items():
        if not path.endswith(".xml"):
            continue
        root = etree.fromstring(text.encode())
        for link in root.iter(f"{ATOM}link"):
            target = link.get("href", "")
            if link.get("rel") == "via":
                assert target == "https://example.org/news/1"
                continue
            local = target.removeprefix(url) if url else normpath(join(dirname(path), target))
            known = local in published or local.removesuffix(".html") + ".xml" in files or local == ""
            assert known, f"{path} links to {target}"


def test_files_elsewhere_are_enclosures(article_page, publication_of, feeds) -> None:
    """Those kept in the archive have no address yet."""
    files = [
        {"file": "a.hwpx", "type": "hwpx", "bytes": 5, "sha256": "1" * 64},
        {"name": "붙임.pdf", "type": "pdf", "url": "https://example.org/get?id=1"},
        {"name": "틀림.pdf", "type": "pdf", "url": "javascript:alert(1)"},
    ]
    root = etree.fromstring(
        feeds(publication_of(article_page("a-release", attachments=files)))["index.xml"].encode()
    )
    found = [link for link in root.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert [(link.get("href"), link.get("title")) for link in found] == [
        ("https://example.org/get?id=1", "붙임.pdf")
    ]


def test_a_feed_says_what_is_known_and_no_more(documents, parsed) -> None:
    url, _ = documents
    found = {
        key: entries_of(parsed["index.xml"])[entry_id(key)]
        for key in ("a-release", "b-inferred", "c-generated", "e-announced", "f-month")
    }
    assert [author.name for author in found["a-release"].authors] == ["과학기술정보통신부"]
    assert [author.name for author in found["b-inferred"].authors] == ["강나래"]
    assert [author.name for author in found["c-generated"].authors] == ["글쓴이 미상"]
    assert found["c-generated"].title == "[제목 c-generated]"
    assert found["c-generated"].summary == found["c-generated"].content[0].value, (
        "no summary but the reader's own"
    )
    assert {key: one.get("published") for key, one in found.items()} == {
        "a-release": "2020-04-16T00:00:00Z",
        "b-inferred": None,
        "c-generated": None,
        "e-announced": None,
        "f-month": None,
    }
    assert found["a-release"].updated == "2026-11-20T00:00:00Z"
    assert found["a-release"].summary == "첫 문단의 첫 문장이다."
    assert found["a-release"].rights == "공공누리 제1유형 (출처 표시) “공공누리 제1유형”"
    assert [(tag.term, tag.label) for tag in found["a-release"].tags] == [("ai-data", "인공지능·데이터")]
    assert found["a-release"].link == f"{url or ''}briefings/a-release.html"


def test_what_an_article_holds_stays_text(documents) -> None:
    entry = next(
        one
        for one in etree.fromstring(documents[1]["index.xml"].encode()).iter(f"{ATOM}entry")
        if one.findtext(f"{ATOM}id") == entry_id("d-hostile")
    )
    spoken = HOSTILE.removesuffix(" \u0007\ufffe")  # XML can hold neither of the two
    assert (entry.findtext(f"{ATOM}title") or "").strip() == spoken
    assert (entry.findtext(f"{ATOM}summary") or "").strip() == spoken
    assert not [one.tag for one in entry.iter() if not str(one.tag).startswith(ATOM)]


def test_a_ministry_feed_holds_what_it_announced_and_where_it_took_part(parsed) -> None:
    assert entry_id("b-inferred") in entries_of(parsed["ministries/mosf-2008.xml"])
    assert list(entries_of(parsed["ministries/nts.xml"])) == [entry_id("b-inferred")]


def test_a_closed_bodys_feed_ends_with_its_successors(documents, parsed, registry) -> None:
    url, files = documents
    body = registry.bodies["mosf-2008"]
    first = parsed["ministries/mosf-2008.xml"].entries[0]
    assert first.updated == f"{body.until}T00:00:00Z"
    heirs = [
        link.href.removeprefix(url or "").removeprefix("../") for link in first.links if link.rel == "related"
    ]
    assert heirs == [f"ministries/{heir}.xml" for heir in body.successors]
    assert set(heirs) <= files.keys()
    assert "이어받은 기관" in first.summary


def test_ids_depend_on_no_address(pages, publication_of, feeds) -> None:
    one, other = (feeds(publication_of(*pages, url=url)) for url in (SITE, "https://elsewhere.example/"))
    assert one.keys() == other.keys()
    for path in one.keys() - {"feeds.opml"}:
        assert ids_of(one[path]) == ids_of(other[path])


def test_ids_never_change() -> None:
    """Written down: who changes how they are made gives every subscriber all articles anew."""
    assert entry_id("k7f3q9x2mt") == "urn:uuid:81e7bd67-2408-5582-aaa5-d4dabe041dae"


def test_feeds_differ_in_their_ids(parsed) -> None:
    ids = {path: feed.feed.id for path, feed in parsed.items() if "-p" not in path}
    assert len(set(ids.values())) == len(ids)


def test_an_empty_archive_has_a_feed(publication_of, feeds) -> None:
    files = feeds(publication_of())
    assert sorted(files) == ["changes.xml", "feeds.opml", "index.xml"]
    assert GRAMMAR.validate(etree.fromstring(files["index.xml"].encode())), GRAMMAR.error_log


def test_the_opml_names_every_feed_by_group(documents) -> None:
    url, files = documents
    groups = etree.fromstring(files["feeds.opml"].encode()).findall("body/outline")
    assert [group.get("text") for group in groups] == ["홈", "부처", "주제", "고친 글"]
    named = [outline.get("xmlUrl", "").removeprefix(url or "") for group in groups for outline in group]
    assert sorted(named) == sorted(path for path in files if path.endswith(".xml") and "-p" not in path)
    assert all(
        outline.get("type") == "rss" and outline.get("text") and outline.get("htmlUrl") is not None
        for group in groups
        for outline in group
    )
