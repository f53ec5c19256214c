"""The same searches done slowly and plainly: letter by letter, a phrase after the other. The oracle of the automaton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.registry import Registry
from builder.text import fold_dots

Found = tuple[str, int, int]


def squeezed(text: str) -> str:
    return fold_dots("".join(text.split()))


Phrases = dict[str, list[tuple[str, list[str]]]]


def phrases_at(text: str, phrases: Phrases) -> Iterator[tuple[str, str, int, int]]:
    """(id, phrase, start, end) of every phrase whatever its spaces, in order of place, the longest first."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    letters = fold_dots("".join(text[place] for place in places))
    for at, letter in enumerate(letters):
        for phrase, ids in phrases.get(letter, ()):
            if not letters.startswith(phrase, at):
                continue
            if at and phrase[0].isdigit() and letters[at - 1].isdigit():
                continue
            for one in ids:
                yield one, phrase, places[at], places[at + len(phrase) - 1] + 1


def by_first_letter(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """(phrase, id) pairs as the search wants them: by first letter, the longest first."""
    ids: dict[str, list[str]] = {}
    for phrase, one in pairs:
        ids.setdefault(squeezed(phrase), []).append(one)
    found: Phrases = {}
    for phrase in sorted(ids, key=len, reverse=True):
        found.setdefault(phrase[0], []).append((phrase, ids[phrase]))
    return found


def event_phrases(registry: Registry) -> Phrases:
    return by_first_letter((phrase, event.id) for event in registry.events for phrase in event.phrases)


def longest_events(text: str, phrases: Phrases) -> list[Found]:
    """The longest at each place from left to right, none inside another."""
    taken: list[tuple[str, str, int, int]] = []
    for hit in phrases_at(text, phrases):
        if not taken or hit[2] >= taken[-1][3] or hit[1:3] == taken[-1][1:3]:
            taken.append(hit)
    return [(one, start, end) for one, _, start, end in taken]


def names(text: str, registry: Registry, by_start: dict[str, list[str]]) -> list[Found]:
    """Names letter for letter, the longest at each place, not inside a word unless an official one is glued to it."""
    found: list[Found] = []
    place = 0
    while place < len(text) - 1:
        name = next((n for n in by_start.get(text[place : place + 2], ()) if text.startswith(n, place)), None)
        if name and (not _inside_word(text, place) or _is_glued(name, text[place + len(name) :], registry)):
            found.append((name, place, place + len(name)))
            place += len(name)
        else:
            place += 1
    return found


def names_by_start(registry: Registry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(registry.bodies_by_name, key=lambda name: (-len(name), name)):
        found.setdefault(name[:2], []).append(name)
    return found


def _inside_word(text: str, place: int) -> bool:
    return place > 0 and "가" <= text[place - 1] <= "힣"


def _is_glued(name: str, after: str, registry: Registry) -> bool:
    return any(body.name == name for body in registry.bodies_by_name[name]) and any(
        rule.pattern.match(after) for rule in registry.patterns_of("glued-name-after")
    )
