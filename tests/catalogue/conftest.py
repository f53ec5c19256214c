from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from builder.catalogue.indexes import index_pages
from builder.model import Entry
from builder.registry import Area, Body, Registry, Topic, Transfer, load_registry
from builder.settings import Site

Pages = dict[str, str]


def _body(body_id: str, name: str, since: str, until: str | None = None, **more: Any) -> Body:
    given: dict[str, Any] = dict.fromkeys(
        ("predecessors", "predecessor_names", "successors", "transfers"), ()
    )
    kept = replace(
        next(iter(load_registry().bodies.values())),
        english=None,
        kind="ministry",
        parent=None,
        parent_name=None,
        **given,
    )
    return replace(kept, id=body_id, name=name, since=since, until=until, **more)


def _bodies() -> dict[str, Body]:
    """재정경제부 → 기획재정부 → 재정경제부 and 기획예산처; 과학기술정보통신부; a closed body that nobody followed; a tax agency."""
    bodies = (
        _body(
            "mofe-1998",
            "재정경제부",
            "1998-02-28",
            "2008-02-29",
            successors=("mosf-2008",),
            predecessor_names=("재정경제원",),
        ),
        _body(
            "mosf-2008",
            "기획재정부",
            "2008-02-29",
            "2026-01-02",
            predecessors=("mofe-1998",),
            successors=("mofe-2026", "mpb-2026"),
        ),
        _body("mofe-2026", "재정경제부", "2026-01-02", predecessors=("mosf-2008",)),
        _body("mpb-2026", "기획예산처", "2026-01-02", kind="office", predecessors=("mosf-2008",)),
        _body(
            "msit-2017",
            "과학기술정보통신부",
            "2017-07-26",
            english="Ministry of Science and ICT",
            transfers=(Transfer("nts", "전산"),),
        ),
        _body(
            "fourth-2017",
            "4차산업혁명위원회",
            "2017-08-22",
            "2022-08-17",
            kind="commission",
            parent_name="대통령",
        ),
        _body("nts", "국세청", "1966-03-03", kind="agency", parent="mofe-2026"),
        _body("kcs", "관세청", "1970-08-27", kind="agency"),
    )
    return {body.id: body for body in bodies}


def _topics() -> dict[str, Topic]:
    topics = (
        Topic("tax", "money", "조세", "Tax", "세금을 다룹니다.", ("budget", "data"), (), ()),
        Topic("budget", "money", "예산", "Budget", "예산을 다룹니다.", ("tax",), (), ()),
        Topic("data", "science", "데이터·인공지능", "Data", "데이터를 다룹니다.", (), (), ()),
    )
    return {topic.slug: topic for topic in topics}


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The builder's labels with eight bodies and three topics."""
    areas = {
        "money": Area("money", "재정·세제", "Finance", ("tax", "budget")),
        "science": Area("science", "과학기술", "Science", ("data",)),
    }
    return replace(
        load_registry(),
        bodies=MappingProxyType(_bodies()),
        topics=MappingProxyType(_topics()),
        areas=MappingProxyType(areas),
    )


@pytest.fixture(scope="session")
def entry(registry: Registry) -> Callable[..., Entry]:
    """Makes an entry; ``roles`` maps body ids to roles."""

    def make(
        entry_id: str, date: str | None = "2020-04-16", roles: Mapping[str, str] | None = None, **more: Any
    ) -> Entry:
        roles = {"msit-2017": "lead"} if roles is None else roles
        given: dict[str, Any] = {
            "title": f"제목 {entry_id}",
            "title_basis": "stated",
            "date_basis": "stated" if date else "unknown",
            "topics": ("data",),
            "kind": "press_release",
            "outlet": None,
            "summary": f"첫 문장 {entry_id}.",
            "added": "2026-11-22",
            **more,
        }
        names = tuple(registry.bodies[body].name if body in registry.bodies else body for body in roles)
        return Entry(
            id=entry_id,
            date=date,
            ministry_ids=tuple(roles),
            ministry_names=names,
            ministry_roles=tuple(roles.values()),
            **given,
        )

    return make


@pytest.fixture(scope="session")
def pages(registry: Registry) -> Callable[..., Pages]:
    """The index pages by path."""

    def make(*entries: Entry, intros: Mapping[str, str] | None = None, site: Site | None = None) -> Pages:
        files = index_pages(
            entries, registry, intros or {}, site or Site("정책 브리핑 아카이브", "찾아 읽는 정책 기사")
        )
        assert len({file.path for file in files}) == len(files)
        return {file.path: file.text for file in files}

    return make


@pytest.fixture(scope="session")
def meta() -> Callable[[str], dict[str, Any]]:
    """The front matter of a page."""

    def read(text: str) -> dict[str, Any]:
        found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
        return found

    return read


@pytest.fixture(scope="session")
def body() -> Callable[[str], str]:
    """What follows a page's front matter."""
    return lambda text: text.split("---\n", 2)[2].lstrip("\n")


@pytest.fixture(scope="session")
def listed() -> Callable[[str], list[str]]:
    """The ids of the articles a page links to, in order."""
    return lambda text: re.findall(r"\]\((?:\.\./)*briefings/([^)]+)\.md\)", text)
