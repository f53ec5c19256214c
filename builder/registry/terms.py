"""Terms of office: until when they may have lasted, and in which bodies they were held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from builder.partial_date import first_day, last_day
from builder.registry.types import Body, Official, Registry


def ended_by(term: Official, registry: Registry) -> str | None:
    """The first day (ISO) of which it is sure that the term was over; None where it may go on.

    The day after its end, whose precision may be a month or a year; where nobody has a source for that, the
    day on which the next one that is known took the office, in the body or in what it has become.
    """
    if term.until:
        return (dt.date.fromisoformat(last_day(term.until)) + dt.timedelta(1)).isoformat()
    family = _family(term, registry)
    days = (last_day(one.since) for one in registry.made(_by_office)[term.office] if one.body in family)
    return min((day for day in days if day > last_day(term.since)), default=None)


def bodies_of(term: Official, registry: Registry, named_on: str = "") -> Iterator[Body]:
    """The bodies in which a term was held, the first one first: a new name does not end a term.

    What a body has become is followed as long as the term lasted surely, and it is plain which body goes on
    with the office. ``named_on``: an ISO day on which a text names who held it in office, for a term of which
    nobody knows the end.
    """
    body: Body | None = registry.bodies[term.body or ""]
    lasted = first_day(term.until) if term.until else named_on
    while body:
        yield body
        body = _going_on(body, registry) if body.until and body.until < lasted else None


def _going_on(body: Body, registry: Registry) -> Body | None:
    """What a body of the same rank has become: 부 of 부. Of several the one that came of nothing else."""
    after = [registry.bodies[one] for one in body.successors]
    alike = [one for one in after if one.name[-1] == body.name[-1]]
    alone = [one for one in alike if one.predecessors == (body.id,)]
    return next((some[0] for some in (alike, alone) if len(some) == 1), None)


def _family(term: Official, registry: Registry) -> frozenset[str | None]:
    """The ids of the body of the first day, and of all that came after it; None for an office without one."""
    if term.body is None:
        return frozenset([None])
    reached, waiting = set[str](), [term.body]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += registry.bodies[one].successors
    return frozenset(reached)


def _by_office(registry: Registry) -> Mapping[str, tuple[Official, ...]]:
    found: dict[str, list[Official]] = {}
    for one in registry.officials:
        found.setdefault(one.office, []).append(one)
    return {office: tuple(some) for office, some in found.items()}
