"""When an article was published or announced: what is printed first, then what can be reasoned, else unknown.

A wrong date is worse than none: an inferred date needs clues that leave one day, one month or one year, and nothing else.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from builder.facts.inference import (
    MOST_DAYS,
    contradictions,
    contradicts_weekday,
    infer_date,
    is_announcement,
)
from builder.model import Basis, DateFact, Evidence, Frame, Stamp
from builder.partial_date import contains, korean, precision
from builder.reading.body import body_sentences
from builder.reading.stamps import printed_dates
from builder.registry import Registry

#: inputs.md §1.3: labels in the order in which they win. `modified` is not among them: it never dates a text.
_RANK: Final = ("published", "bare", "released", "embargo", "print")
_URL_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_HEAD_METADATA: Final = ("article:published_time", "datePublished", "date", "pubdate")
#: A header date and the day named in the body agree within three days (inputs.md §1.3).
_AGREEMENT_DAYS: Final = 3


def decide_date(frame: Frame, registry: Registry, latest: str | None = None) -> DateFact:
    """The date with its basis and evidence. Order: supplied, printed stamps, printed in a sentence of announcing, inferred.

    ``latest``: the ISO day the article came into the archive; nothing inferred is younger.
    """
    stated = _from_stamps(frame, registry) or _from_sentence(frame, registry)
    supplied = frame.cleaned.seed.supplied.date
    if supplied:
        conflicts = (
            stated.evidence
            if stated
            and stated.value
            and not contains(supplied, stated.value)
            and not contains(stated.value, supplied)
            else ()
        )
        sentence = registry.labels["evidence.supplied"]
        return DateFact(
            supplied,
            precision(supplied),
            Basis.SUPPLIED,
            "published",
            sentence,
            (Evidence(sentence, None, "supplied"),),
            conflicts,
        )
    return stated or _from_address(frame, registry) or infer_date(frame, registry, latest)


def _from_stamps(frame: Frame, registry: Registry) -> DateFact | None:
    stamps = _ranked((*_metadata_stamps(frame), *frame.stamps))
    if not stamps:
        return None
    chosen = stamps[0]
    key = "evidence.stamp" if chosen.line else "evidence.metadata"
    sentence = registry.labels[key].format(text=_short(chosen.text), date=korean(chosen.date))
    evidence = tuple(
        Evidence(_short(stamp.text), stamp.line or None, f"stamp-{stamp.label}") for stamp in stamps
    )
    return DateFact(
        chosen.date,
        precision(chosen.date),
        Basis.STATED,
        "published",
        sentence,
        evidence,
        _disagreement(frame, chosen, registry),
    )


def _ranked(stamps: Sequence[Stamp]) -> list[Stamp]:
    """Those that may date a text, the winner first; among published ones the earliest (a later one is a reprint)."""
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


def _metadata_stamps(frame: Frame) -> tuple[Stamp, ...]:
    stamps = []
    for name, content in frame.cleaned.seed.metadata:
        if name in _HEAD_METADATA:
            stamps += [
                Stamp(date.value, "published", 0, f"{name} {content}")
                for date in printed_dates(content[:40])[:1]
            ]
    return tuple(stamps)


def _disagreement(frame: Frame, chosen: Stamp, registry: Registry) -> tuple[Evidence, ...]:
    """What in the body speaks against the printed date: another day announced, a body that did not exist, an event still to come."""
    if len(chosen.date) < len("2020-01-01"):
        return ()
    day = dt.date.fromisoformat(chosen.date)
    around = [day + dt.timedelta(n) for n in range(-_AGREEMENT_DAYS, _AGREEMENT_DAYS + 1)]
    return contradictions(frame, around, registry)


def _from_sentence(frame: Frame, registry: Registry) -> DateFact | None:
    """A full date inside one of the first sentences, when that sentence announces and the date is not a term or a past event's."""
    for sentence in [s for s in body_sentences(frame) if s.paragraph <= 1][:4]:
        for date in printed_dates(sentence.text)[:MOST_DAYS]:
            if len(date.value) < len("2020-01-01") or not is_announcement(
                sentence.text, date.start, date.end, registry
            ):
                continue
            if contradicts_weekday(date.value, sentence.text[date.end :]):
                continue  # a slip of the pen: one of the two is wrong, and nobody knows which
            text = registry.labels["evidence.sentence"].format(
                text=_short(sentence.text[max(0, date.start - 10) : date.end + 30]), date=korean(date.value)
            )
            return DateFact(
                date.value,
                "day",
                Basis.STATED,
                "announced",
                text,
                (Evidence(text, sentence.line, "date-in-announcement"),),
                (),
            )
    return None


def _from_address(frame: Frame, registry: Registry) -> DateFact | None:
    """A date inside the article's address: not printed as one, so inferred."""
    addresses = (
        frame.cleaned.seed.supplied.url,
        *(content for name, content in frame.cleaned.seed.metadata if name in ("og:url", "canonical")),
    )
    for address in addresses:
        match = _URL_DATE.search(address or "")
        if match:
            value = "-".join(match.groups())
            sentence = registry.labels["evidence.address"].format(date=korean(value))
            return DateFact(
                value,
                "day",
                Basis.INFERRED,
                "published",
                sentence,
                (Evidence(sentence, None, "date-in-address"),),
                (),
            )
    return None


def _short(text: str) -> str:
    limit = 60
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
