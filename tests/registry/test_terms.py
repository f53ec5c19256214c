"""A new name does not end a term, and a term whose end nobody knows ends when the next one begins."""

from __future__ import annotations

import pytest

from builder.registry import Official, Registry
from builder.registry.terms import bodies_of, ended_by


def term(registry: Registry, person: str, since: str) -> Official:
    (found,) = [one for one in registry.officials if (one.id, one.since) == (person, since)]
    return found


@pytest.mark.parametrize(
    ("person", "since", "named_on", "bodies"),
    [
        ("yu-yeongmin", "2017-07-10", "", ["msip-2013", "msit-2017"]),
        (
            "seo-namsu",
            "2013-03-11",
            "",
            ["mest-2008", "moe-2013"],
        ),  # of two the one that came of nothing else
        ("jeong-jongseop", "2014-07", "", ["mospa-2013", "moi-2014"]),  # of three the one of its rank
        ("choe-giyeong", "2019-09-09", "", ["msit-2017"]),
        ("gim-seonghwan-2025", "2025-07-21", "", ["me-1994"]),
        ("gim-seonghwan-2025", "2025-07-21", "2025-09-30", ["me-1994"]),
        ("gim-seonghwan-2025", "2025-07-21", "2025-11-05", ["me-1994", "mcee-2025"]),
    ],
)
def test_a_term_is_held_in_what_its_body_becomes(registry, person, since, named_on, bodies) -> None:
    assert [body.id for body in bodies_of(term(registry, person, since), registry, named_on)] == bodies


def test_a_term_without_a_known_end_is_over_when_the_next_is_in_office(registry) -> None:
    open_terms = [one for one in registry.officials if one.body and not one.until]
    ends = [end for one in open_terms if (end := ended_by(one, registry)) and end <= one.since]
    assert ends == []
    assert ended_by(term(registry, "jeong-dongsu", "2000-01-27"), registry) is not None
    assert ended_by(term(registry, "choe-giyeong", "2019-09-09"), registry) is not None
