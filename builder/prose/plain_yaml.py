"""Front matter of the usual forms as YAML, byte for byte as PyYAML writes it, in a tenth of its time.

The usual forms are texts of one line, whole numbers, days and nothing; lists of them; mappings of all of
these. What else there may be is left to PyYAML. Which texts need quotes follows libyaml's emitter
(``yaml_emitter_analyze_scalar`` in its ``emitter.c``) and PyYAML's own table of the words that mean something
else than a text (``no``, ``2020``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import yaml

#: A line of characters that YAML prints as they are.
_ONE_LINE: Final = re.compile("[ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,60}")
#: Inside of ``{…}`` more signs have a meaning: only what is certainly free of them is written here.
_IN_FLOW: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_ALWAYS_QUOTED: Final = frozenset(" #,[]{}&*!|>'\"%@`")
#: Whether these need quotes depends on what follows.
_UNDECIDED: Final = frozenset("-?:.")
_RESOLVERS: Final[Mapping[str, list[tuple[str, re.Pattern[str]]]]] = yaml.SafeDumper.yaml_implicit_resolvers


class OneLine(dict[str, object]):
    """A mapping to be written on one line."""


class _UnusualError(Exception):
    """A value of a form that is not written here."""


def written(meta: Mapping[str, object]) -> str | None:
    """The mapping as YAML in block style, its keys in order; None where a form is not one of the usual."""
    try:
        return "\n".join(_block(meta, "")) + "\n" if meta else None
    except _UnusualError:
        return None


def _block(mapping: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        name = f"{indent}{_key(key)}:"
        if type(value) is dict and value:
            yield name
            yield from _block(value, f"{indent}  ")
        elif type(value) is list and value:
            yield name
            yield from (f"{indent}- {_entry(entry)}" for entry in value)
        else:
            yield f"{name} {_scalar(value)}"


def _entry(value: object) -> str:
    if type(value) is not OneLine or not value:
        return _scalar(value)
    return f"{{{', '.join(f'{_key(key)}: {_in_flow(entry)}' for key, entry in value.items())}}}"


@lru_cache(maxsize=512)
def _key(key: object) -> str:
    if not isinstance(key, str) or not _KEY.fullmatch(key) or _means_something_else(key):
        raise _UnusualError
    return key


def _in_flow(value: object) -> str:
    if isinstance(value, str) and not _IN_FLOW.fullmatch(value):
        raise _UnusualError
    return _scalar(value)


def _scalar(value: object) -> str:
    kind = type(value)
    if kind is str:
        return _text(str(value))
    if value is None:
        return "null"
    if kind is int:
        return str(value)
    if kind is dt.date:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind in (list, dict) and not value:
        return "[]" if kind is list else "{}"
    raise _UnusualError


def _text(text: str) -> str:
    if not text:
        return "''"
    if not _ONE_LINE.fullmatch(text) or text[0] in _UNDECIDED:
        raise _UnusualError
    quoted = (
        text[0] in _ALWAYS_QUOTED
        or text[-1] in ": "
        or ": " in text
        or " #" in text
        or _means_something_else(text)
    )
    return "'{}'".format(text.replace("'", "''")) if quoted else text


def _means_something_else(text: str) -> bool:
    return any(pattern.match(text) for _tag, pattern in _RESOLVERS.get(text[0], ()))
