"""Index pages in Chromium: pictures without JavaScript, nothing wider than a phone, a filter box for the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = (
    "index.html", "ministries/index.html", "ministries/lineage.html", "ministries/msit-2017.html", "topics/index.html", "years/index.html",
    "years/2020.html", "undated.html", "coverage.html", "about.html", "data.html",
)  # fmt: skip


@pytest.fixture
def root(built: Path) -> str:
    return (built / "site").resolve().as_uri() + "/"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def test_without_scripts_pictures_tables_and_links_are_there(chromium: Browser, root: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(root + "ministries/msit-2017.html")
    assert page.locator("figure.bp-chart > svg, .bp-bars > svg").count() == 2
    page.locator(".bp-bars__links a").first.click()
    assert "#" in page.url
    page.locator(".bp-lineage a").first.click()
    assert page.url.startswith(root + "ministries/")
    page.goto(root + "ministries/index.html")
    assert not page.locator(".bp-filter").is_visible()
    page.goto(root + "index.html")
    page.locator(".bp-section--years summary").click()
    assert page.locator(".bp-section--years table").is_visible()
    context.close()


def test_no_page_is_wider_than_a_phone_and_no_letter_leaves_its_picture(
    page: Page, root: str, built: Path
) -> None:
    month = min((built / "site" / "years").glob("????-??.html")).name
    for path in (*PAGES, f"years/{month}"):
        page.goto(root + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        outside = "[...document.querySelectorAll('svg text')].filter(t => { const b = t.getBoundingClientRect(); return b.width && (b.left < -1 || b.right > 361) }).length"
        assert page.evaluate(outside) == 0, path


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("기재부", "기획재정부"),
        ("ㅅㄹㅊ", "산림청"),
        ("forest", "산림청"),
        ("과학 기술 정보", "과학기술정보통신부"),
    ],
)
def test_the_filter_box_works_with_the_keyboard(page: Page, root: str, typed: str, left: str) -> None:
    page.goto(root + "ministries/index.html")
    everything = page.locator(".bp-names li:visible").count()
    page.get_by_label("기관 이름이나 줄임말로 거르기").focus()
    page.keyboard.type(typed)
    shown = page.locator(".bp-names li:visible")
    assert left in [name.split("\n")[0] for name in shown.all_inner_texts()]
    assert shown.count() < everything
    assert page.get_by_role("status").inner_text() == f"{shown.count()}개 보임"
    for heading in page.locator(".bp-body h3:visible").all():
        assert heading.locator("xpath=following-sibling::ul[1]/li[not(@hidden)]").count() > 0
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelector('.bp-names li:not([hidden])')"
    )
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    assert page.locator(".bp-names li:visible").count() == everything
    assert page.get_by_role("status").inner_text() == ""


def test_what_fits_nothing_is_said(page: Page, root: str) -> None:
    page.goto(root + "topics/index.html")
    page.get_by_label("주제 이름이나 뜻으로 거르기").fill("없는 말")
    assert page.get_by_role("status").inner_text() == "맞는 이름이 없습니다."
    assert page.locator(".bp-section:visible").count() == 0


def test_a_printed_page_shows_the_pictures_and_not_the_tools(page: Page, root: str) -> None:
    page.emulate_media(media="print")
    page.goto(root + "ministries/msit-2017.html")
    assert page.locator("figure.bp-chart svg").first.is_visible()
    for tool in (".bp-files", ".bp-years", ".bp-contents", ".bp-header"):
        assert not page.locator(tool).first.is_visible(), tool
