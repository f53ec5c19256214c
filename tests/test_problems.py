"""A problem knows the folder its path is relative to; where it is told, its path can be opened."""

from __future__ import annotations

from builder.model import Root
from builder.problems import in_order, located, page_problem, problem, render, seed_problem

FOLDERS = {Root.SEEDS: "raw", Root.DOCS: "docs"}


def test_the_same_code_stands_in_either_folder() -> None:
    found = located(
        [page_problem("E309", "a.md"), seed_problem("E309", "a.txt"), problem("N111", "mkdocs.yml")], FOLDERS
    )
    assert [one.path for one in found] == ["docs/a.md", "mkdocs.yml", "raw/a.txt"]


def test_a_page_whose_folder_is_called_like_docs_is_no_exception() -> None:
    (found,) = located([page_problem("E203", "docs/notes.md", 3)], FOLDERS)
    assert render(found).startswith("docs/docs/notes.md:3: E203 ")


def test_what_is_located_stays_where_it_is() -> None:
    once = located([seed_problem("E101", "raw/empty.txt")], FOLDERS)
    assert located(once, FOLDERS) == once
    assert once[0].path == "raw/raw/empty.txt"


def test_one_problem_from_two_rooms_is_told_once() -> None:
    assert (
        len(in_order([*located([page_problem("E304", "x.md")], FOLDERS), problem("E304", "docs/x.md")])) == 1
    )
