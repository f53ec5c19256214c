"""Phrases that a sentence of the lead offers as a headline, each with what speaks for and against it.

A sentence is parted into words, each of a kind (patterns ``title-word``): a phrase begins behind a word that
closes a piece, ends where a verb can be cut to its noun, and may leave out one clause between. So it is
always words of the sentence in their order, and no word is left out that another leans on. What speaks for it
are names of features; ``headline.tsv`` weighs them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

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
#: Words of a sentence that are looked at, and of a piece that is left out.
_MOST_WORDS: Final = 60
_LONGEST_DROP: Final = 14
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
_PAIRS: Final = ("“”", "‘’", "「」", "『』", "｢｣", "()", "[]", "<>", "《》", "【】")

_NOUN: Final = "noun"
_VERBAL: Final = frozenset({"purpose", "about", "closing", "joining"})
_LEANING: Final = frozenset({"purpose", "about"})
_BEFORE_VERBS: Final = frozenset({"object", "adverbial", "with", "subject", "place"})
_NO_BEGIN: Final = frozenset({_NOUN, "time", "with"})
#: Kinds of words that do not close a piece, and of those that say where, whence and whither.
_INSIDE: Final = frozenset({_NOUN, "adnominal", "genitive", "about", "with"})
_PLACES: Final = frozenset({"place", "adverbial"})
#: Kinds behind which a clause begins, and with which it may end: so it may be left out as a whole.
_CLAUSE: Final = frozenset({"purpose", "closing", "joining", "comma", "topic"})
_CLAUSE_END: Final = frozenset({"purpose", "closing", "joining"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A headline that could be, and what speaks for and against it: name → how much."""

    text: str
    features: Mapping[str, float]


class _Who(NamedTuple):
    """Who acts, as a headline says it; ``kind`` of naming, and the sentence behind it."""

    name: str
    kind: str
    rest: str


class _Word(NamedTuple):
    text: str
    kind: str


class _Cut(NamedTuple):
    """Words ``start`` to ``end``, the last one as ``close``, without those from ``drop`` up to ``on``."""

    start: int
    end: int
    close: str
    way: str
    drop: int = 0
    on: int = 0


def phrases(reading: Reading, registry: Registry) -> Iterator[Phrase]:
    """Of the first sentences that say something; none fits where no sentence does."""
    said = saying(reading, registry)
    later = " ".join(one.printed for one in said[1 : _SENTENCES + 2])
    for place, sentence in enumerate(said[:_SENTENCES]):
        for who in _subjects(sentence, registry):
            found = [*_quoted(who, registry), *_cut_out(who, registry)]
            for text, body, features in found:
                yield Phrase(text, _weighed(features, who, text, body, place, reading.text, later))


def saying(reading: Reading, registry: Registry) -> list[Sentence]:
    """The sentences that say something of the matter: none that greets, points elsewhere or tells a scene."""
    return [
        one
        for one in reading.sentences
        if not matches(one.printed, "title-skipped", registry)
        and not matches(one.printed, "greeting", registry, whole=True)
    ]


def _weighed(
    features: Sequence[str], who: _Who, text: str, body: str, place: int, whole: str, later: str
) -> Mapping[str, float]:
    stems = {stem.group() for stem in _STEM.finditer(body)}
    counts = [whole.count(stem) for stem in stems]
    named = [f"place {place}", f"place {place} {'told' if who.name else 'untold'}", f"who {who.kind}"]
    named += [f"length {sum(len(text) > step for step in _STEPS)}", *features]
    named += ["quoted"] if _QUOTED.search(body) else []
    named += ["number"] if any(letter.isdigit() for letter in body) else []
    return {
        **dict.fromkeys(named, 1.0),
        "often": sum(math.log2(1 + min(count, _OFTEN)) for count in counts) / 4,
        "once": sum(count <= 1 for count in counts) / 2,
        "again": sum(stem in later for stem in stems) / 2,
        "words": len(stems) / 4,
    }


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
    people = [_Who(f"{short} {office}", "official", rest)] if office else []
    return [*(_Who(name, kind, rest) for name, kind in ways.items()), *people]


def _body(sentence: Sentence, registry: Registry) -> tuple[Mention, str, int] | None:
    """The body that acts, its short name, and where the words behind it begin."""
    acting = (one for one in sentence.mentions if one.acts != "none" and one.start <= _SUBJECT_REACH)
    mention = next(acting, None)
    behind = sentence.printed[mention.end :] if mention else ""
    for pattern in _patterns("title-subject-end", registry):
        if mention and (match := pattern.match(behind)):
            name = match.groupdict().get("short") or _short_name(mention.name, registry)
            return mention, name, mention.end + match.end()
    return None


def _is_first(mention: Mention, sentence: Sentence, registry: Registry) -> bool:
    """Whether nobody else opens the sentence before the body does."""
    before = sentence.printed[: mention.start].split()
    return not any(_kind(word, registry) in ("topic", "subject") for word in before)


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
    words, last = _words(who.rest, registry)
    before = f"{who.name}, " if who.name else ""
    seen: set[str] = set()
    for cut in _cuts(words, last):
        body = _terse(words, cut, registry)
        text = f"{before}{body}"
        if text not in seen and len(body) >= _SHORTEST_PHRASE and fits(text) and not _SPEECH.search(body):
            seen.add(text)
            yield text, body, _features(words, cut)


def _words(text: str, registry: Registry) -> tuple[list[_Word], tuple[str, str]]:
    """The words of a sentence without times and without that it was said; and how its last word closes."""
    pointed = without(text, "title-pointer", registry)
    said = without(pointed, "title-report", registry).rstrip(". ")
    closed = without(said, "title-predicate", registry)
    way = "pointer" if pointed != text else "verb" if closed == said and said.endswith("다") else "noun"
    kinds = [_Word(word, _kind(word, registry)) for word in closed.split()[:_MOST_WORDS]]
    words = [word for word in kinds if word.kind != "time" and key(word.text)]
    return words, (words[-1].text if words else "", way)


def _kind(word: str, registry: Registry) -> str:
    rules = registry.patterns_of("title-word")
    return next((rule.id.rpartition("-")[2] for rule in rules if rule.pattern.search(word)), _NOUN)


def _cuts(words: Sequence[_Word], last: tuple[str, str]) -> Iterator[_Cut]:
    """All that may be made of the words, first without leaving out a piece."""
    kinds = [word.kind for word in words]
    ends = [(len(words) - 1, *last)] if words and kinds[-1] != "adnominal" else []
    ends += [(at, word.text, "clause") for at, word in enumerate(words[:-1]) if word.kind == "closing"]
    starts = [at for at in range(len(words)) if _may_begin(words, at)]
    pieces = list(_pieces(kinds))
    for (end, close, way), start in product(ends, starts):
        if start <= end:
            yield _Cut(start, end, close, way)
            yield from (
                _Cut(start, end, close, way, drop, on) for drop, on in pieces if start < drop and on < end
            )


def _may_begin(words: Sequence[_Word], at: int) -> bool:
    before, own = words[at - 1].kind if at else "", words[at].kind
    leans = own in _LEANING or (own in _VERBAL and at < len(words) - 1) or len(key(words[at].text)) == 1
    belongs = before in _BEFORE_VERBS and own in _VERBAL | {"adnominal"}
    return before not in _NO_BEGIN and not leans and not belongs and not _goes_on(words, at)


def _goes_on(words: Sequence[_Word], at: int) -> bool:
    """Whether what begins here says whither, behind what said whence or whither: neither says it alone."""
    kinds = [word.kind for word in words]
    return at > 0 and kinds[at - 1] in _PLACES and _closes(kinds, at) in _PLACES


def _pieces(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a clause, or a where, that may be left out begins, and the word behind it."""
    for last, kind in enumerate(kinds[:-1]):
        is_clause = kind in _CLAUSE_END and kinds[last + 1] not in _LEANING
        if not is_clause and (kind not in _PLACES or _closes(kinds, last + 1) in _PLACES):
            continue
        for at in range(max(1, last - _LONGEST_DROP + 1), last + 1):
            if kinds[at - 1] in _CLAUSE and (is_clause or _INSIDE.issuperset(kinds[at:last])):
                yield at, last + 1


def _closes(kinds: Sequence[str], at: int) -> str:
    """The kind of word that closes the piece which begins there."""
    return next((kind for kind in kinds[at:] if kind not in _INSIDE), "")


def _terse(words: Sequence[_Word], cut: _Cut, registry: Registry) -> str:
    on = cut.on or cut.drop
    kept = [*words[cut.start : cut.drop or cut.end], *(words[on : cut.end] if cut.drop else ())]
    close = without(cut.close, "title-clause-end", registry) if cut.way == "clause" else cut.close
    return without(" ".join([*(word.text for word in kept), close]), "title-particle", registry).strip(" ,")


def _features(words: Sequence[_Word], cut: _Cut) -> list[str]:
    kinds = [word.kind for word in words]
    start = kinds[cut.start - 1] if cut.start else "sentence"
    dropped = f"{kinds[cut.on - 1]} after {kinds[cut.drop - 1]}" if cut.drop else "nothing"
    last = kinds[cut.end - 1] if cut.end > cut.start else "alone"
    return [
        f"behind {start}",
        f"begins {kinds[cut.start]}",
        f"ends {cut.way}",
        f"closes {last}",
        f"without {dropped}",
    ]


def _quoted(who: _Who, registry: Registry) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Whom a sentence quotes, with what; the end of it where it is long."""
    said = _found("title-quote", who.rest, "quote", registry) if who.name else ""
    words = [_Word(word, _kind(word, registry)) for word in said.split()[-_MOST_WORDS:]]
    for at in range(len(words)):
        body = " ".join(word.text for word in words[at:])
        text = f"{who.name} “{body}”"
        if _may_begin(words, at) and len(body) >= 2 * _SHORTEST_PHRASE and fits(text):
            start = words[at - 1].kind if at else "sentence"
            yield text, body, [f"behind {start}", f"begins {words[at].kind}", "ends quote"]


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
