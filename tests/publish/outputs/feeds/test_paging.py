"""Feeds lead back to the first article, and what is filed away stays as it is (RFC 5005)."""

from __future__ import annotations

import datetime as dt
from posixpath import dirname, join, normpath
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.model import Entry
from builder.publish.outputs.feeds import atom, paging
from builder.publish.outputs.feeds.paging import LARGEST, PAGE, counted, paged

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = dt.date(2026, 1, 1)

#: For each article the day it is added (counted from DAY) and its own date; ids come from the numbers, in no order.
ARTICLES = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([None, "2019", "2020-04-16", "2020-05"])), max_size=60
)


def entry(number: int, day: int, date: str | None = None) -> Entry:
    added = (DAY + dt.timedelta(day)).isoformat()
    return Entry(
        f"e{number * 7919 % 10007:05}",
        "제목",
        "stated",
        date,
        "stated",
        (),
        (),
        (),
        (),
        "news",
        None,
        "",
        added,
    )


def ids(entries) -> list[str]:
    return [one.id for one in entries]


def small_pages():
    """Pages of four and days of at most ten, so that few articles make many pages."""
    return mock.patch.multiple(paging, PAGE=4, LARGEST=10)


@given(ARTICLES)
def test_every_article_stands_on_one_page_in_order_of_arrival(articles) -> None:
    entries = [entry(number, *one) for number, one in enumerate(articles)]
    with small_pages():
        pages = paged(counted(entries), max((one.added for one in entries), default=""))
    walked = [*pages.current, *(one for archive in reversed(pages.archives) for one in archive)]
    assert sorted(ids(walked)) == sorted(ids(entries))
    assert [one.added for one in walked] == sorted((one.added for one in entries), reverse=True)
    assert all(len(archive) == 4 for archive in pages.archives)


@given(ARTICLES, ARTICLES, st.integers(0, 3))
def test_pages_that_stand_never_change(first, later, pause) -> None:
    """More articles come, on the newest day or after it, in any order: no page that was filed away changes, unless its day was crowded."""
    newest = max((day for day, _ in first), default=0)
    before = [entry(number, *one) for number, one in enumerate(first)]
    after = before + [
        entry(len(first) + number, newest + pause + day, date) for number, (day, date) in enumerate(later)
    ]
    last = max((one.added for one in before), default="")
    with small_pages():
        old, new = (
            paged(counted(before), last),
            paged(counted(after), max((one.added for one in after), default="")),
        )
    crowded = sum(one.added == last for one in before) > 6 or sum(one.added == last for one in after) > 6
    if pause or not crowded:
        assert list(map(ids, new.archives[: len(old.archives)])) == list(map(ids, old.archives))


def test_a_crowded_first_day_is_divided_at_once() -> None:
    pages = paged(counted(entry(number, 0) for number in range(8_000)), DAY.isoformat())
    assert len(pages.current) == PAGE
    assert len(pages.archives) == 8_000 // PAGE - 1


def test_the_current_document_is_never_thin_and_never_endless() -> None:
    for count in range(PAGE, 6 * PAGE, 7):
        settled = paged(counted(entry(number, number % 5) for number in range(count)), "2027-01-01")
        assert PAGE <= len(settled.current) < 2 * PAGE
        one_day = paged(
            counted(entry(number, number // (count - 1)) for number in range(count)), DAY.isoformat()
        )
        assert PAGE <= len(one_day.current) <= LARGEST


def link(root, relation: str) -> str | None:
    return next((one.get("href") for one in root.findall(f"{ATOM}link") if one.get("rel") == relation), None)


def walk(files, path):
    """The documents from the current one back to the first, as a client follows them."""
    while path:
        yield path, files[path]
        previous = link(etree.fromstring(files[path].encode()), "prev-archive")
        path = normpath(join(dirname(path), previous)) if previous else None


def test_walking_back_reaches_every_item_once(publication_of, article_page, feeds) -> None:
    pages = [article_page(f"a{number:03}", added=f"2026-0{number % 9 + 1}-10") for number in range(230)]
    files = feeds(publication_of(*pages))
    for start in ("index.xml", "ministries/msit-2017.xml", "topics/ai-data.xml"):
        found = [
            str(one.text)
            for _, text in walk(files, start)
            for one in etree.fromstring(text.encode()).iterfind(f"{ATOM}entry/{ATOM}id")
        ]
        assert sorted(found) == sorted(atom.entry_id(f"a{number:03}") for number in range(230))


def test_archive_documents_say_what_they_are_and_lead_both_ways(publication_of, article_page, feeds) -> None:
    pages = [article_page(f"a{number:03}", added=f"2026-0{number % 9 + 1}-10") for number in range(230)]
    base = "https://example.org/"
    files = feeds(publication_of(*pages, url=base))
    names = ["index.xml", "index-p3.xml", "index-p2.xml", "index-p1.xml"]
    current, *archives = (etree.fromstring(files[name].encode()) for name in names)
    archive = "{http://purl.org/syndication/history/1.0}archive"
    assert current.find(archive) is None
    assert [link(current, relation) for relation in ("current", "prev-archive", "next-archive")] == [
        None,
        base + "index-p3.xml",
        None,
    ]
    assert all(
        one.find(archive) is not None and link(one, "current") == base + "index.xml" for one in archives
    )
    assert [link(one, "prev-archive") for one in archives] == [
        base + "index-p2.xml",
        base + "index-p1.xml",
        None,
    ]
    assert [link(one, "next-archive") for one in archives] == [
        None,
        base + "index-p3.xml",
        base + "index-p2.xml",
    ]
    assert {one.findtext(f"{ATOM}id") for one in archives} == {current.findtext(f"{ATOM}id")}


def test_archive_documents_keep_their_bytes(publication_of, article_page, feeds) -> None:
    """But for the newest one, which learns of its successor."""
    pages = [article_page(f"a{number:03}", added=f"2026-0{number % 9 + 1}-10") for number in range(230)]
    more = [article_page(f"b{number:03}", added="2026-10-01") for number in range(90)]
    old, new = feeds(publication_of(*pages)), feeds(publication_of(*more, *reversed(pages)))
    filed = [name for name in old if "-p" in name]
    assert len(filed) == 12
    for name in filed:
        if name.endswith("-p3.xml"):
            assert old[name] == new[name].replace(
                f'<link rel="next-archive" href="{name.replace("ministries/", "../ministries/").replace("topics/", "../topics/").replace("-p3", "-p4")}"/>',
                "",
            )
        else:
            assert old[name] == new[name]
