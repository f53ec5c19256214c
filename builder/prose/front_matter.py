"""A page's facts as YAML between two ``---`` lines, readable for people and for MkDocs; and back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from builder import plain_yaml
from builder.partial_date import is_partial_date
from builder.plain_yaml import SAFE_LOADER, NoKeyTwice, OneLine
from builder.prose.escape import INVISIBLE

#: Keys whose values are ISO dates at their precision; they are strings everywhere in the builder.
DATE_KEYS: Final = frozenset({"date", "added"})
#: Keys whose list of mappings stands one mapping a line.
_ONE_LINE_ENTRIES: Final = frozenset({"removed", "attachments"})
_FENCED: Final = re.compile(r"-{3}[ \t]*\n(.*?\n)?(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENED: Final = re.compile(r"-{3}[ \t]*(?:\n|\Z)")
_FAR: Final = 1 << 30
_DEEPEST: Final = 50
_INDENTED_DEEPLY: Final = re.compile(r"^ {50}|(?:[-?:][ \t]+){10}", re.MULTILINE)
#: libyaml writes characters beyond the basic plane (emoji) as \\U escapes, PyYAML itself writes them out.
_BEYOND_BASIC: Final = re.compile("[\U00010000-\U0010ffff]")
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SAFE_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Loader(NoKeyTwice, SAFE_LOADER):  # type: ignore[misc]
    """Leaves dates as they are written.

    ``2020-13-45`` is for the checks to report, not for the reader to fail on.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's interface
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _PlainDumper(yaml.SafeDumper):
    """PyYAML's own dumper, for text that libyaml would write in escapes."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


class _FastDumper(_SAFE_DUMPER):  # type: ignore[misc]  # the C dumper where there is one
    """The same output, in C."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # a literal block cannot hold every text: blank lines at its ends are lost between emitter and reader
    style = "|" if "\n" in text and not text[0].isspace() and not text.endswith("\n\n") else None
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


def _represent_flow(dumper: yaml.SafeDumper, mapping: OneLine) -> yaml.MappingNode:
    node: yaml.MappingNode = dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True)
    return node


for _dumper in (_PlainDumper, _FastDumper):
    _dumper.add_representer(str, _represent_text)
    _dumper.add_representer(OneLine, _represent_flow)


def dump_page(meta: Mapping[str, object], body: str) -> str:
    """The page's text: front matter with its keys in the given order, a blank line, the body.

    Characters that no YAML reader agrees on (controls, writing-direction marks) are dropped from the facts;
    other line ends become LF. ``parse_page`` gives the same facts and body back; so does
    ``mkdocs.utils.meta.get_data``, with full dates as ``datetime.date``.
    """
    return f"---\n{yaml_of(meta)}---\n\n{body}"


def yaml_of(meta: Mapping[str, object]) -> str:
    """The facts as YAML, a key a line; see ``dump_page``."""
    plain = {key: _plain(value, key) for key, value in meta.items()}
    return plain_yaml.written(plain) or _dump(plain)


def parse_page(text: str) -> tuple[dict[str, object], str] | str:
    """The page's facts and body, or what is wrong with its front matter, beginning ``line N:``.

    A page without front matter has no facts and is all body. BOM and CRLF are ignored; dates are strings at
    their precision.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    fenced = _FENCED.match(text)
    if fenced is None:
        return "line 1: the front matter has no closing --- line" if _OPENED.match(text) else ({}, text)
    if (plain := plain_yaml.read(fenced[1] or "", days=False)) is not None:
        return {key: _dated(key, value) for key, value in plain.items()}, text[fenced.end() :].lstrip("\n")
    try:
        _refuse_traps(fenced[1] or "")
        meta = yaml.load(fenced[1] or "", Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        return _explain(error)
    except (ValueError, RecursionError) as error:
        return f"line 2: {error}"
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        return "line 2: the front matter is no list of `key: value` lines"
    return {key: _dated(key, value) for key, value in meta.items()}, text[fenced.end() :].lstrip("\n")


def _refuse_traps(front_matter: str) -> None:
    """No aliases, and no nesting so deep that the C loader overflows its stack.

    A value that contains itself could never be written again.
    """
    if not _is_suspect(front_matter):
        return
    depth = 0
    for event in yaml.parse(front_matter, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            problem = (
                "front matter has no aliases" if isinstance(event, yaml.AliasEvent) else "nested too deeply"
            )
            mark: Any = event.start_mark
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _is_suspect(front_matter: str) -> bool:
    """Whether aliases or deep nesting are possible.

    Reading the events of every page would cost as much as reading the page.
    """
    return (
        ("&" in front_matter and "*" in front_matter)
        or front_matter.count("[") + front_matter.count("{") > _DEEPEST
        or _INDENTED_DEEPLY.search(front_matter) is not None
    )


def _dump(meta: Mapping[str, object]) -> str:
    def write(dumper: type[_FastDumper | _PlainDumper]) -> str:
        return str(
            yaml.dump(
                meta, Dumper=dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=_FAR
            )
        )

    written = write(_FastDumper)
    return write(_PlainDumper) if "\\U" in written else written


def _plain(value: object, key: str = "") -> object:
    """The value in types that YAML knows, its texts without invisible characters."""
    if isinstance(value, str):
        text = value if value.isprintable() else INVISIBLE.sub("", _LINE_ENDS.sub("\n", value))
        return dt.date.fromisoformat(text) if key in DATE_KEYS and _is_day(text) else text
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return {str(_plain(inner)): _plain(content) for inner, content in value.items()}
    if isinstance(value, list | tuple):
        entries = [_plain(entry) for entry in value]
        return (
            [OneLine(entry) if isinstance(entry, dict) else entry for entry in entries]
            if key in _ONE_LINE_ENTRIES
            else entries
        )
    return value


def _is_day(text: str) -> bool:
    return len(text) == len("2020-04-16") and is_partial_date(text)


def _dated(key: object, value: object) -> object:
    """An unquoted year is a number to YAML."""
    return (
        str(value) if key in DATE_KEYS and isinstance(value, int) and not isinstance(value, bool) else value
    )


def _explain(error: yaml.YAMLError) -> str:
    """The first line of the page is ``---``, and marks count from 0: hence the 2."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or error
    return f"line {mark.line + 2 if mark else 2}: {problem}"
