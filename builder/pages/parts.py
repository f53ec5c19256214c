"""The parts of an article's page that a person may edit, each with its own hash: so an edit is told from an old build.

The page's ``generated`` mapping holds, for each part, the hash of what the builder wrote (or would have written, where an edit is kept),
and beside the parts ``evidence`` (the sentence behind the date alone), ``summary`` and ``text`` (the seed's lines, see identity).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from builder.pages import values
from builder.pages.page import Page
from builder.pages.record import Record

#: Part → the front matter keys that belong to it. The first one carries it: where that key is missing, the builder makes the part anew.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "title_basis", "subtitle"),
    "date": ("date", "date_precision", "date_basis", "date_of", "date_evidence"),
    "ministries": ("ministries", "ministry", "ministry_ids", "ministry_roles", "organizations"),
    "topics": ("topics", "topic_names"),
    "kind": ("kind",),
    "source": ("source",),
    "rights": ("rights",),
    "body": (),
}
#: What of ``source`` follows the seed's file and is nobody's edit.
SEED_KEYS: Final = ("file", "sha256")


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person changed on a page since the builder wrote it, for the steps that build on it.

    ``parts`` names the edited parts. A value is None where its part was not edited; ``date`` also where the editor says that it is unknown.
    """

    parts: frozenset[str]
    title: str | None = None
    date: str | None = None
    ministries: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    kind: str | None = None
    body: str | None = None


def part_value(part: str, page: Page) -> object:
    """A part in its canonical form: what two pages are compared by."""
    if part == "body":
        return values.canonical(page.body)
    if part == "source":
        said = values.mapping(page.record.written("source"))
        return values.canonical({key: item for key, item in said.items() if key not in SEED_KEYS})
    return [_key_value(key, page.record) for key in PARTS[part]]


def _key_value(key: str, record: Record) -> object:
    value = record.written(key)
    if isinstance(getattr(record, key), tuple) and value is not None and not isinstance(value, list | tuple):
        value = [value]
    return values.canonical(value)


def part_hash(part: str, page: Page) -> str:
    """12 hexadecimal digits of the SHA-256 of the part's canonical form.

    A BOM, line ends, white space at the end of lines and another spelling of the same YAML leave it as it is.
    """
    return digest(part_value(part, page))


def digest(value: object) -> str:
    """The hash of one canonical value."""
    written = json.dumps(values.canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()[:12]


def hashes(page: Page) -> dict[str, str]:
    """The hash of every part, and of the date's evidence and the summary."""
    found = {part: part_hash(part, page) for part in PARTS}
    return {
        **found,
        "evidence": digest(page.record.written("date_evidence")),
        "summary": digest(page.record.written("summary")),
    }


def recorded(page: Page) -> dict[str, str]:
    """The hashes that stand in the page itself."""
    return dict(page.record.generated)


def is_present(part: str, page: Page) -> bool:
    """Whether the page still has the part. To delete it (its first key, the whole body) asks the builder to make it anew."""
    return bool(page.body.strip()) if part == "body" else PARTS[part][0] not in page.record.missing


def edited_parts(page: Page) -> frozenset[str]:
    """The parts that differ from what the builder recorded of them."""
    was = recorded(page)
    return frozenset(
        part
        for part in PARTS
        if part in was and is_present(part, page) and part_hash(part, page) != was[part]
    )


def read_edits(page: Page) -> Edits:
    """What a person changed on the page, with the values later steps need. A date that is no date is left to ``merge`` to report."""
    parts, record = edited_parts(page), page.record
    if record.date is None and values.text(record.written("date")) is not None:
        parts -= {"date"}
    return Edits(
        parts=parts,
        title=record.title or None if "title" in parts else None,
        date=record.date if "date" in parts else None,
        ministries=record.ministries if "ministries" in parts else None,
        topics=record.topics if "topics" in parts else None,
        kind=record.kind or None if "kind" in parts else None,
        body=page.body if "body" in parts else None,
    )
