"""What the collector of an article already knew.

A YAML header on top of the seed, or a ``.yml`` file beside it.

Values are taken as they are written (``date: 2020-04`` stays ``2020-04``, ``title: yes`` stays ``yes``); no
YAML tag is ever turned into an object.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder.intake.fact_values import ALIASES, NULL_TAG, READERS, TEXT_TAG, IllFormedError, Value
from builder.intake.foreign import in_our_words
from builder.intake.text import clean
from builder.model import Problem, Supplied
from builder.plain_yaml import SAFE_LOADER
from builder.problems import seed_problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

MAX_BYTES: Final = 16 * 1024
"""Of a header or a sidecar."""


_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_FIRST_KEY: Final = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[A-Za-z_-]+[ \t]*:(?:\s|$)")
_LIKE_YAML: Final = re.compile(r"\s*(?:#.*)?$|[A-Za-z_][\w-]*[ \t]*:(?:\s|$)|\s+\S|-\s")
_MAX_DEPTH: Final = 2
"""A mapping, with lists in it."""

_NOWHERE: Final = yaml.Mark("", 0, 0, 0, None, 0)
"""Where facts stand that were never YAML."""
_QUOTE_HINT: Final = "put a value that holds : # [ ] { } or quotation marks into quotation marks"


@dataclass(frozen=True, slots=True)
class Facts:
    """One block of supplied facts.

    Where it stands, each value with its line there, and what is wrong with it.
    """

    path: str
    values: Mapping[str, tuple[Value, int]]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The facts on top of a seed, how many lines they take, and the text below.

    No header: no facts, 0 lines.
    """

    facts: Facts
    length: int
    body: str


def split_header(text: str, path: str, *, foreign: bool = False) -> Header:
    """Take the header off ``text`` (LF line ends).

    A header stands between a first line ``---`` and the next such line within 16 KiB, and is a mapping with a
    known key; anything else is text, for lines of dashes are common noise. What was clearly meant as a header
    and is broken is E112, one without a single known key N126.

    Args:
        text: Of the whole seed.
        path: Of the seed, for problems.
        foreign: It is the front matter of Markdown, which other programs write too: see ``parse_facts``.
    """
    none = Header(Facts(path, {}, ()), 0, text)
    opening = _FENCE.match(text)
    if not opening:
        return none
    start = opening.end() + 1
    closing = _FENCE.search(text, start, start + MAX_BYTES)
    inside = text[start : closing.start()] if closing else text[start : start + MAX_BYTES]
    first_key = _FIRST_KEY.match(inside)
    if not first_key:
        return none
    if not (foreign and closing) and not _KNOWN_LINE.search(inside if closing else first_key.group()):
        is_mapping = closing and all(_LIKE_YAML.match(line) for line in inside.splitlines())
        said = (seed_problem("N126", path, 1, "it was read as text"),) if is_mapping else ()
        return Header(Facts(path, {}, said), 0, text)
    if not closing:
        never = seed_problem(
            "E112", path, 1, "the header has no closing --- within 16 KiB", "end the header with a line ---"
        )
        return Header(Facts(path, {}, (never,)), 0, text)
    facts = parse_facts(inside, path, 2, foreign=foreign)
    return Header(facts, inside.count("\n") + 2, text[closing.end() + 1 :])


def parse_facts(text: str, path: str, first_line: int = 1, *, foreign: bool = False) -> Facts:
    """The facts in YAML ``text``, each validated on its own.

    E112 with the key's line for each that is ill-formed or unknown. ``foreign``: keys of other programs whose
    meaning is known count too; those whose meaning is not are named in one notice, N126.
    """
    try:
        root = _compose(text)
        pairs = _pairs(root)
    except yaml.YAMLError as error:
        line, reason = _yaml_trouble(error, text)
        return Facts(path, {}, (seed_problem("E112", path, first_line + line, reason, _QUOTE_HINT),))
    except IllFormedError as error:
        return Facts(path, {}, (seed_problem("E112", path, first_line, str(error)),))
    return _foreign(pairs, path, first_line) if foreign else _validated(pairs, path, first_line)


def check_facts(values: Mapping[str, str | Sequence[str]], path: str) -> Facts:
    """Facts that come from somewhere else than YAML, held to the same rules; ``path``: for problems."""
    pairs = [
        (_scalar(key), _scalar(value) if isinstance(value, str) else _sequence(value))
        for key, value in values.items()
    ]
    return _validated(pairs, path, 1)


def merge(blocks: Iterable[Facts]) -> tuple[Supplied, tuple[Problem, ...]]:
    """All facts as one, the first block that has a fact wins.

    A later one that says otherwise is reported (N110).
    """
    values: dict[str, tuple[Value, int]] = {}
    origin: dict[str, str] = {}
    problems: list[Problem] = []
    for block in blocks:
        problems.extend(block.problems)
        for key, (value, line) in block.values.items():
            if key in values and values[key][0] != value:
                problems.append(_contradiction(key, block.path, line, origin[key]))
            values.setdefault(key, (value, line))
            origin.setdefault(key, block.path)
    return _supplied({key: value for key, (value, _) in values.items()}), tuple(problems)


def _contradiction(key: str, path: str, line: int, winner: str) -> Problem:
    """N110 for a fact that two blocks state differently."""
    return seed_problem(
        "N110",
        path,
        line,
        f"{key} is stated differently in {winner}",
        f"the {key} of {winner} was used; make them agree",
    )


def _supplied(values: Mapping[str, Value]) -> Supplied:
    """The model's form of validated values."""
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    lists = {key: value for key, value in values.items() if isinstance(value, tuple)}
    return Supplied(**texts, **lists)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------------- YAML


def _compose(text: str) -> yaml.Node | None:
    """The YAML tree, read by libyaml; what that refuses PyYAML is asked about, whose reasons are told."""
    try:
        return _composed(text, SAFE_LOADER)
    except yaml.YAMLError:
        return _composed(text, yaml.SafeLoader)


def _composed(text: str, loader: Any) -> yaml.Node | None:
    """The tree, after a look at its events: no aliases, no anchors, no depth."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if getattr(event, "anchor", None) is not None:
            raise IllFormedError("anchors and aliases are not read")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise IllFormedError("the facts are nested too deeply")
    root: yaml.Node | None = yaml.compose(text, Loader=loader)
    return root


def _pairs(root: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    """The keys and values of the mapping; an empty document has none."""
    if root is None or (isinstance(root, yaml.ScalarNode) and root.tag == NULL_TAG):
        return []
    if not isinstance(root, yaml.MappingNode):
        raise IllFormedError("they are no list of `key: value` lines")
    return list(root.value)


def _scalar(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(TEXT_TAG, value, _NOWHERE, _NOWHERE)


def _sequence(values: Iterable[str]) -> yaml.SequenceNode:
    return yaml.SequenceNode(
        "tag:yaml.org,2002:seq", [_scalar(value) for value in values], _NOWHERE, _NOWHERE
    )


def _yaml_trouble(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The 0-based line and the reason of a YAML error."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return (mark.line if mark else 0), f"YAML: {error.problem or error.context}"
    position = getattr(error, "position", 0)
    return text.count("\n", 0, position), "YAML: a character that YAML does not allow"


# ----------------------------------------------------------------------------------------------------- values


def _validated(pairs: Iterable[tuple[yaml.Node, yaml.Node]], path: str, first_line: int) -> Facts:
    """Each pair checked; the good ones kept, the others reported."""
    values: dict[str, tuple[Value, int]] = {}
    problems: list[Problem] = []
    for key_node, node in pairs:
        line = first_line + key_node.start_mark.line
        try:
            key = _key(key_node, values)
            value = READERS[key](node)
        except IllFormedError as error:
            problems.append(seed_problem("E112", path, line, str(error)))
        else:
            if value:
                values[key] = (value, line)
    return Facts(path, values, tuple(problems))


def _foreign(pairs: Sequence[tuple[yaml.Node, yaml.Node]], path: str, first_line: int) -> Facts:
    """The same of front matter that another program wrote."""
    usable, unknown = in_our_words(pairs, frozenset(READERS), ALIASES, _is_value)
    facts = _validated(usable, path, first_line)
    named = ", ".join(clean(key)[:40] for key in unknown)
    said = (seed_problem("N126", path, first_line, named),) if unknown else ()
    return Facts(path, facts.values, (*facts.problems, *said))


def _is_value(key: str, node: yaml.Node) -> bool:
    try:
        return bool(READERS[key](node))
    except IllFormedError:
        return False


def _key(node: yaml.Node, taken: Container[str]) -> str:
    """A known key that is not ``taken``, by its name in the model."""
    raw = node.value if isinstance(node, yaml.ScalarNode) else ""
    key = ALIASES.get(raw, raw)
    if key not in READERS:
        raise IllFormedError(
            f"the key {clean(raw)[:40]!r} is unknown; known are {', '.join(sorted({*READERS, *ALIASES}))}"
        )
    if key in taken:
        raise IllFormedError(f"{key} is given twice")
    return key


_KNOWN_LINE: Final = re.compile(rf"^(?:{'|'.join((*READERS, *ALIASES))})[ \t]*:(?:\s|$)", re.MULTILINE)
