"""Who acts: names by their date, and every place where a name is not an actor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builder.facts.decide import Known, decide
from builder.model import Article, Seed
from builder.reading.read import read
from builder.registry import Registry
from builder.registry.resolve import likeliest, resolve

ArticleOf = Callable[..., Article]
MORE = "세부 기준은 공청회를 거쳐 확정한다."


def names(article: Article) -> list[str]:
    return [mention.name for mention in article.facts.ministries]


def roles(article: Article) -> dict[str, str]:
    return {mention.name: mention.role for mention in article.facts.ministries}


@pytest.mark.parametrize(
    ("name", "date", "official"),
    [
        ("재경부", "1999-06-01", "재정경제부"),
        ("재경부", "2005-06-01", "재정경제부"),
        ("재경부", "2026-02-03", "재정경제부"),
        ("재경부", "2012-06-01", None),
        ("기재부", "2012-06-01", "기획재정부"),
        ("교육부", "1999-06-01", "교육부"),
        ("교육부", "2005-06-01", "교육인적자원부"),
        ("교육부", "2015-06-01", "교육부"),
        ("행안부", "2010-06-01", "행정안전부"),
        ("행안부", "2020-06-01", "행정안전부"),
        ("행자부", "2005-06-01", "행정자치부"),
        ("과기부", "2003-06-01", "과학기술부"),
        ("과기부", "2020-06-01", "과학기술정보통신부"),
        ("문화재청", "2020-06-01", "문화재청"),
        ("국가유산청", "2025-06-01", "국가유산청"),
        ("국민안전처", "2020-06-01", None),
        ("누리부", "2020-06-01", None),
    ],
)
def test_a_name_stands_for_the_body_of_its_day(
    registry: Registry, name: str, date: str, official: str | None
) -> None:
    body = resolve(name, date, registry)
    assert (body.name if body else None) == official


def test_two_bodies_of_one_name_have_two_ids(registry: Registry) -> None:
    first, second = resolve("행정안전부", "2010", registry), resolve("행정안전부", "2020", registry)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_without_a_date_the_latest_bearer_is_meant(registry: Registry) -> None:
    body = resolve("행안부", None, registry)
    assert body is not None
    assert body.until is None


@pytest.mark.parametrize("date", ["2005-06-12", "2020-06-12"])
def test_the_date_comes_first(article_of: ArticleOf, date: str) -> None:
    article = article_of(
        f"컴퓨터 교실 늘린다\n입력 {date}\n\n교육부는 12일 컴퓨터 교실을 두 배로 늘린다고 밝혔다.\n\n{MORE}"
    )
    assert names(article) == ["교육인적자원부" if date < "2008" else "교육부"]


def test_an_edited_date_resolves_the_names_anew(article_of: ArticleOf, registry: Registry) -> None:
    article = article_of(
        f"컴퓨터 교실 늘린다\n입력 2020-06-12\n\n교육부는 12일 컴퓨터 교실을 늘린다고 밝혔다.\n\n{MORE}"
    )
    again = decide(article.reading, registry, Known("2005-06-12", date_edited=True))
    assert [mention.name for mention in again.ministries] == ["교육인적자원부"]


# --------------------------------------------------------------------------------------------------------------- who leads


@pytest.mark.parametrize(
    ("lead", "rule"),
    [
        ("환경부는 12일 하천 수질을 함께 살핀다고 밝혔다.", "announcing-verb"),
        (
            "하천 수질을 살피는 대책이 나왔다. 환경부 관계자는 12일 내년부터 시행한다고 설명했다.",
            "announcing-verb",
        ),
    ],
)
def test_who_announces_leads(article_of: ArticleOf, lead: str, rule: str) -> None:
    article = article_of(
        f"하천 수질 살핀다\n입력 2019-06-12\n\n{lead}\n\n국토교통부는 둑을 고친다.\n\n{MORE}"
    )
    assert names(article)[0] == "환경부"
    assert article.facts.ministries[0].evidence.rule == rule
    assert roles(article)["환경부"] == "lead"


def test_the_headline_tells_who_leads(article_of: ArticleOf) -> None:
    article = article_of(
        f"환경부, 하천 수질 살핀다\n입력 2019-06-12\n\n하천 수질을 살피는 대책이 나왔다. 둑도 고친다.\n\n{MORE}"
    )
    assert names(article) == ["환경부"]
    assert article.facts.ministries[0].evidence.rule == "headline"


def test_the_contact_table_tells_who_leads(article_of: ArticleOf) -> None:
    article = article_of(
        "보 도 자 료\n배포 2019. 6. 12.(수)\n담당 부서 | <총괄> 국무조정실 농림국토정책관실 | 책임자 | 과장 문하늘 (044-000-0000)\n\n"
        f"하천 수질 함께 살핀다\n\n정부는 6월 12일 하천 수질을 함께 살핀다고 밝혔다.\n\n환경부는 수질을 잰다.\n\n{MORE}"
    )
    assert names(article)[0] == "국무조정실"


def test_joint_announcers_come_before_those_involved(article_of: ArticleOf) -> None:
    article = article_of(
        "하천 수질 살핀다\n입력 2019-06-12\n\n환경부와 국토교통부는 12일 하천 수질을 함께 살핀다고 밝혔다.\n\n산림청은 나무를 심는다.\n\n기상청은 비를 알린다."
    )
    assert roles(article) == {
        "환경부": "lead",
        "국토교통부": "joint",
        "산림청": "involved",
        "기상청": "involved",
    }


def test_each_body_stands_once(article_of: ArticleOf) -> None:
    article = article_of(
        f"하천 수질 살핀다\n입력 2019-06-12\n\n환경부는 12일 수질을 살핀다고 밝혔다.\n\n환경부는 둑도 본다. 환경부 관계자는 기대를 말했다.\n\n{MORE}"
    )
    assert names(article) == ["환경부"]


def test_supplied_ministries_win_whatever_the_text_says(article_of: ArticleOf) -> None:
    text = f"하천 수질 살핀다\n입력 2019-06-12\n\n환경부는 12일 수질을 살핀다고 밝혔다.\n\n{MORE}"
    assert names(article_of(text, ministries=("국토부", "kfs", "국토교통부"))) == ["국토교통부", "산림청"]


LIVED = f"하천 수질 살핀다\n입력 2012-06-12\n\n환경부는 12일 수질을 살핀다고 밝혔다.\n\n{MORE}"


@pytest.mark.parametrize("supplied", ["미래창조과학부", "미래부", "msip-2013"])
def test_a_supplied_ministry_that_did_not_exist_then_is_named(article_of: ArticleOf, supplied: str) -> None:
    article = article_of(LIVED, ministries=(supplied, "산림청"))
    assert names(article) == ["산림청"]
    assert [
        problem.message.rpartition(": ")[2] for problem in article.problems if problem.code == "N115"
    ] == [f"{supplied}, 2012-06-12"]


def test_where_no_supplied_ministry_existed_the_text_is_asked(article_of: ArticleOf) -> None:
    article = article_of(LIVED, ministries=("미래창조과학부",))
    assert names(article) == ["환경부"]
    assert "N115" in {problem.code for problem in article.problems}


def test_an_article_without_any_ministry_says_so_even_where_one_was_supplied(article_of: ArticleOf) -> None:
    article = article_of(
        f"하천 수질 살핀다\n입력 2012-06-12\n\n하천 수질을 살피는 대책이 나왔다.\n\n{MORE}",
        ministries=("미래창조과학부",),
    )
    assert {"N104", "N115"} <= {problem.code for problem in article.problems}


def test_without_a_date_a_supplied_ministry_is_believed(article_of: ArticleOf) -> None:
    article = article_of(
        LIVED.replace("입력 2012-06-12\n", "").replace("12일 ", ""), ministries=("미래창조과학부",)
    )
    assert names(article) == ["미래창조과학부"]
    assert "N115" not in {problem.code for problem in article.problems}


# ---------------------------------------------------------------------------------------------------------- who does not act


@pytest.mark.parametrize(
    "sentence",
    [
        "행사는 정부세종청사 환경부 대회의실에서 열렸다.",
        "환경부에 따르면 지난해 측정값은 절반이었다.",
        "우수한 마을은 환경부 장관상을 받는다.",
        "국회 환경부 소관 예산을 심의한다.",
        "환경부 장관 후보자는 소감을 말했다.",
        "옛 환경부는 이런 사업을 했다.",
        "미국 환경부는 비슷한 제도를 두고 있다.",
        "독일 환경부는 비슷한 제도를 두고 있다.",
        "국회 국토교통위원회는 법안을 심의한다.",
        "국민의 안전처럼 중요한 것은 없다고 강조했다.",
        "주한 외교관을 초청해 외교전략을 설명한다.",
    ],
)
def test_a_name_that_does_not_act_is_not_taken(article_of: ArticleOf, sentence: str) -> None:
    article = article_of(
        f"숲길 새로 연다\n입력 2019-06-12\n\n산림청은 12일 숲길을 새로 연다고 밝혔다.\n\n{sentence}\n\n{MORE}"
    )
    assert names(article) == ["산림청"]


def test_bodies_of_the_noise_are_not_taken(article_of: ArticleOf) -> None:
    article = article_of(
        f"숲길 새로 연다\n입력 2019-06-12\n\n산림청은 12일 숲길을 새로 연다고 밝혔다.\n\n숲길은 320곳이다.\n\n{MORE}\n\n많이 본 뉴스\n국방부는 훈련을 마쳤다고 밝혔다."
    )
    assert names(article) == ["산림청"]


def test_an_anachronistic_name_is_not_taken(article_of: ArticleOf) -> None:
    article = article_of(
        f"숲길 새로 연다\n입력 2019-06-12\n\n산림청은 12일 숲길을 새로 연다고 밝혔다.\n\n국민안전처는 안내판을 단다.\n\n{MORE}"
    )
    assert names(article) == ["산림청"]


def test_a_town_has_no_ministry_but_an_organization(article_of: ArticleOf) -> None:
    article = article_of(
        f"가람군 도서관 연다\n입력 2019-06-12\n\n전남 가람군은 12일 도서관을 새로 연다고 밝혔다.\n\n가람군은 책 3만권을 들인다.\n\n{MORE}"
    )
    assert names(article) == []
    assert article.facts.organizations == ("전남 가람군",)
    assert "N104" in {problem.code for problem in article.problems}


# ----------------------------------------------------------------------------------------------------------------- mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("환경부는 밝혔다", [("환경부", "subject")]),
        ("환경부 자연보전국은 밝혔다", [("환경부", "subject")]),
        ("환경부(장관 문하늘)는 밝혔다", [("환경부", "subject")]),
        ("환경부·국토교통부는 밝혔다", [("환경부", "subject"), ("국토교통부", "subject")]),
        ("환경부와 국토교통부는 밝혔다", [("환경부", "subject"), ("국토교통부", "subject")]),
        ("산림청은 환경부와 협의해 고친다", [("산림청", "subject"), ("환경부", "partner")]),
        ("환경부에 따르면", [("환경부", "none")]),
        ("자연환경부는", []),
        ("", []),
    ],
)
def test_the_part_a_name_plays(
    registry: Registry, text_seed: Callable[..., Seed], text: str, found: list[tuple[str, str]]
) -> None:
    sentences = read(text_seed(text), registry).sentences
    assert [(one.name, one.acts) for sentence in sentences for one in sentence.mentions] == found
    assert all(
        sentence.text[one.start : one.end] == one.name for sentence in sentences for one in sentence.mentions
    )


# ------------------------------------------------------------------------------------- where no verb says who announces


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("안건 설명\n<정하람 환경부 차관> 오늘 논의한 안건을 차례로 설명드리겠습니다.", "환경부", "speaker"),
        ("수급 전반\n안녕하십니까. 환경부 대변인입니다.\n국세청과 함께 살핍니다.", "환경부", "speaker"),
        (
            "산불 진화 헬기 보도에 대해 설명드립니다\n[산림청]보도설명자료(보도는 사실과 다릅니다.)\n\n지난 3일 언론은 헬기의 절반이 멈춰 있었다고 보도했습니다.\n\n그날 헬기는 모두 정상으로 운항하고 있었습니다.",
            "산림청",
            "sender-in-brackets",
        ),
        (
            "봄나물 채취 신청자 모집\n남부지방산림청 영덕국유림관리소는 이달 말까지 신청자를 모집한다.",
            "산림청",
            "regional-office",
        ),
        (
            "초령목 개화\n국립산림과학원 연구소는 꽃이 피었다고 밝혔다.\n환경부도 살핀다.",
            "산림청",
            "institution",
        ),
        (
            "사업화 협약\n방위사업청(청장 정하람)은 대통령 임석 하에 협약을 맺는다.\n국방부도 돕는다.",
            "방위사업청",
            "first-subject",
        ),
        (
            "환경부 소관 과제\n청년 대책을 심의·의결하였다. 환경부와 국세청의 과제는 아래와 같다.",
            "환경부",
            "only-in-headline",
        ),
    ],
)
def test_it_is_told_otherwise(article_of: Callable[..., Article], text: str, name: str, rule: str) -> None:
    lead = article_of(text).facts.ministries[0]
    assert (lead.name, lead.evidence.rule) == (name, rule)


def test_an_institution_is_known_whatever_its_dots(
    registry: Registry, text_seed: Callable[..., Seed]
) -> None:
    forest = next(body for body in registry.bodies.values() if body.name == "산림청")
    forest = replace(forest, institutions=("국립도담ㆍ새미원",))
    rules = replace(registry, bodies={**registry.bodies, forest.id: forest})
    seed = text_seed("초령목 개화\n국립도담·새미원은 꽃이 피었다고 밝혔다.\n환경부도 살핀다.")
    lead = decide(read(seed, rules), rules, Known()).ministries[0]
    assert (lead.name, lead.evidence.rule) == ("산림청", "institution")


def test_without_a_date_a_name_stands_for_the_body_that_bore_it_longest(registry: Registry) -> None:
    found = [
        likeliest("산업부", span, registry)
        for span in (("2012-01-01", "2026-11-22"), ("2026-01-01", "2026-11-22"))
    ]
    assert [body.name for body in found if body] == ["산업통상자원부", "산업통상부"]
    official = likeliest("농림부", ("1998-01-01", "2026-11-22"), registry)
    assert official is not None
    assert official.name == "농림부"
    assert likeliest("산업통상부", ("1998-01-01", "2001-01-01"), registry) is None


def test_an_interview_is_of_its_guests_body(article_of: ArticleOf) -> None:
    article = article_of(
        "숲길을 걷는 사람이 늘었습니다\n\n■ 진행 : 이솔빛\n■ 대담 : 산림청 한나루 과장\n\n"
        "◇ 이솔빛 : 숲길을 찾는 사람이 늘었다고 들었습니다.\n\n◆ 한나루 : 네, 작년보다 두 배 늘었습니다. 이정표도 새로 세웠습니다."
    )
    assert names(article) == ["산림청"]
