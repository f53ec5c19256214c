"""When an article was published or announced: what is printed first, then what can be reasoned, else unknown.

A wrong date is worse than none: an inferred date needs clues that leave one day, one month or one year, and
nothing else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from builder.facts.clues.announced import MOST_DAYS, contradicts_weekday, is_announcement
from builder.facts.inference import contradictions, infer_date
from builder.model import Basis, DateFact, Evidence, Reading, Sentence, Stamp
from builder.partial_date import contains, korean, precision
from builder.reading.head import MASTHEAD
from builder.reading.stamps import TIME, PrintedDate, printed_dates
from builder.registry import Registry

#: Labels in the order in which they win. `modified` is not among them: it never dates a text.
_RANK: Final = (MASTHEAD, "published", "bare", "released", "embargo", "print")
_URL_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_HEAD_METADATA: Final = ("article:published_time", "datePublished", "date", "pubdate", "DC.date.issued")
#: A header date and the day named in the body agree within three days.
_AGREEMENT_DAYS: Final = 3
_DAY_LENGTH: Final = len("2020-01-01")
#: Sentences of the first paragraphs in which a full date may be the announcement's.
_FIRST_SENTENCES: Final = 4
_FIRST_PARAGRAPHS: Final = 2
_LONGEST_QUOTE: Final = 60


def decide_date(reading: Reading, registry: Registry, latest: str | None = None) -> DateFact:
    """The date with its basis and evidence.

    Order: supplied, printed stamps, printed in a sentence of announcing, inferred.

    ``latest``: the ISO day the article came into the archive; nothing inferred is younger.
    """
    stated = _from_stamps(reading, registry) or _from_sentence(reading, registry)
    supplied = reading.seed.supplied.date
    if supplied:
        return _supplied(supplied, stated, registry)
    found = stated or _from_address(reading, registry) or infer_date(reading, registry, latest)
    return replace(found, conflicts=(*found.conflicts, *_against_machines(found, reading, registry)))


def _against_machines(date: DateFact, reading: Reading, registry: Registry) -> Iterator[Evidence]:
    """What a page's head says that none of its printed dates does: it was not followed, and is told."""
    told = (content.partition(": ")[0] for name, content in reading.seed.metadata if name == "conflict")
    for statement in told if date.value else ():
        text = registry.labels["evidence.machine"].format(text=_short(statement))
        yield Evidence(text, None, "machine-date")


def _supplied(date: str, stated: DateFact | None, registry: Registry) -> DateFact:
    """The collector's date; what the text states against it is a conflict."""
    value = stated.value if stated else None
    differs = value is not None and not contains(date, value) and not contains(value, date)
    sentence = registry.labels["evidence.supplied"]
    return DateFact(
        date,
        precision(date),
        Basis.SUPPLIED,
        "published",
        sentence,
        (Evidence(sentence, None, "supplied"),),
        stated.evidence if stated and differs else (),
    )


def _from_stamps(reading: Reading, registry: Registry) -> DateFact | None:
    stamps = _ranked((*metadata_stamps(reading), *reading.stamps))
    if not stamps:
        return None
    chosen = stamps[0]
    against = _disagreement(reading, chosen, registry)
    if chosen.label == "bare" and not TIME.search(chosen.text) and _names_another_day(against):
        return None
    is_masthead = chosen.label == MASTHEAD
    key = "evidence.masthead" if is_masthead else "evidence.stamp" if chosen.line else "evidence.metadata"
    return DateFact(
        chosen.date,
        precision(chosen.date),
        Basis.STATED,
        "published",
        registry.labels[key].format(text=_short(chosen.text), date=korean(chosen.date)),
        tuple(Evidence(_short(stamp.text), stamp.line or None, f"stamp-{stamp.label}") for stamp in stamps),
        against,
    )


def _names_another_day(against: Sequence[Evidence]) -> bool:
    """An announced day with its weekday outweighs a date without label and time."""
    return any(one.rule in ("clue-weekday", "clue-lead-day") for one in against)


def _ranked(stamps: Sequence[Stamp]) -> list[Stamp]:
    """Those that may date a text, the winner first.

    Among published ones the earliest (a later one is a reprint).
    """
    usable = [stamp for stamp in stamps if stamp.label in _RANK]
    finest = max((len(stamp.date) for stamp in usable), default=0)
    return sorted(
        usable,
        key=lambda s: (
            len(s.date) < finest,
            _RANK.index(s.label),
            s.date if s.label == "published" else "",
            s.line,
        ),
    )


def metadata_stamps(reading: Reading) -> tuple[Stamp, ...]:
    """What a page's head says of its day, as stamps without a line."""
    return tuple(
        Stamp(date.value, "published", 0, f"{name} {content}")
        for name, content in reading.seed.metadata
        if name in _HEAD_METADATA
        for date in printed_dates(content[:40])[:1]
    )


def _disagreement(reading: Reading, chosen: Stamp, registry: Registry) -> tuple[Evidence, ...]:
    """What in the body speaks against the printed date.

    Another day announced, a body that did not exist, an event still to come.
    """
    if len(chosen.date) < _DAY_LENGTH:
        return ()
    day, reach = dt.date.fromisoformat(chosen.date), dt.timedelta(_AGREEMENT_DAYS)
    return contradictions(reading, day - reach, day + reach, registry)


def _from_sentence(reading: Reading, registry: Registry) -> DateFact | None:
    """A full date in one of the first sentences, when it is the day on which something is announced."""
    first = (sentence for sentence in reading.sentences if sentence.paragraph < _FIRST_PARAGRAPHS)
    for sentence in islice(first, _FIRST_SENTENCES):
        for date in printed_dates(sentence.text)[:MOST_DAYS]:
            if _is_announced(date, sentence, registry):
                return _announced(date, sentence, registry)
    return None


def _is_announced(date: PrintedDate, sentence: Sentence, registry: Registry) -> bool:
    """A weekday that is not the day's is a slip of the pen.

    One of the two is wrong, and nobody knows which.
    """
    return (
        len(date.value) == _DAY_LENGTH
        and is_announcement(sentence, date.start, date.end, registry)
        and not contradicts_weekday(date.value, sentence.text[date.end :])
    )


def _announced(date: PrintedDate, sentence: Sentence, registry: Registry) -> DateFact:
    quote = _short(sentence.text[max(0, date.start - 10) : date.end + 30])
    text = registry.labels["evidence.sentence"].format(text=quote, date=korean(date.value))
    evidence = Evidence(text, sentence.line, "date-in-announcement")
    return DateFact(date.value, "day", Basis.STATED, "announced", text, (evidence,), ())


def _from_address(reading: Reading, registry: Registry) -> DateFact | None:
    """A date inside the article's address: not printed as one, so inferred."""
    seed = reading.seed
    addresses = (
        seed.supplied.url,
        *(content for name, content in seed.metadata if name in ("og:url", "canonical", "saved")),
    )
    for address in addresses:
        match = _URL_DATE.search(address or "")
        if match:
            value = "-".join(match.groups())
            text = registry.labels["evidence.address"].format(date=korean(value))
            evidence = Evidence(text, None, "date-in-address")
            return DateFact(value, "day", Basis.INFERRED, "published", text, (evidence,), ())
    return None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
