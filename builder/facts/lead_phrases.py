"""Phrases that a sentence of the lead offers as a headline, each with what speaks for and against it.

Who acts, in front, and what is left of the sentence when chunks of it are left out (``lead_chunks``) and its
verb is cut to its noun. So a phrase is always words of the sentence in their order. What speaks for it are
names of features; ``headline.tsv`` weighs them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from builder.facts.lead_chunks import Cut, Parted, cuts, features, kind_of, parted
from builder.model import Mention, Reading, Sentence
from builder.registry import Registry
from builder.text import fold, key

LONGEST: Final = 40
SHORTEST: Final = 10
#: Sentences that are asked.
_SENTENCES: Final = 4
#: A subject that stands further behind is none of the headline's.
_SUBJECT_REACH: Final = 60
_LONGEST_NAME: Final = 16
#: Letters that the words of a phrase may be longer than it: particles leave it.
_ALLOWANCE: Final = 6
#: A word that comes oftener says no more of what the text is about.
_OFTEN: Final = 6
_SHORTEST_SHORT_NAME: Final = 3
_SHORTEST_PHRASE: Final = 4
_STEPS: Final = (14, 18, 22, 26, 30, 34, 38)
_STEM: Final = re.compile(r"(?<![가-힣A-Za-z0-9])(?:[가-힣]{2}|[A-Za-z]{2,})")
_BRACKETS: Final = re.compile(r"\s?\([^()]{0,120}\)|\s?\[[^\[\]]{0,80}\]|\*+")
_QUOTED: Final = re.compile(r"[‘'「『｢《]")
#: What somebody says is quoted as it is, or not at all.
_SPEECH: Final = re.compile(r"[다요까]\.?[”\"]")
_POLITE: Final = "습니다"
#: Which of the 28 endings of a syllable the tenses have: Unicode counts syllables by them.
_TENSE: Final = 20
_PAIRS: Final = ("“”", "‘’", "「」", "『』", "｢｣", "()", "[]", "<>", "《》", "【】")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A headline that could be, and what speaks for and against it: name → how much."""

    text: str
    features: Mapping[str, float]


class _About:
    """What a text is about: how often its words come, what comes next, the words of its topics."""

    def __init__(self, text: str, later: str, topical: frozenset[str]) -> None:
        self.text, self.later, self.topical = text, later, topical
        self.count = cache(text.count)

    @classmethod
    def of(cls, reading: Reading, said: Sequence[Sentence]) -> _About:
        later = " ".join(one.printed for one in said[1 : _SENTENCES + 2])
        return cls(reading.text, later, frozenset(key(hit.keyword) for hit in reading.topics))


class _Who(NamedTuple):
    """Who acts, as a headline says it; ``kind`` of naming, and the sentence behind it."""

    name: str
    kind: str
    rest: str


def phrases(reading: Reading, registry: Registry) -> Iterator[Phrase]:
    """Of the first sentences that say something; none fits where no sentence does."""
    said = saying(reading, registry)
    about = _About.of(reading, said)
    for place, sentence in enumerate(said[:_SENTENCES]):
        announces = matches(sentence.printed.rstrip("."), "title-report", registry)
        for who in _subjects(sentence, registry):
            found = [*_quoted(who, registry), *_cut_out(who, registry)]
            for text, body, names in found:
                told = f"{'told' if who.name else 'untold'}{' announced' if announces else ''}"
                named = [*names, f"place {place}", told, f"place {place} {told}", f"who {who.kind}"]
                yield Phrase(text, _weighed(named, text, body, about))


def saying(reading: Reading, registry: Registry) -> list[Sentence]:
    """The sentences that say something of the matter: none that greets or points elsewhere.

    And none that tells a scene, but where nothing else is said.
    """
    said = [
        one
        for one in reading.sentences
        if not matches(one.printed, "title-skipped", registry)
        and not matches(one.printed, "greeting", registry, whole=True)
    ]
    return [one for one in said if not matches(one.printed, "title-scene", registry)] or said


def _weighed(names: Sequence[str], text: str, body: str, about: _About) -> Mapping[str, float]:
    stems = stems_of(body)
    counts = [about.count(stem) for stem in stems]
    named = [f"length {sum(len(text) > step for step in _STEPS)}"]
    named += ["quoted"] if _QUOTED.search(body) else []
    named += ["number"] if any(letter.isdigit() for letter in body) else []
    flat = key(body)
    return {
        **Counter(names),
        **dict.fromkeys(named, 1.0),
        "often": sum(math.log2(1 + min(count, _OFTEN)) for count in counts) / 4,
        "once": sum(count <= 1 for count in counts) / 2,
        "again": sum(stem in about.later for stem in stems) / 2,
        "topical": sum(word in flat for word in about.topical) / 2,
        "words": len(stems) / 4,
    }


def stems_of(text: str) -> set[str]:
    """The first two letters of each word."""
    return {stem.group() for stem in _STEM.finditer(text)}


# -------------------------------------------------------------------------------------------------------- who


def _subjects(sentence: Sentence, registry: Registry) -> list[_Who]:
    """Ways to say who acts; one without a name where nobody does."""
    bare = fold(_bare(sentence.printed, registry))
    opening = next((p.match(bare) for p in _patterns("title-organization", registry) if p.match(bare)), None)
    organization = opening.group("who") if opening else ""
    body = _body(sentence, registry)
    if (
        opening
        and len(organization) <= _LONGEST_NAME
        and not (body and _is_first(body[0], sentence, registry))
    ):
        return [_Who(organization, "organization", bare[opening.end() :])]
    if body is None:
        return [_Who("", "none", bare)]
    mention, short, end = body
    rest = _bare(sentence.printed[end:], registry)
    office = _found("title-office", sentence.printed[mention.end : end], "office", registry)
    ways = {short: "body", mention.name: "whole"} if mention.name != short else {short: "body"}
    person = _found("title-person", sentence.printed[: mention.start], "name", registry)
    people = [_Who(f"{person} {short} {office}".strip(), "official", rest)] if office else []
    is_named = bool(person or " " in office)
    return people if is_named else [*people, *(_Who(name, kind, rest) for name, kind in ways.items())]


def _body(sentence: Sentence, registry: Registry) -> tuple[Mention, str, int] | None:
    """The body that acts, its short name, and where the words behind it begin."""
    acting = (one for one in sentence.mentions if one.acts != "none" and _may_act(one, sentence))
    mention = next(acting, None)
    behind = sentence.printed[mention.end :] if mention else ""
    for pattern in _patterns("title-subject-end", registry):
        if mention and (match := pattern.match(behind)):
            name = match.groupdict().get("short") or _short_name(mention.name, registry)
            return mention, name, mention.end + match.end()
    return None


def _may_act(mention: Mention, sentence: Sentence) -> bool:
    """Whether the body stands near the sentence's beginning, and is no end of a longer name."""
    before = sentence.printed[: mention.start]
    return len(before) <= _SUBJECT_REACH and not before[-1:].isalnum()


def _is_first(mention: Mention, sentence: Sentence, registry: Registry) -> bool:
    """Whether nobody else opens the sentence before the body does."""
    before = sentence.printed[: mention.start].split()
    return not any(kind_of(word, registry) in ("topic", "subject") for word in before)


def _short_name(name: str, registry: Registry) -> str:
    """The body's first short name that is made of the name's own syllables in their order."""
    bodies = registry.bodies_by_name.get(name, ())
    names = (alias for body in bodies for alias in body.aliases if len(alias) >= _SHORTEST_SHORT_NAME)
    return next((alias for alias in names if len(alias) < len(name) and _stands_in(alias, name)), name)


def _stands_in(short: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in short)


# ----------------------------------------------------------------------------------------------- what is done


def _cut_out(who: _Who, registry: Registry) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each phrase once: the headline, what it says beside who acts, its features."""
    sentence, last = _words(who.rest, registry)
    before = f"{who.name}, " if who.name else ""
    seen: set[str] = set()
    for cut in _cuts(sentence, last, LONGEST + _ALLOWANCE - len(before)):
        body = _terse(sentence, cut, registry)
        text = f"{before}{body}"
        if text not in seen and len(body) >= _SHORTEST_PHRASE and fits(text) and not _SPEECH.search(body):
            seen.add(text)
            yield text, body, list(features(sentence, cut))


def _words(text: str, registry: Registry) -> tuple[Parted, tuple[str, str]]:
    """A sentence without that it was said; and how its last word closes."""
    pointed = without(text, "title-pointer", registry)
    said = without(pointed, "title-report", registry).rstrip(". ")
    closed = without(said, "title-predicate", registry)
    way = "pointer" if pointed != text else "verb" if closed == said and said.endswith("다") else "noun"
    sentence = parted(closed, registry)
    return sentence, (sentence.words[-1].text if sentence.words else "", way)


def _cuts(sentence: Parted, last: tuple[str, str], room: int) -> Iterator[Cut]:
    """All that may be made of the sentence, and of it up to each clause that a noun can close."""
    final = len(sentence.chunks) - 1
    if final >= 0 and sentence.kind(final) != "adnominal":
        yield from cuts(sentence, final, *last, room)
    for chunk in range(final):
        if sentence.kind(chunk) == "closing":
            verb = sentence.words[sentence.chunks[chunk][1] - 1].text
            yield from cuts(sentence, chunk, verb, "clause", room)


def _terse(sentence: Parted, cut: Cut, registry: Registry) -> str:
    close = without(cut.close, "title-clause-end", registry) if cut.way == "clause" else cut.close
    return without(sentence.text(cut._replace(close=_plain(close))), "title-particle", registry).strip(" ,")


def _plain(word: str) -> str:
    """A verb as a headline has it: politeness behind a tense leaves it."""
    tense = ord(word[-4]) if word.endswith(_POLITE) and len(word) > len(_POLITE) else 0
    return word.removesuffix(_POLITE) + "다" if tense and (tense - ord("가")) % 28 == _TENSE else word


def _quoted(who: _Who, registry: Registry) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Whom a sentence quotes, with what; the end of it where it is long."""
    said = _found("title-quote", who.rest, "quote", registry) if who.name else ""
    said = without(said, "title-quote-tail", registry)
    sentence = parted(said, registry)
    last = (sentence.words[-1].text if sentence.words else "", "quote")
    for cut in _cuts(sentence, last, LONGEST - len(who.name)):
        body = sentence.text(cut)
        text = f"{who.name} “{body}”"
        if cut.way == "quote" and _is_run(cut) and len(body) >= 2 * _SHORTEST_PHRASE and fits(text):
            yield text, body, list(features(sentence, cut))


def _is_run(cut: Cut) -> bool:
    """Whether nothing is left out between the kept words: what is quoted is quoted as it was said."""
    return all(one.end == following.start for one, following in zip(cut.spans, cut.spans[1:], strict=False))


# ----------------------------------------------------------------------------------------------- small things


def fits(text: str) -> bool:
    """Whether a phrase has a headline's length, begins with a word and leaves no quotation open."""
    return SHORTEST <= len(text) <= LONGEST and text.lstrip("‘“「『｢《'\"")[:1].isalpha() and is_whole(text)


def is_whole(part: str) -> bool:
    """Whether no quotation or bracket is open at either end."""
    pairs = all(part.count(pair[0]) == part.count(pair[1]) for pair in _PAIRS)
    return pairs and all(part.count(mark) % 2 == 0 for mark in "\"'")


def matches(text: str, group: str, registry: Registry, *, whole: bool = False) -> bool:
    """Whether a pattern of the group stands in the text, or is all of it."""
    return any(
        (pattern.fullmatch(text) if whole else pattern.search(text)) is not None
        for pattern in _patterns(group, registry)
    )


def without(text: str, group: str, registry: Registry) -> str:
    """The text without what the patterns of a group match."""
    for pattern in _patterns(group, registry):
        text = pattern.sub("", text).strip()
    return text


def _bare(text: str, registry: Registry) -> str:
    return without(fold(_BRACKETS.sub("", _BRACKETS.sub("", text))), "title-opening", registry)


def _found(group: str, text: str, name: str, registry: Registry) -> str:
    """What the named group of the first pattern that is found reads; "" where none is."""
    found = (pattern.search(text) for pattern in _patterns(group, registry))
    return next((match.group(name) for match in found if match), "")


def _patterns(group: str, registry: Registry) -> list[re.Pattern[str]]:
    return [rule.pattern for rule in registry.patterns_of(group)]
