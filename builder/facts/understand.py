"""All facts of an article, in the order they stand on each other: the date first, the ministries by it, the topics last."""

from __future__ import annotations

from dataclasses import dataclass

from builder.facts.dates import decide_date
from builder.facts.headline import decide_title
from builder.facts.ministries import decide_ministries
from builder.facts.topics import decide_topics
from builder.model import DateFact, Facts, Frame, Rights, Source
from builder.registry import Registry
from builder.registry.kinds import article_kinds


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the seed: facts a person has written into the page, and the day the article came into the archive."""

    date: str | None = None
    date_edited: bool = False
    latest: str | None = None


def understand(frame: Frame, registry: Registry, known: Known) -> Facts:
    """Title, date, ministries, organizations, topics, source and rights. An edited date resolves the ministries."""
    date = decide_date(frame, registry, known.latest)
    ministries = decide_ministries(frame, naming_date(date, known), registry)
    return Facts(
        kind=_kind(frame, registry),
        title=decide_title(frame, registry.labels["title.none"], registry.greetings),
        date=date,
        ministries=ministries,
        organizations=_organizations(frame, registry),
        topics=decide_topics(frame, ministries, registry),
        source=_source(frame),
        rights=_rights(frame, registry),
    )


def naming_date(date: DateFact, known: Known) -> str | None:
    """The date by which the names of ministries are resolved: a person's, else the article's own."""
    return known.date if known.date_edited else date.value


def _kind(frame: Frame, registry: Registry) -> str:
    seed = frame.cleaned.seed
    if seed.supplied.kind:
        return seed.supplied.kind
    texts = [line.text.strip() for line in seed.lines if line.text.strip()]
    for kind in article_kinds():
        signs = registry.patterns_of(f"kind-{kind.replace('_', '-')}")
        if any(rule.pattern.search(text) for rule in signs for text in texts):
            return kind
    return "news" if frame.author or frame.outlet or frame.credit or _reserved(texts, registry) else "unknown"


def _reserved(texts: list[str], registry: Registry) -> bool:
    return any(
        rule.pattern.fullmatch(text) for rule in registry.patterns_of("rights-reserved") for text in texts
    )


def _organizations(frame: Frame, registry: Registry) -> tuple[str, ...]:
    """Local governments, corporations and institutes the body names, in order of appearance, each once."""
    found: dict[str, None] = {}
    for placed in frame.placed:
        if placed.role == "body":
            for rule in registry.patterns_of("organization"):
                found.update(
                    dict.fromkeys(match.group().strip() for match in rule.pattern.finditer(placed.text))
                )
    return tuple(name for name in found if name not in registry.bodies_by_name)[:12]


def _source(frame: Frame) -> Source:
    supplied = frame.cleaned.seed.supplied
    metadata = dict(reversed(frame.cleaned.seed.metadata))
    return Source(
        outlet=supplied.outlet or frame.outlet or metadata.get("og:site_name"),
        author=supplied.author
        or frame.author
        or next((metadata[name] for name in ("author", "article:author") if metadata.get(name)), None),
        credit=frame.credit,
        url=supplied.url
        or next(
            (
                metadata[k]
                for k in ("canonical", "og:url")
                if metadata.get(k, "").startswith(("http://", "https://"))
            ),
            None,
        ),
    )


def _rights(frame: Frame, registry: Registry) -> Rights:
    """The most open statement the text carries: a public licence before a reservation."""
    supplied = frame.cleaned.seed.supplied.rights
    texts = (
        [supplied]
        if supplied
        else [line.text.strip() for line in frame.cleaned.seed.lines if line.text.strip()]
    )
    for text in texts:
        for rule in registry.patterns_of("rights-kogl"):
            if match := rule.pattern.search(text):
                return Rights(text[:200], f"kogl-{match.group('type')}")
    for text in texts:
        if any(rule.pattern.fullmatch(text) for rule in registry.patterns_of("rights-reserved")):
            return Rights(text[:200], "reserved")
    return Rights(supplied, "unknown")
