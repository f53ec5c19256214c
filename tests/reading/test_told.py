"""What the labeller takes away, and what protects a text from it: every removed line has its name, no sentence is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from builder.model import Article, Line, Role, Seed, Supplied
from builder.reading.labeller import UNLIKE, Labelled
from builder.reading.slots import draft_of
from builder.reading.titles import place_headline
from builder.reading.told import RULES
from builder.registry import Registry

Understand = Callable[..., Article]

SENTENCES = (
    "산림청은 다음 달 1일부터 전국 국유림에서 산불 감시원 만 명을 운영한다고 밝혔다.",
    "감시원은 읍면동마다 배치되어 논밭 두렁을 태우는 일을 막고 불씨를 살핀다.",
    "지난해 봄철 산불의 절반 이상이 영농 부산물을 태우다가 일어났기 때문이다.",
    "산림청 관계자는 작은 불씨 하나도 큰 피해를 낳는다며 협조를 당부했다.",
)
TITLE = "봄철 산불 감시원 만 명 배치"
PAGE = "\n\n".join(
    (
        "로그인", "회원가입", "전체메뉴", "홈 > 뉴스 > 사회", TITLE, "페이스북 공유", "트위터 공유", "글자 크게", *SENTENCES,
        "많이 본 뉴스", "1. 한강 다리 야경 명소 열 곳", "2. 올가을 단풍 절정은 언제", "구독하기", "댓글 0", "개인정보처리방침",
    )
)  # fmt: skip
CONTACTS = tuple(
    f"산림환경과 사무관 {name}(042-481-{4200 + n})"
    for n, name in enumerate(("노을빛", "문하늘", "한마루", "서가람"))
)
ANNEX = tuple(
    f"{place} 국유림관리소 감시원 {10 + n}명"
    for n, place in enumerate(
        ["가람", "나루", "다온", "라온", "마루", "바다", "사람", "아라", "자람", "차오", "하늘", "푸른"]
    )
)


def removed(article: Article) -> dict[str, str]:
    return {line.text: line.rule for line in article.reading.lines if line.role is Role.REMOVED}


def text_of(article: Article) -> str:
    return "\n".join(line.text for line in article.reading.kept if line.role is not Role.METADATA)


def test_what_stands_around_an_article_goes_with_a_name_and_its_sentences_stay(
    article_of: Understand,
) -> None:
    article = article_of(PAGE)
    gone = removed(article)
    assert {
        "로그인",
        "페이스북 공유",
        "1. 한강 다리 야경 명소 열 곳",
        "댓글 0",
        "개인정보처리방침",
    } <= gone.keys()
    assert all(gone.values())
    assert [sentence for sentence in SENTENCES if sentence not in text_of(article)] == []
    assert article.facts.title.text == TITLE


def test_a_text_with_nothing_around_it_loses_nothing_within(article_of: Understand) -> None:
    gone = removed(article_of("\n\n".join((TITLE, *SENTENCES[:2], *ANNEX, *SENTENCES[2:]))))
    assert RULES.isdisjoint(gone.values()), gone


@pytest.mark.parametrize("supplied", [{}, {"title": TITLE}], ids=["bare", "with its title"])
def test_an_annex_below_a_releases_contacts_stays(article_of: Understand, supplied: dict[str, str]) -> None:
    article = article_of("\n\n".join((*SENTENCES, *CONTACTS[: 4 if supplied else 2], *ANNEX)), **supplied)
    assert [line for line in dict.fromkeys(ANNEX) if line in removed(article)] == []


def test_entries_that_end_a_text_stay_and_a_contact_goes(article_of: Understand) -> None:
    entries = ("- 국유림 감시 강화", "- 마을 방송 확대")
    gone = removed(article_of("\n\n".join((TITLE, *SENTENCES, *entries))))
    assert RULES.isdisjoint(gone.values()), gone
    gone = removed(article_of("\n\n".join((TITLE, *SENTENCES, "문의: 산림환경과 노을빛(042-481-4200)"))))
    assert list(gone) == ["문의: 산림환경과 노을빛(042-481-4200)"]


def test_each_name_has_its_korean_words(registry: Registry) -> None:
    assert [rule for rule in RULES if f"rule.{rule}" not in registry.labels] == []


@pytest.mark.parametrize(("margin", "stays"), [(0.3, True), (0.9, False)], ids=["doubted", "surely none"])
def test_a_row_of_a_table_within_the_text_stays_unless_it_surely_is_none(
    article_of: Understand, monkeypatch: pytest.MonkeyPatch, margin: float, stays: bool
) -> None:
    row = "구역\t감시원\t열두 곳"

    def tell(rows: Sequence[tuple[int, str]], **_: object) -> tuple[Labelled, ...]:
        said = {True: Labelled(0, "noise", margin, UNLIKE, False), False: Labelled(0, "body", 0.9, "", False)}
        return tuple(said[text.startswith("구역")]._replace(number=place) for place, text in rows)

    monkeypatch.setattr("builder.reading.told.label_lines", tell)
    article = article_of("\n\n".join((*SENTENCES[:2], row, *SENTENCES[2:])))
    assert (article.reading.lines[4].role is not Role.REMOVED) is stays


@pytest.mark.parametrize(("named", "day"), [("(승진) ", None), ("", "2025-03-04")], ids=["named", "bare"])
def test_the_day_of_something_named_is_not_the_articles(
    article_of: Understand, monkeypatch: pytest.MonkeyPatch, named: str, day: str | None
) -> None:
    line = f"{named}2025. 3. 4.(화)"

    def tell(rows: Sequence[tuple[int, str]], **_: object) -> tuple[Labelled, ...]:
        said = {True: Labelled(0, "date", 0.9, "", False), False: Labelled(0, "body", 0.9, "", False)}
        return tuple(said[text == line]._replace(number=place) for place, text in rows)

    monkeypatch.setattr("builder.reading.told.label_lines", tell)
    article = article_of("\n\n".join((TITLE, *SENTENCES, line)))
    assert article.facts.date.value == day
    assert line in text_of(article) or not named


def test_the_number_of_an_issue_dates_its_texts_to_the_month(article_of: Understand) -> None:
    article = article_of(
        "\n".join((TITLE, "통권 제71호 | 2023년 5월호", *SENTENCES, "지난 호 보기 2023-03-02"))
    )
    assert article.facts.date.value == "2023-05"
    assert article.reading.subtitles == ()


def test_a_board_s_words_beside_the_headline_are_no_subtitles(registry: Registry) -> None:
    texts = ("특집", TITLE, "쓴이 별님", "감시원 열 명 가운데 셋은 마을 주민", SENTENCES[0])
    roles = (("body", -0.5), ("title", 0.9), ("table", -0.6), ("subtitle", 0.8), ("body", 1.0))
    lines = tuple(Line(number, text) for number, text in enumerate(texts, 1))
    told = {n: Labelled(n, role, margin, "", doubtful=False) for n, (role, margin) in enumerate(roles)}
    draft = draft_of(lines, texts, ())
    seed = Seed("a.txt", "", "utf-8", lines, Supplied())
    title, subtitles = place_headline(draft, draft.slots[-1], told, seed, registry)
    assert (title, subtitles) == (TITLE, (texts[3],))
    assert [slot.rule for slot in draft.slots if slot.role is Role.REMOVED] == [
        "above-headline",
        "beside-headline",
    ]


def test_an_agency_s_picture_amid_the_text_is_a_caption_and_its_first_paragraph_is_none(
    article_of: Understand,
) -> None:
    lead = "[세종=다온시스] 한가람 기자 = " + SENTENCES[0]
    scene = "【세종=다온시스】 31일 상황판에 지역별 산불 감시 현황이 표시돼 있다."
    article = article_of("\n\n".join((TITLE, lead, SENTENCES[1], scene, *SENTENCES[2:])))
    captions = [line.text for line in article.reading.lines if line.role is Role.CAPTION]
    assert captions == [scene]
    assert article.facts.source.author == "한가람"
