"""Synthetic archives as they are about to be published, without a single file."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from xml.etree import ElementTree as ET

import pytest

from builder.catalogue import links
from builder.catalogue.collection import collect
from builder.catalogue.indexes import index_pages
from builder.model import Entry
from builder.pages.page import Page, page_of
from builder.publish.outputs.charts import chart_fragments
from builder.publish.publication import Publication
from builder.registry import Registry
from builder.settings import Site

SITE = Site("시험 자료실", "찾아 읽는 정책 기사")


def make_entry(
    registry: Registry, entry_id: str, date: str | None, roles: Mapping[str, str], topics: Sequence[str] = ()
) -> Entry:
    """An article as lists know it; its title and first sentence are longer than most."""
    names = tuple(registry.bodies[body].name for body in roles)
    return Entry(
        id=entry_id,
        title=("새길시 숲길과 도서관을 함께 고쳐 주민에게 여는 사업 " * 2)[:40],
        title_basis="stated",
        date=date,
        date_basis="stated" if date else "unknown",
        ministry_ids=tuple(roles),
        ministry_names=names,
        ministry_roles=tuple(roles.values()),
        topics=tuple(topics),
        kind="press_release",
        outlet=None,
        summary=(
            "새길시와 가람시는 올해 예산을 두 배로 늘려 주민이 설계에 참여하는 숲길과 도서관을 차례로 연다고 밝혔다. "
            * 2
        )[:80],
        added="2026-11-22",
    )


@pytest.fixture(scope="session")
def entry(registry: Registry) -> Callable[..., Entry]:
    """Makes an entry of the real registry: (id, date, body → role, topics)."""
    return lambda *given: make_entry(registry, *given)


@pytest.fixture(scope="session")
def publication(registry: Registry) -> Callable[[Sequence[Entry]], Publication]:
    """The archive of these entries, as chart makers see it."""

    def make(entries: Sequence[Entry]) -> Publication:
        read = {one.id: page_of(links.briefing(one.id), {"date": one.date}, repr(one)) for one in entries}
        articles = {one: page for one, page in read.items() if isinstance(page, Page)}
        return Publication(registry, collect(entries, registry, SITE), articles, {}, None, "2026-11-22")

    return make


@pytest.fixture(scope="session")
def figures(
    publication: Callable[[Sequence[Entry]], Publication],
) -> Callable[[Sequence[Entry]], dict[tuple[str, str], str]]:
    """Every fragment of these entries by page and slot."""

    def make(entries: Sequence[Entry]) -> dict[tuple[str, str], str]:
        made = list(chart_fragments(publication(entries)))
        found = {(fragment.page, fragment.slot): fragment.html for fragment in made}
        assert len(found) == len(made), "two fragments for one place"
        return found

    return make


@pytest.fixture(scope="session")
def pages(registry: Registry) -> Callable[[Sequence[Entry]], dict[str, str]]:
    """The Markdown of the index pages by path."""
    return lambda entries: {file.path: file.text for file in index_pages(entries, registry, {}, SITE)}


@pytest.fixture(scope="session")
def parse() -> Callable[[str], ET.Element]:
    """A figure as XML."""
    return ET.fromstring


@pytest.fixture(scope="session")
def thousands(registry: Registry) -> list[Entry]:
    """8,000 articles over 29 years: each body alive on its day announces, every fifth with others, with one to three topics."""
    choose, topics, entries = random.Random(8_000), sorted(registry.topics), []
    for number in range(8_000):
        date = f"{1998 + number % 29}-{choose.randint(3, 12):02}-{choose.randint(1, 28):02}"
        alive = [body.id for body in registry.bodies.values() if body.alive(date)]
        lead, *others = choose.sample(alive, 4)
        roles = {lead: "lead", **({others[0]: "joint", others[1]: "involved"} if number % 5 == 0 else {})}
        dated = date if number % 40 else None
        entries.append(
            make_entry(registry, f"a{number:09}", dated, roles, choose.sample(topics, choose.randint(1, 3)))
        )
    return entries
