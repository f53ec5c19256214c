"""How far facts are to be trusted is what labelled texts say, also of families of texts that nothing was learned from."""

from __future__ import annotations

from builder.facts.certainty import JUDGED, LEVELS, read_levels
from builder.model import Level
from tests.measures.calibrate import Counts, held, learned, read_counts, settled, table


def test_the_levels_are_those_that_are_learned() -> None:
    assert LEVELS.read_text("utf-8") == table(settled(read_counts()))


def test_what_is_called_sure_holds_on_left_out_families() -> None:
    sure = {fact for (fact, _), level in read_levels().items() if level is Level.SURE}
    found = {fact: one for fact, (_, one) in held(read_counts()).items()}
    assert sure <= {fact for fact, one in found.items() if one.sure}
    assert {fact for fact, one in found.items() if one.right < 0.99 * one.sure} == set()
    assert min(found[fact].sure / found[fact].of for fact in ("ministries", "date")) >= 0.6


def test_a_kind_that_is_often_wrong_is_a_guess_and_a_rare_one_is_never_sure() -> None:
    counts: Counts = {
        ("date", "good day", "one"): (99, 100),
        ("date", "bad day", "one"): (50, 100),
        ("date", "rare day", "one"): (3, 3),
    }
    levels = {kind: level for (_, kind), (level, _, _) in learned(counts).items()}
    assert levels["bad day"] is Level.GUESS
    assert levels["good day"] is Level.SURE
    assert levels["rare day"] is not Level.SURE


def test_a_family_that_disagrees_takes_away_the_sureness_of_a_fact() -> None:
    counts: Counts = {("kind", "sign", "one"): (200, 200), ("kind", "sign", "two"): (8, 10)}
    assert (
        settled({("kind", "sign", "one"): (200, 200), ("kind", "sign", "two"): (10, 10)})["kind", "sign"][0]
        is Level.SURE
    )
    assert settled(counts)["kind", "sign"][0] is not Level.SURE


def test_a_fact_whose_sure_kinds_did_not_hold_asks_more_of_them() -> None:
    counts: Counts = {
        **{("kind", "firm", family): (100, 100) for family in ("one", "two")},
        **{("kind", "weak", family): (394, 400) for family in ("one", "two")},
    }
    levels = {kind: level for (_, kind), (level, _, _) in settled(counts).items()}
    assert learned(counts)["kind", "weak"][0] is Level.SURE
    assert (levels["firm"], levels["weak"]) == (Level.SURE, Level.LIKELY)


def test_every_fact_that_is_judged_was_seen() -> None:
    assert {fact for fact, _ in read_levels()} == set(JUDGED)
