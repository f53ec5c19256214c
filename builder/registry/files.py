"""The registries' YAML files as plain data: read, and found again by line when something in them is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml

from builder.plain_yaml import SAFE_LOADER, NoKeyTwice

#: An entry of a registry file, as YAML or JSON gives it. What its keys may hold is said in schemas.yaml.
Entry = Mapping[str, Any]
#: A whole file, or the value at any place in it.
Data = Any

DATA: Final = Path(__file__).parent / "data"
#: The files an archive may add to or correct, in the order in which they are read.
STEMS: Final = (
    "ministries",
    "officials",
    "topics",
    "event_kinds",
    "events",
    "noise",
    "furniture",
    "verbs",
    "synonyms",
    "steps",
    "labels",
)
#: Read beside them, the builder's alone. kinds.py reads the kinds; here they count as rules that may change.
STRUCTURE: Final = "structure"
KINDS: Final = "kinds"


class _Loader(NoKeyTwice, SAFE_LOADER):  # type: ignore[misc]
    """YAML without its guess of dates.

    A date stays the text it is, so that an impossible one is reported with its line.
    """

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, object]]]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in SAFE_LOADER.yaml_implicit_resolvers.items()
    }


class RegistryError(Exception):
    """A registry file is broken. ``path`` and ``line`` say where; the text says what and how to mend it."""

    def __init__(self, path: Path, line: int | None, message: str) -> None:
        super().__init__(message)
        self.path, self.line, self.message = path, line, message


@dataclass(frozen=True, slots=True)
class Source:
    """A registry file as it lies on disk: what it is about (``ministries``), where it lies, its bytes."""

    stem: str
    path: Path
    content: bytes


def read_sources(own: Path | None) -> tuple[Source, ...]:
    """Every registry file once: of each kind the builder's, then the archive's of the folder ``own``.

    Raises:
        RegistryError: a file cannot be read, or one in ``own`` has a name that no registry has.
    """
    found = tuple(
        read_source(stem, path)
        for stem in (*STEMS, STRUCTURE, KINDS)
        for path in _paths(stem, own)
        if path.is_file()
    )
    if own is not None and own.is_dir():
        _refuse_unknown_files(own)
    return found


def _paths(stem: str, own: Path | None) -> Iterator[Path]:
    yield DATA / f"{stem}.yaml"
    if own is not None and stem in STEMS:
        yield own / f"{stem}.yaml"


def file_of(stem: str, own: Path | None) -> Path:
    """The file in which to look for what is wrong in a registry: the archive's, if it has one, else ours."""
    return own / f"{stem}.yaml" if own and (own / f"{stem}.yaml").is_file() else DATA / f"{stem}.yaml"


def read_source(stem: str, path: Path) -> Source:
    """One file. Raises RegistryError where it cannot be read."""
    try:
        return Source(stem, path, path.read_bytes())
    except OSError as error:
        raise RegistryError(path, None, f"cannot be read: {error.strerror}") from error


def _refuse_unknown_files(own: Path) -> None:
    known = tuple(f"{stem}.yaml" for stem in STEMS)
    for path in sorted(own.iterdir()):
        if path.suffix in (".yaml", ".yml") and path.name not in known:
            raise RegistryError(path, None, f"no registry has this name; known are {', '.join(known)}")


def parsed(source: Source) -> Data:
    """What a file holds. Years are text where a date is meant, and ``on`` is the key it is, not YAML's yes.

    Raises:
        RegistryError: it is no well-formed YAML.
    """
    try:
        data = yaml.load(source.content, Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"not well-formed YAML: {getattr(error, 'problem', error)}"
        raise RegistryError(source.path, mark.line + 1 if mark else None, reason) from error
    return _plain(data)


def _plain(value: Data) -> Data:
    if isinstance(value, dict):
        keys = ("on" if key is True else key for key in value)
        return {key: _year(key, _plain(inner)) for key, inner in zip(keys, value.values(), strict=True)}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _year(key: object, value: Data) -> Data:
    is_date = key in ("on", "from", "until", "since")
    return str(value) if is_date and isinstance(value, int) and not isinstance(value, bool) else value


def place_of(data: Data, steps: Sequence[str | int]) -> str:
    """Where a value stands, as an editor calls it: ``kasa-2024: kind``.

    An entry without a name by its place, counted from 1.
    """
    words: list[str] = []
    for at, step in enumerate(steps):
        if isinstance(data, dict) and (dotted := ".".join(map(str, steps[at:]))) in data:
            # a key may hold a dot, where the schema's error parts the steps
            return " ".join((*words, dotted))
        data = data[step] if isinstance(step, int) or (isinstance(data, dict) and step in data) else None
        if name := _name(data):
            words = [f"{name}:"]
        else:
            words.append(f"entry {step + 1}" if isinstance(step, int) else str(step))
    return " ".join(words).rstrip(":")


def _name(entry: Data) -> str | None:
    if not isinstance(entry, dict):
        return None
    return next((str(entry[key]) for key in ("id", "slug", "name", "phrase") if entry.get(key)), None)


def line_of(path: Path, steps: Sequence[str | int]) -> int | None:
    """The 1-based line of the value that ``steps`` lead to."""
    node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
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
