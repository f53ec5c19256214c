"""A published address never dies."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import host
from builder.pages.page import IndexPage
from builder.permanence.former import Planned, former_pages
from builder.permanence.ledger import (
    LEDGER,
    PUBLISHED,
    Ledger,
    add,
    address_of,
    ledger_text,
    lost_addresses,
    read_ledger,
    record,
    shortened,
    unrecorded,
    whole_ledger,
)
from builder.prose.front_matter import parse_page
from builder.registry import Registry

SCAFFOLD = Path(host.__file__).parent / "scaffold"
_ADDRESSES = st.lists(st.from_regex(r"[a-z0-9]{1,5}(/[a-z0-9-]{1,5})?\.html", fullmatch=True))


@given(_ADDRESSES)
def test_the_ledger_comes_back_sorted_and_single(
    tmp_path_factory: pytest.TempPathFactory, addresses: list[str]
) -> None:
    docs = tmp_path_factory.mktemp("docs")
    ledger = Ledger(frozenset(addresses), frozenset(addresses[:2]))
    (docs / LEDGER).write_bytes(ledger_text(ledger).encode())
    again = read_ledger(docs / LEDGER)
    assert (again.living, again.discarded) == (ledger.living, ledger.discarded)
    assert ledger_text(again) == ledger_text(ledger)


def test_an_absent_ledger_is_empty_and_a_conflicted_one_loses_nothing(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / LEDGER) == Ledger()
    (tmp_path / LEDGER).write_bytes(
        b"\xef\xbb\xbf# c\r\n<<<<<<< ours\r\na.html\r\n=======\r\nb/c.html\r\n>>>>>>> theirs\r\n\r\n"
    )
    assert read_ledger(tmp_path / LEDGER).living == {"a.html", "b/c.html"}


def test_lost_addresses() -> None:
    ledger = Ledger(
        frozenset({"index.html", "briefings/aa.html", "briefings/bb.html", "x.csv"}),
        discarded=frozenset({"briefings/bb.html"}),
    )
    lost = lost_addresses(ledger, ["index.md", "x.csv"])
    assert [(found.code, found.path) for found in lost] == [("E304", "briefings/aa.md")]
    assert lost_addresses(Ledger(frozenset({"a.html"})), ["a.md"]) == ()
    assert address_of("years/2020.md") == "years/2020.html"


def test_a_shortened_ledger_is_noticed_and_mended_from_the_site(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    for folder in (docs, site):
        folder.mkdir()
    (site / PUBLISHED).write_bytes(ledger_text(Ledger(frozenset({"a.html", "b.html", "c.html"}))).encode())
    (docs / LEDGER).write_bytes(b"a.html\n- c.html\n")
    (found,) = shortened(docs, site)
    assert (found.code, found.message.endswith(": 1, b.html among them")) == ("N128", True)
    assert whole_ledger(docs, site).living == {"a.html", "b.html"}
    assert record(docs, site) == 2  # c.html was published again
    assert (docs / LEDGER).read_text("utf-8").splitlines()[1:] == ["a.html", "b.html", "c.html"]
    assert shortened(docs, site) == ()
    assert record(docs, site) == 0


def test_an_archive_older_than_its_ledger_gets_one(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    docs.mkdir()
    site.mkdir()
    paths = ["index.md", "briefings/aa.md"]
    addresses = unrecorded(docs, site, paths)
    assert addresses == {"index.html", "briefings/aa.html"}
    add(docs, addresses)
    assert read_ledger(docs / LEDGER).living == addresses
    (site / "b.html").touch()
    assert unrecorded(docs, site, [*paths, "b.md", "c.md"]) == {"b.html"}  # c was never published


def test_the_ledgers_of_two_branches_lose_no_line_when_they_are_merged(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        named = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(*addresses: str) -> None:
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / LEDGER).write_text(ledger_text(Ledger(frozenset(addresses))), "utf-8")
        git("add", "-A")
        git("commit", "-m", "x")

    git("init")
    shutil.copy(SCAFFOLD / "gitattributes", tmp_path / ".gitattributes")
    commit("m.html")
    git("checkout", "-b", "other")
    commit("m.html", "n.html")
    git("checkout", "main")
    commit("m.html", "o.html")
    git("merge", "other")
    assert read_ledger(tmp_path / "docs" / LEDGER).living == {"m.html", "n.html", "o.html"}


def index_page(path: str, *parents: tuple[str, str], **more: object) -> IndexPage:
    crumbs = [{"title": title, "path": place} for title, place in parents]
    return IndexPage(
        path,
        {
            "title": "국세청",
            "kind": "ministry",
            "count": 3,
            "parents": crumbs,
            **more,
            "generated": {"page": "0"},
        },
        "- 하나\n",
    )


def test_an_index_page_with_nothing_left_stays_and_leads_up(registry: Registry) -> None:
    page = index_page(
        "ministries/nts.md", ("홈", "index.md"), ("부처", "ministries/index.md"), intro="머리말이다."
    )
    (retired,) = former_pages(
        [page, index_page("index.md")], Planned({"index.md", "ministries/index.md"}), registry
    )
    assert retired.path == "ministries/nts.md"
    parsed = parse_page(retired.text)
    assert not isinstance(parsed, str)
    meta, body = parsed
    assert (meta["title"], meta["count"], meta["retired"]) == ("국세청", 0, True)
    assert body == f"머리말이다.\n\n{registry.labels['retired.note']} [부처](index.md)\n"
    # retired once more, it is the same
    again = [IndexPage(retired.path, meta, body)]
    assert former_pages(again, Planned({"index.md", "ministries/index.md"}), registry) == (retired,)


def test_parents_that_went_are_passed_over(registry: Registry) -> None:
    page = index_page("years/2020/x.md", ("홈", "index.md"), ("연도", "years/index.md"))
    (retired,) = former_pages([page], Planned({"index.md"}), registry)
    assert "(../../index.md)" in retired.text
    (retired,) = former_pages([index_page("years/2020.md", parents="?")], Planned({"index.md"}), registry)
    assert "(../index.md)" in retired.text


def test_a_retired_parent_still_stands(registry: Registry) -> None:
    pages = [
        index_page("topics/a.md", ("홈", "index.md")),
        index_page("topics/a/2020.md", ("a", "topics/a.md")),
    ]
    files = {file.path: file.text for file in former_pages(pages, Planned({"index.md"}), registry)}
    assert "(../a.md)" in files["topics/a/2020.md"]
