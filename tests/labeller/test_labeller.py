"""The labeller of lines: what it must never do, what its model reckons, and how well it tells lines apart."""

from __future__ import annotations

import itertools
import json
import re
from importlib import import_module
from math import isclose
from pathlib import Path

import pytest

from builder.reading.labeller import UNLIKE, label_lines, lines, title_among
from builder.reading.labeller.features import extract, read_page
from builder.reading.labeller.model import WEIGHTS, marginals, parse, shipped
from builder.reading.labeller.stays import staying
from builder.reading.labeller.verdicts import ROLES, decide
from tests.labeller.corpus import samples, unseen
from tests.labeller.score import frame, score, summary

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))

ARTICLE = [
    (1, "홈 > 뉴스 > 정책"),
    (2, "로그인 | 회원가입 | 구독신청"),
    (4, "가람부, 내년부터 숲길 안내인 두 배로 늘린다"),
    (5, "입력 2021.03.04 10:20"),
    (
        7,
        "가람부는 4일 숲길 안내인을 내년까지 두 배로 늘리겠다고 밝혔다. 산을 찾는 사람이 해마다 늘고 있기 때문이다.",
    ),
    (9, "안내인은 지금 412명에서 824명으로 늘어난다. 이들은 길을 안내하고 다친 사람을 돕는 일을 맡게 된다."),
    (11, "가람부 관계자는 “숲길을 찾는 누구나 안전하게 걸을 수 있도록 하겠다”고 말했다."),
    (13, "많이 본 뉴스"),
    (14, "1 장마 앞두고 둑 점검"),
    (15, "2 여름 과일 값 내린다"),
    (16, "저작권자 ⓒ 가람일보, 무단 전재 및 재배포 금지"),
]


def test_an_article_stays_and_what_stands_around_it_goes():
    told = {x.number: x for x in label_lines(ARTICLE)}
    assert [told[n].role for n in (7, 9, 11)] == ["body"] * 3
    assert told[4].role == "title"
    assert told[5].role == "date"
    assert {told[n].reason for n in (1, 2, 13, 14, 15, 16)} == {UNLIKE}


@pytest.mark.parametrize(
    ("chances", "title"),
    [
        ([0.0, 0.5, 0.6], 1),  # the first of those that are nearly as likely: subtitles look alike
        ([0.0, 0.3, 0.6], 2),
        ([0.06, 0.05], None),
        ([], None),
    ],
)
def test_the_title_is_the_first_line_that_is_nearly_the_likeliest(chances, title):
    assert title_among(chances) == title


def test_a_path_is_no_title_and_the_words_of_a_link_to_the_title_are_none_of_it():
    path = [(1, "가람부 소식 > 보도자료 > 숲"), *ARTICLE[4:7]]
    assert "title" not in [x.role for x in label_lines(path)[:1]]
    linked = [*ARTICLE[:2], (3, ARTICLE[2][1] + " 본문"), *ARTICLE[2:]]
    assert [x.number for x in label_lines(linked) if x.role == "title"] == [4]


def test_where_all_would_go_what_is_likest_to_an_article_stays():
    told = label_lines(
        [ARTICLE[0], ARTICLE[1], (4, "첨부를 참고하시기 바랍니다."), *ARTICLE[7:]], of_site=True
    )
    assert {x.number for x in told if x.stays} <= {4}
    assert any(x.stays for x in told)


def test_what_a_rule_takes_does_not_stand_for_an_article_that_would_go():
    """Of a page unlike all it has seen, of which only a profile seemed text, a model leaves the lines alone."""
    strange = [[0.01 * (role == "B") + 0.99 * (role == "N1") for role in ROLES] for _ in ARTICLE]
    strange[-1] = [float(role == "B") for role in ROLES]
    told = decide(read_page(ARTICLE), strange, of_site=True, taken=[ARTICLE[-1][0]])
    assert {7, 9, 11} <= {x.number for x in told if x.stays}


def test_every_line_is_told_once_in_order():
    assert [x.number for x in label_lines(ARTICLE)] == [number for number, _ in ARTICLE]


def test_no_line_no_answer():
    assert label_lines([]) == ()


def test_what_the_model_does_not_know_weighs_nothing():
    assert label_lines(ARTICLE, [["element=p", "rule=made-up"]] * len(ARTICLE)) == label_lines(ARTICLE)


def test_what_was_seen_before_changes_nothing():
    first = label_lines(ARTICLE)
    for sample in samples()[:10]:
        label_lines(sample.lines)
    assert label_lines(ARTICLE) == first


@pytest.mark.parametrize(
    "text", ["a", "-", "가", "\x00", "﷽" * 3000, "가나다. " * 2000, "[](" * 500, "1" * 5000]
)
def test_any_line_is_told(text):
    assert len(label_lines([(1, text), (2, text)])) == 2


def test_a_repeat_is_found_by_comparison_only():
    """A line that stands once is no repeat, whatever the model holds it for."""
    text = [(i, t) for i, (_, t) in enumerate(ARTICLE[4:7], 1)]
    assert all(x.stays for x in label_lines(text))


SPEECH = [
    "존경하는 임업인 여러분, 안녕하십니까?",
    "오늘 숲길 안내인 여러분과 함께하게 되어 매우 기쁩니다.",
    "여러분이 지켜 온 숲길을 해마다 천만 명이 찾습니다.",
    "정부는 숲길 안내인을 두 배로 늘리겠습니다.",
]
RELEASE = [
    "□ 가람부는 숲길 안내인을 내년까지 두 배로 늘리겠다고 4일 밝혔다.",
    "□ 안내인은 지금 412명에서 824명으로 늘어나 길을 안내한다.",
    "ㅇ 안내인 교육 과정",
    "주1) 숲길은 국유림 안의 길을 말함",
]


@pytest.mark.parametrize(
    ("text", "place", "stays"),
    [(SPEECH, 0, True), (RELEASE, 2, True), (RELEASE, 3, True), ([*RELEASE[:3], "많이 본 뉴스"], 3, False)],
    ids=["greeting", "entry", "note", "furniture"],
)
def test_what_goes_on_beside_a_line_of_the_article_stays_though_it_is_unlikely_its_own(text, place, stays):
    page = read_page(list(enumerate(text, 1)))
    likely = [0.2 if i == place else 0.9 for i in range(len(text))]
    assert staying(page, likely)[place] is stays


def test_forward_and_backward_agree_with_counting_every_path():
    model = parse(["A\tB", ">A\tA=1.0\tB=-0.5", ">B\tA=0.3", "x\tA=0.7", "y\tA=-0.2\tB=0.9"])
    page = [["x"], ["y", "x"], ["y"]]
    weight = {"x": (0.7, 0.0), "y": (-0.2, 0.9)}
    local = [[sum(weight[f][k] for f in features) for k in (0, 1)] for features in page]
    steps = [[1.0, -0.5], [0.3, 0.0]]
    total = [[0.0, 0.0] for _ in page]
    for path in itertools.product((0, 1), repeat=3):
        log = sum(local[i][k] for i, k in enumerate(path)) + sum(
            steps[a][b] for a, b in itertools.pairwise(path)
        )
        for i, k in enumerate(path):
            total[i][k] += 2.718281828459045**log
    expected = [[x / sum(row) for x in row] for row in total]
    found = marginals(model, page)
    assert all(
        isclose(a, b, rel_tol=1e-9)
        for x, y in zip(found, expected, strict=True)
        for a, b in zip(x, y, strict=True)
    )


def test_the_weights_are_text_that_can_be_read():
    model = shipped()
    names = [line.split("\t")[0] for line in WEIGHTS.read_text("utf-8").splitlines()[2:]]
    states = [n for n in names if not n.startswith(">")]
    assert model.labels == tuple(ROLES)
    assert states == sorted(states)
    assert WEIGHTS.stat().st_size < 1_000_000


def test_features_do_not_depend_on_the_order_of_sets():
    """The same features twice in one process, and none twice in a line's own group: the trained weights are the same everywhere."""
    for sample in samples()[:20]:
        assert extract(sample.lines)[1] == extract(sample.lines)[1]


def test_what_spares_a_search_never_hides_a_sign():
    """`holds` in words.yaml is only a first look: wherever the expression is found, it lets it be tried."""
    texts = {text for sample in samples()[::4] for _, text in sample.lines}
    for sign, told in lines._DATA["signs"].items():
        if "holds" in told:
            missed = [
                text
                for text in texts
                if re.search(told["pattern"], text) and not any(one in text for one in told["holds"])
            ]
            assert missed == [], sign


def below(told, floors):
    found = summary([score(*pair) for pair in told]) | {
        role: share for role, (_, share, _) in frame(told).items()
    }
    return {name: found[name] for name, floor in floors.items() if found[name] < floor}


def test_the_shipped_model_holds_its_floors():
    """On the pages it was trained on: a guard against a change of features without training. Floors only rise."""
    told = [
        (sample, label_lines(sample.lines, of_site=True)) for sample in samples() if sample.source == "eval"
    ]
    assert below(told, FLOORS["shipped"]) == {}


def test_pages_that_never_train_hold_their_floors():
    told = [(sample, label_lines(sample.lines, of_site=True)) for sample in unseen()]
    assert below(told, FLOORS["unseen"]) == {}


@pytest.mark.slow
def test_left_out_families_hold_their_floors():
    pytest.importorskip("pycrfsuite", reason="python-crfsuite trains the model; it is not installed")
    told = import_module("tests.labeller.cross_validate").all_told(strict=False)
    assert below(told, FLOORS["left_out"]) == {}


@pytest.mark.slow
def test_training_again_gives_the_same_bytes():
    pytest.importorskip("pycrfsuite", reason="python-crfsuite trains the model; it is not installed")
    assert import_module("tests.labeller.train").train(samples()) == WEIGHTS.read_text("utf-8")
