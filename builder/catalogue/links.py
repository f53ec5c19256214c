"""Relative links between Markdown files in ``docs/``.

They work on disk, under any sub-path, in MkDocs and on a code host alike.
"""

from __future__ import annotations


def relative(source: str, target: str) -> str:
    """The link from the page ``source`` to the page ``target`` (both POSIX paths relative to docs)."""
    here, there = source.split("/")[:-1], target.split("/")
    shared = 0
    for ours, theirs in zip(here, there[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def briefing(entry_id: str) -> str:
    """The path of an article's page."""
    return f"briefings/{entry_id}.md"


def ministry(body_id: str) -> str:
    """The path of a body's page."""
    return f"ministries/{body_id}.md"


def topic(slug: str) -> str:
    """The path of a topic's page."""
    return f"topics/{slug}.md"


def person(person_id: str) -> str:
    """The path of an official's page."""
    return f"people/{person_id}.md"


def organization(slug: str) -> str:
    """The path of an organization's page."""
    return f"organizations/{slug}.md"


def timeline(slug: str) -> str:
    """The path of a topic's timeline."""
    return f"topics/{slug}/timeline.md"


def area(slug: str) -> str:
    """The path of a topic area's page."""
    return f"topics/{AREA}{slug}.md"


def year(key: str) -> str:
    """The path of the page of a year (``2020``) or a month (``2020-04``)."""
    return f"years/{key}.md"


def changes(key: str) -> str:
    """The path of the page of what was changed in a month (``2026-11``), or of a part of it."""
    return f"changes/{key}.md"


AREA = "area-"
"""Begins the name of an area's page, so that no topic can take it."""
HOME = "index.md"
MINISTRIES = "ministries/index.md"
LINEAGE = "ministries/lineage.md"
PEOPLE = "people/index.md"
ORGANIZATIONS = "organizations/index.md"
TOPICS = "topics/index.md"
YEARS = "years/index.md"
UNDATED = "undated.md"
CHANGES = "changes.md"
COVERAGE = "coverage.md"
COVERAGE_YEARS = "ministries/years.md"
COVERAGE_CLOSED = "coverage-closed.md"
SEARCH = "search.md"
DATA = "data.md"
READING_LIST = "reading-list.md"
ABOUT = "about.md"
