"""What a page says of itself to machines: complete, the same as what it says to people, and no inferred date among it."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.page import page_of
from builder.publish.outputs.head import article_heads, index_heads

#: What each type of schema.org must have here, at the least.
REQUIRED = {
    "NewsArticle": {"headline", "url", "inLanguage", "isPartOf", "identifier"},
    "Report": {"headline", "url", "inLanguage", "isPartOf", "identifier"},
    "Article": {"headline", "url", "inLanguage", "isPartOf", "identifier"},
    "BreadcrumbList": {"itemListElement"},
    "CollectionPage": {"name", "description", "url", "inLanguage", "isPartOf", "mainEntity"},
    "WebPage": {"name", "description", "url", "inLanguage", "isPartOf"},
    "WebSite": {"name", "url"},
    "GovernmentOrganization": {"name"},
    "ListItem": {"position", "name"},
    "DefinedTerm": {"name", "url"},
    "Organization": {"name"},
    "Person": {"name"},
    "ItemList": {"numberOfItems"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "Dataset": {"name", "description", "url", "license", "creator", "distribution"},
    "DataDownload": {"encodingFormat", "contentUrl"},
}


def nodes_in(value):
    """Every node of a JSON-LD document, inner ones too."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes_in(inner)


def blocks(tree):
    return [json.loads(script.text) for script in tree.xpath("//script[@type='application/ld+json']")]


def graph(tree) -> dict[str, dict]:
    (block,) = blocks(tree)
    return {node["@type"]: node for node in block["@graph"]}


def tags(tree) -> dict[str, str]:
    return {
        key: tag.get("content")
        for tag in tree.xpath("//head/meta[@name or @property]")
        for key in (tag.get("name"), tag.get("property"))
        if key
    }


@pytest.fixture(scope="session")
def head_of(publication_of):
    """The fragment of the one article, or of an index page given with it."""

    def make(case="stated", page="briefings/k7f3q9x2mt.md", **changes) -> str:
        what = publication_of(case, **changes)
        made = (*article_heads(what).of(what.collection.entries), *index_heads(what))
        return next(one.html for one in made if one.page == page)

    return make


@pytest.fixture(params=["site", "addressed"])
def published(request):
    return request.getfixturevalue(request.param)


class TestEveryBuiltPage:
    def test_has_one_block_of_structured_data_that_is_complete(self, published, read):
        pages = [path for path in sorted(published.rglob("*.html")) if path.name != "404.html"]
        assert len(pages) > 20
        for path in pages:
            (block,) = blocks(read(path))
            more = ["https://schema.org", {"dcterms": "http://purl.org/dc/terms/"}]
            assert block["@context"] == (more if '"dcterms:' in json.dumps(block["@graph"]) else more[0])
            for node in nodes_in(block["@graph"]):
                assert node.keys() >= REQUIRED[node["@type"]], (path, node)
                assert None not in node.values()

    def test_has_addresses_that_lead_to_pages(self, published, read):
        base = "https://example.org/archive/"
        for path in sorted(published.rglob("*.html")):
            here = base + path.relative_to(published).as_posix()
            for node in nodes_in(blocks(read(path))):
                for key in ("url", "item", "@id"):
                    if key in node:
                        address = urljoin(here, node[key]).partition("#")[0]
                        assert address.startswith(base), (path, node)
                        assert (published / (address.removeprefix(base) or "index.html")).is_file(), (
                            path,
                            node,
                        )
                        assert ("://" in node[key]) == (
                            published.parent.parent.name.startswith("addressed")
                        ), node[key]

    def test_leads_home_by_its_breadcrumb(self, site, read):
        for path in sorted(site.rglob("*.html")):
            tree = read(path)
            shown = [
                " ".join(link.text_content().split()) for link in tree.xpath("//nav[@class='bp-crumbs']//a")
            ]
            if shown:
                steps = graph(tree)["BreadcrumbList"]["itemListElement"]
                assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
                above = steps if path.parent.name == "briefings" else steps[:-1]
                assert [step["name"] for step in above] == shown, path
                assert len(steps) > 1

    def test_names_itself_to_those_who_share_it(self, published, read):
        for path in sorted(published.rglob("*.html")):
            if path.name == "404.html":
                continue
            found = tags(read(path))
            assert found["og:title"]
            cited = "prism.publicationName" in found or path.parent.name != "briefings"
            assert found.get("og:site_name") == ("시험 자료실" if cited else None), (
                "the archive is no publication"
            )
            assert found["og:type"] == ("article" if path.parent.name == "briefings" else "website")
            assert found["description"] == found["og:description"]
            if path.parent.name == "briefings":
                assert found["citation_title"] == found["og:title"]

    def test_links_to_the_same_in_other_forms_that_are_there(self, published, read):
        for path in sorted(published.rglob("*.html")):
            for link in read(path).xpath("//link[@rel='alternate']"):
                assert (path.parent / link.get("href")).is_file(), (path, link.get("href"))

    def test_descriptions_of_articles_are_their_own(self, site, read):
        found = [tags(read(path))["description"] for path in sorted((site / "briefings").glob("*.html"))]
        assert len(set(found)) == len(found)


def test_with_an_address_canonical_and_shared_address_agree(addressed, read):
    for path in sorted(addressed.rglob("*.html")):
        if path.name != "404.html":
            tree = read(path)
            (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
            assert tags(tree)["og:url"] == canonical


def test_a_list_is_of_the_day_on_which_it_changed_and_not_of_that_of_its_first_article(addressed, read):
    """What Zotero takes for the date of a page that names none is its first <time>."""
    site_map = ET.parse(addressed / "sitemap.xml").getroot()
    changed = {place.text: day.text for place, day in site_map}
    lists = 0
    for path in sorted(addressed.rglob("*.html")):
        tree = read(path)
        if path.parent.name != "briefings" and tree.xpath("//time[@datetime]"):
            (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
            assert tags(tree)["dcterms.date"] == changed[canonical], path
            lists += 1
    assert lists > 5


def test_without_one_nothing_is_absolute_but_the_context(site):
    for path in sorted(site.rglob("*.html")):
        head = path.read_text("utf-8").partition("</head>")[0]
        outside = re.findall(
            r"https?://[^\"'\s<>]+",
            re.sub(r'"isBasedOn":"[^"]*"|"sameAs":"[^"]*"|<meta name="citation_public_url"[^>]*>', "", head),
        )
        names = {"https://schema.org", "http://purl.org/dc/terms/", "http://www.w3.org/2000/svg"}
        names |= {
            one for one in outside if one.startswith(("https://schema.org/", "https://www.kogl.or.kr/"))
        }
        assert set(outside) <= names, path  # names of vocabularies, which nothing is fetched from


class TestAnArticle:
    @pytest.mark.parametrize(
        ("kind", "expected", "zotero"),
        [
            ("news", "NewsArticle", "newspaperArticle"),
            ("government_news", "NewsArticle", "webpage"),
            ("press_release", "Report", "report"),
            ("transcript", "Report", "report"),
            ("unknown", "Article", "document"),
        ],
    )
    def test_is_what_its_kind_says(self, head_of, kind, expected, zotero):
        html = head_of(kind=kind)
        assert f'"@graph":[{{"@type":"{expected}"' in html
        assert f'<meta name="z:itemType" content="{zotero}">' in html

    def test_a_stated_day_of_publication_is_one(self, head_of):
        html = head_of()
        assert '"datePublished":"2020-04-16"' in html
        assert '<meta name="citation_publication_date" content="2020/04/16">' in html
        assert '<meta property="article:published_time" content="2020-04-16">' in html

    def test_the_day_of_an_announcement_is_not_the_day_of_publication(self, head_of):
        html = head_of(date_of="announced")
        assert '"contentReferenceTime":"2020-04-16"' in html
        assert '<meta name="citation_date" content="2020/04/16">' in html
        assert not re.search("datePublished|publication_date|published_time", html)

    @pytest.mark.parametrize("date_of", ["published", "announced"])
    def test_an_inferred_day_is_words_everywhere(self, head_of, date_of):
        html = head_of("inferred", date_of=date_of)
        assert not re.search(
            r"datePublished|dateCreated|contentReferenceTime|publication_date|published_time|2020[-/]0?4",
            html,
        )
        assert '<meta name="citation_date" content="[2020. 4. 16. 추정]">' in html
        assert '"disambiguatingDescription":"날짜 [2020. 4. 16. 추정]: ‘16일’과' in html

    def test_an_unknown_one_too(self, head_of):
        assert '<meta name="citation_date" content="날짜 미상">' in head_of("unknown")

    def test_a_generated_title_is_in_brackets(self, head_of):
        html = head_of("generated")
        assert '"headline":"[비대면 전환 논의]"' in html
        assert '<meta name="citation_title" property="og:title" content="[비대면 전환 논의]">' in html

    @pytest.mark.parametrize("kind", ["news", "press_release"])
    def test_a_body_or_topic_that_nobody_knows_stops_nothing(self, head_of, kind):
        """As a hand edit may leave it; `check` names it."""
        html = head_of(
            kind=kind,
            source={},
            ministries=["없는부"],
            ministry="없는부",
            ministry_ids=["nobody"],
            ministry_roles=["lead"],
            topics=["nothing"],
        )
        assert '"mentions"' not in html
        assert '"about"' not in html

    @given(
        title=st.text(min_size=1).filter(lambda text: text.strip() and text.strip("\0")), subtitle=st.text()
    )
    def test_no_text_leaves_its_place(self, head_of, title, subtitle):
        html = head_of(title=f"</script><!--{title}", subtitle=[f'"><script>{subtitle}'])
        assert html.count("<script") == html.count("</script>") == 1
        assert "<!--" not in html
        block = json.loads(re.findall(r"<script[^>]*>(.*)</script>", html)[0])
        assert block["@graph"][0]["headline"].startswith("</script><!--")


class TestAMinistry:
    @pytest.fixture
    def body(self, head_of):
        def make(body_id: str, **changes) -> dict:
            page = page_of(
                f"ministries/{body_id}.md",
                {"title": "부처", "kind": "ministry", "ministry_id": body_id, "count": 1, "parents": []},
                "",
            )
            html = head_of(page=page.path, indexes=(page,), **changes)
            found = json.loads(re.findall(r"<script[^>]*>(.*)</script>", html)[0])["@graph"]
            return {node["@type"]: node for node in found}

        return make

    def test_says_when_it_lived_and_what_came_before_and_after(self, body, registry):
        known = registry.bodies["msit-2017"]
        found = body("msit-2017")["GovernmentOrganization"]
        assert (found["name"], found["alternateName"], found["foundingDate"]) == (
            known.name,
            known.english,
            known.since,
        )
        assert "dissolutionDate" not in found
        assert found["sameAs"] == known.website
        assert [other["name"] for other in found["dcterms:replaces"]] == [
            registry.bodies[other].name for other in known.predecessors
        ]

    def test_a_closed_one_says_so(self, body, registry):
        known = next(
            one
            for one in registry.bodies.values()
            if one.until and one.successors and one.id in ("msip-2013", "mest-2008", "mosf-2008")
        )
        found = body(known.id)["GovernmentOrganization"]
        assert found["dissolutionDate"] == known.until
        assert [other["name"] for other in found["dcterms:isReplacedBy"]] == [
            registry.bodies[other].name for other in known.successors
        ]

    def test_the_page_is_about_it(self, body):
        found = body("msit-2017", site_url="https://example.org/a")
        assert (
            found["CollectionPage"]["about"]["@id"]
            == found["GovernmentOrganization"]["@id"]
            == "https://example.org/a/ministries/msit-2017.html#body"
        )


def test_home_offers_its_search_where_there_is_a_search_page(head_of):
    home, search = (
        page_of("index.md", {"title": "집", "kind": "home"}, ""),
        page_of("search.md", {"title": "검색", "kind": "search"}, ""),
    )
    assert "SearchAction" not in head_of(page="index.md", indexes=(home,))
    html = head_of(page="index.md", indexes=(home, search), site_url="https://example.org/a/")
    assert '"urlTemplate":"https://example.org/a/search.html?q={search_term_string}"' in html
