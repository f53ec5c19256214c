"""All facts of an article, in the order they stand on each other.

The date first, the ministries by it, the topics last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.facts.dates import decide_date
from builder.facts.headline import decide_title
from builder.facts.ministries import decide_ministries
from builder.facts.topics import decide_topics
from builder.model import DateFact, Facts, Reading, Rights, Role, Source
from builder.registry import LinePattern, Registry
from builder.registry.kinds import article_kinds

_MOST_ORGANIZATIONS: Final = 12
_LONGEST_STATEMENT: Final = 200


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the seed.

    Facts a person has written into the page, and the day the article came into the archive.
    """

    date: str | None = None
    date_edited: bool = False
    latest: str | None = None


def decide(reading: Reading, registry: Registry, known: Known) -> Facts:
    """Title, date, ministries, organizations, topics, source and rights.

    An edited date resolves the ministries.
    """
    date = decide_date(reading, registry, known.latest)
    texts = [text for line in reading.seed.lines if (text := line.text.strip())]
    return Facts(
        kind=_kind(reading, texts, registry),
        title=decide_title(reading, registry.labels["title.none"], registry.greetings),
        date=date,
        ministries=decide_ministries(reading, naming_date(date, known), registry),
        organizations=_organizations(reading, registry),
        topics=decide_topics(reading, registry),
        source=_source(reading),
        rights=_rights(reading.seed.supplied.rights, texts, registry),
    )


def naming_date(date: DateFact, known: Known) -> str | None:
    """The date by which the names of ministries are resolved: a person's, else the article's own."""
    return known.date if known.date_edited else date.value


def _kind(reading: Reading, texts: Sequence[str], registry: Registry) -> str:
    if reading.seed.supplied.kind:
        return reading.seed.supplied.kind
    for kind in article_kinds():
        signs = registry.patterns_of(f"kind-{kind.replace('_', '-')}")
        if any(rule.pattern.search(text) for rule in signs for text in texts):
            return kind
    is_news = reading.author or reading.outlet or reading.credit or _reservation(texts, registry)
    return "news" if is_news else "unknown"


def _reservation(texts: Sequence[str], registry: Registry) -> str | None:
    """The first line that reserves all rights."""
    rules = registry.patterns_of("rights-reserved")
    return next((text for text in texts if any(rule.pattern.fullmatch(text) for rule in rules)), None)


def _organizations(reading: Reading, registry: Registry) -> tuple[str, ...]:
    """Local governments, corporations and institutes the body names, in order of appearance, each once."""
    rules = registry.patterns_of("organization")
    found = dict.fromkeys(
        match.group().strip()
        for line in reading.lines
        if line.role is Role.BODY
        for rule in rules
        for match in rule.pattern.finditer(line.text)
    )
    return tuple(name for name in found if name not in registry.bodies_by_name)[:_MOST_ORGANIZATIONS]


def _source(reading: Reading) -> Source:
    supplied = reading.seed.supplied
    stated = dict(reversed(reading.seed.metadata))
    authors = (stated.get(name) for name in ("author", "article:author"))
    addresses = (stated.get(name, "") for name in ("canonical", "og:url"))
    return Source(
        outlet=supplied.outlet or reading.outlet or stated.get("publisher"),
        author=supplied.author or reading.author or next(filter(None, authors), None),
        credit=reading.credit,
        url=supplied.url or next((url for url in addresses if url.startswith(("http://", "https://"))), None),
    )


def _rights(supplied: str | None, texts: Sequence[str], registry: Registry) -> Rights:
    """The most open statement the text carries: a public licence before a reservation.

    A supplied one stands for the text.
    """
    texts = [supplied] if supplied else texts
    for text, rule in _pairs(texts, registry.patterns_of("rights-kogl")):
        if match := rule.pattern.search(text):
            return Rights(text[:_LONGEST_STATEMENT], f"kogl-{match.group('type')}")
    reserved = _reservation(texts, registry)
    return Rights(reserved[:_LONGEST_STATEMENT], "reserved") if reserved else Rights(supplied, "unknown")


def _pairs(texts: Sequence[str], rules: Sequence[LinePattern]) -> Iterator[tuple[str, LinePattern]]:
    return ((text, rule) for text in texts for rule in rules)
