"""What is taken out of a seed, by which rule, and that nothing vanishes without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.intake.html import RULES
from builder.model import Reading, Role, Seed
from builder.reading.clean import find_noise
from builder.reading.read import read
from builder.reading.titles import RULES as BESIDE
from builder.reading.told import RULES as LABELLED
from builder.registry import Registry, load_registry
from builder.text import fold

LEAD = "교통안전국은 12일 어린이 보호구역의 신호 시간을 늘린다고 밝혔다."
SECOND = "보행 신호는 평균 4초 길어지고 노란 발자국 표시가 새로 놓인다."
THIRD = "국은 연말까지 전국 320곳을 차례로 바꾸기로 했다."
BODY = [LEAD, "", SECOND, "", THIRD]

Taken = tuple[list[str], dict[str, str]]


@pytest.fixture(scope="module")
def run(registry: Registry) -> Callable[..., Taken]:
    """Lines → (the non-blank lines that are kept, removed line → rule)."""

    def cleaned(*lines: str) -> Taken:
        rules = find_noise([fold(line) for line in lines], registry)
        kept = [line for index, line in enumerate(lines) if index not in rules and line.strip()]
        return kept, {lines[index]: rule for index, rule in rules.items()}

    return cleaned


def test_an_article_without_noise_is_left_alone(run: Callable[..., Taken]) -> None:
    assert run("어린이 보호구역 신호 길어진다", *BODY) == (
        ["어린이 보호구역 신호 길어진다", LEAD, SECOND, THIRD],
        {},
    )


def test_a_block_of_buttons_goes(run: Callable[..., Taken]) -> None:
    buttons = ["기사 스크랩", "-", "공유", "댓글", "클린뷰", "프린트", "글자크기 설정", "가 가 가 가 가"]
    kept, removed = run("신호 길어진다", *buttons, *BODY)
    assert kept == ["신호 길어진다", LEAD, SECOND, THIRD]
    assert removed == {
        **dict.fromkeys(buttons, "share-buttons"),
        "글자크기 설정": "text-size",
        "-": "dash-only",
    }


def test_a_button_word_inside_the_article_stays(run: Callable[..., Taken]) -> None:
    """Edge rules look only before the first and after the last sentence: ``공유`` amid the text may be a heading."""
    kept, _ = run(LEAD, "", "공유", "", SECOND, "", THIRD, "공유")
    assert kept == [LEAD, "공유", SECOND, THIRD]


def test_a_sentence_that_is_furniture_moves_the_edge(run: Callable[..., Taken]) -> None:
    kept, removed = run(*BODY, "기사를 공유합니다", "온마루뉴스 문하늘입니다.", "공유", "댓글 0")
    assert kept == [LEAD, SECOND, THIRD]
    assert removed["온마루뉴스 문하늘입니다."] == "broadcast-sign-off"


@pytest.mark.parametrize(
    "heading",
    ["많이 본 뉴스더보기", "▶ 많이 본 뉴스", "지금 뜨는 뉴스", "이 시각 인기기사", "오늘의 핫키워드"],
)
def test_a_list_of_other_articles_runs_to_the_end(run: Callable[..., Taken], heading: str) -> None:
    others = [
        "1",
        "가을 단풍 절정은 이번 주말",
        "2",
        "유류세 인하를 검토한다는 소식에 주유소마다 차량이 몰렸다.",
        "2031.05.02 10:00",
    ]
    kept, removed = run(*BODY, heading, *others)
    assert kept == [LEAD, SECOND, THIRD]
    assert removed == dict.fromkeys([heading, *others], "other-articles")


def test_of_a_list_of_other_articles_above_the_text_the_heading_goes(run: Callable[..., Taken]) -> None:
    kept, removed = run("많이 본 뉴스", "1", "가을 단풍 절정", *BODY)
    assert kept == ["가을 단풍 절정", LEAD, SECOND, THIRD]  # it may be the headline: the labeller tells
    assert set(removed) == {"많이 본 뉴스", "1"}


def test_a_list_amid_the_text_does_not_swallow_what_follows(run: Callable[..., Taken]) -> None:
    """After two sentences the longer part of the article is still to come."""
    rest = [
        f"다음 {number}단계 공사는 {number}월에 시작해 학교 앞 신호기를 모두 새것으로 바꾸는 방식으로 진행된다."
        for number in range(3, 9)
    ]
    kept, _ = run(LEAD, SECOND, "많이 본 뉴스", "가을 단풍 절정", *rest)
    assert kept == [LEAD, SECOND, *rest]


def test_related_articles_amid_the_text_go_alone(run: Callable[..., Taken]) -> None:
    kept, removed = run(
        LEAD, "", "관련기사", "- 통학로 제한속도 낮춘다", "☞ 횡단보도 조명 늘린다", "", SECOND, "", THIRD
    )
    assert kept == [LEAD, SECOND, THIRD]
    assert set(removed.values()) == {"related-inline"}


def test_a_full_sentence_ends_a_box_of_related_articles(run: Callable[..., Taken]) -> None:
    dashed = "- 국은 통학로마다 안전 지도를 만들어 학부모와 함께 점검하는 방안을 마련했다고 설명했다."
    kept, _ = run(LEAD, "관련기사", "- 통학로 제한속도 낮춘다", dashed, SECOND)
    assert kept == [LEAD, dashed, SECOND]


def test_a_summary_box_goes_and_its_sentences_stay_below(run: Callable[..., Taken]) -> None:
    kept, removed = run("신호 길어진다", "세줄요약", LEAD, THIRD, "", *BODY)
    assert kept == ["신호 길어진다", LEAD, SECOND, THIRD]
    assert removed["세줄요약"] == "summary-box"


def test_a_summary_in_other_words_goes_up_to_the_blank_line(run: Callable[..., Taken]) -> None:
    kept, removed = run("세줄요약", "보행 신호를 늘린다.", "노란 발자국도 놓는다.", "", *BODY)
    assert kept == [LEAD, SECOND, THIRD]
    assert set(removed.values()) == {"summary-box"}


def test_a_box_ends_at_its_notice_and_the_paragraph_below_it_stays(run: Callable[..., Taken]) -> None:
    notice = "AI가 요약한 내용으로 원문과 다를 수 있으니 기사 전문을 함께 읽어 주세요."
    kept, removed = run(
        "AI 요약", "· 신호를 늘린다.", "· 발자국을 놓는다.", notice, f"{LEAD} {SECOND}", "", *BODY
    )
    assert removed[notice] == "summary-box"
    assert kept[0] == f"{LEAD} {SECOND}"
    kept, _ = run("AI 요약", "· 신호를 늘린다.", f"{LEAD} {SECOND}", "", *BODY)
    assert kept[0] == f"{LEAD} {SECOND}"


def test_a_summary_is_never_all_there_is(run: Callable[..., Taken]) -> None:
    kept, _ = run("요약", LEAD, SECOND, THIRD)
    assert kept[-3:] == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("저작권자 © 새길뉴스 무단전재 및 재배포 금지", "copyright"),
        ("두레신문 등록번호 : 충북 아00000 | 등록일 : 2017-12-21 | 발행인 노을빛", "imprint"),
        ("#신호등 #어린이보호구역", "tag-line"),
        ("ADVERTISEMENT", "advertisement"),
        ("삭제한 댓글은 다시 복구할 수 없습니다.", "comment-form"),
        ("본문 바로가기 메인메뉴 바로가기", "portal-menu"),
        ("첨부파일", "attachment-line"),
        ("(끝)", "end-mark"),
        ("00:00 / 02:31", "player"),
    ],
)
@pytest.mark.parametrize("place", ["top", "middle", "end"])
def test_line_rules_work_wherever_the_line_stands(
    run: Callable[..., Taken], line: str, rule: str, place: str
) -> None:
    position = {"top": 0, "middle": 2, "end": len(BODY)}[place]
    kept, removed = run(*BODY[:position], line, *BODY[position:])
    assert (kept, removed) == ([LEAD, SECOND, THIRD], {line: rule})


def test_a_copyright_line_amid_the_text_takes_only_itself(run: Callable[..., Taken]) -> None:
    kept, _ = run(LEAD, "ⓒ 가온닷컴, 무단전재 및 재배포 금지", SECOND, THIRD)
    assert kept == [LEAD, SECOND, THIRD]


def test_a_contact_table_goes_as_a_whole(run: Callable[..., Taken]) -> None:
    table = ["담당 부서", "교통정책과", "책임자", "과장 문하늘", "담당자", "사무관 유소담 (044-000-0000)"]
    kept, removed = run(*BODY, *table)
    assert kept == [LEAD, SECOND, THIRD]
    assert list(removed) == table


def test_what_a_wire_says_of_who_released_goes_down_to_the_address(run: Callable[..., Taken]) -> None:
    profile = [
        "솔빛협회 소개",
        "솔빛협회는 1987년 세워진 단체이다.",
        "웹사이트: https://www.example.org",
    ]
    kept, removed = run(*BODY, *profile)
    assert (kept, list(removed)) == ([LEAD, SECOND, THIRD], profile)
    assert run(*BODY, *profile[:2])[0] == [LEAD, SECOND, THIRD, *profile[:2]]


def test_a_summary_that_is_folded_up_takes_no_line_of_the_article(run: Callable[..., Taken]) -> None:
    notice = "요약봇이 자동 요약한 결과입니다. 본문 전체를 함께 읽어 주세요."
    assert run("AI 요약", notice, *BODY)[0][-3:] == [LEAD, SECOND, THIRD]


def test_the_second_print_of_a_body_goes(run: Callable[..., Taken]) -> None:
    kept, removed = run("신호 길어진다", *BODY, "/다온통신", *BODY)
    assert kept == ["신호 길어진다", LEAD, SECOND, THIRD, "/다온통신"]
    assert set(removed.values()) == {"repeated-text"}


def test_spaces_do_not_matter(run: Callable[..., Taken]) -> None:
    kept, removed = run("   기사  스크랩 ", "\u00a0\u00a0", *BODY)
    assert kept == [LEAD, SECOND, THIRD]
    assert list(removed) == ["   기사  스크랩 "]


# ------------------------------------------------------------------------------------------------------------- properties


def assert_every_line_has_one_fate(seed: Seed, reading: Reading) -> None:
    """Each line of the seed stands once, whole or in parts; a part that is gone was cut by a rule."""
    read_lines = iter(reading.lines)
    for line in seed.lines:
        left = line.text
        while left or line.text == "":
            one = next(read_lines)
            assert one.number == line.number
            assert one.rule
            if one.role is Role.REMOVED:
                assert one.text in line.text
            words = "".join(one.text.split()) + "".join("".join(cut.text.split()) for cut in one.cuts)
            rest = "".join(left.split())
            assert Counter(words) <= Counter(rest)
            left = rest[len(words) :] if len(words) < len(rest) else ""
            if not left:
                break
    assert next(read_lines, None) is None


def test_no_line_of_any_article_is_lost_or_doubled(
    registry: Registry, example_seeds: tuple[Seed, ...]
) -> None:
    rules = (
        {rule.id for rule in registry.noise}
        | {"repeated-text", "repeated-caption", "caption-beyond"}
        | RULES.keys()
        | LABELLED
        | BESIDE
    )
    for seed in example_seeds:
        reading = read(seed, registry)
        assert_every_line_has_one_fate(seed, reading)
        assert {one.rule for one in reading.removed} <= rules


NOISE = load_registry().noise
examples = st.sampled_from([line for rule in NOISE for line in (*rule.removes, *rule.keeps)] + BODY)
any_line = st.one_of(
    examples, st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=60)
)


@given(st.lists(any_line, max_size=40))
def test_no_line_of_any_mixture_is_lost_or_doubled(
    registry: Registry, text_seed: Callable[..., Seed], lines: list[str]
) -> None:
    seed = text_seed("\n".join(lines))
    assert_every_line_has_one_fate(seed, read(seed, registry))


furniture = st.sampled_from(
    [line for rule in NOISE if rule.scope in ("line", "edge") for line in rule.removes]
)
sentence = st.builds(
    "{0}번 사업은 올해 {1}곳에서 시작해 내년까지 {2}억 원을 들여 마치기로 했다.".format,
    *[st.integers(1, 9_999)] * 3,
)


@given(
    st.lists(
        st.tuples(sentence, st.lists(furniture, max_size=3)),
        min_size=1,
        max_size=12,
        unique_by=lambda pair: pair[0],
    )
)
def test_no_furniture_takes_a_sentence_with_it(
    registry: Registry, parts: list[tuple[str, list[str]]]
) -> None:
    lines = [line for text, noise in parts for line in (text, *noise)]
    noise = find_noise([fold(line) for line in lines], registry)
    kept = {line for index, line in enumerate(lines) if index not in noise}
    assert {text for text, _ in parts} <= kept
