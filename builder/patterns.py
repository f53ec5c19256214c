"""Many patterns tried in one look: whether any of them matches, before each is asked in its order. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
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


class Rule(Protocol):
    """A pattern that knows what it needs."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first asked for."""

    @property
    def needles(self) -> tuple[str, ...]:
        """Words of which every text that it matches holds at least one; none where nothing is sure."""


R = TypeVar("R", bound=Rule)


#: Texts of which it stays at hand what is seen in them: a few articles.
AT_HAND: Final = 1024


class Look:
    """One look at a text for the words of many rules: which of them may match in it.

    Stages of reading ask of the same lines again and again, so what is seen in the texts of an article stays
    at hand. Work is linear in the texts and what is found in them.
    """

    __slots__ = ("_automaton", "_everywhere", "_seen", "_users", "bits")

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules: each is a bit."""
        self.bits = {rule: 1 << place for place, rule in enumerate(rules)}
        self._everywhere = sum(bit for rule, bit in self.bits.items() if not rule.needles)
        users: dict[str, int] = {}
        for rule, bit in self.bits.items():
            for needle in rule.needles:
                users[needle] = users.get(needle, 0) | bit
        self._users = tuple(users.values())
        self._automaton = AhoCorasick(users)
        self._seen: dict[str, int] = {}

    def at(self, texts: Sequence[str]) -> list[int]:
        """For each text the rules that may match in it, as bits."""
        seen = self._seen
        if len(seen) > AT_HAND:
            seen = self._seen = {}  # whoever else holds the old ones keeps them
        for text in {*texts}.difference(seen):
            found = self._everywhere
            for number, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                found |= self._users[number]
            seen[text] = found
        return [seen[text] for text in texts]


class Sieve(Generic[R]):
    """Rules to be tried on many texts, of which most match none.

    A look at the texts, for the words that the rules need, tells which rule can match where; the others are
    not even compiled.
    """

    __slots__ = ("_bits", "_look", "_mask", "_orders", "rules")

    def __init__(self, rules: Iterable[R], look: Look | None = None) -> None:
        """Take the rules; they are tried in this order. ``look``: one that looks for more than these."""
        self.rules = tuple(rules)
        self._look = look or Look(self.rules)
        self._bits = [(self._look.bits[rule], rule) for rule in self.rules]
        self._mask = sum(bit for bit, _ in self._bits)
        self._orders: dict[int, tuple[R, ...]] = {}

    def whole(self, texts: Sequence[str]) -> Iterator[tuple[int, R, re.Match[str]]]:
        """Each match of a whole text by a rule, in the order of the texts, then of the rules."""
        return self._tried(texts, re.Pattern.fullmatch)

    def found(self, texts: Sequence[str]) -> Iterator[tuple[int, R, re.Match[str]]]:
        """The first place of each rule in each text where it has one, in the same order."""
        return self._tried(texts, re.Pattern.search)

    def _tried(
        self, texts: Sequence[str], test: Callable[[re.Pattern[str], str], re.Match[str] | None]
    ) -> Iterator[tuple[int, R, re.Match[str]]]:
        mask = self._mask
        for place, bits in enumerate(self._look.at(texts)):
            if possible := bits & mask:
                for rule in self._orders.get(possible) or self._order(possible):
                    if match := test(rule.pattern, texts[place]):
                        yield place, rule, match

    def _order(self, possible: int) -> tuple[R, ...]:
        """The rules of some bits, in their order."""
        if len(self._orders) > AT_HAND:
            self._orders = {}
        found = self._orders[possible] = tuple(rule for bit, rule in self._bits if bit & possible)
        return found
