"""Whether a registry file is in order.

Its form, what a schema cannot say, and that every id it names exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final

import fastjsonschema

from builder.partial_date import is_partial_date
from builder.registry.build import joined, noise_rule
from builder.registry.files import (
    Data,
    Entry,
    RegistryError,
    file_of,
    line_of,
    parsed,
    place_of,
    read_source,
)
from builder.registry.overlay import NAMED_BY
from builder.registry.types import Body, Registry
from builder.text import HIDDEN, fold

SCHEMAS: Final = Path(__file__).parent / "schemas.yaml"


def check_file(stem: str, data: Data, path: Path) -> None:
    """Raises RegistryError, with its line, for what is wrong in the file by itself."""
    _check_form(_form(stem), data, path)
    _check_meaning(stem, data, path)


@cache
def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = parsed(read_source("schemas", SCHEMAS))
    return schemas


@cache
def _form(stem: str) -> Callable[[Data], Data]:
    """The check of a file's form, compiled once."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "$defs": _schemas()["$defs"]}
    check: Callable[[Data], Data] = fastjsonschema.compile({**head, **_schemas()[stem]})
    return check


def _check_form(check: Callable[[Data], Data], data: Data, path: Path) -> None:
    try:
        check(data)
    except fastjsonschema.JsonSchemaValueException as error:
        steps = [int(step) if step.isdigit() else step for step in error.path[1:]]
        message = error.message.replace(str(error.name), place_of(data, steps) or "the file", 1)[:300]
        raise RegistryError(path, line_of(path, steps), message) from error


def _check_meaning(stem: str, data: Data, path: Path) -> None:
    """What a schema cannot say.

    Every pattern compiles, every date exists, no name stands twice in one file.
    """
    listing, key = NAMED_BY[stem]
    if key:
        _check_names(data[listing], key, listing, path)
    _check_patterns(data, path, ())
    entries = data[listing] if isinstance(data[listing], list) else []
    for position, entry in enumerate(entries):
        place = (listing, position)
        _check_patterns(entry, path, place)
        if stem == "noise":
            _check_examples(entry, path, place)
    for position, entry in enumerate(entries):
        _check_dates(entry, path, [listing, position])


#: Strings that an archive's own rules may have, by the rule's name: what a noise rule takes away, a step.
_OPEN: Final = ("rule.", "step.")


def check_words(stem: str, ours: Data, data: Data, path: Path) -> None:
    """Raises RegistryError for a visible string that nothing shows, or that no page may hold.

    A key that is unknown, a word in braces that nothing fills in, HTML, hidden characters.
    """
    if stem != "labels":
        return
    for key, text in data["labels"].items():
        if reason := _fault_of_label(key, str(text), ours["labels"]):
            raise RegistryError(path, line_of(path, ["labels", key]), f"{key} {reason}")
        known = _in_braces(ours["labels"].get(key, ""))
        try:
            wrong = sorted({name for name, form in _in_braces(text) if not _is_filled(name, form, known)})
        except ValueError as error:
            raise RegistryError(path, line_of(path, ["labels", key]), f"{key}: {error}") from error
        if wrong:
            names = ", ".join(sorted(f"{{{name}}}" for name, _ in known)) or "none"
            reason = f"{key} names {{{wrong[0]}}}, which nothing fills in; known there: {names}"
            raise RegistryError(path, line_of(path, ["labels", key]), reason)


def _fault_of_label(key: str, text: str, ours: Mapping[str, Data]) -> str:
    if key not in ours and not key.startswith(_OPEN):
        near = get_close_matches(key, ours, 1)
        return "is no string of the site" + (f"; did you mean {near[0]}?" if near else "")
    if "<" in text:
        return "holds <: a string of the site is text, not HTML"
    return "holds characters that nobody sees" if HIDDEN.search(text) else ""


def _in_braces(text: str) -> set[tuple[str, str]]:
    """The words in braces, each with its form: ``{count:,}`` is (count, ``,``)."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


def _is_filled(name: str, form: str, known: set[tuple[str, str]]) -> bool:
    return (name, form) in known or (not form and name in {one for one, _ in known})


def _check_names(entries: Sequence[Entry], key: str, listing: str, path: Path) -> None:
    seen: set[str] = set()
    for position, entry in enumerate(entries):
        if entry[key] in seen:
            raise RegistryError(path, line_of(path, [listing, position]), f"{entry[key]} stands twice")
        seen.add(entry[key])


_EXPRESSIONS: Final = frozenset({"pattern", "while", "talk", "never"})


def _check_patterns(entry: Entry, path: Path, place: Sequence[str | int]) -> None:
    for field in _EXPRESSIONS & entry.keys():
        if isinstance(entry[field], str):
            try:
                re.compile(joined(entry[field]))
            except re.error as error:
                reason = f"{entry.get('id', path.stem)}: the {field} does not compile: {error}"
                raise RegistryError(path, line_of(path, [*place, field]), reason) from error


def _check_examples(entry: Entry, path: Path, place: Sequence[str | int]) -> None:
    """A noise rule removes its own ``removes`` and keeps its own ``keeps``."""
    rule = noise_rule(entry)
    for text in rule.removes:
        if not rule.pattern.fullmatch(fold(text)):
            reason = f"{rule.id} does not remove its own example: {text}"
            raise RegistryError(path, line_of(path, place), reason)
    for text in rule.keeps:
        if rule.pattern.fullmatch(fold(text)):
            reason = f"{rule.id} removes what it promises to keep: {text}"
            raise RegistryError(path, line_of(path, place), reason)


def _check_dates(entry: Entry, path: Path, place: Sequence[str | int]) -> None:
    for field in ("since", "from", "until", "on"):
        if field in entry and not is_partial_date(entry[field]):
            reason = f"{field}: there is no such date: {entry[field]}"
            raise RegistryError(path, line_of(path, [*place, field]), reason)


def check_references(registry: Registry, own: Path | None) -> None:
    """Raises RegistryError for an id that leads nowhere.

    The message names the entry; the file is ours or the archive's.
    """
    for stem, fault in _faults(registry):
        raise RegistryError(file_of(stem, own), None, fault)


def _faults(registry: Registry) -> Iterator[tuple[str, str]]:
    """(file stem, what is wrong) of each reference that leads nowhere."""
    for body in registry.bodies.values():
        yield from (("ministries", fault) for fault in _body_faults(body, registry))
    for topic in registry.topics.values():
        for slug in topic.neighbours:
            if slug not in registry.topics:
                yield "topics", f"{topic.slug} names the neighbour {slug}, which is no topic of the registry"
    for event in registry.events:
        if event.kind not in registry.event_kinds:
            yield "events", f"{event.id} is of the kind {event.kind}, which is none of event_kinds.yaml"
    yield from (("steps", fault) for fault in registry.steps.faults(registry.labels))
    for official in registry.officials:
        if official.body is not None and official.body not in registry.bodies:
            fault = f"{official.name} holds office in {official.body}, which is no body of the registry"
            yield "officials", fault


def _body_faults(body: Body, registry: Registry) -> Iterator[str]:
    parent = [body.parent] if body.parent else []
    for other in (*body.predecessors, *body.successors, *(one.to for one in body.transfers), *parent):
        if other not in registry.bodies:
            yield f"{body.id} names {other}, which is no body of the registry"
    if body.until is not None and body.until <= body.since:
        yield f"{body.id} ends before it begins"
