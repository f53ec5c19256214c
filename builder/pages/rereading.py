"""What the rules of today read otherwise of a seed that has not changed: old value and new, fact by fact.

Told by the hashes that a page records of the builder's own text: what follows from a person's edit, or from
the source, is no other reading. Where a person has edited, the edit stands, and what the rules would now say
is told beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.model import Level
from builder.pages.page import Page
from builder.pages.parts import PARTS, edited_parts, part_hash
from builder.pages.versions import SHOWN, version_of

READ: Final = tuple(fact for fact in SHOWN if fact != "url")
"""The facts of a page that are read from its seed, in the order in which they are told."""
BODY: Final = "body"
_LEVELS: Final = tuple(level.value for level in (Level.GUESS, Level.LIKELY, Level.SURE))


@dataclass(frozen=True, slots=True)
class Reread:
    """A fact of a page that stands, of which the rules come to another value. Of a body lines are counted."""

    fact: str
    old: str
    """What the page says; an edited one goes on saying it. Lists by lines; empty where nothing is known."""
    new: str
    level: str
    """The least certain of what the new value holds; empty where it has none."""
    kept: bool = False
    """Whether a person has edited the fact, so that it stays."""

    @property
    def doubt(self) -> int:
        """The lower, the sooner a person should look: what is known no more, a guess, likely, sure."""
        if not self.new:
            return 0
        return 1 + (_LEVELS.index(self.level) if self.level in _LEVELS else 1)


def reread(standing: Page, made: Page, plain: Page, given: frozenset[str]) -> tuple[Reread, ...]:
    """Every fact that is read otherwise.

    Args:
        standing: The page on disk.
        made: The page to stand, with a person's edits.
        plain: What seed and rules alone make.
        given: The parts that whoever collected the article says, and the rules do not read.
    """
    was = standing.record.generated
    moved = {part for part in PARTS.keys() & was if was[part] != part_hash(part, plain)} - given
    if not moved or not standing.body.strip():
        return ()
    return tuple(_reread(moved, standing, made, plain))


def _reread(moved: set[str], standing: Page, made: Page, plain: Page) -> Iterator[Reread]:
    edited = edited_parts(standing)
    old, new, rules = (version_of(page).texts for page in (standing, made, plain))
    for fact in READ:
        part = SHOWN[fact]
        kept = part in edited and old[fact] == new[fact]
        page, now = (plain, rules[fact]) if kept else (made, new[fact])
        if part in moved and now != old[fact]:
            before, after = _counted(old[fact], now) if fact == BODY else (old[fact], now)
            yield Reread(fact, before, after, _level(fact, page), kept)


def _level(fact: str, page: Page) -> str:
    """A part that a person wrote is sure, whatever the page says of it."""
    levels = page.record.certainty.get(fact, ())
    return next((level for level in _LEVELS if level in levels), "")


def _counted(old: str, new: str) -> tuple[str, str]:
    """How many lines there are, and how many of them went and came."""
    before, after = (Counter(line for line in text.splitlines() if line.strip()) for text in (old, new))
    gone, come = (before - after).total(), (after - before).total()
    return f"{before.total():,} lines", f"{after.total():,} lines, {gone:,} of the old gone, {come:,} new"
