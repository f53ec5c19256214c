"""What the commands say of themselves; `convert`, `explain` and `new`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from builder import cli
from tests.intake.formats.make import pdf

Briefings = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "eval" / "001.txt"
ARTICLE = "숲길 새로 연다\n입력 2019-06-12\n공유\n\n산림청은 12일 숲길을 새로 연다고 밝혔다.\n\n세부 기준은 공청회를 거쳐 확정한다.\n"
#: The front matter of an article, in the order in which it is written.
KEYS = [
    "schema",
    "id",
    "kind",
    "title",
    "title_basis",
    "subtitle",
    "date",
    "date_precision",
    "date_basis",
    "date_of",
    "date_evidence",
    "ministry",
    "ministries",
    "ministry_ids",
    "topics",
    "removed",
    "organizations",
    "source",
    "rights",
    "added",
    "generated",
]


def front_matter(text: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return found


# --------------------------------------------------------------------------------------------------------------------- help


@pytest.mark.parametrize("name", sorted(cli.main.commands))
def test_every_command_shows_an_example(briefings: Briefings, name: str) -> None:
    result = briefings(name, "--help")
    assert result.exit_code == 0
    assert re.search(rf"(?m)^ *Examples?: +briefings {name}\b", result.stdout), (
        "an example stands on a line of its own"
    )
    assert "\\b" not in result.stdout


def test_all_commands_of_the_contract_are_there() -> None:
    assert {"new", "convert", "build", "serve", "explain", "review", "check"} <= set(cli.main.commands)


def test_the_start_shows_how_to_start(briefings: Briefings) -> None:
    result = briefings("-h")
    assert result.exit_code == 0
    assert "briefings new" in result.stdout
    assert "Exit status" in result.stdout


def test_an_unknown_command_is_wrong_use(briefings: Briefings) -> None:
    assert briefings("bulid").exit_code == 2


@pytest.mark.parametrize(
    "arguments", [("convert",), ("explain",), ("build", "--take", "theirs"), ("serve", "--port", "99999")]
)
def test_wrong_use_exits_with_two(briefings: Briefings, arguments: tuple[str, ...]) -> None:
    assert briefings(*arguments).exit_code == 2


# ------------------------------------------------------------------------------------------------------------------ convert


def test_one_seed_goes_to_standard_output(briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    result = briefings("convert", tmp_path / "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    meta = front_matter(result.stdout)
    assert [key for key in KEYS if key not in meta] == []
    assert (meta["title"], meta["date"], meta["ministries"]) == (
        "숲길 새로 연다",
        "2019-06-12",
        ["산림청"],
    ) or str(meta["date"]) == "2019-06-12"
    assert "산림청은 12일 숲길을 새로 연다고 밝혔다." in result.stdout
    assert "\n공유\n" not in result.stdout


def test_many_seeds_go_into_a_folder(briefings: Briefings, tmp_path: Path) -> None:
    for stem in ("a", "b"):
        (tmp_path / f"{stem}.txt").write_bytes(ARTICLE.replace("12일", f"12일 {stem}").encode())
    result = briefings("convert", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out" / "deep")
    assert (result.exit_code, result.stdout) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out" / "deep").iterdir()) == ["a.md", "b.md"]


def test_one_seed_with_a_folder_goes_there_too(briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    assert briefings("convert", tmp_path / "a.txt", "-o", tmp_path / "out").stdout == ""
    assert (tmp_path / "out" / "a.md").read_bytes().decode() == briefings(
        "convert", tmp_path / "a.txt"
    ).stdout


def test_several_seeds_without_a_folder_are_wrong_use(briefings: Briefings, tmp_path: Path) -> None:
    for stem in ("a", "b"):
        (tmp_path / f"{stem}.txt").write_bytes(ARTICLE.encode())
    result = briefings("convert", tmp_path / "a.txt", tmp_path / "b.txt")
    assert result.exit_code == 2
    assert "-o" in result.stderr


def test_two_seeds_of_one_stem_are_an_error_and_the_first_stands(
    briefings: Briefings, tmp_path: Path
) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_bytes(ARTICLE.replace("숲길", f"숲길 {folder}").encode())
    result = briefings("convert", tmp_path / "x" / "a.txt", tmp_path / "y" / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "E204" in result.stderr
    assert "숲길 x" in (tmp_path / "out" / "a.md").read_text("utf-8")


def test_a_seed_that_is_not_there_is_named(briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    result = briefings("convert", tmp_path / "none.txt", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert re.search(r"none\.txt: E111 ", result.stderr)
    assert (tmp_path / "out" / "a.md").is_file()


def test_the_same_seed_always_has_the_same_id(briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode())
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    ids = {
        str(front_matter(briefings("convert", tmp_path / name).stdout)["id"]) for name in ("a.txt", "b.txt")
    }
    assert len(ids) == 1
    assert re.fullmatch(r"[a-z][a-z2-7]{9}", ids.pop())


# ------------------------------------------------------------------------------------------------------------------ explain


def test_explain_shows_facts_and_lines(briefings: Briefings) -> None:
    result = briefings("explain", SEED)
    assert (result.exit_code, result.stderr) == (0, "")
    for words in ("inferred", "share-buttons", "repeated-text", "과학기술정보통신부", "removed"):
        assert words in result.stdout


def test_explain_as_json_names_every_line(briefings: Briefings) -> None:
    result = briefings("explain", SEED, "--format", "json")
    data = json.loads(result.stdout)
    lines = [number for number, line in enumerate(SEED.read_text("utf-8").split("\n"), 1) if line.strip()]
    assert sorted({one["line"] for one in data["lines"]}) == lines
    assert all(one["rule"] for one in data["lines"] if one["fate"] != "body")
    assert data["date"]["basis"] == "inferred"
    assert all(one["sentence"] and one["rule"] for one in data["date"]["evidence"])
    assert data["ministries"][0]["role"] == "lead"
    assert {one["code"] for one in data["notices"]} >= {"N102"}


def test_explain_names_paragraph_and_page(briefings: Briefings, tmp_path: Path) -> None:
    lead = "환경부는 우물 열두 곳의 물을 다시 재는 사업을 시작한다고 3일 밝혔다."
    pages = [
        [(50, 700, 20, "우물의 물을 다시 잰다")],
        [(50, 700, 12, lead), (50, 650, 12, "물은 봄까지 다 잰다.")],
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    shown = briefings("explain", tmp_path / "a.pdf").stdout
    assert "paragraph 2, page 2" in shown


def test_explain_a_bad_seed(briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    result = briefings("explain", tmp_path / "a.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "E101" in result.stderr


# ---------------------------------------------------------------------------------------------------------------------- new


def test_new_says_what_comes_next(briefings: Briefings, tmp_path: Path) -> None:
    result = briefings("new", tmp_path / "a", "--name", "우리 부서 자료실")
    assert result.exit_code == 0
    assert "briefings build" in result.stdout
    assert "우리 부서 자료실" in (tmp_path / "a" / "mkdocs.yml").read_text("utf-8")


def test_new_refuses_a_folder_that_holds_something(briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    result = briefings("new", tmp_path)
    assert result.exit_code == 2
    assert "not an empty folder" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
