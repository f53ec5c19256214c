"""Names and ids of central bodies, resolved by a date.

The one place that says whom a name stands for, and what else it may have meant.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from builder.partial_date import first_day
from builder.registry.types import Body, Registry
from builder.text import fold_dots, key


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a name or id stands for no body of the day, and what to do about it."""

    why: str
    hint: str


def bodies_named(name: str, registry: Registry) -> tuple[Body, ...]:
    """Every body that ever bore the name or abbreviation, in registry order."""
    return registry.bodies_by_name.get(fold_dots(name), ())


def body_with_id(body_id: str, registry: Registry) -> Body | None:
    """The body of an id, or the one that stands for it since it was replaced."""
    return registry.bodies.get(registry.replaced_bodies.get(body_id, body_id))


def is_known_body(name: str, registry: Registry) -> bool:
    """Whether some body has the id, or ever bore the name or abbreviation."""
    return body_with_id(name, registry) is not None or bool(bodies_named(name, registry))


def resolve(name: str, date: str | None, registry: Registry) -> Body | None:
    """The body a name stands for on ``date``; the latest one when the date is unknown.

    None when none existed then.

    Of two that share a name in a year of change, the one whose official name it is goes first, then the
    later.
    """
    living = [body for body in bodies_named(name, registry) if _lives(body, date)]
    if not living:
        return None
    return max(
        living, key=lambda body: (fold_dots(body.name) == fold_dots(name) if date else False, body.since)
    )


def likeliest(name: str, span: tuple[str, str], registry: Registry) -> Body | None:
    """The body a name most likely stands for in a text of some day of a span (ISO days).

    Of those that existed in it the latest whose official name it is, else the one that existed longest in it.
    """
    alive = [body for body in bodies_named(name, registry) if _days_in(body, span) > 0]
    called_so = [body for body in alive if fold_dots(body.name) == fold_dots(name)]
    if called_so:
        return max(called_so, key=lambda body: body.since)
    return max(alive, key=lambda body: _days_in(body, span), default=None)


def _days_in(body: Body, span: tuple[str, str]) -> int:
    first, last = max(body.since, span[0]), min(body.until or span[1], span[1])
    return (dt.date.fromisoformat(first_day(last)) - dt.date.fromisoformat(first_day(first))).days


def living(name: str, date: str | None, registry: Registry) -> Body | None:
    """The body of ``date`` that an id or a name stands for."""
    body = body_with_id(name, registry)
    if body is None:
        return resolve(name, date, registry)
    return body if _lives(body, date) else None


def not_living(names: Iterable[str], date: str | None, registry: Registry) -> tuple[str, ...]:
    """Those of the names and ids that stand for no body of ``date``."""
    return tuple(name for name in names if living(name, date, registry) is None)


def by_id(body_id: str, date: str | None, registry: Registry) -> Body | Unresolved:
    """The body with that id, if it existed on ``date``."""
    body = body_with_id(body_id, registry)
    if body is None:
        near = nearest(body_id, registry.bodies, cutoff=0.5)
        hint = f"perhaps {' or '.join(near)}" if near else "write an id of the registry"
        return Unresolved(f"ministry_ids: no body has the id {body_id!r}", hint)
    return body if _lives(body, date) else _no_such_body(body.name, [body], date, registry)


def by_official_name(
    name: str, date: str | None, registry: Registry, ids: Collection[str] = ()
) -> Body | Unresolved:
    """The one body that was called so on ``date``, or for short where no other was.

    ``ids`` decide between two of one name when the date is unknown.
    """
    named = [body for body in registry.bodies.values() if body.name == name]
    named = named or list(bodies_named(name, registry))
    alive = [body for body in named if _lives(body, date)]
    chosen = [body for body in alive if body.id in ids] or alive
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        hint = f"write the date, or one of these into ministry_ids: {', '.join(body.id for body in chosen)}"
        return Unresolved(f"ministries: {len(chosen)} bodies were called {name!r}", hint)
    return _no_such_body(name, named, date, registry)


def topic_called(word: str, registry: Registry) -> str | None:
    """The slug of the topic that a person means by its slug, its Korean or its English name.

    One that was replaced is the one that stands for it.
    """
    if word in registry.topics:
        return word
    letters, replaced = key(word).casefold(), registry.replaced_topics
    return registry.made(_topics_by_name).get(letters) or replaced.get(word) or replaced.get(letters)


def _topics_by_name(registry: Registry) -> dict[str, str]:
    """Letters of a name → slug; none where two topics share them."""
    topics = registry.topics.values()
    named = [(key(name).casefold(), topic.slug) for topic in topics for name in (topic.name, topic.english)]
    count = Counter(letters for letters, _ in named)
    return {letters: slug for letters, slug in named if letters and count[letters] == 1}


def nearest(word: str, known: Iterable[str], count: int = 3, cutoff: float = 0.6) -> list[str]:
    """What may have been meant by a word that nobody knows."""
    return get_close_matches(word, list(known), count, cutoff)


def _lives(body: Body, date: str | None) -> bool:
    return date is None or body.alive(date)


def _no_such_body(name: str, named: Sequence[Body], date: str | None, registry: Registry) -> Unresolved:
    hint = "write the official name of that date, or add the body to the registry"
    if near := _near_names(name, named, date, registry):
        hint = f"write the official name of that date, perhaps {' or '.join(near)}"
    if not named:
        return Unresolved(f"ministries: no body is called {name!r}", hint)
    periods = ", ".join(f"{body.since} to {body.until or 'now'}" for body in named)
    return Unresolved(f"ministries: {name!r} existed {periods}, but not on {date}", hint)


def _near_names(name: str, named: Iterable[Body], date: str | None, registry: Registry) -> list[str]:
    """What may have been meant.

    The body's neighbours in its lineage, whom the word is short for, similar names.
    """
    bodies = registry.bodies
    lineage = [
        bodies[other] for body in named for other in (*body.successors, *body.predecessors) if other in bodies
    ]
    alive = [body for body in bodies.values() if _lives(body, date)]
    short = [body for body in alive if name in body.aliases]
    similar = nearest(name, sorted({body.name for body in alive}), 2, 0.5)
    meant = [body.name for body in (*lineage, *short) if _lives(body, date)]
    return list(dict.fromkeys(meant or similar))[:3]
