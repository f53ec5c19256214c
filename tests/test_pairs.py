"""Pairs are found by their firsts, however few of them are in memory, in this run and in the next one."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import pytest

from builder import pairs
from builder.kept import Kept
from builder.memory import LostError, Memory, Together
from builder.pairs import Pairs

FIRSTS = range(0, 4_000, 8)


def together(kept: Kept) -> Together:
    return Memory(kept).together("test")


@pytest.mark.parametrize("on_disk", [True, False])
@pytest.mark.parametrize("at_hand", [1, 150, 100_000])
def test_any_changes_one_after_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_hand: int, *, on_disk: bool
) -> None:
    monkeypatch.setattr(pairs, "_AT_HAND", at_hand)
    dice, there = random.Random(at_hand), defaultdict[int, set[int]](set)
    with Kept(tmp_path if on_disk else None) as kept:
        found = Pairs(together(kept), "part", 61)
        found.begin()
        for _ in range(30):
            new = [(dice.sample(FIRSTS, 40), dice.randrange(2**24)) for _ in range(dice.randrange(4))]
            old = [(dice.sample(FIRSTS, 40), dice.choice([7, *there[dice.choice(FIRSTS)]])) for _ in range(3)]
            found.add(([one for one in firsts if second not in there[one]], second) for firsts, second in new)
            for firsts, second in new:
                for one in firsts:
                    there[one].add(second)
            found.remove(old)
            for firsts, second in old:
                for one in firsts:
                    there[one].discard(second)
            asked = dice.sample(FIRSTS, 50)
            assert found.of_each(asked) == {one: sorted(there[one]) for one in asked}
            if dice.random() < 0.3:
                found.put()
                found = Pairs(together(kept), "part", 61)
        assert {one: [*some] for one, some in found.of_several()} == {
            one: sorted(some) for one, some in there.items() if len(some) > 1
        }
        assert all(found.of(one) == sorted(there[one]) for one in FIRSTS)


def test_not_all_are_in_memory_and_what_was_read_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "_AT_HAND", 400)
    with Kept(tmp_path) as kept:
        found = Pairs(together(kept), "part", 61)
        found.begin()
        found.add((FIRSTS, second) for second in range(10))
        found.put()
        assert sum(map(len, found._at_hand.values())) <= 500
        asked = [one for one in FIRSTS for _ in range(2)]
        assert all(found.of(one) == [*range(10)] for one in asked)
        kept.replace("test part", {}, kept.names("test part"))
        assert all(found.of(one) == [*range(10)] for one in asked)
        with pytest.raises(LostError):
            Pairs(together(kept), "part", 61).of(0)
