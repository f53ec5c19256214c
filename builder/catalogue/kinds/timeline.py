"""A topic's timeline: the steps of its policy by year, oldest first, and the bodies that began meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from builder.catalogue import links
from builder.catalogue.collection import Collection, Entries
from builder.catalogue.kinds.kind import Look, PageKind
from builder.catalogue.lists import LIMIT, bracketed_title, dated, oldest_first, year_key
from builder.catalogue.markdown import dated_line, link, link_text
from builder.catalogue.part import Shelf
from builder.catalogue.sheet import Group, Section, Sheet
from builder.catalogue.tables import year_target
from builder.catalogue.topic_shelf import topic_shelf
from builder.model import Basis, Entry
from builder.pages.page import Crumb
from builder.partial_date import first_day, korean
from builder.registry.steps import Step, Steps
from builder.registry.types import Body, Topic

FEWEST: Final = 3
"""Steps that are worth a timeline."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A briefing whose headline tells of a step."""

    entry: Entry
    step: Step


def has_timeline(collection: Collection, topic: Topic) -> bool:
    """Whether enough briefings of the topic tell of steps."""
    return len(_steps(collection.topics[topic.slug], collection.registry.steps)) >= FEWEST


def _steps(entries: Entries, steps: Steps) -> list[_Step]:
    """Those whose day is known and whose headline somebody wrote, oldest first."""
    told = oldest_first(one for one in entries if one.date and one.title_basis != Basis.GENERATED)
    return [_Step(entry, step) for entry in told if (step := steps.of(entry.title))]


def _sheets(collection: Collection) -> Iterator[Group]:
    for area in collection.areas:
        for topic, _ in collection.topics_of(area):
            make = partial(_sheet, collection, topic)
            yield Group(f"timeline {topic.slug}", (collection.topics[topic.slug],), (), make)


def _sheet(collection: Collection, topic: Topic) -> Iterator[Sheet]:
    """``topics/<slug>/timeline.md``, where there are enough steps."""
    if not has_timeline(collection, topic):
        return
    labels, shelf = collection.labels, topic_shelf(collection, topic)
    path, shown = links.timeline(topic.slug), _chosen(_steps(shelf.entries, collection.registry.steps))
    title = labels["part.within"].format(whole=topic.name, part=labels["title.timeline"])
    yield Sheet(
        path=path,
        title=title,
        kind=TIMELINE.name,
        description=labels["timeline.description"].format(name=topic.name, count=len(shown)),
        count=len(shown),
        parents=(*shelf.series.parents[:-1], Crumb(topic.name, links.topic(topic.slug))),
        blocks=(labels["timeline.intro"],),
        sections=tuple(_year(collection, path, shelf, *year) for year in _years(collection, shelf, shown)),
        keys=shelf.series.keys,
    )


def _chosen(told: Sequence[_Step]) -> list[_Step]:
    """At most ``LIMIT``: where there are more, of each step in each year the first ones, as many as fit."""
    groups: dict[tuple[str, str], list[_Step]] = {}
    for one in told:
        groups.setdefault((year_key(one.entry), one.step.id), []).append(one)
    most = len(told) if len(told) <= LIMIT else max(1, LIMIT // len(groups))
    kept = {one.entry.id for group in groups.values() for one in group[:most]}
    return [one for one in told if one.entry.id in kept]


def _years(
    collection: Collection, shelf: Shelf, shown: Sequence[_Step]
) -> Iterator[tuple[str, Sequence[_Step], Sequence[Body]]]:
    """Each year with its steps and the bodies that began in it, oldest first."""
    steps: dict[str, list[_Step]] = {}
    for one in shown:
        steps.setdefault(year_key(one.entry), []).append(one)
    begun = [body for body, _ in collection.counted_bodies(shelf.entries) if body.predecessors]
    first, last = min(steps), max(steps)
    years = {body.since[:4] for body in begun if first <= body.since[:4] <= last}
    for key in sorted({*steps, *years}):
        founded = sorted((one for one in begun if one.since[:4] == key), key=lambda one: (one.since, one.id))
        yield key, steps.get(key, ()), founded


def _year(
    collection: Collection, path: str, shelf: Shelf, key: str, steps: Sequence[_Step], founded: Sequence[Body]
) -> Section:
    labels = collection.labels
    title = labels["common.year"].format(year=key)
    held = any(year_key(entry) == key for entry in shelf.entries)
    heading = f"[{link_text(title)}]({year_target(path, key, [shelf], labels)})" if held else title
    lines = [
        *((one.entry.date or "", _line(collection, path, one)) for one in steps),
        *((first_day(body.since), _founding(collection, path, body)) for body in founded),
    ]
    in_order = sorted(lines, key=lambda line: line[0])
    return Section(f"year-{key}", heading, ("\n".join(line for _, line in in_order),))


def _line(collection: Collection, path: str, one: _Step) -> str:
    entry, labels = one.entry, collection.labels
    title = link(bracketed_title(entry), path, links.briefing(entry.id))
    return dated_line(entry.date or "", dated(entry, labels), title, labels[one.step.label])


def _founding(collection: Collection, path: str, body: Body) -> str:
    """The day a body began, and what it came from."""
    labels, known = collection.labels, collection.registry.bodies
    names = labels["common.separator"].join(known[one].name for one in body.predecessors)
    said = labels["timeline.founded"].format(names=names)
    title = link(body.name, path, links.ministry(body.id))
    return dated_line(body.since, korean(body.since), title, said)


TIMELINE = PageKind(
    name="timeline",
    sheets=_sheets,
    title="title.timeline",
    folder="topics",
    look=Look(contents=True),
)
