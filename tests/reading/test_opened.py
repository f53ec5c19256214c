"""Lines that ran together: what the page divides stands on lines of its own, and is told for what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.model import Article, Role

ArticleOf = Callable[[str], Article]

SCENE = "이솔빛 국토교통부 장관이 29일 오전 세종에서 열린 솔빛 토론회에서 발언하고 있다."
LEAD = "환경부(장관 이솔빛)는 하천 안전 점검을 5월부터 시작했다고 밝혔다."
REST = "점검은 석 달 동안 이어지며 결과는 가을에 나온다."

WALL = (
    "솔빛뉴스 로그인 홈 > 사회 하천 68곳 위험하다…점검 앞당긴다 이솔빛 기자 등록 2023-05-12 10:48 수정 2023-05-12 17:02 페이스북 인쇄 "
    f"{LEAD} {' '.join([REST] * 7)} 이솔빛 기자 sol@example.com <저작권자 © 솔빛뉴스, 무단전재 및 재배포 금지> 관련기사 둑 고친다 댓글 0"
)

#: A page → what its title, its date, its outlet and its writer are.
PAGES = {
    "a headline, its day and its writer on one line": (
        f"알림마당\n\n[환경부/보도자료] 하천 안전 점검을 시작합니다 2023-05-12| 작성자 : 홍보팀| 조회 : 67\n\n{LEAD}\n{REST}",
        ("하천 안전 점검을 시작합니다", "2023-05-12", None),
    ),
    "a table of values on one line": (
        f"번호 152 제목 하천 안전 점검을 시작한다 작성자 관리자 작성일 2023.05.12 조회 1,204\n{LEAD}\n{REST}",
        ("하천 안전 점검을 시작한다", "2023-05-12", None),
    ),
    "a picture, its day and other articles": (
        f'{SCENE} 2023.4.29/다온1 한가람 기자 ⓒdaon1관련 키워드장관솔빛토론회관련기사"안전이 먼저" 솔빛 장관',
        (None, "2023-04-29", "다온1"),
    ),
    "a picture, its day and an address": (
        f"[세종=다온시스] 한가람 기자 = {SCENE} (공동취재사진) 2023.04.29. photo@example.com",
        (None, "2023-04-29", "다온시스"),
    ),
    "a row of days and counts below the headline": (
        f"[단독] 하천 안전 점검 시작\n2023-05-13 12:25:50 원문 2023-05-12 11:52 조회수 887\n{LEAD}\n{REST}",
        ("[단독] 하천 안전 점검 시작", "2023-05-13", None),
    ),
    "a page in one line, its menu and buttons above, its signature, rights and other articles behind": (
        WALL,
        ("하천 68곳 위험하다…점검 앞당긴다", "2023-05-12", "솔빛뉴스"),
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_what_ran_together_is_read_as_if_it_had_not(article_of: ArticleOf, page: str) -> None:
    text, (title, date, outlet) = PAGES[page]
    facts = article_of(text).facts
    assert (facts.date.value, facts.source.outlet) == (date, outlet)
    assert title is None or facts.title.text == title


def test_every_word_of_an_opened_line_has_its_place(article_of: ArticleOf) -> None:
    for text, _ in PAGES.values():
        lines = article_of(text).reading.lines
        told = "".join(line.text + "".join(cut.text for cut in line.cuts) for line in lines)
        assert sorted(told.replace(" ", "")) == sorted(text.replace(" ", "").replace("\n", ""))


@pytest.mark.parametrize(
    "line",
    [
        "대책은 2024.5.1 시행되며 기한은 없다.",
        "정부는 관련 기사를 냈다. 관련기사 내용은 사실과 다르다.",
        "문의는 sol@example.go.kr이다.",
        "사업 기간 2023-05-12 | 서울에서 열린다.",
    ],
)
def test_a_line_that_only_looks_so_stays_whole(article_of: ArticleOf, line: str) -> None:
    found = article_of(f"하천 점검 안내\n\n{LEAD}\n\n{line}\n\n{REST}").reading.lines
    assert [one.text for one in found if one.number == 5] == [line]


def test_a_caption_within_a_paragraph_takes_only_its_own_sentence(article_of: ArticleOf) -> None:
    scene = "주민들이 하천을 살펴보고 있다.(사진=다온시스)"
    lines = article_of(f"[다온방송/한가람기자] {LEAD} {scene}{REST}").reading.lines
    assert [(one.role, one.text) for one in lines if one.text] == [
        (Role.BODY, LEAD),
        (Role.CAPTION, scene),
        (Role.BODY, REST),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "<이솔빛 다온당 정책위의장>\n언론인 여러분, 반갑습니다.\n점검 결과를 말씀드리겠습니다.",
            "transcript",
        ),
        (
            "[이솔빛 / 대변인]\n회견을 시작하겠습니다.\n[기자]\n안녕하십니까? 점검은 언제 끝납니까?",
            "transcript",
        ),
        ("존경하는 주민 여러분, 반갑습니다.\n하천 점검을 시작합니다.", "transcript"),
        ("[앵커]\n하천 점검이 시작됐습니다.\n[이솔빛/환경부 과장]\n점검은 석 달 걸립니다.", "news"),
    ],
)
def test_the_record_of_what_was_said_is_told_by_its_voices(
    article_of: ArticleOf, text: str, kind: str
) -> None:
    article = article_of(text)
    assert article.facts.kind == kind
    assert not [line for line in article.reading.lines if line.role is Role.REMOVED]
