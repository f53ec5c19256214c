from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.catalogue.links import relative

_STEP = st.sampled_from(["a", "b", "ministries", "topics"])
_PATH = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.md"]), st.lists(_STEP, max_size=3), _STEP
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("index.md", "briefings/a.md", "briefings/a.md"),
        ("years/2020.md", "briefings/a.md", "../briefings/a.md"),
        ("years/2020.md", "years/2020-04.md", "2020-04.md"),
        ("ministries/nts/2020.md", "ministries/nts.md", "../nts.md"),
        ("ministries/nts.md", "ministries/nts/2020.md", "nts/2020.md"),
        ("years/2020.md", "index.md", "../index.md"),
    ],
)
def test_relative_links(source: str, target: str, expected: str) -> None:
    assert relative(source, target) == expected


@given(_PATH, _PATH)
def test_following_a_relative_link_arrives(source: str, target: str) -> None:
    assert posixpath.normpath(posixpath.join(posixpath.dirname(source), relative(source, target))) == target
