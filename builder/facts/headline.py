"""The headline.

Where there is none, a phrase of the lead's own words in their order, marked as generated: who, and what is
done.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from builder.model import Basis, Reading, Sentence, TitleFact
from builder.registry import Registry
from builder.text import fold

_LONGEST: Final = 40
_SHORTEST: Final = 10
#: Letters that a first line which stands as it is may be longer.
_ALLOWANCE: Final = 5
#: A subject that stands further behind is none of the headline's.
_SUBJECT_REACH: Final = 60
#: Sentences of which one may name who acts; none below is the lead.
_FIRST_SENTENCES: Final = 4
#: A sentence further down must say more to make the headline.
_LATER: Final = 0.6
#: A word that comes oftener says no more of what the text is about.
_OFTEN: Final = 4
_SHORTEST_NAME: Final = 3
_STEM: Final = re.compile(r"(?<![가-힣A-Za-z0-9])(?:[가-힣]{2}|[A-Za-z]{2,})")
_BRACKETS: Final = re.compile(r"\s?\([^()]{0,80}\)|\s?\[[^\[\]]{0,80}\]")
#: The full stop of a sentence that stands as a headline; marks of omission and abbreviations stay.
_STOP: Final = re.compile(r"(?<=다)\.\Z")
_PAIRS: Final = ("“”", "‘’", "「」", "『』", "()", "<>", "《》")


def decide_title(reading: Reading, registry: Registry) -> TitleFact:
    """The stated or supplied headline, else a generated one.

    The registry's placeholder when there is not even a lead. A greeting is no lead.
    """
    supplied = reading.seed.supplied.title
    if supplied:
        return TitleFact(supplied, Basis.SUPPLIED, reading.subtitles)
    if reading.title:
        return TitleFact(_STOP.sub("", reading.title), Basis.STATED, reading.subtitles)
    made = _made(reading, registry)
    said = next((one.printed.rstrip(".") for one in reading.sentences if _is_whole(one.printed)), "")
    short = said if len(said) <= _LONGEST and any(map(str.isalnum, said)) else ""
    return TitleFact(made or short or registry.labels["title.none"], Basis.GENERATED, ())


def _made(reading: Reading, registry: Registry) -> str:
    """Who and what, from one of the first sentences; where none says who, the end of one of them."""
    said = reading.sentences
    leads = [one for one in said if not _whole(one.printed, "greeting", registry)] or list(said)
    leads = leads[:_FIRST_SENTENCES]
    if leads and _is_headline(leads[0], leads[1:2]):
        return leads[0].printed.rstrip(".")
    subjects = [_subject(sentence, registry) for sentence in leads]
    told = [
        (f"{subject[0]}, ", sentence.printed[subject[1] :])
        for sentence, subject in zip(leads, subjects, strict=True)
        if subject is not None
    ]
    for texts in (told, [("", sentence.printed) for sentence in leads]):
        titles = [
            (_weight(phrase, reading.text) * _LATER**place, who + phrase)
            for place, (who, text) in enumerate(texts)
            for phrase in _phrases(text, len(who), registry)
        ]
        if titles:
            return max(titles, key=lambda title: title[0])[1]
    return ""


def _is_headline(first: Sentence, second: Sequence[Sentence]) -> bool:
    """Whether the first sentence is short and alone on its line, as headlines are."""
    is_alone = all(one.paragraph != first.paragraph for one in second)
    return is_alone and _fits(first.printed.rstrip("."), -_ALLOWANCE) and first.printed[-1] not in '!?…”’"'


def _weight(phrase: str, text: str) -> float:
    """How much of what the text is about a phrase holds: the words of which the text speaks again."""
    stems = {stem.group() for stem in _STEM.finditer(phrase)}
    return 1.0 + sum(math.log2(1 + min(text.count(stem), _OFTEN)) for stem in stems)


def _subject(sentence: Sentence, registry: Registry) -> tuple[str, int] | None:
    """The body that acts, by its short name, and where the words behind it begin."""
    acting = (one for one in sentence.mentions if one.acts != "none" and one.start <= _SUBJECT_REACH)
    mention = next(acting, None)
    if mention is None:
        return None
    behind = sentence.printed[mention.end :]
    for rule in registry.patterns_of("title-subject-end"):
        if match := rule.pattern.match(behind):
            name = match.groupdict().get("short") or _short_name(mention.name, registry)
            return name, mention.end + match.end()
    return None


def _short_name(name: str, registry: Registry) -> str:
    """The body's first short name that is made of the name's own syllables in their order."""
    bodies = registry.bodies_by_name.get(name, ())
    names = (alias for body in bodies for alias in body.aliases if len(alias) >= _SHORTEST_NAME)
    return next((alias for alias in names if len(alias) < len(name) and _stands_in(alias, name)), name)


def _stands_in(short: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in short)


def _phrases(text: str, taken: int, registry: Registry) -> list[str]:
    """The ends of the sentence and of its clauses that fit beside ``taken`` letters and begin as a phrase.

    What opens it as a mark and what only reports are left out, and the predicate is cut to its noun.
    """
    bare = fold(_BRACKETS.sub("", text))
    for group in ("title-opening", "title-day", "title-report"):
        bare = _without(bare, group, registry)
    clauses = [
        bare[: match.start()]
        for rule in registry.patterns_of("title-clause-end")
        for match in rule.pattern.finditer(bare)
    ]
    ends = [_terse(clause, registry) for clause in (_without(bare, "title-predicate", registry), *clauses)]
    whole = [end[at:] for end in ends for at in _places(end, registry) if _fits(end[at:], taken)]
    return (
        whole
        or [
            end[at.end() :]
            for end in ends[:1]
            for at in re.finditer(r"\s", end)
            if _fits(end[at.end() :], taken)
        ][:1]
    )


def _places(text: str, registry: Registry) -> list[int]:
    """Where phrases begin: at the beginning, and behind a word that closes one."""
    rules = registry.patterns_of("title-phrase-before")
    return [0, *(match.end() for rule in rules for match in rule.pattern.finditer(text))]


def _terse(text: str, registry: Registry) -> str:
    """Without the particles that a headline does without."""
    return _without(text, "title-particle", registry)


def _fits(part: str, taken: int) -> bool:
    first_is_word = taken > 0 or part[:1].isalpha()
    return _SHORTEST <= len(part) + taken <= _LONGEST and len(part) > 3 and first_is_word and _is_whole(part)


def _is_whole(part: str) -> bool:
    """Whether no quotation or bracket is open at either end."""
    pairs = all(part.count(pair[0]) == part.count(pair[1]) for pair in _PAIRS)
    return pairs and all(part.count(mark) % 2 == 0 for mark in "\"'")


def _without(text: str, group: str, registry: Registry) -> str:
    for rule in registry.patterns_of(group):
        text = rule.pattern.sub("", text).strip()
    return text


def _whole(text: str, group: str, registry: Registry) -> bool:
    return any(rule.pattern.fullmatch(text) for rule in registry.patterns_of(group))
