"""The layout of a lineage.

A row for each body along one axis of time, those that follow each other below one another.

Pure geometry: what it means is in rows and years, not in pixels. The same bodies always give the same
drawing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.partial_date import first_day
from builder.registry.types import Body

#: The registry of bodies begins with the government of 1998; what is older starts at the edge.
FIRST_YEAR: Final = 1998


@dataclass(frozen=True, slots=True)
class Row:
    """A body and the years (``2017.56``) between which its bar lies.

    ``open_start``/``open_end``: it is older, it lives.
    """

    body: Body
    start: float
    end: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Work that goes over from one row to another at a time (in years).

    All of it, or (``partly``) a named piece.
    """

    giver: int
    receiver: int
    at: float
    partly: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """A drawing: its rows from top to bottom, its links, and the years the axis begins and ends with."""

    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    first: int
    last: int


def around(body: Body, bodies: Mapping[str, Body]) -> tuple[Body, ...]:
    """The body, all it came from, all that came from it, and those it exchanged a piece of work with.

    In registry order.
    """
    found = {body.id} | _reached(body, bodies, back=True) | _reached(body, bodies, back=False)
    found |= {one.to for one in body.transfers} | {
        other.id for other in bodies.values() if any(one.to == body.id for one in other.transfers)
    }
    return tuple(one for one in bodies.values() if one.id in found)


def _reached(body: Body, bodies: Mapping[str, Body], *, back: bool) -> set[str]:
    reached, waiting = set[str](), [body.id]
    while waiting:
        one = bodies[waiting.pop()]
        further = [
            other
            for other in (one.predecessors if back else one.successors)
            if other in bodies and other not in reached
        ]
        reached.update(further)
        waiting += further
    return reached


def lay_out(bodies: Sequence[Body], last: int) -> Lineage:
    """The drawing of ``bodies`` from 1998 to the end of the year ``last``, or to a later change."""
    last = max([last, *(int(day[:4]) for body in bodies for day in (body.since, body.until) if day)])
    ordered = _ordered(bodies)
    place = {body.id: row for row, body in enumerate(ordered)}
    rows = tuple(_row(body, last) for body in ordered)
    return Lineage(rows, tuple(_links(ordered, place, last)), FIRST_YEAR, last)


def _ordered(bodies: Sequence[Body]) -> list[Body]:
    """Depth first from the oldest: a body stands below all its predecessors, as near to them as it can."""
    known = {body.id: body for body in bodies}
    placed: dict[str, Body] = {}

    def place(body: Body) -> None:
        if body.id in placed or any(other in known and other not in placed for other in body.predecessors):
            return
        placed[body.id] = body
        for other in _by_age(known[one] for one in body.successors if one in known):
            place(other)

    for body in _by_age(bodies):
        place(body)
    return [
        *placed.values(),
        *(body for body in _by_age(bodies) if body.id not in placed),
    ]  # the last ones: a registry in a circle


def _by_age(bodies: Iterable[Body]) -> list[Body]:
    return sorted(bodies, key=lambda body: (first_day(body.since), body.id))


def _row(body: Body, last: int) -> Row:
    start, end = _time(body.since, last), _time(body.until, last) if body.until else float(last + 1)
    return Row(body, start, max(start, end), int(body.since[:4]) < FIRST_YEAR, body.until is None)


def _time(day: str, last: int) -> float:
    """A day as a point on the axis, in years."""
    date = dt.date.fromisoformat(first_day(day))
    start = dt.date(date.year, 1, 1)
    length = (dt.date(date.year + 1, 1, 1) - start).days
    return min(max(float(FIRST_YEAR), date.year + (date - start).days / length), float(last + 1))


def _links(ordered: Sequence[Body], place: Mapping[str, int], last: int) -> Iterable[Link]:
    bodies = {body.id: body for body in ordered}
    for body in ordered:
        for one in body.successors:
            if one in place:
                yield Link(place[body.id], place[one], _time(bodies[one].since, last), partly=False)
        for given in body.transfers:
            if given.to in place:
                yield Link(
                    place[body.id],
                    place[given.to],
                    _time(_day_of_transfer(body, bodies[given.to]), last),
                    partly=True,
                )


def _day_of_transfer(giver: Body, receiver: Body) -> str:
    """The registry names no day.

    It is the one on which the receiver was founded, or else the one on which the giver ended.
    """
    founded = giver.since < receiver.since and (giver.until is None or receiver.since <= giver.until)
    return receiver.since if founded or giver.until is None else giver.until
