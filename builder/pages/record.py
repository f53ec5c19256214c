"""The front matter of an article's page as a typed value: read forgivingly, written as it was read.

Each key stands here once, with what it means, its form as a JSON Schema, and how it is read from and written
to YAML. What ``check`` asks of a page and what the documentation says of its keys derive from it. What a
person wrote in a form of their own (a lone word for a list, a key too many, a date that is none) has its
typed value, and stays as it was written until that value changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeVar

from builder.pages import values
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

Form = Mapping[str, object]
"""A JSON Schema, dates as ISO text."""
T = TypeVar("T")

_TEXT: Final[Form] = {"type": "string"}
_TEXT_OR_NULL: Final[Form] = {"type": ["string", "null"]}
_TEXTS: Final[Form] = {"type": "array", "items": _TEXT}
_RANGES: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Key:
    """What there is to know of one key.

    Its meaning, its form, how it is read and written, and whether every page has it.
    """

    means: str
    form: Form
    read: Callable[[object], object]
    write: Callable[[Any], object]
    required: bool
    optional: bool
    """Left out where there is nothing to say."""


def _as_it_is(value: object) -> object:
    return value


def _key(
    means: str,
    form: Form,
    read: Callable[[object], T],
    write: Callable[[Any], object] = _as_it_is,
    *,
    required: bool = True,
    optional: bool = False,
) -> T:
    """A field of ``Record``; its default is what nothing at all is read as."""
    made: T = field(
        default_factory=lambda: read(None),
        metadata={"key": Key(means, form, read, write, required and not optional, optional)},
    )
    return made


def _number(value: object) -> int:
    found = values.text(value) or ""
    return int(found) if _RANGES.fullmatch(found) and found.isascii() else 0


def _word(value: object) -> str:
    return values.text(value) or ""


def _one_of(*allowed: str | None) -> Form:
    return {"enum": list(allowed)}


# --------------------------------------------------------------------------------------------------- mappings


@dataclass(frozen=True, slots=True)
class Removed:
    """Lines of the seed that are not part of the article, and the rule that took them out.

    ``lines``: ``9`` or ``2-11``.
    """

    lines: str
    rule: str


@dataclass(frozen=True, slots=True)
class PageSource:
    """Where the text comes from. ``file`` and ``sha256`` are the seed's; the others a person may edit."""

    file: str | None = None
    sha256: str | None = None
    outlet: str | None = None
    author: str | None = None
    credit: str | None = None
    url: str | None = None
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


M = TypeVar("M", PageSource, PageRights)


def _read_mapping(kind: type[M]) -> Callable[[object], M]:
    names = [one.name for one in fields(kind) if one.name != "more"]

    def read(value: object) -> M:
        found = values.mapping(value)
        known: dict[str, Any] = {name: values.text(found.get(name)) for name in names}
        return kind(**known, more={key: item for key, item in found.items() if key not in names})

    return read


_read_source: Final = _read_mapping(PageSource)
_read_rights: Final = _read_mapping(PageRights)


def _write_mapping(value: PageSource | PageRights) -> dict[str, object]:
    known = {one.name: getattr(value, one.name) for one in fields(value) if one.name != "more"}
    return {name: item for name, item in known.items() if item is not None} | dict(value.more)


def _read_removed(value: object) -> tuple[Removed, ...]:
    found = [values.mapping(one) for one in value] if isinstance(value, list | tuple) else []
    return tuple(Removed(_word(one.get("lines")), _word(one.get("rule"))) for one in found)


def _write_removed(removed: tuple[Removed, ...]) -> list[dict[str, object]]:
    return [
        {"lines": int(one.lines) if _RANGES.fullmatch(one.lines) else one.lines, "rule": one.rule}
        for one in removed
    ]


def _read_words(value: object) -> dict[str, str]:
    found = {key: values.text(item) for key, item in values.mapping(value).items()}
    return {key: item for key, item in found.items() if item is not None}


def _read_skipped(value: object) -> dict[str, Skipped]:
    found = {key: values.mapping(item) for key, item in values.mapping(value).items()}
    return {
        key: Skipped(values.text(item.get("fact")), values.text(item.get("reason")))
        for key, item in found.items()
    }


def _write_skipped(skipped: Mapping[str, Skipped]) -> dict[str, object]:
    return {key: {"fact": one.fact, "reason": one.reason} for key, one in skipped.items()}


# ------------------------------------------------------------------------------------------------- the record


@dataclass(frozen=True, slots=True)
class Record:
    """An article's front matter, in the order in which it is written.

    Texts that are not there are empty, or None where null is written.
    """

    schema: int = _key("The form of this front matter.", {"const": SCHEMA}, _number)
    id: str = _key(
        "The article's permanent id, and the name of its file.",
        {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,79}$"},
        _word,
    )
    kind: str = _key("What kind of text it is.", _one_of(*article_kinds()), _word)
    title: str = _key("The headline.", {"type": "string", "minLength": 1}, _word)
    title_basis: str = _key(
        "Where the headline comes from.", _one_of("supplied", "stated", "generated", "edited"), _word
    )
    subtitle: tuple[str, ...] = _key("The lines below the headline.", _TEXTS, values.texts, list)
    date: str | None = _key(
        "The article's date: 2020-04-16, 2020-04, 2020, or null when it is unknown.",
        {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}]},
        values.date,
    )
    date_precision: str | None = _key(
        "How exact the date is.", _one_of("day", "month", "year", None), values.text
    )
    date_basis: str = _key(
        "Where the date comes from.", _one_of("supplied", "stated", "inferred", "edited", "unknown"), _word
    )
    date_of: str | None = _key(
        "Whether it is the day of the text or of what it reports.", _one_of(*DATES_OF, None), values.text
    )
    date_evidence: str | None = _key("A Korean sentence: how the date is known.", _TEXT_OR_NULL, values.text)
    ministry: str | None = _key(
        "The body that announces, by its name on that date.", _TEXT_OR_NULL, values.text
    )
    ministries: tuple[str, ...] = _key(
        "The central bodies that act, by their names on that date.", _TEXTS, values.texts, list
    )
    ministry_ids: tuple[str, ...] = _key(
        "Their ids in the registry, in the same order.", _TEXTS, values.texts, list
    )
    ministry_roles: tuple[str, ...] = _key(
        "Their roles, in the same order: lead, joint, involved.", _TEXTS, values.texts, list, required=False
    )
    topics: tuple[str, ...] = _key(
        "The slugs of its topics, the first by weight.", _TEXTS, values.texts, list
    )
    topic_names: tuple[str, ...] = _key(
        "Their Korean names, in the same order.", _TEXTS, values.texts, list, required=False
    )
    removed: tuple[Removed, ...] = _key(
        "Which lines of the seed are no part of the article, each with the rule that says so.",
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
        _read_removed,
        _write_removed,
    )
    organizations: tuple[str, ...] = _key("Other organisations it names.", _TEXTS, values.texts, list)
    summary: str = _key("Its first sentence, plain.", {}, _word, required=False)
    source: PageSource = _key(  # noqa: RUF009 - a field, frozen
        "The seed's file and digest, and who published the text.",
        {
            "type": "object",
            "properties": {
                "file": _TEXT_OR_NULL,
                "sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
                "outlet": _TEXT_OR_NULL,
                "author": _TEXT_OR_NULL,
                "credit": _TEXT_OR_NULL,
                "url": _TEXT_OR_NULL,
            },
        },
        _read_source,
        _write_mapping,
    )
    rights: PageRights = _key(  # noqa: RUF009 - a field, frozen
        "What the text says of its use: its statement, and the licence that follows from it.",
        {
            "type": "object",
            "required": ["licence"],
            "properties": {"statement": _TEXT_OR_NULL, "licence": {"enum": list(LICENCES)}},
        },
        _read_rights,
        _write_mapping,
    )
    added: str = _key(
        "The day on which the article came into the archive.",
        {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        _word,
    )
    generated: Mapping[str, str] = _key(
        "The builder's own note of what it wrote, by which it tells an edit: leave it alone.",
        {"type": "object"},
        _read_words,
        dict,
        required=False,
    )
    confirmed: Mapping[str, str] = _key(
        "Facts that a person has confirmed, each with the hash of what it was.",
        {"type": "object", "additionalProperties": _TEXT},
        _read_words,
        dict,
        optional=True,
    )
    skipped: Mapping[str, Skipped] = _key(
        "Facts that a person has left open, each with the hash of what it was and the reason.",
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["fact", "reason"],
                "properties": {"fact": _TEXT, "reason": {"type": "string", "minLength": 1}},
            },
        },
        _read_skipped,
        _write_skipped,
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
            unread={name: meta[name] for name in found if KEYS[name].write(found[name]) != meta[name]},
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
        nothing = getattr(self, name) == KEYS[name].read(None)
        return nothing and (name in self.missing or (KEYS[name].optional and name not in self.unread))

    @property
    def licence(self) -> str:
        """The licence that the rights name; ``unknown`` where they name none that there is."""
        return self.rights.licence if self.rights.licence in LICENCES else "unknown"


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
