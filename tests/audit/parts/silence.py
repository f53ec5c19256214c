"""No request to another host, no cookie, no message on the console, nothing missing: on every page, hosted and from disk."""

from __future__ import annotations

from typing import Any

from tests.audit.archives import SITE_URL
from tests.audit.model import Case, Outcome, Work
from tests.audit.visits import Page, Visits, visits


def run(work: Work) -> Outcome:
    """Every page kind is opened, unfolded and scrolled to its end; what the browser says meanwhile is a finding."""
    outcome = Outcome()
    with visits(work.archive) as browser:
        for disk in (False, True):
            with browser.page(policy=True) as page:
                _listen(outcome, browser, page, work.cases, disk)
    return outcome


def _given_up(request: Any) -> bool:
    """The icon of a page that was left: one that is missing would be a message on the console."""
    return request.url.endswith("/favicon.svg") and str(request.failure) == "net::ERR_ABORTED"


def _listen(outcome: Outcome, browser: Visits, page: Page, cases: tuple[Case, ...], disk: bool) -> None:
    root = f"{browser.archive.disk.resolve().as_uri()}/" if disk else SITE_URL
    heard: list[tuple[str, str]] = []
    page.on("console", lambda message: heard.append((f"console-{message.type}", message.text)))
    page.on("pageerror", lambda error: heard.append(("script-error", str(error))))
    page.on(
        "requestfailed",
        lambda request: (
            None
            if _given_up(request)
            else heard.append(("request-failed", f"{request.url} {request.failure}"))
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((root, "data:", "blob:"))
            else heard.append(("other-host", request.url))
        ),
    )
    for case in cases:
        ready = browser.go(page, case, disk=disk)
        page.evaluate(
            "document.querySelectorAll('details').forEach((one) => { one.open = true }); scrollTo(0, document.body.scrollHeight)"
        )
        page.wait_for_load_state("networkidle")
        cookies = ", ".join(str(cookie.get("name")) for cookie in page.context.cookies())
        name = f"{case.kind} {'disk' if disk else 'hosted'}"
        outcome.check(name, "not-ready", what=f"it never comes to `{case.prepare}`", fails=not ready)
        outcome.check(name, "cookies", what=cookies, fails=bool(cookies))
        outcome.check(name, "silent", fails=False)
        for rule, text in heard:
            outcome.check(name, rule, what=text, fails=True)
        heard.clear()
