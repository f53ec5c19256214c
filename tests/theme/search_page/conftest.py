"""An archive made to be searched, in Chromium, from a server and from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

#: From the sample archive: an article with a generated title and an inferred date.
UNTITLED = Path(__file__).resolve().parents[3] / "seeds/eval/003.txt"

#: More than one page of results: eleven releases of one ministry, a month apart.
HYDROGEN = 11

#: A ministry and a topic have a feed together if they have as many briefings.
FEEDS = f"  archive:\n    feeds: {{pairs: {HYDROGEN}}}\n"


def _seeds() -> dict[str, str]:
    seeds = {
        f"hydrogen-{n:02}.txt": f"---\ntitle: 수소 지원 {n}차 계획\ndate: {2019 + n // 6}-{1 + n % 6:02}-10\n---\n"
        f"기획재정부는 수소 경제를 앞당길 {n}차 지원 계획을 발표했다고 밝혔다.\n\n충전소 {n * 7}곳을 새로 짓는다.\n"
        for n in range(1, HYDROGEN + 1)
    }
    seeds["talent.txt"] = (
        "---\ntitle: 인공지능 인재 만 명 키운다\ndate: 2021-05-20\n---\n과학기술정보통신부는 인공지능 인재 양성 계획을 내놓았다고 밝혔다.\n\n"
        "대학에 <b>새 학과</b>를 만든다.\n"
    )
    seeds["letterbox.txt"] = "---\ntitle: 섬마을 우체통\n---\n섬마을 우체통에 편지가 쌓였다.\n"
    return seeds


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    new_archive: Callable[..., Path],
    briefings: Callable[..., object],
) -> Path:
    """Its site."""
    config = new_archive(
        tmp_path_factory.mktemp("search") / "archive", {**_seeds(), "untitled.txt": UNTITLED.read_bytes()}
    )
    config.write_text(config.read_text("utf-8").replace("  archive:\n", FEEDS), "utf-8")
    assert briefings("build", "-f", config).exit_code == 0  # type: ignore[attr-defined]
    return config.parent / "site"


@pytest.fixture(scope="session")
def disk(site: Path) -> str:
    """Its address on disk."""
    return f"{site.as_uri()}/"


@pytest.fixture(scope="session")
def hosted(site: Path, host_folder) -> Iterator[str]:
    """Its address on a server."""
    with host_folder(site) as address:
        yield address


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """A copy whose index lacks the articles' texts."""
    copy = tmp_path_factory.mktemp("broken") / "site"
    shutil.copytree(site, copy)
    (copy / "search/documents").rename(copy / "search/away")
    return copy


class Search:
    """The search page as a reader uses it."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.asked: list[str] = []
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(message.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url.removeprefix(root)))

    def open(self, address: str = "search.html") -> Search:
        self.page.goto(self.root + address)
        return self

    def type(self, text: str) -> None:
        self.page.locator(".bp-search__input").press_sequentially(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def settled(self, query: str, total: int) -> Search:
        """Wait until the answer to ``query`` stands on the page, and the question in its address (entered in the next task)."""
        self.page.wait_for_selector(
            f'.bp-find__hits[data-query="{query}"][data-total="{total}"]', state="attached"
        )
        self.page.evaluate("() => new Promise((next) => setTimeout(next))")
        return self

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_inner_texts()]

    @property
    def options(self) -> list[str]:
        self.page.wait_for_selector("[role=option]")
        return self.texts("[role=option]")

    @property
    def query(self) -> str:
        """What stands behind the address's question mark, decoded."""
        return str(self.page.evaluate("decodeURIComponent(location.search.replace(/\\+/g, ' '))"))

    def stored(self, name: str) -> list[str]:
        """What the browser keeps for this archive under a name: one value, if any."""
        found = (
            "([key]) => key.startsWith(name + ' ') && key.endsWith(new URL('.', document.baseURI).pathname)"
        )
        values = f"(name) => Object.entries(localStorage).filter({found}).map(([, value]) => value)"
        return list(self.page.evaluate(values, name))

    @property
    def focused(self) -> str:
        """The id of what has the focus, else its text."""
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.textContent"))


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900},
        locale="ko-KR",
        bypass_csp=True,  # what waits here evaluates
    )
    yield context
    context.close()


@pytest.fixture
def on_disk(context: BrowserContext, disk: str) -> Search:
    return Search(context.new_page(), disk)


@pytest.fixture(params=["hosted", "disk"])
def search(request: pytest.FixtureRequest, context: BrowserContext) -> Search:
    return Search(context.new_page(), request.getfixturevalue(request.param))


@pytest.fixture
def search_at(context: BrowserContext) -> Callable[[str], Search]:
    """The same, of a site at another address."""
    return lambda root: Search(context.new_page(), root)
