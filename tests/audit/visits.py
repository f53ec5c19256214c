"""The browser, and the ways a page is opened: hosted or from disk, light or dark, wide or narrow, with and without scripts."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.audit.archives import SITE_URL
from tests.audit.model import Archive, Case

WIDE, NARROW = 1280, 360
_HOST, _PATH = str(urlsplit(SITE_URL).hostname), urlsplit(SITE_URL).path
# The rest is what keeps Chromium itself from asking other hosts.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str:
    """Where Chromium is; SystemExit where it is not."""
    return shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("chromium is not installed")


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host as others are: the site under a sub-path, 404.html for what is missing."""

    def log_message(self, *args: object) -> None:
        pass

    def translate_path(self, path: str) -> str:
        return (
            super().translate_path("/" + path.removeprefix(_PATH))
            if path.startswith(_PATH)
            else str(Path(self.directory) / "not-below-the-sub-path")
        )

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@contextmanager
def host(folder: Path) -> Iterator[int]:
    """Serve a site on this computer; gives the port."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Host, directory=str(folder))
    )
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def resolver_rule(port: int) -> str:
    """The flag by which the browser finds ``SITE_URL`` on this computer."""
    return f"--host-resolver-rules=MAP {_HOST}:80 127.0.0.1:{port}"


@dataclass(frozen=True, slots=True)
class Visits:
    """Opens the pages of one archive."""

    browser: Browser
    archive: Archive

    def address(self, case: Case, *, disk: bool = False) -> str:
        """Where the page of a kind is."""
        return (f"{self.archive.disk.resolve().as_uri()}/" if disk else SITE_URL) + case.path

    @contextmanager
    def page(
        self,
        *,
        width: int = WIDE,
        height: int = 900,
        javascript: bool = True,
        policy: bool = False,
        **media: Any,
    ) -> Iterator[Page]:
        """A page of a browser that knows nothing yet; with ``policy`` it obeys what pages say may run in them."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            bypass_csp=not policy,  # tools such as axe run scripts of their own
            **media,
        )
        context.set_default_timeout(20_000)
        try:
            yield context.new_page()
        finally:
            context.close()

    def go(self, page: Page, case: Case, *, disk: bool = False) -> bool:
        """Open a page, wait until it is quiet, and bring it into the state that its kind stands for; whether that came about."""
        page.goto(self.address(case, disk=disk))
        page.wait_for_load_state("networkidle")
        try:
            if case.prepare:
                PREPARATIONS[case.prepare](page, case)
        except BrowserError:
            return False
        return True


@contextmanager
def visits(archive: Archive) -> Iterator[Visits]:
    """A browser for one archive, and a host for its site."""
    with host(archive.hosted) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, resolver_rule(port)]
        )
        try:
            yield Visits(browser, archive)
        finally:
            browser.close()


# ------------------------------------------------------------------------------------------------------------- preparations


def _wait_for_results(page: Page, _: Case) -> None:
    """Until the search says how much it found. Without scripts it never does."""
    said = page.locator("main [role=status]").filter(has_text=re.compile(r"\S"))
    said.first.wait_for(state="attached")


def _keep_a_search(page: Page, case: Case) -> None:
    _wait_for_results(page, case)
    page.click(".bp-find__keep")
    page.goto(page.url.partition("?")[0])
    page.wait_for_selector(".bp-find__kept a")


def _type_into_box(page: Page, case: Case) -> None:
    box = page.locator("header input[type=search]:visible, header [role=combobox]:visible").first
    box.click()
    box.press_sequentially(case.typed)
    page.wait_for_selector("[role=listbox] [role=option]:visible")


PREPARATIONS: Mapping[str, Callable[[Page, Case], None]] = MappingProxyType(
    {
        "wait_for_results": _wait_for_results,
        "keep_a_search": _keep_a_search,
        "type_into_box": _type_into_box,
    }
)

__all__ = [
    "CHROMIUM_FLAGS",
    "NARROW",
    "PREPARATIONS",
    "WIDE",
    "Page",
    "Route",
    "Visits",
    "chromium_path",
    "host",
    "resolver_rule",
    "visits",
]
