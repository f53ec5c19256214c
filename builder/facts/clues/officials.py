"""A minister named in office: the text is from a term of that name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import in_any
from builder.model import Sentence
from builder.partial_date import last_day
from builder.registry import LinePattern, Registry

_Terms = Mapping[str, Sequence[tuple[str, str | None]]]


def officials(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The days of the term, of any of the terms if there are several of that name."""
    speaking = [sentence for sentence in sentences if sentence.names_office]
    if not speaking:
        return
    terms, named = registry.made(_terms)
    aside = registry.patterns_of("not-in-office")
    seen: set[str] = set()
    for sentence in speaking:
        for match in named.finditer(sentence.text):
            name = match.group(1) or match.group(2)
            if name in terms and name not in seen and not _not_in_office(sentence.text, match, aside):
                seen.add(name)
                yield clue(
                    Strength.BOUND, in_any(terms[name]), registry, "official", sentence, name=match.group()
                )


def _terms(registry: Registry) -> tuple[_Terms, re.Pattern[str]]:
    """The terms of each head of a body by name, and the pattern of a name beside an office."""
    terms: dict[str, list[tuple[str, str | None]]] = {}
    heads = [official for official in registry.officials if official.body is not None]
    for official in heads:
        terms.setdefault(official.name, []).append((official.since, _after(official.until)))
    longest_first = sorted({official.office for official in heads}, key=lambda office: (-len(office), office))
    offices = "|".join(map(re.escape, longest_first))
    before = rf"(?<![가-힣])([가-힣]{{2,4}}) (?:[가-힣]{{2,16}} )?(?:{offices})"
    behind = rf"(?:{offices}) ([가-힣]{{2,4}})(?=[\s)은이가])"
    return terms, re.compile(f"{before}|{behind}")


def _after(until: str | None) -> str | None:
    """The day after a term's end, whose precision may be a month or a year."""
    return (dt.date.fromisoformat(last_day(until)) + dt.timedelta(1)).isoformat() if until else None


def _not_in_office(text: str, match: re.Match[str], patterns: Sequence[LinePattern]) -> bool:
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 8]
    return any(p.pattern.search(before) or p.pattern.search(after) for p in patterns)
