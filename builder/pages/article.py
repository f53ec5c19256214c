"""One reading understood: its facts, its body, and what a person should look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from builder.facts.decide import Known, decide, naming_date
from builder.model import Article, Basis, DateFact, Facts, Heading, Problem, Reading, Role, Seed, Speaker
from builder.personal import contacts
from builder.problems import seed_problem
from builder.prose.blocks import build_document
from builder.reading.read import read
from builder.registry.resolve import is_known_body, nearest, not_living, topic_called
from builder.registry.types import Registry


def understand_seed(seed: Seed, registry: Registry, known: Known | None = None) -> Article | Problem:
    """One seed as an article; see ``article_of``."""
    return _unknown_name(seed, registry) or article_of(read(seed, registry), registry, known)


def article_of(reading: Reading, registry: Registry, known: Known | None = None) -> Article | Problem:
    """A reading as an article, with what a person should look at.

    E112 where a supplied ministry or topic is none of the registry's, E113 when nothing of the text is left
    and no title was supplied.
    """
    seed = reading.seed
    if unknown := _unknown_name(seed, registry):
        return unknown
    document = build_document(reading.kept, registry.structure)
    if not seed.supplied.title and all(isinstance(block, Heading | Speaker) for block in document.blocks):
        return seed_problem("E113", seed.path)
    known = known or Known()
    facts = decide(reading, registry, known)
    left_out = not_living(seed.supplied.ministries, naming_date(facts.date, known), registry)
    return Article(
        seed,
        reading,
        facts,
        document,
        (
            *(
                seed_problem("N115", seed.path, detail=f"{name}, {naming_date(facts.date, known)}")
                for name in left_out
            ),
            *_notices(seed.path, facts),
            *(() if document.blocks else (seed_problem("N118", seed.path),)),
            *_of_contacts(seed.path, reading),
            *seed.doubts,
        ),
    )


def _unknown_name(seed: Seed, registry: Registry) -> Problem | None:
    """E112 for a supplied ministry or topic that the registry does not know, with the nearest it does."""
    known: dict[str, Collection[str]] = {
        "ministries": [name for name in seed.supplied.ministries if is_known_body(name, registry)],
        "topics": [name for name in seed.supplied.topics if topic_called(name, registry)],
    }
    for key, names in (("ministries", seed.supplied.ministries), ("topics", seed.supplied.topics)):
        if unknown := next((name for name in names if name not in known[key]), None):
            near = ", ".join(nearest(unknown, _all_names(key, registry))) or "see the registry"
            detail = f"{key}: {unknown} is not in the registry (near: {near})"
            return seed_problem("E112", seed.path, detail=detail)
    return None


def _all_names(key: str, registry: Registry) -> list[str]:
    """What a person may call a ministry or a topic."""
    if key == "ministries":
        return sorted({*registry.bodies, *registry.bodies_by_name})
    return sorted({*registry.topics, *(topic.name for topic in registry.topics.values())})


def _notices(path: str, facts: Facts) -> Iterator[Problem]:
    """What a person should look at."""
    yield from _of_date(path, facts.date)
    if facts.title.basis == Basis.GENERATED:
        yield seed_problem("N103", path, detail=facts.title.text)
    if not facts.ministries:
        yield seed_problem("N104", path)
    if not any(topic.chosen for topic in facts.topics):
        yield seed_problem("N105", path)


def _of_contacts(path: str, reading: Reading) -> Iterator[Problem]:
    """N136 where addresses or mobile numbers stand in the body; those of the office's table do not."""
    found = [line for line in reading.kept if line.role is Role.BODY and contacts(line.text)]
    if found:
        count = sum(contacts(line.text) for line in found)
        yield seed_problem("N136", path, found[0].number, f"{count:,}")


def _of_date(path: str, date: DateFact) -> Iterator[Problem]:
    if date.basis == Basis.UNKNOWN:
        yield seed_problem("N101", path, detail=date.sentence)
        return
    if date.basis == Basis.INFERRED:
        yield seed_problem("N102", path, detail=f"{date.value}: {date.sentence}")
    for other in date.conflicts[:1]:
        code = "N110" if date.basis == Basis.SUPPLIED else "N112"
        detail = f"the date is {date.value}, but the text speaks for another: {other.sentence}"
        yield seed_problem(code, path, other.line, detail)
