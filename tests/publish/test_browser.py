"""The published site in Chromium: from a server under a sub-path and from disk, without an error, without another host."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PAGES = (
    "index.html", "ministries/index.html", "ministries/msit-2017.html", "topics/index.html", "topics/data-ai.html", "years/index.html", "years/2020.html",
    "undated.html", "coverage.html", "search.html", "about.html", "404.html", "briefings/k7f3q9x2mt.html", "briefings/m2untitled.html", "briefings/u4nodate00.html",
)  # fmt: skip


@pytest.fixture(params=["hosted", "disk"])
def root(request, published) -> str:
    return (
        request.getfixturevalue("hosted") if request.param == "hosted" else published.resolve().as_uri() + "/"
    )


@pytest.fixture
def visit(chromium, root):
    """Open pages in a browser that remembers every console message, error and foreign request."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.trouble = []
    page.on("console", lambda message: page.trouble.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.trouble.append(f"error: {error}"))
    # A click leaves the page while the search index is still on its way: that request is aborted, not failed.
    page.on(
        "requestfailed",
        lambda request: (
            None if "ABORTED" in request.failure else page.trouble.append(f"failed: {request.url}")
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((root, "data:"))
            else page.trouble.append(f"request: {request.url}")
        ),
    )
    yield page
    context.close()


def test_by_clicking_from_home_over_ministry_article_and_topic_to_year(visit, root):
    visit.goto(root + "index.html")
    visit.click(".bp-names a")
    assert visit.url == root + "ministries/msit-2017.html"
    visit.click(".bp-entry:nth-child(2) a")
    assert visit.url == root + "briefings/k7f3q9x2mt.html"
    visit.click(".bp-chips a[href*=topics]")
    assert visit.url == root + "topics/data-ai.html"
    visit.click(".bp-entry:nth-child(2) a")
    visit.click(".bp-date a")
    assert visit.url == root + "years/2020.html"
    visit.keyboard.press("/")
    visit.keyboard.press("Escape")
    assert visit.trouble == []


@pytest.mark.parametrize("root", ["disk"], indirect=True)
def test_no_page_is_wider_than_the_screen(visit, root):
    for path in PAGES:
        visit.goto(root + path)
        for width in (320, 390, 768, 1280, 1920):
            visit.set_viewport_size({"width": width, "height": 800})
            assert visit.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_dark_follows_the_system_and_the_switch_is_remembered(chromium, root):
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(root + "index.html")
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "slate"
    page.click(".bp-palette")
    page.goto(root + "about.html")
    assert page.evaluate("document.documentElement.dataset.mdColorScheme") == "default"
    context.close()


def test_without_scripts_everything_can_be_read(chromium, root):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + "index.html")
    page.click(".bp-names a")
    page.click(".bp-entry:nth-child(2) a")
    assert page.inner_text("h1") == "범정부 전담반 <셋>, 이달부터 가동"
    context.close()


def test_a_missing_page_leads_home_from_any_depth(visit, root, published):
    """The host shows 404.html under the address that was asked for; its script knows the archive's folders."""
    html = (published / "404.html").read_text("utf-8")
    for asked in ("nothing.html", "briefings/nothing.html", "ministries/nobody/2026.html"):
        visit.route(
            root + asked, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        visit.goto(root + asked)
        ways = visit.evaluate("[...document.links].map(a => a.href)")
        assert ways == [root + f"{one}index.html" for one in ("", "ministries/", "topics/", "years/")], asked
        assert visit.evaluate("document.forms[0].action") == root + "search.html", asked
