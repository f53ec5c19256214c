"""Which page a seed belongs to: renamed, moved, re-collected, its path or address used for another article."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.article_id import is_id
from builder.model import Seed
from builder.pages.identity import match_seeds
from builder.pages.known import KnownPage, known_page
from builder.pages.likeness import text_hash
from builder.pages.new_id import new_id
from builder.pages.page import Page, page_path

MakeSeed = Callable[..., Seed]
MakePage = Callable[..., Page]

_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"


def article(number: int, paragraphs: int = 6) -> str:
    """An article of its own: words drawn by lot, no two numbers alike."""
    lot = random.Random(number)
    return "\n".join(
        " ".join("".join(lot.choices(_SYLLABLES, k=lot.randint(2, 5))) for _ in range(lot.randint(12, 20)))
        + "."
        for _ in range(paragraphs)
    )


def recollected(text: str, share: float, seed: int = 0) -> str:
    """The article with that share of its paragraphs changed for others, and a portal's furniture around it."""
    lines = text.split("\n")
    for place in random.Random(seed).sample(range(len(lines)), round(share * len(lines))):
        lines[place] = article(900 + place, 1)
    return "\n".join(["기사 스크랩", "-", *lines, "많이 본 기사", article(990, 1)])


def page_of(seed: Seed, page_id: str, **more: Any) -> KnownPage:
    given_: dict[str, Any] = {
        "id": page_id,
        "path": f"briefings/{page_id}.md",
        "url": seed.supplied.url,
        "file": seed.path,
        "sha256": seed.sha256,
        "text_hash": text_hash(seed),
        "headline": None,
        "text": lambda: "\n\n".join(line.text for line in seed.lines),
    }
    return KnownPage(**{**given_, **more})


def ids(
    seeds: Sequence[Seed], pages: Sequence[KnownPage] = ()
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    assignments, problems = match_seeds(seeds, pages)
    return {a.seed.path: a.page_id for a in assignments}, [(found.code, found.path) for found in problems]


# --------------------------------------------------------------------------------------------------------------------- the id


@given(st.binary(min_size=32, max_size=32))
def test_a_new_id_has_its_form_and_is_always_the_same(digest: bytes) -> None:
    found = new_id(digest.hex())
    assert len(found) == 10
    assert found[0].isalpha()
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert is_id(found)
    assert new_id(digest.hex()) == found
    assert new_id(digest.hex(), {found}) != found


def test_ids_begin_with_a_letter_where_the_digest_begins_with_a_digit() -> None:
    """0xff… is 7777… in base 32: no window begins with a letter, so the digest is hashed again."""
    assert new_id("ff" * 32)[0].isalpha()
    assert new_id("d0" + "00" * 31).startswith("a")


def test_many_taken_ids_lead_to_ever_new_ones() -> None:
    taken: set[str] = set()
    for _ in range(50):
        taken.add(new_id("ab" * 32, taken))
    assert len(taken) == 50


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "a",
        "1abc",
        "A",
        "Abc",
        "ab_c",
        "../x",
        "a/b",
        "a.b",
        "con",
        "nul",
        "com1",
        "index",
        "가나",
        "a" * 65,
        "ab\n",
        "ab\0",
    ],
)
def test_what_is_no_id_never_becomes_a_path(bad: str) -> None:
    assert not is_id(bad)
    with pytest.raises(ValueError, match="not an id"):
        page_path(bad)


@given(st.text(st.sampled_from("ab-./\\~:\0\n con가é%"), max_size=12))
def test_fuzzed_ids_never_leave_the_folder(text: str) -> None:
    if is_id(text):
        assert Path("/docs", page_path(text)).resolve().parent == Path("/docs/briefings")


# ------------------------------------------------------------------------------------------------------------- first and later


def test_new_seeds_get_the_id_of_their_text(make_seed: MakeSeed) -> None:
    one, two = make_seed("a.txt", article(1)), make_seed("b/b.txt", article(2))
    assert ids([one, two]) == ({"a.txt": new_id(one.sha256), "b/b.txt": new_id(two.sha256)}, [])


def test_a_supplied_id_is_the_pages(make_seed: MakeSeed) -> None:
    assert ids([make_seed("a.txt", article(1), id="my-article")]) == ({"a.txt": "my-article"}, [])


def test_an_ill_formed_supplied_id_is_reported_and_not_used(make_seed: MakeSeed) -> None:
    seed = make_seed("a.txt", article(1), id="../../etc/passwd")
    assert ids([seed]) == ({"a.txt": new_id(seed.sha256)}, [("E112", "a.txt")])


def test_an_id_taken_by_a_different_article_is_not_given_twice(make_seed: MakeSeed) -> None:
    seed, other = make_seed("a.txt", article(1)), make_seed("z.txt", article(2))
    page = page_of(other, new_id(seed.sha256))
    supplied = make_seed("b.txt", article(3), id=new_id(other.sha256))
    found, _ = ids([seed, other, supplied], [page])
    assert found["z.txt"] == page.id
    assert found["b.txt"] == new_id(other.sha256)
    assert len(set(found.values())) == 3


def test_renamed_and_moved(make_seed: MakeSeed) -> None:
    page = page_of(make_seed("a.txt", article(1)), "aaaaaaaaaa")
    assert ids([make_seed("2020/new-name.txt", article(1))], [page]) == (
        {"2020/new-name.txt": "aaaaaaaaaa"},
        [],
    )


def test_moved_and_given_a_header(make_seed: MakeSeed) -> None:
    page = page_of(make_seed("a.txt", article(1)), "aaaaaaaaaa")
    seed = make_seed("b.txt", f"{article(1)}  \n", title="제목", url="https://example.org/1")
    assert seed.sha256 != page.sha256
    assert ids([seed], [page]) == ({"b.txt": "aaaaaaaaaa"}, [])


@pytest.mark.parametrize("share", [0, 0.17, 0.34])
def test_recollected_at_the_same_path(share: float, make_seed: MakeSeed) -> None:
    page = page_of(make_seed("a.txt", article(1)), "aaaaaaaaaa")
    assert ids([make_seed("a.txt", recollected(article(1), share))], [page]) == ({"a.txt": "aaaaaaaaaa"}, [])


def test_recollected_moved_and_changed_under_the_same_url(make_seed: MakeSeed) -> None:
    page = page_of(make_seed("a.txt", article(1), url="https://example.org/1"), "aaaaaaaaaa")
    seed = make_seed("elsewhere/x.txt", recollected(article(1), 0.34), url="https://example.org/1")
    assert ids([seed], [page]) == ({"elsewhere/x.txt": "aaaaaaaaaa"}, [])


def test_a_headline_that_still_stands_lets_more_be_changed(make_seed: MakeSeed) -> None:
    old = make_seed("a.txt", f"청년 일자리 대책 발표\n{article(1, 10)}")
    new = make_seed("a.txt", f"청년 일자리 대책 발표\n{recollected(article(1, 10), 0.6)}")
    assert ids([new], [page_of(old, "aaaaaaaaaa", headline="청년 일자리 대책 발표")]) == (
        {"a.txt": "aaaaaaaaaa"},
        [],
    )
    assert ids([new], [page_of(old, "aaaaaaaaaa")])[1] == [("N108", "a.txt")]


@pytest.mark.parametrize("key", ["path", "url"])
def test_another_article_under_a_known_path_or_url(key: str, make_seed: MakeSeed) -> None:
    url = {"url": "https://example.org/latest"} if key == "url" else {}
    old = page_of(make_seed("a.txt", article(1), **url), "aaaaaaaaaa")
    seed = make_seed("a.txt" if key == "path" else "b.txt", article(2), **url)
    found, problems = ids([seed], [old])
    assert found == {seed.path: new_id(seed.sha256)}
    assert problems == [("N108", seed.path)]
    # and it stays so in every later build
    assert ids([seed], [old, page_of(seed, found[seed.path])]) == (found, problems)


def test_files_that_swap_names_keep_their_pages(make_seed: MakeSeed) -> None:
    """Even where the articles are nearly one: versions of a release."""
    one, two = article(1), recollected(article(1), 0.17)
    pages = [page_of(make_seed("a.txt", one), "aaaaaaaaaa"), page_of(make_seed("b.txt", two), "bbbbbbbbbb")]
    assert ids([make_seed("a.txt", two), make_seed("b.txt", one)], pages) == (
        {"a.txt": "bbbbbbbbbb", "b.txt": "aaaaaaaaaa"},
        [],
    )


def test_a_vanished_seed(make_seed: MakeSeed) -> None:
    page = page_of(make_seed("a.txt", article(1)), "aaaaaaaaaa")
    assert ids([], [page]) == ({}, [("N107", "briefings/aaaaaaaaaa.md")])


def test_the_first_text_of_a_recollected_page_comes_back(make_seed: MakeSeed) -> None:
    first, later = make_seed("a.txt", article(1)), make_seed("a.txt", recollected(article(1), 0.34))
    page = page_of(later, new_id(first.sha256))
    assert ids([make_seed("other.txt", article(1))], [page]) == ({"other.txt": page.id}, [])


def test_names_in_either_unicode_form_are_one_path(make_seed: MakeSeed) -> None:
    page = page_of(make_seed("보도.txt", article(1)), "aaaaaaaaaa")
    decomposed = unicodedata.normalize("NFD", "보도.txt")
    assert decomposed != "보도.txt"
    seed = make_seed(decomposed, recollected(article(1), 0.17))
    assert ids([seed], [page])[0] == {decomposed: "aaaaaaaaaa"}


# -------------------------------------------------------------------------------------------------------- seeds and their rivals


def test_two_seeds_of_one_text(make_seed: MakeSeed) -> None:
    seeds = [make_seed("b.txt", article(1), title="제목"), make_seed("a.txt", article(1))]
    assert ids(seeds) == ({"a.txt": new_id(seeds[1].sha256)}, [("N106", "b.txt")])


def test_two_texts_of_one_supplied_id(make_seed: MakeSeed) -> None:
    seeds = [make_seed("a.txt", article(1), id="one-id"), make_seed("b.txt", article(2), id="one-id")]
    assert ids(seeds) == ({"a.txt": "one-id"}, [("E202", "b.txt")])
    assert ids(seeds, [page_of(seeds[1], "one-id")]) == ({"b.txt": "one-id"}, [("E202", "a.txt")])


def test_two_versions_under_one_url(make_seed: MakeSeed) -> None:
    url = "https://example.org/1"
    seeds = [
        make_seed("a.txt", article(1), url=url),
        make_seed("b.txt", recollected(article(1), 0.17), url=url),
    ]
    assert ids(seeds) == ({"a.txt": new_id(seeds[0].sha256)}, [("E202", "b.txt")])
    assert ids(seeds, [page_of(seeds[1], "aaaaaaaaaa")])[1] == [("E202", "a.txt")]


def test_two_articles_under_one_url_are_two_pages(make_seed: MakeSeed) -> None:
    url = "https://example.org/list"
    seeds = [make_seed("a.txt", article(1), url=url), make_seed("b.txt", article(2), url=url)]
    found, problems = ids(seeds)
    assert (len(set(found.values())), problems) == (2, [])
    pages = [page_of(seed, found[seed.path]) for seed in seeds]
    assert ids(seeds, pages) == (found, [])


def test_a_supplied_id_does_not_move_a_page(make_seed: MakeSeed) -> None:
    page = page_of(make_seed("a.txt", article(1)), "aaaaaaaaaa")
    assert ids([make_seed("a.txt", article(1), id="new-name")], [page]) == (
        {"a.txt": "aaaaaaaaaa"},
        [("N110", "a.txt")],
    )


def test_the_supplied_id_beats_path_and_text(make_seed: MakeSeed) -> None:
    one, two = make_seed("a.txt", article(1)), make_seed("b.txt", recollected(article(1), 0.3))
    seed = make_seed("a.txt", article(1), id="bbbbbbbbbb")
    found, _ = ids([seed], [page_of(one, "aaaaaaaaaa"), page_of(two, "bbbbbbbbbb")])
    assert found == {"a.txt": "bbbbbbbbbb"}


def test_a_strangers_id_does_not_take_a_page_over(make_seed: MakeSeed) -> None:
    url = "https://example.org/1"
    owner = make_seed("a.txt", article(1), url=url)
    page = page_of(owner, "aaaaaaaaaa")
    stranger = make_seed("z.txt", article(2), id="aaaaaaaaaa", url=url)
    for seeds in ([owner, stranger], [stranger]):  # whether the page's own seed is there or not
        found, problems = ids(seeds, [page])
        assert "z.txt" not in found
        assert ("E202", "z.txt") in problems
    (told,) = match_seeds([owner, stranger], [page])[1]
    assert "briefings/aaaaaaaaaa.md" in told.message
    assert "a.txt" in told.message
    for again in (
        make_seed("a.txt", article(2), id="aaaaaaaaaa"),  # the same file
        make_seed("z.txt", recollected(article(1), 0.3), id="aaaaaaaaaa"),  # the same article
    ):
        assert ids([again], [page]) == ({again.path: "aaaaaaaaaa"}, [])


def test_an_id_beside_an_alike_text_does_not_take_a_page_over_while_its_own_seed_is_there(
    make_seed: MakeSeed,
) -> None:
    """The id is supplied, the text is alike: that is the article collected again, unless the first is there too."""
    owner = make_seed("a.txt", article(1))
    changed = make_seed("a.txt", recollected(article(1), 0.1, seed=1))
    page = page_of(owner, "aaaaaaaaaa")
    claimant = make_seed("z.txt", recollected(article(1), 0.3), id="aaaaaaaaaa")
    moved = make_seed("b.txt", article(1))
    for standing in (owner, changed, moved):
        found, problems = ids([claimant, standing], [page])
        assert found == {standing.path: "aaaaaaaaaa"}
        assert problems == [("E202", "z.txt")]


# -------------------------------------------------------------------------------------------------------------------- properties

_FATES = st.lists(
    st.sampled_from(["same", "moved", "changed", "reused", "gone", "copied", "swapped"]),
    min_size=2,
    max_size=7,
)


@settings(deadline=None, max_examples=60)
@given(fates=_FATES, shuffle=st.randoms(use_true_random=False))
def test_whatever_happens_no_page_is_lost_or_shared_and_order_does_not_matter(
    fates: list[str], shuffle: random.Random, make_seed: MakeSeed
) -> None:
    seeds: list[Seed] = []
    pages: list[KnownPage] = []
    expected: dict[str, str] = {}
    for number, fate in enumerate(fates):
        page = page_of(make_seed(f"{number}.txt", article(number)), f"page-{number}")
        path = {"moved": f"moved/{number}.txt"}.get(fate, f"{number}.txt")
        text = {"changed": recollected(article(number), 0.17), "reused": article(100 + number)}.get(
            fate, article(number)
        )
        pages.append(page)
        if fate != "gone":
            seeds.append(make_seed(path, text))
            expected[path] = new_id(seeds[-1].sha256) if fate == "reused" else page.id
        if fate == "copied":
            seeds.append(make_seed(f"z{number}.txt", text))
    assignments, problems = match_seeds(seeds, pages)
    assert {a.seed.path: a.page_id for a in assignments} == expected
    shuffle.shuffle(seeds)
    shuffle.shuffle(pages)
    assert match_seeds(seeds, pages) == (assignments, problems)
    codes = sorted(found.code for found in problems)
    assert codes == sorted(
        ["N106"] * fates.count("copied") + ["N108"] * fates.count("reused") + ["N107"] * fates.count("gone")
    )


def test_a_known_page_is_read_from_its_front_matter(make_page: MakePage) -> None:
    page = make_page(
        title_basis="stated", source={"file": "a.txt", "sha256": "1" * 64, "url": "https://example.org/1"}
    )
    known = known_page(page)
    assert (known.id, known.url, known.file, known.headline) == (
        "k7f3q9x2mt",
        "https://example.org/1",
        "a.txt",
        page.meta["title"],
    )
    assert known_page(make_page()).headline is None
    assert known_page(make_page(source=None, generated="?")).file is None


def test_different_articles_of_the_evaluation_set_are_told_apart(
    make_seed: MakeSeed, labelled: Sequence[Any]
) -> None:
    """The measured bar, held against real layouts: every text under every other's path is another article.

    A text without every fourth line is still the same article, where it is long enough to tell.
    """
    texts = [one.text for one in labelled if not one.is_html]
    for one, other in zip(texts, texts[1:] + texts[:1], strict=True):
        page = page_of(make_seed("a.txt", one), "aaaaaaaaaa")
        assert ids([make_seed("a.txt", other)], [page])[1] == [("N108", "a.txt")]
        shortened = "\n".join(line for number, line in enumerate(one.split("\n")) if number % 4)
        if len(shortened) >= 600:
            assert ids([make_seed("a.txt", shortened)], [page])[0] == {"a.txt": "aaaaaaaaaa"}, one[:40]


# ------------------------------------------------------------------------------------------- one text, several articles

POINTER = "자세한 내용은 첨부파일을 참고하시기 바랍니다."


def test_different_ids_or_urls_are_different_articles_whatever_the_text(make_seed: MakeSeed) -> None:
    told = [make_seed(f"{n}.txt", POINTER, id=f"kr-{n}") for n in range(3)]
    told += [make_seed(f"u{n}.txt", POINTER, url=f"https://a.example/{n}") for n in range(3)]
    first, problems = ids(told)
    assert problems == []
    assert len(set(first.values())) == 6
    again, problems = ids(told, [page_of(seed, first[seed.path]) for seed in told])
    assert (again, problems) == (first, [])


def test_one_text_without_either_is_still_a_copy(make_seed: MakeSeed) -> None:
    seeds = [make_seed("a.txt", POINTER, url="https://a.example/1"), make_seed("b.txt", POINTER)]
    assert ids(seeds)[1] == [("N106", "b.txt")]


def test_a_new_article_never_takes_the_page_of_another_with_its_text(make_seed: MakeSeed) -> None:
    old = make_seed("a.txt", POINTER, url="https://a.example/1")
    new = make_seed("b.txt", POINTER, url="https://a.example/2")
    found, problems = ids([new], [page_of(old, "oldoldoldo")])
    assert found["b.txt"] != "oldoldoldo"
    assert problems == [("N107", "briefings/oldoldoldo.md")]


def test_titles_alone_are_told_apart_by_themselves(make_seed: MakeSeed) -> None:
    seeds = [make_seed("a.txt", "", title="하나"), make_seed("b.txt", "", title="둘")]
    assert len(set(ids(seeds)[0].values())) == 2
