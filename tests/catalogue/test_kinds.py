"""A kind of page is one value: every page says which it is, and what the value says of it is so."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml

from builder.catalogue.kinds import FOLDERS, HOME, KINDS, PageKind, kind_of
from builder.catalogue.links import HOME as HOME_PAGE
from builder.model import Change, Entry
from builder.registry import Registry

Make = Callable[..., Entry]
Pages = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def all_kinds(entry: Make, pages: Pages) -> dict[str, dict[str, Any]]:
    """The front matter of an archive with a page of every kind."""
    many = [entry(f"m{number}", f"2020-{number % 12 + 1:02}-03") for number in range(230)]
    gone = entry("a6", "2005-03-02", {"mofe-1998": "lead"})
    told = [replace(entry(f"t{number}", "2020-05-04"), title="숲길 대책") for number in range(3)]
    people = replace(entry("o1", "2022-06-07"), people=("i-jongho",))
    named = [replace(entry(f"n{number}", "2022-06-08"), organizations=("누리진흥원",)) for number in range(2)]
    change = Change("2022-01-02", "source", ("body",), "0" * 12)
    named.append(replace(entry("c1", "2021-06-07"), changed=(change,)))
    made = pages(
        *many, *told, people, *named, gone, entry("a5", None, {}, topics=(), title_basis="generated")
    )
    return {path: yaml.safe_load(text.split("---\n")[1]) for path, text in made.items()}


def test_every_page_is_of_a_known_kind_and_every_kind_has_a_page(
    all_kinds: dict[str, dict[str, Any]],
) -> None:
    assert {meta["kind"] for meta in all_kinds.values()} == {kind.name for kind in KINDS}


def test_pages_lie_where_their_kind_says(all_kinds: dict[str, dict[str, Any]]) -> None:
    for path, meta in all_kinds.items():
        kind = kind_of(meta["kind"])
        assert kind.path in ("", path)
        assert kind.name == "part" or path.rpartition("/")[0] == kind.folder or kind.name == "timeline"
        assert path.partition("/")[0] in FOLDERS or "/" not in path or path.startswith("undated")


def test_each_section_that_a_kind_places_stands_on_some_page_of_it(
    all_kinds: dict[str, dict[str, Any]],
) -> None:
    for kind in KINDS:
        sections = {
            name
            for meta in all_kinds.values()
            if meta["kind"] == kind.name
            for name in meta.get("sections", [])
        }
        placed = {
            kind.look.first,
            *kind.look.beside,
            kind.look.files_after,
            *kind.look.shaded,
            *kind.look.folded,
        } - {""}
        assert placed <= sections, kind.name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_labels_of_a_kind_exist(kind: PageKind, registry: Registry) -> None:
    named = [kind.title, *kind.linked_from.values(), kind.filter.label if kind.filter else ""]
    named += [kind.lists.heading if kind.lists else ""]
    named += [label for form in kind.forms for label in (form.head, form.link, form.column)]
    assert [label for label in named if label and label not in registry.labels] == []


def test_a_page_of_no_kind_has_no_features() -> None:
    for name in ("nonsense", None, ["home"], 3):
        kind = kind_of(name)
        assert (kind.forms, kind.filter, kind.look.own_search) == ((), None, False)


def test_kinds_can_travel_to_another_process() -> None:
    assert [one.name for one in pickle.loads(pickle.dumps(KINDS))] == [one.name for one in KINDS]
    assert (HOME.name, HOME.path) == ("home", HOME_PAGE)
