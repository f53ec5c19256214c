"""What else was seen for a title or a date that is doubted, and why it was not taken.

Nothing of it stands on a page: it is asked for by whoever reviews one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from builder.facts.clues.seen import seen
from builder.facts.dates import metadata_stamps
from builder.facts.headline import others
from builder.model import Basis, Candidate, DateFact, Evidence, Facts, Level, Placed, Reading, Role
from builder.partial_date import contains
from builder.reading.date_lines import NOT_ITS_OWN
from builder.reading.stamps import printed_dates
from builder.registry import Registry
from builder.text import fold, is_sentence, key

_MOST: Final = 3
#: Of them phrases of the lead.
_PHRASES: Final = 2
#: A line that is less likely a headline, or longer, is not named.
_POSSIBLE: Final = 0.02
_LONGEST_TITLE: Final = 110
#: Lines of a document among which its headline stands; of any text those in which dates are looked for.
_HEAD_LINES: Final = 20
_DATED_LINES: Final = 300
_HEADLINES: Final = ("headline", "og:title", "title")
#: Why a date line was not followed, by the family of its label.
_OF_LABELS: Final[Mapping[str, str]] = {
    "modified": "the day of a change, not of the text",
    "caption": "the day of a picture",
    "print": "the day of the printed paper, often the next one",
    "embargo": "from when on the text could be reported",
}
_ANOTHER: Final = "another date was followed"
_NONE_FOLLOWED: Final = "the text speaks for another day"
_IN_PASSING: Final = "named in the text, not as the day on which something is announced"
_NO_DATE: Final = "no date follows from it alone"


def candidates(facts: Facts, reading: Reading, registry: Registry) -> dict[str, tuple[Candidate, ...]]:
    """``title`` and ``date``, where they are doubted, each with at most three; nothing of the others.

    Doubted is what a review asks about: what is unknown, generated, inferred, contradicted or but a guess.
    """
    found: dict[str, Iterator[Candidate]] = {}
    if facts.title.basis is Basis.GENERATED or _is_guess("title", facts):
        found["title"] = _other_titles(facts, reading, registry)
    date = facts.date
    if date.basis in (Basis.UNKNOWN, Basis.INFERRED) or date.conflicts or _is_guess("date", facts):
        found["date"] = _other_dates(date, reading, registry)
    first = {fact: tuple(islice(_once(others), _MOST)) for fact, others in found.items()}
    return {fact: others for fact, others in first.items() if others}


def _is_guess(fact: str, facts: Facts) -> bool:
    return any(one.level is Level.GUESS for one in facts.certainty.get(fact, ()))


def _once(found: Iterable[Candidate]) -> Iterator[Candidate]:
    said = set[str]()
    for one in found:
        if one.text not in said:
            said.add(one.text)
            yield one


# ----------------------------------------------------------------------------------------------------- titles


def _other_titles(facts: Facts, reading: Reading, registry: Registry) -> Iterator[Candidate]:
    """Likely lines, likelier first, what the page's head says, phrases of the lead, its first sentence."""
    own = key(facts.title.text)
    chosen = max((line.as_title for line in reading.lines if line.role is Role.TITLE), default=0.0)
    for line in _like_titles(reading):
        if key(line.text) not in own:
            yield Candidate(fold(line.text), line.number, _why_no_title(line, chosen))
    for name, content in reading.seed.metadata:
        if name in _HEADLINES and 0 < len(content) <= _LONGEST_TITLE and own not in key(content):
            yield Candidate(fold(content), None, f"stands in the page's head ({name}) only")
    if facts.title.basis is Basis.GENERATED:
        for phrase in islice(others(facts.title.text, reading, registry), _PHRASES):
            yield Candidate(phrase, None, "another phrase of the lead")
    first = next(iter(reading.sentences), None)
    words = first.printed.rstrip(".") if first and facts.title.basis is Basis.GENERATED else ""
    if first and 0 < len(words) <= _LONGEST_TITLE and key(words) != own:
        yield Candidate(words, first.line, "the first sentence of the text")


def _like_titles(reading: Reading) -> list[Placed]:
    """Of a document, whose lines no labeller weighs, the short ones at its head."""
    lines = [line for line in reading.lines if key(line.text) and len(line.text.strip()) <= _LONGEST_TITLE]
    if reading.seed.is_document:
        head = (line for line in lines[:_HEAD_LINES] if line.role is not Role.TITLE)
        return [line for line in head if not is_sentence(line.text)]
    likely = (line for line in lines if line.as_title >= _POSSIBLE and line.role is not Role.TITLE)
    return sorted(likely, key=lambda line: -line.as_title)


def _why_no_title(line: Placed, chosen: float) -> str:
    if line.role is Role.REMOVED:
        why = f"taken out by the rule {line.rule}"
    else:
        why = "stands in the text" if line.role is Role.BODY else f"read as {line.role.value}"
    if not line.as_title:
        return why
    beside = f", the line that was taken {chosen:.0%}" if chosen else ", too little for a title"
    return f"{why}; as a title {line.as_title:.0%} likely{beside}"


# ------------------------------------------------------------------------------------------------------ dates


def _other_dates(date: DateFact, reading: Reading, registry: Registry) -> Iterator[Candidate]:
    """What contradicts, other date lines, dates in the text and in removed lines, words of days."""
    yield from (Candidate(one.sentence, one.line, _against(one), is_value=False) for one in date.conflicts)
    for stamp in (*metadata_stamps(reading), *reading.stamps):
        if not _is_known(stamp.date, date):
            why = _OF_LABELS.get(stamp.label) or (_ANOTHER if date.value else _NONE_FOLLOWED)
            yield Candidate(stamp.date, stamp.line or None, why)
    for line in sorted(islice(reading.lines, _DATED_LINES), key=lambda line: line.role is Role.REMOVED):
        dates = () if line.rule.startswith(NOT_ITS_OWN) else printed_dates(line.text)
        for printed in dates:
            if not _is_known(printed.value, date):
                yield Candidate(printed.value, line.number, _why_no_date(line))
    if date.value is None:
        for clue in seen(reading, registry):
            yield Candidate(clue.evidence.sentence, clue.evidence.line, _NO_DATE, is_value=False)


def _is_known(value: str, date: DateFact) -> bool:
    """Whether a date is the one that was taken, or a coarser one that holds it."""
    return date.value is not None and contains(value, date.value)


def _against(one: Evidence) -> str:
    days = f": it leaves {one.span[0] or '..'} to {one.span[1] or '..'}" if one.span else ""
    return f"contradicts what was found besides{days}"


def _why_no_date(line: Placed) -> str:
    if line.role is Role.REMOVED:
        return f"stands in a line that the rule {line.rule} took out"
    return _IN_PASSING if line.role is Role.BODY else f"stands in a line read as {line.role.value}"
