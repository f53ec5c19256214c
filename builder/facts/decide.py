"""All facts of an article, in the order they stand on each other.

The date first, the ministries by it, the topics last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from builder.facts.certainty import certainties
from builder.facts.dates import decide_date
from builder.facts.headline import decide_title
from builder.facts.ministries import decide_ministries
from builder.facts.source import decide_rights, decide_source, reservation
from builder.facts.topics import decide_topics
from builder.model import DateFact, Facts, Reading, Role, Source
from builder.registry import Registry
from builder.registry.kinds import article_kinds

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
    span = None if known.date_edited else date.span
    source = decide_source(reading, registry)
    ministries = decide_ministries(reading, naming_date(date, known), span, source, registry)
    organizations = _organizations(reading, registry)
    reserved = reservation(texts, registry)
    kind, kind_by = _kind(reading, texts, source, reserved, (*ministries, *organizations), registry)
    facts = Facts(
        kind=kind,
        kind_by=kind_by,
        title=decide_title(reading, registry),
        date=date,
        ministries=ministries,
        organizations=organizations,
        topics=decide_topics(reading, registry),
        source=source,
        rights=decide_rights(reading.seed.supplied.rights, texts, reserved, registry),
    )
    return replace(facts, certainty=certainties(facts, reading, registry))


def naming_date(date: DateFact, known: Known) -> str | None:
    """The date by which the names of ministries are resolved: a person's, else the article's own."""
    return known.date if known.date_edited else date.value


def _kind(
    reading: Reading,
    texts: Sequence[str],
    source: Source,
    reserved: str | None,
    named: Sequence[object],
    registry: Registry,
) -> tuple[str, str]:
    """What sort of text it is, and what told: supplied, by signs of its own, else by who publishes it.

    In the form of a release, without an outlet and a reporter, it is the release of a body that it names.
    """
    if reading.seed.supplied.kind:
        return reading.seed.supplied.kind, "supplied"
    kinds = {f"kind-{kind.replace('_', '-')}": kind for kind in article_kinds()}
    signs = {rule.group for _, rule, _ in registry.sieve(*kinds).found(texts)}
    if signs:
        return next((kind, group) for group, kind in kinds.items() if group in signs)
    published = {"outlet": source.outlet, "author": source.author, "credit": reading.credit}
    if any(published.values()):
        return "news", " ".join(key for key, value in published.items() if value)
    if reserved and not _has_sign([reserved], "rights-of-a-body", registry):  # so an outlet reserves them
        return "news", "reserved"
    if named and _has_sign(texts, "kind-release-form", registry):
        return "press_release", "kind-release-form"
    return "unknown", ""


def _has_sign(texts: Sequence[str], group: str, registry: Registry) -> bool:
    return next(registry.sieve(group).found(texts), None) is not None


def _organizations(reading: Reading, registry: Registry) -> tuple[str, ...]:
    """Local governments, corporations and institutes the body names, in order of appearance, each once."""
    lines = [line.text for line in reading.lines if line.role is Role.BODY]
    found = dict.fromkeys(
        match.group().strip()
        for place, rule, _ in registry.sieve("organization").found(lines)
        for match in rule.pattern.finditer(lines[place])
    )
    return tuple(name for name in found if name not in registry.bodies_by_name)[:_MOST_ORGANIZATIONS]
