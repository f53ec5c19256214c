"""Names of central bodies in a text, and the part each plays in its sentence.

Which body a name stands for is decided by the date, later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from builder.model import Mention, Name
from builder.phrases import Hit
from builder.registry import Registry

_BRACKET: Final = re.compile(r"^\s?\([^()]{1,90}\)")
_LIST_JOINT: Final = re.compile(r"^(?:\s?[·,/]\s?|(?:와|과|및)\s|\s및\s)")
_HANGUL: Final = re.compile(r"[가-힣]")
#: Letters before and behind a name that tell its part.
_BEFORE: Final = 8
_BEHIND: Final = 160


def names_in(text: str, hits: Iterable[Hit], registry: Registry) -> tuple[Name, ...]:
    """The hits that stand in a text as names, none inside another.

    ``hits`` of names come in order of place, the longest first.
    """
    names: list[Name] = []
    reached, tried = 0, -1
    for hit in hits:
        if hit.start < reached or hit.start == tried:
            continue
        tried = hit.start
        name = hit.term.text
        inside_word = hit.start > 0 and _HANGUL.match(text[hit.start - 1])
        if not inside_word or _stands_glued(name, text[hit.end :], registry):
            names.append(Name(name, hit.start, hit.end))
            reached = hit.end
    return tuple(names)


def _stands_glued(name: str, after: str, registry: Registry) -> bool:
    """Whether a name that follows a syllable is a name all the same.

    ``…개최고용노동부(장관 …)``, where two lines were joined.
    """
    is_official = any(body.name == name for body in registry.bodies_by_name[name])
    return is_official and any(p.pattern.match(after) for p in registry.patterns_of("glued-name-after"))


def mentions_in(text: str, names: Sequence[Name], registry: Registry) -> tuple[Mention, ...]:
    """The names of a sentence with the part they play.

    Read from behind: in a list the last member's part is everybody's.
    """
    mentions: list[Mention] = []
    following: Mention | None = None
    asides = list(_in_brackets(text, [name.start for name in names]))
    for name, aside in zip(reversed(names), reversed(asides), strict=True):
        part = "none" if aside else _part(text, name, following, registry)
        mention = Mention(name.name, name.start, name.end, part)
        mentions.append(mention)
        if not aside:  # (부총리 겸 …, 이하 …) stands between the members of a list
            following = mention
    return tuple(reversed(mentions))


def _in_brackets(text: str, places: Iterable[int]) -> Iterator[bool]:
    """For each of the places, in order, whether a bracket is open there."""
    depth, reached = 0, 0
    for place in places:
        depth += text.count("(", reached, place) - text.count(")", reached, place)
        reached = place
        yield depth > 0


def _part(text: str, name: Name, following: Mention | None, registry: Registry) -> str:
    """The part it plays (subject | partner | none), from what stands around the name."""
    before, after = text[max(0, name.start - _BEFORE) : name.start], text[name.end : name.end + _BEHIND]
    if any(p.pattern.search(before) for p in registry.patterns_of("former-before")):
        return "none"
    after = _BRACKET.sub("", after)
    if any(p.pattern.match(after) for p in registry.patterns_of("no-actor-after")):
        return "none"
    if following and _is_listed_with(text[name.end : following.start], registry):
        return following.acts
    if any(p.pattern.match(after) for p in registry.patterns_of("subject-after")):
        return "subject"
    if any(p.pattern.match(after) for p in registry.patterns_of("acts-after")):
        return "partner"
    return "none"


def _is_listed_with(between: str, registry: Registry) -> bool:
    """Whether nothing but a list's joint stands before the next name, and maybe an official.

    ``기재부 1차관(단장), 과기정통부``.
    """
    rules = registry.patterns_of("list-member-after")
    member = next((match for p in rules if (match := p.pattern.match(between))), None)
    rest = _BRACKET.sub("", between[member.end() :] if member else between)
    joint = _LIST_JOINT.match(rest)
    return joint is not None and not rest[joint.end() :].strip()
