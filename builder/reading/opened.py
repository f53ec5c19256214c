"""Lines that ran together, opened where another begins.

Copied pages lose the breaks between their blocks: behind the last sentence stand the day, the agency and the
address of its reporter, behind these the words of other articles; behind a headline its day and its writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from builder.model import Line
from builder.registry import LinePattern, Registry
from builder.text import is_sentence

#: How often what comes of a line is opened again.
_DEPTH: Final = 3
#: Of a longer line only the end is looked at: what ran together with an article stands behind it.
_REACH: Final = 4_000
#: Groups of a pattern that say what their line is: the page's headline, what closes the words of a picture, a
#: row of values, a list of other articles, buttons, the page's path.
TITLE: Final = "title"
CLOSING: Final = "closing"
ROW: Final = "row"
#: … and the rules by which some are none of the article's.
_ASIDE: Final = {"others": "other-articles", "buttons": "share-buttons", "path": "breadcrumb"}


def opened(lines: Sequence[Line], registry: Registry) -> tuple[Line, ...]:
    """The lines, each that holds several as several of its number; none of their words is lost.

    What is seen to be a headline, a row of values or a picture's end by what stands beside it is called so.
    A picture's day is opened only in a page that tells of pictures alone: in another it may be an old one.
    """
    sieve = registry.sieve("joint")
    joined = {place for place, _, _ in sieve.found([line.text[-_REACH:] for line in lines])}
    if not joined:
        return tuple(lines)
    told = all(place in joined or not is_sentence(line.text) for place, line in enumerate(lines))
    rules = [rule for rule in sieve.rules if told or CLOSING not in rule.pattern.groupindex]
    return tuple(
        part
        for place, line in enumerate(lines)
        for part in (_parts(line, rules) if place in joined and not line.aside else (line,))
    )


def _parts(line: Line, rules: Sequence[LinePattern], depth: int = _DEPTH) -> Iterator[Line]:
    """The lines in one: the named groups of a pattern begin new ones, and so does what is behind them."""
    places = _places(line.text, rules) if depth else {}
    if not places:
        yield line
        return
    for start, end in pairwise((*sorted(places), len(line.text))):
        text = line.text[start:end].rstrip()
        if text.strip():
            links = tuple(link for link in line.links if link.text in text)
            aside = _ASIDE.get(places[start], "")
            one = line._replace(text=text, links=links, aside=aside, part=places[start] or line.part)
            yield from (one,) if aside else _parts(one, rules, depth - 1)


def _places(text: str, rules: Sequence[LinePattern]) -> dict[int, str]:
    """Where lines begin by the first rule that finds more than one, and the groups that begin there."""
    for rule in rules:
        if match := rule.pattern.search(text, max(0, len(text) - _REACH)):
            found = {match.start(name): name for name, said in match.groupdict().items() if said}
            if set(found) != {0}:
                return {0: "", **dict(sorted(found.items()))}
    return {}
