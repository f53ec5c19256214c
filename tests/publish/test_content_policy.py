"""What pages may load and run: nothing but the site's own files, on every kind of page, hosted and from disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route

from builder.catalogue.kinds import KINDS
from builder.content_policy import added_sources, are_sources, content_policy
from builder.pages.page import Page as DocsPage
from builder.pages.store import read_pages

#: Told on the console, as everything else that a page says.
TELL = (
    "addEventListener('securitypolicyviolation', "
    "(it) => console.error('told', it.effectiveDirective, it.blockedURI))"
)


def pages_of_each_kind(archive: Path) -> list[str]:
    """The addresses of one page of each kind that the archive has, of two articles, and the search with results."""
    read, _ = read_pages(archive / "docs")
    found: dict[object, str] = {}
    articles = []
    for page in read:
        if isinstance(page, DocsPage):
            articles.append(page.path)
        else:
            found.setdefault(page.kind, page.path)
    assert {kind.name for kind in KINDS if kind.path} <= found.keys()
    paths = (*found.values(), *articles[:2])
    return [*(path.replace(".md", ".html") for path in paths), "404.html", f"search.html?q={quote('정책')}"]


@pytest.fixture(params=["hosted", "disk"])
def visited(
    request: pytest.FixtureRequest,
    chromium: Browser,
    built: Path,
    host_folder: Callable[[Path], AbstractContextManager[str]],
) -> Iterator[tuple[Page, str, list[str]]]:
    """A page, the address of the site, and what is heard: with the headers of a host, or from disk."""
    site, heard, root = built / "site", list[str](), ""
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(TELL)
    page.on("console", lambda message: heard.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on(
        "request", lambda asked: None if asked.url.startswith((root, "data:")) else heard.append(asked.url)
    )
    if request.param == "disk":
        root = f"{site.resolve().as_uri()}/"
        yield page, root, heard
    else:
        sent = headers_of(site)
        with host_folder(site) as root:
            page.route("**/*.html*", lambda route: with_headers(route, sent))
            yield page, root, heard
    context.close()


def headers_of(site: Path) -> dict[str, str]:
    """What a host sends with every page."""
    lines = (site / "_headers").read_text("utf-8").splitlines()[1:]
    return dict(line.strip().split(": ", 1) for line in lines)


def with_headers(route: Route, sent: dict[str, str]) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, **sent})


def test_every_kind_of_page_obeys_and_is_silent(visited: tuple[Page, str, list[str]], built: Path) -> None:
    page, root, heard = visited
    for path in pages_of_each_kind(built):
        page.goto(root + path)
        page.evaluate("() => new Promise((done) => requestIdleCallback(done, {timeout: 2000}))")
    page.locator(".bp-hit").first.wait_for()  # the search has loaded its files
    assert heard == []
    assert page.context.cookies() == []


def test_what_is_planted_in_a_page_does_not_run(visited: tuple[Page, str, list[str]], built: Path) -> None:
    page, root, heard = visited
    planted = "<script>document.title = 'ran'</script><p id='planted' style='color: red' onclick='document.title=`ran`'>x</p></main>"
    body = (built / "site" / "about.html").read_text("utf-8").replace("</main>", planted)
    sent = headers_of(built / "site") if root.startswith("http") else {}
    if sent:  # what a host sends does it alone
        body = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", body)
    answer = {"content-type": "text/html; charset=utf-8", **sent}
    page.route("**/about.html", lambda route: route.fulfill(body=body, headers=answer))
    page.goto(f"{root}about.html")
    page.locator("#planted").click()
    page.evaluate("() => new Promise((done) => requestIdleCallback(done, {timeout: 2000}))")  # all is told
    assert page.title() != "ran"
    told = {one.partition(": told ")[2].partition(" ")[0] for one in heard}
    assert {"script-src-elem", "script-src-attr", "style-src-attr"} <= told


def test_no_page_holds_a_script_or_a_style_but_the_one_that_stands_alone(built: Path) -> None:
    inside = re.compile(
        r"<script(?![^>]*\s(?:src=|type=\"application/))|<style|<[a-z][^<>]*\s(?:style|on[a-z]+)=",
        re.IGNORECASE,
    )
    found = {path.name for path in (built / "site").rglob("*.html") if inside.search(path.read_text("utf-8"))}
    assert found == {"404.html"}


def test_an_owner_adds_sources_and_named_hosts_need_no_setting() -> None:
    named = {"extra_javascript": ["https://a.example/x.js", "own.js"], "extra_css": []}
    added = added_sources({"img-src": ["https://b.example"]}, named)
    policy = dict(part.split(" ", 1) for part in content_policy(added).split("; "))
    assert policy["script-src"] == "'self' file: https://a.example"
    assert policy["img-src"] == "'self' file: data: https://b.example"
    assert "file:" not in content_policy(added, on_disk=False)
    assert "unsafe" not in content_policy()


@pytest.mark.parametrize(
    "value", [{"script-src": "x"}, {"object-src": ["x"]}, {"img-src": ["a; b"]}, {1: []}]
)
def test_what_could_end_the_policy_is_no_source(value: dict[object, object]) -> None:
    assert not are_sources(value)
