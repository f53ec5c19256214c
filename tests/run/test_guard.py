"""A fault of the builder in one article is told and stops nobody."""

from __future__ import annotations

import pytest

from builder.pages.standing import make_page
from builder.run import articles as pipeline

GOOD = "관세청, 통관 절차 고친다\n\n2020-01-02 10:00\n\n관세청은 2일 통관 절차를 고친다고 밝혔다.\n"
ODD = "산림청, 숲길 정비\n\n2020-01-03 10:00\n\n산림청은 3일 숲길을 정비한다고 밝혔다.\n"


def test_one_article_that_makes_the_builder_fail_is_named_and_the_others_are_built(
    briefings, new_archive, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    config = new_archive(tmp_path / "a", {"good.txt": GOOD, "odd.txt": ODD})

    def fails_on_one(reading, *args, **kwargs):
        if reading.seed.path == "odd.txt":
            raise ZeroDivisionError("a fault of ours")
        return make_page(reading, *args, **kwargs)

    monkeypatch.setattr(pipeline, "make_page", fails_on_one)
    result = briefings("build", "--no-site", "-f", config)
    assert result.exit_code == 1
    assert "seeds/odd.txt: E114" in result.stderr
    assert len(list((config.parent / "docs/briefings").glob("*.md"))) == 1
