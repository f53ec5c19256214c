"""The front matter of an article's page as a typed value: read forgivingly, written as it was read.

Each key stands here once, with what it means, its form as a JSON Schema, and how it is read from and written
to YAML. What ``check`` asks of a page and what the documentation says of its keys derive from it. What a
person wrote in a form of their own (a lone word for a list, a key too many, a date that is none) has its
typed value, and stays as it was written until that value changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, get_args

from builder.model import Attachment, Change, ChangedBy, Level
from builder.pages import values
from builder.pages.key import Form, Key, key, one_of
from builder.pages.mappings import (
    PageRights,
    PageSource,
    Removed,
    Skipped,
    Withdrawn,
    number,
    read_attachments,
    read_changed,
    read_levels,
    read_removed,
    read_rights,
    read_skipped,
    read_source,
    read_withdrawn,
    read_words,
    word,
    write_attachments,
    write_changed,
    write_levels,
    write_mapping,
    write_removed,
    write_skipped,
    write_withdrawn,
)
from builder.pages.values import Meta
from builder.registry.kinds import article_kinds
from builder.rights import LICENCES

SCHEMA: Final = 1
"""The form of the front matter, in numbers.

It rises when a key goes or changes its meaning, and ``briefings upgrade`` gets a step.
"""
LEAD: Final = "lead"
ROLES: Final = (LEAD, "joint", "involved")
DATES_OF: Final = ("published", "announced")

_TEXT: Final[Form] = {"type": "string"}
_TEXT_OR_NULL: Final[Form] = {"type": ["string", "null"]}
_TEXTS: Final[Form] = {"type": "array", "items": _TEXT}
_LEVEL: Final[Form] = {"enum": [level.value for level in Level]}


@dataclass(frozen=True, slots=True)
class Record:
    """An article's front matter, in the order in which it is written.

    Texts that are not there are empty, or None where null is written.
    """

    schema: int = key("The form of this front matter.", {"const": SCHEMA}, number)
    id: str = key(
        "The article's permanent id, and the name of its file.",
        {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,79}$"},
        word,
    )
    kind: str = key("What kind of text it is.", one_of(*article_kinds()), word)
    title: str = key("The headline.", {"type": "string", "minLength": 1}, word)
    title_basis: str = key(
        "Where the headline comes from.", one_of("supplied", "stated", "generated", "edited"), word
    )
    subtitle: tuple[str, ...] = key("The lines below the headline.", _TEXTS, values.texts, list)
    date: str | None = key(
        "The article's date: 2020-04-16, 2020-04, 2020, or null when it is unknown.",
        {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}]},
        values.date,
    )
    date_precision: str | None = key(
        "How exact the date is.", one_of("day", "month", "year", None), values.text
    )
    date_basis: str = key(
        "Where the date comes from.", one_of("supplied", "stated", "inferred", "edited", "unknown"), word
    )
    date_of: str | None = key(
        "Whether it is the day of the text or of what it reports.", one_of(*DATES_OF, None), values.text
    )
    date_evidence: str | None = key("A Korean sentence: how the date is known.", _TEXT_OR_NULL, values.text)
    ministry: str | None = key(
        "The body that announces, by its name on that date.", _TEXT_OR_NULL, values.text
    )
    ministries: tuple[str, ...] = key(
        "The central bodies that act, by their names on that date.", _TEXTS, values.texts, list
    )
    ministry_ids: tuple[str, ...] = key(
        "Their ids in the registry, in the same order.", _TEXTS, values.texts, list
    )
    ministry_roles: tuple[str, ...] = key(
        "Their roles, in the same order: lead, joint, involved.", _TEXTS, values.texts, list, required=False
    )
    topics: tuple[str, ...] = key("The slugs of its topics, the first by weight.", _TEXTS, values.texts, list)
    topic_names: tuple[str, ...] = key(
        "Their Korean names, in the same order.", _TEXTS, values.texts, list, required=False
    )
    removed: tuple[Removed, ...] = key(
        "Which lines of the seed do not stand on the page, each with the rule or what it was read as.",
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["lines", "rule"],
                "properties": {
                    "lines": {
                        "type": ["integer", "string"],
                        "pattern": r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$",
                    },
                    "rule": {"type": "string", "minLength": 1},
                },
            },
        },
        read_removed,
        write_removed,
    )
    organizations: tuple[str, ...] = key("Other organisations it names.", _TEXTS, values.texts, list)
    people: tuple[str, ...] = key(
        "The ids of the officials it names in office, by the registry of officials.",
        _TEXTS,
        values.texts,
        list,
        optional=True,
    )
    summary: str = key("The first sentence that says more than the title, plain.", {}, word, required=False)
    source: PageSource = key(  # noqa: RUF009 - a field, frozen
        "The seed's file and digest, and who published the text.",
        {
            "type": "object",
            "properties": {
                "file": _TEXT_OR_NULL,
                "sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
                "bytes_sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
                "outlet": _TEXT_OR_NULL,
                "author": _TEXT_OR_NULL,
                "credit": _TEXT_OR_NULL,
                "url": _TEXT_OR_NULL,
                "modified": _TEXT_OR_NULL,
            },
        },
        read_source,
        write_mapping,
    )
    rights: PageRights = key(  # noqa: RUF009 - a field, frozen
        "What the text says of its use: its statement, and the licence that follows from it.",
        {
            "type": "object",
            "required": ["licence"],
            "properties": {"statement": _TEXT_OR_NULL, "licence": {"enum": list(LICENCES)}},
        },
        read_rights,
        write_mapping,
    )
    certainty: Mapping[str, tuple[str, ...]] = key(
        "How far each fact is to be trusted: sure, likely or guess; of a list each entry.",
        {
            "type": "object",
            "additionalProperties": {"anyOf": [_LEVEL, {"type": "array", "items": _LEVEL}]},
        },
        read_levels,
        write_levels,
        optional=True,
    )
    embargo: str | None = key(
        "From when on the text could be reported, as its head prints it.", _TEXT, values.text, optional=True
    )
    attachments: tuple[Attachment, ...] = key(
        "The article's files, what was read first: place, format, size, digest; or name, format, address.",
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type"],
                "oneOf": [{"required": ["file", "bytes", "sha256"]}, {"required": ["name", "url"]}],
                "properties": {
                    "name": _TEXT,
                    "url": _TEXT,
                    "file": _TEXT,
                    "type": _TEXT,
                    "bytes": {"type": "integer", "minimum": 0},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                },
            },
        },
        read_attachments,
        write_attachments,
        optional=True,
    )
    withdrawn: Withdrawn | None = key(  # noqa: RUF009 - a field, frozen
        "On which day and why the article was taken down; its text is gone.",
        {
            "type": "object",
            "required": ["on", "reason"],
            "properties": {
                "on": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                "reason": {"type": "string", "minLength": 1},
            },
        },
        read_withdrawn,
        write_withdrawn,
        optional=True,
    )
    changed: tuple[Change, ...] = key(
        "How it was changed since it was published: day, by whom, which parts, hash of the version before.",
        {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["on", "by", "what", "from"],
                "properties": {
                    "on": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
                    "by": {"enum": list(get_args(ChangedBy))},
                    "what": _TEXTS,
                    "from": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
                },
            },
        },
        read_changed,
        write_changed,
        optional=True,
    )
    added: str = key(
        "The day on which the article came into the archive.",
        {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        word,
    )
    generated: Mapping[str, str] = key(
        "The builder's own note of what it wrote, by which it tells an edit: leave it alone.",
        {"type": "object"},
        read_words,
        dict,
        required=False,
    )
    confirmed: Mapping[str, str] = key(
        "Facts that a person has confirmed, each with the hash of what it was.",
        {"type": "object", "additionalProperties": _TEXT},
        read_words,
        dict,
        optional=True,
    )
    skipped: Mapping[str, Skipped] = key(
        "Facts that a person has left open, each with the hash of what it was and the reason.",
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["fact", "reason"],
                "properties": {"fact": _TEXT, "reason": {"type": "string", "minLength": 1}},
            },
        },
        read_skipped,
        write_skipped,
        optional=True,
    )
    more: Meta = field(default_factory=dict)
    """Keys that the builder does not know: a person's own. They stay, behind the others."""
    unread: Meta = field(default_factory=dict)
    """Values as a person wrote them, where the builder would write them otherwise."""
    missing: frozenset[str] = frozenset()
    """Keys that the page does not have."""

    @classmethod
    def from_meta(cls, meta: Meta) -> Record:
        """The record of a page's front matter, whatever a person made of it.

        ``to_meta`` gives the same back.
        """
        found: dict[str, Any] = {name: key.read(meta[name]) for name, key in KEYS.items() if name in meta}
        return cls(
            **found,
            more={name: value for name, value in meta.items() if name not in KEYS},
            unread={name: meta[name] for name in found if KEYS[name].differs(found[name], meta[name])},
            missing=frozenset(name for name, key in KEYS.items() if name not in meta and not key.optional),
        )

    def to_meta(self) -> dict[str, object]:
        """The front matter as it is to be written.

        The builder's keys in their order, a person's own behind them.
        """
        known = {name: self.written(name) for name in KEYS if not self._is_left_out(name)}
        return known | dict(self.more)

    def written(self, name: str) -> object:
        """One key's value as it is to be written."""
        key, value = KEYS[name], getattr(self, name)
        raw = self.unread.get(name)
        return raw if name in self.unread and key.read(raw) == value else key.write(value)

    def _is_left_out(self, name: str) -> bool:
        may_be = name in self.missing or (KEYS[name].optional and name not in self.unread)
        return may_be and getattr(self, name) == KEYS[name].nothing

    @property
    def licence(self) -> str:
        """The licence that the rights name; ``unknown`` where they name none that there is."""
        return licence_of(self.rights)


def licence_of(rights: PageRights) -> str:
    """The same of rights alone."""
    return rights.licence if rights.licence in LICENCES else "unknown"


KEYS: Final[Mapping[str, Key]] = {
    one.name: one.metadata["key"] for one in fields(Record) if "key" in one.metadata
}
"""Every key of an article's front matter, in the order in which it is written."""


def required_keys() -> tuple[str, ...]:
    """The keys that the page of every article has."""
    return tuple(name for name, key in KEYS.items() if key.required)


def forms() -> dict[str, Form]:
    """Each key's JSON Schema; more keys are allowed."""
    return {name: key.form for name, key in KEYS.items() if key.form}


def key_table() -> str:
    """The keys for people: a Markdown table of what each means and what it may hold."""
    rows = (f"| `{name}` | {key.means} | {_allowed(key.form)} |" for name, key in KEYS.items())
    return "\n".join(("| key | meaning | values |", "|---|---|---|", *rows)) + "\n"


def _allowed(form: Form) -> str:
    listed = form.get("enum")
    if isinstance(listed, list):
        return ", ".join(f"`{'null' if one is None else one}`" for one in listed)
    kind = form.get("const", form.get("type", "text"))
    return " or ".join(map(str, kind)) if isinstance(kind, list) else str(kind)
