"""A seed without its noise. Every removed line keeps the id of the rule that took it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final

from builder.reading.repeats import find_repeats
from builder.registry import NoiseRule, Registry
from builder.text import is_sentence, key

#: A list of other articles ends the page only when the article itself lies before it: at least this many
#: sentences.
_SENTENCES_BEFORE_TAIL: Final = 2
#: 세줄요약: three lines, and one more where a line was broken.
_SUMMARY_LINES: Final = 4
#: A line so many times as long as the longest of a box above it is the article's.
_FAR: Final = 2
#: Headings of boxes that are looked at; a page has a handful, a hostile one thousands.
_HEADINGS: Final = 40
#: Lines below the heading of a summary that are looked at.
_COPIED: Final = 8
#: Letters of a sentence that is none of a block's labels.
_FULL_SENTENCE: Final = 40
#: Lines below the heading of a box among which one closes it.
_BOX: Final = 6
_NONE: Final[Mapping[int, str]] = MappingProxyType({})


def find_noise(
    folded: Sequence[str],
    registry: Registry,
    asides: Mapping[int, str] = _NONE,
    *,
    is_document: bool = False,
) -> dict[int, str]:
    """Index of each line that is no part of the article → the rule that takes it.

    What was set aside already, what the noise rules name, and what is printed twice; blank lines are never
    among them, they part paragraphs.

    Args:
        folded: All lines, their spaces folded.
        registry: The rules.
        asides: Index of each line that whoever read the file set aside → the rule. On a saved page that says
            where the line stood; a rule that knows it by its words gives it its name.
        is_document: Whether the file's own structure says what a line is. Then its rules come first, and what
            stands twice stays: tables repeat their heads.
    """
    page = _Page(folded, registry)
    if is_document:
        page.taken.update(asides)
    _take_summaries(page)
    _take_lines(page)
    page.taken = {**asides, **page.taken}
    _take_tails(page)
    _take_boxes(page)
    _take_blocks(page)
    _take_edges(page)
    if not is_document:
        _take_feet(page)
        page.taken.update(find_repeats(folded, frozenset(page.taken)))
        _take_edges(page)
    return page.taken


class _Page:
    """The lines, those of them that some rule matches, and what is taken already. Private and mutable."""

    def __init__(self, folded: Sequence[str], registry: Registry) -> None:
        self.folded, self.taken = folded, dict[int, str]()
        self._matches: dict[str, dict[int, NoiseRule]] = {}
        for index, rule, _ in registry.noise_sieve.whole(folded):
            if folded[index]:
                self._matches.setdefault(rule.scope, {}).setdefault(index, rule)
        self._running: list[int] | None = None

    def matches(self, scope: str) -> list[tuple[int, NoiseRule]]:
        """The open lines that a rule of the scope matches whole, with the first that does."""
        found = self._matches.get(scope, {})
        return [(index, rule) for index, rule in found.items() if index not in self.taken]

    def open_lines(self) -> list[int]:
        """The lines with words that are still part of the article."""
        return [index for index, text in enumerate(self.folded) if text and index not in self.taken]

    def running(self) -> list[int]:
        """Those of them that are running text."""
        if self._running is None:
            self._running = [index for index, text in enumerate(self.folded) if is_sentence(text)]
        return [index for index in self._running if index not in self.taken]

    def take(self, indexes: Iterable[int], rule: NoiseRule) -> None:
        """Take lines out by a rule."""
        self.taken.update(dict.fromkeys(indexes, rule.id))


def _take_lines(page: _Page) -> None:
    for index, rule in page.matches("line"):
        page.take([index], rule)


def _take_summaries(page: _Page) -> None:
    """A summary box: the heading, and the following lines whose words all stand again further down."""
    headings = page.matches("summary")[:_HEADINGS]
    letters = [key(text) for text in page.folded] if headings else []
    notes = {index for index, _ in page.matches("line")} if headings else set[int]()
    for index, rule in headings:
        below = [other for other in page.open_lines() if other > index][:_COPIED]
        is_above = sum(other < index for other in page.running()) < _SENTENCES_BEFORE_TAIL
        copied = _copied(below, letters, notes) or (_boxed(page.folded, index, notes) if is_above else [])
        if copied:
            page.take([index, *copied], rule)


def _copied(below: Sequence[int], letters: Sequence[str], notes: Collection[int]) -> list[int]:
    """The lines up to the first whose letters do not stand again further down.

    ``notes``: lines that a rule takes by themselves, a notice in the box or its button.
    """
    copied: list[int] = []
    for index in (index for index in below if index not in notes):
        if not letters[index] or letters[index] not in "".join(letters[index + 1 :]):
            break
        copied.append(index)
    return copied


def _boxed(folded: Sequence[str], heading: int, notes: Collection[int]) -> list[int]:
    """A box told in other words.

    The few lines below its heading, when the article goes on below. A notice closes it: right below the
    heading, the box is folded up.
    """
    if heading + 1 in notes:
        return []
    box = list(_alike_below(folded, heading, notes))
    if not 1 <= len(box) <= _SUMMARY_LINES:
        return []
    goes_on = islice((text for text in folded[box[-1] + 1 :] if is_sentence(text)), len(box) + 1)
    return box if len(list(goes_on)) > len(box) else []


def _alike_below(folded: Sequence[str], heading: int, notes: Collection[int]) -> Iterator[int]:
    """The lines of a box up to a blank one, the notice that closes it, or one that is none of its lines.

    They begin alike, with a mark or without one, and none is far longer than those above it.
    """
    longest = 0
    for index in range(heading + 1, len(folded)):
        text = folded[index]
        if not text:
            return
        if longest and index in notes:
            yield index
            return
        is_another = text[0].isalnum() != folded[heading + 1][0].isalnum() or len(text) > _FAR * longest
        if longest and is_another:
            return
        longest = max(longest, len(text))
        yield index


def _take_tails(page: _Page) -> None:
    """A list of other articles: all below it where the article lies before it.

    Amid the article what is no sentence; above it the heading, as title and date may be among the lines
    below: those are told one by one by the labeller.
    """
    for index, rule in page.matches("tail")[:_HEADINGS]:
        if index in page.taken:
            continue
        running = page.running()
        before = [i for i in running if i < index]
        after = [i for i in page.open_lines() if i > index]
        resumed = [i for i in running if i > index and _resumes(page.folded[i])]
        weights = [sum(len(page.folded[i]) for i in part) for part in (before, resumed)]
        if len(before) >= _SENTENCES_BEFORE_TAIL and weights[0] >= weights[1]:
            page.take([index, *after], rule)
        else:
            next_sentence = next((i for i in running if i > index), index + 1)
            page.take([index, *(i for i in after if before and i < next_sentence)], rule)


def _resumes(text: str) -> bool:
    """Whether a sentence below a list of other articles could be the article going on.

    It has no number or mark in front.
    """
    return text[0] not in "-•·▶☞*[0123456789①②③④⑤⑥⑦⑧⑨⑩"


def _take_boxes(page: _Page) -> None:
    for index, rule in page.matches("box"):
        below = [other for other in page.open_lines() if other > index][:_BOX]
        closed = (rule.goes_on is not None and rule.goes_on.fullmatch(page.folded[other]) for other in below)
        if (last := next((place for place, is_last in enumerate(closed) if is_last), None)) is not None:
            page.take([index, *below[: last + 1]], rule)


def _take_blocks(page: _Page) -> None:
    for index, rule in page.matches("block"):
        if index not in page.taken:
            page.take(_block(page, index, rule), rule)


def _take_feet(page: _Page) -> None:
    """Blocks with which the article ends: what is below them, if anything is, was taken already."""
    for index, rule in page.matches("foot"):
        block = list(_block(page, index, rule))
        below = next((i for i in range(block[-1] + 1, len(page.folded)) if page.folded[i]), None)
        if below is None or below in page.taken:
            page.take(block, rule)


def _block(page: _Page, index: int, rule: NoiseRule) -> Iterator[int]:
    """The line that a rule matches, and those below it that go on."""
    yield index
    for below in range(index + 1, len(page.folded)):
        text = page.folded[below]
        if not text or below in page.taken:
            continue
        if rule.goes_on is None or not rule.goes_on.fullmatch(text) or _runs_on(text):
            return
        yield below


def _runs_on(text: str) -> bool:
    """A full sentence ends any block of labels and headlines."""
    return is_sentence(text) and len(text) >= _FULL_SENTENCE


def _take_edges(page: _Page) -> None:
    """Lines before the first and after the last sentence.

    A sentence that is itself furniture moves the edge inwards, unless no other is left.
    """
    while matches := page.matches("edge"):
        running = page.running()
        first, last = (running[0], running[-1]) if running else (len(page.folded), -1)
        found = {index: rule.id for index, rule in matches if index <= first or index >= last}
        if not found or (running and found.keys() >= set(running)):
            return
        page.taken.update(found)
