"""The verdicts on a page's lines while they are made, and its running text in sums."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from builder.intake.html.furniture import furniture_rule
from builder.intake.html.headline import find_headline
from builder.text import key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from builder.intake.html.regions import Outline, Region

_WITNESS: Final = 0.5
"""A stated text is a witness of where the article is if it holds such a share of the page's running text."""
_AUTHOR: Final = "about-the-author"
_LONGEST_NAME: Final = 20
_LONGEST_TEXT: Final = 30_000
"""Characters of a stated text that are read."""


class Sheet:
    """The verdicts on one page's lines while they are made. Furniture is set aside from the start.

    ``rules``: for each line what takes it, empty if nothing does. ``furniture``: for each region whether it
    is. ``headline``: the index of its line. ``bylines``: of the lines that name the author.
    """

    def __init__(self, outline: Outline, titles: Sequence[str], said: str) -> None:
        self.outline = outline
        self.rules = [""] * len(outline.lines)
        self.furniture: list[bool] = []
        self.bylines: set[int] = set()
        self.headline = find_headline(outline, titles)
        self._set_furniture_aside()
        left = [0 if rule else weight for weight, rule in zip(outline.weights, self.rules, strict=True)]
        self.witnessed = self._witnessed(key(said[:_LONGEST_TEXT]), sum(left))
        if self.witnessed:
            left = [weight if i in self.witnessed else 0 for i, weight in enumerate(outline.weights)]
        self._weights = [0, *accumulate(left)]
        self._running = [0, *accumulate(bool(weight) for weight in left)]
        self._listed = [0, *accumulate(bool(weight) and self._is_item(i) for i, weight in enumerate(left))]

    def take(self, first: int, end: int, rule: str) -> None:
        """Set the lines aside that no rule has taken before; never the headline."""
        for index in range(first, end):
            if index != self.headline:
                self.rules[index] = self.rules[index] or rule

    def take_region(self, region: Region, rule: str) -> None:
        """Set a block aside."""
        self.take(region.first, region.end, rule)

    def has_headline(self, region: Region) -> bool:
        """Whether the headline stands in a block."""
        return self.headline is not None and region.first <= self.headline < region.end

    def runs(self, index: int) -> bool:
        """Whether a line is running text that nothing has taken."""
        return bool(self.outline.weights[index]) and not self.rules[index]

    def weight(self, region: Region | None = None) -> int:
        """The running text of a block that is not furniture; without one, of the page."""
        return self._weights[region.end] - self._weights[region.first] if region else self._weights[-1]

    def running(self, region: Region) -> int:
        """How many lines of running text, not furniture, a block has."""
        return self._running[region.end] - self._running[region.first]

    def items(self, region: Region) -> int:
        """How many of these are items of a list."""
        return self._listed[region.end] - self._listed[region.first]

    def keep_witnessed(self) -> None:
        """What the page states to be the article's text is not set aside."""
        for index in self.witnessed:
            self.rules[index] = ""

    def _set_furniture_aside(self) -> None:
        """Take out the blocks that call themselves furniture, outermost first."""
        outline = self.outline
        whole = sum(outline.weights)
        for region in outline.regions:
            inherited = region.parent >= 0 and self.furniture[region.parent]
            rule = "" if inherited or self.has_headline(region) else furniture_rule(region, outline, whole)
            self.furniture.append(inherited or bool(rule))
            if rule:
                self.take_region(region, rule)
            if rule == _AUTHOR:
                self._keep_byline(region)

    def _keep_byline(self, region: Region) -> None:
        """Of a block about the author the name stays, and where to reach them."""
        name = next((i for i in range(region.first, region.end) if self.outline.lines[i].text), region.end)
        for index in range(region.first, region.end):
            text = self.outline.lines[index].text
            is_name = index == name and len(text) <= _LONGEST_NAME
            if self.rules[index] == _AUTHOR and (is_name or "@" in text):
                self.rules[index] = ""
                self.bylines.add(index)

    def _witnessed(self, letters: str, whole: int) -> frozenset[int]:
        """The lines of running text that the page states to be the article's.

        None if they are too few to be it.
        """
        if not letters:
            return frozenset()
        lines, weights = self.outline.lines, self.outline.weights
        found = [i for i, weight in enumerate(weights) if weight and key(lines[i].text) in letters]
        return frozenset(found if sum(weights[i] for i in found) >= _WITNESS * whole else ())

    def _is_item(self, index: int) -> bool:
        region = self.outline.marks[index].region
        return region >= 0 and self.outline.regions[region].tag == "li"
