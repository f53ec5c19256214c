"""Pages of an older builder brought to the form of today.

There is a step from each schema of the front matter to the next, a pure function. A later change of the front
matter raises ``SCHEMA`` in record.py and adds its step to ``STEPS``. No step touches a page's path, its id,
or a part that a person edited.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from builder.model import Problem
from builder.pages.page import Page
from builder.pages.parts import PARTS, digest, edited_parts, part_hash
from builder.pages.record import LEAD, ROLES, SCHEMA, Record
from builder.pages.values import Meta
from builder.problems import in_order, page_problem
from builder.prose.summary import markdown_summary
from builder.registry.types import Registry


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one schema to the next. ``what`` it changes, in words for the report."""

    schema: int
    """Of the front matter that comes out; the one before goes in."""
    what: str
    apply: Callable[[Meta], Meta]


STEPS: Final[tuple[Step, ...]] = ()
"""In order, one for each schema after the first."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A page in the form of today, and what was changed for that."""

    page: Page
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What becomes of an archive's articles. With ``problems`` nothing is to be written."""

    changed: tuple[Upgraded, ...]
    edits: Mapping[str, frozenset[str]]
    """Path of each page with hand edits → the parts that are kept as a person left them."""
    problems: tuple[Problem, ...]


def upgrade(pages: Iterable[Page], registry: Registry, steps: tuple[Step, ...] = STEPS) -> Upgrade:
    """Every page in the form of today.

    E208 for each page that a newer builder wrote. To upgrade twice is to upgrade once.
    """
    pages = tuple(pages)
    newest = SCHEMA + len(steps) - len(STEPS)
    newer = [newer_schema(page, newest) for page in pages]
    problems = in_order([one for one in newer if one is not None])
    if problems:
        return Upgrade((), {}, problems)
    done = [upgrade_page(page, registry, steps) for page in pages]
    edits = {one.page.path: parts for one in done if (parts := edited_parts(one.page))}
    return Upgrade(tuple(one for one in done if one.changes), edits, ())


def newer_schema(page: Page, newest: int = SCHEMA) -> Problem | None:
    """E208 where the page's front matter is of a form that this builder does not know yet."""
    if page.record.schema <= newest:
        return None
    return page_problem("E208", page.path, detail=f"schema {page.record.schema}, known are up to {newest}")


def upgrade_page(page: Page, registry: Registry, steps: tuple[Step, ...] = STEPS) -> Upgraded:
    """One page through every step that it has not been through, then completed."""
    due = [step for step in steps if step.schema > page.record.schema]
    meta: Meta = page.record.to_meta()
    for step in due:
        meta = {**step.apply(meta), "schema": step.schema}
    stepped = Page.read(page.path, meta, page.body)
    record, completed = _completed(stepped, registry)
    return Upgraded(replace(stepped, record=record), (*(step.what for step in due), *completed))


def _completed(page: Page, registry: Registry) -> tuple[Record, tuple[str, ...]]:
    """The record with the keys that older pages lack and that follow from others.

    A part nobody edited stays one.
    """
    missing = sorted(_KEYS_THAT_FOLLOW.keys() & page.record.missing)
    values = {key: _KEYS_THAT_FOLLOW[key](page, registry) for key in missing}
    record = replace(page.record, **values, missing=page.record.missing.difference(missing))
    changes = [f"{key} added" for key in missing]
    recorded = {**record.generated, **_hashes_of_unedited(page, replace(page, record=record))}
    if "generated" not in record.missing and "summary" not in recorded:
        recorded["summary"] = digest(markdown_summary(page.body, registry.greetings))
        changes.append("generated.summary added")
    return replace(record, generated=recorded), tuple(changes)


def _hashes_of_unedited(before: Page, after: Page) -> dict[str, str]:
    """The hashes of the parts that nobody edited, as they are now."""
    parts = before.record.generated.keys() & PARTS.keys() - edited_parts(before)
    return {part: part_hash(part, after) for part in PARTS if part in parts}


def _roles(page: Page, _registry: Registry) -> tuple[str, ...]:
    """The first body leads if ``ministry`` names one, the others are involved."""
    record, involved = page.record, ROLES[-1]
    first = LEAD if record.ministry else involved
    return tuple(first if not place else involved for place in range(len(record.ministry_ids)))


def _topic_names(page: Page, registry: Registry) -> tuple[str, ...]:
    known = registry.topics
    return tuple(known[slug].name if slug in known else slug for slug in page.record.topics)


def _summary(page: Page, registry: Registry) -> str:
    return markdown_summary(page.body, registry.greetings)


_KEYS_THAT_FOLLOW: Final[Mapping[str, Callable[[Page, Registry], Any]]] = {
    "ministry_roles": _roles,
    "topic_names": _topic_names,
    "summary": _summary,
}
