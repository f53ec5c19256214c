"""An official named in office: the text is from a term of that name, in that office and body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import digits
from typing import Final, NamedTuple

from builder.facts.clues.clue import Clue, Strength, clue
from builder.facts.clues.days import in_any
from builder.model import Sentence
from builder.partial_date import first_day, last_day
from builder.patterns import Sieve
from builder.registry import Official, Registry
from builder.registry.resolve import bodies_named
from builder.registry.terms import ended_by

_WORD: Final = re.compile(r"(?<![가-힣])([가-힣]{2,16}) $")
#: How far a word before a name may begin.
_REACH: Final = 18


@dataclass(frozen=True, slots=True)
class _Term:
    """An office held from a day to a day (exclusive, None = open).

    In a body or in what it became meanwhile.
    """

    person: str
    """The id of who held it."""
    office: str
    body: str | None
    """That of its first day; so in ``bodies`` with what it became."""
    bodies: frozenset[str]
    span: tuple[str, str | None]

    def covers(self, date: str) -> bool:
        """Whether it was held on some day of a date, month or year."""
        since, after = self.span
        return first_day(since) <= last_day(date) and (after is None or first_day(date) < after)


class Mention(NamedTuple):
    """Words of a text that name an official in office."""

    person: str
    """The id of who it is."""
    line: int
    start: int
    """Of the words, in their line."""
    words: str
    """``최기영 과학기술정보통신부 장관``"""
    name_start: int
    """Of the name, in the words."""
    name: str


@dataclass(frozen=True)  # no slots: cached_property keeps what it compiled in the instance's dictionary
class _Form:
    """A name beside an office, and all names."""

    expression: str
    needles: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.expression)


@dataclass(frozen=True, slots=True)
class _Known:
    """Terms by name, what offices are called, names beside an office, and bodies that a title is glued to.

    ``titled`` is asked with what stands before the word of the office: ``조달`` and ``청장``.
    """

    terms: Mapping[str, Sequence[_Term]]
    called: Mapping[str, frozenset[str]]
    forms: Sieve[_Form]
    titled: Mapping[tuple[str, str], frozenset[str]]


def officials(sentences: Sequence[Sentence], registry: Registry) -> Iterator[Clue]:
    """The days of the term, of any of the terms if the name held that office in that body more than once."""
    seen: set[tuple[str, str]] = set()
    said = [sentence for sentence in sentences if sentence.names_office]
    for place, match in _named([sentence.text for sentence in said], registry):
        who, terms = (match["name"], match["office"]), _terms_meant(match, registry)
        if terms and who not in seen and not _not_in_office(match, registry):
            seen.add(who)
            days = in_any(term.span for term in terms)
            yield clue(Strength.BOUND, days, registry, "official", said[place], name=_without_the_word(match))


def people(sentences: Sequence[Sentence], date: str | None, registry: Registry) -> tuple[str, ...]:
    """The ids of the heads of bodies that a text of ``date`` (ISO; None: unknown) names in office.

    In its order; nobody where no date is known, or a name stands for two persons who could both be meant.
    """
    said = [sentence.text for sentence in sentences if sentence.names_office]
    return tuple(dict.fromkeys(person for person, _, _ in _meant(said, date, registry)))


def bodies_of_officials(text: str, registry: Registry) -> Iterator[tuple[str, frozenset[str]]]:
    """The words that name each official in office, and the bodies of the terms that may be meant.

    None where a body got another name within a term: the words do not say which it has.
    """
    for _, match in _named([text], registry):
        terms = () if _not_in_office(match, registry) else _terms_meant(match, registry)
        bodies = frozenset(term.body for term in terms if term.body)
        if bodies and all(_keeps_its_name(term, registry) for term in terms):
            yield _without_the_word(match), bodies


def _keeps_its_name(term: _Term, registry: Registry) -> bool:
    ends, after = registry.bodies[term.body].until if term.body else None, term.span[1]
    return ends is None or (after is not None and after <= last_day(ends))


def first_mentions(lines: Sequence[str], date: str | None, registry: Registry) -> tuple[Mention, ...]:
    """Where a text of ``date`` names each of them first, in the order of the lines."""
    found = sorted(
        (place, match.start("name"), _mention(person, place, match))
        for person, place, match in _meant(lines, date, registry)
    )
    firsts: dict[str, Mention] = {}
    for _, _, mention in found:
        firsts.setdefault(mention.person, mention)
    return tuple(firsts.values())


def _mention(person: str, line: int, match: re.Match[str]) -> Mention:
    words = _without_the_word(match)
    start = match.end() - len(words)
    return Mention(person, line, start, words, match.start("name") - start, match["name"])


def _meant(
    texts: Sequence[str], date: str | None, registry: Registry
) -> Iterator[tuple[str, int, re.Match[str]]]:
    """Whom the texts name in office, the place of the text, and how it names them."""
    for place, match in _named(texts, registry) if date else ():
        terms = () if _not_in_office(match, registry) else _terms_meant(match, registry)
        meant = {term.person for term in terms if date and term.bodies and term.covers(date)}
        if len(meant) == 1:
            yield meant.pop(), place, match


def _named(texts: Sequence[str], registry: Registry) -> Iterator[tuple[int, re.Match[str]]]:
    """Each official beside an office, with the place of the text: in their order, then of the forms."""
    for place, form, first in registry.made(_known).forms.found(texts):
        for match in form.pattern.finditer(texts[place], first.start()):
            yield place, match


def _terms_meant(match: re.Match[str], registry: Registry) -> list[_Term]:
    """The terms of that name in the office that is said, and in the body that is said beside it, if any."""
    known = registry.made(_known)
    held = [term for term in known.terms[match["name"]] if match["office"] in known.called[term.office]]
    if match["glued"]:
        held = _in(known.titled.get((match["glued"], match["office"]), ()), held)
    if owners := bodies_named(_ahead(match), registry):
        held = _in((body.id for body in owners), held)
    if match["word"]:
        bodies = bodies_named(match["word"], registry)
        held = _in((body.id for body in bodies), held) if bodies else _beside(match, held, registry)
    return held


def _ahead(match: re.Match[str]) -> str:
    """The word before a name that stands before its office: ``행정안전부 이상민 장관``."""
    start = match.start("name")
    if start > match.start("glued"):
        return ""
    found = _WORD.search(match.string, max(0, start - _REACH), start)
    return found[1] if found else ""


def _called(office: str, registry: Registry) -> frozenset[str]:
    """``1차관`` is called so, or ``차관``; some offices have another word."""
    others = (p.stands_for for p in registry.patterns_of("office-called") if p.pattern.fullmatch(office))
    return frozenset([office, office.lstrip(digits), *filter(None, others)])


def _in(bodies: Iterable[str], terms: Sequence[_Term]) -> list[_Term]:
    said = frozenset(bodies)
    return [term for term in terms if term.bodies & said]


def _beside(match: re.Match[str], held: list[_Term], registry: Registry) -> list[_Term]:
    """The terms that a word beside the office allows although it names no body.

    Behind a name it must be one of those of ``in-office``; what has its head in brackets,
    ``국제회의(위원장 …)``, is another body; else the word belongs to the sentence.
    """
    word, between = match["word"], match.groupdict().get("between")
    if between is None:
        return held if any(p.pattern.search(word) for p in registry.patterns_of("in-office")) else []
    return held if not between.endswith("(") else []


def _not_in_office(match: re.Match[str], registry: Registry) -> bool:
    text, end = match.string, match.end()
    before = [text[max(0, start - 4) : start] for start in (match.start(), match.start("glued"))]
    return any(
        p.pattern.search(one) for p in registry.patterns_of("not-in-office-before") for one in before
    ) or any(p.pattern.search(text[end : end + 8]) for p in registry.patterns_of("not-in-office-behind"))


def _without_the_word(match: re.Match[str]) -> str:
    """The name and the office as written, without the word of the sentence that stands before them."""
    return match.string[min(match.start("name"), match.start("glued")) : match.end()]


def _known(registry: Registry) -> _Known:
    heads = [official for official in registry.officials if official.tells_days]
    terms: dict[str, list[_Term]] = {}
    for official in heads:
        span = (official.since, ended_by(official, registry))
        terms.setdefault(official.name, []).append(
            _Term(official.id, official.office, official.body, _bodies(official, registry), span)
        )
    called = {office: _called(office, registry) for office in {official.office for official in heads}}
    offices = sorted(frozenset[str]().union(*called.values()), key=lambda word: (-len(word), word))
    return _Known(terms, called, _forms(list(terms), offices), _titled(offices, registry))


def _forms(names: Sequence[str], offices: Sequence[str]) -> Sieve[_Form]:
    """``최기영 과학기술정보통신부 장관``, ``최기영 제1차관``; ``산림청(청장 남성현)``, ``차관 최기영은``."""
    name = rf"(?P<name>{'|'.join(map(re.escape, names))})"
    title = rf"(?P<glued>[가-힣]{{0,16}}?)제?(?P<office>{'|'.join(map(re.escape, offices))})"
    before = rf"(?<![가-힣]){name} (?:[가-힣]{{2,8}} 겸 )?(?:(?P<word>[가-힣]{{1,16}}) )?{title}"
    word = r"(?:(?P<word>[가-힣]{1,16})(?P<between> ?\(| ))?"
    behind = rf"(?<![가-힣]){word}{title}(?: ?: ?| |\(|){name}(?=[\s),.·은이가])"
    return Sieve(_Form(form, tuple(names)) for form in (before, behind))


def _titled(offices: Sequence[str], registry: Registry) -> dict[tuple[str, str], frozenset[str]]:
    """What is left of a body's name before the word of an office, with that word, to the bodies' ids."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for name, bodies in registry.bodies_by_name.items():
        ids = frozenset(body.id for body in bodies)
        for office in offices:
            for rest in _before_office(name, office):
                found[rest, office] = found.get((rest, office), frozenset()) | ids
    return found


def _before_office(name: str, office: str) -> Iterator[str]:
    """``교육부`` of 교육부장관, ``외교`` of 외교장관, ``조달`` of 조달청장, ``공정거래`` of …위원장."""
    yield name
    if name.endswith("부"):
        yield name[:-1]
    if name[:-1].endswith(office[:-1]):
        yield name[: -len(office)]
    for shared in range(1, len(office)):
        if name.endswith(office[:shared]):
            yield name[:-shared]


def _bodies(official: Official, registry: Registry) -> frozenset[str]:
    """The body of the term's first day, and what came after it: a new name does not end a term.

    None of a prime minister.
    """
    if official.body is None:
        return frozenset()
    first = registry.bodies[official.body]
    later = [registry.bodies[one] for one in first.successors]
    return frozenset([first.id, *first.successors, *(one for body in later for one in body.successors)])
