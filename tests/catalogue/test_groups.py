"""A group of sheets is known by what decides them: where that is the same in two archives, so are the sheets."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from builder.catalogue.collection import collect
from builder.catalogue.kinds import KINDS
from builder.catalogue.sheet import Group, depends
from builder.kept import key_of
from builder.model import Entry
from builder.registry import Registry
from builder.settings import Site

Make = Callable[..., Entry]


def _drawn(number: int, draw: random.Random, entry: Make, registry: Registry) -> Entry:
    people = sorted({one.id for one in registry.officials if one.body in registry.bodies})
    steps = [headline for step in registry.steps.entries for headline in step.match]
    bodies = draw.sample([*registry.bodies, "gone"], draw.randrange(3))
    found = entry(
        f"a{number:03}",
        draw.choice(["2019", "2020-04", "2020-04-16", "2021-11-30", "2022-01-02", None]),
        {body: draw.choice(["lead", "joint", "involved"]) for body in bodies},
        topics=tuple(draw.sample([*registry.topics, "gone"], draw.randrange(3))),
        title=draw.choice([*draw.sample(steps, 2), f"제목 {number}"]),
        added=draw.choice(["2026-11-22", "2026-12-01"]),
    )
    names = ("한국가스안전공사", "가스안전공사", "한국전력공사")
    return replace(
        found,
        people=tuple(draw.sample(people, draw.randrange(2))),
        organizations=tuple(draw.sample(names, draw.randrange(3))),
    )


def _changed(entries: list[Entry], draw: random.Random, entry: Make, registry: Registry) -> list[Entry]:
    """Another archive: some are gone, one is as it was not, and there may be hundreds more of a month."""
    gone = draw.choice([0.02, 0.97, 0.97])
    kept = [one for one in entries if draw.random() > gone]
    kept.append(_drawn(draw.randrange(200), draw, entry, registry))
    more = [entry(f"b{number:03}", "2020-05-01") for number in range(draw.choice([0] * 9 + [230]))]
    return list({one.id: one for one in (*kept, *more)}.values())


def test_what_is_known_by_the_same_is_the_same(entry: Make, registry: Registry) -> None:
    draw = random.Random(20261129)
    first = [_drawn(number, draw, entry, registry) for number in range(40)]
    made, again = dict[bytes, list[bytes]](), set[str]()
    for _ in range(100):
        entries = _changed(first, draw, entry, registry)
        digests = {one.id: key_of(repr(one)) for one in entries}
        collection = collect(entries, registry, Site("기사", ""))
        for group in (one for kind in KINDS for one in kind.sheets(collection) if isinstance(one, Group)):
            sheets = [depends(sheet, digests) for sheet in group.make()]
            key = group.depends(digests)
            again |= {group.name.partition(" ")[0]} if key in made else set()
            assert made.setdefault(key, sheets) == sheets, group.name
    assert again == {"ministry", "person", "organization", "area", "topic", "timeline", "year"}
