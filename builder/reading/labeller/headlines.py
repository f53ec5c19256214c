"""Which line is the title: the likeliest, weighed by how much it shares with what the article says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Final

from builder.reading.labeller.features import Page
from builder.reading.labeller.lines import Line

#: The title is the first line that is nearly as likely one as the likeliest (subtitles look alike, and stand
#: below), if that is at least … (these and the next by left-out families and pages that never train alike).
_NEARLY: Final = 0.65
_POSSIBLE: Final = 0.07
_UNSURE: Final = 0.3  # below, none begins as an entry does, is long as a sentence, or goes on as text
#: … and none begins a sentence that goes on in the next line, unless it is likelier the title than all else.
_WRAPPED: Final = "Fg"
_UNSURE_OF_WRAPPED: Final = 0.5
_LEAST_WHOLE: Final = 0.05
#: A line of which no word stands in the article's sentences is so much less likely its title; one of which
#: this share does is not.
_WITHOUT_ITS_WORDS: Final = 0.3
_SHARED: Final = 0.25
#: Fewer words than that tell nothing by themselves.
_FEWEST_TO_JUDGE: Final = 2
#: A line of so many words, most of them the text's, is possibly its title unless hardly likely one.
_FEWEST_WORDS: Final = 3
_MOSTLY_SHARED: Final = 0.6
_BY_ITS_WORDS: Final = 0.2
_HARDLY: Final = 0.01
#: What stands so often on a page is half as likely its title.
_OFTEN: Final = 3
TEXT: Final = frozenset(["body", "list", "table"])
"""The roles of what an article says."""
_WHOLE_TITLE: Final = 8  # letters
_AROUND_TITLE: Final = 6  # letters that a link to it says beside it
_NO_TITLE: Final = frozenset(["sym", "cir", "dash", "num", "ga", "ang", "tag", "rom"])
_NONE_BY_WORDS: Final = frozenset(
    ["path", "url", "rights", "file", "buttons", "pipe", "link", "tel", "framed"]
)
#: The first line of a text that is no page of a site is its title when it is at least this likely one, and at
#: most this long.
_OF_BARE: Final = 0.02
_LONGEST: Final = 110
_SHORTEST_SENTENCE, _LONGEST_SENTENCE = 15, 40


def as_titles(
    page: Page, likely: Sequence[float], again: Sequence[float], roles: Sequence[str], none: Sequence[bool]
) -> list[float]:
    """For each line how likely it is the title; nought where it cannot be.

    None is what stands above already, and a path through a site.

    Args:
        page: The lines.
        likely: Of each line how likely the model holds it for the title.
        again: And for a repeat: whether it is one is not guessed.
        roles: What it is taken for so far.
        none: Whether something else is known of it.
    """
    out, seen, copies = [], set[str](), Counter(line.key for line in page.lines)
    text = [role in TEXT for role in roles]
    own = frozenset(chain.from_iterable(x.stems for x, t in zip(page.lines, text, strict=True) if t))
    for i, line in enumerate(page.lines):
        can_be = line.key not in seen and not none[i] and "path" not in line.signs
        unsure = _UNSURE_OF_WRAPPED if page.paragraph[i] == _WRAPPED else _UNSURE
        odd = _is_odd(page, i, is_text=text[i]) and likely[i] < unsure
        if not none[i]:
            seen.add(line.key)
        by_model = likely[i] / max(_LEAST_WHOLE, 1 - again[i]) / (2 if copies[line.key] >= _OFTEN else 1)
        is_own = text[i] or roles[i] == "heading"
        out.append(_weighed(line, by_model, own, is_own=is_own) if can_be and not odd else 0.0)
    return out


def _is_odd(page: Page, i: int, *, is_text: bool) -> bool:
    """Whether a line begins or is framed as no headline is, is long as a sentence, or goes on as text."""
    line = page.lines[i]
    long = line.sentence and not _SHORTEST_SENTENCE <= len(line.text) <= _LONGEST_SENTENCE
    begins = line.mark in _NO_TITLE or "framed" in line.signs
    return long or begins or (bool(page.paragraph[i]) and is_text)


def _weighed(line: Line, by_model: float, own: AbstractSet[str], *, is_own: bool) -> float:
    """The model's word, less where the article has none of the line's words; and what these alone say."""
    if len(line.stems) < _FEWEST_TO_JUDGE:
        return by_model if line.stems else by_model * _WITHOUT_ITS_WORDS
    shared = len(line.stems & own) / len(line.stems)
    weighed = by_model * min(1.0, _WITHOUT_ITS_WORDS + (1 - _WITHOUT_ITS_WORDS) * shared / _SHARED)
    told = (
        not is_own and by_model >= _HARDLY and len(line.stems) >= _FEWEST_WORDS and shared >= _MOSTLY_SHARED
    )
    fits = len(line.text) <= _LONGEST and _NONE_BY_WORDS.isdisjoint(line.signs)
    return max(weighed, _BY_ITS_WORDS * shared) if told and fits else weighed


def title_among(chances: Sequence[float]) -> int | None:
    """Which of some lines is the title, from how likely each is."""
    best = max(chances, default=0.0)
    if best < _POSSIBLE:
        return None
    return next(i for i, chance in enumerate(chances) if chance >= _NEARLY * best)


def bare_of_more(page: Page, chances: Sequence[float], title: int | None) -> int | None:
    """Where the title stands again below with less around it (a link to it says more), that line is it."""
    if title is None:
        return None
    key, below = page.lines[title].key, range(title + 1, len(chances))
    likely = (i for i in below if chances[i] >= _POSSIBLE)
    return next((i for i in likely if _is_within(page.lines[i].key, key)), title)


def _is_within(shorter: str, key: str) -> bool:
    near = _WHOLE_TITLE <= len(shorter) >= len(key) - _AROUND_TITLE
    return near and (key.startswith(shorter) or key.endswith(shorter))


def title_of_bare(page: Page, likely: float, taken: Collection[int]) -> int | None:
    """The first line of a text that is no page of a site, where it can be a title."""
    longest = _LONGEST_SENTENCE if page.sentence[0] else _LONGEST
    is_wrapped = page.sentence[0] and page.paragraph[0]
    fits = len(page.lines[0].text) <= longest and not is_wrapped and likely >= _OF_BARE
    fits = fits and "path" not in page.lines[0].signs
    return 0 if fits and len(page.lines) > 1 and page.numbers[0] not in taken else None
