"""No index page is heavy: 150 KB of HTML before compression, also in an archive of 8,000 articles of every body, topic and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from builder.model import Entry

#: What Material and our header and footer add to every page (measured: 404's neighbours have 12 KB), with room for the head's fragments.
AROUND = 20_000
LIMIT = 150_000


@pytest.fixture(scope="module")
def rendered(
    thousands: list[Entry],
    pages: Callable[[Sequence[Entry]], dict[str, str]],
    load_module: Callable[[Path], ModuleType],
) -> dict[str, str]:
    """The HTML of the heaviest pages, styled as the theme does."""
    listing = load_module(Path(__file__).parent / "test_listing.py")
    made = pages(thousands)
    paths = [
        "index.md",
        "ministries/index.md",
        "ministries/lineage.md",
        "topics/index.md",
        "years/index.md",
        "coverage.md",
        "coverage-closed.md",
        "ministries/years.md",
    ]
    paths += sorted(
        (path for path in made if path not in paths and path not in ("data.md", "search.md")),
        key=lambda path: -len(made[path].encode()),
    )[:4]
    found = {}
    for path in paths:
        parts = listing.listing(listing.render(made[path]))
        found[path] = (
            parts.lead + parts.unnamed + "".join(part.heading + part.html for part in parts.sections.values())
        )
    return found


def test_index_pages_are_light(
    rendered: dict[str, str],
    thousands: list[Entry],
    figures: Callable[[Sequence[Entry]], dict[tuple[str, str], str]],
) -> None:
    pictures: dict[str, int] = {}
    for (page, _), text in figures(thousands).items():
        pictures[page] = pictures.get(page, 0) + len(text.encode())
    sizes = {path: AROUND + len(text.encode()) + pictures.get(path, 0) for path, text in rendered.items()}
    assert {path: size for path, size in sizes.items() if size > LIMIT} == {}
    assert sizes["coverage.md"] > 60_000, (
        "the coverage of so large an archive is a large table: does it still hold it?"
    )
