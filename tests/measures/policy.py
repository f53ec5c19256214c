"""What pages load, run and say, on every kind of page of an archive that is built: ``python -m tests.measures.policy ARCHIVE``.

With the headers of a host and from disk: violations of the policy, messages on the console, requests elsewhere, cookies.
The test of the policy looks at the kinds that its small archive has; this at all that an archive at hand has, volumes,
changed and withdrawn articles, redirects and the parts of lists among them.
"""

from __future__ import annotations

import shutil
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import click
from playwright.sync_api import BrowserContext, sync_playwright

from builder.pages.page import Page
from builder.pages.store import read_pages
from builder.pages.values import Meta
from builder.permanence.ledger import address_of
from tests.publish.test_content_policy import TELL, headers_of


def addresses(archive: Path) -> dict[str, str]:
    """A page of each kind → its address."""
    found = {"not found": "404.html", "search": f"search.html?q={quote('정책')}"}
    read, _ = read_pages(archive / "docs")
    for page in read:
        found.setdefault(
            _kind(page) if isinstance(page, Page) else _list_kind(page.meta), address_of(page.path)
        )
    for bound in sorted((archive / "site/volumes").rglob("*.html"))[:1]:
        found["volume"] = bound.relative_to(archive / "site").as_posix()
    return found


def _kind(page: Page) -> str:
    said = page.record
    state = (
        "withdrawn"
        if said.withdrawn
        else "changed"
        if said.changed
        else "with files"
        if said.attachments
        else ""
    )
    return f"article {state or said.kind}"


def _list_kind(meta: Meta) -> str:
    state = "moved" if meta.get("moved_to") else "retired" if meta.get("retired") else ""
    return f"{meta.get('kind')} {state}".strip()


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """The site with the headers that a host sends."""
    sent = headers_of(site)

    class Host(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in sent.items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def visited(context: BrowserContext, root: str, kinds: dict[str, str]) -> Counter[str]:
    """How many pages were opened, and what was heard of them."""
    found: Counter[str] = Counter(pages=len(kinds), heard=0)
    page = context.new_page()
    page.add_init_script(TELL)

    def hear(what: str) -> None:
        found["heard"] += 1
        click.echo(f"{page.url}: {what}")

    page.on("console", lambda message: hear(message.text))
    page.on("pageerror", lambda error: hear(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((root, "data:")) else hear(asked.url))
    for address in kinds.values():
        page.goto(root + address)
        page.wait_for_load_state("networkidle")
    found["cookies"] = len(context.cookies())
    return found


def main(archive: Path) -> None:
    kinds, site = addresses(archive), archive / "site"
    with sync_playwright() as playwright, hosted(site) as host:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, root in (("hosted", host), ("from disk", f"{site.resolve().as_uri()}/")):
            click.echo(f"{name}: {dict(visited(browser.new_context(), root, kinds))}")
        click.echo(", ".join(sorted(kinds)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
