"""Articles of which nothing has changed are not visited, and come out as if they had been."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from builder import file_runs, looks
from builder.model import Line, Seed, Supplied
from builder.pages.brief import Brief
from builder.pages.identity import match_seeds
from builder.pages.keys import keys_of, keys_together, says_all_of, supplied_url
from builder.pages.known import KnownPage
from builder.pages.likeness import text_hash
from builder.run.known_seeds import KnownSeeds

ARTICLE = "{0} 계획 발표\n\n2020년 3월 4일 산림청\n\n산림청은 {0} 계획을 발표했다. 예산은 {0}에 3억 원이다.\n"


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    """No file waits to be known by its look."""
    with mock.patch.object(looks, "FRESH", 0):
        yield


@pytest.fixture
def visited(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The seeds of which somebody asks what is known of them."""
    asked: list[str] = []
    take = KnownSeeds.take

    def told(self: KnownSeeds, path: Path, name: str) -> object:
        asked.append(name)
        return take(self, path, name)

    monkeypatch.setattr(KnownSeeds, "take", told)
    return asked


@pytest.fixture
def config(tmp_path: Path, new_archive: Callable[..., Path], briefings: Callable[..., object]) -> Path:
    """An archive of three articles in two folders, built."""
    seeds = {f"{name}.txt": ARTICLE.format(name) for name in ("가/산불", "가/산사태", "나/병해충")}
    config = new_archive(tmp_path / "archive", seeds)
    briefings("build", "-f", config)
    return config


def page_of(config: Path, name: str) -> Path:
    pages = (config.parent / "docs/briefings").glob("*.md")
    return next(page for page in pages if f"file: {name}" in page.read_text("utf-8"))


def test_one_changed_seed_is_visited_alone(config, briefings, visited) -> None:
    visited.clear()
    seed = config.parent / "seeds/가/산불.txt"
    seed.write_text(f"{seed.read_text('utf-8')}\n덧붙인 문단이다.\n", "utf-8")
    briefings("build", "-f", config)
    assert visited == ["가/산불.txt"]


def test_what_comes_and_goes_beside_others_is_visited_alone(config, briefings, visited) -> None:
    visited.clear()
    seeds = config.parent / "seeds/가"
    (seeds / "산림.txt").write_text(ARTICLE.format("산림"), "utf-8")
    briefings("build", "-f", config)
    (seeds / "산불.yml").write_text("date: 2021-05-06\n", "utf-8")
    (seeds / "산사태.txt").unlink()
    told = briefings("build", "-f", config)
    assert visited == ["가/산림.txt", "가/산불.txt"]
    assert "2021-05-06" in page_of(config, "가/산불.txt").read_text("utf-8")
    assert "N107" in told.stderr


def test_files_that_may_be_saved_again_and_look_the_same_have_no_look(tmp_path) -> None:
    for name in ("a.txt", "a.yml", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    ((_, run),) = file_runs.runs_of(looks.tree_of(tmp_path))
    tree = looks.tree_of(tmp_path)
    assert [bool(look) for look in file_runs.looks_in(run, tree).values()] == [True, True]
    assert [*file_runs.looks_in(run, tree._replace(moment=0)).values()] == ["", ""]


def test_a_changed_page_and_one_that_was_touched_are_visited(config, briefings, visited) -> None:
    visited.clear()
    page = page_of(config, "나/병해충.txt")
    page.write_text(page.read_text("utf-8").replace("3억", "4억"), "utf-8")
    page_of(config, "가/산불.txt").touch()
    briefings("build", "-f", config)
    briefings("build", "-f", config)
    assert sorted(visited) == ["가/산불.txt", "나/병해충.txt"]
    assert "4억" in page.read_text("utf-8")


def test_a_copy_meets_the_article_that_it_is_a_copy_of(config, briefings, visited) -> None:
    visited.clear()
    seeds = config.parent / "seeds"
    (seeds / "가/가.txt").write_bytes((seeds / "나/병해충.txt").read_bytes())
    result = briefings("build", "-f", config)
    assert sorted(visited) == ["가/가.txt", "나/병해충.txt"]
    assert "seeds/나/병해충.txt: N106" in result.stderr
    assert page_of(config, "가/가.txt")


def test_what_is_wrong_with_what_is_carried_is_told_again(config, briefings) -> None:
    doubtful = config.parent / "seeds/나/\ufffd.txt"
    doubtful.write_text(ARTICLE.format("\ufffd"), "utf-8")
    first = briefings("build", "-f", config)
    (config.parent / "seeds/가/산사태.txt").unlink()
    again = briefings("build", "-f", config)
    assert "N114" in first.stderr
    assert [line for line in first.stderr.splitlines() if "N114" in line] == [
        line for line in again.stderr.splitlines() if "N114" in line
    ]


def a_seed(dice: random.Random, number: int) -> Seed:
    """One of few, so that many have something in common."""
    text = f"{dice.randrange(7)} 번째 글이다. 같은 말이 이어진다. {'다른 말.' * dice.randrange(2)}"
    supplied = Supplied(
        id=dice.choice([*[None] * 6, "one-id", "two-id", "three-id", "no id"]),
        url=dice.choice([*[None] * 6, "https://a.kr/1", "https://a.kr/2", " https://a.kr/3 "]),
    )
    sha256, of_file = f"{dice.randrange(12):064x}", dice.choice([None, None, "a" * 64, "b" * 64])
    return Seed(f"{number}.txt", sha256, "utf-8", (Line(1, text),), supplied, file_sha256=of_file)


def a_page(page_id: str, seed: Seed) -> KnownPage:
    text, path = seed.lines[0].text, f"briefings/{page_id}.md"
    keys = (seed.supplied.url, seed.path, seed.sha256, text_hash(seed))
    return KnownPage(page_id, path, *keys, None, lambda: text, seed.file_sha256)


def a_change(dice: random.Random, page: KnownPage) -> KnownPage:
    """What a person may make of a page."""
    value = dice.choice([None, "https://a.kr/1", f"{dice.randrange(9)}.txt"])
    return dice.choice(
        [
            replace(page, url=value),
            replace(page, file=value),
            replace(page, sha256=value),
            replace(page, text_hash=value),
        ]
    )


def brief(page: KnownPage) -> Brief:
    found = mock.Mock(spec=Brief, withdrawn=False)
    for name in ("url", "file", "sha256", "bytes_sha256", "text_hash"):
        setattr(found, name, getattr(page, name))
    return found


def fitting(seeds: Iterable[Seed], pages: Iterable[KnownPage]) -> dict[str, tuple[Seed, KnownPage]]:
    """The pages that say all of a seed, by their paths, as they are carried."""
    by_path = {seed.path: seed for seed in seeds}
    pairs = {page.path: (by_path[page.file], page) for page in pages if page.file in by_path}
    return {
        path: (seed, page)
        for path, (seed, page) in pairs.items()
        if says_all_of(brief(page), seed) and seed.supplied.id in (None, page.id)
    }


@pytest.mark.parametrize("world", range(20))
def test_to_match_what_changed_gives_what_matching_all_gives(world: int) -> None:
    dice, seeds, pages = random.Random(world), list[Seed](), list[KnownPage]()
    for _ in range(6):
        kept = [a_seed(dice, int(one.path[0])) if dice.random() < 0.1 else one for one in seeds]
        seeds = [one for one in kept if dice.random() < 0.9]
        seeds += [a_seed(dice, new) for new in {dice.randrange(9)} - {int(one.path[0]) for one in seeds}]
        whole, told = match_seeds(seeds, pages)
        carried = fitting(seeds, pages)
        while True:
            own = {seed.path for seed, _ in carried.values()}
            some = [seed for seed in seeds if seed.path not in own]
            others = [page for page in pages if page.path not in carried]
            keys = keys_of(some, others)
            met = {
                path
                for path, (seed, page) in carried.items()
                if not keys.isdisjoint(keys_together(page.id, brief(page), supplied_url(seed)))
            }
            if not met:
                break
            carried = {path: pair for path, pair in carried.items() if path not in met}
        assigned, found = match_seeds(some, others, {page.id for _, page in carried.values()})
        together = {(one.seed.path, one.page_id) for one in assigned}
        together |= {(seed.path, page.id) for seed, page in carried.values()}
        assert together == {(one.seed.path, one.page_id) for one in whole}
        assert found == told
        made = {one.page_id: a_page(one.page_id, one.seed) for one in whole}
        pages = [*made.values(), *(page for page in pages if page.id not in made)]
        pages = [a_change(dice, page) if dice.random() < 0.1 else page for page in pages]
