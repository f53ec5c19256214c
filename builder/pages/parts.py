"""The parts of an article's page that a person may edit, each with its own hash.

By the hash an edit is known from an old build. The page's ``generated`` mapping holds, for each part, the
hash of what the builder wrote (or would have written, where an edit is kept), and beside the parts
``evidence`` (the sentence behind the date alone), ``summary`` and ``text`` (the seed's lines, see identity).
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

from builder.pages import values
from builder.pages.page import Page
from builder.pages.record import Record

#: Part → the front matter keys that belong to it. The first one carries it: where that is missing, the
#: builder makes the part anew.
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
_SEED_KEYS: Final = ("file", "sha256", "bytes_sha256")
_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def part_value(part: str, page: Page, ignored: frozenset[str] = frozenset()) -> object:
    """A part in its canonical form, without the ``ignored`` keys: what two pages are compared by."""
    if part == "body":
        return values.canonical(page.body)
    if part == "source":
        said = values.mapping(page.record.written("source"))
        return values.canonical({key: item for key, item in said.items() if key not in _SEED_KEYS})
    return [None if key in ignored else _key_value(key, page.record) for key in PARTS[part]]


def _key_value(key: str, record: Record) -> object:
    value = record.written(key)
    if isinstance(getattr(record, key), tuple) and value is not None and not isinstance(value, list | tuple):
        value = [value]
    return values.canonical(value)


def part_hash(part: str, page: Page) -> str:
    """12 hexadecimal digits of the SHA-256 of the part's canonical form.

    A BOM, line ends, white space at the end of lines and another spelling of the same YAML leave it as it is.
    """
    return _hash(part_value(part, page))


def digest(value: object) -> str:
    """The hash of one canonical value."""
    return _hash(values.canonical(value))


def _hash(canonical: object) -> str:
    return hashlib.sha256(_JSON.encode(canonical).encode("utf-8")).hexdigest()[:12]


def hashes(page: Page) -> dict[str, str]:
    """The hash of every part, and of the date's evidence and the summary."""
    found = {part: part_hash(part, page) for part in PARTS}
    return {
        **found,
        "evidence": digest(page.record.written("date_evidence")),
        "summary": digest(page.record.written("summary")),
    }


def is_present(part: str, page: Page) -> bool:
    """Whether the page still has the part.

    To delete it (its first key, the whole body) asks the builder to make it anew.
    """
    return bool(page.body.strip()) if part == "body" else PARTS[part][0] not in page.record.missing


def edited_parts(page: Page) -> frozenset[str]:
    """The parts that differ from what the builder recorded of them."""
    was = page.record.generated
    return frozenset(
        part
        for part in PARTS
        if part in was and is_present(part, page) and part_hash(part, page) != was[part]
    )


def has_edited_summary(page: Page) -> bool:
    """Whether a person wrote the summary.

    It follows from the body, so a change of the body is no conflict with it.
    """
    was = page.record.generated.get("summary")
    return bool(page.record.summary) and was is not None and digest(page.record.written("summary")) != was


def part_text(part: str, page: Page) -> str:
    """A part for people to read: what a page says of it."""
    record = page.record
    said = {
        "title": " / ".join((record.title, *record.subtitle)),
        "date": record.date or "unknown",
        "ministries": "; ".join(record.ministries),
        "topics": "; ".join(record.topics),
        "kind": record.kind,
        "source": "; ".join(
            f"{key}: {value}"
            for key, value in values.mapping(record.written("source")).items()
            if key not in _SEED_KEYS
        ),
        "rights": " / ".join(filter(None, (record.licence, record.rights.statement))),
        "body": page.body.strip(),
    }
    return said[part] or "nothing"
