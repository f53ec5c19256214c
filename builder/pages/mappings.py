"""What the front matter holds beside texts and lists of them: read from its YAML, and written to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar, cast, get_args

from builder.facts.certainty import LISTS
from builder.model import Attachment, Change, ChangedBy
from builder.pages import values
from builder.pages.values import Meta

_RANGES: Final = re.compile(r"\d+")


def number(value: object) -> int:
    """A whole number; 0 where there is none."""
    found = values.text(value) or ""
    return int(found) if _RANGES.fullmatch(found) and found.isascii() else 0


def word(value: object) -> str:
    """A text, empty where there is none."""
    return values.text(value) or ""


@dataclass(frozen=True, slots=True)
class Removed:
    """Lines of the seed that are not part of the article, and the rule that took them out.

    ``lines``: ``9`` or ``2-11``.
    """

    lines: str
    rule: str


@dataclass(frozen=True, slots=True)
class PageSource:
    """Where the text comes from. ``file`` and the digests are the seed's; the others a person may edit.

    ``sha256`` is of its text, ``bytes_sha256`` of the document (HWPX, HWP, PDF, DOCX) it was read from.
    """

    file: str | None = None
    sha256: str | None = None
    bytes_sha256: str | None = None
    outlet: str | None = None
    author: str | None = None
    credit: str | None = None
    url: str | None = None
    modified: str | None = None
    """When its publisher last changed it: an ISO date, with or without a time."""
    more: Meta = field(default_factory=dict)
    """Keys that the builder does not know."""


@dataclass(frozen=True, slots=True)
class PageRights:
    """What the text says of its use."""

    statement: str | None = None
    licence: str | None = None
    more: Meta = field(default_factory=dict)
    """Keys that the builder does not know."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A fact that a person looked at and left open: its hash, and why."""

    fact: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That the article was taken down: the ISO day, and why in a sentence."""

    on: str
    reason: str


M = TypeVar("M", PageSource, PageRights)


#: The keys that the builder knows.
_NAMES: Final[Mapping[type, tuple[str, ...]]] = {
    kind: tuple(one.name for one in fields(kind) if one.name != "more") for kind in (PageSource, PageRights)
}


def _read_mapping(kind: type[M]) -> Callable[[object], M]:
    names = _NAMES[kind]

    def read(value: object) -> M:
        found = values.mapping(value)
        known: dict[str, Any] = {name: values.text(found.get(name)) for name in names}
        return kind(**known, more={key: item for key, item in found.items() if key not in names})

    return read


read_source: Final = _read_mapping(PageSource)
read_rights: Final = _read_mapping(PageRights)


def write_mapping(value: PageSource | PageRights) -> dict[str, object]:
    """What is known of it, and a person's own keys behind."""
    known = ((name, getattr(value, name)) for name in _NAMES[type(value)])
    return {name: item for name, item in known if item is not None} | dict(value.more)


def read_removed(value: object) -> tuple[Removed, ...]:
    """The lines that were taken out, in their order."""
    found = [values.mapping(one) for one in value] if isinstance(value, list | tuple) else []
    return tuple(Removed(word(one.get("lines")), word(one.get("rule"))) for one in found)


def write_removed(removed: tuple[Removed, ...]) -> list[dict[str, object]]:
    """One mapping an entry; a line alone is a number."""
    return [
        {"lines": int(one.lines) if _RANGES.fullmatch(one.lines) else one.lines, "rule": one.rule}
        for one in removed
    ]


def read_attachments(value: object) -> tuple[Attachment, ...]:
    """The article's files, in their order."""
    found = [values.mapping(one) for one in value] if isinstance(value, list | tuple) else []
    return tuple(
        Attachment(
            bytes=number(one.get("bytes")),
            **{key: word(one.get(key)) for key in ("type", "file", "sha256", "url", "name")},
        )
        for one in found
    )


def write_attachments(attachments: tuple[Attachment, ...]) -> list[dict[str, object]]:
    """One mapping a file."""
    return [
        {"name": one.name, "type": one.type, "url": one.url}
        if one.url
        else {"file": one.file, "type": one.type, "bytes": one.bytes, "sha256": one.sha256}
        for one in attachments
    ]


def read_words(value: object) -> dict[str, str]:
    """A mapping of texts, without what is none."""
    found = {key: values.text(item) for key, item in values.mapping(value).items()}
    return {key: item for key, item in found.items() if item is not None}


def read_levels(value: object) -> dict[str, tuple[str, ...]]:
    """A mapping of words or of lists of them."""
    return {key: values.texts(item) for key, item in values.mapping(value).items()}


def write_levels(levels: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    """A list where the fact is one, else a word."""
    return {fact: list(found) if fact in LISTS else found[0] for fact, found in levels.items() if found}


def read_skipped(value: object) -> dict[str, Skipped]:
    """What a person left open, by fact."""
    found = {key: values.mapping(item) for key, item in values.mapping(value).items()}
    return {
        key: Skipped(values.text(item.get("fact")), values.text(item.get("reason")))
        for key, item in found.items()
    }


def write_skipped(skipped: Mapping[str, Skipped]) -> dict[str, object]:
    """One mapping a fact."""
    return {key: {"fact": one.fact, "reason": one.reason} for key, one in skipped.items()}


def read_withdrawn(value: object) -> Withdrawn | None:
    """Day and reason; None where one of them is missing."""
    found = values.mapping(value)
    day, reason = values.date(found.get("on")), word(found.get("reason"))
    return Withdrawn(day, reason) if day and reason else None


def write_withdrawn(withdrawn: Withdrawn | None) -> dict[str, object] | None:
    """A mapping of both."""
    return {"on": withdrawn.on, "reason": withdrawn.reason} if withdrawn else None


def read_changed(value: object) -> tuple[Change, ...]:
    """What became of the article since it was published, oldest first; what says no day is left out."""
    found = [values.mapping(one) for one in value] if isinstance(value, list | tuple) else []
    return tuple(
        Change(day, cast("ChangedBy", by), values.texts(one.get("what")), word(one.get("from")))
        for one in found
        if (day := values.date(one.get("on"))) and (by := word(one.get("by"))) in get_args(ChangedBy)
    )


def write_changed(changed: tuple[Change, ...]) -> list[dict[str, object]]:
    """One mapping a change."""
    return [{"on": one.on, "by": one.by, "what": list(one.what), "from": one.before} for one in changed]
