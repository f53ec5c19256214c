"""Texts that are gathered again where some have changed stand in the stories in which all of them would."""

from __future__ import annotations

import random

import pytest

from builder.kept import Kept, key_of
from builder.memory import Memory
from builder.pairs import Pairs
from builder.review import gathered, gathering, stories
from builder.review.gathered import Gathered
from builder.review.gathering import Gathering, Texts
from builder.review.shingles import packed
from builder.roll import keep_roll, roll_of

MARKS = range(0, 24 * 8, 8)
Marks = dict[str, frozenset[int]]


def from_nothing(texts: Marks) -> tuple[dict[str, str], frozenset[int]]:
    """The first print of each later one, and the stock phrases."""
    names = sorted(texts)
    marks = set[int]().union(*texts.values())
    held = {mark: [one for one, name in enumerate(names) if mark in texts[name]] for mark in marks}
    several = ((mark, found) for mark, found in held.items() if len(found) > 1)
    found = Gathered(several, [len(texts[name]) for name in names])
    firsts = {names[one]: names[first] for one, first in enumerate(found.firsts) if one != first}
    return firsts, found.stock


@pytest.mark.parametrize("seed", range(12))
def test_any_changes_one_after_another(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathered, "COMMON", 2)
    monkeypatch.setattr(gathering, "COMMON", 2)
    monkeypatch.setattr(stories, "_CLOSEST", 1 + seed % 2)
    dice, texts = random.Random(seed), Marks()
    together = Memory(Kept(None)).together("test")
    holders = Pairs(together, "holders", 7)
    holders.begin()
    firsts, stock = dict[str, str](), frozenset[int]()
    for step in range(60):
        before = {one: packed(marks) for one, marks in texts.items()}
        for _ in range(dice.choice((1, 1, 2, 4))):
            one = f"a{dice.randrange(24):02}"
            if texts.pop(one, None) is None or dice.random() < 0.7:
                like = [*texts.get(f"a{dice.randrange(24):02}", ())][:8]  # another one's, or some of them
                texts[one] = frozenset((*like, *dice.choices(MARKS, k=dice.randrange(1, 4))))
        roll = roll_of(together, {name: key_of(*sorted(marks)) for name, marks in texts.items()})
        again = Gathering(Texts(before.__getitem__), holders, roll, firsts, stock)
        again.change({one: packed(texts[one]) for one in roll.changed})
        assert (again.firsts, again.stock) == from_nothing(texts), step
        firsts, stock = again.firsts, again.stock
        keep_roll(together, roll)
        together.finish({})
        together.state = {}
