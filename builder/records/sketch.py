"""Which key of a record means what, as a person says it: read from YAML, or drafted from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import fastjsonschema
import yaml

from builder.intake.day import read_dates
from builder.intake.foreign import folded_key
from builder.intake.text import clean
from builder.records.files import rows_of
from builder.records.record import is_source
from builder.records.row import Row, UnreadableError
from builder.records.shapes import FACTS, Shape, shape_from, shapes
from builder.text import fold

_MAX_BYTES: Final = 64 * 1024
_TEXTS: Final = {"type": "array", "items": {"type": "string"}}
_KEY: Final = {"oneOf": [{"type": "string"}, _TEXTS]}
_SCHEMA: Final = {
    "type": "object",
    "required": ["facts"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "string"},
        "prefix": {"type": "string", "pattern": r"\A[a-z][a-z0-9-]{0,20}\Z"},
        "dates": {"enum": ["month-first"]},
        "ignored": _TEXTS,
        "between": {**_TEXTS, "maxItems": 2},
        "facts": {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(sorted(FACTS), _KEY),
        },
        "words": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    },
}
_checked: Final = fastjsonschema.compile(_SCHEMA)
_FEWEST: Final = 3
"""Keys of what is taken for a record."""
_SHOWN: Final = 60
_TEXT: Final = 150
"""Characters of what may be a text; a title is shorter."""
_WEB: Final = re.compile(r"https?://\S+$")


def read_map(path: Path) -> Shape | str:
    """The shape that ``--map`` names; or what is wrong with it."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            return f"more than {_MAX_BYTES:,} bytes"
        text = path.read_text(encoding="utf-8-sig")
        written = _checked(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - every value stays the text it is
    except (OSError, UnicodeDecodeError, yaml.YAMLError, fastjsonschema.JsonSchemaValueException) as error:
        return " ".join(str(error).split())
    facts = {fact: _listed(keys) for fact, keys in written["facts"].items() if keys}
    needs = [fact for fact in ("title", "body") if fact in facts]
    if not needs:
        return "it names neither title nor body"
    if written.get("source") and not is_source(written["source"]):
        return "the source must be of a-z, 0-9 and -, and no name that a system keeps for itself"
    filled = {key: value for key, value in written.items() if value}
    return shape_from({"name": "map", **filled, "facts": facts, "needs": needs})


def _listed(keys: str | Sequence[str]) -> Sequence[str]:
    return [keys] if isinstance(keys, str) else keys


def sketch(path: Path) -> str | UnreadableError:
    """A draft of a map for the records of a file, with what its first record says as comments."""
    try:
        row = next(rows_of(path, lambda keys, _element: len(keys) >= _FEWEST, _unheard), None)
    except UnreadableError as error:
        return error
    return "\n".join(_draft(row)) + "\n" if row else UnreadableError("no record is in it")


def _unheard(_done: int, _total: int) -> None:
    """Nobody waits for a draft."""


def _draft(row: Row) -> Iterator[str]:
    usual = shapes()[-1]
    yield "# Which key of the records means what. Delete what is wrong, write what is missing, and run"
    yield "#   briefings import --map columns.yml FILE"
    yield "source: ''  # the records' origin, as a folder name of a-z, 0-9 and -; ids count within it"
    yield "facts:"
    known = {
        fact: next((key for key in row.values if folded_key(key) in set(usual.keys_of(fact))), None)
        for fact in usual.facts
    }
    guessed = _guessed(row, known)
    for fact, key in (known | guessed).items():
        said = f"  {fact}: {_quoted(key) if key else ''}".rstrip()
        yield f"{said}  # guessed by what stands there" if fact in guessed else said
    taken = {*known.values(), *guessed.values()}
    yield "# The first record's keys, and what stands under them:"
    for key, values in row.values.items():
        mark = "" if key in taken else "  <- not used yet"
        yield f"#   {clean(key)[:_SHOWN]}: {fold(clean(' '.join(values)))[:_SHOWN]}{mark}"


def _guessed(row: Row, known: Mapping[str, str | None]) -> dict[str, str]:
    """What other keys seem to hold: an address, a day, the longest text, the longest of what is left."""
    said = {key: " ".join(values).strip() for key, values in row.values.items() if key not in known.values()}
    found: dict[str, str] = {}
    for fact, holds in (
        ("url", _WEB.match),
        ("date", lambda text: len(text) < _SHOWN and len(read_dates(text)) == 1),
        ("body", lambda text: len(text) >= _TEXT),
        ("title", lambda text: " " in text),
    ):
        fitting = [key for key, text in said.items() if key not in found.values() and holds(text)]
        if fitting and known.get(fact) is None:
            found[fact] = max(fitting, key=lambda key: len(said[key]))
    return found


def _quoted(key: str) -> str:
    return yaml.safe_dump(key, allow_unicode=True, default_style="'").strip()
