"""Articles that are versions of one story: the same release printed by several outlets.

Reported, never merged.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from builder.memory import Memory
from builder.model import Basis, Entry, Problem
from builder.pages.later import brief_of, read_body, sent_body
from builder.pages.page import AnyPage, Page
from builder.pairs import Pairs, shelves_for
from builder.problems import page_problem
from builder.review.gathered import Gathered
from builder.review.shingles import Shingles, shingles_of, shingles_of_each
from builder.review.stories import Evidence, Text
from builder.text import key
from builder.workers import HERE

#: The share of the smaller article's shingles that stand in the other. Different articles of the sample
#: archive and of the evaluation, 6,400 pairs, stay below 0.2; a release printed twice lies above 0.5.
_ALIKE: Final = 0.5
#: Fewer sampled shingles in common (some 160 letters: ``자세한 내용은 붙임 참조``) are evidence only beside
#: titles that are alike too.
_ENOUGH: Final = 20
#: Versions of a story have its beginning in common, or some of it.
_OPENING: Final = 0.25
_NUMBER: Final = re.compile(r"\d+")


#: Path of an article page → path of each other article that looks like a version of it → the share of their
#: text that they have in common.
Versions = Mapping[str, Mapping[str, float]]


def find_versions(pages: Sequence[AnyPage]) -> Versions:
    """The articles among ``pages`` that look like versions of one story, each with the others.

    What every other story prints too is no evidence. Of a story with very many prints each is compared with
    those beside it only (see ``stories.py``).
    """
    articles = {page.path: page for page in pages if isinstance(page, Page)}
    names, totals = sorted(articles), array("I")
    found = shingles_of_each((articles[one] for one in names), len(names), HERE)
    holders = Pairs(Memory().together("versions"), "holders", shelves_for(len(names)))
    holders.begin()
    holders.add((marks, one) for one, marks in enumerate(noted(found, totals)))
    return all_versions([articles[one] for one in names], Gathered(holders.of_several(), totals))


def noted(found: Iterable[array[int]], totals: array[int]) -> Iterator[array[int]]:
    """The shingles of texts; how many each has is put to the ``totals``."""
    for marks in found:
        totals.append(len(marks))
        yield marks


def all_versions(articles: Sequence[Page], gathered: Gathered) -> Versions:
    """The versions among all articles. ``articles``: in order of their paths; ``gathered``: their texts."""
    pairs = alike(gathered.candidates(), gathered.evidence, articles.__getitem__, gathered.stock)
    return both_ways((articles[one].path, articles[other].path, share) for one, other, share in pairs)


def both_ways(pairs: Iterable[tuple[str, str, float]]) -> Versions:
    """Articles that look like versions of one story, with how much they share, by each of the two."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, share in pairs:
        found[one][other] = found[other][one] = share
    return {path: dict(sorted(found[path].items())) for path in sorted(found)}


def version_notices(versions: Versions, pages: Sequence[Page]) -> dict[str, tuple[Problem, ...]]:
    """Path of an article page → N109 for each other article that looks like a version of it."""
    titles = {page.path: page.record.title for page in pages}
    return {
        path: tuple(_notice(path, other, titles[other], share) for other, share in others.items())
        for path, others in versions.items()
    }


def _notice(path: str, other: str, title: str, share: float) -> Problem:
    return page_problem("N109", path, detail=f"docs/{other} ‘{title}’, {share:.0%} of the text")


def alike(
    pairs: Iterable[tuple[Text, Text]],
    evidence: Callable[[Text], Evidence],
    page: Callable[[Text], Page],
    stock: Shingles,
) -> Iterator[tuple[Text, Text, float]]:
    """Those of some pairs of articles that look like versions of one story, with what they have in common."""
    for first, second in pairs:
        (one, size), (other, other_size) = evidence(first), evidence(second)
        shared = len(one & other)
        share = shared / max(1, min(size, other_size))
        if share < _ALIKE:
            continue
        pages = page(first), page(second)
        if shared >= _ENOUGH or _titled_alike(*pages):
            shorter, longer = (pages[0], other) if size <= other_size else (pages[1], one)
            if _begins_alike(shorter, longer, stock):
                yield first, second, share


def _begins_alike(shorter: Page, longer: Shingles, stock: Shingles) -> bool:
    """Whether some of the first half of a text stands in the other; a footer is shared at the end alone."""
    body = read_body(sent_body(shorter))
    opening = shingles_of(body[: len(body) // 2]) - stock
    return len(opening & longer) >= _OPENING * len(opening)


def _titled_alike(one: Page, other: Page) -> bool:
    """Whether half the pairs of letters of the shorter title stand in the other, and its numbers do.

    ``제17차 …회의`` and ``제18차 …회의`` are two stories. A generated title tells nothing.
    """
    entries = [brief_of(page).entry for page in (one, other)]
    titles = [one.title for one in entries if isinstance(one, Entry) and one.title_basis != Basis.GENERATED]
    if len(titles) < len(entries):
        return False
    pairs = [{*pairwise(key(title))} for title in titles]
    numbers = [{*_NUMBER.findall(title)} for title in titles]
    alike = len(pairs[0] & pairs[1]) >= _ALIKE * max(1, min(map(len, pairs)))
    return alike and (numbers[0] <= numbers[1] or numbers[1] <= numbers[0])
