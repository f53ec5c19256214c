"""An article taken apart: every line in its role, nothing lost in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.model import Article, Role

ArticleOf = Callable[..., Article]
TITLE = "국립공원 숲길 320곳 새로 연다"
LEAD = "산림청은 12일 국립공원 숲길을 새로 열고 안내판을 바꾼다고 밝혔다."
MORE = "세부 기준은 공청회를 거쳐 확정하며 내년 봄부터 차례로 공사를 시작한다."
END = '산림청 관계자는 "누구나 걸을 수 있는 길을 만들겠다"고 말했다.'


def texts(article: Article, role: Role) -> list[str]:
    return [placed.text for placed in article.reading.kept if placed.role == role and placed.text.strip()]


def build(article_of: ArticleOf, *head: str, tail: tuple[str, ...] = (), lead: str = LEAD) -> Article:
    return article_of("\n".join([TITLE, *head, "", lead, "", MORE, "", END, *tail]))


# ---------------------------------------------------------------------------------------------------------- title, subtitle


def test_title_subtitles_and_body(article_of: ArticleOf) -> None:
    article = build(article_of, "입력 2019-06-12 10:00", "- 안내판은 다섯 나라 말로 -", '"누구나 걷는 길"')
    assert article.reading.title == TITLE
    assert article.reading.subtitles == ("안내판은 다섯 나라 말로", '"누구나 걷는 길"')
    assert texts(article, Role.BODY) == [LEAD, MORE, END]


@pytest.mark.parametrize("line", ["□ 추진 배경", "<추진 배경>", "■ 왜 바꾸나", "① 첫째"])
def test_structure_above_the_lead_is_no_subtitle(article_of: ArticleOf, line: str) -> None:
    article = build(article_of, line)
    assert article.reading.subtitles == ()
    assert line in texts(article, Role.BODY)


def test_a_sentence_is_never_a_title(article_of: ArticleOf) -> None:
    article = article_of(f"{LEAD}\n{MORE}\n{END}")
    assert article.reading.title is None
    assert texts(article, Role.BODY) == [LEAD, MORE, END]


# ------------------------------------------------------------------------------------------------------------------ captions


@pytest.mark.parametrize(
    "caption",
    [
        "산림청 직원들이 숲길을 살펴보고 있다. (사진=산림청)",
        "산림청 직원들이 숲길을 살펴보고 있다. 사진제공=산림청",
        "숲길 전경. ⓒ 가온 문하늘 기자",
        "▲ 새로 여는 숲길 모습",
        "숲길을 걷는 시민들 [다온통신 자료사진]",
    ],
)
def test_a_caption_is_no_paragraph(article_of: ArticleOf, caption: str) -> None:
    article = build(article_of, "입력 2019-06-12 10:00", "", caption)
    assert texts(article, Role.BODY) == [LEAD, MORE, END]
    assert texts(article, Role.CAPTION) == [caption] or "copyright" in {
        one.rule for one in article.reading.removed
    }


def test_of_two_prints_of_a_caption_the_longer_stays(article_of: ArticleOf) -> None:
    short, long = (
        "산림청 직원이 숲길을 살피고 있다. (사진=산림청)",
        "산림청 직원이 국립공원 숲길을 살피고 있다. (사진=산림청)",
    )
    article = build(article_of, "", short, long)
    assert texts(article, Role.CAPTION) == [long]
    assert "repeated-caption" in {one.rule for one in article.reading.removed}


def test_a_picture_beyond_the_text_and_its_furniture_is_no_picture_of_the_article(
    article_of: ArticleOf,
) -> None:
    picture = "산림청 직원이 숲길을 살피고 있다. (사진=산림청)"
    inside = build(article_of, tail=("", picture, "", "저작권자 © 다온통신 무단전재 및 재배포 금지"))
    beyond = build(article_of, tail=("", "저작권자 © 다온통신 무단전재 및 재배포 금지", "", picture))
    assert texts(inside, Role.CAPTION) == [picture]
    assert texts(beyond, Role.CAPTION) == []
    assert "caption-beyond" in {one.rule for one in beyond.reading.removed}


def test_a_caption_glued_to_the_lead_is_split(article_of: ArticleOf) -> None:
    article = build(article_of, lead=f"산림청 직원이 숲길을 살펴보고 있다. (사진=산림청) {LEAD}")
    assert texts(article, Role.CAPTION) == ["산림청 직원이 숲길을 살펴보고 있다. (사진=산림청)"]
    assert texts(article, Role.BODY) == [LEAD, MORE, END]


def test_the_words_of_a_lost_picture_are_its_caption(article_of: ArticleOf) -> None:
    article = build(article_of, "", "![▲ 숲길 모습](https://example.com/a.jpg)")
    assert texts(article, Role.CAPTION) == ["▲ 숲길 모습"]


# --------------------------------------------------------------------------------------------------------- bylines, credits


@pytest.mark.parametrize(
    ("prefix", "author", "outlet"),
    [
        ("[새길뉴스 문하늘 기자] ", "문하늘", "새길뉴스"),
        ("[새길뉴스= 문하늘 기자]", "문하늘", "새길뉴스"),
        ("(세종=다온통신) 문하늘 기자 = ", "문하늘", "다온통신"),
        ("[세종=다온시스] 문하늘 기자 = ", "문하늘", "다온시스"),
        ("새길신문 문하늘 기자 | ", "문하늘", "새길신문"),
        ("(대전=다온통신) ", None, "다온통신"),
    ],
)
def test_a_byline_glued_to_the_lead_is_cut(
    article_of: ArticleOf, prefix: str, author: str | None, outlet: str
) -> None:
    article = build(article_of, lead=prefix + LEAD)
    assert texts(article, Role.BODY) == [LEAD, MORE, END]
    assert (article.facts.source.author, article.facts.source.outlet) == (author, outlet)
    assert [cut.text for cut in article.reading.cuts] == [prefix.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "문하늘 기자 haneul@example.com",
        "/문하늘기자 haneul@example.com",
        "<문하늘기자>haneul@example.com",
        "• 문하늘 기자",
        "문하늘 기자",
        "문하늘 기자 [email protected]",
        "기자 문하늘 haneul@example.com",
    ],
)
def test_a_byline_line_is_no_paragraph(article_of: ArticleOf, line: str) -> None:
    article = build(article_of, tail=("", line))
    assert texts(article, Role.BODY) == [LEAD, MORE, END]
    assert article.facts.source.author == "문하늘"


def test_a_byline_behind_the_last_sentence_is_cut(article_of: ArticleOf) -> None:
    article = article_of(f"{TITLE}\n\n{LEAD}\n\n{MORE} 문하늘 기자 haneul@example.com")
    assert texts(article, Role.BODY) == [LEAD, MORE]
    assert article.facts.source.author == "문하늘"


def test_a_mail_address_never_reaches_the_body(article_of: ArticleOf) -> None:
    article = build(article_of, tail=("", "haneul@example.com"))
    assert texts(article, Role.BODY) == [LEAD, MORE, END]


@pytest.mark.parametrize(
    ("line", "credit"),
    [("/다온통신", "다온통신"), ("[뉴스출처 : 기획재정부]", "기획재정부"), ("[자료=산림청]", "산림청")],
)
def test_a_credit_goes_into_the_front_matter(article_of: ArticleOf, line: str, credit: str) -> None:
    article = build(article_of, tail=("", line))
    assert texts(article, Role.BODY) == [LEAD, MORE, END]
    assert article.facts.source.credit == credit


def test_a_photographer_is_not_the_author(article_of: ArticleOf) -> None:
    article = build(article_of, "", "숲길을 걷는 시민들의 모습./ 문하늘 기자")
    assert article.facts.source.author is None


# -------------------------------------------------------------------------------------------------------------- portal tables


def test_a_portals_table_is_read_pair_by_pair(article_of: ArticleOf) -> None:
    article = article_of(
        f"{TITLE}\n- 게시일\n- 2019.06.12\n- 조회수\n- 1,204\n- 담당부서\n- 산림휴양과\n\n{LEAD}\n\n{MORE}"
    )
    assert article.facts.date.value == "2019-06-12"
    assert texts(article, Role.BODY) == [LEAD, MORE]


def test_one_label_alone_may_be_a_heading(article_of: ArticleOf) -> None:
    article = article_of(f"{TITLE}\n\n{LEAD}\n\n연락처\n\n{MORE}")
    assert "연락처" in texts(article, Role.BODY) or "연락처" in {
        article.seed.lines[r.number - 1].text for r in article.reading.removed
    }


# ---------------------------------------------------------------------------------------------------------------- kind, rights


@pytest.mark.parametrize(
    ("head", "tail", "kind"),
    [
        (("보 도 자 료",), (), "press_release"),
        (("(배포) 2019. 6. 12(수)",), (), "press_release"),
        (
            ("입력 2019-06-12",),
            ("이 자료는 산림청의 보도자료를 전재하여 제공함을 알려드립니다.",),
            "press_release",
        ),
        (("<문하늘 산림청장>",), (), "transcript"),
        (("입력 2019-06-12",), ("문하늘 기자 haneul@example.com",), "news"),
        (("입력 2019-06-12",), ("저작권자 © 새길뉴스 무단전재 및 재배포 금지",), "news"),
        ((), (), "unknown"),
    ],
)
def test_the_kind_of_text(
    article_of: ArticleOf, head: tuple[str, ...], tail: tuple[str, ...], kind: str
) -> None:
    assert article_of("\n".join([*head, TITLE, "", LEAD, "", MORE, "", *tail])).facts.kind == kind


def test_a_supplied_kind_wins(article_of: ArticleOf) -> None:
    assert article_of(f"보 도 자 료\n{TITLE}\n\n{LEAD}\n\n{MORE}", kind="news").facts.kind == "news"


@pytest.mark.parametrize(
    ("tail", "licence"),
    [
        (("공공누리 1유형(출처표시)",), "kogl-1"),
        (("공공누리 제4유형",), "kogl-4"),
        (("저작권자 © 새길뉴스 무단전재 및 재배포 금지",), "reserved"),
        (("저작권자 © 산림청", "공공누리 1유형(출처표시)"), "kogl-1"),
        ((), "unknown"),
    ],
)
def test_rights_are_what_the_text_says(article_of: ArticleOf, tail: tuple[str, ...], licence: str) -> None:
    rights = build(article_of, tail=tail).facts.rights
    assert rights.licence == licence
    assert (rights.statement is None) == (licence == "unknown")


def test_supplied_rights_win(article_of: ArticleOf) -> None:
    article = article_of(
        f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n저작권자 © 새길뉴스 무단전재 금지", rights="공공누리 제2유형"
    )
    assert article.facts.rights.licence == "kogl-2"


def test_a_sentence_on_copyright_law_reserves_nothing(article_of: ArticleOf) -> None:
    assert (
        article_of(f"{TITLE}\n\n저작권법 개정안이 국회를 통과했다.\n\n{MORE}").facts.rights.licence
        == "unknown"
    )
