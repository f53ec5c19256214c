"""What holds for every archive: nothing is unreachable, no page is too long, no link is broken, and order does not matter."""

from __future__ import annotations

import posixpath
import random
import re
from collections import deque
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.catalogue.lists import LIMIT
from builder.model import Entry

Make = Callable[..., Entry]
Pages = Callable[..., dict[str, str]]
Listed = Callable[[str], list[str]]

_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")

_DAY = st.builds("{:04}-{:02}-{:02}".format, st.integers(2019, 2021), st.integers(1, 3), st.integers(1, 28))
_DATE = st.one_of(_DAY, _DAY.map(lambda day: day[:7]), _DAY.map(lambda day: day[:4]), st.none())
_ROLES = st.dictionaries(
    st.sampled_from(["msit-2017", "mosf-2008", "mofe-1998", "nts", "kcs", "gone"]),
    st.sampled_from(["lead", "joint", "involved"]),
    max_size=3,
)
_TOPICS = st.lists(st.sampled_from(["tax", "budget", "data", "gone"]), unique=True, max_size=2).map(tuple)
_GROUP = st.tuples(
    st.sampled_from([1, 2, 3, 199, 200, 201, 401]),
    _DATE,
    _ROLES,
    _TOPICS,
    st.sampled_from(["2026-11-22", "2026-12-01"]),
)


def _entries(
    groups: list[tuple[int, str | None, dict[str, str], tuple[str, ...], str]], entry: Make
) -> list[Entry]:
    return [
        entry(f"g{group:02}n{number:04}", date, roles, topics=topics, added=added)
        for group, (count, date, roles, topics, added) in enumerate(groups)
        for number in range(count)
    ]


def _targets(path: str, text: str) -> set[str]:
    """The pages that ``text`` links to; a link to its own headings leads to itself."""
    files = (re.split("[#?]", link)[0] for link in _LINK.findall(text))
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path for file in files
    }


def _clicks(pages: dict[str, str]) -> dict[str, int]:
    """How many clicks from home each path is away."""
    away, waiting = {"index.md": 0}, deque(["index.md"])
    while waiting:
        path = waiting.popleft()
        for target in _targets(path, pages.get(path, "")):
            if target not in away:
                away[target] = away[path] + 1
                waiting.append(target)
    return away


def _check(pages: dict[str, str], entries: list[Entry], listed: Listed, clicks: int) -> None:
    articles = {f"briefings/{entry.id}.md" for entry in entries}
    away = _clicks(pages)
    assert set(away) == set(pages) | articles, (
        "a link leads nowhere, or a page or an article cannot be reached"
    )
    assert max((away[path] for path in articles), default=0) <= clicks
    assert max(len(listed(text)) for text in pages.values()) <= LIMIT
    by_date = {
        article
        for path, text in pages.items()
        if path.startswith(("years/", "undated"))
        for article in listed(text)
    }
    assert by_date == {entry.id for entry in entries}
    for path, text in pages.items():
        crumbs = re.findall(r"^ +path: (.+)$", text.split("---\n")[1], re.MULTILINE)
        assert (path == "index.md") != bool(crumbs), (
            f"{path}: home has no breadcrumb, every other page has one"
        )
        assert set(crumbs) <= set(pages), f"{path}: the breadcrumb leads nowhere"


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(groups=st.lists(_GROUP, max_size=6), seed=st.integers(0, 9))
def test_every_archive_is_whole(groups: Any, seed: int, entry: Make, pages: Pages, listed: Listed) -> None:
    entries = _entries(groups, entry)
    made = pages(*entries)
    _check(made, entries, listed, clicks=5)
    random.Random(seed).shuffle(entries)
    assert pages(*entries) == made


@settings(deadline=None, max_examples=60)
@given(groups=st.lists(_GROUP.map(lambda group: (1, *group[1:])), max_size=12))
def test_in_a_small_archive_every_article_is_three_clicks_away(
    groups: Any, entry: Make, pages: Pages, listed: Listed
) -> None:
    entries = _entries(groups, entry)
    _check(pages(*entries), entries, listed, clicks=3)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(groups=st.lists(_GROUP, max_size=4), more=st.lists(_GROUP, min_size=1, max_size=3))
def test_an_address_lives_on_when_articles_are_added(
    groups: Any, more: Any, entry: Make, pages: Pages
) -> None:
    before, after = pages(*_entries(groups, entry)), pages(*_entries([*groups, *more], entry))
    assert set(before) <= set(after)


def test_a_flood_in_one_month_and_thousands_undated(entry: Make, pages: Pages, listed: Listed) -> None:
    flood = _entries(
        [(1380, "2026-07-10", {"msit-2017": "lead", "nts": "involved"}, ("data",), "2026-11-22")], entry
    )
    undated = _entries(
        [(1, "2020-01-01", {}, (), "2026-11-22"), (3000, None, {"nts": "lead"}, ("tax",), "2026-11-22")],
        entry,
    )[1:]
    made = pages(*flood, *undated)
    _check(made, [*flood, *undated], listed, clicks=5)
    assert len([path for path in made if path.startswith("years/2026-07-p")]) == 7
    assert len([path for path in made if path.startswith("undated-p")]) == 15
    assert len(listed(made["years/2026-07-p7.md"])) == 180
    for path in (
        "ministries/msit-2017/2026-07-p7.md",
        "ministries/nts/undated-p15.md",
        "ministries/nts/involved-2026-07-p7.md",
        "topics/tax/undated-p1.md",
    ):
        assert path in made
