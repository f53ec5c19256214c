"""The sitemap: every page once, with its own day, in parts where it is long."""

from __future__ import annotations

from lxml import etree

from builder.pages.page import page_of
from builder.publish.outputs import sitemap
from builder.publish.outputs.output import Made
from builder.publish.outputs.sitemap import SITEMAP as OUTPUT

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemaps(publication):
    return OUTPUT.make(publication, Made({}, {}))


def places(text: bytes) -> dict[str, str]:
    tree = etree.fromstring(text)
    return {one.findtext(f"{SITEMAP}loc", ""): one.findtext(f"{SITEMAP}lastmod", "") for one in tree}


def test_names_every_page_of_a_site_once(addressed):
    found = places((addressed / "sitemap.xml").read_bytes())
    pages = {path.relative_to(addressed).as_posix() for path in addressed.rglob("*.html")} - {"404.html"}
    assert {
        address.removeprefix("https://example.org/archive/") or "index.html" for address in found
    } == pages
    assert set(found.values()) == {"2025-11-25"}
    assert not (addressed / "sitemap.xml.gz").exists()


def test_there_is_none_without_an_address(site, publication_of):
    assert not list(site.glob("sitemap*"))
    assert list(sitemaps(publication_of())) == []


def test_a_page_has_the_day_it_was_added_to(publication_of):
    listing = page_of("topics/data-ai.md", {"title": "주제"}, "- [글](../briefings/k7f3q9x2mt.md)")
    other = page_of("about.md", {"title": "안내"}, "")
    (file,) = sitemaps(
        publication_of(site_url="https://example.org", indexes=(listing, other), added="2025-01-31")
    )
    assert places(file.content) == {
        "https://example.org/about.html": "2026-11-22",
        "https://example.org/briefings/k7f3q9x2mt.html": "2025-01-31",
        "https://example.org/topics/data-ai.html": "2025-01-31",
    }


def test_a_long_one_is_divided_and_its_index_names_the_parts(publication_of, monkeypatch):
    monkeypatch.setattr(sitemap, "LIMIT", 2)
    indexes = tuple(page_of(f"{name}.md", {"title": name}, "") for name in ("about", "coverage", "data"))
    files = {
        file.path: places(file.content)
        for file in sitemaps(publication_of(site_url="https://example.org/a", indexes=indexes))
    }
    assert files["sitemap.xml"] == {
        "https://example.org/a/sitemap-1.xml": "2026-11-22",
        "https://example.org/a/sitemap-2.xml": "2026-11-22",
    }
    assert sum(len(files[name]) for name in ("sitemap-1.xml", "sitemap-2.xml")) == 4
