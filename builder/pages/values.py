"""Front matter as people write it, read forgivingly.

A date may come as a date, a year as a number, a list of one as a word.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from builder.intake.day import read_dates
from builder.partial_date import is_partial_date

Meta = Mapping[str, object]
"""Front matter as YAML reads it."""

#: Every line end there is, YAML's and Unicode's too: front matter is written with LF for each of them.
LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
#: Controls, format characters (BOM, joiners, writing direction) and halves of surrogate pairs.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})


def text(value: object) -> str | None:
    """A scalar as text without white space around it.

    None for nothing, an empty text, a list or a mapping.
    """
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value).strip() or None
    return None


def texts(value: object) -> tuple[str, ...]:
    """A list as texts, empty ones left out; a lone scalar is a list of one, anything else an empty one."""
    found = [text(item) for item in value] if isinstance(value, list | tuple) else [text(value)]
    return tuple(item for item in found if item is not None)


def mapping(value: object) -> dict[str, object]:
    """A mapping with text keys; an empty one for anything else."""
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def date(value: object) -> str | None:
    """An ISO date at its precision, however a person wrote it; None where there is none, or several."""
    found = text(value)
    if found is None or is_partial_date(found):
        return found
    meant = read_dates(found)
    return meant[0] if len(meant) == 1 else None


def canonical(value: object) -> object:
    """The value without what an editor, an operating system or YAML's spelling may change about it.

    It is what is compared and hashed. Empty texts, lists and mappings are nothing; line ends, white space at
    the end of lines, BOMs, controls and other invisible characters do not count; scalars are text.
    """
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value] or None
    if isinstance(value, dict):
        items = {str(key): canonical(item) for key, item in value.items()}
        return {key: item for key, item in sorted(items.items()) if item is not None} or None
    found = text(value)
    return _plain(found) if found is not None else None


def _plain(found: str) -> str | None:
    if found.isprintable():  # one line, and nothing in it to drop
        return unicodedata.normalize("NFC", found).strip() or None
    lines = found.split("\n")
    if not all(map(str.isprintable, lines)):  # every other line end is a control
        lines = LINE_END.sub("\n", found).split("\n")
    return (
        unicodedata.normalize(
            "NFC", "\n".join(line.rstrip() if line.isprintable() else _visible(line) for line in lines)
        ).strip()
        or None
    )


def _visible(line: str) -> str:
    return "".join(
        char for char in line.replace("\t", " ") if unicodedata.category(char) not in _INVISIBLE
    ).rstrip()
