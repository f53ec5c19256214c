"""What programs look for at fixed names, and how the pages lead to it."""

from __future__ import annotations

import json
from urllib.parse import urljoin

from lxml import etree, html

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"
ROOT = "https://example.org/archive/"


def test_the_search_is_described_to_browsers(addressed):
    tree = etree.fromstring((addressed / "opensearch.xml").read_bytes())
    assert [url.get("template") for url in tree.iter(f"{SPACE}Url")] == [
        f"{ROOT}search.html?q={{searchTerms}}"
    ]
    assert 0 < len(tree.findtext(f"{SPACE}ShortName", "")) <= 16
    for page in addressed.rglob("*.html"):
        if page.name != "404.html":
            (link,) = html.parse(str(page)).xpath("//link[@rel='search']/@href")
            assert urljoin(page.relative_to(addressed).as_posix(), link) == "opensearch.xml"


def test_home_names_the_list_of_all_feeds(addressed):
    opml = "//link[@type='text/x-opml']/@href"
    assert html.parse(str(addressed / "index.html")).xpath(opml) == ["feeds.opml"]
    assert html.parse(str(addressed / "about.html")).xpath(opml) == []


def test_robots_and_guides_lead_to_what_is_there(addressed):
    assert f"Sitemap: {ROOT}sitemap.xml" in (addressed / "robots.txt").read_text("utf-8")
    guide = (addressed / "llms.txt").read_text("utf-8")
    links = [line.rpartition("(")[2].rstrip(")") for line in guide.splitlines() if line.startswith("- ")]
    assert len(links) > 6
    assert [
        one for one in links if not (addressed / (one.removeprefix(ROOT) or "index.html")).is_file()
    ] == []


def test_without_an_address_there_is_none_of_it(site):
    assert [name for name in ("robots.txt", "opensearch.xml", "llms.txt") if (site / name).exists()] == []


def test_an_archive_can_be_kept_among_apps_and_its_data_is_a_dataset(addressed):
    manifest = json.loads((addressed / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["start_url"] == "index.html"
    assert all((addressed / icon["src"]).is_file() for icon in manifest["icons"])
    assert "manifest.webmanifest" in (addressed / "assets" / "early.js").read_text("utf-8")
    script = html.parse(str(addressed / "data.html")).xpath("string(//script[@type='application/ld+json'])")
    (data,) = [node for node in json.loads(script)["@graph"] if node["@type"] == "Dataset"]
    assert urljoin(ROOT, data["license"]).startswith(f"{ROOT}data.html#")
    for one in data["distribution"]:
        assert (addressed / one["contentUrl"].removeprefix(ROOT)).is_file()


def test_an_article_points_to_what_it_is_and_where_it_is_described(addressed):
    for page in sorted((addressed / "briefings").glob("*.html")):
        tree = html.parse(str(page))
        links = tree.xpath("//head/link")
        found = {relation: link.get("href") for link in links for relation in link.get("rel").split()}
        assert found["cite-as"] == f"{ROOT}briefings/{page.name}"
        assert found["type"].startswith("https://schema.org/")
        assert (page.parent / found["describedby"]).is_file()
