"""What a saved page holds but does not show has a receipt, and an element left open swallows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.intake.read import read_seed
from builder.model import Article
from builder.pages.article import understand_seed
from builder.pages.make import receipt
from builder.registry import Registry

PAGE = """<!doctype html><html><head><meta charset=utf-8><title>관세청, 통관 절차 고친다</title></head><body><article>
<h1>관세청, 통관 절차 고친다</h1>
<p>관세청은 2일 통관 절차를 고친다고 밝혔다. 새 절차는 석 달 뒤부터 쓴다.</p>
<p>창구에서 낸 서류는 모두 전산으로 옮긴다. 옮긴 서류는 열 해 동안 둔다고 덧붙였다.</p>
<p>지난해에 낸 서류도 같은 절차를 밟는다. 자세한 것은 세관에 물으면 된다고 밝혔다.</p>
{}
<p>마지막 문단은 남아야 한다고 밝혔다.</p>
</article></body></html>
"""


def article(tmp_path: Path, registry: Registry, html: str) -> Article:
    path = tmp_path / "a.html"
    path.write_text(PAGE.format(html), "utf-8")
    seed = read_seed(path, "a.html", registry.list_page_patterns).seed
    assert seed is not None
    made = understand_seed(seed, registry)
    assert isinstance(made, Article)
    return made


@pytest.mark.parametrize("tag", ["noscript", "template", "object", "select", "svg", "textarea", "iframe"])
def test_words_that_are_not_shown_have_a_receipt(tmp_path: Path, registry: Registry, tag: str) -> None:
    made = article(tmp_path, registry, f"<{tag}><option>숨은 말 하나</option></{tag}>")
    assert [(line.lines, line.rule) for line in receipt(made.reading.lines, (made.facts.title.text,))] == [
        ("6", "unseen")
    ]
    assert "마지막 문단" in "".join(line.text for line in made.reading.kept)


@pytest.mark.parametrize("tag", ["script", "style", "SCRIPT type=x", "noscript", "template", "svg", "select"])
def test_an_element_left_open_swallows_nothing(tmp_path: Path, registry: Registry, tag: str) -> None:
    made = article(tmp_path, registry, f"<script>var a = 1;</script><{tag}>")
    kept = "".join(line.text for line in made.reading.kept)
    assert "마지막 문단" in kept
    assert "var a" not in kept
