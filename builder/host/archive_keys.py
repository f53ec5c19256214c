"""What may stand under ``extra: archive:`` in mkdocs.yml, and what is wrong with what stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from builder.content_policy import are_sources
from builder.model import Problem
from builder.personal import HANDLINGS
from builder.problems import problem
from builder.registry.files import line_of
from builder.rights import setting_fault
from builder.settings import ARTICLE_DATA, CARDS, is_slug

ARCHIVE: Final = ("extra", "archive")
"""Where the archive's own settings stand in mkdocs.yml."""


class _Key(NamedTuple):
    type: type
    example: str
    """How it may be written: the remedy of what is wrong with it."""


_KEYS: Final[Mapping[str, _Key]] = {
    "seeds": _Key(str, "seeds: seeds"),
    "ignore": _Key(list, "ignore: ['drafts/*']"),
    "registry": _Key(str, "registry: registry"),
    "notice": _Key(str, "notice: 'This is a sample.'"),
    "disclaimer": _Key(bool, "disclaimer: false"),
    "sample": _Key(bool, "sample: true"),
    "slug": _Key(str, "slug: water-archive"),
    "text": _Key(object, "text: {kogl-4: excerpt, default: full}"),
    "originals": _Key(bool, "originals: true"),
    "personal": _Key(str, "personal: mask"),
    "database": _Key(bool, "database: true"),
    "security": _Key(
        dict, "security: {contact: 'mailto:security@example.org', expires: '2027-12-31T00:00:00Z'}"
    ),
    "feeds": _Key(dict, "feeds: {pairs: 100}"),
    "downloads": _Key(dict, "downloads: {whole: true, topics: [hydrogen], years: [2020]}"),
    "volumes": _Key(dict, "volumes: {topics: all, ministries: [me-1994]}"),
    "cards": _Key(str, "cards: lists"),
    "article_data": _Key(str, "article_data: by-year"),
    "policy": _Key(dict, "policy: {script-src: ['https://stats.example.org']}"),
}
_TYPES: Final[Mapping[type, str]] = {
    str: "a text",
    list: "a list",
    bool: "true or false",
    dict: "a mapping",
}
#: The keys that have one of these words.
_WORDS: Final[Mapping[str, Sequence[str]]] = {
    "personal": HANDLINGS,
    "cards": CARDS,
    "article_data": ARTICLE_DATA,
}
#: What RFC 9116 asks for in a security.txt.
_SECURITY: Final = frozenset({"contact", "expires"})
_EXPIRES: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_YEAR: Final = re.compile(r"[12]\d{3}")
_COPIES: Final = ("whole", "ministries", "topics", "years")
_VOLUMES: Final = ("topics", "ministries")


class Fault(NamedTuple):
    """What is wrong below ``extra.archive``: where, and in words to be read behind its name."""

    steps: tuple[str | int, ...]
    message: str


def wrong_keys(archive: object, config_file: Path) -> tuple[Problem, ...]:
    """E401 for each fault, with its line and a way to write it right."""
    if not isinstance(archive, dict):
        return (
            problem("E401", config_file.name, line_of(config_file, ARCHIVE), "extra.archive is no mapping"),
        )
    return tuple(_told(fault, config_file) for fault in _faults(archive))


def _told(fault: Fault, config_file: Path) -> Problem:
    key = str(fault.steps[0])
    name = ".".join(str(step) for step in fault.steps if isinstance(step, str))
    hint = f"write it as in {_KEYS[key].example}" if key in _KEYS else None
    line = line_of(config_file, (*ARCHIVE, *fault.steps))
    return problem("E401", config_file.name, line, f"extra.archive.{name}{fault.message}", hint)


def _faults(archive: Mapping[str, object]) -> Iterator[Fault]:
    for key, value in archive.items():
        known = _KEYS.get(key)
        if known is None:
            yield Fault((str(key),), f" is unknown; known are {', '.join(_KEYS)}")
        elif not isinstance(value, known.type):
            yield Fault((key,), f" must be {_TYPES[known.type]}, not {value!r}")
        else:
            yield from _FORMS.get(key, _no_fault)(key, value)


def _no_fault(_key: str, _value: object) -> Iterator[Fault]:
    yield from ()


def _word_faults(key: str, value: str) -> Iterator[Fault]:
    if value not in _WORDS[key]:
        yield Fault((key,), f": {value!r} is none of {', '.join(_WORDS[key])}")


def _list_faults(key: str, value: Sequence[object]) -> Iterator[Fault]:
    for place, glob in enumerate(value):
        if not isinstance(glob, str):
            yield Fault((key, place), f" must be a list of globs, and {glob!r} is none")


def _text_faults(key: str, value: object) -> Iterator[Fault]:
    if fault := setting_fault(value):
        yield Fault((key,), f": {fault}")


def _slug_faults(key: str, value: str) -> Iterator[Fault]:
    if not is_slug(value):
        form = "no name of lower-case ASCII letters, digits and hyphens, at most 40"
        yield Fault((key,), f": {value!r} is {form}")


def _security_faults(key: str, value: Mapping[object, object]) -> Iterator[Fault]:
    fields = {str(name): one for name, one in value.items() if isinstance(one, str)}
    if not (
        len(fields) == len(value)
        and fields.keys() >= _SECURITY
        and all("\n" not in f"{name}{one}" for name, one in fields.items())
        and fields["contact"].startswith(("mailto:", "https:"))
        and _EXPIRES.fullmatch(fields["expires"])
    ):
        form = "contact (mailto: or https:) and expires ('2027-12-31T00:00:00Z'), as texts"
        yield Fault((key,), f" must have {form}")


def _feed_faults(key: str, value: Mapping[object, object]) -> Iterator[Fault]:
    pairs = value.get("pairs")
    if value.keys() != {"pairs"} or not (pairs is False or (isinstance(pairs, int) and pairs > 0)):
        yield Fault((key,), " must say pairs: true, or from how many briefings: a whole number from 1")


def _policy_faults(key: str, value: Mapping[object, object]) -> Iterator[Fault]:
    if not are_sources(value):
        yield Fault((key,), " must list sources by directive")


def _copy_faults(key: str, value: Mapping[object, object]) -> Iterator[Fault]:
    for group, said in value.items():
        if group not in _COPIES:
            yield Fault((key, str(group)), f" is unknown; known are {', '.join(_COPIES)}")
        elif group == "whole":
            if not isinstance(said, bool):
                yield Fault((key, group), f" must be true or false, not {said!r}")
        elif not isinstance(said, list):
            yield Fault((key, group), f" must be a list, not {said!r}")
        else:
            yield from _item_faults((key, group), said)


def _item_faults(steps: tuple[str, str], said: Sequence[object]) -> Iterator[Fault]:
    """Of names, that are looked up when the registry is known, and of years."""
    for place, one in enumerate(said):
        if steps[1] == "years":
            if not _YEAR.fullmatch(str(one)):
                yield Fault((*steps, place), f": {one!r} is no year of four digits")
        elif not isinstance(one, str):
            yield Fault((*steps, place), f": {one!r} is no name")


def _volume_faults(key: str, value: Mapping[object, object]) -> Iterator[Fault]:
    for group, said in value.items():
        if group not in _VOLUMES:
            yield Fault((key, str(group)), f" is unknown; known are {' and '.join(_VOLUMES)}")
        else:
            yield from _item_faults((key, group), names(said))


def names(value: Any) -> tuple[Any, ...]:
    """The names of a list, or of one name alone."""
    return tuple(value) if isinstance(value, list) else (value,)


#: The keys that have a form of their own, with who looks at it.
_FORMS: Final[Mapping[str, Callable[[str, Any], Iterator[Fault]]]] = {
    "ignore": _list_faults,
    "text": _text_faults,
    "slug": _slug_faults,
    "personal": _word_faults,
    "cards": _word_faults,
    "article_data": _word_faults,
    "security": _security_faults,
    "feeds": _feed_faults,
    "policy": _policy_faults,
    "downloads": _copy_faults,
    "volumes": _volume_faults,
}
