"""What `check` refuses is not published: one judgement, without rendering every page for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from builder.checks.before_publishing import _SIGN
from builder.checks.docs_page import DocsPage, page_of_text
from builder.checks.html import converter
from builder.checks.safe_html import unsafe_parts
from builder.settings import MarkdownSettings

SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n"
CONVERT = converter(MarkdownSettings(("toc", "tables", "fenced_code", "sane_lists"), {}))


@pytest.mark.parametrize(
    ("place", "old", "new", "code"),
    [
        ("article", "", "\n<script>alert(1)</script>\n", "E305"),
        ("article", "", "\n[글](javascript:alert%281%29)\n", "E305"),
        ("article", "title: ", "template: 404.html\ntitle: ", "E301"),
        ("years/index.md", "title: ", "intro: <iframe src=x></iframe>\ntitle: ", "E305"),
        ("mine.md", "", "---\ntitle: 내 쪽\n---\n\n<img src=x onerror=alert(1)>\n", "E305"),
        ("mine.md", "", "---\ntitle: [\n---\n", "E203"),
        ("mine.md", "", "---\ntitle: 내 쪽\n---\n\n글.\n\n" + "[" * 20_000, "E314"),
        ("article", "", "\n" + "[a](" * 20_000, "E314"),
        ("index.md", "", "---\ntitle: 내 첫 화면\n---\n<script></script>\n", "E305"),
    ],
)
def test_nothing_is_published(
    new_archive: Callable[..., Path],
    briefings: Callable[..., Result],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    old: str,
    new: str,
    code: str,
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    docs = config.parent / "docs"
    briefings("build", "--no-site", "-f", config)
    file = next((docs / "briefings").glob("*.md")) if place == "article" else docs / place
    before = file.read_text("utf-8") if file.exists() and place != "index.md" else ""
    file.write_text(before.replace(old, new, 1) if old else before + new, "utf-8")
    monkeypatch.setattr("builder.run.whole.publish_read", lambda *_: pytest.fail("it was published"))
    result = briefings("build", "-f", config)
    assert (result.exit_code, code in result.stderr) == (1, True), result.stderr
    refused = briefings("check", "-f", config)
    assert code in refused.stderr


@pytest.mark.parametrize("body", ["\\[" * 2_000, "[a](b)\n" * 2_000, "[" * 299 + "\n\n" + "[" * 299])
def test_brackets_that_are_closed_escaped_or_few_are_no_problem(body: str) -> None:
    assert isinstance(page_of_text("mine.md", f"---\ntitle: 내 쪽\n---\n\n{body}"), DocsPage)


@given(st.text("<>pa/![]()\\:*_`#&;-|~ \n\t1가\"'={}^.", max_size=60))
def test_markdown_without_a_sign_of_it_never_becomes_unsafe_html(text: str) -> None:
    if not _SIGN.search(text):
        assert unsafe_parts(CONVERT(text)) == ()
