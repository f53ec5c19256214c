"""Which briefings lead on from one, and the one word that says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.pages.page import Page
from builder.publish.outputs.related.again import related
from builder.publish.outputs.related.relations import MOST, Reason, Relation
from builder.publish.publication import Publication
from builder.review.near_duplicates import find_versions

Make = Callable[..., Page]
Published = Callable[..., Publication]
#: What fills an archive, so that words and topics are not in every article.
OTHERS = ("관세청은 해외직구 통관을 전화로 알린다.", "기상청은 태풍 길목을 시간마다 새로 그린다.", "국세청은 연말정산 서류를 미리 채워 둔다.", "병무청은 신체검사 차례를 누리집에서 고르게 한다.")  # fmt: skip


def relations(publication: Publication) -> dict[str, tuple[Relation, ...]]:
    versions = find_versions(list(publication.articles.values()))
    return dict(related(publication, versions))


def found(published: Published, make_article: Make, pages: Sequence[Page]) -> dict[str, tuple[Relation, ...]]:
    fill = [
        make_article(f"z{number}filler", text, date=f"20{number + 10}-01-05")
        for number, text in enumerate(OTHERS)
    ]
    return relations(published([*pages, *fill]))


FOREST = "산림청은 5일 ‘{plan}’에 따라 {what} 밝혔다. {more}"


def test_a_plan_and_what_became_of_it_are_one_thread(published: Published, make_article: Make) -> None:
    plan = make_article(
        "a1",
        FOREST.format(
            plan="생활숲 조성 5개년 계획(2018~2022)",
            what="도심에 숲을 새로 만든다고",
            more="첫해에는 열두 곳에서 삽을 뜬다.",
        ),
        date="2018-03-05",
    )
    work = make_article(
        "a2",
        FOREST.format(
            plan="생활숲 조성 5개년 계획", what="일흔 곳에서 숲을 마쳤다고", more="남은 곳은 내년에 마친다."
        ),
        date="2021-03-05",
    )
    result = found(published, make_article, [plan, work])
    assert result["a1"][0] == Relation("a2", Reason.AFTER, "생활숲 조성 5개년 계획")
    assert result["a2"][0] == Relation("a1", Reason.BEFORE, "생활숲 조성 5개년 계획")


def test_an_event_of_the_registry_makes_a_thread_too(published: Published, make_article: Make) -> None:
    first = make_article(
        "a1",
        "정부는 수소경제 활성화 로드맵을 내놓고 충전소를 늘린다.",
        date="2019-01-20",
        topics=["energy-supply"],
    )
    later = make_article(
        "a2",
        "수소경제 활성화 로드맵에 따라 버스 차고지에 충전소가 들어섰다.",
        date="2020-06-20",
        topics=["energy-supply"],
    )
    assert found(published, make_article, [first, later])["a1"][0].reason is Reason.AFTER


def test_a_coarse_date_tells_no_direction(published: Published, make_article: Make) -> None:
    one = make_article("a1", "‘생활숲 조성 계획’을 손본다. 나무를 더 심는다.", date="2018")
    other = make_article("a2", "‘생활숲 조성 계획’을 넓힌다. 나무를 덜 심는다.", date="2018-05-02")
    assert found(published, make_article, [one, other])["a1"][0].reason is Reason.THREAD


STORIES = (
    "국토교통부는 심야 자율주행버스 시범지구 네 곳을 새로 정했다. 안전요원이 타고 교차로 신호를 받아 달린다.",
    "교차로 신호를 받아 달리는 심야 자율주행버스가 시범지구 네 곳에 생긴다. 안전요원을 태우기로 국토교통부는 정했다.",
)


def test_reports_of_one_announcement_are_one_story(published: Published, make_article: Make) -> None:
    one = make_article("a1", STORIES[0], title="심야 자율주행버스 시범지구 4곳 새로 지정")
    other = make_article(
        "a2", STORIES[1], title="국토부, 심야 자율주행버스 시범지구 4곳 추가", date="2020-04-17"
    )
    assert found(published, make_article, [one, other])["a1"] == (Relation("a2", Reason.STORY),)


def test_a_series_is_not_one_story(published: Published, make_article: Make) -> None:
    """The same words about another reactor."""
    text = (
        "원자력안전위원회는 정기검사를 마친 {unit}의 임계를 허용했다. 남은 검사 열 가지는 출력을 올리며 본다."
    )
    one = make_article("a1", text.format(unit="한울 4호기"), title="한울 4호기, 정기검사 중 임계 허용")
    other = make_article("a2", text.format(unit="월성 3호기"), title="월성 3호기, 정기검사 중 임계 허용")
    assert Reason.STORY not in {
        one.reason for found in found(published, make_article, [one, other]).values() for one in found
    }


@pytest.mark.parametrize("dates", [("2020-04-16", "2020-06-16"), ("2020", "2020"), (None, None)])
def test_one_story_needs_two_known_days_that_are_near(
    published: Published, make_article: Make, dates: tuple[str | None, str | None]
) -> None:
    one = make_article("a1", STORIES[0], title="심야 자율주행버스 시범지구 4곳 새로 지정", date=dates[0])
    other = make_article("a2", STORIES[1], title="심야 자율주행버스 시범지구 4곳 추가 지정", date=dates[1])
    assert [relation.reason for relation in found(published, make_article, [one, other])["a1"]] == [
        Reason.WORDS
    ]


def test_a_shared_topic_is_named_the_rarest_first(published: Published, make_article: Make) -> None:
    one = make_article("a1", "forest", topics=["forestry", "air-quality"])
    other = make_article("a2", OTHERS[0], topics=["air-quality", "forestry"], date="2020-05-16")
    third = make_article("a3", OTHERS[1], topics=["air-quality"], date="2020-05-20")
    result = found(published, make_article, [one, other, third])["a1"]
    assert [(relation.id, relation.reason, relation.name) for relation in result] == [
        ("a2", Reason.TOPIC, "산림"),
        ("a3", Reason.TOPIC, "대기·미세먼지"),
    ]


def test_nothing_in_common_is_not_related(published: Published, make_article: Make) -> None:
    result = found(published, make_article, [make_article("a1", "forest"), make_article("a2", "ferry")])
    assert result["a1"] == ()


def test_a_version_of_the_same_text_stands_elsewhere(published: Published, make_article: Make) -> None:
    text = " ".join(
        f"{number}번 구간에는 참나무 {number * 7}그루와 벤치 {number + 3}개가 들어선다."
        for number in range(30)
    )
    pages = [
        make_article("a1", text, topics=["forestry"]),
        make_article("a2", text + " 끝.", topics=["forestry"]),
    ]
    assert find_versions(pages)
    assert found(published, make_article, pages)["a1"] == ()


def test_a_name_from_a_text_that_is_not_published_is_not_shown(
    published: Published, make_article: Make
) -> None:
    one = make_article(
        "a1", "‘생활숲 조성 계획’을 손본다. 나무를 더 심는다.", date="2018-05-02", topics=["forestry"]
    )
    other = make_article(
        "a2", "‘생활숲 조성 계획’을 넓힌다. 나무를 덜 심는다.", date="2019-05-02", topics=["forestry"]
    )
    fill = [make_article(f"z{number}filler", text) for number, text in enumerate(OTHERS)]
    result = relations(published([one, other, *fill], text="none"))
    assert "생활숲 조성 계획" not in {relation.name for relation in result["a1"]}


@given(st.lists(st.tuples(st.sampled_from(["forest", "ferry", "school", *OTHERS]), st.sampled_from(["forestry", "air-quality", "space"]), st.sampled_from([None, "2019", "2020-04", "2020-04-16", "2021-01-02"])), max_size=14), st.randoms())  # fmt: skip
def test_few_others_each_once_never_itself_whatever_the_order(
    published: Published, make_article: Make, given_pages: list[tuple[str, str, str | None]], chance: object
) -> None:
    pages = [
        make_article(f"a{number}", text, topics=[topic], date=date)
        for number, (text, topic, date) in enumerate(given_pages)
    ]
    result = relations(published(pages))
    assert result.keys() == {f"a{number}" for number in range(len(pages))}
    for name, others in result.items():
        ids = [relation.id for relation in others]
        assert len(ids) == len(set(ids)) <= MOST
        assert name not in ids
    chance.shuffle(pages)  # type: ignore[attr-defined]
    assert relations(published(pages)) == result
