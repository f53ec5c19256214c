"""Names that every system can unpack."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from builder.publish.bundle.names import archive_slug, name_problems
from builder.settings import Site, is_slug


@pytest.mark.parametrize(
    ("name", "url", "own", "slug"),
    [
        ("정책 브리핑 아카이브", None, None, "archive"),
        ("정책 브리핑 아카이브", "https://example.org/policy_2026/", None, "policy-2026"),
        ("정책 브리핑 아카이브", "https://www.Example.org/", None, "example-org"),
        ("AI 정책 자료실", None, None, "archive"),
        ("Policy Briefings (2026)", "https://example.org/x/", None, "policy-briefings-2026"),
        ("Policy Briefings", None, "our-own", "our-own"),
        ("...", None, None, "archive"),
        ("x" * 60, None, None, "x" * 40),
        ("정책", "https://자료실.kr/", None, "kr"),
    ],
)
def test_the_archives_ascii_name(name: str, url: str | None, own: str | None, slug: str) -> None:
    archive: Any = SimpleNamespace(site=Site(name, ""), site_url=url, slug=own)
    assert archive_slug(archive) == slug
    assert is_slug(slug)


@pytest.mark.parametrize("text", ["", "-a", "a-", "A", "정책", "a b", "a/b", "..", "x" * 41, "a\n"])
def test_what_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("path", "part_of_message"),
    [
        ("guide/정책.pdf", r"'\uc815', '\ucc45'"),
        ("guide/cafe\u0301.html", r"'\u0301'"),
        ("a:b.html", "':'"),
        ("what?.html", "'?'"),
        ("line\nbreak.html", r"'\n'"),
        ("dot./index.html", "full stop"),
        ("x" * 93, "101 characters"),
    ],
)
def test_names_some_system_cannot_unpack_are_refused_by_name(path: str, part_of_message: str) -> None:
    (found,) = name_problems(["index.html", path], "archive")
    assert (found.code, found.path) == ("E311", path)
    assert part_of_message in found.message


def test_a_hundred_characters_fit() -> None:
    assert (
        name_problems(
            ["x" * 92, "assets/main.57a0d79d.min.css", "briefings/k7f3q9x2mt.html", "a b (1).pdf"], "archive"
        )
        == ()
    )
