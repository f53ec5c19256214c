"""Whatever a seed holds, it becomes an article or a named problem: no exception stops the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.codes import CODES
from builder.intake.read import Read, read_seed
from builder.model import Article, Problem, Seed
from builder.pages.article import understand_seed
from builder.pages.make import article_page
from builder.pages.new_id import new_id
from builder.prose.front_matter import dump_page
from builder.registry import Registry, load_registry

REGISTRY = load_registry()
marks = st.text(
    alphabet="□ㅇ○◦▸▶■◆▪※①②▲△◈-–•·*#>|<>[]()「」『』“”‘’'\"=~_`.,:;!?…/\\0123456789 \t\u3000\u00a0가나다라일월년",
    max_size=40,
)
anything = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r\x00"), max_size=60)
examples = st.sampled_from(
    [line for rule in REGISTRY.noise for line in (*rule.removes, *rule.keeps)]
    + [line for one in REGISTRY.patterns for line in one.matches]
)


def is_whole(made: Article | Problem, registry: Registry) -> None:
    if isinstance(made, Problem):
        assert made.code in CODES
        return
    page = article_page(made, new_id(made.seed.sha256), "2025-11-25", registry)
    assert page.meta["title"]
    assert dump_page(page.meta, page.body).startswith("---\n")


@given(st.lists(st.one_of(marks, examples, anything), max_size=20))
def test_any_lines_are_an_article_or_a_problem(
    registry: Registry, text_seed: Callable[..., Seed], lines: list[str]
) -> None:
    is_whole(understand_seed(text_seed("\n".join(lines)), registry), registry)


@pytest.fixture(scope="session")
def damaged(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Callable[[str, bytes], Read]:
    folder = tmp_path_factory.mktemp("damaged")

    def read(suffix: str, content: bytes) -> Read:
        path = folder / f"a{suffix}"
        path.write_bytes(content)
        return read_seed(path, path.name, registry.list_page_patterns)

    return read


@given(st.data())
def test_damaged_articles_are_read_or_refused(
    example_files: tuple[Path, ...],
    damaged: Callable[[str, bytes], Read],
    registry: Registry,
    data: st.DataObject,
) -> None:
    """Bits flipped, parts doubled, the end cut off."""
    path = data.draw(st.sampled_from(example_files))
    content = bytearray(path.read_bytes())
    for place, bit in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 7)), max_size=4)
    ):
        content[place] ^= 1 << bit
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(content)), st.integers(0, len(content)))))
    cut = data.draw(
        st.sampled_from(
            [
                bytes(content),
                bytes(content[:end]),
                bytes(content[start:]),
                bytes(content + content[start:end]),
            ]
        )
    )
    read = damaged(path.suffix, cut)
    assert read.seed is not None or any(problem.severity == "error" for problem in read.problems)
    if read.seed is not None:
        is_whole(understand_seed(read.seed, registry), registry)
