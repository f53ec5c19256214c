"""What a person saves while a build runs is not lost: it is read again, or stays as it was saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from builder.pages.standing import make_page
from builder.run import articles

SEED = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n"


@pytest.mark.parametrize(("saves", "code"), [(1, ""), (9, "N127")])
def test_an_edit_saved_during_a_build_is_brought_in(
    briefings: Callable[..., Result],
    new_archive: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    saves: int,
    code: str,
) -> None:
    config = new_archive(tmp_path / "a", {"a.txt": SEED})
    assert briefings("build", "--no-site", "-f", config).exit_code == 0
    (page,) = (config.parent / "docs/briefings").glob("*.md")
    saved: list[str] = []

    def slow(*args: object, **kwargs: object) -> object:
        if len(saved) < saves:
            saved.append(f"손으로 고친 {len(saved)}째 제목")
            text = page.read_text("utf-8")
            title = next(line for line in text.split("\n") if line.startswith("title:"))
            page.write_text(text.replace(title, f"title: {saved[-1]}"), "utf-8")
        return make_page(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(articles, "make_page", slow)
    (config.parent / "seeds/a.txt").write_text(SEED + "\n새 문단이다. 절차는 3월부터 바뀐다.\n", "utf-8")
    result = briefings("build", "--no-site", "-f", config)
    assert f"title: {saved[-1]}" in page.read_text("utf-8")
    assert result.exit_code == 0
    assert ("N127" in result.stderr) is bool(code)
    if not code:
        assert "3월부터" in page.read_text("utf-8")
        assert "title_basis: edited" in page.read_text("utf-8")
