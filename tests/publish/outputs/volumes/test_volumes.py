"""Volumes: full ones keep number and briefings, rights are obeyed, the book is well-formed and the same each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from builder.catalogue.volumes import SIZE, volumes
from builder.permanence.ledger import PUBLISHED, Ledger, lost_addresses
from builder.publish.derive import made_files
from builder.publish.outputs.output import File
from builder.publish.outputs.volumes.files import VOLUMES
from builder.publish.outputs.volumes.ways import volume_fragments

TOPIC, BODY = "volumes/topics/ai-data/1", "volumes/ministries/msit-2017/2020-1"
BODY_TEXT = """\
들어가는 말 <b>아님</b>\\<br> 다음이다.

## 항목

[목록](../topics/ai-data.md)과 [밖](https://example.org/a?b=1&c=2), [위](#항목)

| 가 | 나 |
|---|--:|
| 1 |  |

![그림](a.png)
"""


@pytest.fixture
def volumes_of(publication_of):
    """A publication of these pages in which topics and ministries have volumes."""

    def make(*pages, chosen=None, ledger=(), **more):
        what = publication_of(*pages, **more)
        chosen = {"topics": ("all",), "ministries": ("과학기술정보통신부",)} if chosen is None else chosen
        site = replace(what.site, volumes=chosen)
        return replace(what, collection=replace(what.collection, site=site), ledger=Ledger(frozenset(ledger)))

    return make


def files_of(what) -> dict[str, bytes]:
    made = [file.made() for _, part in VOLUMES.parts(what) for file in VOLUMES.make(what, part)]
    return {file.path: file.content for file in made}


def book_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: book.read(name) for name in book.namelist()}


def test_a_full_volume_keeps_its_number_and_its_briefings(article_page, volumes_of) -> None:
    pages = [
        article_page(f"a-{n}", date=f"2020-{n % 12 + 1:02}-11", ministry_ids=["msit-2017"])
        for n in range(SIZE)
    ]
    before = volumes(volumes_of(*pages).collection)
    later = article_page("late", date="1999-01-01", added="2026-11-30")
    after = {one.stem: one for one in volumes(volumes_of(*pages, later).collection)}
    assert [one.stem for one in before] == [TOPIC, BODY]
    assert all(after[one.stem] == one for one in before)
    assert [entry.id for entry in after["volumes/topics/ai-data/2"].entries] == ["late"]
    assert [entry.id for entry in after["volumes/ministries/msit-2017/1999-1"].entries] == ["late"]
    dates = [entry.date or "" for entry in before[0].entries]
    assert dates == sorted(dates)


def test_the_page_and_the_book_hold_the_same_chapters(article_page, volumes_of) -> None:
    pages = (
        article_page("a-1", body=BODY_TEXT, title="하나 & <둘>", subtitle=["부제"]),
        article_page(
            "a-2",
            date=None,
            date_basis="unknown",
            source={"file": "a", "sha256": "0" * 64, "url": "javascript:x"},
        ),
    )
    what = volumes_of(*pages, url="https://a.example/x")
    files = files_of(what)
    assert files == files_of(volumes_of(*pages, url="https://a.example/x"))
    page, book = files[f"{TOPIC}.html"].decode(), book_of(files[f"{TOPIC}.epub"])
    chapter = book["EPUB/a-1.xhtml"].decode()
    section = chapter[chapter.index("<section") : chapter.index("</section>")]
    assert section in page
    assert "<h2>하나 &amp; &lt;둘&gt;</h2>" in section
    assert "<h3>항목</h3>" in section
    assert '<td class="bp-right">' in section
    assert "style=" not in section
    assert 'href="https://a.example/x/topics/ai-data.html"' in section
    assert 'href="https://example.org/a?b=1&amp;c=2"' in section
    assert ">https://a.example/x/briefings/a-1.html</a>" in section
    assert "<img" not in page
    assert "javascript:x</dd>" in page
    assert '<a href="#a-2">' in page
    assert [
        name for name, text in book.items() if name.endswith(("ml", "opf")) and etree.fromstring(text) is None
    ] == []
    package = etree.fromstring(book["EPUB/package.opf"])
    listed = {f"EPUB/{one.get('href')}" for one in package.iterfind(".//{*}item")}
    assert listed == {name for name in book if name.startswith("EPUB/")} - {"EPUB/package.opf"}


@pytest.mark.parametrize(
    ("level", "shown"), [("full", (True, True)), ("excerpt", (True, False)), ("none", (False, False))]
)
def test_no_more_text_leaves_than_the_rights_allow(article_page, volumes_of, registry, level, shown) -> None:
    page = files_of(volumes_of(article_page("a-1"), text=level))[f"{TOPIC}.html"].decode()
    assert ("첫 문단의 첫 문장이다." in page, "둘째 문단이다." in page) == shown
    assert (level == "full") or registry.labels[f"article.text.{level}"] in page


def test_what_was_published_once_says_that_it_is_made_no_more(article_page, volumes_of, registry) -> None:
    old = [f"{TOPIC}.html", f"{TOPIC}.epub", "volumes/topics/gone/7.html"]
    what = volumes_of(article_page("a-1"), chosen={}, ledger=old)
    files = {one.path: one.content for one in made_files(what) if isinstance(one, File)}
    note = registry.labels["volume.gone"]
    assert note in files[f"{TOPIC}.html"].decode()
    assert '"../../../topics/ai-data.html"' in files[f"{TOPIC}.html"].decode()
    assert '"../../../index.html"' in files["volumes/topics/gone/7.html"].decode()
    assert note in book_of(files[f"{TOPIC}.epub"])["EPUB/title.xhtml"].decode()
    assert set(old) <= set(files[PUBLISHED].decode().split("\n"))
    assert lost_addresses(what.ledger, ()) == ()


def test_the_pages_lead_to_them(article_page, volumes_of) -> None:
    ways = {one.page: one.html for one in volume_fragments(volumes_of(article_page("a-1")))}
    assert 'href="../volumes/topics/ai-data/1.epub"' in ways["topics/ai-data.md"]
    assert 'href="../volumes/ministries/msit-2017/2020-1.html"' in ways["ministries/msit-2017.md"]
    assert f'href="{BODY}.html"' in ways["data.md"]
    assert list(volume_fragments(volumes_of(article_page("a-1"), chosen={}))) == []


def test_what_stands_on_top_of_every_page_opens_page_and_book(article_page, volumes_of) -> None:
    what = volumes_of(article_page("a-1"), article_page("a-2"))
    site = replace(what.collection.site, notice="견본 <하나>")
    files = files_of(replace(what, collection=replace(what.collection, site=site)))
    said = '<p class="notice">견본 &lt;하나&gt;</p>'.encode()
    assert said in files[f"{TOPIC}.html"]
    assert said in book_of(files[f"{TOPIC}.epub"])["EPUB/title.xhtml"]
