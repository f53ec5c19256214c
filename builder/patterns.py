"""Many patterns tried in one look: whether any of them matches, before each is asked in its order. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final, Generic, Protocol, TypeVar

from ahocorasick_rs import AhoCorasick

_NAMED_GROUP: Final = re.compile(r"(?<!\\)\(\?P<\w+>")
#: What means something else inside a longer expression: a group that is looked back to, or asked for.
_REFERENCE: Final = re.compile(r"\\[1-9]|(?<!\\)\(\?(?:P=|\()")

Test = Callable[[str], re.Match[str] | None]


@lru_cache(maxsize=64)
def any_whole(expressions: tuple[str, ...]) -> Test:
    """A test that is true of exactly the texts that one of the expressions matches whole.

    Most lines match none: they are let go after one look instead of one for each rule.
    """
    union = _union(expressions)
    if union is not None:
        return union.fullmatch
    patterns = [re.compile(one) for one in expressions]
    return lambda text: next(filter(None, (pattern.fullmatch(text) for pattern in patterns)), None)


def _union(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    """One expression for all.

    None where one of them cannot be part of another (it has flags of its own, say).
    """
    if not expressions or any(map(_REFERENCE.search, expressions)):
        return None
    try:
        return re.compile("|".join(f"(?:{_NAMED_GROUP.sub('(?:', one)})" for one in expressions))
    except re.error:
        return None


#: So few words are sooner looked for one by one.
_FEW: Final = 8


class Rule(Protocol):
    """A pattern that knows what it needs."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first asked for."""

    @property
    def needles(self) -> tuple[str, ...]:
        """Words of which every text that it matches holds at least one; none where nothing is sure."""


R = TypeVar("R", bound=Rule)


class Sieve(Generic[R]):
    """Rules to be tried on many texts, of which most match none.

    One look at all texts together, for the words that the rules need, tells which rule can match where; the
    others are not even compiled. Work is linear in the texts and what is found in them.
    """

    __slots__ = ("_automaton", "_everywhere", "_few", "_users", "rules")

    def __init__(self, rules: Iterable[R]) -> None:
        """Take the rules; they are tried in this order."""
        self.rules = tuple(rules)
        self._everywhere = [place for place, rule in enumerate(self.rules) if not rule.needles]
        users: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            for needle in rule.needles:
                users.setdefault(needle, []).append(place)
        self._few = tuple(users) if len(users) <= _FEW else ()
        self._users = tuple(users.values())
        self._automaton = AhoCorasick(users)

    def whole(self, texts: Sequence[str]) -> Iterator[tuple[int, R, re.Match[str]]]:
        """Each match of a whole text by a rule, in the order of the texts, then of the rules."""
        return self._tried(texts, re.Pattern.fullmatch)

    def found(self, texts: Sequence[str]) -> Iterator[tuple[int, R, re.Match[str]]]:
        """The first place of each rule in each text where it has one, in the same order."""
        return self._tried(texts, re.Pattern.search)

    def _tried(
        self, texts: Sequence[str], test: Callable[[re.Pattern[str], str], re.Match[str] | None]
    ) -> Iterator[tuple[int, R, re.Match[str]]]:
        possible = self._possible(texts)
        for place in range(len(texts)) if self._everywhere else sorted(possible):
            for number in sorted(possible[place]) if place in possible else self._everywhere:
                if match := test(self.rules[number].pattern, texts[place]):
                    yield place, self.rules[number], match

    def _possible(self, texts: Sequence[str]) -> dict[int, set[int]]:
        """The texts that hold what a rule needs, each with the rules that may match it."""
        found: dict[int, set[int]] = {}
        together = "\n".join(texts)
        if self._few and not any(needle in together for needle in self._few):
            return found
        hits = self._automaton.find_matches_as_indexes(together, overlapping=True)
        ends = list(accumulate([len(text) + 1 for text in texts])) if hits else []
        for number, start, _ in hits:
            place = bisect_right(ends, start)
            if place not in found:
                found[place] = set(self._everywhere)
            found[place].update(self._users[number])
        return found
