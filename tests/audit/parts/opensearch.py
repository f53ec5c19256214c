"""The search's description is found by Chromium: after a visit of home the browser holds the archive among its search engines.

Chromium keeps such a search for a host alone, so the archive is visited at the root of one.
"""

from __future__ import annotations

import functools
import http.server
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.audit.archives import SITE_URL
from tests.audit.model import Outcome, Work
from tests.audit.visits import CHROMIUM_FLAGS, chromium_path, resolver_rule

#: Of what Playwright asks of a browser: what keeps it from keeping anything.
_UNASKED = ["--headless", "--disable-background-networking", "--disable-features", "--enable-automation"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def run(work: Work) -> Outcome:
    """One search engine, with the archive's name and the address of its search."""
    outcome = Outcome(looked_at=["index.html"])
    found = _engines(work.archive.hosted)
    expected = f"{SITE_URL}search.html?q={{searchTerms}}"
    outcome.check(
        "index.html", "opensearch", what=f"{found}, expected {expected}", fails=expected not in found
    )
    return outcome


def _engines(site: Path) -> list[str]:
    """The addresses of the search engines that a browser knows after a visit."""
    with tempfile.TemporaryDirectory() as profile:
        with _at_root(site) as port, sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                profile,
                executable_path=chromium_path(),
                args=["--headless=new", *_flags(), resolver_rule(port)],
                ignore_default_args=_UNASKED,
            )
            page = context.new_page()
            page.goto(f"http://{urlsplit(SITE_URL).hostname}/")
            page.wait_for_timeout(3_000)  # the browser reads the description beside the page
            context.close()
        with closing(sqlite3.connect(Path(profile) / "Default" / "Web Data")) as database:
            return [url for (url,) in database.execute("SELECT url FROM keywords")]


def _flags() -> list[str]:
    return [flag for flag in CHROMIUM_FLAGS if flag not in _UNASKED]


@contextmanager
def _at_root(site: Path) -> Iterator[int]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
