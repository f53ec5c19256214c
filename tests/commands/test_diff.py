"""Both sides of a conflict can be seen, and decided page by page and part by part; comments outlive it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from builder.prose.comments import with_comments
from builder.prose.front_matter import parse_page

SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다. 새 절차는 3월에 시작한다.\n"


def test_a_conflict_is_shown_and_decided_part_by_part(
    new_archive: Callable[..., Path], briefings: Callable[..., Result], tmp_path: Path
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    seed = config.parent / "seeds/a.txt"

    def run(*words: str) -> Result:
        return briefings(*words, "-f", config)

    run("build", "--no-site")
    (page,) = (config.parent / "docs/briefings").glob("*.md")
    assert "Nobody has edited" in run("diff", page.stem).stdout
    text = page.read_text("utf-8").replace("title: 관세청, 통관 절차 고친다", "title: 내 제목  # 확인함")
    page.write_text(text.replace("3월에 시작한다", "삼월에 시작한다"), "utf-8")
    assert "title: yours stands" in run("diff", page.stem).stdout

    seed.write_text(SEED.replace("절차 고친다\n", "절차 바꾼다\n").replace("3월", "4월"), "utf-8")
    result = run("build", "--no-site")
    assert (result.exit_code, result.stderr.count("E201")) == (1, 2)
    shown = run("diff", page.stem).stdout
    for line in (
        "title: both have changed",
        "  -관세청, 통관 절차 바꾼다",
        "  +내 제목",
        "body: both have changed",
    ):
        assert line in shown.splitlines()
    assert run("diff", page.stem, "--take", "generated", "--part", "kind").exit_code == 2

    assert "generated for body" in run("diff", page.stem, "--take", "generated", "--part", "body").stdout
    result = run("build", "--no-site")
    assert (result.exit_code, result.stderr.count("E201")) == (1, 1)
    assert "mine for title" in run("diff", page.stem, "--take", "mine").stdout
    assert run("build", "--no-site").exit_code == 0
    text = page.read_text("utf-8")
    assert ("title: 내 제목  # 확인함\n" in text, "4월에 시작한다" in text) == (True, True)

    seed.write_text(SEED.replace("통관 절차 고친다\n", "내 제목\n").replace("관세청, ", ""), "utf-8")
    assert run("build", "--no-site").exit_code == 0  # what the seed says too is no conflict
    page.write_text(page.read_text("utf-8").replace("title: 내 제목", "title: 새 제목"), "utf-8")
    seed.unlink()
    assert "is gone" in run("diff", page.stem).stderr


OLD = """---
# 위
title: "가 # 나"  # 확인함
date: 2020-01-01 # 보도자료
topics:
# 사이
- a  # 첫째
- b
note: |
  # 글이다
  둘
link: x#y
gone: 1  # 사라진 열쇠
# 끝
---

몸
"""
NEW = '---\ntitle: "가 # 나"\ndate: 2020-02-01\ntopics:\n- a\nnote: |\n  # 글이다\n  둘\nlink: x#y\n---\n\n새 몸 # 글\n'


def test_comments_stay_with_their_keys() -> None:
    written = with_comments(OLD, NEW)
    assert parse_page(written) == parse_page(NEW)
    assert written.splitlines()[1:7] == [
        "# 위",
        'title: "가 # 나"  # 확인함',
        "# 보도자료",
        "date: 2020-02-01",
        "# 사이",
        "# 첫째",
    ]
    assert written.split("---")[1].splitlines()[-2:] == ["# 끝", "# 사라진 열쇠"]


@pytest.mark.parametrize("old", ["", "몸 # 글\n", "---\ntitle: 가\n---\n\n# 제목\n"])
def test_where_there_is_no_comment_nothing_is_added(old: str) -> None:
    assert with_comments(old, NEW) == NEW
