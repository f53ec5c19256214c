"""All facts of an article, in the order they stand on each other.

The date first, the ministries by it, the topics last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from builder.facts.certainty import certainties
from builder.facts.dates import decide_date
from builder.facts.headline import decide_title
from builder.facts.kind import decide_kind
from builder.facts.ministries import decide_ministries
from builder.facts.source import decide_rights, decide_source, reservation
from builder.facts.topics import decide_topics
from builder.model import DateFact, Facts, Reading, Role
from builder.registry import Registry

_MOST_ORGANIZATIONS: Final = 12


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
    addresses = [link.url for line in reading.seed.lines for link in line.links]
    marks = [content for name, content in reading.seed.metadata if name == "licence"]
    span = None if known.date_edited else date.span
    source = decide_source(reading, registry)
    ministries = decide_ministries(reading, naming_date(date, known), span, source, registry)
    organizations = _organizations(reading, registry)
    reserved = reservation(texts, registry)
    names_a_body = bool(ministries or organizations)
    kind, kind_by = decide_kind(reading, source, reserved, registry, names_a_body=names_a_body)
    facts = Facts(
        kind=kind,
        kind_by=kind_by,
        title=decide_title(reading, registry),
        date=date,
        ministries=ministries,
        organizations=organizations,
        topics=decide_topics(reading, registry),
        source=source,
        rights=decide_rights(
            reading.seed.supplied.rights, [*texts, *addresses], marks, reserved, kind, registry
        ),
    )
    return replace(facts, certainty=certainties(facts, reading, registry))


def naming_date(date: DateFact, known: Known) -> str | None:
    """The date by which the names of ministries are resolved: a person's, else the article's own."""
    return known.date if known.date_edited else date.value


def _organizations(reading: Reading, registry: Registry) -> tuple[str, ...]:
    """Local governments, corporations and institutes the body names, in order of appearance, each once."""
    lines = [line.text for line in reading.lines if line.role is Role.BODY]
    found = dict.fromkeys(
        match.group().strip()
        for place, rule, _ in registry.sieve("organization").found(lines)
        for match in rule.pattern.finditer(lines[place])
    )
    return tuple(name for name in found if name not in registry.bodies_by_name)[:_MOST_ORGANIZATIONS]
