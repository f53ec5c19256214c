"""YAML files → ``Registry``: checked against their schemas, an archive's own files laid over the builder's, errors with their line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial, reduce
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

import fastjsonschema
import yaml

from builder.partial_date import is_partial_date
from builder.phrases import PhraseIndex
from builder.registry import kinds
from builder.registry.structure import load_structure
from builder.registry.types import (
    Area,
    Body,
    Event,
    LinePattern,
    NoiseRule,
    Official,
    Phrase,
    Registry,
    Topic,
    Transfer,
)
from builder.text import fold, fold_dots

DATA: Final = Path(__file__).parent / "data"
_SCHEMAS: Final = Path(__file__).parent / "schemas.yaml"
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """YAML without its guess of dates: a date stays the text it is, so that an impossible one is reported with its line."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in _SafeLoader.yaml_implicit_resolvers.items()
    }


#: File stem → (the list it holds, the key that names an entry). An archive's entry of the same name corrects ours field by field.
_NAMED_BY: Final = {
    "ministries": ("bodies", "id"),
    "officials": ("officials", None),
    "topics": ("areas", "slug"),
    "events": ("events", "id"),
    "noise": ("rules", "id"),
    "furniture": ("patterns", "id"),
    "verbs": ("verbs", "id"),
    "labels": ("labels", None),
}


class RegistryError(Exception):
    """A registry file is broken. ``path`` and ``line`` say where; the text says what and how to mend it."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        super().__init__(message)
        self.path, self.line, self.message = path, line, message


def load_registry(own: Path | None = None) -> Registry:
    """The builder's registries with the archive's ``own`` folder (files of the same names and form) laid over them.

    Raises:
        RegistryError: a file cannot be read, does not fit its schema, or names something that does not exist.
    """
    schemas = _read_yaml(_SCHEMAS)
    merged: dict[str, Any] = {}
    digest = hashlib.sha256()
    for stem in _NAMED_BY:
        for folder in (DATA, own):
            path = folder / f"{stem}.yaml" if folder else None
            if path is None or not path.is_file():
                continue
            data = _completed(stem, merged[stem], _read_yaml(path)) if stem in merged else _read_yaml(path)
            _validate(
                data,
                {
                    "$schema": "http://json-schema.org/draft-07/schema#",
                    **schemas[stem],
                    "$defs": schemas["$defs"],
                },
                path,
            )
            _check_meaning(stem, data, path)
            merged[stem] = _overlay(stem, merged[stem], data) if stem in merged else data
            digest.update(path.read_bytes())
    if own is not None and own.is_dir():
        _refuse_unknown_files(own)
    structure_path = DATA / "structure.yaml"
    digest.update(structure_path.read_bytes())
    digest.update(kinds.PATH.read_bytes())
    registry = _assemble(merged, structure_path, digest.hexdigest())
    _check_references(registry, own)
    return registry


def load_labels(own: Path | None = None) -> Mapping[str, str]:
    """The visible strings alone, those of the archive's folder ``own`` over ours; not checked, which ``load_registry`` does.

    Raises:
        RegistryError: a file cannot be read.
    """
    paths = [folder / "labels.yaml" for folder in (DATA, own) if folder]
    files = [_read_yaml(path) for path in paths if path.is_file()]
    labels: Mapping[str, str] = reduce(partial(_overlay, "labels"), files)["labels"]
    return labels


def _read_yaml(path: Path) -> Any:
    try:
        data = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    except OSError as error:
        raise RegistryError(path, None, f"cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RegistryError(
            path, mark.line + 1 if mark else None, f"not well-formed YAML: {getattr(error, 'problem', error)}"
        ) from error
    return _plain(data)


def _plain(value: Any) -> Any:
    """Years as strings where a date is meant; ``on`` as the key it is, not as YAML's yes."""
    if isinstance(value, dict):
        return {
            "on" if k is True else k: _year("on" if k is True else k, _plain(v)) for k, v in value.items()
        }
    return [_plain(v) for v in value] if isinstance(value, list) else value


def _year(key: Any, value: Any) -> Any:
    return (
        str(value)
        if key in ("on", "from", "until", "since") and isinstance(value, int) and not isinstance(value, bool)
        else value
    )


def _validate(data: Any, schema: dict[str, Any], path: Path) -> None:
    try:
        fastjsonschema.compile(schema)(data)
    except fastjsonschema.JsonSchemaValueException as error:
        steps = [int(step) if step.isdigit() else step for step in error.path[1:]]
        message = error.message.replace(str(error.name), _place(data, steps) or "the file", 1)[:300]
        raise RegistryError(path, _line_of(path, steps), message) from error


def _place(data: Any, steps: Sequence[Any]) -> str:
    """Where in a file a value stands, as an editor calls it: ``kasa-2024: kind``; an entry without a name by its place, counted from 1."""
    words: list[str] = []
    for place, step in enumerate(steps):
        if isinstance(data, dict) and (dotted := ".".join(map(str, steps[place:]))) in data:
            return " ".join(
                (*words, dotted)
            )  # a key may hold a dot, where the schema's error parts the steps
        data = data[step] if isinstance(step, int) or (isinstance(data, dict) and step in data) else None
        name = (
            next((str(data[key]) for key in ("id", "slug", "name", "phrase") if data.get(key)), None)
            if isinstance(data, dict)
            else None
        )
        if name:
            words = [f"{name}:"]
        else:
            words.append(f"entry {step + 1}" if isinstance(step, int) else str(step))
    return " ".join(words).rstrip(":")


def _line_of(path: Path, steps: Sequence[Any]) -> int | None:
    """The 1-based line of the value that ``steps`` lead to."""
    node: Any = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    rest = list(steps)
    while rest:
        if isinstance(node, yaml.SequenceNode) and isinstance(rest[0], int):
            node, rest = node.value[rest[0]], rest[1:]
            continue
        below = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
        # a key may hold a dot, where the schema's error parts the steps
        length = next((n for n in range(1, len(rest) + 1) if ".".join(map(str, rest[:n])) in below), 0)
        if not length:
            break
        node, rest = below[".".join(map(str, rest[:length]))], rest[length:]
    return node.start_mark.line + 1 if node is not None else None


def _check_meaning(stem: str, data: Any, path: Path) -> None:
    """What a schema cannot say: every pattern compiles, every date exists, no name stands twice in one file."""
    seen: set[str] = set()
    listing, key = _NAMED_BY[stem]
    entries = data[listing] if key else []
    for position, entry in enumerate(entries):
        name = entry[key]
        if name in seen:
            raise RegistryError(path, _line_of(path, [listing, position]), f"{name} stands twice")
        seen.add(name)
        for field in ("pattern", "while"):
            if field in entry:
                try:
                    re.compile(_joined(entry[field]))
                except re.error as error:
                    raise RegistryError(
                        path,
                        _line_of(path, [listing, position, field]),
                        f"{name}: the {field} does not compile: {error}",
                    ) from error
        if stem == "noise":
            _check_examples(entry, path, [listing, position])
    for position, entry in enumerate(data[listing] if isinstance(data[listing], list) else []):
        for field in ("since", "from", "until", "on"):
            if field in entry and not is_partial_date(entry[field]):
                raise RegistryError(
                    path,
                    _line_of(path, [listing, position, field]),
                    f"{field}: there is no such date: {entry[field]}",
                )


def _completed(stem: str, base: Any, extra: Any) -> Any:
    """An archive's file with what its corrections leave out taken from our entries of the same names; a form that is no file's is left alone."""
    listing, key = _NAMED_BY[stem]
    if key is None or not isinstance(extra, dict) or not isinstance(extra.get(listing), list):
        return extra
    return {**extra, listing: _filled(base[listing], extra[listing], key)}


def _filled(base: list[dict[str, Any]], extra: list[Any], key: str) -> list[Any]:
    known = {entry[key]: entry for entry in base}
    return [
        _filled_entry(known.get(str(entry.get(key)), {}), entry, key) if isinstance(entry, dict) else entry
        for entry in extra
    ]


def _filled_entry(ours: dict[str, Any], entry: dict[str, Any], key: str) -> dict[str, Any]:
    whole = {**ours, **entry}
    if ours and isinstance(entry.get("topics"), list):
        whole["topics"] = _filled(ours["topics"], entry["topics"], key)
    return whole


def _check_examples(entry: Mapping[str, Any], path: Path, place: Sequence[Any]) -> None:
    """A noise rule removes its own ``removes`` and keeps its own ``keeps``."""
    rule = _noise(entry)
    for text in rule.removes:
        if not rule.pattern.fullmatch(fold(text)):
            raise RegistryError(
                path, _line_of(path, place), f"{rule.id} does not remove its own example: {text}"
            )
    for text in rule.keeps:
        if rule.pattern.fullmatch(fold(text)):
            raise RegistryError(
                path, _line_of(path, place), f"{rule.id} removes what it promises to keep: {text}"
            )


def _overlay(stem: str, base: Any, extra: Any) -> Any:
    listing, key = _NAMED_BY[stem]
    if stem == "labels":
        return {"labels": {**base["labels"], **extra["labels"]}}
    if key is None:
        return {listing: [*base[listing], *extra[listing]]}
    if stem == "topics":
        return {"areas": _overlay_named(base["areas"], extra["areas"], "slug", deep="topics")}
    return {listing: _overlay_named(base[listing], extra[listing], key)}


def _overlay_named(
    base: list[dict[str, Any]], extra: list[dict[str, Any]], key: str, deep: str | None = None
) -> list[dict[str, Any]]:
    result = {entry[key]: entry for entry in base}
    for entry in extra:
        old = result.get(entry[key], {})
        new = {**old, **entry}
        if deep and old:
            new[deep] = _overlay_named(old[deep], entry.get(deep, []), key)
        result[entry[key]] = new
    return list(result.values())


def _refuse_unknown_files(own: Path) -> None:
    for path in sorted(own.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in {f"{stem}.yaml" for stem in _NAMED_BY}:
            raise RegistryError(
                path,
                None,
                f"no registry has this name; known are {', '.join(f'{stem}.yaml' for stem in _NAMED_BY)}",
            )


def _assemble(merged: Mapping[str, Any], structure_path: Path, fingerprint: str) -> Registry:
    bodies = [_body(entry) for entry in merged["ministries"]["bodies"]]
    topics = [_topic(entry, area["slug"]) for area in merged["topics"]["areas"] for entry in area["topics"]]
    areas = [_area(entry) for entry in merged["topics"]["areas"]]
    events = tuple(_event(entry) for entry in merged["events"]["events"])
    by_name, by_start = _name_tables(bodies)
    return Registry(
        bodies_by_name=by_name,
        names_by_start=by_start,
        bodies=MappingProxyType({b.id: b for b in bodies}),
        officials=tuple(_official(entry) for entry in merged["officials"]["officials"]),
        areas=MappingProxyType({a.slug: a for a in areas}),
        topics=MappingProxyType({t.slug: t for t in topics}),
        events=events,
        event_phrases=PhraseIndex((phrase, event) for event in events for phrase in event.phrases),
        topic_phrases=PhraseIndex(
            (keyword.text, (topic.slug, keyword)) for topic in topics for keyword in topic.keywords
        ),
        noise=tuple(_noise(entry) for entry in merged["noise"]["rules"]),
        patterns=(
            *(_pattern(entry) for entry in merged["furniture"]["patterns"]),
            *_verb_patterns(merged["verbs"]["verbs"]),
        ),
        structure=load_structure(structure_path),
        labels=MappingProxyType(dict(merged["labels"]["labels"])),
        fingerprint=fingerprint,
    )


def _body(entry: Mapping[str, Any]) -> Body:
    return Body(
        id=entry["id"],
        name=entry["name"],
        english=entry.get("english"),
        kind=entry["kind"],
        aliases=tuple(entry.get("aliases", ())),
        misspellings=tuple(entry.get("misspellings", ())),
        since=entry["since"],
        until=entry.get("until"),
        parent=entry.get("parent"),
        parent_name=entry.get("parent_name"),
        predecessors=tuple(entry.get("predecessors", ())),
        predecessor_names=tuple(entry.get("predecessor_names", ())),
        successors=tuple(entry.get("successors", ())),
        transfers=tuple(Transfer(t["to"], t["what"]) for t in entry.get("transfers", ())),
        website=entry.get("website"),
        note=entry.get("note"),
        sources=MappingProxyType(dict(entry["sources"])),
    )


def _name_tables(
    bodies: Sequence[Body],
) -> tuple[Mapping[str, tuple[Body, ...]], Mapping[str, tuple[str, ...]]]:
    by_name: dict[str, list[Body]] = {}
    for body in bodies:
        for name in dict.fromkeys(
            fold_dots(n) for n in (body.name, *body.aliases, *body.misspellings, *_chair(body))
        ):
            by_name.setdefault(name, []).append(body)
    starts: dict[str, list[str]] = {}
    for name in by_name:
        starts.setdefault(name[:2], []).append(name)
    return (
        MappingProxyType({name: tuple(found) for name, found in by_name.items()}),
        MappingProxyType(
            {start: tuple(sorted(names, key=lambda n: (-len(n), n))) for start, names in starts.items()}
        ),
    )


def _chair(body: Body) -> tuple[str, ...]:
    """금융위원회 is headed by the 금융위원장: the only heads whose title does not hold the body's name."""
    return (f"{body.name.removesuffix('회')}장",) if body.name.endswith("위원회") else ()


def _official(entry: Mapping[str, Any]) -> Official:
    return Official(
        entry["name"], entry.get("body"), entry["office"], entry["from"], entry.get("until"), entry["source"]
    )


def _area(entry: Mapping[str, Any]) -> Area:
    return Area(
        entry["slug"], entry["name"], entry.get("english", ""), tuple(t["slug"] for t in entry["topics"])
    )


def _topic(entry: Mapping[str, Any], area: str) -> Topic:
    return Topic(
        slug=entry["slug"],
        area=area,
        name=entry["name"],
        english=entry.get("english", ""),
        definition=entry["definition"],
        neighbours=tuple(entry.get("neighbours", ())),
        keywords=tuple(_phrase(keyword) for keyword in entry["keywords"]),
        background=tuple(entry.get("background", ())),
    )


def _phrase(keyword: str | Mapping[str, Any]) -> Phrase:
    if isinstance(keyword, str):
        return Phrase(keyword, 1.0, whole_word=False)
    return Phrase(
        keyword["phrase"], float(keyword.get("weight", 1.0)), whole_word=keyword.get("whole_word", False)
    )


def _event(entry: Mapping[str, Any]) -> Event:
    return Event(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        phrases=tuple(entry["phrases"]),
        on=entry.get("on"),
        since=entry.get("from"),
        until=entry.get("until"),
        series=entry.get("series"),
        edition=entry.get("edition"),
        anniversary=entry.get("anniversary", False),
        source=entry["source"],
        counted_from=entry.get("counted_from"),
        day=entry.get("day"),
    )


def _noise(entry: Mapping[str, Any]) -> NoiseRule:
    pattern = _joined(entry["pattern"]) if "pattern" in entry else _words_pattern(entry["words"])
    return NoiseRule(
        id=entry["id"],
        why=entry["why"],
        scope=entry["scope"],
        pattern=re.compile(pattern),
        goes_on=re.compile(_joined(entry["while"])) if "while" in entry else None,
        removes=tuple(entry["removes"]),
        keeps=tuple(entry["keeps"]),
    )


def _joined(pattern: str) -> str:
    """A pattern written over several lines is one pattern."""
    return "".join(line.strip() for line in pattern.splitlines())


def _words_pattern(words: Iterable[str]) -> str:
    """A line made of nothing but these words, numbers and separators."""
    choice = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    gap = r"[\s|·,/>:\[\]()•‧+-]*+"  # possessive: linear on any input
    return rf"{gap}(?:{choice})(?:{gap}(?:{choice}|\d++))*+{gap}"


def _pattern(entry: Mapping[str, Any]) -> LinePattern:
    return LinePattern(
        entry["id"],
        entry["group"],
        re.compile(_joined(entry["pattern"])),
        entry["why"],
        tuple(entry["matches"]),
        tuple(entry["spares"]),
    )


def _verb_patterns(entries: Sequence[Mapping[str, Any]]) -> list[LinePattern]:
    """One pattern for each thing that verbs tell: their forms, wherever they stand."""
    forms: dict[str, list[str]] = {}
    for entry in entries:
        for group in entry["tells"]:
            forms.setdefault(group, []).extend(
                f"{form}{end}" for form in entry["forms"] for end in entry.get("ends", [""])
            )
    return [
        LinePattern(
            f"verbs-{group}",
            group,
            re.compile("|".join(map(re.escape, found))),
            "verbs.yaml",
            tuple(found),
            (),
        )
        for group, found in forms.items()
    ]


def _check_references(registry: Registry, own: Path | None) -> None:
    """Every id that an entry names exists. The message names the entry; the file is ours or the archive's."""
    for stem, fault in _faults(registry):
        path = own / f"{stem}.yaml" if own and (own / f"{stem}.yaml").is_file() else DATA / f"{stem}.yaml"
        raise RegistryError(path, None, fault)


def _faults(registry: Registry) -> Iterator[tuple[str, str]]:
    """(file stem, what is wrong) of each reference that leads nowhere."""
    for body in registry.bodies.values():
        named = (
            *body.predecessors,
            *body.successors,
            *(t.to for t in body.transfers),
            *([body.parent] if body.parent else []),
        )
        yield from (
            ("ministries", f"{body.id} names {other}, which is no body of the registry")
            for other in named
            if other not in registry.bodies
        )
        if body.until is not None and body.until <= body.since:
            yield "ministries", f"{body.id} ends before it begins"
    for topic in registry.topics.values():
        missing = [slug for slug in topic.neighbours if slug not in registry.topics]
        yield from (
            ("topics", f"{topic.slug} names the neighbour {slug}, which is no topic of the registry")
            for slug in missing
        )
    for official in registry.officials:
        if official.body is not None and official.body not in registry.bodies:
            yield (
                "officials",
                f"{official.name} holds office in {official.body}, which is no body of the registry",
            )
