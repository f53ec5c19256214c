"""Nothing is lost in silence: every line of every article has a fate, every character of a body reaches the page."""

from __future__ import annotations

import datetime as dt
import html
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from builder.commands.explain import line_fates
from builder.model import Article, Role, Seed
from builder.pages.article import understand_seed
from builder.pages.make import article_page, receipt
from builder.prose.escape import normalise
from builder.prose.flattened import open_line
from builder.prose.markdown import render_document
from builder.registry import Registry
from tests.measures.promises import unaccounted

#: A list's mark becomes the list's; the words behind it stay.
MARK = re.compile(
    r"^(?:[\s\-–—•·∙ㆍ*□ㅇ○◦◯❍▸▶▷►▼▽Δ■▣◆◇◈▪※▲△=]|\?(?=o )|[oO](?=\s)|\ufe0f)*(?:\(?(?:\d{1,3}|[가-하])[.)]\s*)?"
)
#: A piece this short may stand by chance further down, and would hide what lies between.
SHORT = 12
CELLS = re.compile(r"\t|\||\s{2,}")
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="session")
def articles(example_seeds: tuple[Seed, ...], registry: Registry) -> tuple[Article, ...]:
    made = [understand_seed(seed, registry) for seed in example_seeds]
    assert [one for one in made if not isinstance(one, Article)] == []
    return tuple(one for one in made if isinstance(one, Article))


def letters(text: str) -> str:
    return "".join(normalise(text).split())


def unexplained(article: Article) -> list[str]:
    """Lines whose characters are not exactly those of their fates, and fates without a rule."""
    found = []
    given_text: dict[int, str] = {}
    for line in article.seed.lines:
        given_text[line.number] = given_text.get(line.number, "") + line.text
    fated: dict[int, str] = {}
    for fate in line_fates(article):
        fated[fate.line] = fated.get(fate.line, "") + fate.text
        if fate.fate != Role.BODY.value and not fate.rule:
            found.append(f"{article.seed.path}:{fate.line}: {fate.fate} by no rule: {fate.text}")
    for number, text in given_text.items():
        if Counter(letters(text)) != Counter(letters(fated.get(number, ""))):
            found.append(f"{article.seed.path}:{number}: {text!r} became {fated.get(number)!r}")
    return found


def test_every_line_has_its_fate_and_its_rule(articles: tuple[Article, ...]) -> None:
    assert [line for article in articles for line in unexplained(article)] == []


def test_the_receipt_names_every_line_that_does_not_stand_on_the_page(articles: tuple[Article, ...]) -> None:
    for article in articles:
        title = article.facts.title
        named: set[int] = set()
        for entry in receipt(article.reading.lines, (title.text, *title.subtitles)):
            first, _, last = entry.lines.partition("-")
            named |= set(range(int(first), int(last or first) + 1))
        lines = {name: set[int]() for name in ("shown", "printed", "gone")}
        kinds = {"body": "shown", "caption": "shown", "title": "printed", "subtitle": "printed"}
        for fate in line_fates(article):
            lines[kinds.get(fate.fate, "gone")].add(fate.line)
        assert lines["gone"] <= named <= lines["gone"] | lines["printed"], article.seed.path


def test_page_and_receipt_alone_account_for_every_line(
    articles: tuple[Article, ...], registry: Registry
) -> None:
    pages = ((one.seed, article_page(one, "aaaaaaaaaa", "2026-01-01", registry)) for one in articles)
    assert [line for seed, page in pages for line in unaccounted(seed, page)] == []


def test_a_headline_that_is_printed_twice_and_not_alike_is_in_the_receipt(
    registry: Registry, text_seed: Callable[..., Seed]
) -> None:
    text = "제2차 비상숲길장관회의\n\n한가람 산림청장은 '22.6.23(목) 10:00 정부서울청사에서\n\n제2차 비상숲길장관회의를 주재하였음\n\n자세한 내용은 첨부자료를 참고하여 주시기 바랍니다."
    made = understand_seed(text_seed(text), registry)
    assert isinstance(made, Article)
    page = article_page(made, "aaaaaaaaaa", "2026-01-01", registry)
    assert "title" in {one.rule for one in page.record.removed}
    assert unaccounted(made.seed, page) == []


def pieces(article: Article) -> Iterator[str]:
    """The body's text in order, in pieces that a page keeps together: what ran together is opened there."""
    body = (placed.text for placed in article.reading.kept if placed.role == Role.BODY)
    for text in (MARK.sub("", part) for line in body for part in open_line(line)):
        yield from (
            letters(cell)
            for cell in (CELLS.split(text) if CELLS.search(text.strip()) else [text])
            if letters(cell)
        )


def missing(article: Article, rendered: str) -> list[str]:
    found, position = [], 0
    for piece in pieces(article):
        at = rendered.find(piece, position)
        if at < 0:
            found.append(f"{article.seed.path}: {piece[:80]}")
        elif len(piece) > SHORT:
            position = at + len(piece)
    return found


def test_every_character_of_a_body_is_rendered_in_order(articles: tuple[Article, ...]) -> None:
    markdown = Markdown(extensions=["tables", "toc"])
    found = []
    for article in articles:
        page = TAG.sub("", markdown.reset().convert(render_document(article.document)))
        found += missing(article, letters(html.unescape(page)))
    assert found == []


def test_no_character_is_made_up(articles: tuple[Article, ...]) -> None:
    """The page's text holds no letter more than the seed's body and captions do."""
    markdown = Markdown(extensions=["tables", "toc"])
    for article in articles:
        page = html.unescape(TAG.sub("", markdown.reset().convert(render_document(article.document))))
        given_text = "".join(placed.text for placed in article.reading.kept)
        more = Counter(re.findall(r"\w", page)) - Counter(re.findall(r"\w", normalise(given_text)))
        assert not more, (article.seed.path, more)


sentence = st.builds(
    "{0}번 사업은 올해 {1}곳에서 시작해 {2}억 원을 들여 마치기로 했다.".format, *[st.integers(1, 9_999)] * 3
)
ODDITIES = """\
* 하나|**굵게**|# 제목|1. 첫째|2024. 3. 5. 회의|<b>태그</b>|[가]: http://example.com|![그림](a.png)|- 목록|□ 상자|ㅇ 동그라미|※ 알림|* 주석|① 하나 ② 둘|가. 나. 다.|> 인용
```|~~취소~~|{{ 가 }}|&amp;&lt;|    들여쓰기|제목 아닌 줄|[앵커]|Q. 무엇인가|A. 이것이다|문하늘 기자 haneul@example.com|입력 2020-01-02 10:00|관련기사|많이 본 뉴스|공유
(사진=다온시스) 가을|---|===|[^1]: 각주|--8<-- "a"|!!! note|::: 가""".replace("\n", "|").split("|")
oddity = st.sampled_from(
    [*ODDITIES, "*", "", "| 가 | 나 |", "가\t나\t다", "\u200b\ufeff", "\u3000전각", "\u00a0", "\x02"]
)


@given(st.lists(st.one_of(sentence, oddity), min_size=1, max_size=24))
def test_nothing_is_lost_of_any_mixture(
    registry: Registry, text_seed: Callable[..., Seed], lines: list[str]
) -> None:
    article = understand_seed(
        text_seed("\n".join(["산림청은 12일 숲길을 새로 연다고 밝혔다.", *lines])), registry
    )
    assert isinstance(article, Article)
    assert unexplained(article) == []
    page = TAG.sub("", Markdown(extensions=["tables", "toc"]).convert(render_document(article.document)))
    assert missing(article, letters(html.unescape(page))) == []


@pytest.mark.slow
def test_nothing_is_lost_of_ten_thousand_generated_articles(
    registry: Registry, text_seed: Callable[..., Seed], load_module: Callable[[Path], ModuleType]
) -> None:
    """Whole articles of `generate.py`, oddities and the rules' own examples strewn among their lines; every tenth is rendered too."""
    generate = load_module(Path(__file__).with_name("generate.py"))
    strewn = [
        *ODDITIES,
        *(line for rule in registry.noise for line in (*rule.removes, *rule.keeps)),
        *(line for one in registry.patterns for line in one.matches),
    ]
    found = []
    for number in range(10_000):
        chance = random.Random(number)
        lines = generate.article(
            number, generate.FIRST_DAY + dt.timedelta(number % 2_900) if number % 5 else None
        ).split("\n")
        for _ in range(chance.randrange(8)):
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(strewn))
        article = understand_seed(text_seed("\n".join(lines)), registry)
        assert isinstance(article, Article), (number, article)
        found += [(number, line) for line in unexplained(article)]
        if number % 10 == 0:
            page = TAG.sub(
                "", Markdown(extensions=["tables", "toc"]).convert(render_document(article.document))
            )
            found += [(number, line) for line in missing(article, letters(html.unescape(page)))]
    assert found == []
