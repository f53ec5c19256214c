"""Who announces: the clues to the one body whose article it is, the surest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from builder.facts.clues.officials import bodies_of_officials
from builder.model import Label, LabelKind, Mention, Name, Reading, Sentence, Source
from builder.registry import Registry
from builder.text import fold_dots

_LEAD_PARAGRAPHS: Final = 4
_LEAD_SENTENCES: Final = 8
_SOURCE_PARAGRAPHS: Final = 2
_GREETING_SENTENCES: Final = 3
_GUEST_PASSAGES: Final = 8
#: Letters of headline and lead in which somebody else than a ministry is looked for.
_OPENING: Final = 200
#: Letters before the body in a headline: a minister's name (``홍길동 행정안전부 장관, …``).
_NAME_BEFORE: Final = 5
#: What the body of a regional office (…청) may be called by its own end.
_OFFICE_ENDS: Final = "청부처"
_BEFORE_HEADLINE: Final = "[]()-▷\"“'‘ "
_LONGEST_HEADLINE: Final = 80
#: What may stand before the body in a sentence that begins with it.
_OPENS: Final = re.compile(r"[\s□○ㅇ\-<\[(]*(?:(?:대통령|국무총리) ?(?:직속|소속) ?)?")
#: Letters of headline and lead in which a body's matter is named.
_CHARGE_REACH: Final = 400
_MOST_OFFICIALS: Final = 4
_BRACKET: Final = re.compile(r"^\s?\([^()]{1,90}\)")


@dataclass(frozen=True, slots=True)
class Announcer:
    """A name that may be the announcing body's, the words that say so, their raw line, the rule."""

    name: str
    line: int | None
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Institutions:
    """All institutions as one pattern, and the names of the bodies that each speaks for."""

    pattern: re.Pattern[str]
    bodies: Mapping[str, Sequence[str]]


def announcing_clues(reading: Reading, source: Source, registry: Registry) -> Iterator[Announcer]:
    """All of them, in the order in which they win. ``source``: who published the text.

    Each is looked for only when those before it led to no body.
    """
    for family in _FAMILIES:
        yield from family(reading, registry)
    if not _somebody_else(reading, registry):
        for family in _weak_families(source):
            yield from family(reading, registry)


def _from_announcer(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``기상청 정례 브리핑 …``: the headline says whose briefing it is."""
    title = next(label for label in reading.labels if label.kind is LabelKind.HEADLINE)
    folded = fold_dots(title.text)
    if title.name and title.name.start == 0:
        behind = folded[title.name.end :]
        if any(p.pattern.match(behind) for p in registry.patterns_of("title-announcer")):
            yield Announcer(title.name.name, None, folded, "headline")


def _from_contact(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """A release's own contact table names first who is in charge."""
    del registry  # what a contact table is, the reading knows
    for label, name in _named(reading, LabelKind.CONTACT):
        yield Announcer(name.name, label.line, label.text, "contact-table")


def _from_verb(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """The first subject at the top with a verb of announcing behind it."""
    del registry
    for sentence in reading.sentences:
        if sentence.paragraph >= _LEAD_PARAGRAPHS:
            return
        for mention in sentence.mentions:
            if mention.acts == "subject" and announces_behind(sentence, mention.end):
                yield _mentioned(sentence, mention, "announcing-verb")
                return


def _from_title(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``산업부, …`` at the head of a headline."""
    announces = [p.pattern for p in registry.patterns_of("title-subject-after")]
    for label, name in _named(reading, LabelKind.HEADLINE):
        folded = fold_dots(label.text)
        bare = folded.lstrip(_BEFORE_HEADLINE)
        start = name.start - (len(folded) - len(bare))
        behind = folded[name.end :] or ","
        if start <= _NAME_BEFORE and any(p.match(behind) for p in announces):
            yield Announcer(name.name, None, bare[:_LONGEST_HEADLINE], "headline")
            return


def _from_label(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """The body a portal prints beside the date, on a line of its own, or in its closing line."""
    del registry
    for label, name in _named(reading, LabelKind.PORTAL):
        yield Announcer(name.name, label.line, label.text, "portal-label")


def _from_subject(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """The first subject in the first sentences that name a body at all."""
    del registry
    early = [sentence for sentence in reading.sentences if sentence.mentions][:_LEAD_SENTENCES]
    for sentence in early:
        for mention in sentence.mentions:
            if mention.acts == "subject":
                yield _mentioned(sentence, mention, "first-subject")
                return


def _from_source(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``22일 방통위와 업계에 따르면``: the last resort, in the first sentences only."""
    patterns = [p.pattern for p in registry.patterns_of("according-to-after")]
    for sentence in reading.sentences:
        if sentence.paragraph >= _SOURCE_PARAGRAPHS:
            return
        for mention in sentence.mentions:
            behind = _BRACKET.sub("", sentence.text[mention.end :])
            if any(p.match(behind) for p in patterns):
                yield _mentioned(sentence, mention, "according-to")
                return


def _only_one(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """A release that names one central body: it is that body's."""
    former = [p.pattern for p in registry.patterns_of("former-before")]
    names = [
        name.name
        for name in reading.names
        if not any(p.search(reading.text[max(0, name.start - 8) : name.start]) for p in former)
    ]
    if len({tuple(body.name for body in registry.bodies_by_name[name]) for name in names}) == 1:
        yield Announcer(names[0], None, names[0], "only-body-named")


def _from_speaker(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``<홍길동 행정안전부 차관> …``, ``환경부 대변인입니다``: whose briefing it is, its speaker says."""
    before = [p.pattern for p in registry.patterns_of("speaker-before")]
    behind = [p.pattern for p in registry.patterns_of("speaker-behind")]
    alone = [p.pattern for p in registry.patterns_of("speaker-alone")]
    for sentence in reading.sentences[:_LEAD_SENTENCES]:
        for mention in sentence.mentions:
            head, rest = sentence.text[: mention.start], sentence.text[mention.end :]
            marked = any(p.search(head) for p in before) and any(p.match(rest) for p in behind)
            if marked or any(p.match(rest) for p in alone):
                yield _mentioned(sentence, mention, "speaker")
                return


def _from_guest(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``대담 : 교육부 …``: whose matter an interview is, its guest's office says."""
    rules = [p.pattern for p in registry.patterns_of("interview-guest")]
    for passage in reading.passages[:_GUEST_PASSAGES]:
        for match in filter(None, (rule.match(fold_dots(passage.text)) for rule in rules)):
            if match["name"] in registry.bodies_by_name:
                yield Announcer(match["name"], None, match.group(), "speaker")
                return


def _from_greeting(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``안녕하세요, 산림청입니다``: a body's blog says whose it is in its first words."""
    greets = [p.pattern for p in registry.patterns_of("speaker-greets")]
    behind = [p.pattern for p in registry.patterns_of("speaker-body")]
    greeted = False
    for sentence in reading.sentences[:_GREETING_SENTENCES]:
        greeted = greeted or any(p.search(sentence.text) for p in greets)
        for mention in sentence.mentions if greeted else ():
            if any(p.match(sentence.text[mention.end :]) for p in behind):
                yield _mentioned(sentence, mention, "speaker")
                return


def _from_bracket(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``[산림청] 보도설명자료 …``: the body in brackets at the head of the text."""
    rules = [p.pattern for p in registry.patterns_of("sender-in-brackets")]
    for text in (reading.title or "", *(passage.text for passage in reading.passages[:1])):
        for rule in rules:
            match = rule.match(fold_dots(text))
            if match and match["name"] in registry.bodies_by_name:
                yield Announcer(match["name"], None, match.group(), "sender-in-brackets")
                return


def _from_opening(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """The body, or one of its institutions, with which headline or lead begin, whoever stands behind it."""
    for text in (reading.title or "", *(passage.text for passage in reading.passages[:1])):
        opening = fold_dots(text).lstrip(_BEFORE_HEADLINE)
        yield from _institutions_of(registry.made(_institutions).pattern.match(opening), registry)
    for sentence in reading.sentences[:1]:
        for mention in sentence.mentions[:1]:
            if mention.acts == "subject" and _OPENS.fullmatch(sentence.text[: mention.start]):
                yield _mentioned(sentence, mention, "first-subject")


def _from_institution(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``국립산림과학원은``: an institution at the top speaks for its body."""
    yield from _institutions_of(
        registry.made(_institutions).pattern.search(reading.text[:_OPENING]), registry
    )


def _institutions_of(match: re.Match[str] | None, registry: Registry) -> Iterator[Announcer]:
    """The bodies for which the institution that is named speaks, or did."""
    if match:
        for name in registry.made(_institutions).bodies[_unspaced(match.group())]:
            yield Announcer(name, None, match.group(), "institution")


def _institutions(registry: Registry) -> _Institutions:
    bodies: dict[str, list[str]] = {}
    for body in registry.bodies.values():
        for name in body.institutions:
            bodies.setdefault(_unspaced(name), []).append(body.name)
    names = {name for body in registry.bodies.values() for name in map(fold_dots, body.institutions)}
    forms = (re.escape(name).replace("\\ ", " ?") for name in sorted(names, key=len, reverse=True))
    return _Institutions(re.compile("|".join(forms) or "(?!)"), bodies)


def _unspaced(name: str) -> str:
    """A name as names are compared: whatever its dots, without spaces."""
    return fold_dots(name).replace(" ", "")


def _in_charge(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``정부는 국무회의에서 환경부 소관 법령을 의결했다``: the one body whose matter it is."""
    rules = [p.pattern for p in registry.patterns_of("in-charge")]
    names = [
        name.name
        for name in reading.names
        if name.end <= _CHARGE_REACH and any(p.match(reading.text[name.end :]) for p in rules)
    ]
    if len(set(names)) == 1:
        yield Announcer(names[0], None, names[0], "in-charge")


def _from_official(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``홍길동 제1차관은``: the one body whose officials are named in office at the top."""
    found = list(islice(bodies_of_officials(reading.text[:_OPENING], registry), _MOST_OFFICIALS))
    names = {registry.bodies[body].name for _, bodies in found for body in bodies}
    if len(names) == 1:
        yield Announcer(names.pop(), None, found[0][0], "official")


def _from_office(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """``남부지방산림청``, ``서울지방고용노동청``: a regional office speaks for its body."""
    opening = reading.text[:_OPENING]
    for rule in registry.patterns_of("regional-office"):
        for match in rule.pattern.finditer(opening):
            names = (f"{match['stem']}{end}" for end in _OFFICE_ENDS)
            for name in (one for one in names if one in registry.bodies_by_name):
                yield Announcer(name, None, match.group(), "regional-office")
                return


def _from_headline(reading: Reading, registry: Registry) -> Iterator[Announcer]:
    """The one body that the headline names at all, where the text names it oftener than others."""
    del registry
    counts = Counter(name.name for name in reading.names)
    headline = {name.name for name in reading.names if name.end <= reading.zones[0].end}
    if len(headline) == 1:
        name = headline.pop()
        if counts[name] > max((n for other, n in counts.items() if other != name), default=0):
            yield Announcer(name, None, reading.title or name, "only-in-headline")


_Family = Callable[[Reading, Registry], Iterator[Announcer]]
_FAMILIES: Final[tuple[_Family, ...]] = (
    _from_announcer,
    _from_contact,
    _from_verb,
    _from_title,
    _from_label,
    _from_bracket,
    _from_speaker,
    _from_guest,
    _from_greeting,
    _from_opening,
)


def _weak_families(source: Source) -> tuple[_Family, ...]:
    """Any subject, a source, the only body named where no outlet speaks: unless somebody else announces."""
    is_published = source.outlet or source.author or source.credit
    only = () if is_published else (_only_one,)
    return (
        _from_subject,
        _from_source,
        _from_office,
        _from_institution,
        *only,
        _from_headline,
        _in_charge,
        _from_official,
    )


def voices(reading: Reading, source: Source, registry: Registry) -> Iterator[Announcer]:
    """What each kind of clue says first, the surest kind first: who agrees on a body, and who does not."""
    for family in (*_FAMILIES, *_weak_families(source)):
        yield from islice(family(reading, registry), 1)


def _somebody_else(reading: Reading, registry: Registry) -> bool:
    """Whether headline or lead speak of another announcer: a prime minister, a county."""
    lead = (passage.text for passage in reading.passages[:1])
    opening = fold_dots(" ".join((reading.title or "", *reading.subtitles, *lead)))[:_OPENING]
    return any(p.pattern.search(opening) for p in registry.patterns_of("other-announcer"))


def _named(reading: Reading, kind: LabelKind) -> Iterator[tuple[Label, Name]]:
    """The labels of a kind that name a body, and the name."""
    return ((one, one.name) for one in reading.labels if one.kind is kind and one.name is not None)


def _mentioned(sentence: Sentence, mention: Mention, rule: str) -> Announcer:
    return Announcer(mention.name, sentence.line, quote(sentence.text, mention), rule)


def announces_behind(sentence: Sentence, place: int) -> bool:
    """Whether a verb of announcing begins at a place of the sentence or behind it."""
    return any(tells == "announcing" and start >= place for tells, start in sentence.verbs)


def quote(text: str, mention: Mention) -> str:
    """The words around a mention, for the evidence."""
    start, end = max(0, mention.start - 12), min(len(text), mention.end + 28)
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
