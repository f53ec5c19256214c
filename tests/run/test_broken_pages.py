"""A page that cannot be read keeps its place; what the builder alone wrote it writes again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Briefings = Callable[..., Result]
SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n\n새 절차는 석 달 뒤부터 쓴다.\n"


@pytest.fixture
def archive(new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path) -> Path:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    return config.parent


def article(archive: Path) -> Path:
    (page,) = (archive / "docs/briefings").glob("*.md")
    return page


def contents(folder: Path) -> dict[str, str]:
    return {str(path): path.read_text("utf-8") for path in folder.rglob("*.md")}


def built(archive: Path, briefings: Briefings, *more: str) -> Result:
    return briefings("build", "--no-site", *more, "-f", archive / "mkdocs.yml")


def body_of(text: str) -> str:
    return text.split("---\n", 2)[2].lstrip("\n")


@pytest.mark.parametrize(
    "harm",
    [lambda _text: "", lambda _text: " \n\n", body_of, lambda text: "\ufeff" + body_of(text)],
    ids=["emptied", "blank", "beheaded", "beheaded, BOM"],
)
def test_an_article_of_which_nothing_of_a_persons_is_left_is_written_again(
    archive: Path, briefings: Briefings, harm: Callable[[str], str]
) -> None:
    before, page = contents(archive / "docs"), article(archive)
    page.write_text(harm(page.read_text("utf-8")), "utf-8")
    result = built(archive, briefings)
    assert (result.exit_code, contents(archive / "docs")) == (0, before), result.stderr


def test_a_beheaded_article_of_a_seed_that_was_collected_again_is_known_by_its_text(
    archive: Path, briefings: Briefings
) -> None:
    page = article(archive)
    (archive / "seeds/a.txt").write_text(SEED + "\n창구도 새로 연다.\n", "utf-8")
    built(archive, briefings)
    before = contents(archive / "docs")
    page.write_text(body_of(page.read_text("utf-8")), "utf-8")
    assert built(archive, briefings).exit_code == 0
    assert contents(archive / "docs") == before


def test_a_persons_text_without_front_matter_is_told_and_kept_when_it_is_taken(
    archive: Path, briefings: Briefings
) -> None:
    page = article(archive)
    mine = body_of(page.read_text("utf-8")) + "\n손으로 쓴 문단.\n"
    page.write_text(mine, "utf-8")
    result = built(archive, briefings)
    assert result.exit_code == 1
    assert "E203" in result.stderr
    assert page.read_text("utf-8") == mine
    assert built(archive, briefings, "--take", "mine").exit_code == 0
    assert body_of(page.read_text("utf-8")) == mine


def test_a_typo_in_front_matter_keeps_the_articles_place(archive: Path, briefings: Briefings) -> None:
    page, before = article(archive), contents(archive / "docs")
    typo = page.read_text("utf-8").replace("title: ", 'title: 정부: "', 1)
    page.write_text(typo, "utf-8")
    result = built(archive, briefings)
    assert result.exit_code == 1
    assert f"docs/briefings/{page.name}:" in result.stderr
    assert contents(archive / "docs") == {**before, str(page): typo}


@pytest.mark.parametrize(
    "harm", [lambda _text: "", body_of, lambda text: text.replace("title: ", "title: [")]
)
def test_an_index_page_is_written_again(
    archive: Path, briefings: Briefings, harm: Callable[[str], str]
) -> None:
    before, page = contents(archive / "docs"), archive / "docs/years/index.md"
    page.write_text(harm(page.read_text("utf-8")), "utf-8")
    assert built(archive, briefings).exit_code == 0
    assert contents(archive / "docs") == before


def test_a_broken_index_page_with_an_introduction_is_told(archive: Path, briefings: Briefings) -> None:
    page = archive / "docs/years/index.md"
    broken = page.read_text("utf-8").replace("title: ", "intro: [\ntitle: ", 1)
    page.write_text(broken, "utf-8")
    result = built(archive, briefings)
    assert (result.exit_code, page.read_text("utf-8")) == (1, broken)
    assert "docs/years/index.md" in result.stderr


def test_a_page_whose_file_was_renamed_to_no_id_is_told(archive: Path, briefings: Briefings) -> None:
    page = article(archive)
    page.rename(page.with_name("2021-page.md"))
    result = built(archive, briefings)
    assert (result.exit_code, page.exists()) == (1, True)
    assert "docs/briefings/2021-page.md: E301" in result.stderr


def test_a_page_of_ones_own_among_the_articles_is_told_once(archive: Path, briefings: Briefings) -> None:
    (archive / "docs/briefings/note.md").write_text("---\ntitle: 내 글\n---\n\n글이다.\n", "utf-8")
    result = briefings("check", "-f", archive / "mkdocs.yml")
    assert result.stderr.count("E301") == 1


@pytest.mark.parametrize("name", ["pipe.md", "own/pipe.txt"])
def test_a_pipe_is_named_and_not_read(archive: Path, briefings: Briefings, name: str) -> None:
    (archive / "docs/own").mkdir()
    os.mkfifo(archive / "docs" / name)
    for result in (
        briefings("build", "-f", archive / "mkdocs.yml"),
        briefings("check", "-f", archive / "mkdocs.yml"),
    ):
        assert result.exit_code == 1
        assert f"docs/{name}: E313" in result.stderr


def test_what_is_not_readable_is_not_written_over(archive: Path, briefings: Briefings) -> None:
    page = article(archive)
    page.write_bytes(b"\xff\xfe\xfa")
    assert built(archive, briefings).exit_code == 1
    assert page.read_bytes() == b"\xff\xfe\xfa"


def test_a_key_that_stands_twice_is_told_and_nothing_of_it_is_lost(
    archive: Path, briefings: Briefings
) -> None:
    page = article(archive)
    twice = page.read_text("utf-8").replace("title: ", "title: 내 제목\ntitle: ", 1)
    page.write_text(twice, "utf-8")
    result = built(archive, briefings)
    assert (result.exit_code, "title stands twice" in result.stderr) == (1, True)
    assert page.read_text("utf-8") == twice
    assert "title stands twice" in briefings("check", "-f", archive / "mkdocs.yml").stderr


def test_the_marks_of_an_unfinished_merge_are_not_published(archive: Path, briefings: Briefings) -> None:
    page = article(archive)
    text = page.read_text("utf-8") + "\n<<<<<<< HEAD\n하나.\n=======\n둘.\n>>>>>>> other\n"
    page.write_text(text, "utf-8")
    result = briefings("build", "-f", archive / "mkdocs.yml")
    assert (result.exit_code, "E317" in result.stderr, (archive / "site").exists()) == (1, True, False)


def test_nothing_is_published_while_a_page_is_broken_that_never_was(
    archive: Path, briefings: Briefings
) -> None:
    page = article(archive)
    page.write_text(page.read_text("utf-8").replace("title: ", 'title: 정부: "', 1), "utf-8")
    assert briefings("build", "-f", archive / "mkdocs.yml").exit_code == 1
    assert not (archive / "site").exists()


def test_a_broken_page_stays_in_the_site_as_it_was_and_stops_nothing(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    archive, other = config.parent, SEED.replace("관세청", "산림청").replace("통관", "벌채")
    assert briefings("build", "-f", config).exit_code == 0
    page, site = article(archive), archive / "site"
    names = [f"briefings/{page.stem}{ending}" for ending in (".html", ".json", ".md")]
    before = [(site / name).read_bytes() for name in names]
    good = page.read_text("utf-8")
    page.write_text(good.replace("title: ", 'title: 정부: "', 1), "utf-8")
    (archive / "seeds/b.txt").write_text(other, "utf-8")
    result = briefings("build", "-f", config)
    assert (result.exit_code, "E203" in result.stderr, "1 broken page" in result.stderr) == (1, True, True)
    assert [(site / name).read_bytes() for name in names[1:]] == before[1:]
    shown = (site / names[0]).read_text("utf-8")
    assert ("title: 정부" in shown, "새 절차는 석 달 뒤부터 쓴다." in shown) == (False, True)
    assert len(list((site / "briefings").glob("*.html"))) == 2
    page.write_text(good.replace("석 달", "<script>1</script>석 달"), "utf-8")
    assert "E305" in briefings("build", "-f", config).stderr
    assert "<script>1" not in (site / names[0]).read_text("utf-8")


def test_an_index_page_that_breaks_keeps_the_introduction_it_was_published_with(
    archive: Path, briefings: Briefings
) -> None:
    home, config = archive / "docs/index.md", archive / "mkdocs.yml"
    written = home.read_text("utf-8").replace("generated:", "intro: 손으로 쓴 소개다.\ngenerated:", 1)
    home.write_text(written, "utf-8")
    assert briefings("build", "-f", config).exit_code == 0
    (archive / "seeds/b.txt").write_text(SEED.replace("관세청", "국세청"), "utf-8")
    broken = home.read_text("utf-8").replace("intro: ", "intro: 소개: ", 1)
    home.write_text(broken, "utf-8")
    result = briefings("build", "-f", config)
    assert result.exit_code == 1
    assert "docs/index.md" in result.stderr
    assert "1 broken page: the site goes on showing the last good one" in result.stderr + result.stdout
    page = (archive / "site/index.html").read_text("utf-8")
    assert "손으로 쓴 소개다." in page
    assert "국세청, 통관 절차 고친다" in page  # the rest of it goes on
    assert home.read_text("utf-8") == broken
