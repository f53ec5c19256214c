"""Which lines stay in the article: those likely its own, and those that no score alone may remove."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from builder.reading.labeller.features import Page
from builder.reading.labeller.lines import NOTE

#: A line leaves the article when the probability that it belongs there is below … (by left-out families).
_LEAVES: Final = 0.5
#: … and a sentence within the run of the article's sentences only by a wider margin: below …
_LEAVES_RUN: Final = 0.3
#: … and one that goes on in a line of the article, or stands beside one and begins as a note or a release's
#: entries do, or greets as speeches do, when it is below …
_GOES_ON: Final = 0.15
#: … and of a text that stands one clause a line, where most lines go on, when it is below …
_CLAUSE_GOES_ON: Final = 0.05
#: A text stands one clause a line when its lines are at most so long (in the middle), and fewer than this
#: share close a sentence.
_CLAUSE: Final = 26
_CLOSING: Final = 0.45
_FEWEST_CLAUSES: Final = 6
_RELEASE_MARKS: Final = frozenset("□ㅇ○◦※")
_NO_ARTICLE: Final = frozenset(["tel", "mail", "url", "file", "desk", "act", "near"])
_NO_BEGINNING: Final = frozenset(
    [
        *("rights", "crumb", "link", "tel", "mail", "url", "file", "byline", "date"),
        *("num", "dash", "sym", "ang", "brk", "cir", "ga", "rom"),
    ]
)
#: When more than this share of a page's sentences (of their characters) would go, only those go of which it
#: is this sure that they are no article.
_MOST_REMOVED: Final = 0.8
_SURELY_NONE: Final = 0.05


def _stands(page: Page, article: Sequence[float]) -> list[bool]:
    first, last = page.main
    run = [s and first <= i <= last for i, s in enumerate(page.sentence)]
    stands = [p >= (_LEAVES_RUN if r else _LEAVES) for p, r in zip(article, run, strict=True)]
    weight = [len(x.text) if s else 0 for x, s in zip(page.lines, page.sentence, strict=True)]
    gone = sum(w for w, s in zip(weight, stands, strict=True) if not s)
    if gone > _MOST_REMOVED * sum(weight):
        return [s or (r and p >= _SURELY_NONE) for s, r, p in zip(stands, run, article, strict=True)]
    return stands


def _is_clausal(page: Page) -> bool:
    """Whether the article stands one clause a line, as broadcasters print it."""
    lines = page.lines[page.first : page.last + 1]
    closing = sum(line.end == "s" for line in lines)
    if len(lines) < _FEWEST_CLAUSES or closing >= _CLOSING * len(lines):
        return False
    return median(len(line.text) for line in lines) <= _CLAUSE


def _beginnings(page: Page, article: Sequence[float], stands: Sequence[bool]) -> list[bool]:
    """A line that goes on in a line of the article, no blank line between, is its beginning and stands too.

    Not what closes by itself, what is made of a site's words, or what is far from being of the article.
    """
    out, clausal = list(stands), _is_clausal(page)
    least = _CLAUSE_GOES_ON if clausal else _GOES_ON
    for i in range(len(out) - 2, -1, -1):
        line = page.lines[i]
        goes_on = page.numbers[i + 1] - page.numbers[i] == 1 and out[i + 1] and line.end != "s"
        plain = (
            _NO_BEGINNING.isdisjoint((*line.signs, line.mark)) if clausal else page.paragraph[i].endswith("g")
        )
        out[i] = out[i] or (goes_on and plain and article[i] >= least)
    return out


def _go_on(page: Page, article: Sequence[float], stands: Sequence[bool]) -> list[bool]:
    """Entries of a release, notes, and greetings of a speech, beside a line of the article stand too."""
    out, places = list(stands), range(len(stands))
    for step, order in ((-1, places), (1, reversed(places))):
        for i in order:
            beside = 0 <= i + step < len(out) and out[i + step]
            out[i] = out[i] or (beside and article[i] >= _GOES_ON and _is_of_its_kind(page, i))
    return out


def _is_of_its_kind(page: Page, i: int) -> bool:
    """Whether a line is a note, an entry of a release, or a greeting of a speech, and holds no address."""
    listed, spoken = page.kind[0] == "1", page.kind[1] == "1"
    line = page.lines[i]
    if not _NO_ARTICLE.isdisjoint((*line.signs, *line.classes)):
        return False
    if NOTE.match(line.text):
        return True
    return (listed and line.text[0] in _RELEASE_MARKS) or (spoken and "hello" in line.classes)


def staying(page: Page, article: Sequence[float]) -> list[bool]:
    """For each line whether it stays, from how likely it is the article's."""
    return _go_on(page, article, _beginnings(page, article, _stands(page, article)))
