"""Every rule keeps its own promises: what it removes, what it keeps, and that no input makes it slow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import pytest

from builder.reading.stamps import printed_dates
from builder.registry import LinePattern, NoiseRule, Registry, load_registry
from builder.text import fold

REGISTRY = load_registry()
KEEPS = [(rule.id, line) for rule in REGISTRY.noise for line in rule.keeps]
#: How the code uses the patterns of a group: against the whole line, at the start of what is left, or anywhere (the rest).
WHOLE_LINE = {
    "greeting",
    "byline-line",
    "credit-line",
    "caption-line",
    "caption-scene",
    "metadata-label",
    "rights-reserved",
    "origin",
    "origin-split",
    "no-outlet",
    "no-author",
}
AT_START = {
    "byline-prefix",
    "acts-after",
    "no-actor-after",
    "together-after",
    "planned-after",
    "day-span-after",
}


def use(pattern: LinePattern) -> Callable[[str], re.Match[str] | None]:
    return (
        pattern.pattern.fullmatch
        if pattern.group in WHOLE_LINE
        else pattern.pattern.match
        if pattern.group in AT_START
        else pattern.pattern.search
    )


@pytest.mark.parametrize("rule", REGISTRY.noise, ids=lambda rule: rule.id)
def test_a_noise_rule_removes_its_examples(rule: NoiseRule) -> None:
    assert [line for line in rule.removes if not rule.pattern.fullmatch(fold(line))] == []


@pytest.mark.parametrize("rule", REGISTRY.noise, ids=lambda rule: rule.id)
def test_a_noise_rule_keeps_what_any_rule_keeps(rule: NoiseRule) -> None:
    assert [(owner, line) for owner, line in KEEPS if rule.pattern.fullmatch(fold(line))] == []


@pytest.mark.parametrize("pattern", REGISTRY.patterns, ids=lambda pattern: pattern.id)
def test_a_pattern_matches_and_spares_its_examples(pattern: LinePattern) -> None:
    matches = use(pattern)
    assert [text for text in pattern.matches if not matches(text)] == []
    assert [text for text in pattern.spares if matches(text)] == []


def test_keyword_rules_do_not_eat_sentences(registry: Registry) -> None:
    """A full sentence about the very words of the rules is an article's sentence."""
    sentences = [
        "정부는 공유 자전거의 안전 기준을 다음 달부터 적용한다고 밝혔다.",
        "댓글 조작을 막는 법률 개정안을 마련하기로 했다.",
        "구독 서비스의 해지 절차를 한 화면에서 끝내도록 고친다.",
        "광고임을 밝히지 않은 게시물을 단속하기로 했다.",
        "저작권자를 찾을 수 없는 저작물의 이용 절차를 줄인다.",
        "등록번호를 바꾼 차량의 기록을 이어서 관리하기로 했다.",
        "많이 본 피해 사례를 모아 안내서로 펴낸다.",
        "관련 기관은 이달 말까지 점검 결과를 내야 한다.",
    ]
    assert [
        (rule.id, line) for rule in registry.noise for line in sentences if rule.pattern.fullmatch(fold(line))
    ] == []


#: Runs that make an expression with nested or overlapping repeats explode.
UNITS = (
    "가",
    "a",
    " ",
    "가 ",
    "a ",
    "1",
    "1.",
    "(",
    "[",
    "<",
    "가=",
    "a@",
    "#가",
    "· ",
    "- ",
    "기자 ",
    "사진=",
    "2020.1.1 ",
    "등록일 ",
    "다. ",
    "|",
    "\t",
    "/가",
    "ⓒ",
    "0",
    "-0",
    "공유",
)
#: The greatest length of a line; and a length at which an exponential expression already runs for ever behind its own examples.
LONGEST, LONG = 10_000, 1_000


def runs(start: str, length: int) -> Iterator[str]:
    """``start``, then one unit over and over; and the same with an end that nothing matches, so that every way of matching is tried."""
    for unit in UNITS:
        run = start + (unit * (length // len(unit) + 1))[:length]
        yield run
        yield run + "\x00"


def try_hard(matches: Callable[[str], object], examples: Iterable[str]) -> None:
    for text in runs("", LONGEST):
        matches(text)
    for example in examples:
        for start in (example, example[: len(example) // 2]):
            for text in runs(start, LONG):
                matches(text)


# An expression that is quadratic would let these run for minutes, an exponential one for ever: the last name that pytest prints is the culprit's.


@pytest.mark.parametrize("rule", REGISTRY.noise, ids=lambda rule: rule.id)
def test_no_noise_rule_explodes(rule: NoiseRule) -> None:
    try_hard(rule.pattern.fullmatch, rule.removes[:6])
    if rule.goes_on:
        try_hard(rule.goes_on.fullmatch, rule.removes[:2])


@pytest.mark.parametrize("pattern", REGISTRY.patterns, ids=lambda pattern: pattern.id)
def test_no_pattern_explodes(pattern: LinePattern) -> None:
    try_hard(use(pattern), pattern.matches)


def test_reading_printed_dates_does_not_explode() -> None:
    try_hard(printed_dates, ["입력 2020. 4. 16. 17:08", "Tuesday, April 9, 2013"])
