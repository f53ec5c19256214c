"""`build`, `check` and `review`: what is told, what stays, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Briefings = Callable[..., Result]


def article(subject: str, *, day: str = "2019-06-12") -> str:
    return (
        f"{subject} 새로 연다\n입력 {day} 10:00\n\n산림청은 {int(day[-2:])}일 {subject} 320곳을 새로 연다고 밝혔다.\n\n"
        f"{subject} 공사는 내년 봄에 시작한다. 세부 기준은 공청회를 거쳐 확정한다.\n\n{subject} 안내판은 다섯 나라 말로 바꾼다.\n"
    )


def told(result: Result) -> dict[str, list[tuple[str, int | None]]]:
    """Name of a file → (code, line) of every problem on standard error."""
    found: dict[str, list[tuple[str, int | None]]] = {}
    for path, line, code in re.findall(
        r"^([^\n]+?)(?::(\d+))?: ([EN]\d{3}) .+ \(.+\)$", result.stderr, re.MULTILINE
    ):
        found.setdefault(Path(path).name, []).append((code, int(line) if line else None))
    return found


def pages(config: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted((config.parent / "docs" / "briefings").glob("*.md"))
    }


# ----------------------------------------------------------------------------------------------------------------- bad seeds

LIST_PAGE = "\n\n".join(
    f"{subject} 새로 연다\n산림청이 {subject}을 새로 연다는 소식이다. 자세한 내용은 본문에…\n새길뉴스 문하늘 기자 2019.06.{day:02d} 10:00"
    for day, subject in enumerate(("숲길", "하천", "도서관", "신호등", "대피소", "자전거길", "전통시장"), 1)
)
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "E101"),
    "white.txt": (" \n\t\r\n\u3000\n".encode(), "E102"),
    "pdf.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "E118"),
    "hwp.txt": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "E103"),
    "zip.txt": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + b"\x00" * 64, "E103"),
    "jpeg.txt": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 64, "E103"),
    "nul.txt": ("산림청은 12일 숲길을\x00 새로 연다고 밝혔다.\n".encode(), "E104"),
    "truncated.txt": ("산림청은 12일 숲길을 새로 연다고 밝혔다.\n".encode()[:-4], "E105"),
    "mixed.txt": (
        "산림청은 밝혔다.\n".encode() + "환경부는 밝혔다.\n".encode("cp949") + b"\xff\xfe\xfd\n",
        "E105",
    ),
    "huge.txt": ((article("숲길") * 40_000).encode()[: 5 * 1024 * 1024 // 3 * 3], "E106"),
    "long-line.txt": (b"a" * 1_000_000, "E107"),
    "many-lines.txt": (("가나다라.\n" * 6_000).encode(), "E108"),
    "list.txt": (LIST_PAGE.encode(), "E109"),
    "header.txt": (f"---\ntitle: [a\ndate: 2020-01-01\n---\n{article('하천')}".encode(), "E112"),
    "only-noise.txt": ("공유\n프린트\n댓글\n저작권자 © 새길뉴스 무단전재 및 재배포 금지\n".encode(), "E113"),
}


@pytest.fixture(scope="module")
def bad(
    tmp_path_factory: pytest.TempPathFactory, new_archive: Callable[..., Path], briefings: Briefings
) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "secret.txt").write_bytes(article("비밀").encode())
    seeds = {name: content for name, (content, _) in BAD.items()} | {
        "good.txt": article("숲길"),
        "sub/good.txt": article("하천", day="2020-03-04"),
    }
    config = new_archive(folder / "archive", seeds)
    (config.parent / "seeds" / "outside.txt").symlink_to(folder / "secret.txt")
    (config.parent / "seeds" / "nowhere.txt").symlink_to("none.txt")
    os.mkfifo(config.parent / "seeds" / "pipe.txt")
    return config, briefings("build", "--no-site", "-f", config)


@pytest.mark.parametrize("name", [*BAD, "outside.txt", "nowhere.txt", "pipe.txt"])
def test_a_bad_seed_is_named_with_its_code_and_a_hint(bad: tuple[Path, Result], name: str) -> None:
    wanted = {"outside.txt": "E110", "nowhere.txt": "E111", "pipe.txt": "E111"}.get(name) or BAD[name][1]
    assert wanted in {code for code, _ in told(bad[1]).get(name, [])}


def test_the_other_articles_are_built_and_the_status_is_one(bad: tuple[Path, Result]) -> None:
    config, result = bad
    assert result.exit_code == 1
    assert len(pages(config)) == 2
    assert "비밀" not in b"".join(pages(config).values()).decode()
    assert "Traceback" not in result.stderr


def test_lines_are_named_where_there_is_one(bad: tuple[Path, Result]) -> None:
    lines = {path: found[0][1] for path, found in told(bad[1]).items()}
    assert lines["nul.txt"] == 1
    assert lines["mixed.txt"] is not None
    assert lines["long-line.txt"] == 1
    assert lines["header.txt"] in (2, 3)


def test_a_failing_read_is_named(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길"), "b.txt": article("하천")})
    opened = Path.open

    def failing(path: Path, *arguments: object, **named: object) -> object:
        if path.name == "a.txt":
            raise OSError(5, "Input/output error", str(path))
        return opened(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing)
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 1
    assert told(result)["a.txt"] == [("E111", None)]
    assert len(pages(config)) == 1


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff\xe0", "공유\n프린트\n".encode()], ids=["empty", "binary", "noise"]
)
def test_the_last_good_page_stays(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, content: bytes
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길")})
    briefings("build", "--no-site", "-f", config)
    before = pages(config)
    (config.parent / "seeds" / "a.txt").write_bytes(content)
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 1
    assert pages(config) == before != {}


@pytest.mark.parametrize(
    "text",
    ["[" * 9_000 + "\n", "*_" * 4_500 + "\n", "<b" * 4_500 + "\n", "(" * 9_999 + "\n", "![" * 4_000 + "\n"],
    ids=["[", "*_", "<b", "(", "!["],
)
def test_odd_runs_are_an_article_like_any_other(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, text: str
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길") + "\n" + text * 3})
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 0
    assert len(pages(config)) == 1


# ------------------------------------------------------------------------------------------------- configuration, registries


def test_a_broken_registry_stops_with_its_line(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길")})
    (config.parent / "registry").mkdir()
    (config.parent / "registry" / "labels.yaml").write_bytes(
        "labels:\n  title.none: 제목 없음\n  other: [1]\n".encode()
    )
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 2
    assert re.search(r"labels\.yaml:3: E402 ", result.stderr)
    assert not (config.parent / "docs" / "briefings").exists()


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("    disclaimer: true", "    disclaimer: maybe"), r"mkdocs\.yml:\d+: E401 .*disclaimer"),
        (
            ("    disclaimer: true", "    ignore: drafts"),
            r"mkdocs\.yml:\d+: E401 .*ignore must be a list, not 'drafts' \(write it as in ignore: ",
        ),
        (
            ("    disclaimer: true", "    ignore: [drafts, 7]"),
            r"mkdocs\.yml:\d+: E401 .*ignore must be a list of globs",
        ),
        (("    disclaimer: true", "    colour: blue"), r"mkdocs\.yml:\d+: E401 .*colour"),
        (
            ("    disclaimer: true", "    volumes:\n      topics: [hydrogen,\n        수소경재]"),
            r"mkdocs\.yml:\d+: E401 .*volumes\.topics: no topic is called '수소경재'; near are ",
        ),
        (("site_name:", "site_name: [broken\nother:"), r"mkdocs\.yml:\d+: E401 "),
        (("  name: briefings", "  name: no-such-theme"), r"mkdocs\.yml(:\d+)?: E401 .*theme"),
    ],
)
def test_a_broken_configuration_stops_with_its_line(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, change: tuple[str, str], line: str
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길")})
    text = config.read_text("utf-8")
    assert change[0] in text
    config.write_bytes(text.replace(*change, 1).encode())
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 2
    assert re.search(line, result.stderr), result.stderr


@pytest.mark.parametrize("command", [("build",), ("build", "--check"), ("check",), ("review",)])
def test_without_an_archive_it_says_how_to_start_one(
    briefings: Briefings, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = briefings(*command, "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert "briefings new" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_archive_without_articles_builds(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {})
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert (config.parent / "docs" / "index.md").is_file()


# ------------------------------------------------------------------------------------------------------------------- notices


def test_identical_articles_are_a_notice(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길"), "b/copy.txt": article("숲길")})
    result = briefings("build", "--no-site", "-f", config)
    assert (result.exit_code, told(result)["copy.txt"]) == (0, [("N106", None)])
    assert len(pages(config)) == 1


def test_a_vanished_seed_is_a_notice_and_its_page_stays(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길"), "b.txt": article("하천")})
    briefings("build", "--no-site", "-f", config)
    before = pages(config)
    (config.parent / "seeds" / "a.txt").unlink()
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 0
    assert "N107" in result.stderr
    assert pages(config) == before


def test_a_reused_path_is_a_notice_and_both_pages_stand(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길")})
    briefings("build", "--no-site", "-f", config)
    before = pages(config)
    other = "연안 여객선 점검표 공개\n입력 2021-08-03 09:00\n\n해양수산부는 3일 배마다 안전 점검표를 붙인다고 밝혔다.\n\n승객은 선착장에서 구명조끼 수량과 정비 날짜를 볼 수 있다.\n"
    (config.parent / "seeds" / "a.txt").write_bytes(other.encode())
    result = briefings("build", "--no-site", "-f", config)
    assert (result.exit_code, told(result)["a.txt"]) == (0, [("N108", None)])
    assert before.items() <= pages(config).items()
    assert len(pages(config)) == 2


# --------------------------------------------------------------------------------------------------------- --check and check


def test_check_passes_where_docs_are_what_the_seeds_make(
    built: Path, copy_of: Callable[[Path], Path], briefings: Briefings
) -> None:
    config = copy_of(built)
    result = briefings("build", "--check", "-f", config)
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("more", [("--take", "mine"), ("--executor", "dask://127.0.0.1:1")])
def test_check_takes_nothing_that_a_build_would_do(
    briefings: Briefings, tmp_path: Path, more: tuple[str, str]
) -> None:
    result = briefings("build", "--check", *more, "-f", tmp_path / "mkdocs.yml")
    assert (result.exit_code, "works alone" in result.stderr) == (2, True)


def test_check_fails_where_they_are_not_and_changes_nothing(
    built: Path, copy_of: Callable[[Path], Path], briefings: Briefings
) -> None:
    config = copy_of(built)
    (config.parent / "seeds" / "new.txt").write_bytes(article("숲길").encode())
    (config.parent / "docs" / "about.md").unlink()
    before = {path: path.read_bytes() for path in sorted(config.parent.rglob("*")) if path.is_file()}
    result = briefings("build", "--check", "-f", config)
    assert result.exit_code == 1
    assert "E307" in result.stderr
    assert "docs/about.md" in result.stderr
    assert {path: path.read_bytes() for path in sorted(config.parent.rglob("*")) if path.is_file()} == before


def test_check_as_json(built: Path, copy_of: Callable[[Path], Path], briefings: Briefings) -> None:
    config = copy_of(built)
    page = min((config.parent / "docs" / "briefings").glob("*.md"))
    page.write_bytes(page.read_bytes() + b"\n<script>alert(1)</script>\n\n[away](none.md)\n")
    result = briefings("check", "-f", config, "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert {one["code"] for one in found} >= {"E302", "E305"}
    assert all(
        one["path"] and one["hint"] and one["severity"] == "error"
        for one in found
        if one["code"].startswith("E")
    )


def test_check_as_text_is_one_line_a_problem(
    built: Path, copy_of: Callable[[Path], Path], briefings: Briefings
) -> None:
    config = copy_of(built)
    page = min((config.parent / "docs" / "briefings").glob("*.md"))
    page.write_bytes(page.read_bytes() + b"\n[away](none.md)\n")
    result = briefings("check", "-f", config)
    assert result.exit_code == 1
    assert re.search(rf"^docs/briefings/{page.name}:\d+: E302 .+ \(.+\)$", result.stderr, re.MULTILINE)


# -------------------------------------------------------------------------------------------------------------------- review


def test_review_lists_what_is_unsure(built: Path, briefings: Briefings) -> None:
    result = briefings("review", "-f", built / "mkdocs.yml")
    assert result.exit_code == 0
    assert {"N101", "N102"} <= set(re.findall(r"N\d{3}", result.stdout))


def test_review_as_json(built: Path, briefings: Briefings) -> None:
    rows = json.loads(briefings("review", "-f", built / "mkdocs.yml", "--format", "json").stdout)
    assert rows
    assert all(row["problems"] and row["page"].startswith("docs/briefings/") for row in rows)
    urgency = ["N110", "N112", "N115", "N109", "N101", "N104", "N105", "N103", "N102", "N114", "N130"]
    worst = [min(urgency.index(one["code"]) for one in row["problems"]) for row in rows]
    assert worst == sorted(worst)


def test_review_as_a_spreadsheet(built: Path, briefings: Briefings, tmp_path: Path) -> None:
    result = briefings("review", "-f", built / "mkdocs.yml", "--csv", tmp_path / "review.csv")
    assert result.exit_code == 0
    data = (tmp_path / "review.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(list((built / "docs" / "briefings").glob("*.md")))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]+", row["id"]) for row in rows)
    waiting = [bool(row["to_look_at"]) for row in rows]
    assert waiting == sorted(waiting, reverse=True)
    assert any(row["date_basis"] == "inferred" and row["evidence"] for row in rows)


def test_review_tells_what_else_was_seen_and_the_line_that_takes_it(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    text = "나루도서관은 새 열람실을 여는 행사를 열었다.\n\n이 도서관은 2009년 5월 11일에 지어졌다.\n"
    config = new_archive(tmp_path / "archive", {"a.txt": text})
    assert "or date: 2009-05-11 (line 3: " in briefings("review", "-f", config).stdout
    (row,) = json.loads(briefings("review", "-f", config, "--format", "json").stdout)
    assert row["also_seen"]["date"][0]["edit"] == "date: 2009-05-11"
    assert briefings("review", "-f", config, "--csv", tmp_path / "review.csv").exit_code == 0
    assert "or date: 2009-05-11" in (tmp_path / "review.csv").read_text("utf-8-sig")


def test_no_cell_of_the_spreadsheet_runs_as_a_formula(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(
        tmp_path / "archive",
        {"a.txt": '=HYPERLINK("http://example.com") 숲길 새로 연다\n' + article("숲길").split("\n", 1)[1]},
    )
    briefings("build", "--no-site", "-f", config)
    briefings("review", "-f", config, "--csv", tmp_path / "review.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "review.csv").read_text("utf-8-sig"), newline="")))
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell] == []


def test_what_a_person_settled_is_not_asked_again(
    built: Path, copy_of: Callable[[Path], Path], briefings: Briefings
) -> None:
    config = copy_of(built)
    rows = json.loads(briefings("review", "-f", config, "--format", "json").stdout)
    undated = next(row for row in rows if row["date"] is None)
    page = config.parent / undated["page"]
    text = page.read_text("utf-8")
    page.write_bytes(re.sub(r"(?m)^date: null$", "date: 2020-05-06", text).encode())
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    again = json.loads(briefings("review", "-f", config, "--format", "json").stdout)
    assert "N101" not in {
        one["code"] for row in again if row["page"] == undated["page"] for one in row["problems"]
    }


def review_codes(config: Path, briefings: Briefings) -> set[str]:
    return {
        one["code"]
        for row in json.loads(briefings("review", "-f", config, "--format", "json").stdout)
        for one in row["problems"]
    }


@pytest.mark.parametrize(
    ("key", "was", "now"), [("date", "2012-06-12", "2014-06-12"), ("ministry", "null", "교육과학기술부")]
)
def test_a_ministry_of_another_time_is_asked_about_until_it_is_settled(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path, key: str, was: str, now: str
) -> None:
    seed = "---\ndate: 2012-06-12\nministry: 미래창조과학부\n---\n컴퓨터 교실 늘린다\n\n컴퓨터 교실을 두 배로 늘리는 대책이 나왔다.\n\n세부 기준은 공청회를 거쳐 정한다.\n"
    config = new_archive(tmp_path / "archive", {"a.txt": seed})
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert "N115" in review_codes(config, briefings)
    page = next((config.parent / "docs" / "briefings").glob("*.md"))
    page.write_bytes(re.sub(rf"(?m)^{key}: {was}$", f"{key}: {now}", page.read_text("utf-8")).encode())
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    assert "N115" not in review_codes(config, briefings)
    assert f"ministry: {'미래창조과학부' if key == 'date' else now}" in page.read_text("utf-8")


def test_a_build_says_as_much_as_it_is_asked_for(
    new_archive: Callable[..., Path], briefings: Briefings, tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "archive", {"a.txt": article("숲길"), "empty.txt": ""})
    quiet = briefings("build", "--no-site", "--quiet", "-f", config)
    assert (quiet.exit_code, quiet.stdout) == (1, "")
    assert [line.partition(": ")[2][:4] for line in quiet.stderr.splitlines()] == ["E101"]
    data = json.loads(briefings("build", "--no-site", "--format", "json", "-f", config).stdout)
    assert data["articles"] == 1
    assert data["site"] is None
    assert {"E101"} <= {one["code"] for one in data["problems"]}
    verbose = briefings("build", "--no-site", "--verbose", "-f", config)
    assert len(verbose.stderr.splitlines()) >= len(data["problems"])
