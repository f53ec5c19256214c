"""What a supplied fact may be: each value checked on its own, from the YAML it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

import yaml

from builder.article_id import is_id
from builder.intake.day import read_dates
from builder.intake.text import clean
from builder.registry.kinds import article_kinds

KINDS: Final = frozenset(article_kinds())
"""The kinds a collector may name."""
ALIASES: Final = {"ministry": "ministries"}
"""Other words for a fact."""
TEXT_TAG: Final = "tag:yaml.org,2002:str"
NULL_TAG: Final = "tag:yaml.org,2002:null"
_PLAIN_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "timestamp", "null")
)
_CONTROL: Final = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\u061c]"
)
_MAX_URL: Final = 2_000
_MAX_TEXT: Final = 500
_MAX_ENTRIES: Final = 50

_ATTACHED: Final = re.compile(r"(?:(?P<name>.*\S)\s+)?(?P<url>https?://\S+)")

#: What may stand for yes and no.
_SWITCHES: Final = {"true": "true", "yes": "true", "false": "", "no": "", "": ""}

Value = str | tuple[str, ...]


class IllFormedError(ValueError):
    """A value that cannot be taken; the message says why."""


def _text(node: yaml.Node, limit: int = _MAX_TEXT) -> str:
    """A single line of text, NFC, as written."""
    if not isinstance(node, yaml.ScalarNode) or node.tag not in _PLAIN_TAGS:
        raise IllFormedError("the value must be plain text")
    if node.tag == NULL_TAG:
        return ""
    if _CONTROL.search(node.value.strip()):
        raise IllFormedError("the value must be a single line without control characters")
    value = clean(node.value).strip()
    if len(value) > limit:
        raise IllFormedError(f"the value has {len(value):,} characters; {limit:,} are allowed")
    return value


def _list(node: yaml.Node, limit: int = _MAX_TEXT) -> tuple[str, ...]:
    """A text or a list of texts, each once."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if len(nodes) > _MAX_ENTRIES:
        raise IllFormedError(f"the list has {len(nodes)} entries; {_MAX_ENTRIES} are allowed")
    return tuple(dict.fromkeys(value for one in nodes if (value := _text(one, limit))))


def attached(entry: str) -> tuple[str, str]:
    """The name and the address of an entry of ``attachments``; either may be empty."""
    found = _ATTACHED.fullmatch(entry)
    return (found["name"] or "", found["url"]) if found else (entry, "")


def _attachments(node: yaml.Node) -> tuple[str, ...]:
    """Files beside the seed, by their names, and files elsewhere: ``annex.pdf https://…``."""
    entries = _list(node, _MAX_URL + _MAX_TEXT)
    for entry in entries:
        name, url = attached(entry)
        if url:
            _checked_url(url)
        elif "/" in name or "\\" in name or name.startswith("."):
            raise IllFormedError(f"the attachment {name[:40]!r} must be the name of a file beside the seed")
    return entries


def _id(node: yaml.Node) -> str:
    """A permanent id: part of an address and of a file name."""
    value = _text(node)
    if value and not is_id(value):
        raise IllFormedError(
            f"the id {value!r} must be 2 to 64 of a-z, 0-9 and -, beginning with a letter, "
            "and no reserved name"
        )
    return value


def _url(node: yaml.Node) -> str:
    """An http(s) address."""
    return _checked_url(_text(node, _MAX_URL))


def _checked_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if value and (not is_web or re.search(r"[\s<>\"]", value)):
        raise IllFormedError("the url must begin with http:// or https:// and hold no spaces")
    return value


def _date(node: yaml.Node) -> str:
    """An ISO date at its precision, however it was written.

    A time of day is cut off, after it was turned into Korean time if it names its zone.
    """
    value = _text(node)
    meant = read_dates(value)
    if len(meant) > 1:
        raise IllFormedError(f"the date {value[:40]!r} may mean {' or '.join(meant)}")
    if value and not meant:
        raise IllFormedError(f"the date {value[:40]!r} must be a real date as 2020-04-16, 2020-04 or 2020")
    return meant[0] if meant else ""


def _modified(node: yaml.Node) -> str:
    """When the publisher last changed the article: an ISO date, with or without a time."""
    value = _text(node)
    if value and not read_dates(value):
        raise IllFormedError(
            f"modified {value[:40]!r} must be a date as 2020-04-16, or with a time 2020-04-16 09:30"
        )
    return value


def _kind(node: yaml.Node) -> str:
    """One of the known kinds."""
    value = _text(node)
    if value and value not in KINDS:
        raise IllFormedError(f"the kind {value[:40]!r} must be one of {', '.join(sorted(KINDS))}")
    return value


def _draft(node: yaml.Node) -> str:
    """``true`` for a draft; nothing for what is none."""
    value = node.value.strip().lower() if isinstance(node, yaml.ScalarNode) else "?"
    if value not in _SWITCHES:
        raise IllFormedError(f"draft must be true or false, not {value[:40]!r}")
    return _SWITCHES[value]


def _publish_after(node: yaml.Node) -> str:
    """A whole day: a month would leave open when."""
    value = _date(node)
    if value and len(value) != len("2020-04-16"):
        raise IllFormedError(f"publish_after {value!r} must be a day as 2026-12-01")
    return value


READERS: Final[Mapping[str, Callable[[yaml.Node], Value]]] = {
    "id": _id,
    "url": _url,
    "title": _text,
    "subtitle": _list,
    "date": _date,
    "modified": _modified,
    "outlet": _text,
    "author": _text,
    "rights": _text,
    "kind": _kind,
    "ministries": _list,
    "topics": _list,
    "attachments": _attachments,
    "draft": _draft,
    "publish_after": _publish_after,
}
"""A fact → what checks it and gives it back in our form; raises ``IllFormedError``."""
