"""Articles that are versions of one story: the same release printed by several outlets.

Reported, never merged.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from builder.model import Problem
from builder.pages.page import AnyPage, Page
from builder.problems import page_problem
from builder.text import key

_SHINGLE: Final = 10
#: One shingle in eight is looked at: enough of them stay to tell, and the work is an eighth.
_SAMPLE: Final = 8
#: A shingle that stands in more articles is a stock phrase.
_COMMON: Final = 12
#: The share of the smaller article's shingles that stand in the other. Different articles of the sample
#: archive and of the evaluation, 6,400 pairs, stay below 0.2; a release printed twice lies above 0.5.
_ALIKE: Final = 0.5


#: Path of an article page → path of each other article that looks like a version of it → the share of their
#: text that they have in common.
Versions = Mapping[str, Mapping[str, float]]


def find_versions(pages: Sequence[AnyPage]) -> Versions:
    """The articles among ``pages`` that look like versions of one story, each with the others."""
    shingles = {page.path: _shingles(page.body) for page in pages if isinstance(page, Page)}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, share in _pairs(shingles):
        found[one][other] = found[other][one] = share
    return dict(sorted(found.items()))


def version_notices(versions: Versions, pages: Sequence[Page]) -> dict[str, tuple[Problem, ...]]:
    """Path of an article page → N109 for each other article that looks like a version of it."""
    titles = {page.path: page.record.title for page in pages}
    return {
        path: tuple(_notice(path, other, titles[other], share) for other, share in others.items())
        for path, others in versions.items()
    }


def _notice(path: str, other: str, title: str, share: float) -> Problem:
    return page_problem("N109", path, detail=f"docs/{other} ‘{title}’, {share:.0%} of the text")


def _shingles(body: str) -> frozenset[int]:
    letters = key(body).encode("utf-8")
    width = _SHINGLE * 3  # Hangul is three bytes a syllable
    marks = (zlib.crc32(letters[at : at + width]) for at in range(0, max(1, len(letters) - width), 1))
    return frozenset(mark for mark in marks if mark % _SAMPLE == 0)


def _pairs(shingles: dict[str, frozenset[int]]) -> Iterator[tuple[str, str, float]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for path in sorted(shingles):
        for mark in shingles[path]:
            holders[mark].append(path)
    shared: Counter[tuple[str, str]] = Counter()
    for paths in holders.values():
        if len(paths) <= _COMMON:
            shared.update(_couples(paths))
    for (one, other), count in sorted(shared.items()):
        share = count / max(1, min(len(shingles[one]), len(shingles[other])))
        if share >= _ALIKE:
            yield one, other, share


def _couples(paths: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((one, other) for place, one in enumerate(paths) for other in paths[place + 1 :])
