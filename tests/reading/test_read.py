"""An article read once: every line in one role, everything named found as a plain search finds it, all of it ready to travel."""

from __future__ import annotations

import importlib.util
import pickle
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.facts.decide import Known, decide
from builder.intake.html import RULES
from builder.model import Article, Reading, Role, Seed
from builder.patterns import AT_HAND, Sieve, any_whole
from builder.phrases import longest
from builder.problems import problem
from builder.publish.outputs.related.marks import events
from builder.reading.read import read
from builder.reading.titles import RULES as BESIDE
from builder.reading.told import RULES as LABELLED
from builder.registry import Registry, load_registry
from builder.registry.needles import needles
from builder.text import fold, fold_dots

_spec = importlib.util.spec_from_file_location("naive", Path(__file__).with_name("naive.py"))
assert _spec is not None
assert _spec.loader is not None
naive = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(naive)

REGISTRY = load_registry()
BY_START = naive.names_by_start(REGISTRY)
EVENTS = naive.event_phrases(REGISTRY)
EVENTS_ALONE = events(REGISTRY)


@pytest.fixture(scope="session")
def readings(example_seeds: tuple[Seed, ...], registry: Registry) -> tuple[Reading, ...]:
    return tuple(read(seed, registry) for seed in example_seeds)


# -------------------------------------------------------------------------------------------------------------------- lines


def test_every_line_has_one_role_and_a_rule(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        numbers = list(dict.fromkeys(line.number for line in reading.lines))
        assert numbers == list(dict.fromkeys(line.number for line in reading.seed.lines))
        split = sum(line.rule == "caption-glued" for line in reading.lines)
        assert len(reading.lines) == len(reading.seed.lines) + 2 * split, reading.seed.path
        assert all(line.rule for line in reading.lines)
        assert all(cut.rule and cut.line == line.number for line in reading.lines for cut in line.cuts)


def test_every_removed_line_names_a_rule_that_there_is(readings: tuple[Reading, ...]) -> None:
    rules = (
        {rule.id for rule in REGISTRY.noise}
        | {"repeated-text", "repeated-caption", "caption-beyond"}
        | RULES.keys()
        | LABELLED
        | BESIDE
    )
    removed = [line for reading in readings for line in reading.removed]
    assert removed
    assert {line.rule for line in removed} <= rules
    assert not any(line.cuts for line in removed)


def test_lines_are_kept_or_removed(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        assert Counter(reading.kept) + Counter(reading.removed) == Counter(reading.lines)


# ------------------------------------------------------------------------------------------------------------- running text


def test_sentences_and_zones_stand_in_the_running_text(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        parts = [reading.title or "", *reading.subtitles, *(passage.text for passage in reading.passages)]
        assert reading.text.replace(" ", "") == fold_dots("".join(parts)).replace(" ", "")
        assert [zone.name for zone in reading.zones] == ["title", "lead", "body"]
        place = 0
        for sentence in reading.sentences:
            place = reading.text.index(sentence.text, place) + len(sentence.text)
            assert sentence.printed in reading.passages[sentence.paragraph].text
            assert sentence.line == reading.passages[sentence.paragraph].line


# ----------------------------------------------------------------------------------------------------------------- mentions


def test_names_are_those_of_a_plain_search(readings: tuple[Reading, ...]) -> None:
    for reading in readings:
        assert [(n.name, n.start, n.end) for n in reading.names] == naive.names(
            reading.text, REGISTRY, BY_START
        )
        for sentence in reading.sentences:
            found = [(m.name, m.start, m.end) for m in sentence.mentions]
            assert found == naive.names(sentence.text, REGISTRY, BY_START)
        for label in reading.labels:
            found = naive.names(fold_dots(label.text), REGISTRY, BY_START)[:1]
            assert found == ([(label.name.name, label.name.start, label.name.end)] if label.name else [])


def test_verbs_are_those_of_a_plain_search(readings: tuple[Reading, ...]) -> None:
    for reading in readings[::4]:
        for sentence in reading.sentences:
            found = {
                (tells, match.start())
                for tells, forms in REGISTRY.verbs.items()
                for form in forms
                for match in re.finditer(f"(?={re.escape(form)})", sentence.text)
            }
            assert set(sentence.verbs) == found


def test_events_are_those_of_a_plain_search(readings: tuple[Reading, ...]) -> None:
    for reading in readings[::3]:
        for sentence in reading.sentences:
            found = [(hit.event, hit.start, hit.end) for hit in sentence.events]
            wanted = naive.longest_events(sentence.bare, EVENTS)
            assert found == wanted, sentence.bare


def test_keywords_of_topics_are_those_of_a_plain_search(readings: tuple[Reading, ...]) -> None:
    keywords = [(topic.slug, word) for topic in REGISTRY.topics.values() for word in topic.keywords]
    for reading in readings[::12]:
        wanted: Counter[tuple[str, str]] = Counter()
        for zone in reading.zones:
            text = reading.text[zone.start : zone.end]
            letters = naive.squeezed(text)
            for slug, word in keywords:
                sought = naive.squeezed(word.text)
                if sought in letters:
                    hits = naive.phrases_at(text, naive.by_first_letter([(sought, slug)]))
                    wanted[slug, word.text] += sum(
                        not (word.whole_word and start and text[start - 1].isalnum())
                        and (len(word.text) > 3 or end - start == len(word.text))
                        for _, _, start, end in hits
                    )
        assert Counter((hit.topic, hit.keyword) for hit in reading.topics) == +wanted


words = st.sampled_from(
    [
        *list(REGISTRY.bodies_by_name)[::9],
        *[phrase for event in REGISTRY.events[::25] for phrase in event.phrases],
        *["는", "의", "와 ", " ", "\n\n", ". ", "(", ")", "·", "1", "11차", "옛 ", "밝혔다", "다. ", "장관 "],
    ]
)


@given(st.lists(words, max_size=30).map("".join))
def test_any_text_is_searched_as_a_plain_search_does(text: str) -> None:
    folded = fold_dots(text)
    hits = REGISTRY.lexicon.scan([folded])[0]
    for found in (longest(hit for hit in hits if hit.term.kind == "event"), EVENTS_ALONE.longest(folded)):
        assert [(hit.term.id, hit.start, hit.end) for hit in found] == naive.longest_events(folded, EVENTS)
    assert [(hit.start, -hit.end) for hit in hits] == sorted((hit.start, -hit.end) for hit in hits)
    assert {hit.term.id for hit in hits if hit.term.kind == "name"} == {
        name for name in REGISTRY.bodies_by_name if len(name) > 1 and name in folded
    }


@given(st.lists(st.lists(words, max_size=6).map("".join), min_size=1, max_size=5))
def test_texts_of_one_scan_do_not_touch_each_other(texts: list[str]) -> None:
    folded = [fold_dots(text) for text in texts]
    assert REGISTRY.lexicon.scan(folded) == [REGISTRY.lexicon.scan([text])[0] for text in folded]


# ----------------------------------------------------------------------------------------------------------------- patterns


def test_one_look_says_what_each_pattern_says(example_seeds: tuple[Seed, ...]) -> None:
    """For every rule of noise, and for every pattern of furniture, whatever it is meant for."""
    lines = list(dict.fromkeys(fold(line.text) for seed in example_seeds[::2] for line in seed.lines))[::6]
    for sieve in (REGISTRY.noise_sieve, Sieve(REGISTRY.patterns)):
        whole = [(place, rule.id) for place, rule, _ in sieve.whole(lines)]
        found = [(place, rule.id) for place, rule, _ in sieve.found(lines)]
        for rule in sieve.rules:
            places = range(len(lines))
            assert [place for place, name in whole if name == rule.id] == [
                place for place in places if rule.pattern.fullmatch(lines[place])
            ]
            assert [place for place, name in found if name == rule.id] == [
                place for place in places if rule.pattern.search(lines[place])
            ]


def test_one_look_for_many_rules_says_what_each_look_of_its_own_says(example_seeds: tuple[Seed, ...]) -> None:
    """Also when more texts are asked of than stay at hand, while others are still looked through."""
    lines = [line.text for seed in example_seeds[:8] for line in seed.lines]
    more = [f"{number} 자료 제공" for number in range(AT_HAND + 1)]
    for groups in (("origin",), ("rights-kogl", "rights-kogl-1"), ("title-mark", "origin"), ("greeting",)):
        alone = Sieve(pattern for group in groups for pattern in REGISTRY.patterns_of(group))
        told = REGISTRY.sieve(*groups).found(lines)
        found = []
        for place, rule, _ in told:
            assert not list(REGISTRY.sieve("metadata-label").whole(more))
            found.append((place, rule.id))
        assert found == [(place, rule.id) for place, rule, _ in alone.found(lines)], groups


def test_a_rule_claims_only_what_it_needs() -> None:
    for expression, claimed in {
        r"(?:사진|자료)\s?=.+": ["사진", "자료"],
        r"무단 ?전재": ["무단", "전재"],
        r"(?:가|나다)?라마": ["라마"],
        r"(?=.*전화 ?:).+": ["전화"],
        r"[ⓒ©].{3}": ["©", "ⓒ"],
        r"[①-③](?!가나).": ["①", "②", "③"],
        r"(?:기자){2}|\d+": [],
        r"(?i)copyright": [],
        r"(?i:copyright) 가나": [" 가나"],
        r"(?<!가나다)\w*": [],
        r"[(<] ?.{0,9}\. ?(?:사|자).*[)>]": ["사", "자"],
        r"(가나)(?(1)다라|마바)": ["가나"],
    }.items():
        assert set(needles(expression)) <= set(claimed), expression
        assert bool(needles(expression)) == bool(claimed), expression


def test_what_a_rule_needs_stands_in_what_it_matches() -> None:
    for rule in REGISTRY.noise:
        assert all(any(one in text for one in rule.needles or [""]) for text in rule.removes), rule.id
    for pattern in REGISTRY.patterns:
        assert all(any(one in text for one in pattern.needles or [""]) for text in pattern.matches), (
            pattern.id
        )


@pytest.mark.parametrize("odd", [r"(?i)abc", r"(?P<x>a)(?P=x)", r"(a)\1", r"(a)?(?(1)b|c)"])
def test_a_pattern_that_cannot_be_part_of_another_is_asked_by_itself(odd: str) -> None:
    whole = any_whole(("z", odd))
    for text in ("ABC", "aa", "ab", "c", "z", "", "xabc"):
        assert bool(whole(text)) == bool(re.fullmatch(odd, text) or re.fullmatch("z", text))


# ------------------------------------------------------------------------------------------------------------------- travel


def test_everything_between_the_stages_pickles(
    example_seeds: tuple[Seed, ...], article_of: Callable[..., Article], registry: Registry
) -> None:
    for seed in example_seeds[::10]:
        reading = read(pickle.loads(pickle.dumps(seed)), registry)
        again = pickle.loads(pickle.dumps(reading))
        assert again == reading
        facts = decide(again, registry, Known())
        assert pickle.loads(pickle.dumps(facts)) == facts
    article = article_of("숲길 연다\n\n산림청은 12일 숲길을 연다고 밝혔다.")
    assert pickle.loads(pickle.dumps(article)) == article
    found = problem("E113", "seed.txt")
    assert pickle.loads(pickle.dumps(found)) == found


def test_a_reading_cannot_be_changed(readings: tuple[Reading, ...]) -> None:
    assert hash(readings[0]) == hash(pickle.loads(pickle.dumps(readings[0])))
    assert all(line.role in Role for line in readings[0].lines)
